"""The contract of an engine. A second engine joins by being named in `ENGINES`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.database import Change, Engine, open_engine
from store.errors import RejectedWrite, StaleVersion, UnstorableValue

Open = Callable[..., Engine]


def embedded(folder: Path) -> Open:
    return lambda **options: open_engine(folder, **options)


ENGINES = {"embedded": embedded}


@pytest.fixture(params=ENGINES)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    return ENGINES[request.param](tmp_path / "store")


@pytest.fixture
def engine(opened: Open) -> Iterator[Engine]:
    engine = opened()
    yield engine
    engine.close()


def put(engine: Engine, **docs: int) -> None:
    engine.commit(
        [Change("t", key, {"n": n, "kind": "odd" if n % 2 else "even"}) for key, n in docs.items()]
    ).result()


def test_an_empty_engine_has_nothing(engine: Engine) -> None:
    assert engine.get("t", "a") is None
    assert engine.scan("t") == []
    assert list(engine.changes(0)) == []
    assert engine.check().rows == {}


def test_a_put_replaces_and_a_delete_of_nothing_is_no_error(engine: Engine) -> None:
    put(engine, a=1)
    engine.commit([Change("t", "a", {"only": "this"}), Change("t", "nowhere", None)]).result()
    assert engine.get("t", "a") == {"only": "this"}


def test_a_document_that_was_read_can_be_changed_without_harm(engine: Engine) -> None:
    put(engine, a=1)
    found = engine.get("t", "a")
    assert found is not None
    found["n"] = 99
    engine.scan("t")[0][1]["n"] = 98
    assert engine.get("t", "a") == {"n": 1, "kind": "odd"}


def test_scan_gives_pages_in_the_order_of_keys(engine: Engine) -> None:
    put(engine, c=3, a=1, b=2, d=4)
    assert [key for key, _ in engine.scan("t", limit=2)] == ["a", "b"]
    assert [key for key, _ in engine.scan("t", after="b")] == ["c", "d"]
    assert [key for key, _ in engine.scan("t", where={"kind": "odd"})] == ["a", "c"]
    put(engine, a=2)
    assert [key for key, _ in engine.scan("t", where={"kind": "odd"})] == ["c"]
    assert engine.scan("t", where={"kind": "odd", "n": "3"}) == []


def test_all_or_nothing(engine: Engine) -> None:
    with pytest.raises(UnstorableValue):
        engine.commit([Change("t", "a", {"n": 1}), Change("t", "b", {"n": {1, 2}})]).result()
    assert engine.scan("t") == []


def test_a_transaction_of_the_same_name_happens_once(engine: Engine, opened: Open) -> None:
    first = engine.commit([Change("t", "a", {"n": 1})], once="update 7")
    second = engine.commit([Change("t", "a", {"n": 2})], once="update 7")
    first.result()
    second.result()
    assert engine.get("t", "a") == {"n": 1}
    engine.close()
    again = opened()
    again.commit([Change("t", "a", {"n": 3})], once="update 7").result()
    assert again.get("t", "a") == {"n": 1}
    assert list(again.check().rows) == ["t"]
    again.close()


def test_what_rests_on_a_row_that_has_changed_is_not_written(engine: Engine) -> None:
    put(engine, a=1, b=2)
    row, other = engine.get("t", "a"), engine.get("t", "b")
    last = engine.last
    first = engine.commit([Change("t", "a", {"n": 5})], lazily=True)
    # It was read before, and comes to writing after.
    late = engine.commit([Change("t", "b", {"n": 6}), Change("t", "c", {})], read=[Change("t", "a", row)])
    with pytest.raises(StaleVersion):
        late.result()
    assert first.result() == last + 1
    assert engine.get("t", "b") == other
    assert engine.get("t", "c") is None
    read = [Change("t", "a", {"n": 5}), Change("t", "c", None)]
    assert engine.commit([Change("t", "c", {})], read=read).result() == last + 2
    with pytest.raises(StaleVersion):
        engine.commit([Change("t", "c", None)], read=read).result()


def test_changes_tell_what_happened_since(engine: Engine) -> None:
    put(engine, a=1)
    seq = engine.commit([Change("t", "b", {"n": 2})], once="x").result()
    engine.commit([Change("t", "a", None)]).result()
    assert list(engine.changes(seq - 1)) == [
        (seq, [Change("t", "b", {"n": 2})]),
        (seq + 1, [Change("t", "a", None)]),
    ]


def test_everything_is_there_in_the_next_life(engine: Engine, opened: Open) -> None:
    text = "NUL \0 line \u2028 Кіїв 😀"
    engine.commit([Change("t", text, {text: [None, 1.5, 10**30, True]})]).result()
    engine.close()
    engine.close()
    again = opened()
    assert again.get("t", text) == {text: [None, 1.5, 10**30, True]}
    assert again.check().faults == ()
    again.close()


def test_a_reader_sees_what_is_stored_and_may_not_write(engine: Engine, opened: Open) -> None:
    put(engine, a=1)
    reader = opened(read_only=True)
    assert reader.get("t", "a") == {"n": 1, "kind": "odd"}
    with pytest.raises(RejectedWrite):
        put(reader, b=2)
    reader.close()


def test_a_backup_opens_as_a_store(engine: Engine, tmp_path: Path) -> None:
    put(engine, a=1)
    engine.backup(tmp_path / "backup")
    put(engine, b=2)
    with pytest.raises(RejectedWrite, match="not empty"):
        engine.backup(tmp_path / "backup")
    copy = open_engine(tmp_path / "backup")
    assert [key for key, _ in copy.scan("t")] == ["a"]
    copy.close()


def test_compaction_changes_nothing_that_can_be_read(engine: Engine) -> None:
    put(engine, a=1, b=2)
    engine.commit([Change("t", "a", None)]).result()
    engine.compact()
    assert [key for key, _ in engine.scan("t")] == ["b"]
    assert engine.check().faults == ()


def test_writers_on_many_threads_lose_nothing(engine: Engine, opened: Open) -> None:
    def write(worker: int) -> None:
        for number in range(40):
            key = f"{worker}-{number}"
            engine.commit([Change("t", key, {"n": number}), Change("u", key, {})]).result()

    threads = [threading.Thread(target=write, args=(worker,)) for worker in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert engine.check().rows == {"t": 240, "u": 240}
    engine.close()
    again = opened()
    assert again.check().rows == {"t": 240, "u": 240}
    again.close()
