"""Messages that are no news: to an editor whose draft went out, to readers of what was corrected."""

from __future__ import annotations

import contextlib

from telegram import MessageEntity

from handlers.changes import change_lines
from handlers.render import headline, source_line
from handlers.rich import Rich
from handlers.texts import Texts
from store import NotFound, OutboxMessage, Store

__all__ = ["language", "render"]


def language(store: Store, message: OutboxMessage) -> str:
    """The language of a notice to a chat that has chosen none: the article's, as its news came."""
    article = store.article(message.article)
    if article is not None:
        return article.lang
    with contextlib.suppress(NotFound):
        return store.draft(message.article).article.lang
    return "en"


def render(t: Texts, store: Store, message: OutboxMessage) -> Rich | None:
    """What a notice says; None where there is nothing to say any more."""
    article = store.article(message.article)
    if message.notice == "published" and article is not None:
        return Rich().add(t("notice.published", title=headline(article))).cut()
    if message.notice.startswith("broadcast:"):
        sent = store.broadcasts.get(message.notice.removeprefix("broadcast:"))
        return Rich().add(sent.text).cut() if sent is not None else None
    if message.notice.startswith("withdrawn:"):
        title = message.text or _title(store, message.article)
        return Rich().add(t("notice.withdrawn", title=title)).cut() if title else None
    if message.notice.startswith("corrected:"):
        return _corrected(t, store, message)
    return None


def _title(store: Store, article: str) -> str:
    """What an article is called that is a draft again; "" where that is gone, too."""
    try:
        return headline(store.draft(article).article)
    except NotFound:
        return ""


def _corrected(t: Texts, store: Store, message: OutboxMessage) -> Rich | None:
    """What editors changed of an article that the chat was told of."""
    first, _, last = message.notice.removeprefix("corrected:").partition("-")
    try:
        published = store.corrections.get(message.article)
        history = store.corrections.history(message.article)
    except NotFound:
        return None
    versions = [one for one in history if int(first) <= one.version <= int(last)]
    whole = any(one.what == "retracted" and not one.fact for one in versions)
    rich = Rich().line(t("notice.retracted" if whole else "notice.corrected"), MessageEntity.BOLD)
    rich.line(headline(published.draft.article)).extend(source_line(t, published.draft.article)).line()
    for one in versions if not whole else ():
        rich.line().extend(
            change_lines(t, published.draft, one, lambda region: store.place_name(region, t.lang))
        )
    return rich.cut() if versions else None
