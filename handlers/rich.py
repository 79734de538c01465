"""Text with entities, never markup: what comes from articles and users can't break the formatting.

Telegram counts in UTF-16 code units: 4,096 to a message, 100 entities, and it trims white space at the ends.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from telegram import MessageEntity

__all__ = ["LIMIT", "Rich", "utf16_length"]

LIMIT = 4096
MAX_ENTITIES = 100


def utf16_length(text: str) -> int:
    """The length of `text` in UTF-16 code units."""
    return len(text) + sum(char > "\uffff" for char in text)


def _sendable(text: str) -> str:
    """Lone surrogates can't be sent at all, and NUL is cut by clients: both become the replacement sign."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" or c == "\0" else c for c in text)


@dataclass(slots=True)
class Rich:
    """A message in the making: `parts` are (text, entity types, url). Neighbours of one type are one entity."""

    parts: list[tuple[str, tuple[str, ...], str]] = field(default_factory=list)

    def add(self, text: str, *kinds: str, url: str = "") -> Rich:
        """Append text, optionally as entities, the outer type first; returns itself."""
        if text:
            self.parts.append((_sendable(text), kinds, url))
        return self

    def line(self, text: str = "", *kinds: str, url: str = "") -> Rich:
        """Append text and start a new line."""
        return self.add(text, *kinds, url=url).add("\n")

    def extend(self, other: Rich) -> Rich:
        """Append everything of another message."""
        self.parts.extend(other.parts)
        return self

    @property
    def text(self) -> str:
        """The plain text, trimmed as Telegram trims it."""
        return "".join(text for text, _, _ in self.parts).strip()

    @property
    def entities(self) -> list[MessageEntity]:
        """The entities over `text`, in UTF-16 units, at most a hundred."""
        raw = "".join(text for text, _, _ in self.parts)
        lead = utf16_length(raw[: len(raw) - len(raw.lstrip())])
        end, offset = utf16_length(self.text), -lead
        runs: list[list[Any]] = []
        open_runs: dict[tuple[str, str], list[Any]] = {}
        for text, kinds, url in self.parts:
            begin, offset = offset, offset + utf16_length(text)
            open_runs = {key: run for key, run in open_runs.items() if key[0] in kinds and key[1] == url}
            for kind in kinds:
                if (kind, url) not in open_runs:
                    open_runs[kind, url] = [kind, begin, begin, url]
                    runs.append(open_runs[kind, url])
                open_runs[kind, url][2] = offset
        return [
            MessageEntity(kind, max(first, 0), min(last, end) - max(first, 0), url=url or None)
            for kind, first, last, url in runs
            if min(last, end) > max(first, 0)
        ][:MAX_ENTITIES]

    def split(self, limit: int = LIMIT) -> list[Rich]:
        """As many messages as needed, each within `limit` UTF-16 units, cut at white space where there is any."""
        pages, page, room = [], Rich(), limit
        for text, kinds, url in self.parts:
            rest = text
            while utf16_length(rest) > room:
                head = _cut(rest, room, fresh=room == limit)
                page.add(head, *kinds, url=url)
                pages.append(page)
                page, room, rest = Rich(), limit, rest[len(head) :]
            page.add(rest, *kinds, url=url)
            room -= utf16_length(rest)
        return [page for page in [*pages, page] if page.text] or [Rich()]

    def cut(self, limit: int = LIMIT) -> Rich:
        """The first message of `split`, with an ellipsis where more would follow."""
        pages = self.split(limit - 1)
        return pages[0].add("…") if len(pages) > 1 else pages[0]


def _cut(text: str, room: int, *, fresh: bool) -> str:
    """The longest beginning within `room` units; on a page that has other text it may be empty."""
    units, end = 0, 0
    while end < len(text) and (units := units + utf16_length(text[end])) <= room:
        end += 1
    space = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1
    if space > end // 2:
        return text[:space]
    return text[:end] if fresh or room > 400 else ""
