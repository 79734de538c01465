"""The desk's numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from store.figures import Figures
from store.model import Upload
from store.service import open_store
from tests.builders import ARTICLE, BERITA

NOW = datetime(2024, 8, 14, tzinfo=UTC)


def test_everything_is_counted(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for chat, region in (("1", "ru/belgorod"), ("1", "ua"), ("2", "ru/belgorod")):
        store.subscribe(chat, region, at=NOW).result()
    identity = store.receive(Upload(ARTICLE.encode()), by="7", at=NOW).result().article.id
    store.publish(identity, at=NOW).result()
    store.receive(Upload(BERITA.encode()), by="7", at=NOW).result()
    for day in (date(2024, 8, 8), date(2024, 8, 7)):
        store.tally.count(day, answered=True)
    store.tally.count(NOW.date(), answered=False)
    found = store.figures(NOW.date())
    assert found == Figures(
        articles=1,
        facts=found.facts,
        drafts=1,
        chats=2,
        subscriptions=3,
        regions=(("ru/belgorod", 2), ("ua", 1)),
        answered=1,
        declined=1,
        waiting=2,
    )
    assert found.facts > 3
    store.close()
