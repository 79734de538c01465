from __future__ import annotations

from handlers.warm import warm
from tests.talk import Bot


async def test_a_rehearsal_says_and_stores_nothing(stocked: Bot) -> None:
    before, last = len(stocked.telegram.sent), stocked.store.counts()
    warm(stocked.store)
    assert len(stocked.telegram.sent) == before
    assert stocked.store.counts() == last


async def test_an_empty_store_can_be_rehearsed_too(bot: Bot) -> None:
    warm(bot.store)
    assert bot.store.empty
