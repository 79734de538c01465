"""A draft whose text is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store import Edit, Field, NotFound, Store, UnreadableFile, Upload, open_store
from tests.builders import ARTICLE

NOW = datetime(2024, 8, 14, 6, 0, tzinfo=UTC)
UPLOAD = Upload(ARTICLE.encode(), published=date(2024, 8, 14), source="Border Post")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def reread(store: Store, identity: str, text: str, source: str = "", url: str = "") -> str:
    upload = Upload(text.encode(), source=source, url=url)
    return store.rereading.read(identity, upload, by="7", at=NOW).result().article.id


def reviewed(store: Store) -> str:
    """A draft with one fact accepted, one rejected, and one whose speaker was set."""
    identity = store.receive(UPLOAD, by="7", at=NOW).result().article.id
    facts = store.draft(identity).facts
    for fact, state in zip(facts[:2], ("accepted", "rejected"), strict=True):
        version = store.drafts.get(identity).version
        store.drafts.decide(identity, version, fact.id, state, by="7", at=NOW).result()
    quoted = next(fact for fact in facts if "bridge is gone" in fact.span.of(ARTICLE))
    edit = Edit(Field.SPEAKER, "Oksana Lutsko", "ferry captain", quoted.id)
    store.drafts.edit(identity, store.drafts.get(identity).version, edit, by="7", at=NOW).result()
    return identity


def decisions(store: Store, identity: str) -> dict[str, str]:
    waiting = store.drafts.get(identity)
    text = waiting.draft.article.text
    return {fact.span.of(text): waiting.state(fact) for fact in waiting.draft.facts if waiting.state(fact)}


def test_what_was_decided_stays_with_facts_that_are_still_there(store: Store) -> None:
    old = reviewed(store)
    before, version = decisions(store, old), store.drafts.get(old).version
    fresh = reread(store, old, "Ten boats were sunk near Kursk, officials said.\n" + ARTICLE)
    assert fresh != old
    with pytest.raises(NotFound):
        store.drafts.get(old)
    assert decisions(store, fresh) == before
    waiting = store.drafts.get(fresh)
    assert waiting.version == version + 1
    quoted = next(
        fact for fact in waiting.draft.facts if "bridge is gone" in fact.span.of(waiting.draft.article.text)
    )
    assert "Oksana Lutsko" in str(quoted)
    assert "speaker" in quoted.settled
    # It is no copy of the text that it replaces.
    assert waiting.near == ""


def test_a_fact_whose_words_changed_is_looked_at_anew(store: Store) -> None:
    old = reviewed(store)
    fresh = reread(store, old, ARTICLE.replace("The bridge is gone", "The bridge was gone"))
    quoted = [
        fact for fact in store.draft(fresh).facts if "ferry" in fact.span.of(store.draft(fresh).article.text)
    ]
    assert quoted
    assert all("Lutsko" not in str(fact) for fact in quoted)


def test_the_header_changes_only_where_the_sender_says_so(store: Store) -> None:
    old = reviewed(store)
    version = store.drafts.get(old).version
    store.drafts.edit(old, version, Edit(Field.TITLE, "A bridge falls"), by="7", at=NOW).result()
    assert reread(store, old, ARTICLE, source="Ferry Post", url="https://example.org/1") == old
    article = store.draft(old).article
    assert (article.title, article.source, article.url) == (
        "A bridge falls",
        "Ferry Post",
        "https://example.org/1",
    )
    assert article.published == date(2024, 8, 14)
    assert len(decisions(store, old)) == 2


def test_a_title_of_the_old_text_goes_with_it(store: Store) -> None:
    text = "Bridge near Shebekino falls\n\n" + ARTICLE
    identity = store.receive(Upload(text.encode()), by="7", at=NOW).result().article.id
    assert store.draft(identity).article.title == "Bridge near Shebekino falls"
    fresh = reread(store, identity, text.replace("falls", "collapses"))
    assert store.draft(fresh).article.title == "Bridge near Shebekino collapses"


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty"), (bytes(range(256)) * 9, "binary"), (b"Hello there.", "no_facts")]
)
def test_what_is_no_article_changes_nothing(store: Store, data: bytes, code: str) -> None:
    identity = reviewed(store)
    before = store.drafts.get(identity)
    with pytest.raises(UnreadableFile) as refused:
        store.rereading.read(identity, Upload(data), by="7", at=NOW)
    assert refused.value.code == code
    assert store.drafts.get(identity) == before
    assert store.rereading.original(identity) == ARTICLE.encode()


def test_a_text_that_is_known_already_is_not_doubled(store: Store) -> None:
    known = store.receive(UPLOAD, by="7", at=NOW).result().article.id
    store.publish(known, at=NOW).result()
    other = ARTICLE.replace("nine", "eleven")
    identity = store.receive(replace(UPLOAD, data=other.encode()), by="7", at=NOW).result().article.id
    assert reread(store, identity, ARTICLE) == known
    assert store.drafts.get(identity)
