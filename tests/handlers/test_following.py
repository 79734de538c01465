"""What is set of one subscription, as a conversation."""

from __future__ import annotations

import pytest

from store import Subscription
from tests.adversarial import TEXTS
from tests.builders import ARTICLE
from tests.fakes import Sent
from tests.talk import ADMIN, Bot, Person, published, settled

READER = 55


async def panel(reader: Person, name: str = "Belgorod") -> Sent:
    (done,) = await reader.say(f"/subscribe {name}")
    (opened,) = await reader.press(done, "⚙")
    return opened


def own(bot: Bot) -> Subscription:
    return bot.store.subscriptions(str(READER))[0]


async def test_everything_is_set_with_buttons(direct: Bot) -> None:
    reader = direct.person(READER)
    opened = await panel(reader)
    (daily,) = await reader.press(opened, "Daily")
    assert daily.id == opened.id
    assert "Once a day" in daily.text
    (silent,) = await reader.press(daily, "Without sound")
    (grave,) = await reader.press(silent, "Gravest")
    assert (own(direct).pace, own(direct).silent, own(direct).importance) == ("daily", True, 3)
    (loud,) = await reader.press(grave, "With sound")
    assert "With sound." in loud.text
    (listed,) = await reader.say("/list")
    assert "Daily" in listed.text
    (ended,) = await reader.press(listed, "✕")
    assert "Belgorod" in ended.text
    (gone,) = await reader.press(listed, "⚙")
    assert "don't follow this" in gone.text


async def test_words_are_typed_and_taken_away(direct: Bot) -> None:
    reader = direct.person(READER)
    opened = await panel(reader)
    (asked,) = await reader.press(opened, "Never")
    assert "separated by commas" in asked.text
    (kept,) = await reader.say("Bridge,  football ,bridge")
    assert "Never with these words: bridge, football" in kept.text
    assert await published(direct, ARTICLE, READER) == []
    await reader.press(opened, "Never")
    (none,) = await reader.say("-")
    assert "Never with" not in none.text
    assert own(direct).deny == ()
    # Nobody asks any more: the next words are a question.
    (answer,) = await reader.say("what did Mirova say")
    assert "The bridge is gone" in answer.text


async def test_a_command_leaves_the_open_question(direct: Bot) -> None:
    reader = direct.person(READER)
    opened = await panel(reader)
    await reader.press(opened, "Only with")
    await reader.say("/list")
    await reader.say("ferry")
    assert own(direct).allow == ()


@pytest.mark.parametrize("text", TEXTS)
async def test_any_words_may_be_typed(direct: Bot, text: str) -> None:
    reader = direct.person(READER)
    opened = await panel(reader)
    await reader.press(opened, "Only with")
    if not text.strip() or text.startswith("/"):
        return
    assert await reader.say(text.encode("utf-8", "ignore").decode() or "x")
    assert all(len(word) <= 40 for word in own(direct).allow)


async def test_only_a_groups_admins_set_it(direct: Bot) -> None:
    direct.telegram.group_admins.add(8)
    admin, other = direct.member(8), direct.member(9)
    (done,) = await admin.say("/subscribe Belgorod")
    (opened,) = await admin.press(done, "⚙")
    (refused,) = await other.press(opened, "Daily")
    assert "admin" in refused.text
    (changed,) = await admin.press(opened, "Hourly")
    assert "Once an hour" in changed.text


async def test_an_hourly_digest_comes_once_and_a_person_can_be_followed_from_an_answer(direct: Bot) -> None:
    reader, editor = direct.person(READER), direct.person(ADMIN)
    await editor.upload(ARTICLE.encode(), caption="2024-08-14 | Border Post")
    (answer,) = await reader.say("what did Mirova say")
    (done,) = await reader.press(answer, "Olena Mirova")
    (opened,) = await reader.press(done, "⚙")
    await reader.press(opened, "Hourly")
    before = len(direct.telegram.of(READER))
    for number in (1, 2, 3):
        text = f"School {number} closed\n\nOlena Mirova said school number {number} is closed.\n" * 2
        await editor.upload(text.encode(), caption=f"2024-08-1{number} | Border Post")
    await settled(direct)
    assert len(direct.telegram.of(READER)) == before
    direct.clock.forward(hours=1)
    await direct.running.timetable.once()
    await settled(direct)
    (digest,) = direct.telegram.of(READER)[before:]
    assert "3 articles for you: Olena Mirova" in digest.text
    assert [f"School {number} closed" in digest.text for number in (1, 2, 3)] == [True] * 3
    direct.clock.forward(hours=30)
    await direct.running.timetable.once()
    await settled(direct)
    assert len(direct.telegram.of(READER)) == before + 1
