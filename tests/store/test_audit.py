"""Every deed leaves a row."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from store.audit import Audit, Deed
from store.database import open_engine

NOW = datetime(2024, 8, 14, tzinfo=UTC)


def test_deeds_come_back_the_newest_first_even_of_one_moment(tmp_path: Path) -> None:
    engine = open_engine(tmp_path)
    audit = Audit(engine)
    engine.commit([audit.entry("7", "published", "a1", at=NOW), audit.entry("8", "speaker", at=NOW)]).result()
    engine.commit([audit.entry("7", "title", "a1", "x" * 999, at=NOW)]).result()
    last, second, first = audit.newest()
    assert first == Deed(NOW.isoformat(), "7", "published", "a1")
    assert second == Deed(NOW.isoformat(), "8", "speaker")
    assert len(last.detail) == 300
    assert [deed.what for deed in audit.newest(1)] == ["title"]
    engine.close()
