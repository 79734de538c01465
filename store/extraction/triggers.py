"""Triggers: the words of a sentence that tell what happened, with the kind of claim and the voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from store.extraction.page import Page, Range
from store.language.pack import Phrases, load_pack

__all__ = ["ACTIVE", "NOUN", "PASSIVE", "Trigger", "find_triggers", "kind_of_unit"]

ACTIVE: Final = "active"
PASSIVE: Final = "passive"
NOUN: Final = "nouns"


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event word: tokens, kind, and the voices that it can have."""

    at: Range
    kinds: tuple[tuple[str, str], ...]

    def kind(self, voice: str) -> str:
        """The kind of claim in that voice, "" = the word has no such voice."""
        return next((kind for has, kind in self.kinds if has == voice), "")


@cache
def _table(lang: str) -> Phrases[tuple[tuple[str, str], ...]]:
    pack = load_pack(lang)
    rows: dict[str, list[tuple[str, str]]] = {}
    for voice in (ACTIVE, PASSIVE, NOUN):
        for kind, words in pack.groups(f"events.{voice}").items():
            for word in words:
                rows.setdefault(word, []).append((voice, kind))
    return Phrases((word, tuple(kinds)) for word, kinds in rows.items())


def find_triggers(page: Page, sentence: Range) -> list[Trigger]:
    """The event words of a sentence, left to right, longest first."""
    table, found, at = _table(page.pack.lang), [], sentence[0]
    while at < sentence[1]:
        hit = table.match(page.lowers, at)
        if hit is None or at + hit[0] > sentence[1]:
            at += 1
            continue
        found.append(Trigger((at, at + hit[0]), hit[1]))
        at += hit[0]
    return found


def kind_of_unit(lang: str, words: Sequence[str]) -> str:
    """The kind that a unit alone gives: square kilometres are an area. "" = none."""
    table = load_pack(lang).phrases("events.unit_kinds")
    for at in range(len(words)):
        found = table.match(words, at)
        if found is not None:
            return found[1]
    return ""
