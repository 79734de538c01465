"""Understands a question: language, intents, days, people, places, numbers, and what else must be matched.

A question becomes slots. A slot is one thing that an answer should speak of, with all the terms that would do
and how well each would (1 = as asked).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import cache

from store.language.detect import detect_language
from store.language.stems import is_word
from store.search.asking import Intent, load_asking
from store.search.corrections import Corrections
from store.search.record import date_of, day_of
from store.search.vocabulary import Vocabulary
from store.search.when import When, find_days
from store.search.words import clean, is_name_like, root, words_of

__all__ = ["LONGEST_QUESTION", "Query", "Reader", "Slot", "SlotKind", "understand"]

LONGEST_QUESTION = 600  # characters; what follows is not read
_MOST_WORDS = 48
_MOST_VARIANTS = 3
_REDUPLICATED = re.compile(r"([^\W\d_]{3,})2\b")
_WEAK = 0.15  # share of a question word that is no function word ("reaksi", "terbaru")
_MEANING, _ALSO, _INSIDE, _GOVERNMENT = 0.92, 0.6, 0.75, 0.7
_CORRECTED = {1: 0.9, 2: 0.75}
_WANTS_ONLY = frozenset({Intent.FORECAST, Intent.OPINION, Intent.SMALL_TALK, Intent.DISPUTE})


class SlotKind(Enum):
    """What a slot is about; a missing person, place, number or name weighs more than a missing word."""

    WORD = "word"
    CONCEPT = "concept"
    NAME = "name"
    NUMBER = "number"
    PLACE = "place"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing to be matched: terms with weights in 0..1; `share` in 0..1 of the usual importance."""

    kind: SlotKind
    surface: str
    terms: tuple[tuple[str, float], ...]
    share: float = 1.0
    position: int = 0


