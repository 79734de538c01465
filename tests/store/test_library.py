from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store.model import Upload
from store.service import Store, open_store
from tests.builders import ARTICLE, BERITA

NOW = datetime(2024, 8, 14, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(tmp_path)
    for text, day in ((ARTICLE, date(2024, 8, 14)), (BERITA, date(2024, 8, 12))):
        draft = opened.receive(Upload(text.encode(), published=day), by="test", at=NOW).result()
        opened.publish(draft.article.id, at=NOW).result()
    return opened


def test_facts_and_articles_are_found_by_their_ids(store: Store) -> None:
    every = list(store.library.facts())
    assert {found.article.text for found in every} == {ARTICLE, BERITA}
    assert store.library.fact(every[0].fact.id) == every[0]
    assert store.library.fact("nothing") is None
    assert store.library.article("nothing") is None


def test_the_latest_of_a_region_come_by_day(store: Store) -> None:
    assert [found.article.published for found in store.library.latest()] == [
        date(2024, 8, 14),
        date(2024, 8, 12),
    ]
    assert len(store.library.latest(limit=1)) == 1
    assert [found.article.text for found in store.library.latest("ru/kursk")] == [BERITA]
    assert [day for day, _ in store.library.timeline("ru", date(2024, 8, 13))] == [date(2024, 8, 14)]
    assert "ru/kursk" in store.library.regions
    assert store.library.regions_of("nothing") == ()


def test_people_are_found_in_the_next_life_too(store: Store, tmp_path: Path) -> None:
    store.close()
    again = open_store(tmp_path, read_only=True)
    assert [mention.name for mention in again.person("Olena Mirova")] == ["Olena Mirova"]
    assert [mention.name for mention in again.person("what did mirowa say")] == ["Olena Mirova"]
    assert again.person("Nobody Atall") == []
    again.close()
