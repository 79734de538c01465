import threading

import numpy as np

from store.search.scratch import Scratch


def test_zeros_are_kept_and_grow() -> None:
    scratch = Scratch(np.int16)
    small = scratch.zeros(3)
    assert small.dtype == np.int16
    assert scratch.zeros(2) is small
    assert not scratch.zeros(100)[:100].any()


def test_each_thread_has_its_own() -> None:
    scratch = Scratch(np.float32)
    scratch.zeros(4)[:] = 1
    seen: list[bool] = []
    other = threading.Thread(target=lambda: seen.append(bool(scratch.zeros(4).any())))
    other.start()
    other.join()
    assert seen == [False]
