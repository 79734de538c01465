"""Drafts: decisions, versions, plans."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.drafts import ACCEPTED, REJECTED
from store.editing import Edit, Field, value_of
from store.errors import NotFound, StaleVersion
from store.model import Question, Upload
from store.service import Store, open_store
from tests.builders import ARTICLE

NOW = datetime(2024, 8, 14, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path)


def received(store: Store) -> str:
    return store.receive(Upload(ARTICLE.encode()), by="7", at=NOW).result().article.id


def test_whoever_comes_second_changes_nothing(store: Store) -> None:
    identity = received(store)
    fact = store.draft(identity).facts[0].id
    edit = Edit(Field.SPEAKER, "Ann", fact=fact)
    first = store.drafts.edit(identity, 1, edit, by="7", at=NOW)
    # The first one may still be on its way to the disk: it counts all the same.
    with pytest.raises(StaleVersion):
        store.drafts.decide(identity, 1, fact, REJECTED, by="8", at=NOW)
    with pytest.raises(StaleVersion):
        store.publish(identity, at=NOW, version=1)
    assert first.result().version == 2
    with pytest.raises(StaleVersion):
        store.publish(identity, at=NOW, version=1)
    assert store.drafts.get(identity).state(store.draft(identity).facts[0]) == ""
    published = store.publish(identity, at=NOW, version=2)
    with pytest.raises((StaleVersion, NotFound)):
        store.publish(identity, at=NOW, version=2)
    published.result()
    with pytest.raises(NotFound):
        store.drafts.decide(identity, 2, fact, ACCEPTED, by="7", at=NOW)
    assert [deed.what for deed in store.audit.newest()] == ["published", "set_speaker", "handed_in"]


def test_a_second_version_that_can_not_be_made_leaves_the_draft_free(store: Store) -> None:
    identity = received(store)
    fact = store.draft(identity).facts[0].id
    with pytest.raises(ValueError, match="never"):
        store.drafts.edit(identity, 1, Edit(Field.DATE, "never", fact=fact), by="7", at=NOW)
    assert store.drafts.edit(identity, 1, Edit(Field.TITLE, "T"), by="7", at=NOW).result().version == 2


def test_what_is_rejected_is_never_published(store: Store) -> None:
    identity = received(store)
    bridge = next(f for f in store.draft(identity).facts if "bridge is gone" in f.span.of(ARTICLE))
    rejected = store.drafts.decide(identity, 1, bridge.id, REJECTED, by="7", at=NOW).result()
    assert len(rejected.final.facts) == len(rejected.draft.facts) - 1
    store.publish(identity, at=NOW).result()
    assert store.fact(bridge.id) is None
    words = [hit.found.text for hit in store.ask(Question("what about the bridge and the ferry", "en")).hits]
    assert not any("bridge is gone" in text for text in words)


def test_unsure_facts_come_first(store: Store) -> None:
    text = "“We saw it,” it was said.\n" + ARTICLE
    identity = store.receive(Upload(text.encode()), by="7", at=NOW).result().article.id
    waiting = store.drafts.get(identity)
    unsure = {doubt.fact for doubt in waiting.draft.doubts}
    order = [waiting.draft.facts[place].id in unsure for place in waiting.order]
    assert sorted(order, reverse=True) == order
    assert sorted(waiting.order) == list(range(len(waiting.draft.facts)))


def test_a_planned_draft_is_due_at_its_time_in_this_life_or_the_next(store: Store, tmp_path: Path) -> None:
    identity = received(store)
    due = NOW + timedelta(hours=2)
    planned = store.drafts.plan(identity, 1, due, teller="7", by="7", at=NOW).result()
    assert store.drafts.due(due - timedelta(seconds=1)) == []
    store.close()
    again = open_store(tmp_path)
    assert again.drafts.due(due) == [planned]
    freed = again.drafts.plan(identity, 2, None, by="7", at=NOW).result()
    assert (freed.due, freed.teller) == ("", "")
    assert again.drafts.due(due) == []
    assert again.drafts.all() == [freed]
    again.close()


def test_the_same_article_again_leaves_the_review_as_it_is(store: Store) -> None:
    identity = received(store)
    fact = store.draft(identity).facts[0].id
    store.drafts.edit(identity, 1, Edit(Field.SPEAKER, "Ann", fact=fact), by="7", at=NOW).result()
    assert received(store) == identity
    assert store.drafts.get(identity).version == 2
    again = Upload(ARTICLE.encode(), source="Border Post")
    assert store.receive(again, by="8", at=NOW).result().article.source == "Border Post"
    waiting = store.drafts.get(identity)
    assert waiting.version == 3
    assert value_of(waiting.draft.facts[0], Field.SPEAKER) == "Ann"
    store.receive(Upload(ARTICLE.encode(), source="Herald"), by="8", at=NOW).result()
    assert store.draft(identity).article.source == "Border Post"
