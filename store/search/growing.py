"""Integer arrays that grow at the end, cheap to append to and always readable as one numpy array."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["GrowingArray"]


class GrowingArray:
    """An append-only int32 array with doubling capacity. Views taken earlier stay valid and unchanged."""

    __slots__ = ("_data", "_length")

    def __init__(self, values: Sequence[int] | NDArray[np.int32] = ()) -> None:
        self._data = np.array(values, dtype=np.int32)
        self._length = len(self._data)

    def __len__(self) -> int:
        return self._length

    @property
    def view(self) -> NDArray[np.int32]:
        """Everything appended so far, without a copy."""
        return self._data[: self._length]

    def copy(self) -> GrowingArray:
        """One that grows by itself from here on."""
        return GrowingArray(self.view)

    def append(self, value: int) -> None:
        """Adds one value at the end."""
        self._reserve(self._length + 1)
        self._data[self._length] = value
        self._length += 1

    def extend(self, values: Iterable[int]) -> None:
        """Adds values at the end, in order."""
        for value in values:
            self.append(value)

    def _reserve(self, needed: int) -> None:
        if needed > len(self._data):
            grown = np.zeros(max(needed, 2 * len(self._data), 1024), dtype=np.int32)
            grown[: self._length] = self._data[: self._length]
            self._data = grown
