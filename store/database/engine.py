"""What every storage engine offers. Synchronous; `commit` returns a future that is done when it is durable.

Nothing outside this room knows which engine runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

__all__ = ["Change", "Doc", "Engine", "Report"]

Doc = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One put (`doc` replaces whatever was there) or, where `doc` is None, one delete."""

    table: str
    key: str
    doc: Doc | None


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: rows per table, faults in words (none = sound), and what else is worth telling."""

    rows: Mapping[str, int]
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Engine(Protocol):
    """A durable set of tables. Documents that it returns belong to it: read them, never change them."""

    @property
    def last(self) -> int:
        """The number of the last transaction, 0 before the first."""
        ...

    @property
    def writable(self) -> bool:
        """Whether it was opened for writing and still takes writes."""
        ...

    def commit(
        self,
        changes: Sequence[Change],
        *,
        once: str | None = None,
        lazily: bool = False,
        read: Sequence[Change] = (),
        since: int = -1,
    ) -> Future[int]:
        """Apply all changes or none; the future holds the sequence number once they are on disk.

        `once` names the transaction: a second one of the same name changes nothing. Nobody waits for one that
        is written `lazily`: it may take some milliseconds longer, to share the way to the disk with others;
        the order of transactions stays. `read` are rows as they were read, on which the changes rest: where one
        of them is another when it comes to writing, nothing is changed and the future fails with `StaleVersion`;
        `since` is what `last` was before they were read, which spares comparing them where nothing was written.
        It fails with `RejectedWrite` where the documents or the disk do not allow it.
        """
        ...

    def get(self, table: str, key: str) -> Doc | None:
        """The document under `key`, or None."""
        ...

    def scan(
        self, table: str, *, where: Mapping[str, str] | None = None, after: str = "", limit: int = 1000
    ) -> list[tuple[str, Doc]]:
        """At most `limit` rows in the order of their keys, after the key `after`, equal in all of `where`."""
        ...

    def changes(self, after: int) -> Iterator[tuple[int, Sequence[Change]]]:
        """The transactions after sequence number `after`, as far as they are still kept."""
        ...

    def counts(self) -> Mapping[str, int]:
        """The number of rows of every table that has any."""
        ...

    def check(self) -> Report:
        """Read everything back from disk and compare."""
        ...

    def backup(self, folder: Path) -> None:
        """Write a copy that can be opened as a store into the empty or new `folder`."""
        ...

    def compact(self) -> None:
        """Rewrite the files so that nothing deleted is left in them. Slow; not for the event loop."""
        ...

    def close(self) -> None:
        """Finish what was committed and give up the lock. Closing twice is no error."""
        ...
