"""Coreference: pronouns, "that official" and unnamed roles meet the speaker they stand for, or stay unknown.

Resolution goes in reading order. A wrong name is worse than none: what does not agree in kind, number or
gender is left open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from store.extraction.cues import Frame
from store.extraction.ledger import Entity, Ledger
from store.extraction.mentions import ANONYMOUS, GROUP, PERSON, REFERENCE, Mention
from store.extraction.page import Page

__all__ = ["Resolved", "resolve"]

_MEMORY: Final = 12  # how many speakers back a pronoun may reach
_IT, _THEY, _HE, _SHE = "it", "they", "he", "she"
_GENDER: Final = {_HE: "male", _SHE: "female"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A frame with its source. `entity` None: unknown. `doubt` names why, "" = sure."""

    frame: Frame
    entity: Entity | None
    doubt: str = ""


def resolve(
    page: Page, frames: Sequence[Frame], mentions: Sequence[Mention], ledger: Ledger
) -> list[Resolved]:
    """The source of every frame, in reading order."""
    resolver = _Resolver(page, mentions, ledger)
    return [resolver.read(frame) for frame in frames]


class _Resolver:
    def __init__(self, page: Page, mentions: Sequence[Mention], ledger: Ledger) -> None:
        self.page = page
        self.ledger = ledger
        self.mentions = [m for m in mentions if m.kind != REFERENCE]
        self.recent: list[Entity] = []
        self.unit_source: tuple[int, Entity | None] = (-1, None)
        self.pronouns = {w: name for name, rows in page.pack.groups("general.pronouns").items() for w in rows}
        self.definite = page.pack.words("general.demonstratives") | {"the"}
        self.subjects = self._subjects()

    def read(self, frame: Frame) -> Resolved:
        entity, doubt = self._source(frame)
        if entity is not None:
            self._remember(entity)
        self.unit_source = (frame.unit[0], entity)
        return Resolved(frame, entity, doubt)

    def _remember(self, entity: Entity) -> None:
        if entity in self.recent:
            self.recent.remove(entity)
        self.recent.append(entity)
        del self.recent[:-_MEMORY]

    def _source(self, frame: Frame) -> tuple[Entity | None, str]:
        if frame.subject is None and not frame.enclitic:
            first, entity = self.unit_source
            return (entity, "") if first == frame.unit[0] else (None, "no_subject")
        if frame.enclitic or frame.subject is None:
            return self._pronoun(frame, "he_or_she")
        if frame.subject.kind == REFERENCE:
            return self._pronoun(frame, self.pronouns.get(frame.subject.head, "he_or_she"))
        if frame.subject.kind == PERSON:
            return self.ledger.entity(frame.subject), ""
        return self._nameless(frame.subject)

    def _pronoun(self, frame: Frame, name: str) -> tuple[Entity | None, str]:
        """The last speaker that agrees; before any has spoken, the last person that was a subject."""
        at = frame.first
        for entity in reversed(self._candidates(at)):
            if self._agrees(entity, name):
                return entity, ""
        return None, "pronoun"

    def _candidates(self, at: int) -> list[Entity]:
        """Speakers and subjects before a place, the likeliest last."""
        subject = self._last_subject(at)
        if subject is None:
            return list(self.recent)
        return [subject, *self.recent]

    def _last_subject(self, at: int) -> Entity | None:
        found = [entity for first, entity in self.subjects if first < at]
        return found[-1] if found else None

    def _subjects(self) -> list[tuple[int, Entity]]:
        """People with whom a sentence begins."""
        firsts = {first for first, _ in self.page.units}
        return [
            (mention.first, self.ledger.entity(mention))
            for mention in self.mentions
            if mention.kind == PERSON and mention.first in firsts
        ]

    def _agrees(self, entity: Entity, name: str) -> bool:
        if name == _IT:
            return entity.kind == GROUP
        if name == _THEY:
            return entity.kind in (GROUP, ANONYMOUS)
        if entity.kind == GROUP:
            return name not in _GENDER and bool(entity.heads)
        return not entity.gender or name not in _GENDER or entity.gender == _GENDER[name]

    def _nameless(self, mention: Mention) -> tuple[Entity | None, str]:
        """A role or institution: the speaker it was said of before, where the phrase points back."""
        points_back = self._points_back(mention)
        if mention.head and points_back:
            for entity in reversed(self.recent):
                if mention.head in entity.heads:
                    return entity, ""
        entity = self.ledger.entity(mention)
        return entity, ""

    def _points_back(self, mention: Mention) -> bool:
        words = self.page.lowers
        before = words[mention.first]
        after = words[mention.end] if mention.end < len(words) else ""
        return before in self.definite or after in self.definite or mention.body[1] - mention.body[0] == 1
