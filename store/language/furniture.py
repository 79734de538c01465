"""Page furniture: links to other stories, banners, video boxes, capital headlines. Nobody says any of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from store.language.pack import LanguagePack, load_pack
from store.model import Span

__all__ = ["find_furniture"]

_LINE: Final = re.compile(r"[^\r\n\u2028\u2029]+")
_SHORTEST_LINE: Final = 3  # characters
_LONGEST_LINE: Final = 400
_HEADLINE_WORDS: Final = 3


def find_furniture(text: str, lang: str) -> list[Span]:
    """The stretches of `text` to ignore, left to right and apart from each other."""
    return _apart(sorted(_stretches(text, load_pack(lang))))


@cache
def _compiled(lang: str, key: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row})" for row in load_pack(lang).patterns(key)), re.IGNORECASE)


def _stretches(text: str, pack: LanguagePack) -> Iterator[Span]:
    lines, inline = _compiled(pack.lang, "furniture.lines"), _compiled(pack.lang, "furniture.inline")
    announcing = (
        _compiled(pack.lang, "furniture.announcing") if pack.patterns("furniture.announcing") else None
    )
    announced = False
    for found in _LINE.finditer(text):
        line = found.group().strip()
        if len(line) < _SHORTEST_LINE:
            announced = False
            continue
        if len(line) > _LONGEST_LINE:
            announced = False
            yield from (Span(*hit.span()) for hit in inline.finditer(text, found.start(), found.end()))
            continue
        hit = lines.fullmatch(line) is not None
        if hit or announced or _is_capital_headline(line):
            yield Span(found.start(), found.end())
        else:
            yield from (Span(*hit.span()) for hit in inline.finditer(text, found.start(), found.end()))
        announces = announcing is not None and announcing.fullmatch(line) is not None
        announced = hit and (line.endswith(":") or announces)


def _is_capital_headline(line: str) -> bool:
    """A line of capitals only, longer than a name or a label."""
    if not line.isupper():
        return False
    words = [word for word in line.split() if any(letter.isalpha() for letter in word)]
    return len(words) >= _HEADLINE_WORDS


def _apart(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for span in spans:
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
