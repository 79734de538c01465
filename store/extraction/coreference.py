"""Coreference: pronouns, "that official" and unnamed roles meet the speaker they stand for, or stay unknown.

Resolution goes in reading order over sources and subjects of sentences: whoever spoke or acted last is meant
first. A wrong name is worse than none: what does not agree in kind, number or gender is left open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from store.extraction.cues import EITHER, HE, IT, SHE, THEY, Frame, Shape
from store.extraction.ledger import Entity, Ledger
from store.extraction.mentions import ANONYMOUS, GROUP, PERSON, REFERENCE, Mention
from store.extraction.page import Page, Range

__all__ = ["Resolved", "resolve"]

_NEAR: Final = 6  # frames of a sentence that may hold one another
_SHORT: Final = 5  # letters of a word that is no verb with a prefix
_MEMORY: Final = 12  # how many people back a pronoun may reach
_GENDER: Final = {HE: "male", SHE: "female"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A frame with its source. `entity` None: unknown; `doubt` names why, "" = sure.

    `nested`: it stands inside the words of the same source, "he said he will ask"."""

    frame: Frame
    entity: Entity | None
    doubt: str = ""
    nested: bool = False


def resolve(
    page: Page,
    frames: Sequence[Frame],
    mentions: Sequence[Mention],
    ledger: Ledger,
    boxes: Sequence[Range],
    acts: Sequence[Frame] = (),
) -> list[Resolved]:
    """The source of every frame, in reading order; `acts` are resolved like them, and not remembered."""
    resolver = _Resolver(page, ledger, _openers(page, mentions, boxes))
    subjects = _subjects(page, mentions, boxes)
    found: list[Resolved] = []
    by_unit: dict[int, list[Frame]] = {}
    for frame in frames:
        by_unit.setdefault(frame.unit[0], []).append(frame)
    acting: dict[int, list[Frame]] = {}
    for act in acts:
        acting.setdefault(act.unit[0], []).append(act)
    for unit in page.units:
        found += resolver.unit(by_unit.get(unit[0], []))
        for subject in subjects.get(unit[0], ()) if unit[0] not in by_unit else ():
            resolver.see(subject)
        found += [resolver.peek(act) for act in acting.get(unit[0], ())]
    return found


def _subjects(page: Page, mentions: Sequence[Mention], boxes: Sequence[Range]) -> Mapping[int, list[Mention]]:
    """The people with whom clauses begin, by unit: at its start or behind a comma, outside quotations.

    And those that a sentence ends by naming: "one of them is X", "it was opened by X".
    """
    quoted = {at for first, end in boxes for at in range(first, end)}
    copulas = page.pack.words("general.copulas") | page.pack.words("cues.agent")
    passives = tuple(page.pack.words("people.passive_prefixes"))
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        unit = page.unit_of(mention.first)
        begins = mention.first == unit[0] or page.tokens[mention.first - 1].text == ","
        before = page.lowers[mention.first - 1]
        ends = (
            mention.role is not None
            and mention.end < len(page.tokens)
            and page.tokens[mention.end].text == "."
        )
        begins = begins or ends or before in copulas or (len(before) > _SHORT and before.startswith(passives))
        if begins and mention.kind == PERSON and mention.first not in quoted:
            found.setdefault(unit[0], []).append(mention)
    return found


def _openers(page: Page, mentions: Sequence[Mention], boxes: Sequence[Range]) -> dict[int, Mention]:
    """unit -> the person or institution with which it begins, where it is no quotation."""
    quoted = {at for first, end in boxes for at in range(first, end)}
    found: dict[int, Mention] = {}
    for mention in mentions:
        unit = page.unit_of(mention.first)
        begins = mention.first == unit[0] and mention.first not in quoted
        if begins and mention.kind in (GROUP, PERSON):
            found.setdefault(unit[0], mention)
    return found


def _holds(outer: Frame, inner: Frame) -> bool:
    """Whether one frame stands inside the words that another introduces."""
    if outer is inner or outer.before or outer.bare:
        return False
    return outer.content[0] <= inner.cue[0] < outer.content[1]


