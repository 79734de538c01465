"""The index between two lives: saved beside the store, opened again and brought up to date.

A saved index names the last transaction that it knows. What came after is read from the journal; where the
journal no longer reaches back so far, or the saved one does not fit, the index is built anew from the facts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from store.database import Engine
from store.search import Index, Record

__all__ = ["catch_up", "open_index", "save_index"]

MARK = "last.json"
# A smaller store is indexed faster than a saved index pays.
WORTH_SAVING = 2000

Rebuild = Callable[[], Iterable[Record]]
Of = Callable[[str], Record | None]


def save_index(folder: Path, index: Index, seq: int, size: int) -> bool:
    """Save an index that knows everything up to transaction `seq`; whether it was worth it."""
    if size < WORTH_SAVING:
        return False
    (folder / MARK).unlink(missing_ok=True)
    index.save(folder / "index")
    # The mark comes last: without it the folder counts as unfinished.
    (folder / MARK).write_text(json.dumps({"seq": seq}), encoding="utf-8")
    return True


def open_index(folder: Path, engine: Engine, rebuild: Rebuild, record: Of) -> tuple[Index, int]:
    """(the index of everything stored, the transaction up to which it was saved; 0 where it is new)."""
    try:
        seq = int(json.loads((folder / MARK).read_text(encoding="utf-8"))["seq"])
        index = Index.load(folder / "index")
    except (OSError, ValueError, KeyError):
        return Index.from_records(rebuild()), 0
    if not catch_up(index, seq, engine, record):
        return Index.from_records(rebuild()), 0
    return index, seq


def catch_up(index: Index, seq: int, engine: Engine, record: Of) -> bool:
    """Tell the index what happened since it was saved; False where that is not known any more."""
    expected, changed = seq + 1, dict[str, None]()
    if engine.last < seq:
        return False
    for number, changes in engine.changes(seq):
        if number != expected:
            return False
        expected += 1
        changed.update({change.key: None for change in changes if change.table == "facts"})
    if expected != engine.last + 1:
        return False
    fresh = {key: record(key) for key in changed}
    index.remove([key for key, found in fresh.items() if found is None])
    index.add([found for found in fresh.values() if found is not None])
    return True
