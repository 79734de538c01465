from __future__ import annotations

import pytest

from handlers.fetching import Fetched, NotFetched
from tests.builders import ARTICLE
from tests.talk import ADMIN, Bot

URL = "https://example.org/news/1"


async def page(url: str) -> Fetched:
    paragraphs = "".join(f"<p>{line}</p>" for line in ARTICLE.splitlines())
    return Fetched(f"<html><body><article>{paragraphs}</article></body></html>".encode(), url)


async def test_an_address_becomes_a_draft_with_its_link(bot: Bot) -> None:
    bot.app.bot_data.fetch = page
    (draft,) = await bot.person(ADMIN).say(URL)
    assert "draft" in draft.text.lower()
    waiting = bot.store.drafts.all()[0]
    assert waiting.draft.article.url == URL
    (question,) = await bot.person(55).say(URL)
    assert "Nothing stored" in question.text


async def test_where_it_is_off_that_is_said(bot: Bot) -> None:
    (off,) = await bot.person(ADMIN).say(URL)
    assert "don't fetch" in off.text


@pytest.mark.parametrize("reason", ["private", "slow", "large", "failed"])
async def test_every_reason_has_its_words(bot: Bot, reason: str) -> None:
    async def fails(_: str) -> Fetched:
        raise NotFetched(reason)

    bot.app.bot_data.fetch = fails
    (said,) = await bot.person(ADMIN).say(URL)
    assert "upload." not in said.text
