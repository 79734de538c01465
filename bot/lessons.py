"""`python -m bot words`: what editors taught, from store to store as JSON lines."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from bot.commands import emit, say, store_folder
from bot.config import Config
from store import Overlay, RejectedWrite, open_store

__all__ = ["words"]


def words(config: Config, source: Path | None) -> int:
    """Print what was taught as JSON lines, or take in those of a file; the same line twice is no error."""
    if source is None:
        store = open_store(store_folder(config), read_only=True)
        try:
            for row in store.overlay.export():
                emit(row)
        finally:
            store.close()
        return 0
    try:
        rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
        lessons = Overlay.read(rows)
    except ValueError as error:
        raise RejectedWrite(f"{source}: {error}") from error
    store = open_store(store_folder(config))
    try:
        taught = store.overlay.teach(lessons, by="command line", at=datetime.now(UTC))
    finally:
        store.close()
    say(f"{taught} taken in")
    return 0
