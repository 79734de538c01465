"""Optimistic locking: whoever changes something names the version that it was made from; the second is refused."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager

from store.errors import StaleVersion

__all__ = ["Versions"]


class Versions:
    """Versions that are being written. What is on its way to the disk counts already."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._claimed: dict[str, int] = {}

    @contextmanager
    def claim(self, key: str, current: Callable[[], int], seen: int | None) -> Iterator[None]:
        """Reserve the version behind `seen` (None: behind the newest); raises `StaleVersion`.

        `current` tells the stored version. Inside, the write's future is handed to `settle`; an error gives up.
        """
        with self._lock:
            stored = current()
            newest = max(stored, self._claimed.get(key, 0))
            if newest != (stored if seen is None else seen):
                raise StaleVersion(key)
            self._claimed[key] = newest + 1
        try:
            yield
        except BaseException:
            self.release(key)
            raise

    def settle(self, key: str, written: Future[int]) -> Future[int]:
        """The claim ends with its write, whether that succeeds or not."""
        written.add_done_callback(lambda _: self.release(key))
        return written

    def release(self, key: str) -> None:
        """The claim ends without a write."""
        self._claimed.pop(key, None)
