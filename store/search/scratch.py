"""Zeroed arrays that are kept between questions, one a thread: a fresh one costs more than what is done with it."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

__all__ = ["Scratch"]


class Scratch(threading.local):
    """One array of zeros by thread. Who writes to it makes it zero again before anything else can ask for it."""

    def __init__(self, dtype: DTypeLike) -> None:
        self._zeros: NDArray[Any] = np.zeros(0, dtype=dtype)

    def zeros(self, size: int) -> NDArray[Any]:
        """At least `size` zeros."""
        if len(self._zeros) < size:
            self._zeros = np.zeros(size, dtype=self._zeros.dtype)
        return self._zeros
