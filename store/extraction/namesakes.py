"""Countries inside the names of institutions: "Saudi Hospital", "U.S. Navy", "Rumah Sakit Indonesia" are no places.

    name := run of capitals around the country, with a word for a house or a firm, or with an institution's head

A house or a firm may stand anywhere. The navy or ministry of a country says where only what nothing else places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.extraction.mentions import GROUP, Mention
from store.extraction.page import Page, Place, Range
from store.language.tokens import WORD

__all__ = ["Namesakes", "find_namesakes"]


@dataclass(frozen=True, slots=True)
class Namesakes:
    """First tokens of countries inside names: `houses` of hospitals and firms, `organs` of other institutions."""

    houses: frozenset[int] = frozenset()
    organs: frozenset[int] = frozenset()

    def inside(self, at: int) -> bool:
        """Whether a place that begins at a token is a part of such a name."""
        return at in self.houses or at in self.organs

    def real(self, places: Sequence[Place], *, elsewhere: bool) -> list[Place]:
        """The places that tell where; an institution's country only where nothing stands `elsewhere`."""
        outside = [place for place in places if not self.inside(place.first)]
        if outside or elsewhere:
            return outside
        return [place for place in places if place.first not in self.houses]


def find_namesakes(page: Page, mentions: Sequence[Mention]) -> Namesakes:
    """The countries of a page that are parts of names."""
    facilities = page.pack.phrases("people.facilities")
    heads = {at for m in mentions if m.kind == GROUP and m.head for at in range(*m.body)}
    houses, organs = set[int](), set[int]()
    for place in page.places:
        run = _capitals(page, place)
        if "/" in place.id or run == (place.first, place.end):
            continue
        if any(facilities.match(page.lowers, at) is not None for at in range(*run)):
            houses.add(place.first)
        elif place.first in heads:
            organs.add(place.first)
    return Namesakes(frozenset(houses), frozenset(organs))


def _capitals(page: Page, place: Place) -> Range:
    """The run of capitals in which a place stands."""
    first, end = place.first, place.end
    while first > 0 and _is_name(page, first - 1):
        first -= 1
    while end < len(page.tokens) and _is_name(page, end):
        end += 1
    return first, end


def _is_name(page: Page, at: int) -> bool:
    return page.tokens[at].kind == WORD and page.tokens[at].capital
