"""Inline mode."""

from __future__ import annotations

from tests.talk import Bot

READER = 55


async def test_inline_offers_cards_and_the_way_to_the_private_chat(stocked: Bot) -> None:
    reader = stocked.person(READER)
    fields = await reader.inline("mirova")
    assert "bridge is gone" in fields["results"]
    fields = await reader.inline("macron")
    assert fields["results"] == "[]"
    assert "start_parameter" in fields["button"]
    assert (await reader.inline(""))["results"] == "[]"
