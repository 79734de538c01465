"""Commands without their stroke."""

from __future__ import annotations

import asyncio

import pytest

from store import person_subject
from tests.talk import ADMIN, Bot

READER = 55


def followed(bot: Bot) -> list[str]:
    return [one.subject for one in bot.store.subscriptions(str(READER))]


@pytest.mark.parametrize("words", ["help", "Help!", "help me please", "bantuan", "tolong bantu saya dong"])
async def test_help_needs_no_stroke(stocked: Bot, words: str) -> None:
    reader = stocked.person(READER)
    (told,) = await reader.say(words)
    (asked,) = await reader.say("/help")
    assert told.text == asked.text
    (full,) = await stocked.person(ADMIN).say(words)
    assert "/add" in full.text
    assert not stocked.store.feedback.misses()


@pytest.mark.parametrize(
    ("lang", "words", "nothing", "delete"),
    [
        ("en", "stop", "Nothing is stopped yet", "Delete everything"),
        ("en", "Unsubscribe from all please", "Nothing is stopped yet", "Delete everything"),
        ("en", "stop sending me messages", "Nothing is stopped yet", "Delete everything"),
        ("id", "berhenti", "Belum ada yang dihentikan", "Hapus semua"),
        ("id", "jangan kabari lagi ya", "Belum ada yang dihentikan", "Hapus semua"),
        ("id", "berhenti semua", "Belum ada yang dihentikan", "Hapus semua"),
    ],
)
async def test_stop_asks_what_and_ends_nothing_by_itself(
    bot: Bot, lang: str, words: str, nothing: str, delete: str
) -> None:
    reader = bot.person(READER, lang)
    for name in ("Kursk", "Belgorod"):
        await reader.say(f"/subscribe {name}")
    (offer,) = await reader.say(words)
    assert nothing in offer.text
    assert followed(bot) == ["ru/belgorod", "ru/kursk"]
    await reader.press(offer, "✕")
    assert len(followed(bot)) == 1
    (paused,) = await reader.press(offer, "⏸")
    assert bot.store.hours(str(READER), lang).paused
    assert paused.id == offer.id
    (offer,) = await reader.say(words)
    (sure,) = await reader.press(offer, delete)
    assert len(followed(bot)) == 1
    await reader.press(sure, "es" if lang == "en" else "a")
    assert followed(bot) == []


async def test_stop_says_where_nothing_is_followed(bot: Bot) -> None:
    (told,) = await bot.person(READER).say("stop")
    assert "You follow nothing" in told.text
    assert list(told.buttons) == ["🗑 Delete everything …"]


async def test_however_much_is_followed_the_keyboard_fits(bot: Bot) -> None:
    reader = bot.person(READER)
    written = [
        bot.store.subscribe(str(READER), person_subject(f"P{n}"), at=bot.clock(), name=f"P{n}")
        for n in range(60)
    ]
    await asyncio.to_thread(written[-1].result)
    (offer,) = await reader.say("stop")
    assert "🗑 Delete everything …" in offer.buttons


async def test_a_wish_that_is_edited_to_help_is_taken_back(bot: Bot) -> None:
    reader = bot.person(READER)
    (said,) = await reader.say("subscribe me to Kursk")
    (changed,) = await reader.edit(reader.last, "help")
    assert changed.id == said.id
    assert changed.text.startswith("No more news about Kursk")
    assert "/subscribe NAME" in changed.text
    assert followed(bot) == []


@pytest.mark.parametrize("words", ["who can help Kursk", "did the shelling stop", "bantuan untuk Kursk"])
async def test_a_question_with_such_a_word_is_a_question(stocked: Bot, words: str) -> None:
    for answer in await stocked.person(READER).say(words):
        assert "/ask QUESTION" not in answer.text
        assert "Nothing is stopped" not in answer.text
