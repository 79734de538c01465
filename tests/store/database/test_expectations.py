"""Transactions that rest on rows as they were read."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

from store.database.expectations import Expected, Waiting, fitting
from store.database.frames import Rows
from store.database.rows import Tables, encode


def waiting(rows: Rows, expected: Sequence[tuple[str, str, object]] = (), since: int = -1) -> Waiting:
    return b"", rows, Future(), Expected(expected, since)


def test_each_is_judged_by_what_comes_before_it_and_fits() -> None:
    tables = Tables()
    tables.apply([("t", "a", encode({"n": 1}))])
    plain = waiting([("t", "b", encode({}))])
    first = waiting([("t", "a", encode({"n": 2}))], [("t", "a", {"n": 1}), ("t", "b", {}), ("t", "c", None)])
    late = waiting([("t", "a", encode({"n": 3}))], [("t", "a", {"n": 1})])
    # What did not fit changes nothing for the ones behind it.
    third = waiting([("t", "a", None)], [("t", "a", {"n": 2})])
    gone = waiting([], [("t", "a", None)])
    taken, stale = fitting([plain, first, late, third, gone], tables, 1)
    assert taken == [plain, first, third, gone]
    assert stale == [(late[2], "a")]


def test_where_nothing_was_written_since_they_were_read_rows_are_not_compared() -> None:
    tables = Tables()
    tables.apply([("t", "a", b"this is not even JSON")])
    unseen = waiting([], [("t", "a", {})], since=7)
    assert fitting([unseen], tables, 7) == ([unseen], [])
    tables.apply([("t", "a", encode({"n": 1}))])
    assert fitting([unseen], tables, 8) == ([], [(unseen[2], "a")])
    # The one before it in the same write counts as well.
    first, behind = waiting([("t", "a", None)]), waiting([], [("t", "a", {"n": 1})], since=8)
    assert fitting([first, behind], tables, 8) == ([first], [(behind[2], "a")])
