"""Writes under way: what they promise once they are on disk, and what they make true before."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TypeVar

from store.database import Change, Doc, Engine
from store.errors import StaleVersion

__all__ = ["UnderWay", "again", "then"]

T = TypeVar("T")


class UnderWay:
    """A table whose rows count from the moment they are written, not only when they are on disk.

    Whoever reads, changes and writes a row again and again would else lose what was written a moment ago.
    """

    def __init__(self, engine: Engine, table: str) -> None:
        self._engine = engine
        self._table = table
        self._rows: dict[str, Doc | None] = {}
        self._lock = threading.Lock()

    def get(self, key: str) -> Doc | None:
        """A row as it will be."""
        with self._lock:
            if key in self._rows:
                return self._rows[key]
        return self._engine.get(self._table, key)

    def put(
        self, key: str, doc: Doc | None, others: Sequence[Change] = (), *, lazily: bool = False
    ) -> Future[int]:
        """Put a row, or delete it where `doc` is None, with `others` in one transaction; see `Engine.commit`."""
        with self._lock:
            self._rows[key] = doc
        done = self._engine.commit([Change(self._table, key, doc), *others], lazily=lazily)
        done.add_done_callback(lambda _: self._arrived(key, doc))
        return done

    def _arrived(self, key: str, doc: Doc | None) -> None:
        with self._lock:
            if key in self._rows and self._rows[key] is doc:
                del self._rows[key]


def then(first: Future[int], finish: Callable[[], T]) -> Future[T]:
    """A future that holds `finish()` once `first` is done; it fails as `first` fails."""
    result: Future[T] = Future()
    result.set_running_or_notify_cancel()  # who stops waiting does not call a transaction back

    def pass_on(done: Future[int]) -> None:
        error = done.exception()
        if error is not None:
            result.set_exception(error)
            return
        try:
            result.set_result(finish())
        except Exception as failure:
            # Whatever goes wrong here belongs to whoever waits, not to the writer thread.
            result.set_exception(failure)

    first.add_done_callback(pass_on)
    return result


def again(make: Callable[[], Future[int]], times: int = 5) -> Future[int]:
    """A write that rests on rows as they were read; where they changed meanwhile, `make` reads and writes anew.

    Fails with `StaleVersion` after so many `times`, and as any write does.
    """
    result: Future[int] = Future()
    result.set_running_or_notify_cancel()

    def attempt(left: int) -> None:
        make().add_done_callback(lambda done: passed(done, left))

    def passed(done: Future[int], left: int) -> None:
        error = done.exception()
        try:
            if isinstance(error, StaleVersion) and left > 1:
                attempt(left - 1)
            elif error is not None:
                result.set_exception(error)
            else:
                result.set_result(done.result())
        except Exception as failure:
            # Whatever `make` raises belongs to whoever waits, not to the writer thread.
            result.set_exception(failure)

    attempt(times)
    return result
