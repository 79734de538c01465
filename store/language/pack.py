"""Language packs: what a language's words mean, as data. Adding a language is adding `data/<lang>/*.toml`.

A pack is checked as a whole against a closed list of keys; `PackFault` lists every fault at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from store.errors import PackFault

__all__ = ["SHAPES", "LanguagePack", "Phrases", "check_pack", "load_pack", "pack_languages", "read_pack"]

T = TypeVar("T")
DATA: Final = Path(__file__).parent / "data"

# The closed key list: file -> key -> shape, one of
#   words   a list of lower-case words or phrases
#   groups  a table name -> words: the name is what the words mean
#   numbers a table word -> integer or float
#   text    one string; patterns: a list of regular expressions
SHAPES: Final[Mapping[str, Mapping[str, str]]] = {
    "general": {
        "dictionary": "text",
        "roots": "text",
        "clitics": "words",
        "copulas": "words",
        "finite": "words",
        "be": "words",
        "decimal": "text",
        "thousands": "text",
        "abbreviations": "words",
        "articles": "words",
        "complementisers": "words",
        "conjunctions": "words",
        "subordinators": "words",
        "relatives": "words",
        "prepositions": "words",
        "place_prepositions": "words",
        "inside_prepositions": "words",
        "locatives": "words",
        "auxiliaries": "words",
        "adverbs": "words",
        "openers": "words",
        "reciprocals": "words",
        "pronouns": "groups",
        "object_pronouns": "groups",
        "demonstratives": "words",
        "negations": "words",
        "adversatives": "words",
        "infinitives": "words",
        "definite": "words",
        "possessives": "words",
        "own": "words",
        "having": "words",
        "function_words": "words",
        "topic_words": "words",
    },
    "cues": {
        "enclitics": "words",
        "active": "groups",
        "remark": "groups",
        "inverted": "groups",
        "passive": "groups",
        "act": "groups",
        "violent": "words",
        "reading": "words",
        "signs": "words",
        "homographs": "words",
        "occasions": "words",
        "telling": "words",
        "showing": "words",
        "quantifiers": "words",
        "plural_endings": "words",
        "noun": "groups",
        "according": "words",
        "relay": "words",
        "agent": "words",
        "fragment": "words",
        "addressee": "words",
        "topics": "words",
        "addressee_nouns": "words",
        "addressing": "words",
        "dependent": "patterns",
        "plural": "words",
        "interposed": "words",
        "titles": "words",
        "nicknames": "words",
        "naming": "words",
        "generic_groups": "words",
        "anonymity": "words",
        "content_openers": "words",
    },
    "people": {
        "role_order": "text",
        "verb_prefixes": "words",
        "passive_prefixes": "words",
        "common_shapes": "patterns",
        "territorial_roles": "words",
        "relations": "words",
        "facilities": "words",
        "kin": "words",
        "own_kin": "words",
        "roles": "words",
        "role_modifiers": "words",
        "role_openers": "words",
        "role_links": "words",
        "ranks": "words",
        "honorifics": "words",
        "institutions": "words",
        "groups_of_people": "words",
        "anonymous": "words",
        "name_particles": "words",
        "given_names": "words",
        "genders": "groups",
        "countries": "words",
        "outlets": "words",
        "place_types": "words",
        "not_names": "words",
    },
    "events": {
        "active": "groups",
        "passive": "groups",
        "nouns": "groups",
        "unit_kinds": "groups",
        "nobody": "groups",
        "main_verbs": "words",
        "participles": "patterns",
        "corrected": "words",
        "revision": "words",
        "superseded": "words",
        "disputed": "words",
        "denied": "words",
        "denied_wholes": "words",
        "contrast": "words",
        "labels": "words",
        "label_units": "words",
        "person_units": "words",
        "generic_person": "text",
        "classifiers": "words",
        "unit_stop": "words",
        "part_of": "words",
        "lacking": "words",
        "others": "words",
        "including": "words",
        "currencies": "words",
        "generic_units": "words",
        "zero": "words",
        "zero_doubtful": "words",
        "nobody_words": "words",
        "forming": "words",
    },
    "numbers": {
        "units": "numbers",
        "teens": "words",
        "tens": "words",
        "scales": "numbers",
        "digit_scales": "numbers",
        "one": "words",
        "dozens": "words",
        "half": "words",
        "vague": "groups",
        "fractions": "groups",
        "at_least": "words",
        "at_most": "words",
        "about": "words",
        "at_least_after": "words",
        "range": "words",
        "between": "words",
        "between_and": "words",
        "singular": "words",
        "link": "words",
    },
    "figures": {
        "whole": "words",
        "quantifiers": "words",
        "rates": "words",
        "shares": "words",
        "places": "words",
        "from": "words",
        "to": "words",
        "becoming": "words",
        "by": "words",
        "replacing": "words",
        "comparing": "words",
        "formerly": "words",
        "currently": "words",
        "changes": "groups",
    },
    "dates": {
        "months": "numbers",
        "weekdays": "numbers",
        "relative_days": "numbers",
        "relative_periods": "groups",
        "period_units": "groups",
        "ago": "words",
        "latest": "words",
        "prefixes": "words",
        "day_parts": "words",
        "night": "words",
        "future": "words",
        "year_words": "words",
        "clock_words": "words",
        "clock_suffixes": "words",
        "vague_times": "words",
        "since": "words",
        "order": "text",
        "date_links": "words",
    },
    "furniture": {"lines": "patterns", "inline": "patterns", "announcing": "patterns"},
}
# Files of a language folder that other rooms own.
FOREIGN: Final = frozenset({"conversation", "places", "questions", "reading"})


class Phrases(Generic[T]):
    """A table of words and phrases, looked up at a position of a list of lower-case words, longest first."""

    __slots__ = ("_by_first", "_single")

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._single: dict[str, T] = {}
        self._by_first: dict[str, dict[str, list[tuple[tuple[str, ...], T]]]] = {}
        for phrase, value in entries:
            words = tuple(phrase.split())
            if len(words) == 1:
                self._single.setdefault(words[0], value)
            elif words:
                self._by_first.setdefault(words[0], {}).setdefault(words[1], []).append((words, value))
        for seconds in self._by_first.values():
            for rows in seconds.values():
                rows.sort(key=lambda row: -len(row[0]))

    def match(self, words: Sequence[str], at: int) -> tuple[int, T] | None:
        """How many words from `at` form an entry, and its value; None where none starts here."""
        first = words[at]
        seconds = self._by_first.get(first)
        if seconds is not None and at + 1 < len(words):
            for phrase, value in seconds.get(words[at + 1], ()):
                if tuple(words[at : at + len(phrase)]) == phrase:
                    return len(phrase), value
        if first in self._single:
            return 1, self._single[first]
        return None

    def ending_at(self, words: Sequence[str], end: int, longest: int = 4) -> tuple[int, T] | None:
        """The longest entry whose last word is `words[end - 1]`."""
        for length in range(min(longest, end), 0, -1):
            found = self.match(words, end - length)
            if found is not None and found[0] == length:
                return found
        return None

    def __contains__(self, phrase: object) -> bool:
        if not isinstance(phrase, str) or not phrase:
            return False
        words = phrase.split()
        found = self.match(words, 0) if words else None
        return found is not None and found[0] == len(words)

    def get(self, word: str) -> T | None:
        """The value of a single word."""
        return self._single.get(word)


@dataclass(frozen=True, slots=True)
class LanguagePack:
    """All data of one language, checked. `words` gives sets, `phrases` tables keyed by meaning."""

    lang: str
    _sections: Mapping[str, Mapping[str, Any]]
    _words: dict[str, frozenset[str]]
    _phrases: dict[str, Phrases[str]]

    def text(self, key: str) -> str:
        """One string: `text("numbers.decimal")`."""
        return str(self._value(key))

    def patterns(self, key: str) -> tuple[str, ...]:
        """Regular expressions, in order."""
        return tuple(self._value(key))

    def numbers(self, key: str) -> Mapping[str, float]:
        """A table word -> number."""
        value: Mapping[str, float] = self._value(key)
        return value

    def words(self, key: str) -> frozenset[str]:
        """A word list, or all words of a grouped table, as a set."""
        if key not in self._words:
            value = self._value(key)
            rows = value if isinstance(value, list) else [w for group in value.values() for w in group]
            self._words[key] = frozenset(rows)
        return self._words[key]

    def phrases(self, key: str) -> Phrases[str]:
        """A table of phrases with their meaning (the group's name, or the key itself for a plain list)."""
        if key not in self._phrases:
            self._phrases[key] = Phrases(self._entries(key))
        return self._phrases[key]

    def groups(self, key: str) -> Mapping[str, tuple[str, ...]]:
        """A grouped table: meaning -> words."""
        return {name: tuple(rows) for name, rows in self._value(key).items()}

    def _entries(self, key: str) -> Iterator[tuple[str, str]]:
        value = self._value(key)
        if isinstance(value, list):
            yield from ((phrase, key) for phrase in value)
            return
        for name, rows in value.items():
            yield from ((phrase, name) for phrase in rows)

    def _value(self, key: str) -> Any:
        section, _, name = key.partition(".")
        return self._sections[section][name]


def pack_languages(folder: Path = DATA) -> tuple[str, ...]:
    """The languages that have a pack."""
    return tuple(sorted(path.parent.name for path in folder.glob("*/general.toml")))


def read_pack(lang: str, folder: Path = DATA) -> dict[str, dict[str, Any]]:
    """The raw tables of a language: file name -> key -> value. Unreadable files become faults."""
    sections: dict[str, dict[str, Any]] = {}
    faults = []
    for path in sorted((folder / lang).glob("*.toml")):
        try:
            sections[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            faults.append(f"{lang}/{path.name}: {error}")
    if faults:
        raise PackFault(faults)
    return sections


def check_pack(lang: str, sections: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Every fault of a pack: missing and unknown files and keys, wrong shapes, bad words. Empty = sound."""
    faults = [f"{lang}: unknown file {name}.toml" for name in sections if name not in {*SHAPES, *FOREIGN}]
    for name, keys in SHAPES.items():
        if name not in sections:
            faults.append(f"{lang}: missing file {name}.toml")
            continue
        section = sections[name]
        faults += [f"{lang}/{name}: unknown key {key}" for key in section if key not in keys]
        faults += [f"{lang}/{name}: missing key {key}" for key in keys if key not in section]
        for key, value in section.items():
            if key in keys:
                faults += [f"{lang}/{name}.{key}: {fault}" for fault in _faults_of(keys[key], value)]
    return faults


def _faults_of(shape: str, value: object) -> Iterator[str]:
    if shape == "text":
        if not isinstance(value, str):
            yield "must be a string"
    elif shape in {"words", "patterns"}:
        yield from _word_faults(value, lower=shape == "words")
    elif not isinstance(value, dict):
        yield "must be a table"
    elif shape == "numbers":
        yield from (f"{name} must be a number" for name, number in value.items() if not _is_number(number))
    else:
        for name, rows in value.items():
            yield from (f"{name}: {fault}" for fault in _word_faults(rows, lower=True))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _word_faults(value: object, *, lower: bool) -> Iterator[str]:
    if not isinstance(value, list):
        yield "must be a list"
        return
    seen: set[object] = set()
    for word in value:
        if not isinstance(word, str) or not word.strip() or (lower and " ".join(word.split()) != word):
            yield f"{word!r} is not a word"
        elif lower and word != word.lower():
            yield f"{word!r} is not in lower case"
        elif word in seen:
            yield f"{word!r} stands twice"
        seen.add(word)


@cache
def load_pack(lang: str) -> LanguagePack:
    """The pack of `lang`, read once. An unknown language is a PackFault."""
    sections = read_pack(lang)
    faults = check_pack(lang, sections)
    if faults:
        raise PackFault(faults)
    return LanguagePack(lang, sections, {}, {})
