"""The concept glossary: which words of Indonesian, English (and others) mean the same thing in conflict news.

Read from `data/glossary.toml`; its head explains the format. Countries and the places whose spellings no rule
can join are concepts as well; all other places are the gazetteer's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from pathlib import Path

from store.language.additions import additions, renewed

__all__ = ["Category", "Concept", "abbreviations", "deeds", "load_glossary"]

_DATA = Path(__file__).parent / "data" / "glossary.toml"
_FORMS = ("id", "en", "ru", "uk")


class Category(Enum):
    """The tables of the data file: what sort of concept it is."""

    ACT = "concepts"
    BODY = "bodies"
    THING = "things"
    AFFAIR = "affairs"
    GENERAL = "general"
    NUMERAL = "numerals"
    COUNTRY = "countries"
    PLACE = "places"


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning. `phrases` stand for all their inflections, `printed` words for exactly this form.

    `also` are keys of concepts that answer for this one a little less well; `capital` names stand for the
    country's government; `within` is the key of the enclosing place or country ("" if none).
    """

    key: str
    category: Category
    phrases: tuple[str, ...]
    printed: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    within: str = ""

    @property
    def is_place(self) -> bool:
        """Whether it is a country or a place."""
        return self.category in (Category.COUNTRY, Category.PLACE)


@renewed
@cache
def load_glossary() -> dict[str, Concept]:
    """All concepts by key, in the file's order, with the words that editors added (cached)."""
    glossary = dict(_shipped())
    for _, word, key in additions().words:
        concept = glossary[key]
        glossary[key] = replace(concept, phrases=(*concept.phrases, word))
    return glossary


@cache
def deeds() -> frozenset[str]:
    """Keys of the concepts that say what is done or befalls somebody."""
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return frozenset(str(table["deeds"]["concepts"]).split()) & frozenset(_shipped())


@cache
def _shipped() -> dict[str, Concept]:
    tables = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {
        key: _concept(key, category, row)
        for category in Category
        for key, row in tables[category.value].items()
    }


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviations that are other words in small letters ("AS", "US") and what they stand for."""
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))["abbreviations"]
    return {str(key): str(value) for key, value in table.items()}


def _concept(key: str, category: Category, row: dict[str, str]) -> Concept:
    forms = [form for lang in _FORMS for form in _items(row.get(lang, ""))]
    return Concept(
        key=key,
        category=category,
        phrases=_unique(form for form in forms if not form.startswith("=")),
        printed=_unique(form[1:] for form in forms if form.startswith("=")),
        capital=tuple(_items(row.get("capital", ""))),
        also=tuple(_items(row.get("also", ""))),
        within=row.get("in", ""),
    )


def _items(text: str) -> Iterator[str]:
    return (item.strip().lower() for item in text.split(",") if item.strip())


def _unique(forms: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(forms))
