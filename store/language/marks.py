"""Quotation marks: which opens, which closes, paragraph by paragraph. Any style, mixed styles, missing marks.

A mark's side is read from its neighbours first and from its shape second, because the press prints the same
mark at both ends. An apostrophe opens nothing unless something later can close it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from store.language.tokens import BREAK, MARK, Token

__all__ = ["Quoted", "pair_marks"]

_DOUBLE: Final = frozenset('"“”„‟«»″') | {"''", "``", "´´", "’’", "‘‘"}
_OPENING: Final = frozenset("“‘«‹„‚‛")
_STOPS: Final = frozenset(".,!?…;:")
_SPACE_BEFORE: Final = frozenset("([{—–―-/:")
_SPACE_AFTER: Final = frozenset(".,!?…;:)]}—–―-/")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between marks: token indices of the marks, offsets of the words inside.

    `last` is None where no mark closes it; then `end` is where the paragraph ends. `depth` 0 is outermost.
    """

    first: int
    last: int | None
    start: int
    end: int
    depth: int
    single: bool = False

    @property
    def closed(self) -> bool:
        """Whether a mark closes it."""
        return self.last is not None


@dataclass(slots=True)
class _Open:
    token: int
    double: bool
    depth: int


def pair_marks(text: str, tokens: Sequence[Token]) -> list[Quoted]:
    """All stretches between marks, in the order in which they open. One pass."""
    found: list[Quoted] = []
    for first, last in _paragraphs(tokens):
        found += _Paragraph(text, tokens, first, last).stretches()
    return sorted(found, key=lambda quoted: quoted.start)


def _paragraphs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    first = 0
    for at, token in enumerate(tokens):
        if token.kind == BREAK:
            yield first, at
            first = at + 1
    yield first, len(tokens)


class _Paragraph:
    """Pairs the marks of one paragraph."""

    def __init__(self, text: str, tokens: Sequence[Token], first: int, last: int) -> None:
        self.text = text
        self.tokens = tokens
        self.first = first
        self.last = last
        self.marks = [at for at in range(first, last) if tokens[at].kind == MARK]
        self.stack: list[_Open] = []
        self.found: list[Quoted] = []
        self.closers = self._single_closers()

    def stretches(self) -> list[Quoted]:
        for at in self.marks:
            self._read(at)
        for opened in self.stack:
            if opened.double or opened.token == self.first:
                self._add(opened, None, self.tokens[self.last - 1].end)
        return self.found

    def _single_closers(self) -> list[int]:
        """Single marks that may close, from the last to the first."""
        singles = (at for at in reversed(self.marks) if self.tokens[at].text not in _DOUBLE)
        return [at for at in singles if self._may_close(at)]

    def _read(self, at: int) -> None:
        if self.tokens[at].text in _DOUBLE:
            self._read_double(at)
        else:
            self._read_single(at)

    def _read_double(self, at: int) -> None:
        opened = next((entry for entry in self.stack if entry.double), None)
        if opened is None:
            if self._may_open(at) or not self._may_close(at):
                self._push(at, double=True)
        elif self._opens_only(at):
            self._drop(opened, self.tokens[at].start)
            self._push(at, double=True)
        else:
            self._close(opened, at)

    def _read_single(self, at: int) -> None:
        while self.closers and self.closers[-1] <= at:
            self.closers.pop()
        opened = next((entry for entry in self.stack if not entry.double), None)
        if opened is not None and self._may_close(at) and not self._is_apostrophe(at):
            self._close(opened, at)
        elif opened is None and self._may_open(at) and (self.closers or at == self.first):
            self._push(at, double=False)

    def _push(self, at: int, *, double: bool) -> None:
        self.stack.append(_Open(at, double, len(self.stack)))

    def _close(self, opened: _Open, at: int) -> None:
        """Close `opened`; what was opened inside it and never closed was no quotation."""
        del self.stack[opened.depth :]
        self._add(opened, at, self.tokens[at].start)

    def _drop(self, opened: _Open, end: int) -> None:
        """Another quotation begins: `opened` lost its closing mark."""
        del self.stack[opened.depth :]
        self._add(opened, None, end)

    def _add(self, opened: _Open, last: int | None, end: int) -> None:
        start = self.tokens[opened.token].end
        if end > start:
            self.found.append(Quoted(opened.token, last, start, end, opened.depth, not opened.double))

    def _opens_only(self, at: int) -> bool:
        return self._may_open(at) and not self._may_close(at)

    def _may_open(self, at: int) -> bool:
        token = self.tokens[at]
        before = self.text[token.start - 1 : token.start]
        after = self.text[token.end : token.end + 1]
        free = not before or before.isspace() or before in _SPACE_BEFORE or self._is_mark_start(at)
        return free and bool(after) and not after.isspace()

    def _may_close(self, at: int) -> bool:
        token = self.tokens[at]
        before = self.text[token.start - 1 : token.start]
        after = self.text[token.end : token.end + 1]
        free = not after or after.isspace() or after in _SPACE_AFTER or self._is_mark_end(at)
        return free and bool(before) and not before.isspace()

    def _is_mark_start(self, at: int) -> bool:
        """Right behind another opening mark."""
        return (
            at > self.first
            and self.tokens[at - 1].kind == MARK
            and self.tokens[at - 1].text in _OPENING | {'"'}
        )

    def _is_mark_end(self, at: int) -> bool:
        return at + 1 < self.last and self.tokens[at + 1].kind == MARK

    def _is_apostrophe(self, at: int) -> bool:
        """A plural's possessive mark inside single marks: small letters behind, and a closer left."""
        token = self.tokens[at]
        before = self.text[token.start - 1 : token.start]
        after = self.text[token.end : token.end + 2].strip()
        return before not in _STOPS and before == "s" and after[:1].islower() and bool(self.closers)
