"""Editors are named and dismissed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from store.audit import Audit
from store.database import open_engine
from store.editors import Editor, Editors

NOW = datetime(2024, 8, 14, tzinfo=UTC)


def test_whoever_was_named_may_edit_until_dismissed(tmp_path: Path) -> None:
    engine = open_engine(tmp_path)
    audit = Audit(engine)
    editors = Editors(engine, audit)
    assert not editors.knows("8")
    editors.add("8", "Ann", by="7", at=NOW).result()
    assert editors.knows("8")
    assert editors.all() == [Editor("8", "Ann", NOW.isoformat())]
    editors.remove("8", by="7", at=NOW).result()
    editors.remove("8", by="7", at=NOW).result()
    assert not editors.knows("8")
    assert [deed.what for deed in audit.newest()] == ["editor_removed", "editor_removed", "editor_added"]
    engine.close()
