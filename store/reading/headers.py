"""What a plain text says of itself at its top: a Markdown title, header lines such as "Title: ...", or one line
"DATE | SOURCE | URL", alone or under the title.

Only marked lines count; the first sentence of an article is never taken for its title. The header is cut off
the text, so the words of an article begin with the article.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice

import dateparser

from store.language.toponyms import DATA

__all__ = ["Header", "parse_date", "split_header"]

_HEADER = re.compile(r"\**([^\W\d_]{3,15})\**[ \t]*:\**[ \t]*(\S[^\r\n]*)")
_TITLE = re.compile(r"#[ \t]+(\S[^\r\n]*?)[ \t#]*$")
_OPENING = re.compile(r"[^\r\n]*\S[^\r\n]*")
_LETTER, _ADDRESS = re.compile(r"[^\W\d_]"), re.compile(r"https?://\S+$")
_LONGEST_TITLE = 160
_RULE = re.compile(r"-{3,}[ \t]*$")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})$")
_WHOLE_DATES = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
_LANGUAGES = ["id", "en", "ru", "uk"]


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of a header (title, published, source, url) and the offset where the text proper begins."""

    start: int = 0
    fields: dict[str, str] = field(default_factory=dict)


@cache
def _field_of_word() -> dict[str, str]:
    fields = tomllib.loads((DATA / "headers.toml").read_text(encoding="utf-8"))
    return {word: name for name, words in fields.items() for word in words}


def split_header(text: str) -> Header:
    """Read the marked lines that a text opens with, up to the first line that is none."""
    return _dated(text) or _marked(text)


def _dated(text: str) -> Header | None:
    """A line "DATE | SOURCE | URL" with which a text opens, and the title above it; None without such a line."""
    title = ""
    for line in islice(_OPENING.finditer(text), 2):
        above, title = title, line[0].strip()
        day, source, url = (*(part.strip() for part in line[0].split("|", 2)), "", "")[:3]
        if "|" not in line[0] or not _LETTER.search(source) or parse_date(day) is None:
            continue
        if len(above) > _LONGEST_TITLE:
            return None
        fields = {"published": day, "source": source, "url": url if _ADDRESS.match(url) else ""}
        if above:
            fields |= {"title": _read_title(above)}
        return Header(line.end() + _blank(text[line.end() :]), fields)
    return None


def _read_title(line: str) -> str:
    """The title of a title line, marked or not."""
    found = _read_line(line)
    return found[1] if found and found[0] == "title" else line


def _marked(text: str) -> Header:
    """The header lines that name their fields, and a Markdown title."""
    fields: dict[str, str] = {}
    position = start = 0
    for line in text.splitlines(keepends=True):
        found = _read_line(line.strip())
        if found is None or (found and found[0] in fields):
            break
        position += len(line)
        if found:
            fields[found[0]] = found[1]
            start = position
        elif fields and _RULE.match(line):
            start = position  # the rule that closes front matter
    return Header(start + _blank(text[start:]) if fields else 0, fields)


def _read_line(line: str) -> tuple[str, str] | tuple[()] | None:
    """Field and value of a header line; empty for blank lines and rules; None for the text proper."""
    if not line or _RULE.match(line):
        return ()
    if title := _TITLE.match(line):
        return "title", title[1]
    header = _HEADER.match(line)
    name = _field_of_word().get(header[1].lower()) if header else None
    return (name, header[2].strip().strip("\"'")) if header and name else None


def _blank(text: str) -> int:
    return len(text) - len(text.lstrip())


def parse_date(surface: str) -> date | None:
    """A full date as printed: ISO, day.month.year, or with the month's name. None if it is not one."""
    if not surface:
        return None
    try:
        if iso := _ISO.match(surface):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if numeric := _NUMERIC.match(surface):
            return date(int(numeric[3]), int(numeric[2]), int(numeric[1]))
    except ValueError:
        return None
    found = dateparser.parse(surface, languages=_LANGUAGES, settings=_WHOLE_DATES)
    return found.date() if found else None
