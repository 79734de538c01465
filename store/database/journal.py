"""TinyDB's own API over the journal: a storage and a table whose writes cost what they change.

    TinyDB(folder, storage=JournalStorage), with `TinyDB.table_class = JournalTable` for tables that write rows.

TinyDB's plain tables work too, but each of their writes reads and compares everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any, cast

from tinydb import Storage
from tinydb.table import Table

from store.database.frames import Rows
from store.database.rows import HIDDEN, decode, encode
from store.database.writer import Journal

__all__ = ["JournalStorage", "JournalTable"]

# Tables that were made on purpose though they have no rows yet.
EMPTY_TABLES = f"{HIDDEN}tables"


class JournalStorage(Storage):
    """TinyDB storage in a folder of journal segments and snapshots; see `Journal`."""

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        self.journal = Journal(Path(path), read_only=read_only)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables as fresh documents, or None where there is none. Changing them changes nothing stored."""
        tables = self.journal.tables
        names = [name for name in tables.names() if not name.startswith(HIDDEN)]
        found = {name: {k: decode(raw) for k, raw in tables.table(name).items()} for name in names}
        for name in tables.table(EMPTY_TABLES):
            found.setdefault(name, {})
        return found or None

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Make the tables equal to `data` in one transaction; only rows that differ are written."""
        before = self.read() or {}
        rows: Rows = []
        for name in {*before, *data}:
            old, new = before.get(name, {}), {str(key): doc for key, doc in data.get(name, {}).items()}
            rows += [(name, key, None) for key in old if key not in new]
            rows += [(name, key, encode(dict(doc))) for key, doc in new.items() if old.get(key) != doc]
            rows += _presence(name, present=name in data, rows=bool(new))
        self.journal.commit(rows).result()

    def close(self) -> None:
        """Finish and unlock."""
        self.journal.close()


def _presence(name: str, *, present: bool, rows: bool) -> Rows:
    """An empty table is a row of its own, so that it is still there after a restart."""
    return [(EMPTY_TABLES, name, encode({}) if present and not rows else None)]


class _Overlay(MutableMapping[int, Any]):
    """A table as TinyDB's updaters see it: reads come from the store, changes stay here until they are committed."""

    def __init__(self, stored: Mapping[str, bytes], key_of: Callable[[Any], int]) -> None:
        self._stored = stored
        self._key_of = key_of
        self._seen: dict[int, Any] = {}
        self._gone: set[int] = set()

    def __getitem__(self, key: int) -> Any:
        if key in self._gone:
            raise KeyError(key)
        if key not in self._seen:
            self._seen[key] = decode(self._stored[str(key)])
        return self._seen[key]

    def __setitem__(self, key: int, document: Any) -> None:
        self._gone.discard(key)
        self._seen[key] = document

    def __delitem__(self, key: int) -> None:
        if key not in self:
            raise KeyError(key)
        self._seen.pop(key, None)
        self._gone.add(key)

    def __contains__(self, key: object) -> bool:
        return key not in self._gone and (key in self._seen or str(key) in self._stored)

    def __iter__(self) -> Iterator[int]:
        keys = dict.fromkeys([*map(self._key_of, self._stored), *self._seen])
        return (key for key in keys if key not in self._gone)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        """Whether any row is left; looks at no more rows than were taken away."""
        return bool(self._seen) or any(self._key_of(key) not in self._gone for key in self._stored)

    def clear(self) -> None:
        """Take everything away without reading it."""
        self._gone = set(map(self._key_of, self._stored))
        self._seen = {}

    def changes(self, table: str) -> Rows:
        """The rows that differ from what is stored."""
        rows: Rows = [(table, str(key), None) for key in sorted(self._gone) if str(key) in self._stored]
        for key, document in self._seen.items():
            raw = encode(dict(document))
            if self._stored.get(str(key)) != raw:
                rows.append((table, str(key), raw))
        return rows


class JournalTable(Table):
    """A TinyDB table that commits the rows it changes, and nothing else."""

    storage: JournalStorage

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        stored = self._journal.tables.table(self.name)
        return {key: decode(raw) for key, raw in stored.items()}

    @property
    def _journal(self) -> Journal:
        # TinyDB's table keeps its storage as the plain `Storage`; ours is always a `JournalStorage`.
        return cast("JournalStorage", self._storage).journal

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        overlay = _Overlay(self._journal.tables.rows(self.name), self.document_id_class)
        try:
            updater(overlay)
            rows = overlay.changes(self.name)
            empty = not overlay
            if empty or not self._journal.tables.count(self.name):
                rows += _presence(self.name, present=True, rows=not empty)
            if rows:
                self._journal.commit(rows).result()
        except BaseException:
            # TinyDB counts the next id on before it writes; what was not written did not use it.
            self._next_id = None
            raise
        finally:
            self.clear_cache()

    def get(self, cond: Any = None, doc_id: Any = None, doc_ids: Any = None) -> Any:
        """As TinyDB's, but one row is found without reading the others."""
        if doc_id is None:
            return super().get(cond, doc_id, doc_ids)
        raw = self._journal.tables.get(self.name, str(doc_id))
        return None if raw is None else self.document_class(decode(raw), doc_id)

    def contains(self, cond: Any = None, doc_id: Any = None) -> bool:
        """As TinyDB's, but one row is found without reading the others."""
        if doc_id is None:
            return super().contains(cond, doc_id)
        return self._journal.tables.get(self.name, str(doc_id)) is not None

    def __len__(self) -> int:
        """The number of rows."""
        return self._journal.tables.count(self.name)

    def _get_next_id(self) -> int:
        found: int | None = self._next_id
        if found is None:
            keys = self._journal.tables.rows(self.name)
            found = max(map(self.document_id_class, keys), default=0) + 1
        self._next_id = found + 1  # type: ignore[assignment]  # TinyDB declares it by its first value, None
        return found
