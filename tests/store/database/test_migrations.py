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

# A chat's row as version 1 wrote it.
FIRST = [("chats", "5", encode({"lang": "id"}))]


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
    engine.close()


def test_steps_run_once_and_in_order(tmp_path: Path) -> None:
    engine = open_engine(of_version_1(tmp_path / "store"))
    assert migrate(engine, steps={1: renamed, 2: twice}, newest=3) == [1, 2]
    assert dict(engine.scan("chats")) == {"5": {"language": "id"}, "5-copy": {"language": "id"}}
    assert migrate(engine, steps={}, newest=3) == []
    assert dict(engine.counts()) == {"chats": 2}
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
