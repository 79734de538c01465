"""Questions are counted, and what was counted survives."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from datetime import date
from pathlib import Path

import pytest

from store.database import Change, open_engine
from store.errors import RejectedWrite
from store.tally import Tally

DAY, NEXT = date(2024, 8, 14), date(2024, 8, 15)


def test_days_add_up_before_and_after_they_are_written(tmp_path: Path) -> None:
    engine = open_engine(tmp_path)
    tally = Tally(engine)
    assert tally.flush() is None
    for day, answered in ((DAY, True), (DAY, True), (DAY, False), (NEXT, False)):
        tally.count(day, answered=answered)
    assert tally.since(DAY) == (2, 2)
    written = tally.flush()
    assert written is not None
    written.result()
    tally.count(NEXT, answered=True)
    assert tally.since(DAY) == (3, 2)
    assert tally.since(NEXT) == (1, 1)
    again = tally.flush()
    assert again is not None
    again.result()
    engine.close()
    reopened = open_engine(tmp_path)
    assert Tally(reopened).since(DAY) == (3, 2)
    reopened.close()


def test_what_could_not_be_written_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(tmp_path)
    tally, broken = Tally(engine), Future[int]()

    def commit(_: Sequence[Change], **__: object) -> Future[int]:
        return broken

    tally.count(DAY, answered=True)
    with monkeypatch.context() as patched:
        patched.setattr(engine, "commit", commit)
        assert tally.flush() is broken
        tally.count(DAY, answered=False)
        assert tally.flush() is None
        assert tally.since(DAY) == (1, 1)
        broken.set_exception(RejectedWrite("full"))
    assert tally.since(DAY) == (1, 1)
    written = tally.flush()
    assert written is not None
    written.result()
    assert tally.since(DAY) == (1, 1)
    engine.close()
