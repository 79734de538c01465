"""The typed context of every handler, and the one place where waiting meets the synchronous store."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ParamSpec, TypeVar

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from handlers.fetching import Fetch
from handlers.paces import Paces
from handlers.ready import Post
from handlers.texts import LANGUAGES, Texts, texts
from store import Store

__all__ = ["Context", "Desk", "KabarApplication", "Settings"]

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")
ANSWERED = 5000


@dataclass(frozen=True, slots=True)
class Settings:
    """What the handlers need of the configuration."""

    admins: frozenset[int] = frozenset()
    review: bool = True


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Desk:
    """What all handlers share; the application's `bot_data`. Filled in by the composition root."""

    settings: Settings = field(default_factory=Settings)
    store: Store | None = None
    clock: Callable[[], datetime] = _utc_now
    # Wakes whoever sends what waits in the outbox.
    wake: Callable[[], None] = lambda: None
    post: Post | None = None
    # Fetches a page; None where that is switched off.
    fetch: Fetch | None = None
    paces: Paces = field(default_factory=Paces)
    # (chat, question's message) -> the messages of its answer. Those of a chat's last questions are stored besides,
    # see handlers/replies.
    answered: OrderedDict[tuple[int, int], list[int]] = field(default_factory=OrderedDict)

    # (chat, message) -> the fact that it shows first, for who reacts with a thumb; the last ones are stored, too.
    shown: OrderedDict[tuple[int, int], str] = field(default_factory=OrderedDict)

    # (chat, album) of which something was seen; not stored: its pictures come within seconds.
    albums: OrderedDict[tuple[int, str], None] = field(default_factory=OrderedDict)

    def note_album(self, chat: int, album: str) -> bool:
        """Note that a picture of an album was seen; whether one was before."""
        seen = (chat, album) in self.albums
        self.albums[chat, album] = None
        if len(self.albums) > ANSWERED:
            self.albums.popitem(last=False)
        return seen

    def note_answer(self, chat: int, question: int, messages: list[int], fact: str = "") -> None:
        """Which messages answered a question, and with which fact; the oldest of thousands are forgotten."""
        self.answered[chat, question] = messages
        if fact and messages:
            self.shown[chat, messages[0]] = fact
        for kept in (self.answered, self.shown):
            if len(kept) > ANSWERED:
                kept.popitem(last=False)

    @property
    def known_store(self) -> Store:
        """The store, once it is there."""
        assert self.store is not None, "the composition root sets the store"
        return self.store


def _complain(done: Future[Any]) -> None:
    if done.exception() is not None:
        log.error("a write was refused: %s", done.exception())


class Context(CallbackContext[ExtBot[str], dict[Any, Any], dict[Any, Any], Desk]):
    """One update's context."""

    @property
    def store(self) -> Store:
        """The store."""
        return self.bot_data.known_store

    @property
    def post(self) -> Post:
        """Sends messages that are ready."""
        post = self.bot_data.post
        assert post is not None, "the composition root sets the post"
        return post

    @property
    def settings(self) -> Settings:
        """The handlers' part of the configuration."""
        return self.bot_data.settings

    def now(self) -> datetime:
        """The time, with its zone."""
        return self.bot_data.clock()

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do CPU or disk work beside the event loop."""
        return await asyncio.to_thread(work, *args, **kwargs)

    async def durable(self, future: Future[T]) -> T:
        """Wait until a write is on disk."""
        if future.done():
            return future.result()
        return await asyncio.wrap_future(future)

    def later(self, future: Future[Any]) -> None:
        """A write that nobody has to wait for: it is on disk before its update counts as handled."""
        future.add_done_callback(_complain)

    def texts(self, update: Update) -> Texts:
        """The bot's words in the language to answer in: what the chat has chosen, else Telegram's, else English."""
        chat = update.effective_chat
        return self.texts_for(update, self.store.chat(str(chat.id)) if chat else {})

    def texts_for(self, update: Update, known: Mapping[str, Any]) -> Texts:
        """The same, where it is known already what is stored about the chat."""
        user, chosen = update.effective_user, known.get("lang")
        spoken = (user.language_code or "").split("-")[0] if user else ""
        lang = next((lang for lang in (chosen, spoken) if lang in LANGUAGES), "en")
        return texts(lang, str(known.get("zone", "")))


KabarApplication = Application[ExtBot[str], Context, dict[Any, Any], dict[Any, Any], Desk, Any]
