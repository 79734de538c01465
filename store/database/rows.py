"""The tables in memory. A row is its JSON bytes: small, nothing for the garbage collector to walk, parsed when read.

Secondary indexes (table, field) -> value -> keys are built at the first question for them and kept up.
"""

from __future__ import annotations

import json
import threading
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from store.errors import UnstorableValue

__all__ = ["HIDDEN", "Tables", "decode", "encode"]

Doc = dict[str, Any]
# Tables of the store's own bookkeeping begin with this; they are in no scan, export or list.
HIDDEN = "~"
# Where orjson can't keep a value (whole numbers beyond 64 bits), the row is written by the standard library and
# begins with a blank, so that it is also read by it.
_SLOW = b" "
_STRICT = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME


def encode(doc: object) -> bytes:
    """A document as bytes from which exactly it comes back; raises `UnstorableValue` where that can't be."""
    try:
        raw = orjson.dumps(doc, option=_STRICT)
        if orjson.loads(raw) == doc:
            # A copy: orjson's own bytes keep the 4 KiB buffer that they were written into.
            return bytes(memoryview(raw))
    except (TypeError, ValueError, RecursionError):
        pass
    return _encode_slowly(doc)


def _encode_slowly(doc: object) -> bytes:
    try:
        raw = _SLOW + json.dumps(doc, allow_nan=False, ensure_ascii=False, separators=(",", ":")).encode()
        if json.loads(raw) == doc:
            return raw
    except (TypeError, ValueError, RecursionError) as error:
        raise UnstorableValue(f"this is not JSON: {error}") from error
    raise UnstorableValue("this is not JSON: it would come back changed")


def decode(raw: bytes) -> Any:
    """A fresh document from its bytes."""
    return json.loads(raw) if raw.startswith(_SLOW) else orjson.loads(raw)


class Tables:
    """All rows, and what finds them. One thread writes; readers see whole transactions."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, bytes]] = {}
        self._sorted: dict[str, list[str]] = {}
        self._indexes: dict[str, dict[str, dict[Any, dict[str, None]]]] = {}
        self._changed: dict[str, int] = {}
        self._last_found: dict[str, tuple[tuple[tuple[tuple[str, str], ...], int], list[str]]] = {}
        self._lock = threading.RLock()

    def apply(self, rows: Iterable[tuple[str, str, bytes | None]]) -> None:
        """Put and delete rows as one step."""
        with self._lock:
            for table, key, doc in rows:
                own = self._rows.get(table)
                if own is None:
                    own = self._rows[table] = {}
                old = own.get(key)
                if doc is None:
                    if old is None:
                        continue
                    del own[key]
                    self._sorted.pop(table, None)
                else:
                    own[key] = doc
                    if old is None and table in self._sorted:
                        self._note_new(table, key)
                if table in self._indexes:
                    self._changed[table] = self._changed.get(table, 0) + 1
                    self._reindex(table, key, old, doc)

    def _note_new(self, table: str, key: str) -> None:
        order = self._sorted[table]
        if not order or order[-1] < key:
            order.append(key)
        else:
            del self._sorted[table]

    def _reindex(self, table: str, key: str, old: bytes | None, new: bytes | None) -> None:
        before, after = (_fields(doc) for doc in (old, new))
        for field, index in self._indexes[table].items():
            was, now = _value(before, field), _value(after, field)
            if was != now:
                _unlink(index, was, key)
                _link(index, now, key)

    def get(self, table: str, key: str) -> bytes | None:
        """A row's bytes."""
        return self._rows.get(table, {}).get(key)

    def table(self, name: str) -> Mapping[str, bytes]:
        """All rows of a table as a copy of its own."""
        with self._lock:
            return dict(self._rows.get(name, {}))

    def rows(self, name: str) -> Mapping[str, bytes]:
        """A table's rows as they are now; for looking up, not for walking: others may write meanwhile."""
        return self._rows.get(name, {})

    def names(self) -> list[str]:
        """The tables that have rows."""
        with self._lock:
            return sorted(name for name, rows in self._rows.items() if rows)

    def count(self, table: str) -> int:
        """The number of rows of a table."""
        return len(self._rows.get(table, {}))

    def scan(self, table: str, where: Mapping[str, str], after: str, limit: int) -> list[tuple[str, bytes]]:
        """At most `limit` rows behind `after` in the order of their keys, equal in all of `where`."""
        with self._lock:
            rows = self._rows.get(table, {})
            keys = self._found(table, where) if where else self._ordered(table)
            begin = bisect_right(keys, after) if after else 0
            return [(key, rows[key]) for key in keys[begin : begin + limit]]

    def _ordered(self, table: str) -> list[str]:
        order = self._sorted.get(table)
        if order is None:
            order = self._sorted[table] = sorted(self._rows.get(table, {}))
        return order

    def _found(self, table: str, where: Mapping[str, str]) -> list[str]:
        """The keys in order. The last search of a table is kept while it does not change: for its next page."""
        asked = (tuple(where.items()), self._changed.get(table, 0))
        kept = self._last_found.get(table)
        if kept is not None and kept[0] == asked:
            return kept[1]
        sets = [self._index(table, field).get(value, {}) for field, value in where.items()]
        sets.sort(key=len)
        first, *others = sets
        found = (
            sorted(key for key in first if all(key in other for other in others)) if others else sorted(first)
        )
        self._last_found[table] = (asked, found)
        return found

    def _index(self, table: str, field: str) -> dict[Any, dict[str, None]]:
        of_table = self._indexes.setdefault(table, {})
        if field not in of_table:
            index: dict[Any, dict[str, None]] = {}
            for key, doc in self._rows.get(table, {}).items():
                _link(index, _value(decode(doc), field), key)
            of_table[field] = index
        return of_table[field]

    def chunks(self, size: int) -> Iterator[list[tuple[str, str, bytes | None]]]:
        """All rows in portions; between two portions others may write."""
        for table in self.names():
            with self._lock:
                keys = list(self._rows.get(table, {}))
            for begin in range(0, len(keys), size):
                with self._lock:
                    own = self._rows.get(table, {})
                    part = [(table, key, own.get(key)) for key in keys[begin : begin + size]]
                yield [row for row in part if row[2] is not None]


def _fields(doc: bytes | None) -> Any:
    return {} if doc is None else decode(doc)


def _value(doc: Any, field: str) -> str | None:
    value = doc.get(field)
    return value if isinstance(value, str) else None


def _link(index: dict[Any, dict[str, None]], value: str | None, key: str) -> None:
    if value is not None:
        index.setdefault(value, {})[key] = None


def _unlink(index: dict[Any, dict[str, None]], value: str | None, key: str) -> None:
    keys = index.get(value) if value is not None else None
    if keys is not None:
        keys.pop(key, None)
        if not keys:
            del index[value]
