from __future__ import annotations

import pytest

from tests.talk import ADMIN, Bot

READER = 55


async def test_editors_see_what_found_nothing_and_what_is_stored(stocked: Bot) -> None:
    reader, editor = stocked.person(READER), stocked.person(ADMIN)
    (none,) = await editor.say("/misses")
    assert "Every question was answered" in none.text
    await reader.say("what did Macron say")
    await reader.say("What did Macron say?")
    (misses,) = await editor.say("/misses")
    assert "2 × What did Macron say?" in misses.text
    (stats,) = await editor.say("/stats")
    assert "articles: 2" in stats.text


@pytest.mark.parametrize("command", ["/misses", "/stats"])
async def test_readers_do_not(stocked: Bot, command: str) -> None:
    (said,) = await stocked.person(READER).say(command)
    assert "Only editors" in said.text
