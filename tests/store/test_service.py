from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store.alike import source_of
from store.errors import NotFound
from store.model import Question, Upload
from store.service import Store, open_store
from tests.builders import ARTICLE, BERITA

NOW = datetime(2024, 8, 14, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path)


def publish(store: Store, text: str = ARTICLE) -> str:
    upload = Upload(text.encode(), published=date(2024, 8, 14), source="Post")
    draft = store.receive(upload, by="test", at=NOW).result()
    store.publish(draft.article.id, at=NOW).result()
    return draft.article.id


def asked(store: Store, text: str) -> list[str]:
    return [hit.found.text for hit in store.ask(Question(text, "en", date(2024, 8, 14))).hits]


def test_what_is_published_can_be_found_now_and_in_the_next_life(store: Store, tmp_path: Path) -> None:
    assert store.empty
    publish(store)
    words = "The bridge is gone and the ferry does not run,"
    assert words in asked(store, "what did Mirova say")
    store.close()
    again = open_store(tmp_path, read_only=True)
    assert words in asked(again, "what did Mirova say")
    again.close()


SPOKESMAN = """Army spokesman Zaw Min Tun said the troops had left the town of Hpakant.
"We have left the town and the mine," Zaw Min Tun said.
"""
RESIDENT = """Resident Zaw Min Tun Oo said 12 people were killed in Hpakant.
"They burned my house and the school," Zaw Min Tun Oo said.
"""


def test_whose_name_begins_with_anothers_is_not_answered_for_by_him(store: Store) -> None:
    asked_for = {
        "Zaw Min Tun": "We have left the town and the mine,",
        "Zaw Min Tun Oo": "They burned my house",
    }
    publish(store, SPOKESMAN)
    assert not store.ask(Question("what did Zaw Min Tun Oo say", "en", date(2024, 8, 14))).sure
    publish(store, RESIDENT)
    for name, words in asked_for.items():
        answer = store.ask(Question(f"what did {name} say", "en", date(2024, 8, 14)))
        assert answer.sure
        assert answer.hits[0].found.text.startswith(words)
        assert {source_of(hit.found) for hit in answer.hits} == {name}


def test_a_draft_is_no_article(store: Store) -> None:
    draft = store.receive(Upload(ARTICLE.encode()), by="test", at=NOW).result()
    assert store.draft(draft.article.id) == draft
    assert not store.knows(draft.article.id)
    assert asked(store, "what did Mirova say") == []
    store.discard(draft.article.id).result()
    with pytest.raises(NotFound):
        store.draft(draft.article.id)
    with pytest.raises(NotFound):
        store.publish(draft.article.id, at=NOW)


def test_subscribers_of_any_level_get_one_message(store: Store) -> None:
    for chat, region in (("1", "ru/belgorod"), ("1", "ru"), ("2", "ru"), ("3", "ua/kharkiv")):
        store.subscribe(chat, region, at=NOW).result()
    article = publish(store)
    assert [(m.recipient, m.article) for m in store.outbox.due()] == [("1", article), ("2", article)]
    first, second = store.outbox.due()
    store.outbox.sent(first, 5, at=NOW).result()
    store.outbox.dead(second, "x", at=NOW).result()
    assert store.outbox.due() == []


def test_a_chat_that_leaves_or_moves_takes_everything_along(store: Store) -> None:
    store.subscribe("1", "ru/belgorod", at=NOW).result()
    store.subscribe("2", "ru/belgorod", at=NOW).result()
    store.remember("2", lang="id").result()
    publish(store)
    store.move("2", "3").result()
    assert [m.recipient for m in store.outbox.due()] == ["1", "3"]
    assert store.chat("3") == {"lang": "id"}
    assert store.chat("2") == {}
    store.leave("1", "blocked").result()
    assert [m.recipient for m in store.outbox.due()] == ["3"]
    assert store.subscriptions("1") == []
    store.unsubscribe("3", "ru/belgorod").result()
    assert store.subscriptions("3") == []


def test_main_facts_are_those_of_the_region(store: Store) -> None:
    article = publish(store, ARTICLE + "\nIn Kharkiv 9 houses were destroyed, officials said.\n")
    (about,) = store.library.main_facts(article, ["ua/kharkiv"], limit=1)
    assert "Kharkiv" in about.text
    assert len(store.library.main_facts(article, ["id"])) == 2


def test_check_and_export_show_everything(store: Store) -> None:
    publish(store)
    publish(store, BERITA)
    report = store.check()
    assert (report.rows["articles"], report.faults) == (2, ())
    tables = {table for table, _ in store.export()}
    assert {"articles", "facts"} <= tables


def test_the_original_is_kept_byte_for_byte(store: Store, tmp_path: Path) -> None:
    raw = ARTICLE.encode("utf-16")
    store.receive(Upload(raw), by="test", at=NOW).result()
    assert raw in [path.read_bytes() for path in (tmp_path / "originals").iterdir()]


def test_an_update_takes_the_place_of_what_still_waits_for_the_same_chat(store: Store) -> None:
    for chat in ("1", "2"):
        store.subscribe(chat, "ru/belgorod", at=NOW).result()
    first = publish(store)
    told = next(message for message in store.outbox.due() if message.recipient == "2")
    store.outbox.sent(told, 77, at=NOW).result()
    second = publish(store, ARTICLE + "\n\nThe ferry runs again.")
    assert sorted(message.id for message in store.outbox.due()) == [f"{second}|1", f"{second}|2"]
    assert not store.outbox.waits(first)
    third = publish(store, BERITA)
    assert store.outbox.waits(second)
    assert third != second
