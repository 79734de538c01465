from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from store import Likeness, Upload, open_store
from tests.builders import ARTICLE, BERITA

NOW = datetime(2024, 8, 14, tzinfo=UTC)


def test_a_draft_knows_what_it_repeats_or_carries_on(tmp_path: Path) -> None:
    store = open_store(tmp_path)

    def like(text: str) -> tuple[str, str]:
        draft = store.receive(Upload(text.encode()), by="", at=NOW).result()
        waiting = store.drafts.get(draft.article.id)
        return waiting.near[:8], waiting.likeness

    assert like(ARTICLE) == ("", "")
    assert like(ARTICLE + "End.\n") == ("A bridge", Likeness.DUPLICATE)
    assert like(ARTICLE + BERITA) == ("A bridge", Likeness.UPDATE)
    assert like("Something else altogether was said in the capital.") == ("", "")
    store.close()
