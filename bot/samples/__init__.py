"""The articles that ship with the project, for the console's first run. Telegram never serves them."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from store import Store, Upload

__all__ = ["fill", "questions"]

FOLDER = files(__name__)


def _table() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "samples.toml").read_text(encoding="utf-8"))


def fill(store: Store) -> int:
    """Publish the sample articles in `store`; the number of articles."""
    articles = _table()["article"]
    at = datetime(2000, 1, 1, tzinfo=UTC)
    for entry in articles:
        data = (FOLDER / entry["file"]).read_bytes()
        upload = Upload(
            data, entry["file"], entry["title"], entry["date"], entry["source"], lang=entry["lang"]
        )
        draft = store.receive(upload, by="samples", at=at).result()
        store.publish(draft.article.id, at=at).result()
    return len(articles)


def questions(lang: str) -> list[str]:
    """Example questions in a language that the samples answer."""
    table: dict[str, list[str]] = _table()["questions"]
    return table.get(lang, table["en"])
