"""The ledger: who is who in one article. Short forms meet the fullest name, short names their institution."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from store.extraction.mentions import ANONYMOUS, GROUP, PERSON, Mention
from store.extraction.page import Page, Range
from store.language.lexicon import is_common
from store.language.names import SAME, known_person, similarity
from store.language.tokens import WORD
from store.model import Speaker

__all__ = ["Entity", "Ledger", "build_ledger"]

_LONGEST_SLIP: Final = 3  # letters by which two spellings of a surname differ in length
_FULL: Final = 2  # words of a full name
_TITLE_CASE, _LONG = 0.8, 5  # share of capitals, and words, of a headline


@dataclass(slots=True)
class Entity:
    """Somebody who may speak: fullest name, role as printed, kind, gender where words tell it."""

    name: str
    kind: str
    role: str = ""
    heads: set[str] = field(default_factory=set)
    gender: str = ""
    words: tuple[str, ...] = ()
    first: int = 0  # the token where a full name stands for the first time
    seen: int = 0
    spoke: bool = False  # stood behind a cue: "said X"
    single: bool = False  # somebody in particular: "a medic", not "residents"

    @property
    def sure(self) -> bool:
        """Whether more than capitals speak for a person: a role, or a full name that comes back."""
        return bool(self.role) or self.spoke or (len(self.words) > 1 and self.seen > 1)

    @property
    def doubtful(self) -> bool:
        """A single capitalised word that nothing shows to be a person, and that no list of leaders has."""
        return len(self.words) == 1 and not self.sure and known_person(self.name) is None

    def speaker(self) -> Speaker:
        """The entity as the model has it."""
        return Speaker(self.name, self.role)


class Ledger:
    """Entities by mention; the same mention always gives the same entity."""

    def __init__(self, page: Page, counts: Mapping[str, int]) -> None:
        self.page = page
        self.counts = counts
        self.people: list[Entity] = []
        self.groups: dict[str, Entity] = {}
        self._by_mention: dict[tuple[int, int], Entity] = {}
        self._by_word: dict[str, list[Entity]] = {}
        self._one = page.pack.words("numbers.one")
        genders = page.pack.groups("people.genders")
        self._genders = {word: name for name, rows in genders.items() for word in rows}

    def entity(self, mention: Mention) -> Entity:
        """The entity of a mention; made on first sight for groups and nameless people."""
        key = (mention.first, mention.end)
        if key not in self._by_mention:
            self._by_mention[key] = self._group(mention)
        return self._by_mention[key]

    def add_person(self, mention: Mention) -> None:
        """Enter a person; called for the fullest names first."""
        words = self._proper(self._name_words(mention))
        entity = self._known(words, mention.first)
        if entity is not None and len(words) > 1:
            entity.first = min(entity.first, mention.first)
        if entity is None:
            entity = Entity(" ".join(words), PERSON, words=words, first=mention.first)
            self.people.append(entity)
            for word in words:
                self._by_word.setdefault(word, []).append(entity)
        self._by_mention[(mention.first, mention.end)] = entity

    def describe(self, mention: Mention) -> None:
        """Take role, head word and gender from a mention; a longer form of the first role wins."""
        entity = self.entity(mention)
        entity.seen += 1
        entity.single = entity.single or self.page.lowers[mention.first] in self._one
        if mention.head:
            entity.heads.add(mention.head)
        if mention.role is not None and entity.kind == PERSON:
            role = self.page.words(mention.role)
            if not entity.role or (
                " " not in entity.role and " " in role and entity.role.lower() in role.lower()
            ):
                entity.role = role
        entity.gender = entity.gender or self._gender(mention)

    def _proper(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Without a common word in front of a full name that also stands without it: "Crooked Maryna Koval"."""
        shorter = " ".join(words[1:])
        if len(words) <= _FULL or self.counts[shorter] <= self.counts[" ".join(words)]:
            return words
        return words[1:] if is_common(words[0], self.page.pack) else words

    def _gender(self, mention: Mention) -> str:
        rows = [self.page.lowers[at] for at in range(mention.first, mention.end)]
        return next((self._genders[word] for word in rows if word in self._genders), "")

    def _name_words(self, mention: Mention) -> tuple[str, ...]:
        assert mention.name is not None
        return tuple(_unpossessed(self.page.words(mention.name)).split())

    def _known(self, words: tuple[str, ...], at: int) -> Entity | None:
        """The person that a (shorter) name belongs to: all its words are in the full name, ends agreeing.

        Of two people of one name it is whoever has been introduced before `at`.
        """
        sharing = reversed(self._by_word.get(words[-1], []) + self._by_word.get(words[0], []))
        found = [entity for entity in sharing if set(words) <= set(entity.words)]
        introduced = [entity for entity in found if entity.first <= at]
        return next(iter(introduced or found), None) or self._spelt_otherwise(words)

    def _spelt_otherwise(self, words: tuple[str, ...]) -> Entity | None:
        """The person of the article whose name this is in another spelling, or by another known name."""
        name = " ".join(words)
        person = known_person(name)
        for entity in self.people:
            if person is not None and person is known_person(entity.name):
                return entity
            if _alike(words[-1], entity.words[-1]) and similarity(name, entity.name) >= SAME:
                return entity
        return None

    def add_headline(self, mention: Mention) -> None:
        """A name in a line of capitals: whoever of the known people is in it."""
        words = set(self._name_words(mention))
        inside = [person for person in self.people if len(person.words) > 1 and set(person.words) <= words]
        if inside:
            self._by_mention[(mention.first, mention.end)] = inside[0]
        elif mention.role is not None:
            self.add_person(mention)
        else:
            self._complete(mention)

    def _complete(self, mention: Mention) -> None:
        """Whether the headline gives somebody known by one word the first name: "X Y Does This" for Y."""
        words = self._name_words(mention)
        for before, word in pairwise(words):
            for person in self._by_word.get(word, ()):
                if person.words == (word,):
                    person.words, person.name = (before, word), f"{before} {word}"
                    self._by_word.setdefault(before, []).append(person)
                    self._by_mention[(mention.first, mention.end)] = person
                    return

    def _group(self, mention: Mention) -> Entity:
        label = _unpossessed(self.page.words(mention.body))
        if mention.alias and mention.alias.isupper():
            entity = self.groups.get(mention.alias.lower()) or Entity(mention.alias, mention.kind)
            self.groups[mention.alias.lower()] = entity
        else:
            entity = self._named_group(label, mention)
        self.groups.setdefault(label.lower(), entity)
        if mention.alias:
            self.groups.setdefault(mention.alias.lower(), entity)
        if mention.head:
            entity.heads.add(mention.head)
        return entity

    def _named_group(self, label: str, mention: Mention) -> Entity:
        found = self.groups.get(label.lower())
        if found is not None:
            return found
        longer = [entity for name, entity in self.groups.items() if name.startswith(label.lower() + " ")]
        if longer and mention.kind == GROUP and mention.head:
            return longer[0]
        return Entity(label, mention.kind)


