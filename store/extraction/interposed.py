"""Frames between two halves of what is said: "The road, he said, is closed"; "Selama perbaikan, kata X, ...".

Both halves are one content. Behind a name a second comma may only begin what explains it ("said X, the mayor");
there the first half must be a mere opening, without a verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from store.extraction.coordination import coordinated
from store.extraction.cues import Frame, Shape
from store.extraction.mentions import REFERENCE
from store.extraction.page import Page, Range
from store.language.tokens import MARK, NUMBER, PUNCT, WORD

__all__ = ["Halves"]

_FAR: Final = 8  # tokens of times and places between a cue and the second comma
_NEAR: Final = 3  # tokens within which the second half may begin with a cue of its own
_SHORTEST: Final = 2  # words of the second half
_LONG: Final = 5  # letters of a word that may have a verb's prefix


class Halves:
    """Puts the halves of contents together that a frame parts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lowers = page.lowers
        pack = page.pack
        # Where a comma behind any cue is usual ("X mengatakan, ..."), it parts nothing.
        self.shapes = {Shape.INVERTED, Shape.ACCORDING} | (
            {Shape.ACTIVE} if pack.words("cues.interposed") else set()
        )
        self.openers = pack.phrases("general.openers")
        self.small = pack.words("general.conjunctions") | pack.words("general.articles")
        self.adding = pack.words("general.prepositions") | pack.words("general.conjunctions")
        self.finite = pack.words("general.finite")
        self.determiners = pack.words("general.articles") | pack.words("general.possessives")
        self.relatives = pack.words("general.relatives")
        self.complementisers = pack.words("general.complementisers") - pack.words("general.relatives")
        self.verbs = pack.words("general.finite") | pack.words("general.copulas") | pack.words("cues.active")
        self.verbs |= pack.words("general.auxiliaries")
        # With these no explanation of a name begins.
        keys = ("finite", "be", "conjunctions", "subordinators", "auxiliaries", "copulas")
        self.going_on = frozenset(word for key in keys for word in pack.words(f"general.{key}"))
        self.prefixes = tuple(pack.words("people.verb_prefixes"))
        forms = [*pack.patterns("cues.dependent"), *pack.patterns("events.participles")]
        self.forms = re.compile("|".join(forms)) if forms else None
        dependent = pack.patterns("cues.dependent")
        self.dependent = re.compile("|".join(dependent)) if dependent else None

    def content(self, frame: Frame, frames: Sequence[Frame]) -> Range | None:
        """The whole content around a frame, its own words within; None where it has no two halves."""
        first, begin = frame.unit[0], frame.first
        if (
            frame.shape not in self.shapes
            or begin - first < _SHORTEST
            or self.page.tokens[begin - 1].text != ","
        ):
            return None
        second = self._second(frame)
        opening = self._only_opens(first, begin - 1)
        if second is None or self._begins_frame(second, frame, frames):
            return None
        if self.dependent is not None and self.dependent.fullmatch(self.lowers[second]):
            return None if opening else (first, begin - 1)  # "the road is closed, he said, pointing at it"
        goes_on = self.lowers[second] in self.going_on
        if not opening and not goes_on and self._may_explain(frame) and self._has_verb(first, begin - 1):
            return None
        end = next((f.first for f in frames if f.first > second and coordinated(self.page, f)), frame.unit[1])
        return (second if opening else first, end) if self._words(second, end) >= _SHORTEST else None

    def gapped(self, frame: Frame) -> Range | None:
        """A relative clause around a frame: in "a step that they say is late" nothing but a verb stands behind it."""
        first, end = frame.content
        if (
            frame.before
            or frame.shape not in (Shape.ACTIVE, Shape.REMARK)
            or frame.subject is None
            or first >= end
        ):
            return None
        if frame.subject.first >= frame.cue[0] or self.lowers[frame.cue[1]] not in self.finite:
            return None
        before = frame.first - 1
        if before > frame.unit[0] and self.lowers[before] in self.relatives:
            apart = self.page.tokens[before - 1].text == ","
            commas = (at for at in range(first, end) if apart and self.page.tokens[at].text == ",")
            return before, next(commas, end)
        for at in range(before, max(frame.unit[0], before - _FAR), -1):
            if self.page.tokens[at].kind not in (WORD, NUMBER):
                return None
            if self.lowers[at] in self.determiners:
                return at, end
        return None

    def _begins_frame(self, second: int, frame: Frame, frames: Sequence[Frame]) -> bool:
        """Whether another frame begins with the second half, or stands before it."""
        return any(f is not frame and f.first < second + _NEAR for f in frames)

    def _second(self, frame: Frame) -> int | None:
        """Where the second half begins: behind a comma, with neither a quotation nor a participle."""
        at, stop = frame.end, frame.unit[1]
        while at < min(frame.end + _FAR, stop) and self.page.tokens[at].text != ",":
            dated = self.page.date_at.get(at)
            if dated is None and at == frame.end and self.lowers[at] not in self.adding:
                return None
            at = dated.end if dated is not None else at + 1
        at += 1
        if (
            at >= stop
            or self.page.tokens[at - 1].text != ","
            or self.page.tokens[at].kind in (MARK, PUNCT, NUMBER)
        ):
            return None
        return None if self.lowers[at] in self.relatives and self._may_explain(frame) else at

    def _may_explain(self, frame: Frame) -> bool:
        """Whether what follows the cue's name could explain it."""
        return frame.before_subject and frame.subject is not None and frame.subject.kind != REFERENCE

    def _only_opens(self, first: int, end: int) -> bool:
        """Whether nothing but words such as "however" stands there."""
        at = first
        while at < end:
            hit = self.openers.match(self.lowers, at)
            if hit is None and self.lowers[at] not in self.small:
                return False
            at += hit[0] if hit else 1
        return True

    def _has_verb(self, first: int, end: int) -> bool:
        return any(self._is_verb(at) for at in range(first, end))

    def _is_verb(self, at: int) -> bool:
        token, word = self.page.tokens[at], self.lowers[at]
        if word in self.verbs:
            return True
        small = token.kind == WORD and token.text[0].islower() and len(word) > _LONG
        if small and self.prefixes and word.startswith(self.prefixes):
            return True
        return small and self.forms is not None and self.forms.fullmatch(word) is not None

    def _words(self, first: int, end: int) -> int:
        return sum(self.page.tokens[at].kind not in (PUNCT, MARK) for at in range(first, end))
