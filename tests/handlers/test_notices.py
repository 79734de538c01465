"""Notices say something or are dropped."""

from __future__ import annotations

from handlers.notices import render
from handlers.texts import texts
from store import OutboxMessage
from tests.talk import Bot


async def test_a_notice_about_nothing_says_nothing(stocked: Bot) -> None:
    article = next(iter(stocked.store.library.newest(1)))
    for message in (
        OutboxMessage("m", "7", "gone", notice="published"),
        OutboxMessage("m", "7", article, notice="nosuch"),
    ):
        assert render(texts("en"), stocked.store, message) is None
    told = render(texts("id"), stocked.store, OutboxMessage("m", "7", article, notice="published"))
    assert told is not None
    assert "sesuai rencana" in told.text
