"""The words of questions as data: function words, intents, colloquial forms, words for days; both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from importlib import resources

from store.search.words import words_of

__all__ = ["Asking", "Intent", "load_asking"]

Phrase = tuple[str, ...]


class Intent(Enum):
    """What a question wants; the values are keys of the data files."""

    SAID = "said"
    HOW_MANY = "how_many"
    WHO = "who"
    WHERE = "where"
    WHEN = "when"
    YES_NO = "yes_no"
    LATEST = "latest"
    HAPPENED = "happened"
    REACTION = "reaction"
    DISPUTE = "dispute"
    WHOIS = "whois"
    FORECAST = "forecast"
    OPINION = "opinion"
    SMALL_TALK = "small_talk"


@dataclass(slots=True)
class Asking:
    """The data of both languages together; phrases are tuples of lower-case words."""

    function_words: set[str] = field(default_factory=set)
    own_function_words: dict[str, set[str]] = field(default_factory=dict)
    intents: dict[Phrase, set[Intent]] = field(default_factory=dict)
    colloquial: dict[str, dict[str, Phrase]] = field(default_factory=dict)
    months: dict[str, int] = field(default_factory=dict)
    weekdays: dict[str, int] = field(default_factory=dict)
    days: dict[Phrase, str] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    longest: int = 1


@cache
def load_asking() -> Asking:
    """The question words of Indonesian and English (cached)."""
    asking = Asking()
    for lang in ("id", "en"):
        path = resources.files("store.language") / "data" / lang / "questions.toml"
        _add(asking, lang, tomllib.loads(path.read_text(encoding="utf-8")))
    asking.longest = max(len(phrase) for phrase in (*asking.intents, *asking.days))
    return asking


def _add(asking: Asking, lang: str, table: dict[str, dict[str, str]]) -> None:
    own = set(words_of(str(table["function_words"])))
    asking.own_function_words[lang] = own
    asking.function_words |= own
    for key, text in table["intents"].items():
        for phrase in _phrases(text):
            asking.intents.setdefault(phrase, set()).add(Intent(key))
    asking.colloquial[lang] = {short: tuple(words_of(full)) for short, full in table["colloquial"].items()}
    _add_days(asking, table["dates"])
    asking.words |= own | {word for phrase in (*asking.intents, *asking.days) for word in phrase}
    asking.words |= set(asking.colloquial[lang]) | set(asking.months) | set(asking.weekdays)


def _add_days(asking: Asking, table: dict[str, str]) -> None:
    for names, numbers in ((table["months"], asking.months), (table["weekdays"], asking.weekdays)):
        for number, group in enumerate(names.split(",")):
            numbers.update({name.strip(): number for name in group.split("/")})
    for key, text in table.items():
        if key not in ("months", "weekdays"):
            asking.days.update({phrase: key for phrase in _phrases(text)})


def _phrases(text: str) -> Iterator[Phrase]:
    return (tuple(words_of(item.lower())) for item in text.split(",") if item.strip())
