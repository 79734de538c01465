"""Tokens: one pass of one pattern over a text; everything later works on these, never on re-searched text."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["BREAK", "CLOCK", "DATE", "MARK", "MIXED", "NUMBER", "OTHER", "PUNCT", "WORD", "Token", "tokenise"]

BREAK: Final = "break"  # one or more line ends
DATE: Final = "date"  # 13/8 or 13/8/2024
CLOCK: Final = "clock"  # 20:30
NUMBER: Final = "number"  # digits with their separators
MIXED: Final = "mixed"  # digits glued to letters: 152mm, 47th, 21-month
WORD: Final = "word"
MARK: Final = "mark"  # any quotation mark or apostrophe
PUNCT: Final = "punct"
OTHER: Final = "other"  # addresses, handles, tags

_MARKS: Final = "\"“”„‟«»‹›'‘’‚‛`´″"
# One group a kind, in the order in which they are tried; a run of marks is nobody's quotation.
_KINDS: Final = (BREAK, OTHER, DATE, CLOCK, MIXED, NUMBER, WORD, PUNCT, MARK, PUNCT)
_PATTERN: Final = re.compile(
    r"([ \t]*(?:\r\n|\r|\n|\u2028|\u2029)\s*)"
    r"|((?:https?://|www\.)\S+|[@#]\w+)"
    r"|(\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/]))"
    r"|(\d{1,2}:\d{2}(?!\d))"
    r"|(\d+(?:[.,]\d+)*-?[^\W\d_]\w*(?:-\w+)*)"
    r"|(\d+(?:[.,]\d+)*)"
    r"|((?:[^\W\d_]\.){2,}|[^\W_][\w\u0300-\u036f]*(?:[-‑'’ʼ/][^\W_][\w\u0300-\u036f]*)*)"
    rf"|([{_MARKS}]{{4,}})"
    rf"|(''|``|´´|’’|‘‘|[{_MARKS}])"
    r"|(\.{2,}|[^\w\s]|_)"
)


class Token(NamedTuple):
    """A stretch of text: half-open offsets, the text, its lower case, and its kind."""

    start: int
    end: int
    text: str
    lower: str
    kind: str

    @property
    def capital(self) -> bool:
        """Whether the token is a word that starts with an upper-case letter."""
        return self.kind == WORD and self.text[0].isupper()

    @property
    def acronym(self) -> bool:
        """Whether all its letters are upper case (at least two of them)."""
        return self.kind == WORD and len(self.text) > 1 and self.text.isupper()


def tokenise(text: str) -> list[Token]:
    """All tokens of `text` in order; offsets are code points of the text as given. Linear in its length."""
    return [
        Token(*found.span(), surface := found[0], surface.lower(), _KINDS[found.lastindex - 1])
        for found in _PATTERN.finditer(text)
        if found.lastindex
    ]
