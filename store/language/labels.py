"""Words of a fact in the reader's language: units and events by way of the concept glossary.

Only labels for glosses: verbatim words are never translated.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from store.language.stems import stem

__all__ = ["label_of"]

_DATA = Path(__file__).parent / "data" / "glossary.toml"
_NO_WORDS = {"abbreviations", "countries", "places", "numerals"}


def _phrases(text: str) -> list[str]:
    return [part.strip().lstrip("=").lower() for part in text.split(",") if part.strip()]


def _key(phrase: str, lang: str) -> str:
    return " ".join(stem(word, lang) for word in phrase.lower().split())


@cache
def _table(origin: str, lang: str) -> dict[str, str]:
    """Stemmed phrases of `origin` -> the first phrase of the same concept in `lang`; the first concept wins."""
    tables = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for name, rows in tables.items():
        if name in _NO_WORDS:
            continue
        for row in rows.values():
            target = _phrases(row.get(lang, ""))
            for phrase in _phrases(row.get(origin, "")):
                if target:
                    found.setdefault(_key(phrase, origin), target[0])
    return found


def label_of(phrase: str, origin: str, lang: str) -> str:
    """`phrase` of language `origin` in `lang`: as a whole, or without its last or first words; "" if unknown."""
    if not phrase.strip():
        return ""
    if origin == lang:
        return phrase
    table, words = _table(origin, lang), phrase.split()
    shorter = [words[:end] for end in range(len(words), 0, -1)] + [words[begin:] for begin in range(1, len(words))]
    keys = (_key(" ".join(part), origin) for part in shorter)
    return next((table[key] for key in keys if key in table), "")
