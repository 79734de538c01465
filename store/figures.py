"""What the desk wants to know at a glance."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from store.database import Engine
from store.outbox import DUE, HELD, TABLE
from store.tally import Tally

__all__ = ["Figures", "figures"]

DAYS = 7
MOST_REGIONS = 10
PAGE = 1 << 30


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts. `regions` are (gazetteer id, chats that follow it), the most followed first; `answered` and
    `declined` are questions of the last seven days, `waiting` messages that are due, `held` those for later.
    """

    articles: int
    facts: int
    drafts: int
    chats: int
    subscriptions: int
    regions: tuple[tuple[str, int], ...]
    answered: int
    declined: int
    waiting: int
    held: int = 0


def figures(engine: Engine, tally: Tally, today: date) -> Figures:
    """Count everything; reads the subscriptions: not for the event loop."""
    counts = engine.counts()
    rows = [doc for _, doc in engine.scan("subscriptions", limit=PAGE)]
    regions = Counter(doc["subject"] for doc in rows if doc["subject"][1:2] != ":")
    answered, declined = tally.since(today - timedelta(days=DAYS - 1))
    return Figures(
        articles=counts.get("articles", 0),
        facts=counts.get("facts", 0),
        drafts=counts.get("drafts", 0),
        chats=len({doc["chat"] for doc in rows}),
        subscriptions=len(rows),
        regions=tuple(sorted(regions.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_REGIONS]),
        answered=answered,
        declined=declined,
        waiting=len(engine.scan(TABLE, where={"state": DUE}, limit=PAGE)),
        held=len(engine.scan(TABLE, where={"state": HELD}, limit=PAGE)),
    )
