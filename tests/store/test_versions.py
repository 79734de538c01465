"""Only one of two changes of the same version gets through."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from store.errors import StaleVersion
from store.versions import Versions


def test_what_is_being_written_counts_already_and_an_error_gives_up() -> None:
    versions, written = Versions(), Future[int]()
    with versions.claim("a", lambda: 1, 1):
        versions.settle("a", written)
    for seen in (1, None):
        with pytest.raises(StaleVersion), versions.claim("a", lambda: 1, seen):
            raise AssertionError("never reached")
    with versions.claim("b", lambda: 4, None):
        pass
    written.set_result(9)
    with pytest.raises(ZeroDivisionError), versions.claim("a", lambda: 2, 2):
        raise ZeroDivisionError
    with versions.claim("a", lambda: 2, 2):
        versions.release("a")
    with pytest.raises(StaleVersion), versions.claim("a", lambda: 2, 1):
        raise AssertionError("never reached")
