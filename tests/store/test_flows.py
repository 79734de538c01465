"""One open question a person and chat."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from store.database import open_engine
from store.flows import KEPT, Flows

NOW = datetime(2024, 8, 14, tzinfo=UTC)


def test_a_question_is_open_until_it_is_answered_left_or_old(tmp_path: Path) -> None:
    engine = open_engine(tmp_path)
    flows = Flows(engine)
    flows.open("1", "7", {"field": "title"}, at=NOW).result()
    asked = flows.get("1", "7", now=NOW + KEPT)
    assert asked is not None
    assert asked["field"] == "title"
    assert flows.get("1", "8", now=NOW) is None
    assert flows.get("1", "7", now=NOW + KEPT + timedelta(seconds=1)) is None
    closed = flows.close("1", "7")
    assert closed is not None
    closed.result()
    assert flows.close("1", "7") is None
    flows.open("1", "7", {"field": "title"}, at=NOW).result()
    flows.purge(NOW).result()
    assert flows.get("1", "7", now=NOW) is not None
    flows.open("2", "7", {"field": "title"}, at=NOW - timedelta(days=1)).result()
    flows.purge(NOW).result()
    assert flows.get("2", "7", now=NOW - timedelta(days=1)) is None
    engine.commit(flows.forgetting("1")).result()
    assert flows.get("1", "7", now=NOW) is None
    engine.close()
