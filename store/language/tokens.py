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

_PATTERN: Final = re.compile(
    r"(?P<break>[ \t]*(?:\r\n|\r|\n|\u2028|\u2029)\s*)"
    r"|(?P<other>(?:https?://|www\.)\S+|[@#]\w+)"
    r"|(?P<date>\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/]))"
    r"|(?P<clock>\d{1,2}:\d{2}(?!\d))"
    r"|(?P<mixed>\d+(?:[.,]\d+)*-?[^\W\d_]\w*(?:-\w+)*)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W_][\w\u0300-\u036f]*(?:[-‑'’ʼ/][^\W_][\w\u0300-\u036f]*)*)"
    r"|(?P<mark>[\"“”„‟«»‹›'‘’‚‛`´″])"
    r"|(?P<punct>\.{2,}|[^\w\s]|_)"
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
        """Whether the token starts with an upper-case letter."""
        return self.kind == WORD and self.text[:1].isupper()

    @property
    def acronym(self) -> bool:
        """Whether all its letters are upper case (at least two of them)."""
        return self.kind == WORD and len(self.text) > 1 and self.text.isupper()


def tokenise(text: str) -> list[Token]:
    """All tokens of `text` in order; offsets are code points of the text as given. Linear in its length."""
    return [
        Token(found.start(), found.end(), surface := found.group(), surface.lower(), found.lastgroup or PUNCT)
        for found in _PATTERN.finditer(text)
    ]
