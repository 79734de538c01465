"""A few thousand results that were asked for last. Whoever changes what they were made of clears them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

__all__ = ["Recent"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Key -> value, the least recently used ones forgotten first. Safe for threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.Lock()
        self._age = 0

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of `key`, made where it is not known; kept only if nothing was cleared meanwhile."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            age = self._age
        value = make()
        with self._lock:
            if age == self._age:
                self._values[key] = value
                if len(self._values) > self._size:
                    self._values.popitem(last=False)
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._age += 1
            self._values.clear()
