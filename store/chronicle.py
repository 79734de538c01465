"""Which article is about which regions on which day: for the latest news and for timelines. Kept in memory."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator
from datetime import date

__all__ = ["Chronicle"]


class Chronicle:
    """Articles in the order of their days; undated ones come before all others."""

    def __init__(self) -> None:
        self._rows: list[tuple[date, str]] = []
        self._regions: dict[str, frozenset[str]] = {}

    def add(self, article: str, day: date | None, regions: Iterable[str]) -> None:
        """Take in an article; `regions` include all that contain them. Twice is no error."""
        if article not in self._regions:
            insort(self._rows, (day or date.min, article))
        self._regions[article] = frozenset(regions)

    @property
    def regions(self) -> frozenset[str]:
        """All regions of which there is an article."""
        return frozenset().union(*self._regions.values())

    def latest(self, region: str = "") -> Iterator[tuple[date | None, str]]:
        """(day, article) about a region, or about anything, the newest first."""
        for day, article in reversed(self._rows):
            if not region or region in self._regions[article]:
                yield (None if day == date.min else day), article
