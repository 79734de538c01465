"""Pairs of figures in one sentence: a part and its whole, and a figure with the one that it replaces.

    whole    := part OF ["the ..."] WHOLE | OF WHOLE ... "," part       14 of the 20 missiles
    change   := FROM old TO new | TO new FROM old | FORMERLY old ... TO new     from 7 to 9
    rise     := change-word BY rise TO new                              up by 2 to 9

What happened to the part says nothing about the whole, and what is no longer true is no count of today.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from store.extraction.measures import Measure
from store.extraction.page import Page
from store.language.changes import change_word, fits
from store.language.numbers import NumberMention
from store.language.pack import Phrases
from store.language.tokens import BREAK, MARK, PUNCT, WORD

__all__ = ["Pairs", "find_pairs"]

_FAR_TOTAL: Final = 4  # words between "of" and the total: "of the town's 1,200"
_FAR_PART: Final = 14  # tokens between a total in front and its part
_FAR_CHANGE: Final = 5  # tokens between an old and a new figure
_FAR_OTHER: Final = 12  # tokens between them where each has its own word
_FAR_VERB: Final = 6  # words between the comma behind a total and its part
_LOOSE: Final = 2  # words between a sign and its figure


@dataclass(slots=True)
class Pairs:
    """Figures by their first token. `wholes`: total -> its part (-1: without a number); `replaced`: old -> new.

    `limits`: for a total in front of its part the token before which its own words end. `equated`: totals to
    which somebody belongs, "he is one of 707 people killed". `compared`: figures that count the same as another
    one. `nothing`: rates and rises, which are no figures of their own.
    """

    wholes: dict[int, int] = field(default_factory=dict)
    limits: dict[int, int] = field(default_factory=dict)
    equated: set[int] = field(default_factory=set)
    replaced: dict[int, int] = field(default_factory=dict)
    compared: dict[int, int] = field(default_factory=dict)
    nothing: set[int] = field(default_factory=set)

    def twin(self, first: int) -> int:
        """The figure with which one is compared or that replaces it, -1 = none."""
        return self.replaced.get(first, self.compared.get(first, -1))

    def moved(self, end: int) -> bool:
        """Whether figures that changed stand right behind a token: the word before it tells how."""
        figures = (*self.replaced, *self.replaced.values(), *self.nothing)
        return any(end <= first <= end + _LOOSE for first in figures)


def find_pairs(page: Page, measures: Sequence[Measure]) -> Pairs:
    """All pairs of a page."""
    finder = _Finder(page, measures)
    finder.find_changes()
    finder.find_wholes()
    return finder.pairs


class _Finder:
    def __init__(self, page: Page, measures: Sequence[Measure]) -> None:
        self.page = page
        self.lowers = page.lowers
        self.measures = [measure for measure in measures if not measure.number.article]
        self.pairs = Pairs()
        self.ending = {number.last + 1: number for number in page.numbers}
        self.measure_ending = {measure.end: measure for measure in self.measures}
        pack = page.pack
        self.whole, self.quantifiers = pack.phrases("figures.whole"), pack.phrases("figures.quantifiers")
        self.singular = pack.words("numbers.singular")
        self.rates = pack.phrases("figures.rates")
        self.equating = pack.words("general.be") | pack.words("general.copulas")
        self.shares = pack.words("figures.shares")
        self.from_, self.to = pack.phrases("figures.from"), pack.phrases("figures.to")
        self.becoming, self.by = pack.phrases("figures.becoming"), pack.phrases("figures.by")
        self.replacing, self.comparing = pack.phrases("figures.replacing"), pack.phrases("figures.comparing")
        self.formerly, self.currently = pack.phrases("figures.formerly"), pack.phrases("figures.currently")
        self.changes = pack.phrases("figures.changes")
        self.prepositions = pack.words("general.prepositions")
        self.complementisers = pack.words("general.complementisers")
        self.people = pack.words("events.generic_units")

    # -- a part and its whole -------------------------------------------------------------------------------

    def find_wholes(self) -> None:
        """Totals behind their part or in front of it; rates count nothing at all."""
        for position, measure in enumerate(self.measures):
            first, behind = measure.number.first, measure.number.last + 1
            if behind < len(self.lowers) and self._says_nothing(measure, behind):
                continue
            link = self._link(first)
            if link is None or first in self.pairs.replaced:
                continue
            part = self._part_before(link, measure)
            if part is not None:
                self.pairs.wholes[first] = part
                if part > 0 and self.lowers[part] in self.singular and self.lowers[part - 1] in self.equating:
                    self.pairs.equated.add(first)
                    self.pairs.nothing.add(part)
            elif self._opens_clause(link) and position + 1 < len(self.measures):
                self._in_front(measure, self.measures[position + 1])

    def _says_nothing(self, measure: Measure, behind: int) -> bool:
        """A rate, "seven in ten"; one out of some that nobody has counted."""
        first = measure.number.first
        rate = self.rates.match(self.lowers, behind)
        of = self.whole.match(self.lowers, behind)
        if rate is not None:
            self.pairs.nothing.update(range(first, behind + rate[0]))
        elif of is not None and self.lowers[first] in self.singular:
            near = range(behind + of[0], min(behind + of[0] + _FAR_TOTAL, len(self.lowers)))
            if not any(at in self.page.number_at for at in near):
                self.pairs.nothing.add(first)
        return first in self.pairs.nothing

    def _link(self, first: int) -> int | None:
        """Where the "of" in front of a total begins."""
        for at in range(first, max(0, first - _FAR_TOTAL), -1):
            hit = self.whole.ending_at(self.lowers, at, 5)
            if hit is not None:
                return at - hit[0]
            if self.page.tokens[at - 1].kind != WORD or self.lowers[at - 1] in self.prepositions:
                return None
        return None

    def _part_before(self, end: int, whole: Measure) -> int | None:
        """The first token of the part that ends at a token, -1 where words stand for it."""
        number = self.ending.get(end)
        if number is not None and not number.article and _smaller(number, whole.number):
            return number.first
        measure = self.measure_ending.get(end)
        if measure is not None and measure.words:
            share = not measure.words[0].isalnum() or measure.words.lower() in self.shares
            if share or (_same_words(measure, whole) and _smaller(measure.number, whole.number)):
                return measure.number.first
        return -1 if self.quantifiers.ending_at(self.lowers, end) is not None else None

    def _opens_clause(self, at: int) -> bool:
        before = self.page.tokens[at - 1] if at else None
        if before is None or before.kind in (BREAK, MARK, PUNCT):
            return True
        return before.lower in self.complementisers or self.page.sentence_of(at)[0] == at

    def _in_front(self, whole: Measure, part: Measure) -> None:
        """A total in front: "of the 20 missiles, 14 were shot down"."""
        gap = self.page.tokens[whole.end : part.number.first]
        commas = [at for at, token in enumerate(gap) if token.text == ","]
        if (
            not commas
            or len(gap) > _FAR_PART
            or any(token.kind == BREAK or token.text == "." for token in gap)
        ):
            return
        near = len(gap) - commas[-1] - 1 <= _FAR_VERB
        alike = not part.words or part.part or _same_words(whole, part)
        if near and alike and _smaller(part.number, whole.number):
            self.pairs.wholes[whole.number.first] = part.number.first
            self.pairs.limits[whole.number.first] = whole.end + commas[-1]

    # -- old and new ----------------------------------------------------------------------------------------

    def find_changes(self) -> None:
        """Figures that replaced others, and rises that are no figure of their own."""
        for left, right in pairwise(self.measures):
            if self.page.sentence_of(left.number.first) != self.page.sentence_of(right.number.first):
                continue
            if not _alike(left, right, self.people):
                continue
            old_first = self._from_to(left, right) or self._formerly(left, right)
            if old_first:
                self.pairs.replaced[left.number.first] = right.number.first
            elif self._to_from(left, right):
                self.pairs.replaced[right.number.first] = left.number.first
            elif self._ends(self.comparing, right.number.first):
                self.pairs.compared[right.number.first] = left.number.first
            elif self._rise(left, right):
                self.pairs.nothing.add(left.number.first)

    def _gap(self, left: Measure, right: Measure) -> int:
        return right.number.first - left.end

    def _from_to(self, old: Measure, new: Measure) -> bool:
        """From 7 to 9."""
        first = old.number.first
        if self._gap(old, new) > _FAR_CHANGE or not self._ends(self.from_, first):
            return False
        if not self._ends(self.to, new.number.first):
            return False
        direction = change_word(self.page.tokens, self.lowers, first, self.page.pack)
        if fits(direction, old.number.value, new.number.value) or self._ends(self.becoming, new.number.first):
            return True
        return bool(old.words) and not new.words

    def _to_from(self, new: Measure, old: Measure) -> bool:
        """To 9 from 7; nine, up from seven."""
        first = old.number.first
        if self._gap(new, old) > _FAR_CHANGE:
            return False
        if self._ends(self.replacing, first):
            return True
        if not self._ends(self.from_, first) or self._gap(new, old) > _LOOSE + 1:
            return False
        direction = change_word(self.page.tokens, self.lowers, new.number.first, self.page.pack)
        at = new.number.first
        if self._ends(self.becoming, at) and new.number.value != 1:
            return True
        return fits(direction, old.number.value, new.number.value) and self._ends(self.to, at)

    def _formerly(self, old: Measure, new: Measure) -> bool:
        """Initially 7, now 9."""
        if self._gap(old, new) > _FAR_OTHER or not self._ends(self.formerly, old.number.first):
            return False
        signs = (self.becoming, self.currently)
        return any(self._ends(sign, new.number.first) for sign in signs)

    def _rise(self, rise: Measure, new: Measure) -> bool:
        """Up by 2 to 9."""
        at = rise.number.first
        by = self.by.ending_at(self.lowers, at)
        verb = at - by[0] if by else at
        changed = self.changes.ending_at(self.lowers, verb) is not None
        strong = self.becoming if by is None else self.to
        return changed and rise.end + 1 >= new.number.first - 1 and self._ends(strong, new.number.first)

    def _ends(self, table: Phrases[str], at: int) -> bool:
        """Whether a phrase of a table ends at a token, or a few words before it."""
        for end in range(at, max(0, at - _LOOSE - 1), -1):
            if table.ending_at(self.lowers, end, 5) is not None:
                return True
            if self.page.tokens[end - 1].kind != WORD:
                return False
        return False


def _smaller(part: NumberMention, whole: NumberMention) -> bool:
    """Whether a part may belong to a whole; a vague count or a share may belong to any."""
    return part.value is None or whole.value is None or part.value <= whole.value


def _same_words(left: Measure, right: Measure) -> bool:
    return not right.words or left.words.lower().split()[:1] == right.words.lower().split()[:1]


def _alike(left: Measure, right: Measure, people: frozenset[str]) -> bool:
    """Whether two figures may count the same: one without a unit, the same unit, or people in general."""
    if not left.words or not right.words:
        return True
    a, b = left.words.lower().split(), right.words.lower().split()
    return a[0] == b[0] or a[-1] == b[-1] or (a[0] in people and b[0] in people)
