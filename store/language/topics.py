"""Topics that a reader can follow: which one a typed name means, and which ones an article is about."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from store.language.labels import concepts_in

__all__ = ["Topic", "load_topics", "named_topic", "topics_of"]

_DATA = Path(__file__).parent / "data" / "topics.toml"
# A typed name this close to a topic's is meant, 0..100; short names must be spelt right.
CLOSE = 84
SHORT = 4
# So many facts have to speak of a topic where the title does not.
FACTS = 2


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: kinds of claims and concepts of the glossary that make it, and what people call it."""

    key: str
    kinds: frozenset[str]
    concepts: frozenset[str]
    names: tuple[str, ...]


@cache
def load_topics() -> dict[str, Topic]:
    """All topics by key, in the file's order (cached)."""
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {
        key: Topic(key, frozenset(row["kinds"]), frozenset(row["concepts"]), tuple(row["names"]))
        for key, row in table.items()
    }


def named_topic(name: str, *, typos: bool = True) -> str:
    """The key of the topic that a typed name means, with `typos` or only as it is written; "" where it is none."""
    plain = " ".join(name.casefold().split())
    names = {label: topic.key for topic in load_topics().values() for label in topic.names}
    if plain in names:
        return names[plain]
    if not typos or len(plain) <= SHORT:
        return ""
    close = process.extractOne(plain, list(names), scorer=fuzz.ratio, score_cutoff=CLOSE)
    return names[close[0]] if close else ""


def topics_of(title: str, facts: Iterable[tuple[str, str]], lang: str) -> tuple[str, ...]:
    """The topics of an article in `lang`: its title, and its facts as (kind, words)."""
    kinds, spoken = set[str](), Counter[str]()
    for kind, words in facts:
        kinds.add(kind)
        spoken.update(set(concepts_in(words, lang)))
    often = {concept for concept, count in spoken.items() if count >= FACTS} | set(concepts_in(title, lang))
    return tuple(
        topic.key for topic in load_topics().values() if topic.kinds & kinds or topic.concepts & often
    )
