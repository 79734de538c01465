"""Indirect quotations: the content clause of a frame, without cue, speaker and complementiser."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from store.extraction.coreference import Resolved
from store.extraction.cues import Frame, Shape, act_table
from store.extraction.interposed import Halves
from store.extraction.mentions import PERSON, REFERENCE
from store.extraction.objects import Objects
from store.extraction.page import Page, Range
from store.extraction.quotations import Stretch
from store.language.tokens import BREAK, MARK, PUNCT, WORD

__all__ = ["Clause", "find_clauses"]

_AROUND: Final = 4  # contents that may hold another one
_SHORTEST: Final = 2  # words
_CLOSERS: Final = frozenset(")”’»\"'")


@dataclass(frozen=True, slots=True)
class Clause:
    """What a source says in the article's words; `object`: only what it speaks of or takes a stand on."""

    source: Resolved
    content: Range
    object: bool = False


def find_clauses(page: Page, resolved: Sequence[Resolved], stretches: Sequence[Stretch]) -> list[Clause]:
    """The content clauses in reading order; one for each frame that has one."""
    trimmer = _Trimmer(page, stretches)
    frames: dict[Range, list[Frame]] = {}
    for item in resolved:
        frames.setdefault(item.frame.unit, []).append(item.frame)
    found: dict[tuple[Range, int], Clause] = {}
    for item in resolved:
        for clause in trimmer.clauses(item, frames[item.frame.unit]):
            found.setdefault((clause.content, id(item.entity)), clause)  # "X's statement said that": once
    return _outermost(list(found.values()))


def _is_one(frame: Frame) -> bool:
    """Whether a person acts: armies blast towns, people blast each other with words."""
    return frame.subject is not None and frame.subject.kind in (PERSON, REFERENCE)


def _outermost(clauses: list[Clause]) -> list[Clause]:
    """Without objects that stand inside other words of somebody: they are part of what is said there."""
    said = sorted(clause.content for clause in clauses if not clause.object)
    starts = [first for first, _ in said]

    def inside(content: Range) -> bool:
        near = bisect_right(starts, content[0])
        return any(content[1] <= end for _, end in said[max(0, near - _AROUND) : near])

    return [clause for clause in clauses if not clause.object or not inside(clause.content)]


