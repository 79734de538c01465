"""A capital is a town and stands for a government; what is in it is in the town."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.search.asking import load_asking
from store.search.slots import ReadWord, Slot, SlotKind

__all__ = ["as_town"]


def as_town(slot: Slot, words: Sequence[ReadWord]) -> Slot:
    """ "Di Moskow" is the town, not the government that sits there nor its country."""
    place = slot.position
    if slot.kind is not SlotKind.PLACE or not place or words[place - 1].best not in load_asking().inside:
        return slot
    town = max((weight for term, weight in slot.terms if term.startswith("g:")), default=0.0)
    seat = max((weight for term, weight in slot.terms if term.startswith("gov:")), default=0.0)
    if town <= seat:
        return slot  # a capital that is known for nothing else: "the Hague"
    kept = (
        (term, weight)
        for term, weight in slot.terms
        if not term.startswith("gov:") and (weight >= town or not term.startswith("g:"))
    )
    return replace(slot, terms=tuple(kept))
