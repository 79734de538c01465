"""Every field that a reader can fill, with the texts that break careless bots."""

from __future__ import annotations

import pytest

from tests.adversarial import TEXTS
from tests.talk import Bot

READER = 55
COMMANDS = ("ask", "who", "where", "latest", "timeline", "start", "lang", "subscribe", "unsubscribe")


@pytest.mark.parametrize("text", TEXTS)
async def test_every_text_is_answered_and_nothing_is_refused(stocked: Bot, text: str) -> None:
    reader = stocked.person(READER)
    clean = text.encode("utf-8", "ignore").decode().strip("\0")
    if clean.strip() and not clean.startswith("/"):
        assert await reader.say(clean)
        await reader.edit(reader.last, clean + " again")
    for command in COMMANDS:
        assert await reader.say(f"/{command} {' '.join(clean.split())[:4000]}")
    await reader.inline(clean[:256])
