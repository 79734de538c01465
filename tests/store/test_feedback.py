from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.database import Engine, open_engine
from store.feedback import MAX_STANDING, Feedback, Miss, question_key

NOW = datetime(2024, 8, 14, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(tmp_path)
    yield engine
    engine.close()


def test_the_most_asked_miss_stands_first(engine: Engine) -> None:
    feedback = Feedback(engine)
    for question in ("Who wins?", "who wins", "Where is X?"):
        feedback.missed(question, "en", at=NOW).result()
    assert feedback.misses() == [
        Miss("who wins", "en", 2, NOW.isoformat()),
        Miss("Where is X?", "en", 1, NOW.isoformat()),
    ]
    assert len(feedback.misses(1)) == 1


def test_the_last_thumb_counts(engine: Engine) -> None:
    feedback = Feedback(engine)
    feedback.rate("1", "a-q1", good=True, at=NOW).result()
    feedback.rate("1", "a-q1", good=False, at=NOW + timedelta(hours=1)).result()
    assert [doc["good"] for _, doc in engine.scan("feedback")] == [False]


def test_questions_wait_and_a_chat_can_be_forgotten(engine: Engine) -> None:
    feedback = Feedback(engine)
    for number in range(MAX_STANDING):
        written = feedback.wait("1", f"question {number}", "en", at=NOW)
        assert written is not None
        written.result()
    assert feedback.wait("1", "one more", "en", at=NOW) is None
    again = feedback.wait("1", "Question 3?", "en", at=NOW)
    assert again is not None
    again.result()
    assert len(feedback.standing()) == MAX_STANDING
    engine.commit(feedback.forgetting("1")).result()
    assert feedback.standing() == []


def test_a_group_takes_its_thumbs_and_questions_along(engine: Engine) -> None:
    feedback = Feedback(engine)
    feedback.rate("-1", "a-q1", good=True, at=NOW).result()
    waits = feedback.wait("-1", "Where is X?", "en", at=NOW)
    assert waits is not None
    waits.result()
    engine.commit(feedback.moving("-1", "-100")).result()
    assert [(one.chat, one.question) for one in feedback.standing()] == [("-100", "Where is X?")]
    assert [(key, doc["chat"]) for key, doc in engine.scan("feedback")] == [("a-q1|-100", "-100")]
    assert feedback.forgetting("-1") == []
    assert len(feedback.forgetting("-100")) == 2


def test_capitals_and_marks_make_no_new_question() -> None:
    assert question_key("Apa kata  Putin?") == question_key("apa kata putin")
    assert question_key("apa kata putin") != question_key("apa kata biden")
