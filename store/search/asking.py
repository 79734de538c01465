"""The words of questions as data: function words, intents, colloquial forms, words for days."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from importlib import resources

from store.search.words import root, words_of

__all__ = ["Asking", "Days", "Intent", "load_asking"]

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
    WHY = "why"
    HOW_LONG = "how_long"


class Days(Enum):
    """Kinds of words for days relative to the day of asking; the values are keys of the data files."""

    LAST_NIGHT = "last_night"
    TODAY = "today"
    YESTERDAY = "yesterday"
    DAY_BEFORE = "day_before"
    DAYS_AGO = "days_ago"
    WEEKS_AGO = "weeks_ago"
    MONTHS_AGO = "months_ago"
    YEARS_AGO = "years_ago"
    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"


@dataclass(slots=True)
class Asking:
    """The data of both languages together; phrases are tuples of lower-case words.

    `lengths`: by first word, how many words a phrase of `intents` or `days` that begins with it has at most.
    `measures`: by root of what is measured, the printed words and signs of its units.
    """

    function_words: set[str] = field(default_factory=set)
    weak_words: set[str] = field(default_factory=set)
    locatives: set[str] = field(default_factory=set)
    inside: set[str] = field(default_factory=set)
    last_words: set[str] = field(default_factory=set)
    topic_markers: set[str] = field(default_factory=set)
    year_prefixes: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    owner_links: set[str] = field(default_factory=set)
    reasons: set[str] = field(default_factory=set)
    polar: set[str] = field(default_factory=set)
    numbered: set[str] = field(default_factory=set)
    dated: set[str] = field(default_factory=set)
    spelling_out: set[str] = field(default_factory=set)
    measures: dict[str, set[str]] = field(default_factory=dict)
    own_function_words: dict[str, set[str]] = field(default_factory=dict)
    intents: dict[Phrase, set[Intent]] = field(default_factory=dict)
    colloquial: dict[str, dict[str, Phrase]] = field(default_factory=dict)
    months: dict[str, int] = field(default_factory=dict)
    weekdays: dict[str, int] = field(default_factory=dict)
    days: dict[Phrase, Days] = field(default_factory=dict)
    short_forms: set[str] = field(default_factory=set)
    full_words: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    lengths: dict[str, int] = field(default_factory=dict)


@cache
def load_asking() -> Asking:
    """The question words of Indonesian and English (cached)."""
    asking = Asking()
    for lang in ("id", "en"):
        path = resources.files("store.language") / "data" / lang / "questions.toml"
        _add(asking, lang, tomllib.loads(path.read_text(encoding="utf-8")))
    for phrase in (*asking.intents, *asking.days):
        asking.lengths[phrase[0]] = max(asking.lengths.get(phrase[0], 0), len(phrase))
    return asking


def _add(asking: Asking, lang: str, table: dict[str, dict[str, str]]) -> None:
    own = set(words_of(str(table["function_words"])))
    asking.own_function_words[lang] = own
    asking.function_words |= own
    for key, text in table["intents"].items():
        for phrase in _phrases(text):
            asking.intents.setdefault(phrase, set()).add(Intent(key))
    asking.colloquial[lang] = {short: tuple(words_of(full)) for short, full in table["colloquial"].items()}
    for names, numbers in (("months", asking.months), ("weekdays", asking.weekdays)):
        numbers.update(_numbered(table["names"][names]))
    asking.weak_words |= set(words_of(str(table["weak_words"])))
    asking.locatives |= set(words_of(table["speaker"]["locative"]))
    asking.inside |= set(words_of(table["speaker"]["inside"]))
    asking.topic_markers |= set(words_of(table["speaker"]["topic"]))
    asking.year_prefixes |= set(words_of(table["speaker"]["year_prefix"]))
    asking.articles |= set(words_of(table["speaker"]["article"]))
    asking.owner_links |= set(words_of(table["speaker"]["owner_link"]))
    asking.reasons |= set(words_of(table["marks"]["reason"]))
    asking.polar |= set(words_of(table["marks"]["polar"]))
    asking.numbered |= set(words_of(table["marks"]["numbered"]))
    asking.dated |= set(words_of(table["marks"]["dated"]))
    asking.spelling_out |= set(words_of(table["marks"]["spelling_out"]))
    for measured, units in table["measures"].items():
        asking.measures.setdefault(root(measured), set()).update(units.split())
    asking.last_words |= set(words_of(table["names"]["last"]))
    for key, text in table["days"].items():
        asking.days.update({phrase: Days(key) for phrase in _phrases(text)})
    asking.full_words |= own | {word for phrase in (*asking.intents, *asking.days) for word in phrase}
    asking.full_words |= set(asking.months) | set(asking.weekdays)
    asking.short_forms |= set(asking.colloquial[lang])
    asking.words |= asking.full_words | set(asking.colloquial[lang])


def _numbered(text: str) -> Iterator[tuple[str, int]]:
    """Names with their number from 0, the spellings of one name separated by slashes."""
    for number, group in enumerate(text.split(",")):
        yield from ((name.strip(), number) for name in group.split("/"))


def _phrases(text: str) -> Iterator[Phrase]:
    return (tuple(words_of(item.lower())) for item in text.split(",") if item.strip())
