"""Where facts rest. The only room that knows `tinydb`; everything outside sees the `Engine` protocol."""

from pathlib import Path

from store.database.codec import SCHEMA, article_of, doc_of, draft_of, fact_of
from store.database.embedded import EmbeddedEngine
from store.database.engine import Change, Doc, Engine, Report
from store.database.migrations import migrate
from store.database.originals import Originals
from store.database.recovery import repair_files

__all__ = [
    "SCHEMA",
    "Change",
    "Doc",
    "Engine",
    "Originals",
    "Report",
    "article_of",
    "doc_of",
    "draft_of",
    "fact_of",
    "open_engine",
    "repair_files",
]


def open_engine(folder: Path, *, read_only: bool = False) -> Engine:
    """Open or create the store's files in `folder`; raises `StoreLocked` or `StoreDamaged`."""
    engine = EmbeddedEngine(folder, read_only=read_only)
    try:
        migrate(engine, read_only=read_only)
    except BaseException:
        engine.close()
        raise
    return engine
