"""Units that a text leaves out: people where people are meant, else what the nearest figure counts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from store.extraction.measures import Measure
from store.extraction.page import Page

__all__ = ["Units"]

_NEIGHBOURS: Final = 6  # measures of a sentence that may lend each other a unit


class Units:
    """What the figures of one page count."""

    def __init__(self, page: Page) -> None:
        pack = page.pack
        self.generic = pack.text("events.generic_person")
        self.person_units = pack.phrases("events.person_units")
        self.others = pack.words("events.others")

    def counts_people(self, measure: Measure) -> bool:
        """Whether people are counted: a word for people, or a capital as in "12 Ukrainians"."""
        words = measure.words.split()
        known = any(self.person_units.match([w.lower() for w in words], at) for at in range(len(words)))
        return known or words[0][0].isupper()

    def of(self, measure: Measure, rows: Sequence[Measure], *, people: bool) -> str:
        """The unit as printed; an omitted one is people where `people` are meant, else the nearest of `rows`."""
        if self._names(measure):
            return measure.words
        near = self._neighbour(measure, rows)
        if people:
            person = near is not None and self.person_units.match(near.words.lower().split(), 0) is not None
            return near.words if near is not None and person else self.generic
        return near.words if near is not None else ""

    def _names(self, measure: Measure) -> bool:
        return bool(measure.words) and measure.words.lower() not in self.others

    def _neighbour(self, measure: Measure, rows: Sequence[Measure]) -> Measure | None:
        """The nearest measure that prints its unit; what a part consists of says nothing about another figure."""
        index = bisect_left(rows, measure.number.first, key=lambda m: m.number.first)
        near = rows[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS]
        named = (m for m in near if self._names(m) and not m.narrower)
        return min(named, key=lambda m: abs(m.number.first - measure.number.first), default=None)
