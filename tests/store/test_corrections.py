"""After publishing: undo, correct, retract."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from store.corrections import TOLD_AFTER, UNDO_WITHIN
from store.editing import Edit, Field, value_of
from store.errors import NotFound, StaleVersion, TooLate
from store.model import Question, Upload
from store.service import Store, open_store
from tests.builders import ARTICLE

NOW = datetime(2024, 8, 14, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
BRIDGE = "The bridge is gone and the ferry does not run,"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path)


def published(store: Store, *chats: str) -> tuple[str, str]:
    """(article, the fact about the bridge); `chats` follow its region."""
    for chat in chats:
        store.subscribe(chat, "ru/belgorod", at=NOW).result()
    upload = Upload(ARTICLE.encode(), published=date(2024, 8, 14), source="Post")
    identity = store.receive(upload, by="7", at=NOW).result().article.id
    store.publish(identity, at=NOW, by="7").result()
    facts = store.corrections.get(identity).draft.facts
    return identity, next(fact.id for fact in facts if fact.span.of(ARTICLE) == BRIDGE)


def asked(store: Store, text: str) -> list[str]:
    return [hit.found.text for hit in store.ask(Question(text, "en", date(2024, 8, 14))).hits]


def deliver(store: Store) -> list[str]:
    """Send everything that waits; the notices among it."""
    messages = store.outbox.due()
    for message in messages:
        store.outbox.sent(message, 1, at=NOW).result()
    return [message.notice for message in messages if message.notice]


def test_undo_takes_everything_back_and_the_draft_waits_again(store: Store) -> None:
    identity, bridge = published(store, "1", "2")
    assert store.corrections.can_undo(identity, NOW + UNDO_WITHIN)
    undone = store.corrections.undo(identity, by="7", at=NOW + UNDO_WITHIN).result()
    assert (undone.stopped, undone.told) == (2, 0)
    assert BRIDGE not in asked(store, "what did Mirova say")
    assert store.fact(bridge) is None
    assert store.library.newest(5) == []
    assert store.outbox.due() == []
    assert store.check().faults == ()
    with pytest.raises(NotFound):
        store.corrections.undo(identity, by="7", at=NOW)
    again = store.drafts.get(identity)
    assert again.version == 2
    assert store.publish(identity, at=LATER).result() == 2
    assert BRIDGE in asked(store, "what did Mirova say")


def test_after_ten_minutes_it_is_too_late(store: Store) -> None:
    identity, _ = published(store)
    with pytest.raises(TooLate):
        store.corrections.undo(identity, by="7", at=NOW + UNDO_WITHIN + timedelta(seconds=1))
    store.corrections.purge(LATER, NOW).result()
    assert not store.corrections.can_undo(identity, NOW)
    assert BRIDGE in asked(store, "what did Mirova say")


def test_a_discarded_draft_can_be_brought_back_for_a_day(store: Store) -> None:
    identity = store.receive(Upload(ARTICLE.encode()), by="7", at=NOW).result().article.id
    store.drafts.discard(identity, 1, by="7", at=NOW).result()
    day = timedelta(days=1)
    store.corrections.purge(NOW + day, NOW).result()
    store.drafts.bring_back(identity, by="7", at=NOW).result()
    store.drafts.discard(identity, 2, by="7", at=NOW).result()
    store.corrections.purge(NOW, NOW + timedelta(seconds=1)).result()
    with pytest.raises(NotFound):
        store.drafts.bring_back(identity, by="7", at=NOW)


def test_what_a_machine_published_is_not_undone(store: Store) -> None:
    identity = store.receive(Upload(ARTICLE.encode()), by="spool", at=NOW).result().article.id
    store.publish(identity, at=NOW).result()
    with pytest.raises(TooLate):
        store.corrections.undo(identity, by="7", at=NOW)


def test_an_undo_keeps_what_was_corrected_meanwhile(store: Store) -> None:
    identity, bridge = published(store)
    store.corrections.correct(identity, 1, Edit(Field.SPEAKER, "Ann", fact=bridge), by="7", at=NOW).result()
    store.corrections.undo(identity, by="7", at=NOW).result()
    facts = {fact.id: fact for fact in store.draft(identity).facts}
    assert value_of(facts[bridge], Field.SPEAKER) == "Ann"
    assert store.corrections.tell(LATER).result() == 0


def test_a_corrected_speaker_is_found_marked_and_remembered(store: Store, tmp_path: Path) -> None:
    identity, bridge = published(store)
    edit = Edit(Field.SPEAKER, "Oksana Lutsko", "captain", bridge)
    assert store.corrections.correct(identity, 1, edit, by="8", at=LATER).result().version == 2
    assert BRIDGE in asked(store, "what did Oksana Lutsko say")
    assert BRIDGE not in asked(store, "what did Mirova say")
    first, second = store.corrections.history(identity)
    assert (first.version, first.what, first.by) == (1, "published", "7")
    assert (second.before, second.after, second.by) == ("Olena Mirova", "Oksana Lutsko", "8")
    store.close()
    again = open_store(tmp_path)
    found = again.fact(bridge)
    assert found is not None
    assert found.corrected == LATER.date()
    assert BRIDGE in asked(again, "what did Oksana Lutsko say")
    assert [mention.name for mention in again.library.mentions("Oksana Lutsko")] == ["Oksana Lutsko"]
    again.close()


@pytest.mark.parametrize(
    ("field", "value", "question"),
    [
        (Field.PLACE, "ru/bryansk", "what happened in Bryansk"),
        (Field.DATE, "2024-07-01", "what happened on 1 July 2024"),
    ],
)
def test_a_corrected_place_or_day_is_found(store: Store, field: Field, value: str, question: str) -> None:
    identity, _ = published(store)
    facts = store.corrections.get(identity).draft.facts
    drones = next(f for f in facts if "14 drones" in f.span.of(ARTICLE) and f.fact == "claim")
    assert not any("14 drones" in text for text in asked(store, question))
    store.corrections.correct(identity, 1, Edit(field, value, fact=drones.id), by="7", at=NOW).result()
    assert any("14 drones" in text for text in asked(store, question))


def test_the_articles_own_fields_are_corrected_for_all_its_facts(store: Store) -> None:
    identity, bridge = published(store)
    for version, edit in enumerate(
        (
            Edit(Field.SOURCE, "Herald"),
            Edit(Field.PUBLISHED, "2024-08-01"),
            Edit(Field.TITLE, "The bridge"),
            Edit(Field.URL, "https://example.org"),
        ),
        1,
    ):
        store.corrections.correct(identity, version, edit, by="7", at=LATER).result()
    found = store.fact(bridge)
    assert found is not None
    assert (found.article.source, found.article.published) == ("Herald", date(2024, 8, 1))
    assert found.corrected == LATER.date()
    assert store.library.timeline("", date(2024, 8, 2)) == []
    assert [article.id for article in store.library.search("bridge herald", 5)] == [identity]
    assert store.library.search("nowhere", 5) == []


def test_a_retracted_fact_is_no_answer_and_says_so_to_old_buttons(store: Store, tmp_path: Path) -> None:
    identity, bridge = published(store)
    store.corrections.retract(identity, 1, bridge, by="7", at=LATER).result()
    for opened in (store, None):
        if opened is None:
            store.close()
            opened = open_store(tmp_path)
        assert BRIDGE not in asked(opened, "what did Mirova say")
        found = opened.fact(bridge)
        assert found is not None
        assert found.retracted == LATER.date()
        assert bridge not in {one.fact.id for one in opened.library.main_facts(identity, [], limit=99)}
        assert bridge not in {one.fact.id for one in opened.library.facts()}
    opened.close()


def test_a_retracted_article_is_nowhere_and_what_waits_is_not_sent(store: Store, tmp_path: Path) -> None:
    identity, bridge = published(store, "1")
    store.corrections.retract(identity, 1, by="7", at=LATER).result()
    assert store.outbox.due() == []
    assert asked(store, "what did Mirova say") == []
    assert store.library.latest() == []
    assert not store.knows(identity)
    store.close()
    again = open_store(tmp_path)
    assert asked(again, "what did Mirova say") == []
    assert again.library.latest() == []
    # Handed in again, it is an article like any other, and its versions go on.
    again.receive(Upload(ARTICLE.encode()), by="7", at=LATER).result()
    again.publish(identity, at=LATER).result()
    assert BRIDGE in asked(again, "what did Mirova say")
    assert [one.what for one in again.corrections.history(identity)] == [
        "published",
        "retracted",
        "published",
    ]
    found = again.fact(bridge)
    assert found is not None
    assert found.retracted is None
    again.close()


def test_several_corrections_are_told_once_and_only_to_those_who_were_told(store: Store) -> None:
    identity, bridge = published(store, "1", "2")
    (first, _) = store.outbox.due()
    store.outbox.sent(first, 1, at=NOW).result()
    edits = (
        Edit(Field.SPEAKER, "Ann", fact=bridge),
        Edit(Field.SPEAKER, "Bea", fact=bridge),
        Edit(Field.TITLE, "T"),
    )
    for version, edit in enumerate(edits, 1):
        store.corrections.correct(identity, version, edit, by="7", at=LATER).result()
    assert store.corrections.notice_due(identity) == (1, LATER + TOLD_AFTER)
    assert store.corrections.tell(LATER).result() == 0
    assert store.corrections.tell(LATER + TOLD_AFTER).result() == 1
    assert store.corrections.tell(LATER + TOLD_AFTER).result() == 0
    assert deliver(store) == ["corrected:2-4"]
    store.corrections.retract(identity, 4, by="7", at=LATER).result()
    assert store.corrections.tell(LATER, identity).result() == 2
    assert not store.corrections.telling
    assert deliver(store) == ["corrected:5-5", "corrected:5-5"]


def test_whoever_comes_second_changes_nothing(store: Store) -> None:
    identity, bridge = published(store)
    first = store.corrections.retract(identity, 1, bridge, by="7", at=NOW)
    with pytest.raises(StaleVersion):
        store.corrections.correct(identity, 1, Edit(Field.TITLE, "T"), by="8", at=NOW)
    first.result()
    with pytest.raises(StaleVersion):
        store.corrections.retract(identity, 1, by="8", at=NOW)
    with pytest.raises(NotFound):
        store.corrections.correct(identity, 2, Edit(Field.SPEAKER, "T", fact="nosuch"), by="8", at=NOW)
    with pytest.raises(NotFound):
        store.corrections.get("nosuch")
    assert (
        store.corrections.correct(identity, 2, Edit(Field.TITLE, "T"), by="8", at=NOW).result().version == 3
    )
