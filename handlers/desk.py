"""The editors' desk: what waits, what readers think, what was done, how much there is."""

from __future__ import annotations

from datetime import datetime

from telegram import InlineKeyboardButton, Message, MessageEntity, Update

from handlers import articles
from handlers.context import Context
from handlers.gloss import gloss_line
from handlers.keyboards import button
from handlers.render import headline
from handlers.review import put
from handlers.rich import Rich
from handlers.texts import Texts
from handlers.typed import shown
from store import Deed, Figures, NotFound, StoredFact, Waiting

__all__ = ["audit", "feedback", "misses", "open_rated", "queue", "stats", "turn_audit", "turn_queue"]

SHOWN = 30
ON_A_PAGE = 8
DEEDS = 15
SHORT = 120


# --- what waits -------------------------------------------------------------------------------------------


async def queue(update: Update, context: Context) -> None:
    """`/queue`: the drafts that wait, the oldest first, each with a button."""
    await _queue(update, context, 0)


async def turn_queue(update: Update, context: Context, arguments: list[str]) -> None:
    """`que:PAGE`: another page."""
    await _queue(update, context, int(arguments[0]))


async def _queue(update: Update, context: Context, page: int) -> None:
    t, start = context.texts(update), page * ON_A_PAGE
    waiting = await context.run(context.store.drafts.all)
    drafts = list(enumerate(waiting, 1))[start : start + ON_A_PAGE]
    rich = Rich().line(t.count("queue.head", len(waiting)) if waiting else t("queue.none"))
    for number, draft in drafts:
        rich.line().extend(_queued(t, number, draft))
    numbers = [button(str(number), "rv", draft.id) for number, draft in drafts]
    turns = [button(t("button.back"), "que", page - 1)] if page > 0 else []
    turns += [button(t("button.more"), "que", page + 1)] if len(waiting) > start + ON_A_PAGE else []
    await put(update, rich, [numbers, turns])


def _queued(t: Texts, number: int, waiting: Waiting) -> Rich:
    article, facts = waiting.draft.article, waiting.draft.facts
    rich = Rich().add(f"{number}. ").line(headline(article), MessageEntity.BOLD)
    day = t.day(article.published) if article.published else t("article.undated")
    rich.line(f"{day} · {article.source or t('article.unnamed')}")
    left = sum(not waiting.state(fact) for fact in facts)
    rich.line(t("queue.state", facts=t.number(len(facts)), open=t.number(left)))
    if waiting.due:
        rich.line(t("review.planned", when=shown(t, datetime.fromisoformat(waiting.due))))
    return rich


# --- what readers think -----------------------------------------------------------------------------------


async def misses(update: Update, context: Context) -> None:
    """`/misses`: the questions that nothing stored answers, the most asked first."""
    t, found = context.texts(update), context.store.feedback.misses(SHOWN)
    rich = Rich().line(t("misses.head") if found else t("misses.none"))
    for miss in found:
        rich.line(f"{miss.count} × {miss.question}")
    await put(update, rich, [])


async def feedback(update: Update, context: Context) -> None:
    """`/feedback`: what got thumbs, the most thumbs down first, each with a button to correct it."""
    t = context.texts(update)
    rated = await context.run(context.store.feedback.thumbs)
    rich = Rich().line(t("thumbs.head") if rated else t("thumbs.none"))
    numbers: list[InlineKeyboardButton] = []
    for thumbs in rated:
        found = context.store.fact(thumbs.fact)
        if found is None or len(numbers) == ON_A_PAGE:
            continue
        number = len(numbers) + 1
        rich.line().line(f"{number}. 👎 {t.number(thumbs.bad)} · 👍 {t.number(thumbs.good)}")
        rich.extend(_rated(t, context, found))
        numbers.append(button(str(number), "rated", thumbs.fact))
    await put(update, rich, [numbers])


def _rated(t: Texts, context: Context, found: StoredFact) -> Rich:
    line = " ".join(found.text.split())
    rich = Rich().line(gloss_line(t, context.store.describe(found, t.lang)), MessageEntity.ITALIC)
    return rich.add(line if len(line) <= SHORT else line[: SHORT - 1] + "…", MessageEntity.BLOCKQUOTE).line()


