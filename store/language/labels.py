"""Words of a fact in the reader's language, by way of the concept glossary.

Only labels for glosses: verbatim words are never translated.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from store.language.additions import additions, renewed
from store.language.stems import stem

__all__ = ["concepts_in", "label_of", "matters_in"]

_DATA = Path(__file__).parent / "data" / "glossary.toml"
_TABLES = ("concepts", "affairs", "things", "bodies")
LONGEST = 3


def _phrases(text: str) -> list[str]:
    return [part.strip().lstrip("=").lower() for part in text.split(",") if part.strip()]


def _key(words: list[str], lang: str) -> str:
    return " ".join(stem(word.strip(".,:;!?\"'“”‘’()").lower(), lang) for word in words)


@cache
def _rows() -> dict[str, dict[str, str]]:
    tables = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {key: row for name in _TABLES for key, row in tables[name].items()}


@renewed
@cache
def _meanings(lang: str) -> dict[str, str]:
    """Stemmed phrases of a language -> concept; a word as printed wins over its stem, the first concept over later."""
    found: dict[str, str] = {}
    for concept, row in _rows().items():
        for phrase in _phrases(row.get(lang, "")):
            found.setdefault(phrase, concept)
    for concept, row in _rows().items():
        for phrase in _phrases(row.get(lang, "")):
            found.setdefault(_key(phrase.split(), lang), concept)
    for language, word, concept in additions().words:
        if language == lang:
            found |= {word: concept, _key(word.split(), lang): concept}
    return found


def _concept(words: list[str], lang: str) -> str:
    meanings = _meanings(lang)
    return meanings.get(" ".join(words).lower()) or meanings.get(_key(words, lang), "")


def concepts_in(phrase: str, lang: str) -> list[str]:
    """The concepts that a phrase speaks of, longer ones first, then in the order of its words."""
    words = phrase.split()
    parts = [
        words[at : at + length] for length in range(LONGEST, 0, -1) for at in range(len(words) - length + 1)
    ]
    return list(dict.fromkeys(found for part in parts if (found := _concept(part, lang))))


@cache
def _colourless() -> frozenset[str]:
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return frozenset(table["colourless"]["concepts"].split())


def matters_in(phrase: str, lang: str) -> frozenset[str]:
    """The concepts that tell what a phrase is about: without how, when and by whom it is said."""
    return frozenset(concepts_in(phrase, lang)) - _colourless()


def label_of(phrase: str, origin: str, lang: str) -> str:
    """A unit ("warga", "prajurit TNI") in another language; "" where neither it nor a part of it is known."""
    if origin == lang or not phrase.strip():
        return phrase
    words = phrase.split()
    shorter = [words[:end] for end in range(len(words), 0, -1)] + [
        words[begin:] for begin in range(1, len(words))
    ]
    concepts = (_concept(part, origin) for part in shorter)
    labels = (_phrases(_rows()[concept].get(lang, "")) for concept in concepts if concept)
    return next((names[0] for names in labels if names), "")