class _Trimmer:
    def __init__(self, page: Page, stretches: Sequence[Stretch]) -> None:
        self.page = page
        self.boxes = {stretch.box[0]: stretch.box[1] for stretch in stretches}
        self.box_ends = {end: first for first, end in self.boxes.items()}
        self.openers = page.pack.phrases("general.openers")
        self.adversatives = page.pack.words("general.adversatives")
        self.demonstratives = page.pack.words("general.demonstratives")
        self.revision = page.pack.phrases("events.revision")
        self.reciprocals = page.pack.phrases("general.reciprocals")
        self.topics = page.pack.words("cues.topics")
        self.conjunctions = page.pack.words("general.conjunctions")
        self.acting = act_table(page.pack.lang)
        # Behind these a verb is denied, or tells who somebody is and what something is for: "who refused to".
        keys = ("negations", "relatives", "prepositions")
        self.passing = frozenset(word for key in keys for word in page.pack.words(f"general.{key}"))
        self.dated = {at for found in page.dates for at in range(found.first, found.end)}
        self.violent = page.pack.words("cues.violent")
        self.prepositions = page.pack.words("general.prepositions")
        forms = page.pack.patterns("cues.dependent")
        self.dependent = re.compile("|".join(forms)) if forms else None
        self.objects = Objects(page)
        self.halves = Halves(page)
        self.complementisers = page.pack.words("general.complementisers")

    def clauses(self, item: Resolved, frames: Sequence[Frame]) -> Iterator[Clause]:
        frame = item.frame
        gapped = self.halves.gapped(frame)
        acts = frame.bare and gapped is None and self._acts(frame)
        if frame.shape == Shape.RELAY or (frame.bare and not acts and gapped is None) or item.nested:
            return
        if self.page.is_headline(frame.unit):
            return
        if item.entity is None and frame.subject is None and not frame.pronoun:
            return  # a cue that nobody stands beside
        whole = self.halves.content(frame, frames) or gapped or frame.content
        if acts:
            begin = max(whole[0], frame.cue[0] + self._length(frame))
            whole = (begin, self.objects.end((begin, whole[1])))
        content = self._trimmed(whole)
        if content is None or self._is_reciprocal(content) or (frame.before and self._introduces(content)):
            return
        if acts and any(at in self.boxes for at in range(*content)):
            return  # the quotation says it
        named = acts and self.page.tokens[content[0]].capital  # "endorsed Bondar"
        if self._words_outside(content) >= _SHORTEST - named:
            yield Clause(item, content, acts or gapped is not None)

    def _acts(self, frame: Frame) -> bool:
        """Whether a frame without a clause names what it is about: "X condemned the raid"."""
        if frame.shape not in (Shape.ACT, Shape.ACTIVE, Shape.REMARK) or frame.before:
            return False
        if not self._length(frame) or (self.page.lowers[frame.cue[0]] in self.violent and not _is_one(frame)):
            return False
        at = frame.cue[0]
        dependent = self.dependent is not None and self.dependent.fullmatch(self.page.lowers[at]) is not None
        before = self.page.lowers[at - 1] if at else ""
        return before not in self.passing or (dependent and before in self.prepositions)

    def _length(self, frame: Frame) -> int:
        """How many words the verb of an act has, 0 = it is none; "to" of "wants to" begins what is wanted."""
        hit = self.acting.match(self.page.lowers, frame.cue[0])
        return 0 if hit is None else frame.cue[1] - frame.cue[0] if frame.shape == Shape.ACT else hit[0]

    def _introduces(self, content: Range) -> bool:
        """ "The minister disagreed: “No,” he said": the article tells what stands in front of the colon."""
        inside = range(content[0] + 1, content[1])
        ends = (at for at in inside if self.boxes.get(at, 0) >= content[1])
        return any(self.page.tokens[at - 1].text == ":" for at in ends)

    def _is_reciprocal(self, content: Range) -> bool:
        """ "They blamed each other": nobody said these words."""
        found = self.reciprocals.match(self.page.lowers, content[0])
        return found is not None and found[0] == content[1] - content[0]

    def _trimmed(self, content: Range) -> Range | None:
        first, end = content[0], self._before_comment(content)
        while first < end and self._drops_first(first):
            first += self._first_step(first)
        while end > first and self._drops_last(end - 1):
            end -= 1
        return (first, end) if first < end else None

    def _before_comment(self, content: Range) -> int:
        """Content ends where the article comments on it: ", but that number was revised"."""
        for at in range(content[0] + 1, content[1] - 1):
            if self.page.tokens[at].text == "," and self.page.lowers[at + 1] in self.adversatives:
                near = self.page.lowers[at + 2 : min(at + 5, content[1])]
                rest = range(at + 2, content[1])
                if any(word in self.demonstratives for word in near) or any(self._revises(i) for i in rest):
                    return at
        return content[1]

    def _revises(self, at: int) -> bool:
        return self.revision.match(self.page.lowers, at) is not None

    def _drops_first(self, at: int) -> bool:
        token = self.page.tokens[at]
        if at in self.boxes:
            return False
        if token.kind in (PUNCT, BREAK, MARK) or token.lower in self.conjunctions:
            return True
        if token.lower in self.topics and at not in self.page.number_at:
            return True
        return self._opener(at) > 0

    def _first_step(self, at: int) -> int:
        return max(1, self._opener(at))

    def _opener(self, at: int) -> int:
        """An opening word with its comma."""
        found = self.openers.match(self.page.lowers, at)
        if found is None or at + found[0] >= len(self.page.tokens):
            return 0
        return found[0] if self.page.tokens[at + found[0]].text == "," else 0

    def _drops_last(self, at: int) -> bool:
        token = self.page.tokens[at]
        if at + 1 in self.box_ends or token.text in _CLOSERS:
            return False
        if token.kind == WORD and at in self.dated:
            return False
        return token.kind in (PUNCT, BREAK, MARK) or token.lower in self.conjunctions

    def _words_outside(self, content: Range) -> int:
        """Words of the clause that stand in no quotation marks."""
        count, at = 0, content[0]
        while at < content[1]:
            if at in self.boxes:
                at = self.boxes[at]
                continue
            count += self.page.tokens[at].kind not in (PUNCT, MARK)
            at += 1
        return count