async def open_rated(update: Update, context: Context, arguments: list[str]) -> None:
    """`rated:FACT`: the fact among those of its article, for correction."""
    found = context.store.fact(arguments[0])
    if found is None:
        await articles.gone(update, context, "")
        return
    facts = context.store.corrections.get(found.article.id).draft.facts
    place = next(n for n, fact in enumerate(facts) if fact.id == found.fact.id)
    await articles.open_fact(update, context, [found.article.id, str(place)])


# --- what was done ----------------------------------------------------------------------------------------


async def audit(update: Update, context: Context) -> None:
    """`/audit`: who did what when, the newest first."""
    await _audit(update, context, 0)


async def turn_audit(update: Update, context: Context, arguments: list[str]) -> None:
    """`aud:PAGE`: older ones."""
    await _audit(update, context, int(arguments[0]))


async def _audit(update: Update, context: Context, page: int) -> None:
    t, start = context.texts(update), page * DEEDS
    found = await context.run(context.store.audit.newest, start + DEEDS + 1)
    rich = Rich().line(t("audit.head") if found else t("audit.none"))
    names = {editor.person: editor.name for editor in context.store.editors.all()}
    for deed in found[start : start + DEEDS]:
        rich.line().extend(_deed(t, context, deed, names))
    turns = [button(t("button.back"), "aud", page - 1)] if page > 0 else []
    turns += [button(t("button.more"), "aud", page + 1)] if len(found) > start + DEEDS else []
    await put(update, rich, [turns])


def _about(context: Context, identity: str) -> str:
    """An article or draft by its title, or by its id where it is gone."""
    article = context.store.article(identity)
    if article is None:
        try:
            article = context.store.draft(identity).article
        except NotFound:
            return identity
    title = headline(article)
    return title if len(title) <= SHORT // 2 else title[: SHORT // 2 - 1] + "…"


def _deed(t: Texts, context: Context, deed: Deed, names: dict[str, str]) -> Rich:
    who = " ".join(dict.fromkeys(part for part in (names.get(deed.by, ""), deed.by) if part))
    what = t(f"deed.{deed.what}") if t.has(f"deed.{deed.what}") else deed.what
    rich = Rich().add(shown(t, datetime.fromisoformat(deed.at)) + f" · {who or t('history.nobody')}: ")
    rich.line(what, MessageEntity.BOLD)
    # Which fact it was stands behind a number that tells people nothing.
    detail = " ".join(word for word in deed.detail.split() if not deed.about or deed.about not in word)
    if deed.what == "planned":
        detail = shown(t, datetime.fromisoformat(deed.detail))
    about = " · ".join(part for part in (_about(context, deed.about) if deed.about else "", detail) if part)
    return rich.line(about if len(about) <= SHORT else about[: SHORT - 1] + "…") if about else rich


# --- how much there is ------------------------------------------------------------------------------------


async def stats(update: Update, context: Context) -> None:
    """`/stats`: how much is stored, who follows what, how many questions were answered, and what waits."""
    t, message = context.texts(update), update.effective_message
    found: Figures = await context.run(context.store.figures, context.now().date())
    if isinstance(message, Message):
        page = _stats(t, context, found).cut()
        await message.reply_text(page.text, entities=page.entities)


def _stats(t: Texts, context: Context, found: Figures) -> Rich:
    number = t.number
    rich = Rich().line(t("stats.head"), MessageEntity.BOLD)
    counts = {"articles": found.articles, "facts": found.facts, "drafts": found.drafts}
    rich.line(t("stats.stored", **{name: number(count) for name, count in counts.items()}))
    rich.line(t("stats.readers", chats=number(found.chats), subscriptions=number(found.subscriptions)))
    for region, chats in found.regions:
        rich.line(f"• {context.store.place_name(region, t.lang)}: {number(chats)}")
    asked = found.answered + found.declined
    share = round(100 * found.declined / asked) if asked else 0
    rich.line(t("stats.asked", n=number(asked), declined=number(found.declined), share=number(share)))
    rich.line(t.count("stats.waiting", found.waiting))
    return rich.line(t.count("stats.held", found.held)) if found.held else rich
