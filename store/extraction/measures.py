"""Measures: numbers that count something, with their unit. Labels, ages, dates and durations are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from store.extraction.families import Families
from store.extraction.page import Page, Range
from store.language.numbers import NumberMention
from store.language.tokens import MIXED, NUMBER, WORD
from store.model import Bound

__all__ = ["Measure", "find_measures", "grouped"]

_LONGEST_UNIT: Final = 3
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that counts. `unit` is its token range (empty where the text leaves the unit out).

    `narrower`: the unit tells what a part consists of, and not what the whole counts.
    """

    number: NumberMention
    unit: Range
    words: str
    part: bool = False
    linked: bool = False
    narrower: bool = False

    @property
    def end(self) -> int:
        """The token behind number and unit."""
        return max(self.number.last + 1, self.unit[1])


def find_measures(page: Page) -> list[Measure]:
    """The measures of a page, left to right."""
    finder = _Finder(page)
    return [measure for number in page.numbers if (measure := finder.measure(number)) is not None]


class _Finder:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.families = Families(page)
        pack = page.pack
        self.labels = pack.phrases("events.labels")
        self.label_units = pack.phrases("events.label_units")
        self.stops = pack.words("events.unit_stop")
        self.links = pack.phrases("numbers.link")
        self.part_of = pack.phrases("events.part_of")
        self.including = pack.words("events.including")
        self.articles = pack.words("general.articles")
        self.shares = pack.phrases("figures.shares")
        self.classifiers = pack.words("events.classifiers")
        self.person_units = pack.phrases("events.person_units")
        self.unit_kinds = pack.phrases("events.unit_kinds")
        self.conjunctions = pack.words("general.conjunctions")
        self.passives, self.actives = pack.phrases("events.passive"), pack.phrases("events.active")
        self.currencies = pack.words("events.currencies")
        self.date_tokens = {at for found in page.dates for at in range(found.first, found.end)}

    def measure(self, number: NumberMention) -> Measure | None:
        if number.last in self.date_tokens or self._labelled(number) or self.families.own_number(number):
            return None
        unit, part = self._unit(number)
        narrower = self._is_part(number.last + 1) or self._opens_part(number.first)
        unit = self._with_others(unit) if narrower and unit[0] < unit[1] else unit
        words = self.page.words(unit) if unit[0] < unit[1] else ""
        if self._only_labels(number, unit, words):
            return None
        linked = (
            self.links.match(self.page.lowers, number.last + 1) is not None
            if unit[0] > number.last + 1
            else False
        )
        return Measure(number, unit, words, part or narrower or self._is_part(unit[1]), linked, narrower)

    def _with_others(self, unit: Range) -> Range:
        """A unit with the people whom a conjunction adds: "14 of them women and children"."""
        end = unit[1]
        while end + 1 < len(self.page.lowers) and self.page.lowers[end] in self.conjunctions:
            person = self.person_units.match(self.page.lowers, end + 1)
            if person is None:
                break
            end += 1 + person[0]
        return unit[0], end

    def _opens_part(self, at: int) -> bool:
        """Whether a word for a part stands in front: "among them 14 children", "including two women"."""
        before = self.page.lowers[at - 1] if at else ""
        return before in self.including or self.part_of.ending_at(self.page.lowers, at) is not None

    def _is_part(self, at: int) -> bool:
        return at < len(self.page.lowers) and self.part_of.match(self.page.lowers, at) is not None

    def _labelled(self, number: NumberMention) -> bool:
        """A number that names something: a resolution, a floor, a calibre, an age, a year."""
        first = number.first
        if self._follows_label(first):
            return True
        lowers = self.page.lowers
        before = first - 1
        if before >= 0 and lowers[before] == "." and before > 0:
            before -= 1
        if (
            before >= 0
            and self.labels.ending_at(lowers, before + 1) is not None
            and number.bound == Bound.EXACT
        ):
            return True
        if number.first > 0 and self.page.tokens[number.first - 1].text in {"/", "#"}:
            return True
        if self._between_brackets(number) or self._between_commas(number):
            return True
        return self._is_year(number) or self._is_model(number)

    def _follows_label(self, first: int) -> bool:
        """The second of two labels or times: "floors 5 and 6"."""
        if first < 3 or self.page.lowers[first - 1] not in self.conjunctions:
            return False
        before = self.page.number_at.get(first - 2)
        if before is None:
            return False
        return (
            before.last in self.date_tokens or self.labels.ending_at(self.page.lowers, first - 2) is not None
        )

    def _between_brackets(self, number: NumberMention) -> bool:
        tokens = self.page.tokens
        after = number.last + 1
        return (
            number.first > 0
            and after < len(tokens)
            and tokens[number.first - 1].text == "("
            and tokens[after].text in {")", "/"}
        )

    def _between_commas(self, number: NumberMention) -> bool:
        """An age in apposition: "Halyna, 71, said"."""
        tokens = self.page.tokens
        after = number.last + 1
        small = number.value is not None and number.value < 120
        return (
            small
            and number.first > 1
            and after < len(tokens)
            and tokens[number.first - 1].text == ","
            and tokens[after].text == ","
            and tokens[number.first - 2].capital
        )

    def _is_year(self, number: NumberMention) -> bool:
        token = self.page.tokens[number.last]
        plain = token.kind == NUMBER and len(token.text) == 4 and number.first == number.last
        if not plain or number.value is None or not _FIRST_YEAR <= number.value <= _LAST_YEAR:
            return False
        unit, _ = self._unit(number)
        dated = number.first > 0 and self.page.lowers[number.first - 1] in self.articles  # "the 2021 coup"
        return dated or unit[0] == unit[1] or self.page.tokens[unit[0]].capital

    def _is_model(self, number: NumberMention) -> bool:
        """A number right behind a capitalised word names a model: Arrow 3, Boeing 737."""
        first = number.first
        if first == 0 or number.bound != Bound.EXACT or self.page.tokens[first].kind != NUMBER:
            return False
        before = self.page.tokens[first - 1]
        if not before.capital or before.end + 1 != self.page.tokens[first].start:
            return False
        starts = self.page.sentence_of(first)[0]
        unit, _ = self._unit(number)
        return first - 1 > starts and unit[0] == unit[1]

    def _unit(self, number: NumberMention) -> tuple[Range, bool]:
        at = number.last + 1
        tokens = self.page.tokens
        before = number.first - 1
        if before >= 0 and (self.page.lowers[before] in self.currencies):
            glued = before > 0 and tokens[before - 1].end == tokens[before].start
            return (before - glued, before + 1), False
        if at < len(tokens) and tokens[at].text == "%":
            return (at, at + 1), False
        share = self.shares.match(self.page.lowers, at) if at < len(tokens) else None
        if share is not None:
            return (at, at + share[0]), False
        part = self.part_of.match(self.page.lowers, at) if at < len(tokens) else None
        if part is not None:
            return self._words_from(at + part[0]), True
        link = self.links.match(self.page.lowers, at) if at < len(tokens) else None
        if link is not None:
            at += link[0]
            whole = next((i for i in range(at, min(at + 3, len(tokens))) if self._number_at(i)), None)
            if whole is not None:
                return self._words_from(self.page.number_at[whole].last + 1), True
        return self._words_from(at), False

    def _number_at(self, at: int) -> bool:
        found = self.page.number_at.get(at)
        return found is not None and not found.article

    def _words_from(self, at: int) -> Range:
        """The words that are counted: up to a stop word, a border, or the word that ends a known unit."""
        end, lowers = at, self.page.lowers
        while end < len(lowers) and end - at < _LONGEST_UNIT + (at < end and lowers[at] in self.classifiers):
            known = self.person_units.match(lowers, end) or self.unit_kinds.match(lowers, end)
            if known is not None:
                return at, end + known[0]
            if not self._is_unit_word(end) or self._is_event(end):
                break
            end += 1
        return at, end

    def _is_event(self, at: int) -> bool:
        """Whether an event word begins here; what is counted stands before it."""
        return (
            self.passives.match(self.page.lowers, at) is not None
            or self.actives.match(self.page.lowers, at) is not None
        )

    def _is_unit_word(self, at: int) -> bool:
        token = self.page.tokens[at]
        if token.kind not in (WORD, MIXED) or token.lower in self.stops:
            return False
        return at not in self.page.number_at

    def _only_labels(self, number: NumberMention, unit: Range, words: str) -> bool:
        lowers = self.page.lowers
        if unit[0] < unit[1] and self.label_units.match(lowers, unit[0]) is not None:
            return True
        if (
            unit[0] == unit[1]
            and unit[0] < len(lowers)
            and self.label_units.match(lowers, unit[0]) is not None
        ):
            return True
        return number.article and not words


def grouped(page: Page, measures: Sequence[Measure]) -> list[list[Measure]]:
    """Measures that form one list, "two tanks, four guns and nine trucks"; a predicate between two ends it."""
    groups: list[list[Measure]] = []
    for measure in measures:
        if groups and _continues(page, groups[-1][-1], measure):
            groups[-1].append(measure)
        else:
            groups.append([measure])
    return groups


def _continues(page: Page, left: Measure, right: Measure) -> bool:
    between = page.lowers[left.end : right.number.first]
    if len(between) > 8 or not between:
        return False
    conjunctions = page.pack.words("general.conjunctions")
    joined = between[-1] == "," or between[-1] in conjunctions
    # "40 people were in danger and 17 were evacuated": the first has a predicate of its own.
    predicate = page.pack.words("general.auxiliaries")
    return joined and "." not in between and not any(word in predicate for word in between)
