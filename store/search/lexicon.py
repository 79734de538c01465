"""What the words mean to the index: which concepts, places and people a word or phrase stands for.

Everything is a term, a short string: "rumah" (a root), "#117" (a number), "c:evacuate" (a concept), "g:kursk"
(a place), "in:ru" (what a place lies in), "p:gladkov" (a person), "for:belgorod" (whom a person speaks for),
"own:ru" (whose drones or soldiers they are). "@" before a term: the one who says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from store.language.additions import renewed
from store.language.glossary import Category, Concept, load_glossary
from store.language.names import KnownPerson, known_people
from store.language.places import gazetteer
from store.language.stems import is_word
from store.search.words import is_name_like, root, words_of

__all__ = ["OWNERS", "Lexicon", "load_lexicon", "term_of"]

_PREFIX = {Category.COUNTRY: "g:", Category.PLACE: "g:", Category.NUMERAL: "#"}
_SHORTEST_PLACE = 4
_SHORTEST_BASE = 4
# What has an owner, and the countries that own such things in this news.
_OWNED = ("drone", "missile", "rocket", "soldier", "troops", "army", "prisoner", "air_defence")
OWNERS = ("ru", "ua", "il", "ps", "ir", "lb", "us", "kp", "sd", "mm", "ye", "sy", "in", "pk", "th", "kh")


def term_of(concept: Concept) -> str:
    """The term of a concept: "g:" for countries and places, "#" for numerals, "c:" for all others."""
    return _PREFIX.get(concept.category, "c:") + concept.key


@dataclass(slots=True, eq=False)
class Lexicon:
    """Terms by printed word, root and phrase of roots; `also` and `within` by term; offices by terms.

    `phrase_lengths`: by first root, how many words a phrase that begins with it has at most.
    """

    by_word: dict[str, tuple[str, ...]] = field(default_factory=dict)
    by_root: dict[str, tuple[str, ...]] = field(default_factory=dict)
    by_phrase: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    by_pair: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    phrase_lengths: dict[str, int] = field(default_factory=dict)
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)
    within: dict[str, tuple[str, ...]] = field(default_factory=dict)
    offices: dict[frozenset[str], tuple[str, ...]] = field(default_factory=dict)
    offices_with: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    bodies: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    numerals: set[str] = field(default_factory=set)

    def meanings(self, word: str) -> tuple[str, ...]:
        """The concepts, places and people that one lower-case word stands for (its root not among them)."""
        found = self.by_word.get(word) or self.by_root.get(root(word)) or self._derived(word)
        if found and word not in self.words and not is_name_like(word):
            # A dictionary's word whose stem folds like a surname ("beri", Berri) is no name.
            found = tuple(term for term in found if not term.startswith("p:"))
        return self.with_enclosing(found) if found else self._place(word)

    def _derived(self, word: str) -> tuple[str, ...]:
        """Meanings of what a word is made from, where a dictionary keeps it whole ("burning", "seluas")."""
        bases = [word[2:]] if word.startswith("se") and is_word(word[2:], "id") else []
        if word.endswith("ing"):
            bases += [base for base in (word[:-3], word[:-3] + "e") if is_word(base, "en")]
        found = (self.by_root.get(root(base), ()) for base in bases if len(base) >= _SHORTEST_BASE)
        return next((terms for terms in found if terms), ())

    def _place(self, word: str) -> tuple[str, ...]:
        """A place of the gazetteer and what it lies in."""
        inner, *outer = _chain(word) or ("",)
        if not inner:
            return ()
        return (f"g:{self._place_key(inner)}", *(f"in:{self._place_key(place)}" for place in outer))

    def _place_key(self, place_id: str) -> str:
        """The glossary's key of a gazetteer place that the glossary has, too, else the gazetteer's id."""
        if "/" not in place_id:
            return place_id
        names = self.by_root.get(root(gazetteer().get(place_id).name.lower()), ())
        return next((term[2:] for term in names if term.startswith("g:")), place_id)

    def with_enclosing(self, terms: Iterable[str]) -> tuple[str, ...]:
        """`terms` and, for places, what they lie in ("in:" terms)."""
        terms = tuple(terms)
        return terms + tuple(outer for term in terms for outer in self.within.get(term, ()))

    def office_holders(self, terms: frozenset[str]) -> tuple[tuple[frozenset[str], str], ...]:
        """Offices all of whose parts are among `terms`, with the people who hold or held them."""
        near = dict.fromkeys(parts for term in terms for parts in self.offices_with.get(term, ()))
        return tuple((parts, person) for parts in near if parts <= terms for person in self.offices[parts])


@renewed
@lru_cache(maxsize=65_536)
def _chain(word: str) -> tuple[str, ...]:
    """The gazetteer's id of a place and of what it lies in, empty for what is no place."""
    if len(word) < _SHORTEST_PLACE:
        return ()
    for mention in gazetteer().find(word.capitalize()):
        # Dictionaries have large places, too; there only the place's own spelling counts.
        if is_name_like(word) or mention.name.lower() == word:
            return tuple(gazetteer().chain(mention.id))
        return ()
    return ()


