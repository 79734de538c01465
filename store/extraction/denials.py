"""Denials of what was said before: "denied that claim" of one statement, "denied the report" of all its figures.

    denial := DENY {near} THAT | DENY THE [words] report-word | THE report-word ... DENY

What a clause behind tells, "denied that the bridge was hit", "denied the report that ...", is denied itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from store.extraction.page import Page, Range
from store.language.tokens import WORD

__all__ = ["Denial", "Denials"]

_BEFORE, _BEHIND = 4, 3  # tokens around the verb in which "that" stands
_APOSTROPHES: Final = "'’"
_POSSESSIVES: Final = ("'s", "’s")
_FAR: Final = 4  # tokens between the verb and the word for a report


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial at its verb. `whole`: all that was reported is denied; `owner`: words that say whose report it is."""

    at: int
    whole: bool
    owner: frozenset[str] = frozenset()


class Denials:
    """Finds the denials of one page that point back."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lowers = page.lowers
        pack = page.pack
        self.denied = pack.phrases("events.denied")
        self.reports = pack.words("events.denied_wholes")
        self.demonstratives = pack.words("general.demonstratives")
        self.definite = pack.words("general.definite")
        self.complementisers = pack.words("general.complementisers")
        self.agents = pack.words("cues.agent")
        self.statements = pack.words("cues.noun")

    def find(self, sentence: Range) -> Denial | None:
        """Where a sentence denies something said before."""
        for at in range(*sentence):
            hit = self.denied.match(self.lowers, at)
            if hit is None:
                continue
            end = at + hit[0]
            report = self._report(sentence, at, end)
            around = range(max(sentence[0], at - _BEFORE), min(end + _BEHIND, len(self.lowers)))
            pointing = [step for step in around if self.lowers[step] in self.demonstratives]
            points = any(not self._opens_clause(step) for step in pointing)
            if report is not None and (points or self._is_definite(sentence, report)):
                return Denial(at, whole=True, owner=self._owner(report, end))
            if points:
                return Denial(at, whole=False)
            return None
        return None

    def _report(self, sentence: Range, at: int, end: int) -> int | None:
        """The word for a whole report near the verb, with no clause of its own behind it."""
        near = [*range(end, min(end + _FAR, sentence[1])), *range(max(sentence[0], at - _FAR), at)]
        found = next((step for step in near if self.lowers[step] in self.reports), None)
        if found is None or not self.complementisers.isdisjoint(self.lowers[found + 1 : found + 2]):
            return None
        between = self.page.tokens[min(found, end) : max(found, at)]
        return found if all(token.kind == WORD or token.text in _APOSTROPHES for token in between) else None

    def _owner(self, report: int, end: int) -> frozenset[str]:
        """Whose report it is: "the army's account", "the report by Hryb", "laporan media itu"; empty = not said."""
        owner = [
            self.lowers[at].removesuffix("s").rstrip(_APOSTROPHES)
            if self.lowers[at].endswith(_POSSESSIVES)
            else self.lowers[at]
            for at in range(end, report)
            if self.lowers[at].endswith(_POSSESSIVES) or self.page.tokens[at + 1].text in _APOSTROPHES
        ]
        stop = report + 1
        while stop < len(self.lowers) and self.page.tokens[stop].kind == WORD and stop - report <= _FAR:
            if self.lowers[stop] in self.demonstratives:
                return frozenset([*owner, *self.lowers[report + 1 : stop]])
            stop += 1
        linked = self.lowers[report + 1 : report + 2]
        behind = self.lowers[report + 2 : stop] if not self.agents.isdisjoint(linked) else ()
        return frozenset([*owner, *behind])

    def _is_definite(self, sentence: Range, report: int) -> bool:
        """Whether "the" stands in front of the word, at most two words before it."""
        return not self.definite.isdisjoint(self.lowers[max(sentence[0], report - _BEHIND) : report])

    def _opens_clause(self, at: int) -> bool:
        """Whether a word beside a verb of denial is no "that claim" but begins a clause that tells something itself."""
        opens = self.lowers[at] in self.complementisers
        return opens and not any(word in self.statements for word in self.lowers[at + 1 : at + 2])
