"""Slots: the things that an answer should speak of, made from the read words of a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, lru_cache

from store.language.additions import renewed
from store.language.glossary import Category, load_glossary
from store.search.asking import Intent, load_asking
from store.search.cues import AFTER, ASKED_AFTER, ASKED_BEFORE, BEFORE, cue_flags
from store.search.lexicon import Lexicon
from store.search.words import is_name_like, root

__all__ = ["STRONG", "ReadWord", "Slot", "SlotKind", "make_slots"]

STRONG = 0.65  # weight from which a term is what the question says, not merely related
_WEAK_SHARE = 0.2  # importance of a word that hardly means anything ("reaksi", "terbaru")
_OWNER_SHARE = 0.6
_NAME_LENGTH = 4  # shorter words that nobody knows are rather typing errors than names
_MEANING, _ALSO, _INSIDE, _GOVERNMENT, _SERVES = 0.92, 0.6, 0.75, 0.7, 0.55
_LONGEST_PHRASE = 6
_HOLDER = 0.88  # a text with the office in it fits better than one that only names who holds it
_FACTORS = {"c:hundred": "00", "c:thousand": "000", "c:million": "000000"}
_COUNTED_WITHIN = 5  # words between "how many" and what is counted
_SHOOTING = frozenset({"c:shoot_down"})

_Weighed = tuple[tuple[str, float], ...]  # readings or terms with weights in 0..1, the largest first


class SlotKind(Enum):
    """What a slot is about; a missing person, place, number or name weighs more than a missing word."""

    DAY = "day"
    WORD = "word"
    CONCEPT = "concept"
    NAME = "name"
    NUMBER = "number"
    PLACE = "place"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing to be matched: terms with weights in 0..1; `share` in 0..1 of the usual importance.

    `speaks`: the question says that this is who says it or did it; `claims`: that this is who says it. `topic`:
    it stands after "about". `counted`: right after "how many". `position`: of its first word.
    """

    kind: SlotKind
    surface: str
    terms: tuple[tuple[str, float], ...]
    share: float = 1.0
    position: int = 0
    speaks: bool = False
    claims: bool = False
    topic: bool = False
    counted: bool = False


@dataclass(slots=True)
class ReadWord:
    """A word of the question and how it may be read, most likely first, with weights in 0..1."""

    typed: str
    readings: tuple[tuple[str, float], ...]
    used: bool = False

    @property
    def corrected(self) -> bool:
        """Whether it is read as another word than it is typed."""
        return len(self.readings) > 1

    @property
    def best(self) -> str:
        """The most likely reading."""
        return self.readings[0][0]


def make_slots(words: Sequence[ReadWord], lexicon: Lexicon) -> tuple[Slot, ...]:
    """All slots in the order of the question; marks the words that went into one as used."""
    slots = [*_owners(words, lexicon), *_phrases(words, lexicon), *_singles(words, lexicon)]
    slots = sorted(_distinct(slots), key=lambda slot: slot.position)
    slots = list(_with_office_holders(slots, lexicon))
    slots = [_unguessed(slot, words, lexicon) for slot in _with_speakers(slots, words, lexicon)]
    return tuple(_with_counted(slots, words))


def _owners(words: Sequence[ReadWord], lexicon: Lexicon) -> Iterator[Slot]:
    """ "Russian drones": the pair is one more thing to match, its words keep their own slots."""
    roots = [root(word.best) for word in words]
    for place in range(len(roots) - 1):
        for term in lexicon.by_pair.get((roots[place], roots[place + 1]), ()):
            surface = f"{words[place].best} {words[place + 1].best}"
            yield Slot(SlotKind.WORD, surface, ((term, 1.0),), _OWNER_SHARE, place)


def _phrases(words: Sequence[ReadWord], lexicon: Lexicon) -> Iterator[Slot]:
    """Slots of several words that have a meaning together, longest first."""
    roots = [root(word.best) for word in words]
    longest = [lexicon.phrase_lengths.get(first, 0) for first in roots]
    for length in range(min(_LONGEST_PHRASE, max(longest, default=0)), 1, -1):
        for place in range(len(words) - length + 1):
            if longest[place] < length:
                continue
            terms = lexicon.by_phrase.get(tuple(roots[place : place + length]))
            part = words[place : place + length]
            if terms and not any(word.used for word in part):
                for word in part:
                    word.used = True
                surface = " ".join(word.best for word in part)
                for meant in _apart_by_sort(terms):
                    kind, weighed = _weighed(surface, [(meant, 1.0)], (), lexicon)
                    yield Slot(kind, surface, weighed, position=place)


