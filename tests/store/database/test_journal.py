"""TinyDB's API over the journal; TinyDB's own suite runs too, see `.ci/tinydb`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB, where
from tinydb.operations import increment
from tinydb.table import Document

from store.database.journal import JournalStorage, JournalTable
from store.errors import UnstorableValue


class Database(TinyDB):
    table_class = JournalTable


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path, storage=JournalStorage)
    yield database
    database.close()


def transactions(db: Database) -> int:
    storage = db.storage
    assert isinstance(storage, JournalStorage)
    return storage.journal.seq


def test_rows_survive_and_ids_go_on(tmp_path: Path) -> None:
    with Database(tmp_path, storage=JournalStorage) as db:
        assert db.insert_multiple({"n": n} for n in range(3)) == [1, 2, 3]
        db.remove(doc_ids=[2])
    with Database(tmp_path, storage=JournalStorage) as db:
        assert db.insert({"n": 9}) == 4
        assert [row.doc_id for row in db.all()] == [1, 3, 4]


def test_each_call_is_one_transaction(db: Database) -> None:
    db.insert_multiple({"n": n} for n in range(50))
    assert transactions(db) == 1
    db.update(increment("n"), where("n") < 10)
    assert transactions(db) == 2
    assert db.count(where("n") == 10) == 2
    db.truncate()
    assert transactions(db) == 3
    assert len(db) == 0


def test_a_refused_document_changes_nothing(db: Database) -> None:
    db.insert({"n": 1})
    with pytest.raises(UnstorableValue):
        db.insert({"n": {1, 2}})
    assert db.insert({"n": 2}) == 2
    assert [dict(row) for row in db.all()] == [{"n": 1}, {"n": 2}]


def test_documents_that_were_read_are_copies(db: Database) -> None:
    db.insert({"tags": ["a"]})
    found = db.get(doc_id=1)
    assert isinstance(found, Document)
    found["tags"].append("b")
    assert db.get(where("tags").any(["a"])) == {"tags": ["a"]}
    assert db.contains(doc_id=1)
    assert db.contains(where("tags").any(["a"]))
    assert db.get(doc_id=7) is None


def test_tables_can_be_dropped_and_empty_ones_kept(tmp_path: Path) -> None:
    with Database(tmp_path, storage=JournalStorage) as db:
        db.table("kept", persist_empty=True)
        db.table("gone").insert({"n": 1})
        db.drop_table("gone")
        assert db.tables() == {"kept"}
    with Database(tmp_path, storage=JournalStorage) as db:
        assert db.tables() == {"kept"}
        db.drop_tables()
        assert db.tables() == set()


def test_tinydbs_plain_table_works_too(tmp_path: Path) -> None:
    with TinyDB(tmp_path, storage=JournalStorage) as db:
        db.insert({"n": 1})
        db.update({"n": 2}, doc_ids=[1])
        db.upsert(Document({"n": 3}, 5))
    with TinyDB(tmp_path, storage=JournalStorage) as db:
        assert [(row.doc_id, row["n"]) for row in db.all()] == [(1, 2), (5, 3)]
        db.remove(where("n") == 2)
        assert len(db) == 1


def test_what_is_not_there_is_neither_removed_nor_updated(db: Database) -> None:
    db.insert({"n": 1})
    assert db.remove(doc_ids=[5]) == []
    assert db.update({"n": 2}, doc_ids=[5]) == []
    assert db.all() == [{"n": 1}]
