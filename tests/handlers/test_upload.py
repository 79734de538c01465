"""Articles from editors."""

from __future__ import annotations

import pytest

from tests.builders import ARTICLE
from tests.talk import ADMIN, Bot

READER = 55


async def test_the_same_article_twice_is_recognised(direct: Bot) -> None:
    editor = direct.person(ADMIN)
    (first,) = await editor.upload(ARTICLE.encode())
    assert first.text.startswith("Published")
    (second,) = await editor.upload(ARTICLE.encode(), name="again.txt")
    assert "already stored" in second.text


async def test_add_takes_the_text_itself_with_or_without_a_header(direct: Bot) -> None:
    editor = direct.person(ADMIN)
    (done,) = await editor.say(f"/add 2024-08-14 | Border Post\n{ARTICLE}")
    assert done.text.startswith("Published")
    (answer,) = await editor.say("what did Mirova say")
    assert "14 Aug 2024 · Border Post" in answer.text
    (bare,) = await editor.say("/add Mayor Ivan Petrov said: “We will rebuild the school.”")
    assert bare.text.startswith("Published")
    (how,) = await editor.say("/add")
    assert "after /add" in how.text


@pytest.mark.parametrize("caption", ["what a caption", "2024-08-14 | a | b | c", "notaday | BBC"])
async def test_a_caption_that_can_not_be_read_is_explained(bot: Bot, caption: str) -> None:
    (said,) = await bot.person(ADMIN).upload(ARTICLE.encode(), caption=caption)
    assert "DATE | SOURCE | URL" in said.text


async def test_an_unknown_date_stays_unknown(direct: Bot) -> None:
    editor = direct.person(ADMIN)
    await editor.upload(ARTICLE.encode(), caption="- | Border Post")
    (answer,) = await editor.say("what did Mirova say")
    assert "date unknown · Border Post" in answer.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (bytes(range(256)) * 40, "not a text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "not a text"),
    ],
)
async def test_what_is_no_text_is_refused_with_the_reason(bot: Bot, data: bytes, words: str) -> None:
    (said,) = await bot.person(ADMIN).upload(data)
    assert words in said.text


async def test_a_file_that_is_too_large_is_not_even_fetched(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    document = {"file_id": "f", "file_unique_id": "f", "file_name": "a.txt", "file_size": 25 * 1024 * 1024}
    (said,) = await editor.send(document=document)
    assert "too large" in said.text
    assert bot.telegram.count("getFile") == 0


async def test_utf16_is_read(direct: Bot) -> None:
    editor = direct.person(ADMIN)
    (done,) = await editor.upload(ARTICLE.encode("utf-16"))
    assert done.text.startswith("Published")
    (answer,) = await editor.say("what did Mirova say")
    assert answer.blocks


async def test_a_disk_that_refuses_is_told(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = bot.person(ADMIN)
    bot.store.close()
    (said,) = await editor.upload(ARTICLE.encode())
    assert "disk refused" in said.text
