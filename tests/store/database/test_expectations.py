"""Transactions that rest on rows as they were read."""

from __future__ import annotations

from concurrent.futures import Future

from store.database.expectations import Expected, Waiting, fitting
from store.database.frames import Rows
from store.database.rows import Tables, encode


def waiting(rows: Rows, expected: Expected = ()) -> Waiting:
    return b"", rows, Future(), expected


def test_each_is_judged_by_what_comes_before_it_and_fits() -> None:
    tables = Tables()
    tables.apply([("t", "a", encode({"n": 1}))])
    plain = waiting([("t", "b", encode({}))])
    first = waiting([("t", "a", encode({"n": 2}))], [("t", "a", {"n": 1}), ("t", "b", {}), ("t", "c", None)])
    late = waiting([("t", "a", encode({"n": 3}))], [("t", "a", {"n": 1})])
    # What did not fit changes nothing for the ones behind it.
    third = waiting([("t", "a", None)], [("t", "a", {"n": 2})])
    gone = waiting([], [("t", "a", None)])
    taken, stale = fitting([plain, first, late, third, gone], tables)
    assert taken == [plain, first, third, gone]
    assert stale == [(late[2], "a")]
