"""A store of every released version opens with the newest program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from store.database import Change, Engine, open_engine
from store.database.codec import SCHEMA
from store.database.frames import frame, pack
from store.database.migrations import META, STEPS, migrate, version_of
from store.database.rows import encode
from store.errors import StoreDamaged

# Rows as version 1 wrote them.
FIRST = [
    ("chats", "5", encode({"lang": "id"})),
    ("subscriptions", "5|ru", encode({"chat": "5", "region": "ru", "at": "2024-08-14"})),
    ("inbox", "01", encode({"state": "done", "at": "2024-08-14"})),
    ("inbox", "02", encode({"state": "dead", "at": "2024-08-14", "raw": {}, "reason": "why"})),
    ("inbox", "03", encode({"state": "new", "at": "2024-08-14", "raw": {"update_id": 3}})),
]


def of_version_1(folder: Path) -> Path:
    folder.mkdir()
    (folder / "journal-0000000000000001.log").write_bytes(frame(1, pack(FIRST)))
    return folder


def renamed(engine: Engine) -> Sequence[Change]:
    """A step as a later version may need it: a field gets another name."""
    return [Change("chats", key, {"language": doc["lang"]}) for key, doc in engine.scan("chats")]


def twice(engine: Engine) -> Sequence[Change]:
    return [Change("chats", key + "-copy", doc) for key, doc in engine.scan("chats")]


def test_there_is_a_step_from_every_version() -> None:
    assert sorted(STEPS) == list(range(1, SCHEMA))


def test_version_1_opens(tmp_path: Path) -> None:
    engine = open_engine(of_version_1(tmp_path / "store"))
    assert engine.get("chats", "5") == {"lang": "id"}
    assert version_of(engine) == SCHEMA
    assert engine.scan("inbox") == [("03", {"at": "2024-08-14", "raw": {"update_id": 3}})]
    assert engine.get("subscriptions", "5|ru") == {"chat": "5", "subject": "ru", "at": "2024-08-14"}
    assert engine.scan("settled") == [("01", {"at": "2024-08-14"})]
    assert engine.scan("set_aside") == [("02", {"at": "2024-08-14", "raw": {}, "reason": "why"})]
    engine.close()


def test_a_new_store_is_of_the_newest_version(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "store")
    assert version_of(engine) == SCHEMA
    assert dict(engine.counts()) == {}
    engine.close()


def test_steps_run_once_and_in_order(tmp_path: Path) -> None:
    engine = open_engine(of_version_1(tmp_path / "store"))
    steps = {SCHEMA: renamed, SCHEMA + 1: twice}
    assert migrate(engine, steps=steps, newest=SCHEMA + 2) == [SCHEMA, SCHEMA + 1]
    assert dict(engine.scan("chats")) == {"5": {"language": "id"}, "5-copy": {"language": "id"}}
    assert migrate(engine, steps={}, newest=SCHEMA + 2) == []
    assert engine.counts()["chats"] == 2
    engine.close()


def test_a_newer_store_is_refused_and_an_older_one_is_not_only_read(tmp_path: Path) -> None:
    folder = of_version_1(tmp_path / "store")
    engine = open_engine(folder)
    with pytest.raises(StoreDamaged, match="start the bot once"):
        migrate(engine, read_only=True, newest=SCHEMA + 1)
    engine.commit([Change(META, "schema", {"version": SCHEMA + 1})]).result()
    engine.close()
    for read_only in (True, False, False):
        with pytest.raises(StoreDamaged, match="newer one"):
            open_engine(folder, read_only=read_only)
