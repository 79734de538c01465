"""Finding place names in running text: one pass over its capitalised words, longest name first.

A name counts at once when only a place is likely to bear it. Names of small settlements need evidence (a
preposition, a generic word, or a list begun by another place), names that are also words or first names
need a generic word ("village of Agronom"). Namesakes are told apart by generic words and by the regions
and countries that the same text names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from store.language.toponyms import PlaceKind, PlaceWords, Word, place_words, words_of
from store.model import Span

__all__ = ["NO_PLACE", "NameIndex", "Need", "PlaceMention", "find_places"]

NO_PLACE = "-"  # the id of phrases that hold a place's name and are no place
_GAPS = frozenset({" ", "-", "–", "\u00a0", "\n", ".", ". ", "/"})
_LIST_GAPS = frozenset({", ", ",\n", "/"})
_LARGE = 100_000  # inhabitants of a city that a preposition alone may lead to, though its name is a word
_RENOWNED = 20_000  # of a settlement that keeps its name against namesakes elsewhere
_ADJECTIVE = ("sk", "ck")
_MASCULINE = "ski"
_MAX_ABBREVIATION = 3
_NO_SURNAMES = frozenset({PlaceKind.COUNTRY, PlaceKind.SEA, PlaceKind.AREA})
_WIDE = frozenset({PlaceKind.COUNTRY, PlaceKind.REGION})


class Need(IntEnum):
    """The evidence that a name needs in a text before it counts as a place."""

    NOTHING = 0
    CONTEXT = 1
    GENERIC_WORD = 2


class Known(Protocol):
    """What the finder must know of a candidate."""

    @property
    def kind(self) -> PlaceKind:
        """What the place is."""

    @property
    def population(self) -> int:
        """Inhabitants, 0 where unknown."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text: the words, the place's id, and its English name."""

    span: Span
    id: str
    name: str


class NameIndex:
    """Names, stems and abbreviations of places, each with the ids that bear it, the likeliest first."""

    def __init__(self) -> None:
        self.names: dict[str, tuple[str, ...]] = {}
        self.stems: dict[str, tuple[str, ...]] = {}
        self.abbreviations: dict[str, tuple[str, ...]] = {}
        self._needs: dict[tuple[str, str], Need] = {}
        self._longest: dict[str, int] = {}
        self.rank: dict[str, int] = {}

    def add(self, place_id: str, keys: Iterable[str]) -> None:
        """File a place under its keys, in the notation of `build_places`, behind all filed before."""
        self.rank[place_id] = len(self.rank)
        for key in keys:
            need = key.count("?")
            table, name = self.names, key.rstrip("?")
            if key[0] == "~":
                table, name = self.stems, name[1:]
            elif key[0] == "=":
                table, name = self.abbreviations, name[1:]
            if need:
                self._needs[name, place_id] = Need(need)
            table[name] = (*table.get(name, ()), place_id)
            length = name.count(" ") + name.count(".") + 1
            if length > 1:
                first = name.replace(".", " ").split(" ", 1)[0].lower()
                self._longest[first] = max(self._longest.get(first, 1), length)

    def longest(self, word: Word) -> int:
        """The number of words in the longest name that begins with a word."""
        return max(self._longest.get(word.key, 1), self._longest.get(word.stem, 1) if word.cyrillic else 1)

    def need(self, key: str, place_id: str) -> Need:
        """The evidence that `place_id` needs when it is called `key`."""
        return self._needs.get((key, place_id), Need.NOTHING)

    def lookup(self, words: Sequence[Word], surface: str) -> dict[str, Need]:
        """The places that the words may name, likeliest first, each with the evidence it needs."""
        if surface in self.abbreviations:
            return dict.fromkeys(self.abbreviations[surface], Need.NOTHING)
        if len(words) == 1 and len(surface) <= _MAX_ABBREVIATION and surface.isupper():
            return {}
        key = " ".join(word.key for word in words)
        found = {place_id: self.need(key, place_id) for place_id in self.names.get(key, ())}
        if words[0].cyrillic or (not found and words[0].stem.endswith(_ADJECTIVE)):
            self._add_inflected(words, found)
            return {place_id: found[place_id] for place_id in sorted(found, key=self.rank.__getitem__)}
        return found

    def _add_inflected(self, words: Sequence[Word], found: dict[str, Need]) -> None:
        """Add the places that the words name in a Slavic case or as an adjective."""
        stem = " ".join(word.stem for word in words)
        # A masculine adjective is a surname as well (Покровский), and in Latin letters so is any form of it.
        latin, masculine = not words[0].cyrillic, words[-1].key.endswith(_MASCULINE)
        for table in (self.stems, self.names):
            for place_id in table.get(stem, ()):
                doubtful = latin or (masculine and place_id.count("/") > 1)
                found.setdefault(place_id, Need.GENERIC_WORD if doubtful else self.need(stem, place_id))


