from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store import shelf
from store.model import Question, Upload
from store.service import Store, open_store
from tests.builders import ARTICLE, BERITA

NOW = datetime(2024, 8, 14, tzinfo=UTC)


def publish(store: Store, text: str) -> None:
    draft = store.receive(Upload(text.encode(), published=date(2024, 8, 14)), by="test", at=NOW).result()
    store.publish(draft.article.id, at=NOW).result()


def asked(store: Store, text: str) -> list[str]:
    return [hit.found.text for hit in store.ask(Question(text, "en", date(2024, 8, 14))).hits]


@pytest.fixture(autouse=True)
def _worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "WORTH_SAVING", 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = open_store(tmp_path)
    publish(store, ARTICLE)
    store.close()
    return tmp_path


def built(folder: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether opening has to build the index anew; the store answers in any case."""
    calls = []
    real = Store._records
    monkeypatch.setattr(Store, "_records", lambda self: calls.append(1) or real(self))
    store = open_store(folder)
    assert "The bridge is gone and the ferry does not run," in asked(store, "what did Mirova say")
    store.close()
    return bool(calls)


def test_the_next_life_opens_the_saved_index(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert json.loads((folder / "last.json").read_text())["seq"] > 0
    assert not built(folder, monkeypatch)


def test_what_came_after_is_caught_up_with(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(folder)
    monkeypatch.setattr(store, "save_index", lambda: None)
    publish(store, BERITA)
    store.close()
    assert not built(folder, monkeypatch)
    again = open_store(folder, read_only=True)
    assert "Kami bekerja tanpa tidur sejak semalam," in asked(again, "what did Malkin say")
    again.close()


@pytest.mark.parametrize("mark", ["", "{}", '{"seq": 99}', "no json"])
def test_a_mark_that_does_not_fit_means_to_build_anew(
    folder: Path, mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "last.json").write_text(mark)
    assert built(folder, monkeypatch)


def test_a_journal_that_does_not_reach_back_means_to_build_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(folder)
    monkeypatch.setattr(store, "save_index", lambda: None)
    publish(store, BERITA)
    store.compact()
    store.close()
    assert built(folder, monkeypatch)


def test_a_small_store_saves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "WORTH_SAVING", 10_000)
    store = open_store(tmp_path)
    publish(store, ARTICLE)
    store.close()
    store.close()
    assert not (tmp_path / "last.json").exists()
