"""Whole conversations: people and editors talk to the real application over the fake Telegram."""

from __future__ import annotations

import asyncio
from itertools import count
from pathlib import Path
from typing import Any

from telegram import Update

from bot.app import build
from bot.config import Config
from store import Store, open_store
from tests.fakes import Clock, FakeTelegram, Sent, units

ADMIN = 7
GROUP = -1001
CHANNEL = -1002


class Bot:
    """The application under test."""

    def __init__(self, folder: Path, *, review: bool = True, limits: bool = False) -> None:
        self.telegram = FakeTelegram()
        self.clock = Clock()
        self.store: Store = open_store(folder / "store")
        config = Config(
            token="1:test", admins=frozenset({ADMIN}), review=review, data_dir=folder, send_limits=limits
        )
        self.running = build(
            config, self.store, request=self.telegram, clock=self.clock, sleep=lambda _: asyncio.sleep(0)
        )
        self.app = self.running.application
        self._ids = count(1)

    async def __aenter__(self) -> Bot:
        await self.running.start(polling=False)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.running.stop()
        self.store.close()

    def person(self, number: int, lang: str = "en") -> Person:
        return Person(self, number, number, lang)

    def channel(self) -> Person:
        """What is posted in a channel, by whoever may."""
        poster = Person(self, 0, CHANNEL, "en")
        poster.chat["type"] = "channel"
        return poster

    def member(self, number: int, lang: str = "en") -> Person:
        return Person(self, number, GROUP, lang)

    def next_id(self) -> int:
        return next(self._ids)

    async def feed(self, body: dict[str, Any]) -> list[Sent]:
        """Handle one update; the messages that came back, new or edited."""
        before, edits = len(self.telegram.sent), {m.id: m.edits for m in self.telegram.sent}
        update = Update.de_json({"update_id": self.next_id(), **body}, self.app.bot)
        await self.app.process_update(update)
        if self.store.writable:
            # Nothing waits for some writes; the next step of a conversation comes after them.
            await asyncio.to_thread(self.store.inbox.settle([], at=self.clock()).result)
        edited = [m for m in self.telegram.sent[:before] if m.edits != edits[m.id]]
        return edited + self.telegram.sent[before:]


class Person:
    """Somebody in a chat."""

    def __init__(self, bot: Bot, number: int, chat: int, lang: str) -> None:
        self.bot = bot
        # The number of the last message that they wrote.
        self.last = 0
        self.user = {"id": number, "is_bot": False, "first_name": f"P{number}", "language_code": lang}
        kind = "private" if chat > 0 else "supergroup"
        self.chat = {"id": chat, "type": kind, "first_name": "P", "title": "Group"}

    def message(self, **fields: Any) -> dict[str, Any]:
        number = self.bot.next_id()
        date = int(self.bot.clock().timestamp())
        return {"message_id": number, "date": date, "chat": self.chat, "from": self.user, **fields}

    async def _feed(self, body: dict[str, Any]) -> list[Sent]:
        """What comes back in this chat; what others are sent meanwhile is theirs."""
        return [sent for sent in await self.bot.feed(body) if sent.chat == self.chat["id"]]

    async def say(self, text: str, **fields: Any) -> list[Sent]:
        entities = fields.pop("entities", [])
        if text.startswith("/"):
            entities = [{"type": "bot_command", "offset": 0, "length": units(text.split()[0])}, *entities]
        message = self.message(text=text, entities=entities, **fields)
        self.last = message["message_id"]
        return await self._feed({"message": message})

    async def post(self, text: str) -> list[Sent]:
        """A post of a channel: nobody is named as its sender."""
        body = self.message(text=text)
        del body["from"]
        if text.startswith("/"):
            body["entities"] = [{"type": "bot_command", "offset": 0, "length": units(text.split()[0])}]
        return await self._feed({"channel_post": body})

    async def edit(self, number: int, text: str, **fields: Any) -> list[Sent]:
        """A message of theirs gets another text."""
        if text.startswith("/"):
            fields["entities"] = [{"type": "bot_command", "offset": 0, "length": units(text.split()[0])}]
        body = {**self.message(text=text, **fields), "message_id": number, "edit_date": 1723600100}
        return await self._feed({"edited_message": body})

    async def send(self, **fields: Any) -> list[Sent]:
        return await self._feed({"message": self.message(**fields)})

    async def upload(self, data: bytes, name: str = "article.txt", caption: str = "") -> list[Sent]:
        key = f"file{self.bot.next_id()}"
        self.bot.telegram.files[key] = data
        document = {"file_id": key, "file_unique_id": key, "file_name": name, "file_size": len(data)}
        return await self.send(document=document, **({"caption": caption} if caption else {}))

    async def press(self, message: Sent, label: str) -> list[Sent]:
        """Press the button whose label contains `label`."""
        data = next(data for text, data in message.buttons.items() if label in text)
        return await self.press_data(message, data)

    async def press_data(self, message: Sent, data: str) -> list[Sent]:
        identity = str(self.bot.next_id())
        self.bot.telegram.pressed[identity] = False
        seen = {"message_id": message.id, "date": 1, "chat": self.chat, "text": message.text}
        query = {"id": identity, "from": self.user, "chat_instance": "c", "message": seen, "data": data}
        found = await self._feed({"callback_query": query})
        assert self.bot.telegram.pressed[identity], "the button's spinner was never stopped"
        return found

    async def inline(self, text: str) -> dict[str, Any]:
        """What an inline query is answered with."""
        query = {"id": str(self.bot.next_id()), "from": self.user, "query": text, "offset": ""}
        await self._feed({"inline_query": query})
        name, fields = self.bot.telegram.calls[-1]
        assert name == "answerInlineQuery"
        return fields


async def settled(bot: Bot) -> None:
    """Wait until the outbox is empty; every step lets the loop and the writer's thread go on."""
    for _ in range(20_000):
        if not await asyncio.to_thread(bot.store.outbox.due) and not bot.running.courier.backlog:
            return
    raise AssertionError("the outbox does not get empty")


async def published(bot: Bot, text: str, chat: int) -> list[Sent]:
    before = len(bot.telegram.of(chat))
    await bot.person(ADMIN).upload(text.encode(), caption="2024-08-14 | Border Post")
    await settled(bot)
    return bot.telegram.of(chat)[before:]
