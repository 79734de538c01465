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

    def __init__(
        self, page: Page, counts: Mapping[str, int], offices: Mapping[tuple[str, ...], set[str]]
    ) -> None:
        self.page = page
        self.counts = counts
        self._offices = offices
        self._particles = page.pack.words("people.name_particles")
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
        return _words_of(self.page, mention.name)

    def _known(self, words: tuple[str, ...], at: int) -> Entity | None:
        """The person that a (shorter) name belongs to: all its words are in the full name, best at an end of it.

        Of several whoever has been introduced before `at`. Where more than one fits, nobody is chosen: a name as
        printed is better than somebody else's.
        """
        found = [one for one in self._sharing(words) if not self._is_another(words, one)]
        exact = [entity for entity in found if entity.words == words]
        fitting = exact or [entity for entity in found if _at_end(words, entity.words)] or found
        introduced = [entity for entity in fitting if entity.first <= at] or fitting
        if len(introduced) > 1:
            person = known_person(" ".join(words))
            known = (one for one in introduced if person is not None and known_person(one.name) is person)
            return next(known, None)
        return introduced[0] if introduced else self._spelt_otherwise(words)

    def _sharing(self, words: tuple[str, ...]) -> list[Entity]:
        """The people in whose names all the words are."""
        rows = self._by_word.get(words[-1], []) + self._by_word.get(words[0], [])
        return [
            entity for entity in {id(row): row for row in rows}.values() if set(words) <= set(entity.words)
        ]

    def _is_another(self, words: tuple[str, ...], longer: Entity) -> bool:
        """Whether a name is the whole name of somebody else whose name another's only begins with.

        So are three names, which nobody shortens to, and two that are introduced with another office.
        """
        full = [word for word in words if word.lower() not in self._particles]
        if len(full) < _FULL or len(words) == len(longer.words) or words != longer.words[: len(words)]:
            return False
        own, others = self._offices.get(words, set()), self._offices.get(longer.words, set())
        if own and others:
            return own.isdisjoint(others)
        return len(full) > _FULL

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


def _at_end(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether a name begins or ends with the words."""
    return words in (name[: len(words)], name[-len(words) :])


def _words_of(page: Page, name: Range) -> tuple[str, ...]:
    return tuple(_unpossessed(page.words(name)).split())


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
    offices: dict[tuple[str, ...], set[str]] = {}
    for mention in people:
        if mention.name and mention.head:
            offices.setdefault(_words_of(page, mention.name), set()).add(mention.head)
    ledger = Ledger(page, seen, offices)

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
