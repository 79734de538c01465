"""Transactions that rest on rows as they were read: whether those are still so when it is their turn."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

from store.database.frames import Rows
from store.database.rows import Tables, decode

__all__ = ["Expected", "Waiting", "fitting"]

# Rows as (table, key, document or None).
Expected = Sequence[tuple[str, str, object]]
# A transaction that waits: its payload, its rows, its future, and what must still be so.
Waiting = tuple[bytes, Rows, "Future[int]", Expected]


def fitting(batch: Sequence[Waiting], tables: Tables) -> tuple[list[Waiting], list[tuple[Future[int], str]]]:
    """(those whose expectations hold after the ones before them, the future of each other one with a key that changed).

    Costs something only where a transaction expects something.
    """
    taken: list[Waiting] = []
    stale: list[tuple[Future[int], str]] = []
    fresh: dict[tuple[str, str], bytes | None] = {}

    def held(table: str, key: str) -> object:
        place = (table, key)
        raw = fresh[place] if place in fresh else tables.get(table, key)
        return None if raw is None else decode(raw)

    for one in batch:
        changed = next((key for table, key, doc in one[3] if held(table, key) != doc), None)
        if changed is not None:
            stale.append((one[2], changed))
            continue
        fresh.update({(table, key): raw for table, key, raw in one[1]})
        taken.append(one)
    return taken, stale
