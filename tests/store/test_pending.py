from concurrent.futures import Future, wait
from pathlib import Path

import pytest

from store.database import Change, open_engine
from store.errors import RejectedWrite, StaleVersion
from store.pending import UnderWay, again, then


def test_a_write_that_fails_fails_for_who_waits() -> None:
    failed: Future[int] = Future()
    failed.set_exception(RejectedWrite("full"))
    with pytest.raises(RejectedWrite):
        then(failed, lambda: 1).result()
    done: Future[int] = Future()
    done.set_result(1)
    with pytest.raises(ZeroDivisionError):
        then(done, lambda: 1 / 0).result()


def test_a_row_counts_before_it_is_on_disk(tmp_path: Path) -> None:
    engine = open_engine(tmp_path)
    rows = UnderWay(engine, "t")
    written = [rows.put("a", {"n": (rows.get("a") or {"n": 0})["n"] + 1}, lazily=True) for _ in range(50)]
    assert rows.get("a") == {"n": 50}
    gone = rows.put("b", None, [Change("u", "x", {"with": "it"})])
    for done in (*written, gone):
        done.result()
    assert engine.get("t", "a") == {"n": 50}
    assert (rows.get("b"), engine.get("u", "x")) == (None, {"with": "it"})
    engine.close()


def test_what_is_written_lazily_goes_with_the_next_or_by_itself(tmp_path: Path) -> None:
    engine = open_engine(tmp_path)
    lazy = engine.commit([Change("t", "a", {})], lazily=True)
    engine.commit([Change("t", "b", {})]).result()
    assert lazy.done()
    alone = engine.commit([Change("t", "c", {})], lazily=True)
    wait([alone])
    assert engine.get("t", "c") == {}
    engine.commit([Change("t", "d", {})], lazily=True)
    engine.close()
    again = open_engine(tmp_path, read_only=True)
    assert [key for key, _ in again.scan("t")] == ["a", "b", "c", "d"]
    again.close()


def test_a_write_that_came_too_late_is_made_anew(tmp_path: Path) -> None:
    engine = open_engine(tmp_path)
    engine.commit([Change("t", "a", {"n": 0})]).result()

    def add() -> Future[int]:
        row = engine.get("t", "a") or {}
        return engine.commit([Change("t", "a", {"n": row["n"] + 1})], read=[Change("t", "a", row)])

    # All but the first read a row that is being changed.
    for done in [again(add, times=40) for _ in range(20)]:
        done.result()
    assert engine.get("t", "a") == {"n": 20}

    def never() -> Future[int]:
        return engine.commit([], read=[Change("t", "a", {"n": -1})])

    with pytest.raises(StaleVersion):
        again(never).result()
    engine.close()
    with pytest.raises(RejectedWrite):
        again(never).result()


def test_what_goes_wrong_in_a_later_try_belongs_to_who_waits(tmp_path: Path) -> None:
    engine = open_engine(tmp_path)
    tries: list[int] = []

    def make() -> Future[int]:
        tries.append(1)
        if len(tries) > 1:
            raise ZeroDivisionError
        return engine.commit([], read=[Change("t", "a", {})])

    with pytest.raises(ZeroDivisionError):
        again(make).result()
    engine.close()
