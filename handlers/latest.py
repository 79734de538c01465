"""The newest stored facts, about a region or about anything."""

from __future__ import annotations

import re
from datetime import timedelta
from textwrap import shorten

from telegram import InlineKeyboardButton, Message, MessageEntity, Update

from handlers import replies
from handlers.cards import card_buttons
from handlers.context import Context
from handlers.gloss import gloss_line
from handlers.keyboards import button, keyboard
from handlers.render import PAGE, card
from handlers.rich import Rich
from handlers.subjects import Meant, key, meant, subject_of
from handlers.texts import Texts
from store import PERSON, TOPIC, Quotation, StoredFact, key_of, region_of

__all__ = ["open_timeline", "page", "send", "show", "timeline", "turn_timeline"]


WEEKS = 8
LINE = 160
# What somebody means as a number, be it one of days or not: "-1", "1.5".
NUMBER = re.compile(r"[-+\u2212\u2013]?\d+(?:[.,]\d+)?")
LONGEST_NUMBER = 9
DAYS, MOST_DAYS, A_DAY, DAYS_A_PAGE = 7, 366, 8, 7


async def show(update: Update, context: Context) -> None:
    """`/latest [REGION]`, typos allowed."""
    t, message = context.texts(update), update.effective_message
    if message is None:
        return
    name = " ".join(context.args or []).strip()
    places = context.store.places(name) if name else []
    if name and not places:
        await replies.say(message, context, t("subscribe.unknown", name=name[:100]))
        return
    await send(message, context, t, places[0].id if places else "")


async def page(update: Update, context: Context, arguments: list[str]) -> None:
    """Older ones, as messages of their own."""
    message, t = update.effective_message, context.texts(update)
    if not isinstance(message, Message):
        return
    region = region_of(arguments[0]) if arguments[0] else ""
    rich, rows = _newest(t, context, region, int(arguments[1]))
    pages = rich.split()
    for place, one in enumerate(pages, 1):
        buttons = keyboard(rows) if place == len(pages) else None
        await message.reply_text(one.text, entities=one.entities, reply_markup=buttons)


async def send(message: Message, context: Context, t: Texts, region: str, *, above: str = "") -> None:
    """Answer a message with the newest facts about a region, "" = everywhere; `above` is a message before."""
    rich, rows = _newest(t, context, region, 0)
    await replies.say(message, context, rich, rows, above=above)


def _newest(
    t: Texts, context: Context, region: str, offset: int
) -> tuple[Rich, list[list[InlineKeyboardButton]]]:
    """A page of the newest facts about a region."""
    store = context.store
    found = store.library.latest(region, offset + PAGE + 1)[offset:]
    if not found:
        return Rich().add(t("latest.none")), []
    label = store.place_name(region, t.lang) if region else t("latest.everywhere")
    rich = Rich().line(t("latest.head", region=label)).line()
    for fact in found[:PAGE]:
        rich.extend(card(t, fact, store.describe)).line().line()
    rows = card_buttons(t, found[0], context)[:2]
    if len(found) > PAGE:
        rows.append([button(t("button.more"), "latest", key_of(region) if region else "", offset + PAGE)])
    return rich, rows


async def timeline(update: Update, context: Context) -> None:
    """`/timeline REGION|PERSON [DAYS]`: day by day, one line an article, a page at a time."""
    t, message = context.texts(update), update.effective_message
    if message is None:
        return
    words = list(context.args or [])
    days = _days(words.pop()) if len(words) > 1 and NUMBER.fullmatch(words[-1]) else DAYS
    if not days:
        await replies.say(message, context, t("timeline.days", most=t.number(MOST_DAYS)))
        return
    found = meant(context, " ".join(words)) if words else Meant()
    subject = found.subject or (found.others[0].id if found.others else "")
    if not subject or subject.startswith(TOPIC):
        await replies.say(message, context, t("timeline.how"))
        return
    await replies.say(message, context, *_timeline(t, context, subject, days, 0))


def _days(typed: str) -> int:
    """A number of days; 0 for one that is none: not whole, not above 0, or more than `MOST_DAYS`."""
    days = int(typed) if typed.isdecimal() and len(typed) <= LONGEST_NUMBER else 0
    return days if days <= MOST_DAYS else 0


async def open_timeline(update: Update, context: Context, arguments: list[str]) -> None:
    """`days:REGION`: the last weeks of a region, as a message of its own."""
    t, message, region = context.texts(update), update.effective_message, region_of(arguments[0])
    if isinstance(message, Message) and region:
        rich, rows = _timeline(t, context, region, WEEKS * 7, 0)
        await message.reply_text(rich.text, entities=rich.entities, reply_markup=keyboard(rows))


async def turn_timeline(update: Update, context: Context, arguments: list[str]) -> None:
    """`tl:SUBJECT:DAYS:OFFSET`: another page, in place."""
    query, t = update.callback_query, context.texts(update)
    days, offset = min(max(int(arguments[1]), 1), MOST_DAYS), max(int(arguments[2]), 0)
    rich, rows = _timeline(t, context, subject_of(arguments[0]), days, offset)
    if query is not None:
        await query.edit_message_text(rich.text, entities=rich.entities, reply_markup=keyboard(rows))


def _line(t: Texts, context: Context, found: StoredFact) -> str:
    """A fact in one line; of somebody's words their beginning, since that they were said tells nothing."""
    gloss, fact = context.store.describe(found, t.lang), found.fact
    if not isinstance(fact, Quotation) or not gloss.who:
        return gloss_line(t, gloss)
    told = fact.sentence.of(found.article.text) if fact.partial and not fact.direct else found.text
    words = shorten(told, LINE, placeholder=" …")
    # Marks are for somebody's very words, not for what is reported of them.
    return f"{t(f'quote.{gloss.stance}', who=gloss.who)}: {f'“{words}”' if fact.direct else words}"


def _timeline(
    t: Texts, context: Context, subject: str, days: int, offset: int
) -> tuple[Rich, list[list[InlineKeyboardButton]]]:
    """The days from `offset` on, the newest first; a day is never cut in two."""
    library, since = context.store.library, context.now().date() - timedelta(days=days)
    person = subject.removeprefix(PERSON) if subject.startswith(PERSON) else ""
    found = library.persons_days(person, since) if person else library.timeline(subject, since)
    name = library.known_name(person) if person else context.store.place_name(subject, t.lang)
    rich = Rich().line(t("timeline.head", region=name or person.title()), MessageEntity.BOLD)
    for day, facts in found[offset : offset + DAYS_A_PAGE]:
        rich.line().line(t.day(day), MessageEntity.BOLD)
        for fact in facts[:A_DAY]:
            rich.line(f"• {_line(t, context, fact)}")
    if not found:
        rich = Rich().add(t("latest.none"))
    turns = []
    if offset:
        turns.append(button(t("button.back"), "tl", key(subject), days, max(0, offset - DAYS_A_PAGE)))
    if len(found) > offset + DAYS_A_PAGE:
        turns.append(button(t("button.more"), "tl", key(subject), days, offset + DAYS_A_PAGE))
    return rich.cut(), [turns] if turns else []
