"""The courier under fault tests: `python -m tests.crash.sender DIR API_BASE [--rate N]`, JSON lines in, answers out.

    {"op": "publish", "id": "p1", "text": "..", "chats": [1, 2, ..]}  -> {"ack": "p1"}, once durably queued
    anything that is refused                                          -> {"error": reason, "id": ..}

Each chat gets the text by sendMessage in the background, also after a restart. A publication of a known id queues
only for chats that it did not name before. `--rate` is messages a second, 0 = unlimited, as the bot's own if not
given. At the end of input it sends what waits and ends; a new life goes on with what a crash left.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import sys
from collections.abc import AsyncIterator
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from telegram import Bot
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.courier import Courier, Send
from bot.pacing import BULK_PER_S
from bot.transport import AiohttpRequest
from store import Outbox, OutboxMessage
from store.database import Engine, open_engine
from store.errors import StoreError

TOKEN = "123456:crash"


class Desk:
    """The outbox alone, without articles and subscriptions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.outbox = Outbox(engine)

    def move(self, chat: str, new: str) -> Future[int]:
        changes = self.outbox.moving(chat, new)
        done = self._engine.commit(changes)
        done.add_done_callback(lambda ended: None if ended.exception() else self.outbox.appear(changes))
        return done

    def leave(self, chat: str, reason: str) -> Future[int]:
        return self._engine.commit(self.outbox.forgetting(chat))

    async def publish(self, identity: str, text: str, chats: list[Any]) -> None:
        rows = ((chat, (), text) for chat in dict.fromkeys(map(str, chats)))
        changes = self.outbox.changes(identity, rows, datetime.now(UTC))
        await asyncio.wrap_future(self._engine.commit(changes))
        self.outbox.appear(changes)


def sender(base: str, request: AiohttpRequest) -> Send:
    """sendMessage over the product's own transport; the answer is read no further than its number."""
    url = f"{Bot(TOKEN, base_url=base, request=request).base_url}/sendMessage"

    async def send(message: OutboxMessage) -> int | None:
        fields = {"chat_id": message.recipient, "text": message.text}
        data = RequestData([RequestParameter.from_input(name, value) for name, value in fields.items()])
        answer = await request.post(url, data)
        return int(answer["message_id"]) if isinstance(answer, dict) else 0

    return send


async def lines() -> AsyncIterator[str]:
    """Standard input line by line."""
    reader = asyncio.StreamReader(limit=1 << 26)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        yield line.decode()


async def handle(desk: Desk, line: str) -> dict[str, Any]:
    """One request's answer."""
    request: dict[str, Any] = {}
    try:
        request = json.loads(line)
        if request["op"] != "publish":
            raise ValueError(f"unknown op {request['op']!r}")
        await desk.publish(str(request["id"]), str(request["text"]), list(request["chats"]))
    except (ValueError, KeyError, TypeError, AttributeError, StoreError) as error:
        identity = request.get("id") if isinstance(request, dict) else None
        return {"error": f"{type(error).__name__}: {error}", "id": identity}
    return {"ack": request["id"]}


async def serve(engine: Engine, base: str, rate: float) -> None:
    """One life."""
    desk, request = Desk(engine), AiohttpRequest()
    courier = Courier(desk, sender(base, request), lambda: datetime.now(UTC), rate=rate)
    await request.initialize()
    await courier.start()
    try:
        async for line in lines():
            if line.strip():
                print(json.dumps(await handle(desk, line)), flush=True)
                courier.wake()
        while courier.backlog:
            await asyncio.sleep(0.05)
    finally:
        await courier.stop()
        await request.shutdown()


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument(
        "base", metavar="API_BASE", help="as python-telegram-bot's base_url; the token follows it"
    )
    parser.add_argument("--rate", type=float, default=BULK_PER_S, metavar="N")
    options = parser.parse_args(argv)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    try:
        engine = open_engine(options.folder)
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    try:
        asyncio.run(serve(engine, options.base, options.rate))
    finally:
        engine.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
