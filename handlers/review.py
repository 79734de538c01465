"""From draft to published article: the draft in pages, decisions, publishing now or at a time.

Every button that changes something carries the version that its editor sees. Where somebody else was faster,
nothing is changed and the newer state is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from telegram import InlineKeyboardButton, Message, MessageEntity, Update
from telegram.error import BadRequest

from handlers.access import name_of
from handlers.context import Context
from handlers.keyboards import button, keyboard
from handlers.rich import Rich
from handlers.sheets import ON_A_PAGE, fact_sheet, listed, number_row, overview
from handlers.texts import Texts
from handlers.typed import shown
from store import ACCEPTED, REJECTED, Claim, Fact, NotFound, StaleVersion, Waiting

__all__ = [
    "Row",
    "Rows",
    "announce",
    "bring_back",
    "decide",
    "discard",
    "estimate",
    "fact_fields",
    "fact_page",
    "gone",
    "noted",
    "open_fact",
    "open_overview",
    "publish",
    "put",
    "rehearse",
    "send_overview",
    "separate",
    "show_draft",
    "stale",
    "unplan",
]

MARKS = {ACCEPTED: "✅", REJECTED: "❌"}
# What Telegram lets a bot send to many chats, messages a second.
RATE_PER_S = 25
Row = list[InlineKeyboardButton]
Rows = list[Row]


async def put(update: Update, rich: Rich, rows: Rows) -> None:
    """Show a page: in place where a button was pressed, else as a new message."""
    query, message, page = update.callback_query, update.effective_message, rich.cut()
    if query is not None:
        try:
            await query.edit_message_text(page.text, entities=page.entities, reply_markup=keyboard(rows))
        except BadRequest as error:
            # Deleted or too old to be edited: then it is shown anew.
            if "edit" not in str(error):
                raise
        else:
            return
    if isinstance(message, Message):
        await message.reply_text(page.text, entities=page.entities, reply_markup=keyboard(rows))


# --- pages ------------------------------------------------------------------------------------------------


def _mark(waiting: Waiting, fact: Fact) -> str:
    unsure = any(doubt.fact == fact.id for doubt in waiting.draft.doubts)
    return MARKS.get(waiting.state(fact), "⚠" if unsure else "")


def _overview(t: Texts, context: Context, waiting: Waiting, page: int) -> tuple[Rich, Rows]:
    identity, order = waiting.id, waiting.order
    places = order[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    rich = overview(t, waiting.draft, t("review.draft"))
    if not waiting.draft.facts:
        rich.line(t("review.nothing"))
    states = [waiting.state(fact) for fact in waiting.draft.facts]
    if any(states):
        counts = {name: t.number(states.count(state)) for name, state in _STATES.items()}
        rich.line(t("review.states", **counts))
    if waiting.near:
        rich.line(t(f"review.near.{waiting.likeness}", title=waiting.near[:120]), MessageEntity.BOLD)
        rich.line(t("review.separate" if waiting.separate else "review.joined"))
    if waiting.due:
        rich.line(t("review.planned", when=shown(t, datetime.fromisoformat(waiting.due))))
    first = page * ON_A_PAGE + 1
    mark = lambda fact: _mark(waiting, fact)  # noqa: E731 - a name for an argument
    rich.extend(listed(t, waiting.draft, places, context.store.describe, mark, first))
    turns = []
    if page > 0:
        turns.append(button(t("button.back"), "rv", identity, page - 1))
    if len(order) > (page + 1) * ON_A_PAGE:
        turns.append(button(t("button.more"), "rv", identity, page + 1))
    return rich, [number_row("rf", identity, places, first), turns, *_overview_buttons(t, waiting)]


_STATES = {"accepted": ACCEPTED, "rejected": REJECTED, "open": ""}


def _overview_buttons(t: Texts, waiting: Waiting) -> Rows:
    identity, version = waiting.id, waiting.version
    left = [place for place in waiting.order if not waiting.state(waiting.draft.facts[place])]
    check = [button(t("button.check"), "rf", identity, left[0])] if left else []
    header = [
        button(t(f"button.{name}"), "fix", "d", identity, version, "h", name)
        for name in ("title", "published", "source", "url")
    ]
    planned = button(t("button.unplan"), "unplan", identity, version) if waiting.due else None
    later = planned or button(t("button.later"), "fix", "d", identity, version, "h", "when")
    verb, wanted = ("button.join", 0) if waiting.separate else ("button.separate", 1)
    story = [button(t(verb), "sep", identity, version, wanted)] if waiting.near else []
    return [
        check,
        header,
        story,
        [button(t("button.publish"), "pub", identity, version), later],
        [
            button(t("button.rehearse"), "dry", identity),
            button(t("button.discard"), "drop", identity, version),
        ],
    ]


async def send_overview(message: Message, context: Context, t: Texts, identity: str) -> None:
    """The overview of a draft as a new message."""
    rich, rows = _overview(t, context, context.store.drafts.get(identity), 0)
    page = rich.cut()
    await message.reply_text(page.text, entities=page.entities, reply_markup=keyboard(rows))


async def show_draft(
    message: Message, note: Message | None, context: Context, t: Texts, identity: str
) -> None:
    """The overview of a draft in place of a note that stood for it, or as a new message."""
    if note is None:
        await send_overview(message, context, t, identity)
        return
    rich, rows = _overview(t, context, context.store.drafts.get(identity), 0)
    page = rich.cut()
    await note.edit_text(page.text, entities=page.entities, reply_markup=keyboard(rows))


async def separate(update: Update, context: Context, arguments: list[str]) -> None:
    """`sep:DRAFT:VERSION:1|0`: a story of its own, or an update of the one that it is like."""
    identity, version, wanted = arguments[0], int(arguments[1]), arguments[2] == "1"
    try:
        written = context.store.drafts.separate(
            identity, version, wanted, by=name_of(update), at=context.now()
        )
        await context.durable(written)
    except StaleVersion:
        await stale(update, context, identity)
    except NotFound:
        await gone(update, context, identity)
    else:
        await open_overview(update, context, [identity])


async def open_overview(update: Update, context: Context, arguments: list[str], note: str = "") -> None:
    """`rv:DRAFT:PAGE`: the overview; `note` stands above it."""
    t, identity = context.texts(update), arguments[0]
    page = int(arguments[1]) if len(arguments) > 1 else 0
    try:
        waiting = context.store.drafts.get(identity)
    except NotFound:
        await gone(update, context, identity)
        return
    await put(update, *noted(note, *_overview(t, context, waiting, page)))


def noted(note: str, rich: Rich, rows: Rows) -> tuple[Rich, Rows]:
    return (Rich().line(note).line().extend(rich) if note else rich), rows


def fact_page(t: Texts, context: Context, waiting: Waiting, place: int) -> tuple[Rich, Rows]:
    """One fact of a draft with everything that can be done with it."""
    fact, order = waiting.draft.facts[place], waiting.order
    at = order.index(place)
    head = t("sheet.head", number=at + 1, total=len(order))
    if waiting.state(fact):
        head += " · " + t(f"review.{waiting.state(fact)}")
    store = context.store
    rich = fact_sheet(
        t, waiting.draft, place, store.describe, lambda region: store.place_name(region, t.lang), head
    )
    key = (waiting.id, waiting.version, place)
    decided = waiting.state(fact)
    accept = "reopen" if decided == ACCEPTED else "accept"
    reject = "reopen" if decided == REJECTED else "reject"
    fixes = [button(t(f"button.{name}"), "fix", "d", *key, name) for name in fact_fields(fact)]
    turns = [button("‹", "rf", waiting.id, order[at - 1])] if at else []
    turns.append(button(t("button.overview"), "rv", waiting.id, at // ON_A_PAGE))
    turns += [button("›", "rf", waiting.id, order[at + 1])] if at + 1 < len(order) else []
    decisions = [
        button(t(f"button.{accept}"), "dec", *key, "" if decided == ACCEPTED else ACCEPTED),
        button(t(f"button.{reject}"), "dec", *key, "" if decided == REJECTED else REJECTED),
    ]
    return rich, [decisions, fixes, turns]


def fact_fields(fact: Fact) -> tuple[str, ...]:
    """What can be fixed of a fact."""
    return ("speaker", "place", "date", *(["status"] if isinstance(fact, Claim) else []))


async def open_fact(
    update: Update, context: Context, arguments: list[str], note: str = "", more: Sequence[Row] = ()
) -> None:
    """`rf:DRAFT:PLACE`: one fact; `note` stands above it, `more` buttons below the others."""
    t, identity = context.texts(update), arguments[0]
    try:
        waiting = context.store.drafts.get(identity)
    except NotFound:
        await gone(update, context, identity)
        return
    rich, rows = noted(note, *fact_page(t, context, waiting, int(arguments[1])))
    await put(update, rich, [*rows, *more])


# --- what came in between ---------------------------------------------------------------------------------


async def gone(update: Update, context: Context, identity: str) -> None:
    """The draft waits no longer."""
    message = update.effective_message
    if isinstance(message, Message):
        key = "upload.known" if context.store.knows(identity) else "review.gone"
        await message.reply_text(context.texts(update)(key))


async def stale(update: Update, context: Context, identity: str, place: int | None = None) -> None:
    """Somebody else was faster: nothing was changed; say so and show how the draft stands now."""
    note = context.texts(update)("review.stale")
    if place is None:
        await open_overview(update, context, [identity], note)
    else:
        await open_fact(update, context, [identity, str(place)], note)


# --- decisions --------------------------------------------------------------------------------------------


async def decide(update: Update, context: Context, arguments: list[str]) -> None:
    """`dec:DRAFT:VERSION:PLACE:STATE`: accept, reject, or neither; then the next open fact is shown."""
    t, (identity, version, at, state) = context.texts(update), arguments
    if state not in {ACCEPTED, REJECTED, ""}:
        raise ValueError(state)
    place, drafts = int(at), context.store.drafts
    try:
        fact = drafts.get(identity).draft.facts[place]
        waiting = await context.durable(
            drafts.decide(identity, int(version), fact.id, state, by=name_of(update), at=context.now())
        )
    except NotFound:
        await gone(update, context, identity)
        return
    except StaleVersion:
        await stale(update, context, identity, place)
        return
    left = [n for n in waiting.order if not waiting.state(waiting.draft.facts[n])]
    if state and left:
        await put(update, *fact_page(t, context, waiting, left[0]))
    elif state:
        await put(update, *_overview(t, context, waiting, 0))
    else:
        await put(update, *fact_page(t, context, waiting, place))


# --- publishing -------------------------------------------------------------------------------------------


async def announce(
    message: Message, context: Context, t: Texts, identity: str, *, by: str, version: int | None = None
) -> None:
    """Publish a draft and say so; the words appear only when the article can be found."""
    store = context.store
    try:
        facts = len(store.drafts.get(identity).final.facts)
        written = await context.run(store.publish, identity, at=context.now(), by=by, version=version)
        told = await context.durable(written)
    except NotFound:
        key = "upload.known" if store.knows(identity) else "review.gone"
        await message.reply_text(t(key))
        return
    context.bot_data.wake()
    found = t.count("review.facts", facts)
    rows = [[button(t("button.undo"), "undo", identity), button(t("button.correct"), "av", identity)]]
    text = t("review.published", facts=found, told=t.count("review.told", told))
    await message.reply_text(text, reply_markup=keyboard(rows))


async def publish(update: Update, context: Context, arguments: list[str]) -> None:
    """`pub:DRAFT:VERSION`: the Publish button."""
    message, t = update.effective_message, context.texts(update)
    version = int(arguments[1]) if len(arguments) > 1 else None
    if isinstance(message, Message):
        try:
            await announce(message, context, t, arguments[0], by=name_of(update), version=version)
        except StaleVersion:
            await stale(update, context, arguments[0])


async def discard(update: Update, context: Context, arguments: list[str]) -> None:
    """`drop:DRAFT:VERSION`: the Discard button."""
    (identity, version), t, message = arguments, context.texts(update), update.effective_message
    try:
        dropped = context.store.drafts.discard(identity, int(version), by=name_of(update), at=context.now())
        await context.durable(dropped)
    except NotFound:
        await gone(update, context, identity)
    except StaleVersion:
        await stale(update, context, identity)
    else:
        if isinstance(message, Message):
            rows = [[button(t("button.undo"), "back", identity)]]
            await message.reply_text(t("review.discarded"), reply_markup=keyboard(rows))


async def bring_back(update: Update, context: Context, arguments: list[str]) -> None:
    """`back:DRAFT`: it was not meant to be discarded."""
    identity = arguments[0]
    try:
        back = context.store.drafts.bring_back(identity, by=name_of(update), at=context.now())
        await context.durable(back)
    except NotFound:
        await gone(update, context, identity)
    else:
        await open_overview(update, context, [identity])


def estimate(t: Texts, messages: int) -> str:
    """How long a delivery takes, in words."""
    seconds = -(-messages // RATE_PER_S)
    return t.count("time.minutes", -(-seconds // 60)) if seconds > 90 else t.count("time.seconds", seconds)


async def rehearse(update: Update, context: Context, arguments: list[str]) -> None:
    """`dry:DRAFT`: whom a publication would tell now, and how long that takes."""
    t, message, identity = context.texts(update), update.effective_message, arguments[0]
    if not isinstance(message, Message):
        return
    try:
        told, later = await context.run(context.store.audience, identity, at=context.now())
        facts = len(context.store.drafts.get(identity).final.facts)
    except NotFound:
        await gone(update, context, identity)
        return
    key = "review.rehearsal" if told or later else "review.rehearsal_nobody"
    texts = {"facts": t.count("review.facts_would", facts), "told": t.count("review.told_would", told)}
    lines = [t(key, **texts, time=estimate(t, told)), *([t.count("review.later", later)] if later else [])]
    await message.reply_text("\n".join(lines))


async def unplan(update: Update, context: Context, arguments: list[str]) -> None:
    """`unplan:DRAFT:VERSION`: not at that time after all."""
    identity, version = arguments
    try:
        written = context.store.drafts.plan(
            identity, int(version), None, by=name_of(update), at=context.now()
        )
        await context.durable(written)
    except NotFound:
        await gone(update, context, identity)
    except StaleVersion:
        await stale(update, context, identity)
    else:
        await open_overview(update, context, [identity])
