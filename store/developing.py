"""A toll grows: which later article of the same story has a newer figure of what a claim counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from store.alike import same_count, same_scene, source_of
from store.database import Engine
from store.model import Claim, Status, StoredFact
from store.stories import Stories

__all__ = ["Developing"]

# What is counted anew while a story goes on. Drones and houses of another night are other ones.
TOLLS = {"killed", "wounded", "missing"}


class Developing:
    """Reads the tables `stories` and `articles`; `facts` gives an article's own facts."""

    def __init__(self, engine: Engine, facts: Callable[[str], Iterable[StoredFact]]) -> None:
        self._engine = engine
        self._facts = facts
        self._stories = Stories(engine)

    def later(self, found: StoredFact) -> StoredFact | None:
        """The greatest figure of the same thing that articles of the same story gave later; None without a greater one.

        An article that repeats the figure takes nothing from it, and neither does a smaller one: that may count a part.
        """
        claim = found.fact
        if not isinstance(claim, Claim) or claim.kind not in TOLLS or claim.quantity.value is None:
            return None
        story, value = self._stories.get(found.article.id), claim.quantity.value
        if story is None:
            return None
        greater: list[StoredFact] = []
        for article in self._stories.members(story.id):
            if self._may_have_grown(article, claim.kind, value) and self._came_later(
                article, found.article.id
            ):
                greater += self._grown(article, found, value)
        # Of equal ones that which somebody stands for, rather than the headline.
        return max(greater, key=lambda one: (_value(one), bool(source_of(one))), default=None)

    def _may_have_grown(self, article: str, kind: str, value: float) -> bool:
        """Whether an article's row in the story has a greater figure of a kind; cheap, no fact is read."""
        row = self._stories.get(article)
        figures = [figure.split("|") for figure in row.figures] if row is not None else []
        return any(one[0] == kind and float(one[1]) > value for one in figures)

    def _came_later(self, article: str, other: str) -> bool:
        return self._published(other) < self._published(article)

    def _published(self, article: str) -> tuple[str, str]:
        """Day of the article, then the moment at which it was published here; ISO text."""
        doc = self._engine.get("articles", article) or {}
        return str(doc.get("published") or doc.get("at", ""))[:10], str(doc.get("at", ""))

    def _grown(self, article: str, found: StoredFact, value: float) -> list[StoredFact]:
        same = [one for one in self._facts(article) if _counts_the_same(one, found)]
        values = {_value(one) for one in same}
        return [] if value in values else [one for one in same if _value(one) > value]


def _value(found: StoredFact) -> float:
    fact = found.fact
    value = fact.quantity.value if isinstance(fact, Claim) else None
    return value if value is not None else 0.0


def _counts_the_same(one: StoredFact, other: StoredFact) -> bool:
    fact = one.fact
    if not isinstance(fact, Claim) or fact.status not in {Status.STANDING, Status.CORRECTED}:
        return False
    return same_count(one, other) and same_scene(one, other) and _same_day(one, other)


def _same_day(one: StoredFact, other: StoredFact) -> bool:
    """Two days that are both known are one day: else these are two events."""
    days: tuple[date | None, date | None] = (one.fact.time.start, other.fact.time.start)
    return days[0] is None or days[1] is None or days[0] == days[1]
