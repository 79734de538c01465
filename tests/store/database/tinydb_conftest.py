"""Fixtures for TinyDB's own test suite (see `.ci/tinydb`): its databases are ours."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tinydb
from tinydb import TinyDB

from store.database.journal import JournalStorage, JournalTable


class Files(JournalStorage):
    """Tests open databases with the options of TinyDB's JSON file, which say nothing here."""

    def __init__(self, path: str | Path, **_: Any) -> None:
        super().__init__(path)


class Nowhere(JournalStorage):
    """Tests that ask for a database in memory get a folder that nobody else knows."""

    def __init__(self) -> None:
        super().__init__(tempfile.mkdtemp(prefix="kabar-tinydb-"))


TinyDB.table_class = JournalTable
TinyDB.default_storage_class = tinydb.JSONStorage = tinydb.storages.JSONStorage = Files
tinydb.storages.MemoryStorage = Nowhere


@pytest.fixture
def db(tmp_path: Path) -> Iterator[TinyDB]:
    """A database with three documents, as TinyDB's own fixture makes it."""
    database = TinyDB(tmp_path / "db", storage=Files)
    database.drop_tables()
    database.insert_multiple({"int": 1, "char": char} for char in "abc")
    yield database
    database.close()
