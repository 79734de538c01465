"""How place names are written: one folded form for all spellings and scripts, endings, and helper words.

A *key* is the folded name ("Куп'янськ", "Kupyansk" and "Kupiansk" share `kupiansk`). A *stem* is the key of a
Cyrillic name without its case ending, so that "в Судже" still finds Суджа.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from anyascii import anyascii

__all__ = [
    "DATA",
    "PlaceKind",
    "PlaceWords",
    "Word",
    "fold",
    "fold_name",
    "is_first_name",
    "keys_of_name",
    "place_words",
    "stem_name",
    "words_of",
]

DATA = Path(__file__).parent / "data"

# A word may hold an apostrophe (Sana'a, Слов'янськ) but not the English possessive, which stays outside.
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`](?!s\b)[^\W\d_]+)*")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LETTERS = str.maketrans("yw", "iv", "'`\"-")
_REPEATED = re.compile(r"(.)\1+")
_SOFT_E = re.compile("i+e")
_MIN_STEM = 3


class PlaceKind(StrEnum):
    """What a place is; regions are oblasts and provinces, raions their districts, areas cross borders."""

    COUNTRY = "country"
    REGION = "region"
    RAION = "raion"
    SETTLEMENT = "settlement"
    SEA = "sea"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text with its code point offsets."""

    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """The folded form."""
        return fold(self.text)

    @property
    def stem(self) -> str:
        """The folded form without its Slavic case ending."""
        return _stem(fold(self.text))

    @property
    def capitalised(self) -> bool:
        """Whether the word starts with a capital letter."""
        return self.text[0].isupper()

    @property
    def cyrillic(self) -> bool:
        """Whether the word is written in Cyrillic letters."""
        return bool(_CYRILLIC.match(self.text))


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words of all languages that stand beside place names, folded; see `data/<lang>/places.toml`.

    `kinds` maps a generic word to the kind of place it announces ("oblast" -> REGION), `small` holds those
    that announce a small settlement, `prepositions` lead to a place, `links` stand between a generic word and
    a name ("city of"), `joints` between the places of a list ("and"), `given_names` are first names of
    people, `never` are words spelt almost as a place (not folded, in small letters), `endings` are Slavic
    case endings, longest first.
    """

    kinds: dict[str, PlaceKind]
    small: frozenset[str]
    prepositions: frozenset[str]
    links: frozenset[str]
    joints: frozenset[str]
    given_names: frozenset[str]
    never: frozenset[str]
    endings: tuple[str, ...]


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """Fold one word: Latin letters, small, y as i, w as v, kh as h, ie as e, no doubled letters."""
    plain = anyascii(word).lower().translate(_LETTERS)
    plain = plain.replace("kh", "h").replace("zhzh", "zh").replace("shch", "sch")
    return _REPEATED.sub(r"\1", _SOFT_E.sub("e", plain))


def words_of(text: str) -> list[Word]:
    """All words of a text in order. Numbers and signs are not words."""
    return [Word(found[0], found.start(), found.end()) for found in _WORD.finditer(text)]


def fold_name(name: str) -> str:
    """The key of a name of one or more words: folded words with single blanks between them."""
    return " ".join(word.key for word in words_of(name))


def stem_name(name: str) -> str:
    """The stem of a name: like `fold_name`, each word without its Slavic case ending."""
    return " ".join(word.stem for word in words_of(name))


def keys_of_name(name: str) -> tuple[str, ...]:
    """How a name is filed: its key; a Cyrillic name as "~stem", an abbreviation ("=AS") as it stands."""
    if name.startswith("="):
        return (name,)
    key = f"~{stem_name(name)}" if _CYRILLIC.match(name) else fold_name(name)
    return (key,) if len(key.lstrip("~")) > 2 and key.isascii() else ()


@lru_cache(maxsize=1 << 14)
def _stem(key: str) -> str:
    for ending in place_words().endings:
        if key.endswith(ending) and len(key) - len(ending) >= _MIN_STEM:
            return _stem(key[: -len(ending)])  # again, so that Корея and Корее end at the same letters
    return key


def is_first_name(word: str) -> bool:
    """Whether a word is a known first name of people, in any spelling."""
    return fold(word) in place_words().given_names


@cache
def place_words() -> PlaceWords:
    """Read and merge `data/<lang>/places.toml` of all languages and `data/names/given.toml`."""
    packs = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(DATA.glob("??/places.toml"))]
    given = tomllib.loads((DATA / "names/given.toml").read_text(encoding="utf-8"))

    def merged(field: str) -> frozenset[str]:
        return frozenset(fold_name(word) for pack in packs for word in pack[field])

    kinds = {
        fold_name(word): PlaceKind(kind)
        for pack in packs
        for kind, words in pack["kinds"].items()
        for word in words
    }
    return PlaceWords(
        kinds=kinds,
        small=merged("small"),
        prepositions=merged("prepositions"),
        links=merged("links"),
        joints=merged("joints"),
        given_names=frozenset(fold(name) for names in given.values() for name in names),
        never=frozenset(word for pack in packs for word in pack["never"]),
        endings=tuple(sorted({e for pack in packs for e in pack["endings"]}, key=lambda e: (-len(e), e))),
    )
