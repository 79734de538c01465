from concurrent.futures import Future

import pytest

from store.errors import RejectedWrite
from store.pending import then


def test_a_write_that_fails_fails_for_who_waits() -> None:
    failed: Future[int] = Future()
    failed.set_exception(RejectedWrite("full"))
    with pytest.raises(RejectedWrite):
        then(failed, lambda: 1).result()
    done: Future[int] = Future()
    done.set_result(1)
    with pytest.raises(ZeroDivisionError):
        then(done, lambda: 1 / 0).result()