class _Resolver:
    """Remembers who spoke and acted, the last one at the end."""

    def __init__(self, page: Page, ledger: Ledger, openers: Mapping[int, Mention]) -> None:
        self.page = page
        self.ledger = ledger
        self.openers = openers
        self.recent: list[Entity] = []
        self.unit_source: tuple[int, Entity | None] = (-1, None)
        self.pronouns = {w: name for name, rows in page.pack.groups("general.pronouns").items() for w in rows}
        self.definite = page.pack.words("general.demonstratives") | page.pack.words("general.definite")
        self.generic = page.pack.words("cues.generic_groups")
        self.outlets = page.pack.words("people.outlets")
        counts = (number for number in page.numbers if number.first and not number.article)
        self.counted = {number.last + 1: number.first for number in counts}

    def see(self, subject: Mention) -> None:
        """A sentence without a source has a subject: a later pronoun may mean it."""
        entity = self.ledger.entity(subject) if subject.kind == PERSON else None
        if entity is not None and entity.sure:
            self._remember(entity)

    def peek(self, frame: Frame) -> Resolved:
        """The source of a frame that leaves no trace."""
        entity, doubt = self._source(frame)
        return Resolved(frame, entity, doubt)

    def unit(self, frames: Sequence[Frame]) -> list[Resolved]:
        """Resolve the frames of one unit; a source inside another's words is not what the text is about."""
        found: list[Resolved] = []
        for index, frame in enumerate(frames):
            around = frames[max(0, index - _NEAR) : index]
            found.append(self._read(frame, any(_holds(other, frame) for other in around)))
        return self._cited(found)

    def _cited(self, found: list[Resolved]) -> list[Resolved]:
        """An outlet that cites somebody hands the words on: the one it cites is the source."""
        cited = next(
            (item for item in found if item.frame.shape == Shape.RELAY and not self._is_medium(item)), None
        )
        if cited is None or cited.entity is None:
            return found
        return [
            replace(item, entity=cited.entity) if item is not cited and self._is_medium(item) else item
            for item in found
        ]

    def _is_medium(self, item: Resolved) -> bool:
        return item.entity is None or item.entity.name.lower() in self.outlets

    def _read(self, frame: Frame, nested: bool) -> Resolved:
        entity, doubt = self._source(frame)
        if entity is not None and frame.before_subject and frame.shape == Shape.INVERTED:
            entity.spoke = True
        if entity is not None and not nested and not self._is_outlet(frame, entity):
            self._remember(entity)
            self.unit_source = (frame.unit[0], entity)
        same = nested and entity is not None and self.unit_source == (frame.unit[0], entity)
        return Resolved(frame, entity, doubt, same)

    def _is_outlet(self, frame: Frame, entity: Entity) -> bool:
        return frame.shape == Shape.RELAY or entity.name.lower() in self.outlets

    def _remember(self, entity: Entity) -> None:
        if entity in self.recent:
            self.recent.remove(entity)
        self.recent.append(entity)
        del self.recent[:-_MEMORY]

    def _source(self, frame: Frame) -> tuple[Entity | None, str]:
        if frame.pronoun:
            return self._pronoun(frame.pronoun)
        if frame.subject is None:
            first, entity = self.unit_source
            return (entity, "") if first == frame.unit[0] else (None, "no_subject")
        if frame.subject.kind == REFERENCE:
            name = self.pronouns.get(frame.subject.head, EITHER)
            own = self._opener(frame, frame.subject, name)
            return (own, "") if own is not None else self._pronoun(name)
        if frame.subject.kind == PERSON:
            return self.ledger.entity(frame.subject), ""
        return self._nameless(frame.subject), ""

    def _opener(self, frame: Frame, pronoun: Mention, name: str) -> Entity | None:
        """The subject of the pronoun's own sentence where it is not told of: "Moscow did not comment, but it says"."""
        opener = self.openers.get(frame.unit[0])
        if opener is None or frame.before or opener.end > pronoun.first:
            return None
        entity = self.ledger.entity(opener)
        fits = entity.kind == (GROUP if name in (IT, THEY) else PERSON)
        return entity if fits and self._agrees(entity, name) else None

    def _pronoun(self, name: str) -> tuple[Entity | None, str]:
        """The last one who agrees; an institution is "he or she" only where no person can be meant."""
        agreeing = [entity for entity in reversed(self.recent) if self._agrees(entity, name)]
        if name == EITHER:
            agreeing.sort(
                key=lambda entity: (entity.kind == GROUP, entity.kind == PERSON and entity.doubtful)
            )
        return (agreeing[0], "") if agreeing else (None, "pronoun")

    def _agrees(self, entity: Entity, name: str) -> bool:
        if name == IT:
            return entity.kind == GROUP
        if name == THEY:
            return entity.kind in (GROUP, ANONYMOUS)
        if entity.kind == GROUP:
            return name == EITHER
        if entity.kind == ANONYMOUS and not entity.single:
            return False
        return not entity.gender or name not in _GENDER or entity.gender == _GENDER[name]

    def _nameless(self, mention: Mention) -> Entity:
        """A role or institution: the one of whom it was said before, where the phrase points back."""
        if mention.head and self._points_back(mention):
            for entity in reversed(self.recent):
                if mention.head in entity.heads:
                    return entity
        if mention.head in self.generic and self._points_back(mention):
            group = next((entity for entity in reversed(self.recent) if entity.kind == GROUP), None)
            return group or self.ledger.entity(mention)
        return self.ledger.entity(mention)

    def _points_back(self, mention: Mention) -> bool:
        first, end = mention.body
        words = self.page.lowers
        if first in self.counted and words[self.counted[first] - 1] not in self.definite:
            return False  # "two officials" are not those of before
        if end - first == 1:
            return True
        after = words[mention.end] if mention.end < len(words) else ""
        definite = words[mention.first] in self.definite or after in self.definite
        return definite and not (mention.kind == GROUP and self._is_named(mention))

    def _is_named(self, mention: Mention) -> bool:
        """ "The International Atomic Energy Agency" says which agency: it needs nobody before it."""
        words = self.page.tokens[mention.body[0] : mention.body[1]]
        return any(word.text[:1].isupper() and word.text.lower() not in self.definite for word in words)
