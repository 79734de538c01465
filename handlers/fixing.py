"""Fixing a field: buttons for the likely values, or a typed one. What was asked for is kept in the store.

`fix:KIND:ID:VERSION:PLACE:FIELD` opens a question. KIND is "d" for a draft, "a" for an article; PLACE is the
fact's, "h" for the article's own fields. The next words of that person in that chat are the answer, until it is
given or left.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from telegram import InlineKeyboardButton, Message, Update

from handlers import articles, review
from handlers.access import is_admin, name_of
from handlers.context import Context
from handlers.headers import LONG, apart
from handlers.keyboards import button, keyboard
from handlers.rich import Rich
from handlers.subjects import place_label
from handlers.texts import Texts
from handlers.typed import address, moment, one_line, shown
from store import Draft, Edit, Field, NotFound, StaleVersion, Status, parse_day, source_of

__all__ = ["cancel", "dismiss", "leave", "open_question", "pick", "take"]


Flow = dict[str, Any]
HEADER, DRAFT, ARTICLE, WHEN = "h", "d", "a", "when"
# What can be asked for, of a fact and of an article.
FIELDS = (
    {Field.SPEAKER, Field.PLACE, Field.DATE, Field.STATUS},
    {Field.TITLE, Field.PUBLISHED, Field.SOURCE, Field.URL},
)
MOST_PEOPLE = 12
LIMITS = {Field.SPEAKER: 160, Field.TITLE: 200, Field.SOURCE: 100}
HOURS = (1, 3, 12)


# --- asking -----------------------------------------------------------------------------------------------


async def open_question(update: Update, context: Context, arguments: list[str]) -> None:
    """`fix:...`: ask for a field's new value."""
    kind, identity, version, place, field = arguments
    if kind not in {DRAFT, ARTICLE} or (field != WHEN and field not in FIELDS[place == HEADER]):
        raise ValueError(field)
    try:
        draft = _draft(context, kind, identity)
    except NotFound:
        await _gone(update, context, kind, identity)
        return
    flow: Flow = {"kind": kind, "id": identity, "version": int(version), "place": place, "field": field}
    if place != HEADER:
        flow["fact"] = draft.facts[int(place)].id
    flow["options"] = _options(draft, flow, context.now())
    flow["roles"] = {person.name: person.role for person in draft.people if person.name in flow["options"]}
    await _ask(update, context, flow)


def _draft(context: Context, kind: str, identity: str) -> Draft:
    """What is being fixed: a draft, or an article with its facts; raises `NotFound`."""
    store = context.store
    return store.drafts.get(identity).draft if kind == DRAFT else store.corrections.get(identity).draft


async def _gone(update: Update, context: Context, kind: str, identity: str) -> None:
    await (review if kind == DRAFT else articles).gone(update, context, identity)


def _options(draft: Draft, flow: Flow, now: datetime) -> list[str]:
    """Likely values, as they are kept: names, ISO days, statuses, ISO times."""
    field = flow["field"]
    if field == Field.SPEAKER:
        return list(dict.fromkeys(person.name for person in draft.people))[:MOST_PEOPLE]
    if field == Field.STATUS:
        return [str(status) for status in Status]
    if field == WHEN:
        return [(now + timedelta(hours=hours)).isoformat() for hours in HOURS]
    if field in {Field.DATE, Field.PUBLISHED}:
        day = draft.article.published or now.date()
        days = [day, day - timedelta(days=1), day - timedelta(days=2)]
        return [one.isoformat() for one in days]
    if field == Field.PLACE:
        named = (region for fact in draft.facts for region in fact.regions)
        return list(dict.fromkeys((*named, *draft.regions)))[:MOST_PEOPLE]
    return []


def _label(t: Texts, context: Context, flow: Flow, option: str) -> str:
    field = flow["field"]
    if field == Field.STATUS:
        return t(f"status.{option}") if option else t("status.standing")
    if field == WHEN:
        return shown(t, datetime.fromisoformat(option))
    if field in {Field.DATE, Field.PUBLISHED}:
        return t.day(datetime.fromisoformat(option).date())
    return place_label(t, context.store, option) if field == Field.PLACE else option


