"""Inline mode: `@bot gladkov` in any chat offers fact cards."""

from __future__ import annotations

import hashlib

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)

from handlers.ask import ask_store
from handlers.context import Context
from handlers.gloss import gloss_line
from handlers.render import card
from handlers.texts import Texts
from store import Candidate

__all__ = ["offer"]

MAX_QUERY = 256
CACHE_SECONDS = 10


async def offer(update: Update, context: Context) -> None:
    """Answer an inline query with cards, or with the way to the private chat where nothing is stored."""
    query, t = update.inline_query, context.texts(update)
    if query is None:
        return
    text = query.query.strip()[:MAX_QUERY]
    hits = ask_store(context, t, text).hits if text else ()
    button = None if hits else InlineQueryResultsButton(t("inline.private"), start_parameter="ask")
    results = [_result(t, hit, context) for hit in hits]
    await query.answer(results, cache_time=CACHE_SECONDS, is_personal=True, button=button)


def _result(t: Texts, hit: Candidate, context: Context) -> InlineQueryResultArticle:
    describe = context.store.describe
    rich = card(t, hit.found, describe).cut()
    content = InputTextMessageContent(rich.text, entities=rich.entities)
    identity = hashlib.sha256(hit.found.fact.id.encode()).hexdigest()[:32]
    title = gloss_line(t, describe(hit.found, t.lang))[:120]
    return InlineQueryResultArticle(identity, title, content, description=hit.found.text[:120])
