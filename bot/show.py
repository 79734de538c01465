"""`python -m bot show WHAT`: what the desk shows in the chat, as JSON lines; beside a running bot, too."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from bot.commands import emit, store_folder
from bot.config import Config
from store import Store, open_store

__all__ = ["SHOWN", "show"]

MOST = 1000


def _stats(store: Store) -> Iterator[dict[str, Any]]:
    figures = dataclasses.asdict(store.figures(datetime.now(UTC).date()))
    yield {**figures, "regions": dict(figures["regions"])}


def _queue(store: Store) -> Iterator[dict[str, Any]]:
    for waiting in store.drafts.all():
        states = [waiting.state(fact) for fact in waiting.draft.facts]
        yield {
            "article": waiting.id,
            "title": waiting.draft.article.title or None,
            "by": waiting.by or None,
            "at": waiting.at,
            "facts": len(states),
            "open": states.count(""),
            "due": waiting.due or None,
        }


def _articles(store: Store) -> Iterator[dict[str, Any]]:
    for article in store.library.search("", MOST):
        day = article.published.isoformat() if article.published else None
        yield {
            "article": article.id,
            "title": article.title or None,
            "date": day,
            "source": article.source or None,
        }


def _misses(store: Store) -> Iterator[dict[str, Any]]:
    yield from map(dataclasses.asdict, store.feedback.misses(MOST))


def _feedback(store: Store) -> Iterator[dict[str, Any]]:
    yield from map(dataclasses.asdict, store.feedback.thumbs())


def _audit(store: Store) -> Iterator[dict[str, Any]]:
    yield from map(dataclasses.asdict, store.audit.newest(MOST))


SHOWN = {
    "stats": _stats,
    "queue": _queue,
    "articles": _articles,
    "misses": _misses,
    "feedback": _feedback,
    "audit": _audit,
}


def show(config: Config, what: str) -> int:
    """Print it, one object a line."""
    store = open_store(store_folder(config), read_only=True)
    try:
        for row in SHOWN[what](store):
            emit(row)
    finally:
        store.close()
    return 0