async def _ask(update: Update, context: Context, flow: Flow, note: str = "") -> None:
    """Keep the question and put it, with buttons; `note` says what was wrong with the answer before."""
    t, message, user = context.texts(update), update.effective_message, update.effective_user
    if message is None or user is None:
        return
    token = str(update.update_id)
    flow = {**flow, "token": token}
    chat, person = str(message.chat.id), str(user.id)
    await context.durable(context.store.flows.open(chat, person, flow, at=context.now()))
    options: Sequence[str] = flow["options"]
    picks = [button(_label(t, context, flow, one), "pick", token, n) for n, one in enumerate(options)]
    rows = [picks[n : n + 2] for n in range(0, len(picks), 2)]
    if flow["field"] not in {Field.STATUS, Field.TITLE, WHEN}:
        rows.append([button(t(f"fix.none.{flow['field']}"), "pick", token, "none")])
    rows.append([button(t("button.cancel"), "quit", token)])
    rich = Rich()
    if note:
        rich.line(note).line()
    rich.add(t(f"fix.ask.{flow['field']}", now=shown(t, context.now())))
    await _reply(message, rich, rows)


async def _reply(message: Any, rich: Rich, rows: list[list[InlineKeyboardButton]]) -> None:
    if isinstance(message, Message):
        page = rich.cut()
        await message.reply_text(page.text, entities=page.entities, reply_markup=keyboard(rows))


# --- answers ----------------------------------------------------------------------------------------------


def _open(update: Update, context: Context) -> Flow | None:
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None:
        return None
    return context.store.flows.get(str(chat.id), str(user.id), now=context.now())


async def _close(update: Update, context: Context) -> bool:
    chat, user = update.effective_chat, update.effective_user
    closed = context.store.flows.close(str(chat.id), str(user.id)) if chat and user else None
    if closed is not None:
        await context.durable(closed)
    return closed is not None


async def pick(update: Update, context: Context, arguments: list[str]) -> None:
    """`pick:TOKEN:N`: one of the offered values, or "none"."""
    token, choice = arguments
    flow, message = _open(update, context), update.effective_message
    if flow is None or flow["token"] != token or "kind" not in flow:
        if isinstance(message, Message):
            await message.reply_text(context.texts(update)("fix.over"))
        return
    value = "" if choice == "none" else flow["options"][int(choice)]
    role = ""
    if flow["field"] == Field.SPEAKER and value:
        role = flow["roles"].get(value, "")
    await _apply(update, context, flow, value, role)


async def take(update: Update, context: Context, text: str) -> bool:
    """Typed words as the answer to an open question; False where none is open, or the person is no editor."""
    flow = _open(update, context)
    # A question that only buttons answer leaves typed words to be what they are.
    if flow is None or "kind" not in flow or not is_admin(update, context):
        return False
    if len(text) >= LONG or apart(text)[0] is not None:
        return False  # nobody answers with a whole article; the question stays open
    t, field = context.texts(update), flow["field"]
    if field == Field.PLACE:
        await _typed_place(update, context, flow, text)
        return True
    value, role = _typed(t, field, text, context.now())
    if value:
        await _apply(update, context, flow, value, role)
    else:
        await _ask(update, context, flow, t(f"fix.wrong.{field}"))
    return True


def _typed(t: Texts, field: str, text: str, now: datetime) -> tuple[str, str]:
    """(the value, a speaker's role) of typed words; no value where they are not understood."""
    if field == Field.SPEAKER:
        name, _, role = one_line(text, LIMITS[Field.SPEAKER]).partition(",")
        return name.strip(), role.strip()
    if field in {Field.DATE, Field.PUBLISHED}:
        day = parse_day(one_line(text, 60))
        return day.isoformat() if day else "", ""
    if field == Field.URL:
        return address(text), ""
    if field == WHEN:
        at = moment(t, text, now)
        return at.isoformat() if at else "", ""
    if field == Field.STATUS:
        return "", ""
    return one_line(text, LIMITS[Field(field)]), ""


async def _typed_place(update: Update, context: Context, flow: Flow, text: str) -> None:
    """A place by name, typos allowed; where several fit, they are offered."""
    t, name = context.texts(update), one_line(text, 60)
    places = context.store.places(name) if name else []
    if not places:
        await _ask(update, context, flow, t("fix.wrong.place", name=name or "…"))
    elif context.store.certain(places):
        await _apply(update, context, flow, places[0].id)
    else:
        found = [place.id for place in places]
        await _ask(update, context, {**flow, "options": found}, t("subscribe.which"))


async def cancel(update: Update, context: Context) -> None:
    """`/cancel`: the way out."""
    t, message = context.texts(update), update.effective_message
    closed = await _close(update, context)
    if message is not None:
        await message.reply_text(t("fix.cancelled" if closed else "fix.nothing"))


async def leave(update: Update, context: Context) -> None:
    """Any other command: whoever does something else does not answer any more."""
    if not (update.effective_message and (update.effective_message.text or "").startswith("/cancel")):
        await _close(update, context)


