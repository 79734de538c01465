"""Notices say something or are dropped."""

from __future__ import annotations

from handlers.notices import language, render
from handlers.texts import texts
from store import OutboxMessage
from tests.builders import ARTICLE, BERITA
from tests.talk import ADMIN, Bot


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


async def test_it_speaks_the_articles_language_where_the_chat_has_chosen_none(bot: Bot) -> None:
    (draft,) = await bot.person(ADMIN).upload(BERITA.encode())
    identity = draft.buttons["✅ Publish"].split(":")[1]
    message = OutboxMessage("m", "7", identity)
    assert language(bot.store, message) == "id"
    bot.store.publish(identity, at=bot.clock()).result()
    assert language(bot.store, message) == "id"
    assert language(bot.store, OutboxMessage("m", "7", "gone")) == "en"


async def test_who_is_told_late_that_an_article_was_withdrawn_hears_its_name(bot: Bot) -> None:
    (draft,) = await bot.person(ADMIN).upload(("Bridge near Shebekino falls\n\n" + ARTICLE).encode())
    identity = draft.buttons["✅ Publish"].split(":")[1]
    late = OutboxMessage("m", "7", identity, notice=f"withdrawn:{bot.clock().isoformat()}")
    told = render(texts("en"), bot.store, late)
    assert told is not None
    assert "Bridge near Shebekino falls" in told.text
    await bot.person(ADMIN).press(draft, "Discard")
    assert render(texts("en"), bot.store, late) is None