def fits(place: Known, kind: PlaceKind | None) -> bool:
    """Whether a generic word suits a place. Regions with inhabitants of their own are cities (Moscow)."""
    city = kind is PlaceKind.SETTLEMENT and place.kind is PlaceKind.REGION and place.population > 0
    return kind is place.kind or city


@dataclass(slots=True)
class _Found:
    """A name in the text with the places it may mean."""

    first: int
    last: int  # index behind its last word
    span: Span
    candidates: list[str]
    kind: PlaceKind | None


class _Finder:
    """One pass over one text."""

    def __init__(self, text: str, index: NameIndex, known: Callable[[str], Known], any_case: bool) -> None:
        self.text = text
        self.any_case = any_case
        self.index = index
        self.known = known
        self.helpers: PlaceWords = place_words()
        self.words = words_of(text)
        self.found: list[_Found] = []

    def gap(self, position: int) -> str:
        """The characters between word `position` - 1 and word `position`; a full stop beyond the ends."""
        if 0 < position < len(self.words):
            return self.text[self.words[position - 1].end : self.words[position].start]
        return "."

    def run(self) -> list[_Found]:
        """All names in order."""
        position = 0
        while position < len(self.words):
            word = self.words[position]
            hit = self.longest(position) if word.capitalised or self.any_case else self.adjective(position)
            if hit is None:
                position += 1
                continue
            if hit.candidates:
                self.found.append(hit)
            position = hit.last
        return self.found

    def longest(self, first: int) -> _Found | None:
        """The longest name that begins at a word. No candidates: a phrase that is no place."""
        reach = min(self.index.longest(self.words[first]), len(self.words) - first)
        generic = self.words[first].key in self.helpers.kinds or self.pair(first + 1) in self.helpers.kinds
        for length in range(reach, generic, -1):
            last = first + length
            if any(self.gap(i) not in _GAPS for i in range(first + 1, last)):
                continue
            if length == 1 and self.words[first].text.lower() in self.helpers.never:
                return None
            span = Span(self.words[first].start, self.words[last - 1].end)
            names = self.index.lookup(self.words[first:last], span.of(self.text))
            if NO_PLACE in names:
                return _Found(first, last, span, [], None)
            kind = self.kind_beside(first, last) if names else None
            candidates = [
                place for place, need in names.items() if self.supported(place, need, first, last, kind)
            ]
            if candidates and not self.is_surname(first, candidates[0]):
                return _Found(first, last, span, candidates, kind)
        return None

    def adjective(self, position: int) -> _Found | None:
        """A Slavic adjective, which has no capital: of a country, or with its noun of a region."""
        word = self.words[position]
        if not (word.cyrillic and word.stem.endswith(_ADJECTIVE)):
            return None
        kind = self.kind_beside(position, position + 1) or PlaceKind.COUNTRY
        candidates = [p for p in self.index.lookup([word], word.text) if self.known(p).kind is kind]
        span = Span(word.start, word.end)
        return _Found(position, position + 1, span, candidates, kind) if candidates else None

    def pair(self, position: int) -> str:
        """The folded word at a position with the one before it."""
        if 0 < position < len(self.words):
            return f"{self.words[position - 1].key} {self.words[position].key}"
        return ""

    def kind_beside(self, first: int, last: int) -> PlaceKind | None:
        """The kind of place that a generic word before or behind the name announces."""
        before = first - 1
        while before > 0 and self.words[before].key in self.helpers.links and self.gap(before + 1) == " ":
            before -= 1
        if before >= 0 and self.gap(before + 1) == " ":
            kind = self.helpers.kinds.get(self.pair(before)) or self.helpers.kinds.get(self.words[before].key)
            if kind:
                return kind
        return self.helpers.kinds.get(self.words[last].key) if self.gap(last) == " " else None

    def supported(self, place: str, need: Need, first: int, last: int, kind: PlaceKind | None) -> bool:
        """Whether the words around the name give the evidence that it needs."""
        if need is Need.NOTHING or fits(self.known(place), kind):
            return True
        if self.before_a_name(last):
            return False
        if need is Need.GENERIC_WORD and self.known(place).population < _LARGE:
            return False
        led = self.gap(first) == " " and self.words[first - 1].key in self.helpers.prepositions
        return led or self.in_list(first)

    def before_a_name(self, last: int) -> bool:
        """Whether a capitalised word follows that is neither place nor generic word: the rest of a name."""
        if self.gap(last) != " " or not self.words[last].capitalised:
            return False
        word = self.words[last]
        sure = Need.NOTHING in self.index.lookup([word], word.text).values()
        return word.key not in self.helpers.kinds and not sure

    def in_list(self, first: int) -> bool:
        """Whether the name continues a list of places: "Sudzha, Plekhovo and Guyevo"."""
        if not self.found:
            return False
        if self.found[-1].last == first:
            return self.gap(first) in _LIST_GAPS
        return (
            self.found[-1].last == first - 1
            and self.words[first - 1].key in self.helpers.joints
            and self.gap(first) == " "
            and self.gap(first - 1) in {" ", ", "}
        )

    def is_surname(self, first: int, place: str) -> bool:
        """Whether the name is part of a person's: a first name with a name behind it, or behind one or an initial.

        No country is meant.
        """
        if self.known(place).kind in _NO_SURNAMES:
            return False
        if self.words[first].key in self.helpers.given_names and self.before_a_name(first + 1):
            return True
        if first == 0:
            return False
        before = self.words[first - 1]
        if self.gap(first) == " ":
            own = self.found and self.found[-1].last == first
            return before.capitalised and not own and before.key in self.helpers.given_names
        return (
            self.gap(first) == ". "
            and len(before.text) == 1
            and before.capitalised
            and self.gap(first - 1) == " "
        )