async def dismiss(update: Update, context: Context, arguments: list[str]) -> None:
    """The Cancel button."""
    flow, message = _open(update, context), update.effective_message
    if flow is not None and flow["token"] == arguments[0]:
        await _close(update, context)
    if isinstance(message, Message):
        await message.reply_text(context.texts(update)("fix.cancelled"))


# --- doing it ---------------------------------------------------------------------------------------------


async def _apply(update: Update, context: Context, flow: Flow, value: str, role: str = "") -> None:
    """Make the change, and show what it became as a new message."""
    identity, place = flow["id"], None if flow["place"] == HEADER else int(flow["place"])
    pages = review if flow["kind"] == DRAFT else articles
    await _close(update, context)
    try:
        others = _others(context, flow, value)
        await _write(update, context, flow, value, role)
    except NotFound:
        await _gone(update, context, flow["kind"], identity)
    except StaleVersion:
        await pages.stale(update, context, identity, place)
    else:
        if place is None:
            await pages.open_overview(update, context, [identity])
        else:
            more = await _offer(update, context, flow, others, value, role) if others else []
            await pages.open_fact(update, context, [identity, str(place)], more=more)


def _others(context: Context, flow: Flow, value: str) -> list[str]:
    """The other facts of whoever was the speaker: often the same mistake; raises `NotFound`."""
    if flow["field"] != Field.SPEAKER:
        return []
    facts = _draft(context, flow["kind"], flow["id"]).facts
    before = next((source_of(fact).name for fact in facts if fact.id == flow["fact"]), "")
    if not before:
        return []
    return [
        fact.id
        for fact in facts
        if fact.id != flow["fact"] and source_of(fact).name == before != value and not fact.settled
    ]


async def _offer(
    update: Update, context: Context, flow: Flow, others: list[str], value: str, role: str
) -> list[list[InlineKeyboardButton]]:
    """A button that gives the others the same speaker."""
    chat, user, t = update.effective_chat, update.effective_user, context.texts(update)
    if chat is None or user is None:
        return []
    asked = {"token": str(update.update_id), "of": flow["kind"], "id": flow["id"]}
    offer = {**asked, "others": others, "value": value, "role": role}
    await context.durable(context.store.flows.open(str(chat.id), str(user.id), offer, at=context.now()))
    label = t.count("fix.others", len(others), name=value or t("sheet.nobody"))
    return [[button(label, "also", asked["token"])]]


async def others_too(update: Update, context: Context, arguments: list[str]) -> None:
    """`also:TOKEN`: the other facts of whoever was the speaker get the same one."""
    offer = _open(update, context)
    if offer is None or offer["token"] != arguments[0] or "others" not in offer:
        await _say(update, context, "fix.over")
        return
    await _close(update, context)
    store, by = context.store, name_of(update)
    try:
        for fact in offer["others"]:
            edit = Edit(Field.SPEAKER, offer["value"], offer["role"], fact)
            if offer["of"] == DRAFT:
                version = store.drafts.get(offer["id"]).version
                await context.durable(store.drafts.edit(offer["id"], version, edit, by=by, at=context.now()))
            else:
                version = store.corrections.get(offer["id"]).version
                await context.durable(
                    store.corrections.correct(offer["id"], version, edit, by=by, at=context.now())
                )
    except NotFound:
        await _gone(update, context, offer["of"], offer["id"])
    except StaleVersion:
        await (review if offer["of"] == DRAFT else articles).stale(update, context, offer["id"])
    else:
        await (review if offer["of"] == DRAFT else articles).open_overview(update, context, [offer["id"]])


async def _say(update: Update, context: Context, key: str) -> None:
    if isinstance(update.effective_message, Message):
        await update.effective_message.reply_text(context.texts(update)(key))


async def _write(update: Update, context: Context, flow: Flow, value: str, role: str) -> None:
    drafts, by, at = context.store.drafts, name_of(update), context.now()
    key = (flow["id"], flow["version"])
    if flow["field"] == WHEN:
        chat = update.effective_chat
        due, teller = datetime.fromisoformat(value), str(chat.id) if chat else ""
        await context.durable(drafts.plan(*key, due, teller=teller, by=by, at=at))
    else:
        edit = Edit(Field(flow["field"]), value, role, flow.get("fact", ""))
        if flow["kind"] == DRAFT:
            await context.durable(drafts.edit(*key, edit, by=by, at=at))
        else:
            await context.durable(context.store.corrections.correct(*key, edit, by=by, at=at))
