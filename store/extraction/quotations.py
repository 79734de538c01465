"""Quoted stretches: the outermost ones, with missing closing marks settled. Whose they are comes later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from store.extraction.mentions import Mention
from store.extraction.page import Page, Range
from store.language.marks import Quoted
from store.model import Span

__all__ = ["Stretch", "find_stretches"]

_FURTHEST_CUE: Final = 8  # tokens of a subject between a comma and its cue


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between marks: `box` is the token range with the marks, `span` the words themselves.

    `open_end`: no mark closes it and the next paragraph may go on with it.
    """

    box: Range
    span: Span
    closed: bool
    single: bool
    open_end: bool = False

    @property
    def words(self) -> Range:
        """The token range inside the marks."""
        return self.box[0] + 1, self.box[1] - self.closed


def find_stretches(page: Page, mentions: Sequence[Mention]) -> list[Stretch]:
    """All outermost quoted stretches, in reading order."""
    settler = _Settler(page, mentions)
    return list(settler.stretches())


class _Settler:
    def __init__(self, page: Page, mentions: Sequence[Mention]) -> None:
        self.page = page
        self.at_start = {mention.first for mention in mentions} | {mention.body[0] for mention in mentions}
        pack = page.pack
        enclitics = pack.words("cues.enclitics")
        inverted = pack.words("cues.inverted")
        self.inverted = inverted | {word + ending for word in inverted for ending in enclitics}
        self.active = pack.words("cues.active")

    def stretches(self) -> Iterator[Stretch]:
        end = 0
        for quoted in self.page.quotes:
            if quoted.depth or quoted.first < end:
                continue
            stretch = self._settled(quoted)
            end = stretch.box[1]
            yield stretch

    def _settled(self, quoted: Quoted) -> Stretch:
        if quoted.last is not None:
            return Stretch(
                (quoted.first, quoted.last + 1), Span(quoted.start, quoted.end), True, quoted.single
            )
        stop = self.page.token_range(Span(quoted.start, quoted.end))[1]
        cut = self._cut(quoted.first + 1, stop)
        if cut is None:
            span = Span(quoted.start, self.page.tokens[stop - 1].end)
            return Stretch((quoted.first, stop), span, False, quoted.single, open_end=True)
        span = Span(quoted.start, self.page.tokens[cut].end)
        return Stretch((quoted.first, cut + 1), span, False, quoted.single)

    def _cut(self, first: int, stop: int) -> int | None:
        """The comma before the cue that ends a quotation without a closing mark."""
        for at in range(first, stop - 1):
            if self.page.tokens[at].text in {",", "?", "!"} and self._cue_follows(at + 1, stop):
                return at
        return None

    def _cue_follows(self, at: int, stop: int) -> bool:
        if (
            self.page.lowers[at] in self.inverted
            and self.page.tokens[at].start > self.page.tokens[at - 1].end
        ):
            return True
        if at not in self.at_start:
            return False
        return any(self.page.lowers[i] in self.active for i in range(at, min(at + _FURTHEST_CUE, stop)))