@renewed
@cache
def load_lexicon() -> Lexicon:
    """The lexicon of the glossary and the people's table (cached)."""
    lexicon = Lexicon()
    glossary = load_glossary()
    for concept in glossary.values():
        _add_concept(lexicon, concept)
    for concept in glossary.values():
        if concept.is_place:
            lexicon.within[term_of(concept)] = tuple(_enclosing(concept, glossary))
    for person in known_people():
        _add_person(lexicon, person, glossary)
    _add_owners(lexicon, glossary)
    return lexicon


def _add_concept(lexicon: Lexicon, concept: Concept) -> None:
    term = term_of(concept)
    if concept.category is Category.NUMERAL:
        lexicon.numerals.update(phrase for phrase in concept.phrases if " " not in phrase)
    for phrase in concept.phrases:
        _add_phrase(lexicon, phrase, term)
    for word in concept.printed:
        lexicon.words.add(word)
        lexicon.by_word[word] = _joined(lexicon.by_word.get(word, ()), term)
    for name in concept.capital:
        _add_phrase(lexicon, name, f"gov:{concept.key}")
    if concept.also:
        lexicon.also[term] = tuple(term_of(load_glossary()[key]) for key in concept.also)
    if concept.category is Category.BODY or concept.is_place:
        lexicon.bodies.add(term)


def _add_phrase(lexicon: Lexicon, phrase: str, term: str) -> None:
    words = words_of(phrase)
    lexicon.words.update(words)
    roots = tuple(root(word) for word in words)
    if len(roots) == 1:
        lexicon.by_root[roots[0]] = _joined(lexicon.by_root.get(roots[0], ()), term)
    elif roots:
        lexicon.by_phrase[roots] = _joined(lexicon.by_phrase.get(roots, ()), term)
        lexicon.phrase_lengths[roots[0]] = max(lexicon.phrase_lengths.get(roots[0], 0), len(roots))


def _joined(terms: tuple[str, ...], term: str) -> tuple[str, ...]:
    return terms if term in terms else (*terms, term)


def _enclosing(place: Concept, glossary: dict[str, Concept]) -> Iterator[str]:
    outer = glossary.get(place.within)
    while outer is not None:
        yield f"in:{outer.key}"
        outer = glossary.get(outer.within)


def _add_person(lexicon: Lexicon, person: KnownPerson, glossary: dict[str, Concept]) -> None:
    term = f"p:{person.key}"
    lexicon.bodies.add(term)
    for name in (person.name, *person.aliases):
        _add_phrase(lexicon, name.lower(), term)
    for office in person.offices:
        parts = [_office_part(lexicon, key, glossary) for key in (office.kind, *office.of)]
        holders = lexicon.offices.get(frozenset(parts), ())
        lexicon.offices[frozenset(parts)] = _joined(holders, term)
        if not holders:
            lexicon.offices_with.setdefault(parts[0], []).append(frozenset(parts))
        served = lexicon.with_enclosing(part for part in parts if part.startswith("g:"))
        known = lexicon.within.get(term, ())
        lexicon.within[term] = (*known, *(f"for:{part.partition(':')[2]}" for part in served))
        lexicon.bodies.update(lexicon.within[term])


def _add_owners(lexicon: Lexicon, glossary: dict[str, Concept]) -> None:
    """Phrases such as "drone Ukraina" and "Russian soldiers": whose they are."""
    for key in _OWNED:
        for country in glossary.values():
            if country.category is Category.COUNTRY and country.key in OWNERS:
                for thing in (word for word in glossary[key].phrases if " " not in word):
                    for owner in (word for word in country.phrases if " " not in word):
                        for pair in ((root(thing), root(owner)), (root(owner), root(thing))):
                            owned = lexicon.by_pair.get(pair, ())
                            lexicon.by_pair[pair] = _joined(owned, f"own:{country.key}")


def _office_part(lexicon: Lexicon, key: str, glossary: dict[str, Concept]) -> str:
    if key in glossary:
        return term_of(glossary[key])
    return next(iter(lexicon.by_root.get(root(key), ())), root(key))
