"""Every button press comes in here: answered first, then done."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Awaitable, Callable

from telegram import Update
from telegram.error import BadRequest

from handlers import (
    articles,
    ask,
    broadcast,
    cards,
    desk,
    fixing,
    following,
    hours,
    latest,
    privacy,
    review,
    settings,
    staff,
    subscribe,
    teach,
)
from handlers.access import may_edit
from handlers.context import Context
from handlers.keyboards import decode
from handlers.render import question_about

__all__ = ["EDITORS", "VERBS", "press"]

log = logging.getLogger(__name__)
Action = Callable[[Update, Context, list[str]], Awaitable[None]]


async def _near(update: Update, context: Context, arguments: list[str]) -> None:
    """The question that a nearest fact answers."""
    t, found = context.texts(update), context.store.fact(arguments[0])
    text = question_about(t, context.store.describe(found, t.lang)) if found else ""
    if text:
        await ask.asked(update, context, text)
    else:
        await ask.again(update, context)


async def _stop(update: Update, context: Context, _: list[str]) -> None:
    """Delete everything? It is asked, as after `/stop`."""
    await privacy.stop(update, context)


VERBS: dict[str, Action] = {
    "ask": ask.example,
    "more": ask.page,
    "near": _near,
    "card": cards.open_card,
    "ctx": cards.context,
    "sides": cards.sides,
    "fol": subscribe.choose,
    "up": cards.good,
    "down": cards.bad,
    "wait": cards.wait,
    "latest": latest.page,
    "tl": latest.turn_timeline,
    "days": latest.open_timeline,
    "stop": _stop,
    "forget": privacy.forget,
    "lang": settings.choose_language,
    "sub": subscribe.choose,
    "only": subscribe.only,
    "unsub": subscribe.drop,
    "folp": subscribe.person,
    "set": following.open_panel,
    "sp": following.choose_pace,
    "si": following.choose_importance,
    "ss": following.choose_sound,
    "sw": following.ask_words,
    "hrs": hours.press,
    "mst": hours.story,
}
# What only editors may do. A message with such buttons can be forwarded, so the presser is asked each time.
EDITORS: dict[str, Action] = {
    "rv": review.open_overview,
    "rf": review.open_fact,
    "dec": review.decide,
    "dry": review.rehearse,
    "unplan": review.unplan,
    "pub": review.publish,
    "drop": review.discard,
    "sep": review.separate,
    "back": review.bring_back,
    "also": fixing.others_too,
    "fix": fixing.open_question,
    "pick": fixing.pick,
    "av": articles.open_overview,
    "af": articles.open_fact,
    "ret": articles.ask_retraction,
    "rety": articles.retract,
    "undo": articles.undo,
    "tea": teach.choose,
    "que": desk.turn_queue,
    "aud": desk.turn_audit,
    "rated": desk.open_rated,
    "uned": staff.remove,
    "bc": broadcast.send,
    "bcx": broadcast.cancel,
    "les": teach.turn,
    "unt": teach.unteach,
    "his": articles.open_history,
    "tell": articles.tell,
    "arts": articles.turn,
    "quit": fixing.dismiss,
}


async def press(update: Update, context: Context) -> None:
    """Stop the button's spinner, then act; a button of an older version gets a polite answer."""
    query = update.callback_query
    if query is None:
        return
    # "Query is too old": the spinner has ended by itself, the wish still stands.
    with contextlib.suppress(BadRequest):
        await query.answer()
    verb, arguments = decode(query.data or "")
    action = VERBS.get(verb) or EDITORS.get(verb)
    if verb in EDITORS and not await may_edit(update, context):
        return
    try:
        await (action(update, context, arguments) if action else ask.again(update, context))
    except (IndexError, ValueError):
        # Of an older version, or made up; should it be neither, the log has it.
        log.info("button %r is not understood", query.data, exc_info=True)
        await ask.again(update, context)
    except BadRequest as error:
        if "not modified" not in str(error):
            raise