class _Chooser:
    """Tells namesakes apart by generic words and by what else the text names."""

    def __init__(
        self,
        found: list[_Found],
        known: Callable[[str], Known],
        chain: Callable[[str], tuple[str, ...]],
        small: set[int],
    ) -> None:
        self.known = known
        self.chain = chain
        self.small = small
        self.named = {
            place for hit in found if len(hit.candidates) == 1 for place in chain(hit.candidates[0])
        }
        for hit in found:
            if self.known(hit.candidates[0]).kind in _WIDE:
                self.named.update(chain(hit.candidates[0]))

    def choose(self, hit: _Found) -> str:
        """The likeliest of a name's places."""
        if len(hit.candidates) == 1:
            return hit.candidates[0]
        fitting = [place for place in hit.candidates if fits(self.known(place), hit.kind)]
        if hit.first in self.small:
            fitting = [place for place in fitting if self.known(place).population < _LARGE] or fitting
        pool = fitting or hit.candidates
        if self.known(pool[0]).kind != PlaceKind.SETTLEMENT or self.known(pool[0]).population >= _RENOWNED:
            return pool[0]
        return max(pool, key=self.shared)

    def shared(self, place: str) -> int:
        """How many regions and countries above a place the text names."""
        return sum(above in self.named for above in self.chain(place)[1:])


def find_places(
    text: str,
    index: NameIndex,
    known: Callable[[str], Known],
    chain: Callable[[str], tuple[str, ...]],
    any_case: bool = False,
) -> list[tuple[Span, str]]:
    """The places that a text names, in order, each with its id. `known` and `chain` answer for an id."""
    finder = _Finder(text, index, known, any_case)
    found = finder.run()
    small = {
        hit.first for hit in found if hit.first and finder.words[hit.first - 1].key in finder.helpers.small
    }
    chooser = _Chooser(found, known, chain, small)
    return [(hit.span, chooser.choose(hit)) for hit in found]
