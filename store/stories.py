"""Which articles tell the same story, and when a story has become worse. Pure but for the table it reads.

Articles are of one story where one holds most of the other's words, or where they come within days of each other, are
about the same exact place and share figures, people or a headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from store.database import Change, Engine
from store.intake import is_update
from store.model import Article, Claim, Draft
from store.subscriptions import subjects_of_people

__all__ = ["MAJOR", "NOTABLE", "Stories", "Story", "story_of"]

TABLE = "stories"
NEAR = timedelta(days=2)
_WORD = re.compile(r"\w+")
# Shorter words of a headline tell nothing.
LONG = 4
EXACT = 2  # a region's id has at least so many parts: not a whole country
PLAIN, NOTABLE, MAJOR = 1, 2, 3
# kind of claim -> (notable from, major from)
WEIGHTS = {
    "killed": (1, 10), "wounded": (5, 50), "missing": (1, 20), "evacuated": (100, 1000), "displaced": (100, 1000),
    "downed": (20, 100), "captured": (5, 50),
}  # fmt: skip
# A toll that has grown by this factor, and at least by so many, sounds again.
GROWN, AT_LEAST = 1.5, 5


@dataclass(frozen=True, slots=True)
class Story:
    """What an article adds to a story: `figures` are "kind|value|region"; `toll` is the greatest number of dead."""

    id: str
    day: date | None
    title: str
    regions: frozenset[str]
    people: frozenset[str]
    figures: frozenset[str]
    importance: int = PLAIN
    toll: float = 0.0

    def escalates(self, told: Story) -> bool:
        """Whether this is worth a sound for who knows `told`."""
        grown = self.toll >= told.toll * GROWN and self.toll - told.toll >= AT_LEAST
        return self.importance > told.importance or grown


def story_of(draft: Draft) -> Story:
    """An article as the beginning of a story of its own."""
    numbers = [fact for fact in draft.facts if isinstance(fact, Claim) and fact.quantity.value is not None]
    figures = {f"{one.kind}|{one.quantity.value:g}|{_exact(one.regions)}" for one in numbers}
    weights = [_weight(one) for one in numbers]
    tolls = [one.quantity.value or 0.0 for one in numbers if one.kind == "killed"]
    return Story(
        id=draft.article.id,
        day=draft.article.published,
        title=draft.article.title,
        regions=frozenset(region for region in draft.regions if region.count("/") + 1 >= EXACT),
        people=frozenset(subjects_of_people(draft.people)),
        figures=frozenset(figures),
        importance=max(weights, default=PLAIN),
        toll=max(tolls, default=0.0),
    )


def _exact(regions: Iterable[str]) -> str:
    return max(regions, key=lambda region: region.count("/"), default="")


def _weight(claim: Claim) -> int:
    notable, major = WEIGHTS.get(claim.kind, (float("inf"), float("inf")))
    value = claim.quantity.value or 0.0
    return MAJOR if value >= major else NOTABLE if value >= notable else PLAIN


def _alike(one: Story, other: Story) -> bool:
    """The same place within days, and enough in common."""
    if one.day and other.day and abs(one.day - other.day) > NEAR:
        return False
    if not one.regions & other.regions:
        return False
    figures, people = len(one.figures & other.figures), len(one.people & other.people)
    words, kinds = len(_words(one.title) & _words(other.title)), len(_kinds(one, other))
    # Articles in two languages share no word of their titles; who speaks of the same dead and wounded tells the same.
    together = figures >= 1 or kinds >= 2 or (words >= 2 and kinds >= 1)
    return figures >= 2 or words >= 3 or (people >= 1 and together)


def _words(title: str) -> set[str]:
    """The words of a headline that tell something."""
    return {word for word in _WORD.findall(title.casefold()) if len(word) >= LONG}


def _kinds(one: Story, other: Story) -> set[str]:
    """Of what both give figures."""
    first, second = ({figure.split("|")[0] for figure in story.figures} for story in (one, other))
    return first & second


class Stories:
    """The table `stories`: article -> its story and what it told of it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, article: str) -> Story | None:
        """What an article told of its story."""
        doc = self._engine.get(TABLE, article)
        if doc is None:
            return None
        day = date.fromisoformat(doc["day"]) if doc.get("day") else None
        sets = {name: frozenset(doc.get(name, ())) for name in ("regions", "people", "figures")}
        return Story(doc["story"], day, doc["title"], **sets, importance=doc["importance"], toll=doc["toll"])

    def members(self, story: str) -> list[str]:
        """The articles of a story."""
        return [key for key, _ in self._engine.scan(TABLE, where={"story": story})]

    def find(self, draft: Draft, recent: Iterable[Article]) -> Story:
        """The story that a draft tells: that of the first of the `recent` articles which fits, or its own."""
        own = story_of(draft)
        for article in recent:
            known = self.get(article.id)
            if known is None or article.id == draft.article.id:
                continue
            near = not (own.day and known.day) or abs(own.day - known.day) <= NEAR
            if _alike(own, known) or (near and is_update(draft.article.text, article.text)):
                return _in_story(own, known.id)
        return own

    def adding(self, article: str, story: Story) -> Change:
        """The row of an article."""
        doc: dict[str, Any] = {"story": story.id, "title": story.title}
        doc |= {"day": story.day.isoformat()} if story.day else {}
        doc |= {name: sorted(getattr(story, name)) for name in ("regions", "people", "figures")}
        return Change(TABLE, article, {**doc, "importance": story.importance, "toll": story.toll})


def _in_story(own: Story, story: str) -> Story:
    fields = ("day", "title", "regions", "people", "figures", "importance", "toll")
    return Story(story, **{name: getattr(own, name) for name in fields})
