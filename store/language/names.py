"""Names of people in any spelling: a skeleton that survives transliteration, a similarity, known people.

The folding follows the measured list of the project's language facts: transliteration variants of one
name meet in one skeleton, and a pair counts as the same person from `SAME` on, as unsure from `UNSURE` on.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from store.language.additions import additions, renewed

__all__ = [
    "SAME",
    "UNSURE",
    "KnownPerson",
    "Office",
    "fold",
    "given_name",
    "known_people",
    "known_person",
    "other_names",
    "similarity",
    "skeleton",
]

SAME = 91.0
UNSURE = 80.0
_FIRST_NAME_SHARE = 0.32
_DATA = Path(__file__).parent / "data" / "names" / "people.toml"

# Spelling variants of one sound, applied in this order to lower-case Latin letters.
_FOLDS = tuple(
    (re.compile(pattern), kept)
    for pattern, kept in (
        (r"shch|sch|sh", "s"),
        (r"zh", "z"),
        (r"dzh|dj", "j"),
        (r"ts|tz", "c"),
        (r"kh|gh|g", "h"),
        (r"ph", "f"),
        (r"ck|q|c(?=[aorlu])", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"[yj]", "i"),
        (r"(?<=[^aeou])i[eo](?=[^aeiou])", "e"),
        (r"^ie", "e"),
        (r"(.)\1+", r"\1"),
    )
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office as its kind ("governor") and what it is an office of, both as glossary keys."""

    kind: str
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """One person of the data file: key, fullest usual name, other spellings and short names, offices."""

    key: str
    name: str
    aliases: tuple[str, ...]
    offices: tuple[Office, ...]


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """One word without case, script and spelling variants: "Syrskyi", "Sirsky", "Сирський" -> "sirski"."""
    folded = re.sub(r"[^a-z]", "", anyascii(word).lower())
    for pattern, kept in _FOLDS:
        folded = pattern.sub(kept, folded)
    return folded


@cache
def _table() -> dict[str, object]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@cache
def _titles() -> frozenset[str]:
    titles = _table()["titles"]
    assert isinstance(titles, list)
    return frozenset(fold(title) for title in titles)


@cache
def _first_names() -> dict[str, str]:
    groups = _table()["first_names"]
    assert isinstance(groups, list)
    return {fold(name): fold(group.split()[0]) for group in groups for name in group.split()}


def given_name(word: str) -> str:
    """The folded form that all spellings of a first name share ("Yury", "Yuri"); "" for other words."""
    return _first_names().get(fold(word), "")


@lru_cache(maxsize=16_384)
def skeleton(name: str) -> str:
    """A full name folded word by word, titles dropped, variants of a first name made equal."""
    words = [fold(word) for word in re.findall(r"[^\W\d_][^\W\d_'’ʼ`]*", name)]
    kept = [word for word in words if word and word not in _titles()] or [word for word in words if word]
    return " ".join(_first_names().get(word, word) for word in kept)


def _closeness(a: str, b: str) -> float:
    jaro = JaroWinkler.normalized_similarity(a, b)
    return 50 * (jaro + DamerauLevenshtein.normalized_similarity(a, b))


def similarity(a: str, b: str) -> float:
    """How likely two names are one person's, 0..100; a surname alone is compared with the surname.

    From `SAME` on they are the same person, between `UNSURE` and `SAME` ask.
    """
    if (person := known_person(a)) is not None and person is known_person(b):
        return 100.0
    first, second = skeleton(a).split(), skeleton(b).split()
    if not first or not second:
        return 0.0
    surnames = _closeness(first[-1], second[-1])
    if len(first) == 1 or len(second) == 1:
        return surnames
    # One of the two is the name that somebody is called by; a middle name alone is shared by strangers.
    called = [(first[0], other) for other in second[:-1]] + [(one, second[0]) for one in first[:-1]]
    given = max(_closeness(one, other) for one, other in called)
    return _FIRST_NAME_SHARE * given + (1 - _FIRST_NAME_SHARE) * surnames


@cache
def _shipped_people() -> tuple[KnownPerson, ...]:
    people = _table()["people"]
    assert isinstance(people, dict)
    return tuple(_person(key, row) for key, row in people.items())


@renewed
@cache
def known_people() -> tuple[KnownPerson, ...]:
    """Everyone of `data/names/people.toml`, in the file's order, then those whom only editors know."""
    people = {person.key: person for person in _shipped_people()}
    for spelling, whose in additions().people:
        known = _skeletons(people.values()).get(skeleton(whose))
        person = known or KnownPerson("x-" + skeleton(whose).replace(" ", "-"), whose, (), ())
        people[person.key] = replace(person, aliases=(*person.aliases, spelling))
    return tuple(people.values())


def _person(key: str, row: dict[str, str]) -> KnownPerson:
    return KnownPerson(
        key=key,
        name=row["name"],
        aliases=tuple(_items(row.get("aliases", ""))),
        offices=tuple(_office(item) for item in _items(row.get("offices", ""), ";")),
    )


def _office(item: str) -> Office:
    kind, *of = item.split()
    return Office(kind, tuple(of))


def _items(text: str, separator: str = ",") -> Iterator[str]:
    return (item.strip() for item in text.split(separator) if item.strip())


@cache
def other_names() -> frozenset[str]:
    """Lower-case names of people who are not in the table but well known, and frequent surnames."""
    names = _table()["other_names"]
    assert isinstance(names, str)
    return frozenset(names.split())


@renewed
@cache
def _by_skeleton() -> dict[str, KnownPerson | None]:
    return _skeletons(known_people())


def _skeletons(people: Iterable[KnownPerson]) -> dict[str, KnownPerson | None]:
    """Skeleton of every name and alias; a surname is a key too where only one known person bears it."""
    people, table = list(people), dict[str, KnownPerson | None]()
    for person in people:
        for alias in (person.name, *person.aliases):
            table[skeleton(alias)] = person
    surnames: dict[str, set[str]] = {}
    for person in people:
        surnames.setdefault(skeleton(person.name).split()[-1], set()).add(person.key)
    for person in people:
        surname = skeleton(person.name).split()[-1]
        if len(surnames[surname]) == 1:
            table.setdefault(surname, person)
    return table


def known_person(name: str) -> KnownPerson | None:
    """The known person behind `name` in any spelling, full or surname alone; None where nobody fits."""
    return _by_skeleton().get(skeleton(name))
