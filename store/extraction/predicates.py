"""Predicates that tell what a part consists of: "14 of the 41 dead were children" counts 14 children.

    part := number [OF whole] [event word, place, time] BE noun-for-people {AND noun-for-people}

Only a part is read so, and a bare number right before the verb; "were killed" and "were not children" tell no unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from store.extraction.measures import Measure
from store.extraction.page import Page, Range
from store.language.tokens import WORD

__all__ = ["with_predicates"]

_FAR: Final = 10  # tokens between a part and its verb
_LONGEST_WHOLE: Final = 5  # tokens from the word for "of" to the end of what it names


def with_predicates(page: Page, measures: Sequence[Measure]) -> list[Measure]:
    """The measures, those that a predicate explains as parts with its noun for their unit."""
    reader = _Reader(page, measures)
    return [reader.explained(measure) for measure in measures]


class _Reader:
    def __init__(self, page: Page, measures: Sequence[Measure]) -> None:
        self.page = page
        self.lowers = page.lowers
        self.at_number = {measure.number.first: measure for measure in measures}
        pack = page.pack
        self.verbs = pack.words("general.be") | pack.words("general.copulas")
        self.whole = pack.phrases("figures.whole")
        self.person_units = pack.phrases("events.person_units")
        self.generic = pack.words("events.generic_units")
        self.singular = pack.words("numbers.singular")
        self.passives = pack.phrases("events.passive")
        self.small = pack.words("general.articles") | pack.words("general.prepositions")
        self.small |= pack.words("general.relatives")
        self.conjunctions = pack.words("general.conjunctions")

    def explained(self, measure: Measure) -> Measure:
        """The measure with the unit that its predicate names, or as it is."""
        number = measure.number
        if number.article or self.lowers[number.first] in self.singular:
            return measure
        end = self._end(measure)
        verb = self._verb(end) if end is not None else None
        unit = self._noun(verb + 1) if verb is not None else None
        return replace(measure, words=self.page.words(unit), part=True, narrower=True) if unit else measure

    def _end(self, measure: Measure) -> int | None:
        """The token behind a part with its whole; None where nothing shows that it is one."""
        behind = measure.number.last + 1
        link = self.whole.match(self.lowers, behind) if behind < len(self.lowers) else None
        if link is not None:
            return max(measure.end, self._whole_end(behind + link[0]))
        return measure.end if measure.part or not measure.words else None

    def _whole_end(self, at: int) -> int:
        """The token behind a whole: "the 41 dead", "the dead"."""
        for step in range(at, min(at + _LONGEST_WHOLE, len(self.lowers))):
            whole = self.at_number.get(step)
            if whole is not None:
                return whole.end
            person = self.person_units.match(self.lowers, step)
            if person is not None:
                return step + person[0]
            if self.page.tokens[step].kind != WORD or self.lowers[step] in self.verbs:
                break
        return at

    def _verb(self, at: int) -> int | None:
        """The "are" that is said of the words before `at`: behind what happened to them, where and when."""
        stop = min(at + _FAR, len(self.lowers))
        while at < stop and self.lowers[at] not in self.verbs:
            passive = self.passives.match(self.lowers, at)
            dated = self.page.date_at.get(at)
            placed = self.page.tokens[at].capital or self.lowers[at] in self.small
            if passive is not None:
                at += passive[0]
            elif dated is not None:
                at = dated.end
            elif placed and self.page.tokens[at].kind == WORD:
                at += 1
            else:
                return None
        return at if at < stop else None

    def _noun(self, at: int) -> Range | None:
        """People of some kind, "women and children"; not people in general, and none that act themselves."""
        first, end = at, self._person(at)
        if end == at:
            return None
        while end < len(self.lowers) and self.lowers[end] in self.conjunctions:
            following = self._person(end + 1)
            if following == end + 1:
                break
            end = following
        return first, end

    def _person(self, at: int) -> int:
        """The token behind a word for people of some kind, `at` where there is none."""
        if at >= len(self.lowers) or self.passives.match(self.lowers, at) is not None:
            return at  # "were wounded"
        hit = self.person_units.match(self.lowers, at)
        named = hit is not None and self.page.words((at, at + hit[0])).lower() not in self.generic
        return at + hit[0] if hit is not None and named else at