def _apart_by_sort(terms: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """ "US president" is a country and an office: two things, both to be matched."""
    places = tuple(term for term in terms if term.startswith("g:"))
    others = tuple(term for term in terms if term not in places)
    yield from (part for part in (places, others) if part)


def _singles(words: Sequence[ReadWord], lexicon: Lexicon) -> Iterator[Slot]:
    asking = load_asking()
    for place, word in enumerate(words):
        if word.used or word.best in asking.function_words:
            continue
        word.used = True
        if word.best[0].isdigit():
            yield _number(words, place, lexicon)
            continue
        kind, terms = _read(word.readings, lexicon)
        weak = word.best in asking.weak_words or (kind is SlotKind.NAME and len(word.typed) < _NAME_LENGTH)
        yield Slot(kind, word.best, terms, _WEAK_SHARE if weak else 1.0, place)


@renewed
@lru_cache(maxsize=16_384)
def _read(readings: _Weighed, lexicon: Lexicon) -> tuple[SlotKind, _Weighed]:
    """What a word is about that may be read in these ways; most questions ask for the same few thousand words."""
    meanings = [(lexicon.meanings(reading), weight) for reading, weight in readings]
    roots = [(root(reading), weight) for reading, weight in readings]
    return _weighed(readings[0][0], meanings, roots, lexicon)


def _number(words: Sequence[ReadWord], place: int, lexicon: Lexicon) -> Slot:
    value = root(words[place].best)
    if place + 1 < len(words):
        meanings = lexicon.meanings(words[place + 1].best)
        factor = next((_FACTORS[term] for term in meanings if term in _FACTORS), "")
        if factor and "." not in value:
            words[place + 1].used = True
            value += factor
    return Slot(SlotKind.NUMBER, words[place].best, ((value, 1.0),), position=place)


def _weighed(
    surface: str,
    meanings: Iterable[tuple[tuple[str, ...], float]],
    roots: Iterable[tuple[str, float]],
    lexicon: Lexicon,
) -> tuple[SlotKind, _Weighed]:
    """The kind of a slot and its terms, those of most weight first."""
    weights: dict[str, float] = {}
    for term, weight in (*roots, *_accepted(meanings, lexicon)):
        weights[term] = max(weights.get(term, 0.0), weight)
    ordered = tuple(sorted(weights.items(), key=lambda item: -item[1]))
    return _kind(surface, weights), ordered


def _accepted(
    meanings: Iterable[tuple[tuple[str, ...], float]], lexicon: Lexicon
) -> Iterator[tuple[str, float]]:
    """Terms that answer for the meanings of a word, with weights."""
    for terms, weight in meanings:
        for term in terms:
            prefix, _, key = term.partition(":")
            if prefix in ("in", "for"):
                continue
            yield term, weight * (1.0 if prefix in ("p", "g") else _MEANING)
            if prefix == "g":
                yield f"in:{key}", weight * _INSIDE
                yield f"gov:{key}", weight * _GOVERNMENT
                yield f"for:{key}", weight * _SERVES
            if prefix == "gov":
                yield f"g:{key}", weight * _GOVERNMENT
            for other in lexicon.also.get(term, ()):
                yield other, weight * _ALSO


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


def _with_office_holders(slots: Sequence[Slot], lexicon: Lexicon) -> Iterator[Slot]:
    """Adds the holders of an office to the slots of its parts ("gubernur" and "Belgorod": Gladkov)."""
    strong: dict[str, int] = {}
    for number, slot in enumerate(slots):
        for term, weight in slot.terms:
            if weight >= STRONG:
                strong.setdefault(term, number)
    holders = lexicon.office_holders(frozenset(strong))
    added: dict[int, list[tuple[str, float]]] = {}
    closest = min((_apart(parts, strong) for parts, _ in holders), default=())
    for parts, person in holders:
        if _apart(parts, strong) == closest:
            for part in parts:
                added.setdefault(strong[part], []).append((person, _HOLDER))
    for number, slot in enumerate(slots):
        yield replace(slot, terms=(*slot.terms, *added[number])) if number in added else slot


def _apart(parts: frozenset[str], strong: dict[str, int]) -> tuple[int, ...]:
    """How well an office fits: more parts first, then parts that stand closer together."""
    numbers = [strong[part] for part in parts]
    return -len(parts), max(numbers) - min(numbers)


def _with_speakers(slots: Sequence[Slot], words: Sequence[ReadWord], lexicon: Lexicon) -> Iterator[Slot]:
    """Marks who speaks or acts: "menurut X", "X says", and the country that shoots drones down."""
    shooting = any(term in _SHOOTING and weight >= STRONG for slot in slots for term, weight in slot.terms)
    owned = {
        place
        for slot in slots
        for term, _ in slot.terms
        if term.startswith("own:")
        for place in (slot.position, slot.position + 1)
    }
    markers = (place for place, word in enumerate(words) if word.best in load_asking().topic_markers)
    marker = next(markers, len(words))
    # "Gubernur Murmansk soal drone": who stands alone before "about" is who says it.
    subjects = [slot for slot in slots if slot.position < marker < len(words)]
    told = all(_can_speak(slot, lexicon) for slot in subjects)
    explaining = _explaining(slots, words)
    for slot in slots:
        acts = (
            shooting
            and any(term.startswith(("g:", "gov:")) for term, _ in slot.terms)
            and slot.position not in owned
            and not _after_locative(words, slot.position)
        )
        share = _OWNER_SHARE if slot.position in owned and slot.kind is SlotKind.PLACE else slot.share
        topic = marker < slot.position
        guessed = slot.position < len(words) and words[slot.position].corrected
        beside = (guessed or _can_speak(slot, lexicon)) and _beside_cue(slot, words)
        claims = beside or (told and slot.position < marker < len(words))
        speaks = acts or claims or slot is explaining
        # A copy costs as much as everything else that is found out about a slot, and few need one.
        new = speaks or claims or topic or share != slot.share
        yield replace(slot, speaks=speaks, claims=claims, share=share, topic=topic) if new else slot


def _explaining(slots: Sequence[Slot], words: Sequence[ReadWord]) -> Slot | None:
    """ "Why did Israel strike ...": the first country or person named is who can tell the reason."""
    asking = load_asking()
    if not any(Intent.WHY in asking.intents.get((word.best,), ()) for word in words):
        return None
    countries = {f"g:{key}" for key in _states()}
    for slot in slots:
        strong = {term for term, weight in slot.terms if weight >= STRONG}
        if slot.kind is SlotKind.PERSON or strong & countries:
            return slot
    return None


@cache
def _states() -> frozenset[str]:
    concepts = load_glossary().values()
    return frozenset(concept.key for concept in concepts if concept.category is Category.COUNTRY)


def _can_speak(slot: Slot, lexicon: Lexicon) -> bool:
    """A name that nobody knows, or a person, body or country; things and deeds say nothing."""
    if slot.kind in (SlotKind.NAME, SlotKind.WORD, SlotKind.PLACE):
        return True
    strong = (term for term, weight in slot.terms if weight >= STRONG)
    return any(term in lexicon.bodies or term in lexicon.offices_with for term in strong)


def _unguessed(slot: Slot, words: Sequence[ReadWord], lexicon: Lexicon) -> Slot:
    """Who speaks is somebody: a correction that turns an unknown name into a thing is taken back."""
    word = words[slot.position] if slot.position < len(words) else None
    if word is None or not slot.speaks or not word.corrected or " " in slot.surface:
        return slot
    if any(term in lexicon.bodies for term, weight in slot.terms if weight >= STRONG):
        return slot
    return replace(slot, kind=SlotKind.NAME, surface=word.typed, terms=((root(word.typed), 1.0),))


def _with_counted(slots: Sequence[Slot], words: Sequence[ReadWord]) -> Iterator[Slot]:
    """Marks the first thing after "how many": neither whose it is nor "people", who are only told by what follows."""
    best = tuple(word.best for word in words)
    asked = [end for end in range(1, len(words) + 1) if _asks_how_many(best, end)]
    owners = {slot.position for slot in slots if slot.kind is SlotKind.PLACE}
    things = (
        slot
        for slot in slots
        if slot.position not in owners
        and slot.kind in (SlotKind.WORD, SlotKind.CONCEPT, SlotKind.NAME)
        and slot.share == 1.0
        and any(0 <= slot.position - end < _COUNTED_WITHIN for end in asked)
    )
    counted = next(things, None)
    yield from (replace(slot, counted=True) if slot is counted else slot for slot in slots)


def _asks_how_many(words: tuple[str, ...], end: int) -> bool:
    """Whether a phrase that asks for a number ends before the word `end`."""
    asking = load_asking()
    for begin in range(max(end - 2, 0), end):
        phrase = words[begin:end]
        if Intent.HOW_MANY in asking.intents.get(phrase, ()) and asking.function_words.issuperset(phrase):
            return True
    return False


def _after_locative(words: Sequence[ReadWord], place: int) -> bool:
    return place > 0 and words[place - 1].best in load_asking().locatives


def _beside_cue(slot: Slot, words: Sequence[ReadWord]) -> bool:
    """Whether "menurut", "kata" stand before it or "says", "bilang" after it."""
    before = words[slot.position - 1].best if slot.position else ""
    end = slot.position + len(slot.surface.split())
    after = words[end].best if end < len(words) else ""
    return bool(cue_flags(before) & (AFTER | ASKED_AFTER)) or bool(cue_flags(after) & (BEFORE | ASKED_BEFORE))
