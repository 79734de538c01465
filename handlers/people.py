"""The card of a person: the fullest name, roles as printed, and what the person said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from telegram import InlineKeyboardButton, Message, MessageEntity

from handlers import links
from handlers.context import Context
from handlers.ready import Ready
from handlers.render import card
from handlers.replies import give, pages_of
from handlers.rich import Rich
from handlers.texts import Texts
from store import Question

__all__ = ["show"]

ROLES = 4
WORDS = 2


async def show(message: Message, context: Context, t: Texts, name: str, *, note: str = "") -> list[int]:
    """The card of a person, with a link to pass on; the numbers of its messages. `note` stands above it."""
    mentions = context.store.person(name) if name else []
    if not mentions:
        said = t("who.unknown", name=name) if name else t("who.how")
        return await _give(message, context, pages_of(Rich().add(said), note=note))
    full = max((mention.name for mention in mentions), key=len)
    rich = Rich().line(full, MessageEntity.BOLD)
    for role, day in _roles(t, mentions):
        rich.line(f"• {role} ({day})")
    rich.line().extend(_words(context, t, full))
    address = links.share(context.bot.username, links.PERSON, full)
    rows = [[InlineKeyboardButton(t("button.share"), url=address)]] if address else []
    return await _give(message, context, pages_of(rich, rows, note=note))


async def _give(message: Message, context: Context, pages: Sequence[Mapping[str, str]]) -> list[int]:
    return await give(message, context, [Ready(page) for page in pages])


def _roles(t: Texts, mentions: Sequence[tuple[date, str, str, str]]) -> list[tuple[str, str]]:
    """Roles with the newest day on which each was printed."""
    found: dict[str, str] = {}
    for day, _, _, role in mentions:
        if role:
            found.setdefault(role, t("article.undated") if day == date.min else t.day(day))
    return list(found.items())[:ROLES]


def _words(context: Context, t: Texts, name: str) -> Rich:
    """The best of what a person said."""
    rich = Rich()
    question = Question(t("ask.said", who=name), t.lang, context.now().date())
    for hit in context.store.ask(question, limit=WORDS).hits:
        rich.extend(card(t, hit.found, context.store.describe)).line().line()
    return rich
