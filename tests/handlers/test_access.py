"""Only editors hand in articles and publish them."""

from __future__ import annotations

from tests.builders import ARTICLE
from tests.talk import ADMIN, Bot

READER = 55


async def test_nobody_else_can_hand_in_or_publish(bot: Bot) -> None:
    stranger, editor = bot.person(READER), bot.person(ADMIN)
    for said in (await stranger.upload(ARTICLE.encode()), await stranger.say(f"/add {ARTICLE}")):
        assert "Only editors" in said[0].text
    assert bot.telegram.count("getFile") == 0
    (draft,) = await editor.upload(ARTICLE.encode())
    for label in ("Publish", "Discard"):
        (said,) = await stranger.press(draft, label)
        assert "Only editors" in said.text
    assert bot.store.draft(draft.buttons["✅ Publish"].split(":")[1]).article.text == ARTICLE
