"""From draft to article."""

from __future__ import annotations

from tests.builders import ARTICLE
from tests.talk import ADMIN, Bot

READER = 55


async def test_discarding_leaves_nothing_to_find(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    (draft,) = await editor.upload(ARTICLE.encode())
    (gone,) = await editor.press(draft, "Discard")
    assert gone.text.startswith("Discarded")
    (late,) = await editor.press(draft, "Publish")
    assert "gone" in late.text
    (answer,) = await editor.say("what did Mirova say")
    assert answer.blocks == []
