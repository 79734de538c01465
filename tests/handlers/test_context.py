from __future__ import annotations

from handlers.context import Desk
from tests.talk import Bot


async def test_the_language_is_the_chats_then_telegrams_then_english(stocked: Bot) -> None:
    for lang, beginning in (("id", "Saya"), ("id-ID", "Saya"), ("fr", "I am"), ("en", "I am")):
        (hello,) = await stocked.person(60, lang).say("/start")
        assert hello.text.startswith(beginning), lang


def test_the_desk_has_a_clock_with_a_zone() -> None:
    assert Desk().clock().tzinfo is not None
