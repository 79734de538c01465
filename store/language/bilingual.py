"""Texts in two languages, as agencies post them: which lines are in which language.

A line's language is told by what stands outside its quotation marks; one that tells nothing goes with the line
before it. A few foreign words make no second language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from store.language.detect import leaning

__all__ = ["readings"]

_QUOTED: Final = re.compile(r"[“\"«][^”\"»\n]*[”\"»]?")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_FEWEST: Final = 12  # words of the lines that tell a language by themselves
_SHORTEST: Final = 6  # words of such a line
_CLEAR: Final = 0.4  # leaning per word


def readings(text: str, lang: str) -> list[tuple[str, str]]:
    """(language, text) for each language of a text: the lines in another one are blank, every offset stays.

    One reading, the text itself in `lang`, where it has only one language or `lang` is none that is told apart.
    """
    lines = text.split("\n")
    told = [_language(line) for line in lines] if lang in {"id", "en"} else []
    counts = {"id": 0, "en": 0}
    for line, language in zip(lines, told, strict=False):
        if language:
            counts[language] += len(_WORDS.findall(line))
    if min(counts.values()) < _FEWEST:
        return [(lang, text)]
    owners = list(_owners(told))
    return [
        (
            language,
            "\n".join(_kept(line, owner == language) for line, owner in zip(lines, owners, strict=True)),
        )
        for language in counts
    ]


def _language(line: str) -> str:
    """The language of a line, "" where it does not tell."""
    outside = _QUOTED.sub(" ", line)
    words = len(_WORDS.findall(outside))
    if words < _SHORTEST:
        return ""
    lean = leaning(outside) / words
    return "" if abs(lean) < _CLEAR else ("id" if lean > 0 else "en")


def _owners(told: list[str]) -> Iterator[str]:
    """The language of every line: its own, or that of the line before; in front of all, that of the first."""
    last = next(language for language in told if language)
    for language in told:
        last = language or last
        yield last


def _kept(line: str, keep: bool) -> str:
    return line if keep else " " * len(line)
