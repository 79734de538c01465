"""Greeting, help, and what is no question."""

from __future__ import annotations

from typing import Any

from tests.talk import ADMIN, Bot

READER = 55


async def test_everything_private_is_answered(stocked: Bot) -> None:
    reader = stocked.person(READER)
    sticker: dict[str, Any] = {"file_id": "s", "file_unique_id": "s", "width": 1, "height": 1}
    sticker |= {"is_animated": False, "is_video": False, "type": "regular"}
    voice = {"file_id": "v", "file_unique_id": "v", "duration": 1}
    for said in (
        await reader.say("/nosuchcommand"),
        await reader.send(sticker=sticker),
        await reader.send(voice=voice),
        await reader.say("/help"),
        await reader.say("/ask"),
        await reader.say("?!"),
    ):
        assert len(said) == 1


async def test_help_shows_editors_their_part(stocked: Bot) -> None:
    (plain,) = await stocked.person(READER).say("/help")
    (full,) = await stocked.person(ADMIN).say("/help")
    names = [fields["commands"] for name, fields in stocked.telegram.calls if name == "setMyCommands"]
    assert "broadcast" in names[-1]
    assert not any("queue" in commands for commands in names[:-1])
    assert "/add" not in plain.text
    assert "/add" in full.text
    assert "GeoNames" in plain.text
