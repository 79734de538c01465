"""The same application without Telegram: what is typed becomes updates, what is sent is printed."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from itertools import count, pairwise
from typing import Any, TextIO

from telegram import MessageEntity, Update
from telegram.request import BaseRequest, RequestData

from bot.app import build
from bot.config import Config
from handlers import KabarApplication
from handlers.rich import utf16_length
from store import Store

__all__ = ["Console", "ConsoleRequest", "show_message"]

BOT = {"id": 2, "is_bot": True, "first_name": "Kabar", "username": "kabar_console_bot"}
PERSON_ID = 1
PERSON = {"id": PERSON_ID, "is_bot": False, "first_name": "You"}
CHAT = {"id": PERSON_ID, "type": "private", "first_name": "You"}
BLOCKS = {MessageEntity.BLOCKQUOTE, MessageEntity.EXPANDABLE_BLOCKQUOTE}
STYLES = {MessageEntity.BOLD: "\x1b[1m", MessageEntity.ITALIC: "\x1b[3m"}
RESET = "\x1b[0m"
BAR = "  ┃ "


def _edges(text: str, entities: list[dict[str, Any]]) -> list[int]:
    """All places where a style begins or ends, in UTF-16 units."""
    inner = {edge for e in entities for edge in (e["offset"], e["offset"] + e["length"])}
    return sorted({0, utf16_length(text), *inner})


def show_message(text: str, entities: list[dict[str, Any]], *, colour: bool) -> str:
    """A message for the terminal: quotations behind a bar, styles in colour where the terminal has it."""
    raw, edges, shown = text.encode("utf-16-le"), _edges(text, entities), ""
    for begin, end in pairwise(edges):
        piece = raw[begin * 2 : end * 2].decode("utf-16-le")
        kinds = {e["type"] for e in entities if e["offset"] <= begin and end <= e["offset"] + e["length"]}
        if kinds & BLOCKS:
            fresh = BAR if not shown or shown.endswith("\n") else ""
            piece = fresh + piece.replace("\n", f"\n{BAR}")
        style = "".join(STYLES.get(kind, "") for kind in sorted(kinds)) if colour else ""
        shown += f"{style}{piece}{RESET}" if style else piece
    return shown


class ConsoleRequest(BaseRequest):
    """A Telegram that prints what it is given and remembers the buttons of the last message."""

    def __init__(self, write: Callable[[str], object], *, colour: bool = False) -> None:
        self._write = write
        self._colour = colour
        self._numbers = count(1000)
        self.buttons: list[dict[str, Any]] = []
        self.last: dict[str, Any] = {}

    @property
    def read_timeout(self) -> float | None:
        """Nothing is waited for."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Answer a call of the Bot API."""
        name = url.rsplit("/", 1)[-1]
        fields = request_data.json_parameters if request_data else {}
        result: Any = True
        if name == "getMe":
            result = BOT
        elif name in ("sendMessage", "editMessageText"):
            result = self._print(fields)
        elif name == "sendDocument" and request_data:
            files = request_data.multipart_data.values()
            shown = [f"📎 {filename}" for filename, _, _ in files]
            result = self._print({"text": "\n".join([*shown, fields.get("caption", "")])})
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _print(self, fields: dict[str, str]) -> dict[str, Any]:
        markup = json.loads(fields.get("reply_markup", "{}"))
        self.buttons = [b for row in markup.get("inline_keyboard", []) for b in row if "callback_data" in b]
        self._write(
            show_message(fields["text"], json.loads(fields.get("entities", "[]")), colour=self._colour)
        )
        for number, button in enumerate(self.buttons, 1):
            self._write(f"  [{number}] {button['text']}")
        self._write("")
        self.last = {
            "message_id": int(fields.get("message_id", next(self._numbers))),
            "date": int(datetime.now(UTC).timestamp()),
            "chat": CHAT,
            "from": BOT,
            "text": fields["text"],
        }
        return self.last


class Console:
    """A chat with the bot in a terminal or over a pipe."""

    def __init__(self, store: Store, *, lang: str = "en", out: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._lang = lang
        self._numbers = count(1)
        self.request = ConsoleRequest(self._line, colour=self._out.isatty())
        config = Config(token="1:console", admins=frozenset({PERSON_ID}), send_limits=False)
        self.application: KabarApplication = build(config, store, request=self.request).application

    def _line(self, text: str) -> None:
        print(text, file=self._out, flush=True)

    async def __aenter__(self) -> Console:
        await self.application.initialize()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.application.shutdown()

    async def say(self, line: str) -> None:
        """One line of the person: a number presses that button, anything else is a message."""
        pressed = int(line) - 1 if line.isdecimal() and line.isascii() else -1
        if 0 <= pressed < len(self.request.buttons):
            body = {"callback_query": self._press(self.request.buttons[pressed]["callback_data"])}
        else:
            body = {"message": self._message(line)}
        number = next(self._numbers)
        update = Update.de_json({"update_id": number, **body}, self.application.bot)
        await self.application.process_update(update)

    def _person(self) -> dict[str, Any]:
        return {**PERSON, "language_code": self._lang}

    def _message(self, text: str) -> dict[str, Any]:
        message: dict[str, Any] = {
            "message_id": next(self._numbers),
            "date": int(datetime.now(UTC).timestamp()),
            "chat": CHAT,
            "from": self._person(),
            "text": text,
        }
        if text.startswith("/"):
            length = utf16_length(text.split()[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return message

    def _press(self, data: str) -> dict[str, Any]:
        return {
            "id": str(next(self._numbers)),
            "from": self._person(),
            "chat_instance": "console",
            "message": self.request.last,
            "data": data,
        }

    async def talk(self, lines: AsyncIterator[str]) -> int:
        """Answer line by line until the input ends; the number of lines answered."""
        answered = 0
        async for line in lines:
            if line.strip():
                await self.say(line.strip())
                answered += 1
        return answered


async def typed(prompt: str) -> AsyncIterator[str]:
    """Lines as a person types them, until end of input."""
    while True:
        try:
            yield await asyncio.to_thread(input, prompt)
        except EOFError:
            return


async def piped(stream: TextIO) -> AsyncIterator[str]:
    """Lines of a pipe or file."""
    while line := await asyncio.to_thread(stream.readline):
        yield line
