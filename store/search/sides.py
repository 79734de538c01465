"""Sides: whether who speaks in a record, acts in it and owns what it counts is whom the question means.

The words of two reports can be the same and their answers opposite: Pakistan's drones that India shot down, and
India's that Pakistan did.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from store.search.asking import Intent
from store.search.evidence import Evidence
from store.search.query import Query
from store.search.vocabulary import MEN, OWN, owner_mark

__all__ = ["side_columns"]

_SPEAKS_FOR = 0.5  # weight of those who speak for the country or body that is named
_Column = NDArray[np.bool_] | NDArray[np.float32]


def side_columns(query: Query, found: Evidence) -> dict[str, _Column]:
    """Columns of the feature matrix by name, 0..1, for those that the question asks for."""
    columns: dict[str, _Column] = {}
    for name, asked in (("actor_silent", "speaks"), ("claimant_silent", "claims")):
        actors = [number for number, slot in enumerate(query.slots) if getattr(slot, asked)]
        if actors:
            columns[name] = _silent(found, actors)
    served = [number for number, slot in enumerate(query.slots) if slot.served]
    if served and query.intents & {Intent.SAID, Intent.REACTION}:
        # "The Lebanese defence minister on Beirut": another country's minister spoke of Beirut.
        columns["office_differs"] = _silent(found, served)
    return columns | _owners(query, found)


def _silent(found: Evidence, slots: Sequence[int]) -> NDArray[np.float32]:
    """1 where nobody of those that the slots name is who speaks."""
    spoken = found.spoken[:, slots].max(axis=1)
    return np.asarray(1.0 - np.minimum(spoken / _SPEAKS_FOR, 1.0), dtype=np.float32)


def _owners(query: Query, found: Evidence) -> dict[str, _Column]:
    """Where a record speaks of others' drones (or soldiers) than the question does, or does not say whose."""
    asked = 0
    for slot in query.slots:
        for term, _ in slot.terms:
            asked |= owner_mark(term)
    if not asked:
        return {}
    differs = np.zeros(len(found.marks), dtype=bool)
    missing = np.zeros(len(found.marks), dtype=bool)
    # A question may ask for both: "Russian drones killed how many Ukrainian soldiers".
    for sort in (OWN, MEN):
        if asked & sort:
            owners = found.marks & sort
            differs |= (owners != 0) & (owners & asked == 0)
            missing |= owners == 0
    unsaid = found.marks & asked == 0
    return {
        "owner_differs": differs,
        "missing_owner": missing,
        "victim_differs": unsaid & _told_by_owner(query, found),
    }


def _told_by_owner(query: Query, found: Evidence) -> NDArray[np.bool_]:
    """Where those whose drones were shot down are who tells of it: they speak of others' drones."""
    owners = [number for number, slot in enumerate(query.slots) if slot.owns]
    if not owners or not query.shooting:
        return np.zeros(len(found.marks), dtype=bool)
    return np.asarray(found.spoken[:, owners].max(axis=1) >= _SPEAKS_FOR)
