"""The embedded engine: TinyDB over the journal, in one folder of one process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import cast

from tinydb import TinyDB

from store.database.engine import Change, Doc, Report
from store.database.expectations import Expected
from store.database.frames import Rows, unpack
from store.database.journal import JournalStorage, JournalTable
from store.database.recovery import journals, snapshots
from store.database.rows import HIDDEN, decode, encode
from store.database.writer import Journal
from store.errors import RejectedWrite

__all__ = ["EmbeddedEngine"]

# Names of transactions that must not happen twice; a table of its own, hidden from scans and exports.
ONCE = f"{HIDDEN}once"


class _Database(TinyDB):
    table_class = JournalTable


class EmbeddedEngine:
    """`Engine` on local disk; see `Journal` for what is written when."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self._database = _Database(folder, storage=JournalStorage, read_only=read_only)
        self._journal: Journal = cast("JournalStorage", self._database.storage).journal
        self._pending: dict[str, Future[int]] = {}

    @property
    def notes(self) -> tuple[str, ...]:
        """What opening and running had to report (a torn tail that was cut, a snapshot that failed)."""
        return tuple(self._journal.notes)

    @property
    def last(self) -> int:
        """See `Engine.last`."""
        return self._journal.seq

    @property
    def writable(self) -> bool:
        """See `Engine.writable`."""
        return self._journal.writable

    def commit(
        self,
        changes: Sequence[Change],
        *,
        once: str | None = None,
        lazily: bool = False,
        read: Sequence[Change] = (),
        since: int = -1,
    ) -> Future[int]:
        """See `Engine.commit`."""
        if once is not None and (known := self._known(once)) is not None:
            return known
        try:
            rows: Rows = [(c.table, c.key, None if c.doc is None else encode(c.doc)) for c in changes]
            if once is not None:
                rows.append((ONCE, once, b"{}"))
            expected = Expected([(one.table, one.key, one.doc) for one in read], since)
            done = self._journal.commit(rows, lazily=lazily, expected=expected)
        except RejectedWrite as error:
            done = Future()
            done.set_exception(error)
            return done
        if once is not None:
            self._pending[once] = done
            done.add_done_callback(lambda _: self._pending.pop(once, None))
        return done

    def _known(self, once: str) -> Future[int] | None:
        """The transaction of that name, under way or done."""
        under_way = self._pending.get(once)
        if under_way is not None:
            return under_way
        if self._journal.tables.get(ONCE, once) is None:
            return None
        done: Future[int] = Future()
        done.set_result(self._journal.seq)
        return done

    def get(self, table: str, key: str) -> Doc | None:
        """See `Engine.get`."""
        raw = self._journal.tables.get(table, key)
        return None if raw is None else decode(raw)

    def scan(
        self, table: str, *, where: Mapping[str, str] | None = None, after: str = "", limit: int = 1000
    ) -> list[tuple[str, Doc]]:
        """See `Engine.scan`."""
        found = self._journal.tables.scan(table, where or {}, after, limit)
        return [(key, decode(raw)) for key, raw in found]

    def changes(self, after: int) -> Iterator[tuple[int, Sequence[Change]]]:
        """See `Engine.changes`."""
        for seq, payload in self._journal.history(after):
            rows = (row for row in unpack(payload) if not row[0].startswith(HIDDEN))
            changes = [Change(table, key, None if raw is None else decode(raw)) for table, key, raw in rows]
            if changes:
                yield seq, changes

    def counts(self) -> Mapping[str, int]:
        """See `Engine.counts`."""
        names = [name for name in self._journal.tables.names() if not name.startswith(HIDDEN)]
        return {name: self._journal.tables.count(name) for name in names}

    def check(self) -> Report:
        """See `Engine.check`."""
        return Report(self.counts(), tuple(self._journal.verify()), self.notes)

    def backup(self, folder: Path) -> None:
        """See `Engine.backup`: the newest snapshot and the segments, copied while writing goes on."""
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise RejectedWrite(f"{folder} is not empty")
        for _, path in [*snapshots(self._journal.folder), *journals(self._journal.folder)]:
            shutil.copy2(path, folder / path.name)

    def compact(self) -> None:
        """See `Engine.compact`."""
        self._journal.compact()

    def close(self) -> None:
        """See `Engine.close`."""
        self._database.close()
