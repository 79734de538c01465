"""Which article is about which regions and people on which day: for the latest news, timelines and people's cards.

Kept in memory, fed with every article that is published.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from store.language.names import known_person, similarity, skeleton
from store.model import Speaker

__all__ = ["Chronicle", "Mention"]

SAME_PERSON = 91


class Mention(NamedTuple):
    """A person as one article names them."""

    day: date
    article: str
    name: str
    role: str


class Chronicle:
    """Articles in the order of their days; undated ones come before all others."""

    def __init__(self) -> None:
        self._rows: list[tuple[date, str]] = []
        self._regions: dict[str, frozenset[str]] = {}
        self._people: dict[str, list[Mention]] = {}

    def add(
        self, article: str, day: date | None, regions: Iterable[str], people: Iterable[Speaker] = ()
    ) -> None:
        """Take in an article; `regions` include all that contain them. Twice is no error."""
        if article not in self._regions:
            insort(self._rows, (day or date.min, article))
            for person in people:
                mention = Mention(day or date.min, article, person.name, person.role)
                self._people.setdefault(skeleton(person.name), []).append(mention)
        self._regions[article] = frozenset(regions)

    def remove(self, article: str) -> None:
        """Forget an article; one that is not there is no error."""
        if self._regions.pop(article, None) is not None:
            self._rows = [row for row in self._rows if row[1] != article]
            for key, mentions in list(self._people.items()):
                kept = [mention for mention in mentions if mention.article != article]
                if kept:
                    self._people[key] = kept
                else:
                    del self._people[key]

    @property
    def regions(self) -> frozenset[str]:
        """All regions of which there is an article."""
        return frozenset().union(*self._regions.values())

    def latest(self, region: str = "") -> Iterator[tuple[date | None, str]]:
        """(day, article) about a region, or about anything, the newest first."""
        for day, article in reversed(self._rows):
            if not region or region in self._regions[article]:
                yield (None if day == date.min else day), article

    def mentions(self, name: str) -> list[Mention]:
        """Where a person of this name is named, whatever the spelling, the newest first."""
        own = skeleton(name)
        last = own.split()[-1:] or [""]
        person = known_person(name)
        near = [key for key in self._people if key == own or key.split()[-1:] == last]
        if person is not None:
            near += [
                k
                for k, rows in self._people.items()
                if k not in near and known_person(rows[0].name) is person
            ]
        same = [
            key for key in near if key == own or similarity(self._people[key][0].name, name) >= SAME_PERSON
        ]
        return sorted((mention for key in same for mention in self._people[key]), reverse=True)
