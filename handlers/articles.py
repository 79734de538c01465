"""Published articles: search, correct, retract, undo, history."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import datetime

from telegram import InlineKeyboardButton, Message, MessageEntity, Update

from handlers.access import name_of
from handlers.changes import change_lines
from handlers.context import Context
from handlers.keyboards import button, keyboard
from handlers.render import headline
from handlers.review import Row, Rows, fact_fields, noted, put
from handlers.rich import Rich
from handlers.sheets import ON_A_PAGE, fact_sheet, listed, number_row, overview
from handlers.texts import Texts
from handlers.typed import one_line, shown
from store import Fact, Field, NotFound, Published, StaleVersion, TooLate

__all__ = [
    "ask_retraction",
    "gone",
    "history",
    "open_fact",
    "open_history",
    "open_overview",
    "retract",
    "show",
    "stale",
    "tell",
    "turn",
    "undo",
]

WHOLE = "h"
MAX_WORDS = 40
SHOWN_VERSIONS = 30


async def gone(update: Update, context: Context, identity: str) -> None:
    """There is no such article (any more)."""
    t, message, rows = context.texts(update), update.effective_message, Rows()
    with contextlib.suppress(NotFound):
        rows = [[button(t("button.open_draft"), "rv", context.store.drafts.get(identity).id)]]
    if isinstance(message, Message):
        await message.reply_text(t("articles.gone"), reply_markup=keyboard(rows))


# --- the list ---------------------------------------------------------------------------------------------


async def show(update: Update, context: Context) -> None:
    """`/articles [WORDS]`: the newest articles, or those whose title, outlet or text has the words."""
    words = one_line(" ".join(context.args or []), MAX_WORDS)
    await _list(update, context, words, 0)


async def turn(update: Update, context: Context, arguments: list[str]) -> None:
    """`arts:PAGE`: another page of the same list; its words stand in the message's first line."""
    message = update.effective_message
    first = (message.text or "").split("\n")[0] if isinstance(message, Message) else ""
    _, _, words = first.partition("“")
    await _list(update, context, words.rpartition("”")[0], int(arguments[0]))


async def _list(update: Update, context: Context, words: str, page: int) -> None:
    t, start = context.texts(update), page * ON_A_PAGE
    found = await context.run(context.store.library.search, words, start + ON_A_PAGE + 1)
    shown_now = found[start : start + ON_A_PAGE]
    head = t("articles.found", words=words) if words else t("articles.newest")
    rich = Rich().line(head, MessageEntity.ITALIC)
    if not shown_now:
        rich.line(t("articles.none"))
    for number, article in enumerate(shown_now, start + 1):
        day = t.day(article.published) if article.published else t("article.undated")
        outlet = article.source or t("article.unnamed")
        rich.line().add(f"{number}. ").line(headline(article), MessageEntity.BOLD).line(f"{day} · {outlet}")
    numbers = [button(str(n), "av", article.id) for n, article in enumerate(shown_now, start + 1)]
    turns = [button(t("button.back"), "arts", page - 1)] if page > 0 else []
    turns += [button(t("button.more"), "arts", page + 1)] if len(found) > start + ON_A_PAGE else []
    await put(update, rich, [numbers, turns])


# --- one article ------------------------------------------------------------------------------------------


def _mark(published: Published, fact: Fact) -> str:
    corrected, retracted = published.mark(fact.id)
    return "❌" if retracted or published.retracted else "✏" if corrected else ""


# (how many chats will hear of the last corrections, when)
Telling = tuple[int, datetime] | None


def _state(t: Texts, published: Published, waiting: Telling) -> Rich:
    """What was done to the article, and whether a correction is still to be told."""
    rich = Rich()
    if published.retracted:
        rich.line(t("articles.retracted"), MessageEntity.BOLD)
    elif published.version > 1:
        rich.line(t("articles.version", n=t.number(published.version)))
    if waiting is not None and waiting[0]:
        rich.line(t.count("articles.telling", waiting[0], when=shown(t, waiting[1])))
    return rich


