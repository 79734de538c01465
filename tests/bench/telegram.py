"""A Bot API on loopback: getUpdates and sendMessage over real HTTP, with refusals and delays, everything recorded."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

__all__ = ["Call", "LoopbackTelegram"]

BOT = {"id": 999, "is_bot": True, "first_name": "Kabar", "username": "kabar_bot"}


@dataclass(slots=True)
class Call:
    """One sendMessage: when it came, for whom, with what, and how it was answered."""

    at: float
    chat: int
    text: str
    status: int
    retry_after: float = 0.0


# Decides over a sendMessage: None = deliver, else (status, description, retry_after).
Decide = Callable[[int, str], tuple[int, str, float] | None]


class LoopbackTelegram:
    """Serves on a free port of 127.0.0.1; `base` is what TELEGRAM_API_BASE_URL takes."""

    def __init__(self, decide: Decide = lambda _chat, _text: None, *, delay_s: float = 0.0) -> None:
        self.decide = decide
        self.delay_s = delay_s
        self.calls: list[Call] = []
        self.updates: deque[dict[str, Any]] = deque()
        self.conflict = False
        self.polls = 0
        self.base = ""
        self.on_message: Callable[[Call], None] = lambda _: None
        self._news = asyncio.Event()
        self._ids = count(5000)
        self._update_ids = count(1)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> LoopbackTelegram:
        app = web.Application(client_max_size=1 << 26)
        app.router.add_post("/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.base = f"http://127.0.0.1:{port}/bot"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    # --- what people do -----------------------------------------------------------------------------------

    def say(self, chat: int, text: str) -> int:
        """A private message to the bot; its update number."""
        number = next(self._update_ids)
        person = {"id": chat, "is_bot": False, "first_name": f"P{chat}", "language_code": "en"}
        message = {"message_id": number, "date": int(time.time()), "from": person, "text": text}
        message["chat"] = {"id": chat, "type": "private", "first_name": "P"}
        if text.startswith("/"):
            command = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
            message["entities"] = [command]
        self.updates.append({"update_id": number, "message": message})
        self._news.set()
        return number

    def delivered(self) -> list[Call]:
        """The messages that arrived."""
        return [call for call in self.calls if call.status == 200]

    # --- Telegram's side ----------------------------------------------------------------------------------

    async def _serve(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if request.content_type == "application/x-www-form-urlencoded":
            fields = dict(parse_qsl((await request.read()).decode(), keep_blank_values=True))
        else:
            fields = {name: str(value) for name, value in (await request.post()).items()}
        if method == "getUpdates":
            return await self._get_updates(fields)
        if method == "sendMessage":
            return await self._send_message(fields)
        return _ok(BOT if method == "getMe" else True)

    async def _get_updates(self, fields: dict[str, str]) -> web.Response:
        self.polls += 1
        if self.conflict:
            return _no(409, "Conflict: terminated by other getUpdates request", 0)
        offset, limit = int(fields.get("offset", 0)), int(fields.get("limit", 100))
        while self.updates and self.updates[0]["update_id"] < offset:
            self.updates.popleft()
        if not self.updates:
            self._news.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), float(fields.get("timeout", 0)))
        found = [self.updates[place] for place in range(min(limit, len(self.updates)))]
        return _ok(found)

    async def _send_message(self, fields: dict[str, str]) -> web.Response:
        chat, text = int(fields["chat_id"]), fields.get("text", "")
        refusal = self.decide(chat, text)
        status, description, retry_after = refusal or (200, "", 0.0)
        call = Call(time.monotonic(), chat, text, status, retry_after)
        self.calls.append(call)
        self.on_message(call)
        if self.delay_s:
            await asyncio.sleep(self.delay_s)
        if refusal is not None:
            return _no(status, description, retry_after)
        kind = "private" if chat > 0 else "supergroup"
        sent = {"message_id": next(self._ids), "date": int(time.time()), "text": text, "from": BOT}
        return _ok({**sent, "chat": {"id": chat, "type": kind, "title": "G"}})


def _ok(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _no(status: int, description: str, retry_after: float) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    if retry_after:
        body["parameters"] = {"retry_after": retry_after}
    return web.json_response(body, status=status)
