"""Futures that carry on: what a write promises, once it is on disk."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

__all__ = ["then"]

T = TypeVar("T")


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