@dataclass(frozen=True, slots=True)
class Query:
    """An understood question. `corrected` are pairs of typed word and the word that it is read as."""

    text: str
    language: str
    words: tuple[str, ...] = ()
    intents: frozenset[Intent] = frozenset()
    when: When | None = None
    slots: tuple[Slot, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()

    @property
    def persons(self) -> tuple[str, ...]:
        """Keys of the people asked about, by name or office."""
        return tuple(term[2:] for term in self._terms() if term.startswith("p:"))

    @property
    def regions(self) -> tuple[str, ...]:
        """Keys of the places asked about."""
        return tuple(term[2:] for term in self._terms() if term.startswith("g:"))

    @property
    def topics(self) -> tuple[str, ...]:
        """The other words that an answer should speak of, as typed (or corrected)."""
        return tuple(
            slot.surface for slot in self.slots if slot.kind not in (SlotKind.PERSON, SlotKind.PLACE)
        )

    @property
    def dates(self) -> tuple[date, date] | None:
        """First and last day asked about, None where none is named or none can be told."""
        when = self.when
        return (when.start, when.end) if when is not None and when.start and when.end else None

    def _terms(self) -> tuple[str, ...]:
        strong = (term for slot in self.slots for term, weight in slot.terms if weight > _ALSO)
        return tuple(dict.fromkeys(strong))


@dataclass(slots=True)
class _Word:
    """A word of the question and how it may be read, most likely first, with weights in 0..1."""

    typed: str
    readings: tuple[tuple[str, float], ...]
    used: bool = False
    weak: bool = False

    @property
    def best(self) -> str:
        return self.readings[0][0]


@dataclass(slots=True)
class Reader:
    """Reads questions with a vocabulary and its corrections; `popularity` counts the records of a word."""

    vocabulary: Vocabulary
    corrections: Corrections
    popularity: Callable[[str], int] = field(default=lambda _: 0)

    def read(self, question: str, asked_on: date | None = None) -> Query:
        """The understood question; never raises, whatever the text."""
        text = _REDUPLICATED.sub(r"\1", clean(question[:LONGEST_QUESTION]))
        language = detect_language(text)
        words = [self._word(word) for word in _written_out(words_of(text), language)[:_MOST_WORDS]]
        when = _take_days(words, asked_on)
        intents = _find_intents(words)
        slots = [*self._phrases(words), *self._singles(words)]
        slots.sort(key=lambda slot: slot.position)
        return Query(
            text=text,
            language=language,
            words=tuple(word.best for word in words),
            intents=intents,
            when=when,
            slots=tuple(self._with_office_holders(_distinct(slots))),
            corrected=tuple((word.typed, word.best) for word in words if word.typed != word.best),
        )

    def _word(self, typed: str) -> _Word:
        if self._is_known(typed):
            return _Word(typed, ((typed, 1.0),))
        near = self.corrections.near(typed)
        nearest = [(word, distance) for word, distance in near if distance == near[0][1]]
        nearest.sort(key=lambda item: (item[0][0] != typed[0], -self.popularity(item[0])))
        readings = [(word, _CORRECTED[distance]) for word, distance in nearest[:_MOST_VARIANTS]]
        return _Word(typed, (*readings, (typed, 1.0)) if readings else ((typed, 1.0),))

    def _is_known(self, word: str) -> bool:
        if word[0].isdigit() or word in self.vocabulary.words:
            return True
        return is_word(word, "id") or is_word(word, "en") or root(word) in self.vocabulary.terms

    def _phrases(self, words: Sequence[_Word]) -> Iterator[Slot]:
        """Slots of several words that have a meaning together, longest first; marks the words as used."""
        known = self.vocabulary.lexicon.by_phrase
        roots = [root(word.best) for word in words]
        for length in range(min(6, len(words)), 1, -1):
            for place in range(len(words) - length + 1):
                terms = known.get(tuple(roots[place : place + length]))
                part = words[place : place + length]
                if terms and not any(word.used for word in part):
                    for word in part:
                        word.used = True
                    yield self._slot(" ".join(word.best for word in part), [(terms, 1.0)], (), place)

    def _singles(self, words: Sequence[_Word]) -> Iterator[Slot]:
        function_words = load_asking().function_words
        for place, word in enumerate(words):
            if word.used or word.best in function_words:
                continue
            word.used = True
            if word.best[0].isdigit():
                yield self._number(words, place)
                continue
            roots = [(root(reading), weight) for reading, weight in word.readings]
            meanings = [
                (self.vocabulary.lexicon.meanings(reading), weight) for reading, weight in word.readings
            ]
            slot = self._slot(word.best, meanings, roots, place)
            yield replace(slot, share=_WEAK) if word.weak and slot.kind is not SlotKind.PERSON else slot

    def _number(self, words: Sequence[_Word], place: int) -> Slot:
        value = root(words[place].best)
        if place + 1 < len(words):
            meanings = self.vocabulary.lexicon.meanings(words[place + 1].best)
            factor = next((_FACTORS[term] for term in meanings if term in _FACTORS), "")
            if factor and "." not in value:
                words[place + 1].used = True
                value += factor
        return Slot(SlotKind.NUMBER, words[place].best, ((value, 1.0),), position=place)

    def _slot(
        self,
        surface: str,
        meanings: Iterable[tuple[tuple[str, ...], float]],
        roots: Iterable[tuple[str, float]],
        place: int,
    ) -> Slot:
        weights: dict[str, float] = {}
        for term, weight in (*roots, *self._accepted(meanings)):
            weights[term] = max(weights.get(term, 0.0), weight)
        ordered = tuple(sorted(weights.items(), key=lambda item: -item[1]))
        return Slot(_kind(surface, weights), surface, ordered, position=place)

    def _accepted(self, meanings: Iterable[tuple[tuple[str, ...], float]]) -> Iterator[tuple[str, float]]:
        """Terms that answer for the meanings of a word, with weights."""
        for terms, weight in meanings:
            for term in terms:
                prefix, _, key = term.partition(":")
                if prefix == "in":
                    continue
                yield term, weight * (1.0 if prefix in ("p", "g") else _MEANING)
                if prefix == "g":
                    yield f"in:{key}", weight * _INSIDE
                    yield f"gov:{key}", weight * _GOVERNMENT
                if prefix == "gov":
                    yield f"g:{key}", weight * _GOVERNMENT
                for other in self.vocabulary.lexicon.also.get(term, ()):
                    yield other, weight * _ALSO

    def _with_office_holders(self, slots: Sequence[Slot]) -> Iterator[Slot]:
        """Adds the holders of an office to the slots of its parts ("gubernur" and "Belgorod": Gladkov)."""
        strong = {
            term: number
            for number, slot in enumerate(slots)
            for term, weight in slot.terms
            if weight >= _GOVERNMENT and slot.share == 1.0
        }
        holders = self.vocabulary.lexicon.office_holders(frozenset(strong))
        longest = max((len(parts) for parts, _ in holders), default=0)
        added: dict[int, list[tuple[str, float]]] = {}
        for parts, person in holders:
            if len(parts) == longest:
                for part in parts:
                    added.setdefault(strong[part], []).append((person, 1.0))
        for number, slot in enumerate(slots):
            yield replace(slot, terms=(*added.get(number, ()), *slot.terms))


_FACTORS = {"c:hundred": "00", "c:thousand": "000", "c:million": "000000"}


def _written_out(words: Iterable[str], language: str) -> list[str]:
    """Colloquial and abbreviated words replaced by the full ones; the language's own table goes first."""
    tables = load_asking().colloquial
    own, other = tables.get(language, {}), tables["en" if language == "id" else "id"]
    return [
        full
        for word in words
        for full in own.get(word, (word,) if word in load_asking().words else other.get(word, (word,)))
    ]


def _take_days(words: Sequence[_Word], asked_on: date | None) -> When | None:
    when, used = find_days([word.best for word in words], asked_on)
    for place in used:
        if place < len(words):
            words[place].used = True
    return when


def _find_intents(words: Sequence[_Word]) -> frozenset[Intent]:
    asking = load_asking()
    best = [word.best for word in words]
    found: set[Intent] = set()
    for length in range(min(asking.longest, len(words)), 0, -1):
        for place in range(len(words) - length + 1):
            intents = asking.intents.get(tuple(best[place : place + length]), set())
            found |= intents
            if intents - _WANTS_ONLY:
                for word in words[place : place + length]:
                    word.weak = True
    return frozenset(found)


def _kind(surface: str, weights: dict[str, float]) -> SlotKind:
    prefixes = {term.partition(":")[0] for term, weight in weights.items() if weight > _ALSO}
    for prefix, kind in (("p", SlotKind.PERSON), ("g", SlotKind.PLACE), ("c", SlotKind.CONCEPT)):
        if prefix in prefixes:
            return kind
    return SlotKind.NAME if " " not in surface and is_name_like(surface) else SlotKind.WORD


def _distinct(slots: Iterable[Slot]) -> list[Slot]:
    """Each thing once, however often it is said."""
    kept: dict[str, Slot] = {}
    for slot in slots:
        kept.setdefault(slot.terms[0][0] if slot.terms else slot.surface, slot)
    return list(kept.values())


@cache
def _general_reader() -> Reader:
    vocabulary = Vocabulary()
    corrections = Corrections()
    corrections.update(vocabulary.words)
    return Reader(vocabulary, corrections)


def understand(question: str, asked_on: date | str | None = None) -> Query:
    """The understood question by the general vocabulary alone, without any index (for explanations)."""
    return _general_reader().read(question, date_of(day_of(asked_on)))