def _alike(left: str, right: str) -> bool:
    """Whether two surnames are near enough to be worth comparing."""
    return left[:2].lower() == right[:2].lower() and abs(len(left) - len(right)) <= _LONGEST_SLIP


def _unpossessed(words: str) -> str:
    """Without a possessive ending."""
    for ending in ("'s", "’s"):
        words = words.removesuffix(ending)
    return words.removesuffix("'").removesuffix("’")


def _is_headline(page: Page, unit: Range) -> bool:
    """Whether nearly every longer word has a capital, as in an English headline."""
    words = [token for token in page.tokens[unit[0] : unit[1]] if token.kind == WORD and len(token.text) > 3]
    return len(words) > _LONG and sum(token.capital for token in words) >= _TITLE_CASE * len(words)


def build_ledger(page: Page, mentions: Sequence[Mention]) -> Ledger:
    """The ledger of a page: people are entered from the longest name to the shortest."""
    people = [mention for mention in mentions if mention.kind == PERSON and mention.name is not None]
    seen = Counter(page.words(mention.name) for mention in people if mention.name)
    ledger = Ledger(page, seen)

    def weight(mention: Mention) -> tuple[int, int, int]:
        assert mention.name is not None
        return -(mention.name[1] - mention.name[0]), -seen[page.words(mention.name)], mention.first

    alone = Counter(page.paragraphs)
    headlines = {
        unit
        for unit, paragraph in zip(page.units, page.paragraphs, strict=True)
        if alone[paragraph] == 1 and _is_headline(page, unit)
    }
    for mention in sorted(people, key=weight):
        if page.unit_of(mention.first) not in headlines:
            ledger.add_person(mention)
    for mention in people:
        if page.unit_of(mention.first) in headlines:
            ledger.add_headline(mention)
    for mention in mentions:
        if mention.kind in (PERSON, GROUP, ANONYMOUS):
            ledger.describe(mention)
    return ledger