async def open_overview(update: Update, context: Context, arguments: list[str], note: str = "") -> None:
    """`av:ARTICLE:PAGE`: an article with its facts and everything that can be done with it."""
    t, identity = context.texts(update), arguments[0]
    page = int(arguments[1]) if len(arguments) > 1 else 0
    try:
        published = context.store.corrections.get(identity)
    except NotFound:
        await gone(update, context, identity)
        return
    waiting = await context.run(context.store.corrections.notice_due, identity)
    places = range(len(published.draft.facts))[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    head = t("articles.retracted_head" if published.retracted else "articles.published")
    rich = overview(t, published.draft, head).extend(_state(t, published, waiting))
    first = page * ON_A_PAGE + 1
    describe = context.store.describe
    rich.extend(listed(t, published.draft, places, describe, lambda fact: _mark(published, fact), first))
    turns = [button(t("button.back"), "av", identity, page - 1)] if page > 0 else []
    if (page + 1) * ON_A_PAGE < len(published.draft.facts):
        turns.append(button(t("button.more"), "av", identity, page + 1))
    rows = [number_row("af", identity, places, first), turns, *_buttons(t, context, published, waiting)]
    await put(update, *noted(note, rich, rows))


def _buttons(t: Texts, context: Context, published: Published, waiting: Telling) -> Rows:
    identity, version, now = published.id, published.version, context.now()
    header = [
        button(t(f"button.{field}"), "fix", "a", identity, version, WHOLE, field)
        for field in (Field.TITLE, Field.PUBLISHED, Field.SOURCE, Field.URL)
    ]
    undo = [button(t("button.undo"), "undo", identity)]
    last = [button(t("button.history"), "his", identity)]
    if not published.retracted:
        last.append(button(t("button.retract"), "ret", identity, version, WHOLE))
    tell_now = [button(t("button.tell"), "tell", identity)] if waiting is not None and waiting[0] else []
    return [header, undo if context.store.corrections.can_undo(identity, now) else [], tell_now, last]


async def open_fact(
    update: Update, context: Context, arguments: list[str], note: str = "", more: Sequence[Row] = ()
) -> None:
    """`af:ARTICLE:PLACE`: one published fact; `note` stands above it, `more` buttons below the others."""
    t, identity, place = context.texts(update), arguments[0], int(arguments[1])
    try:
        published = context.store.corrections.get(identity)
    except NotFound:
        await gone(update, context, identity)
        return
    facts, store = published.draft.facts, context.store
    fact = facts[place]
    head = t("sheet.head", number=place + 1, total=len(facts))
    corrected, retracted = published.mark(fact.id)
    if retracted or published.retracted:
        head += " · " + t("articles.fact_retracted")
    elif corrected:
        head += " · " + t("articles.fact_corrected")
    rich = fact_sheet(
        t, published.draft, place, store.describe, lambda region: store.place_name(region, t.lang), head
    )
    key = (identity, published.version, place)
    fixes = [button(t(f"button.{name}"), "fix", "a", *key, name) for name in fact_fields(fact)]
    retraction = [] if retracted or published.retracted else [button(t("button.retract_fact"), "ret", *key)]
    rows = [fixes, retraction, _turns(t, identity, place, len(facts)), *more]
    await put(update, *noted(note, rich, rows))


def _turns(t: Texts, identity: str, place: int, total: int) -> list[InlineKeyboardButton]:
    turns = [button("‹", "af", identity, place - 1)] if place else []
    turns.append(button(t("button.overview"), "av", identity, place // ON_A_PAGE))
    return [*turns, *([button("›", "af", identity, place + 1)] if place + 1 < total else [])]


async def stale(update: Update, context: Context, identity: str, place: int | None = None) -> None:
    """Somebody else was faster: nothing was changed; say so and show how the article stands now."""
    note = context.texts(update)("articles.stale")
    if place is None:
        await open_overview(update, context, [identity], note)
    else:
        await open_fact(update, context, [identity, str(place)], note)


# --- taking back ------------------------------------------------------------------------------------------


async def ask_retraction(update: Update, context: Context, arguments: list[str]) -> None:
    """`ret:ARTICLE:VERSION:PLACE`: asks once; PLACE "h" is the whole article."""
    t, (identity, version, place) = context.texts(update), arguments
    told = len(await context.run(context.store.corrections.recall.told, identity))
    key = "articles.retract_all" if place == WHOLE else "articles.retract_fact"
    back = ("av", identity) if place == WHOLE else ("af", identity, place)
    rows = [[button(t("button.retract_yes"), "rety", *arguments), button(t("button.cancel"), *back)]]
    rich = Rich().add(t(key, told=t.count("articles.told", told)))
    int(version)
    await put(update, rich, rows)


async def retract(update: Update, context: Context, arguments: list[str]) -> None:
    """`rety:ARTICLE:VERSION:PLACE`: nobody finds it any more, and whoever was told hears of it."""
    identity, version, which = arguments
    place, corrections = None if which == WHOLE else int(which), context.store.corrections
    try:
        fact = "" if place is None else corrections.get(identity).draft.facts[place].id
        by, at = name_of(update), context.now()
        await context.durable(
            await context.run(corrections.retract, identity, int(version), fact, by=by, at=at)
        )
    except NotFound:
        await gone(update, context, identity)
    except StaleVersion:
        await stale(update, context, identity, place)
    else:
        context.bot_data.wake()
        pages = [identity] if place is None else [identity, str(place)]
        await (open_overview if place is None else open_fact)(update, context, pages)


async def undo(update: Update, context: Context, arguments: list[str]) -> None:
    """`undo:ARTICLE`: within ten minutes the publication is taken back and the draft waits again."""
    t, message, identity = context.texts(update), update.effective_message, arguments[0]
    if not isinstance(message, Message):
        return
    try:
        undo_it, by = context.store.corrections.undo, name_of(update)
        undone = await context.durable(await context.run(undo_it, identity, by=by, at=context.now()))
    except NotFound:
        await gone(update, context, identity)
    except TooLate:
        rows = [[button(t("button.correct"), "av", identity)]]
        await message.reply_text(t("articles.too_late"), reply_markup=keyboard(rows))
    except StaleVersion:
        await stale(update, context, identity)
    else:
        context.bot_data.wake()
        key = "articles.undone" if undone.stopped or undone.told else "articles.undone_quietly"
        stopped = t.count("articles.stopped", undone.stopped)
        told = t.count("articles.were_told", undone.told)
        rows = [[button(t("button.open_draft"), "rv", identity)]]
        await message.reply_text(t(key, stopped=stopped, told=told), reply_markup=keyboard(rows))


async def tell(update: Update, context: Context, arguments: list[str]) -> None:
    """`tell:ARTICLE`: the corrections so far are told now."""
    message, t = update.effective_message, context.texts(update)
    corrections = context.store.corrections
    told = await context.durable(await context.run(corrections.tell, context.now(), arguments[0]))
    context.bot_data.wake()
    if isinstance(message, Message):
        await message.reply_text(t.count("articles.tell_now", told))


# --- history ----------------------------------------------------------------------------------------------


async def history(update: Update, context: Context) -> None:
    """`/history ARTICLE`: its versions, each with what was before and after; without one, the list."""
    words = one_line(" ".join(context.args or []), MAX_WORDS)
    found = await context.run(context.store.library.search, words, 2) if words else []
    if len(found) != 1:
        await _list(update, context, words, 0)
        return
    await _history(update, context, found[0].id)


async def open_history(update: Update, context: Context, arguments: list[str]) -> None:
    """`his:ARTICLE`: the History button."""
    await _history(update, context, arguments[0])


async def _history(update: Update, context: Context, identity: str) -> None:
    t = context.texts(update)
    try:
        published = context.store.corrections.get(identity)
        revisions = context.store.corrections.history(identity)
    except NotFound:
        await gone(update, context, identity)
        return
    rich = Rich().line(t("history.head"), MessageEntity.ITALIC)
    rich.line(headline(published.draft.article), MessageEntity.BOLD)
    for revision in revisions[-SHOWN_VERSIONS:]:
        at = shown(t, datetime.fromisoformat(revision.at)) if revision.at else t("article.undated")
        by = revision.by or t("history.nobody")
        rich.line().line(t("history.version", n=t.number(revision.version), at=at, by=by))
        label = lambda region: context.store.place_name(region, t.lang)  # noqa: E731 - a name for an argument
        rich.extend(change_lines(t, published.draft, revision, label))
    await put(update, rich, [[button(t("button.overview"), "av", identity)]])
