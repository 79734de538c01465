"""Transactions that rest on rows as they were read: whether those are still so when it is their turn."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import NamedTuple

from store.database.frames import Rows
from store.database.rows import Tables, decode

__all__ = ["Expected", "Waiting", "fitting"]


class Expected(NamedTuple):
    """Rows as (table, key, document or None), read after the transaction `since` was written."""

    rows: Sequence[tuple[str, str, object]] = ()
    since: int = -1


# A transaction that waits: its payload, its rows, its future, and what must still be so.
Waiting = tuple[bytes, Rows, "Future[int]", Expected]


def fitting(
    batch: Sequence[Waiting], tables: Tables, seq: int
) -> tuple[list[Waiting], list[tuple[Future[int], str]]]:
    """(those whose expectations hold after the ones before them, the future of each other one with a key that changed).

    `seq` is the number of the last transaction: where nothing was written since the rows were read, they are not
    looked at, and what nobody behind looks at is not noted. A transaction may have many rows.
    """
    taken: list[Waiting] = []
    stale: list[tuple[Future[int], str]] = []
    fresh: dict[tuple[str, str], bytes | None] = {}

    def held(table: str, key: str) -> object:
        place = (table, key)
        raw = fresh[place] if place in fresh else tables.get(table, key)
        return None if raw is None else decode(raw)

    last = max((place for place, one in enumerate(batch) if one[3].rows), default=0)
    for number, one in enumerate(batch):
        rows = one[3].rows if taken or one[3].since != seq else ()
        changed = next((key for table, key, doc in rows if held(table, key) != doc), None)
        if changed is not None:
            stale.append((one[2], changed))
            continue
        if number < last:
            fresh.update({(table, key): raw for table, key, raw in one[1]})
        taken.append(one)
    return taken, stale
