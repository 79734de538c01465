"""What the buttons under a card do: context, other sides, follow, thumbs, and waiting for an answer."""

from __future__ import annotations

from telegram import CopyTextButton, InlineKeyboardButton, Message, ReactionTypeEmoji, Update

from handlers import links, replies
from handlers.context import Context
from handlers.keyboards import button, keyboard
from handlers.render import card, context_card, sides_card
from handlers.rich import Rich, utf16_length
from handlers.texts import Texts
from store import Answer, Quotation, StoredFact, key_of

__all__ = [
    "bad",
    "card_buttons",
    "context",
    "good",
    "open_card",
    "other_buttons",
    "reaction",
    "sides",
    "wait",
]

MAX_COPY = 256
THUMBS = {"👍": True, "👎": False}


def card_buttons(t: Texts, found: StoredFact, context: Context) -> list[list[InlineKeyboardButton]]:
    """The buttons of one fact."""
    identity = found.fact.id
    first = [button(t("button.context"), "ctx", identity), button(t("button.sides"), "sides", identity)]
    copied = _copy(t, found)
    region = _region(found, context)
    second = [copied] if copied else []
    if region:
        label = t("button.follow", region=context.store.place_name(region, t.lang))
        second.append(button(label, "fol", key_of(region)))
    speaker = found.fact.attribution.name if isinstance(found.fact, Quotation) else ""
    if speaker:
        second.append(button(t("button.follow", region=speaker), "folp", identity))
    address = links.share(context.bot.username, links.FACT, identity)
    last = [button("👍", "up", identity), button("👎", "down", identity)]
    if address:
        last.append(InlineKeyboardButton(t("button.share"), url=address))
    return [first, second, last]


def _copy(t: Texts, found: StoredFact) -> InlineKeyboardButton | None:
    """Words and source for the clipboard; no button where they would have to be cut."""
    article = found.article
    day = t.day(article.published) if article.published else ""
    text = "\n".join(part for part in (found.text, " · ".join(p for p in (article.source, day) if p)) if part)
    if utf16_length(text) > MAX_COPY or not text.strip():
        return None
    return InlineKeyboardButton(t("button.copy"), copy_text=CopyTextButton(text))


def _region(found: StoredFact, context: Context) -> str:
    """The most exact region of a fact; else that which its article names first, rather below a country."""
    depth = {region: len(context.store.chain(region)) for region in found.fact.regions}
    if depth:
        return max(depth, key=depth.__getitem__)
    named = context.store.library.regions_of(found.article.id)
    return next((region for region in named if len(context.store.chain(region)) > 1), next(iter(named), ""))


def other_buttons(answer: Answer, shown: range) -> list[InlineKeyboardButton]:
    """One button a further hit of the page: it opens that card."""
    hits = [answer.hits[place] for place in shown]
    return [
        button(f"{place + 1} ⋯", "card", hit.found.fact.id) for place, hit in zip(shown, hits, strict=True)
    ]


async def _show(update: Update, rich: Rich, rows: list[list[InlineKeyboardButton]]) -> None:
    message = update.effective_message
    if isinstance(message, Message):
        pages = rich.split()
        for place, page in enumerate(pages):
            last = place + 1 == len(pages)
            await message.reply_text(
                page.text, entities=page.entities, reply_markup=keyboard(rows) if last else None
            )


async def _found(update: Update, context: Context, arguments: list[str]) -> StoredFact | None:
    found = context.store.fact(arguments[0])
    message = update.effective_message
    if found is None and isinstance(message, Message):
        await message.reply_text(context.texts(update)("button.stale"))
    return found


async def open_card(update: Update, context: Context, arguments: list[str]) -> None:
    """One hit of several, with all its buttons."""
    t, found = context.texts(update), await _found(update, context, arguments)
    if found is not None:
        await _show(update, card(t, found, context.store.describe), card_buttons(t, found, context))


async def context(update: Update, context: Context, arguments: list[str]) -> None:
    """The sentences around a fact, with its words marked."""
    t, found = context.texts(update), await _found(update, context, arguments)
    if found is not None:
        await _show(update, context_card(t, found), [])


async def sides(update: Update, context: Context, arguments: list[str]) -> None:
    """Who else says what about the same thing."""
    t, found = context.texts(update), await _found(update, context, arguments)
    if found is not None:
        others = context.store.other_sides(found.fact.id)
        rich = sides_card(t, found, others, context.store.describe)
        await _show(update, rich, [[button(f"{n} ⋯", "card", o.fact.id) for n, o in enumerate(others, 1)]])


async def _rate(update: Update, context: Context, arguments: list[str], *, good: bool) -> None:
    chat, found = update.effective_chat, await _found(update, context, arguments)
    if chat is not None and found is not None:
        rated = context.store.feedback.rate(str(chat.id), found.fact.id, good=good, at=context.now())
        await context.durable(rated)
        await context.bot.send_message(chat.id, context.texts(update)("feedback.thanks"))


async def reaction(update: Update, context: Context) -> None:
    """A thumb as a reaction to an answer says what the button under it says; other reactions say nothing."""
    change = update.message_reaction
    if change is None:
        return
    fact = replies.fact_of(context, change.chat.id, change.message_id)
    thumbs = [one.emoji for one in change.new_reaction if isinstance(one, ReactionTypeEmoji)]
    good = next((THUMBS[emoji] for emoji in thumbs if emoji in THUMBS), None)
    if fact is not None and good is not None and context.store.fact(fact) is not None:
        rated = context.store.feedback.rate(str(change.chat.id), fact, good=good, at=context.now())
        await context.durable(rated)


async def good(update: Update, context: Context, arguments: list[str]) -> None:
    """Thumb up."""
    await _rate(update, context, arguments, good=True)


async def bad(update: Update, context: Context, arguments: list[str]) -> None:
    """Thumb down."""
    await _rate(update, context, arguments, good=False)


async def wait(update: Update, context: Context, arguments: list[str]) -> None:
    """Tell me when there is an answer."""
    t, message = context.texts(update), update.effective_message
    if not isinstance(message, Message):
        return
    chat = str(message.chat_id)
    question = context.store.chat(chat).get("asked", {}).get(arguments[0])
    kept = context.store.feedback.wait(chat, question, t.lang, at=context.now()) if question else None
    if kept is None:
        await message.reply_text(t("standing.too_many") if question else t("button.stale"))
        return
    await context.durable(kept)
    await message.reply_text(t("standing.kept", question=question))
