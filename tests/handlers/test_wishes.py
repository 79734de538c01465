"""Wishes in plain words, and edits of them."""

from __future__ import annotations

import asyncio

import pytest

from tests.talk import Bot, Person

READER = 55


def followed(bot: Bot) -> list[str]:
    return [one.subject for one in bot.store.subscriptions(str(READER))]


async def wished(reader: Person, words: str) -> tuple[int, int]:
    """(the message, what answered it)."""
    (said,) = await reader.say(words)
    return reader.last, said.id


async def adjust(bot: Bot, subject: str, **settings: object) -> None:
    await asyncio.to_thread(bot.store.adjust(str(READER), subject, **settings).result)


async def test_an_edited_wish_takes_the_place_of_the_old_one(bot: Bot) -> None:
    reader = bot.person(READER)
    number, said = await wished(reader, "subscribe me to Kursk")
    (changed,) = await reader.edit(number, "subscribe me to Belgorod")
    assert changed.id == said
    assert followed(bot) == ["ru/belgorod"]
    assert "news about Belgorod" in changed.text
    assert "No more news about Kursk" in changed.text
    # And once more.
    await reader.edit(number, "subscribe me to Kharkiv")
    assert followed(bot) == ["ua/kharkiv"]


async def test_what_was_followed_before_goes_on(bot: Bot) -> None:
    reader = bot.person(READER)
    await reader.say("/subscribe Kursk")
    number, _ = await wished(reader, "subscribe me to Kursk")
    (changed,) = await reader.edit(number, "subscribe me to Belgorod")
    assert followed(bot) == ["ru/belgorod", "ru/kursk"]
    assert "No more" not in changed.text


async def test_an_end_that_was_not_meant_is_taken_back_with_its_settings(bot: Bot) -> None:
    reader = bot.person(READER)
    for name in ("Kursk", "Belgorod"):
        await reader.say(f"/subscribe {name}")
    await adjust(bot, "ru/kursk", pace="daily", deny=["sport"])
    number, _ = await wished(reader, "stop news about Kursk")
    assert followed(bot) == ["ru/belgorod"]
    (changed,) = await reader.edit(number, "stop news about Belgorod")
    (kept,) = bot.store.subscriptions(str(READER))
    assert (kept.subject, kept.pace, kept.deny) == ("ru/kursk", "daily", ("sport",))
    assert "No more news about Belgorod" in changed.text
    assert "news about Kursk" in changed.text


async def test_the_same_subject_in_other_words_keeps_what_was_set_meanwhile(bot: Bot) -> None:
    reader = bot.person(READER)
    number, _ = await wished(reader, "subscribe me to Kursk")
    await adjust(bot, "ru/kursk", pace="hourly")
    await reader.edit(number, "subscribe me to Kursk please")
    (kept,) = bot.store.subscriptions(str(READER))
    assert kept.pace == "hourly"
    await reader.edit(number, "stop news about Kursk")
    assert followed(bot) == []


@pytest.mark.parametrize("words", ["what did Mirova say", "who is Mirova", "thanks"])
async def test_a_wish_that_becomes_a_question_is_taken_back_and_said_to_be(stocked: Bot, words: str) -> None:
    reader = stocked.person(READER)
    number, said = await wished(reader, "subscribe me to Kursk")
    (changed,) = await reader.edit(number, words)
    assert changed.id == said
    assert changed.text.startswith("No more news about Kursk")
    assert len(changed.text) > 60
    assert followed(stocked) == []
    # Only once, also where it is followed again.
    await reader.say("/subscribe Kursk")
    (again,) = await reader.edit(number, "how many drones were shot down over Belgorod")
    assert "No more" not in again.text
    assert followed(stocked) == ["ru/kursk"]


async def test_a_group_member_may_not_change_what_an_admin_wished(bot: Bot) -> None:
    bot.telegram.group_admins.add(8)
    admin = bot.member(8)
    entities = [{"type": "mention", "offset": 0, "length": 10}]
    await admin.say("@kabar_bot subscribe me to Kursk", entities=entities)
    bot.telegram.group_admins.clear()
    (said,) = await admin.edit(admin.last, "@kabar_bot subscribe me to Belgorod", entities=entities)
    assert "admins" in said.text
    assert [one.subject for one in bot.store.subscriptions("-1001")] == ["ru/kursk"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "subscribe me to Kursk and Belgorod"),
        ("en", "/subscribe Kursk, Belgorod"),
        ("en", "please, tell me when there is news about Belgorod & Kursk"),
        ("id", "kabari aku soal Belgorod dan Kursk"),
        ("id", "kabari kalau ada berita soal Kursk, Belgorod, ya"),
        ("id", "/subscribe Kursk serta Belgorod"),
    ],
)
async def test_a_wish_for_several_regions_is_granted_for_each(bot: Bot, lang: str, words: str) -> None:
    reader = bot.person(READER, lang)
    (said,) = await reader.say(words)
    assert followed(bot) == ["ru/belgorod", "ru/kursk"]
    assert "Kursk" in said.text
    assert "Belgorod" in said.text
    (panel,) = await reader.press(said, "⚙ Belgorod")
    assert "Belgorod" in panel.text
    # An edit takes back each that is not meant any more.
    (changed,) = await reader.edit(reader.last, words.replace("Belgorod", "Bryansk"))
    assert followed(bot) == ["ru/bryansk", "ru/kursk"]
    assert changed.id == said.id
    (changed,) = await reader.edit(reader.last, "thanks")
    assert followed(bot) == []


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "stop Kursk and Belgorod"), ("id", "berhenti kabari Kursk dan Belgorod")],
)
async def test_several_are_ended_at_once_and_others_go_on(bot: Bot, lang: str, words: str) -> None:
    reader = bot.person(READER, lang)
    for name in ("Kursk", "Belgorod", "Bryansk"):
        await reader.say(f"/subscribe {name}")
    (said,) = await reader.say(words)
    assert followed(bot) == ["ru/bryansk"]
    assert said.text.count("\n") == 1
    await reader.edit(reader.last, "stop Kursk")
    assert followed(bot) == ["ru/belgorod", "ru/bryansk"]


async def test_what_is_unclear_of_several_is_said(bot: Bot) -> None:
    reader = bot.person(READER)
    (said,) = await reader.say("/subscribe Kursk and Qqxxyyzz and Ivanivka")
    assert followed(bot) == ["ru/kursk"]
    assert "news about Kursk" in said.text
    assert "“qqxxyyzz”" in said.text
    (chosen,) = await reader.press(said, "Ivanivka, Berezivskyi")
    assert "Ivanivka" in chosen.text
    (listed,) = await reader.say("/unsubscribe Belgorod, Bryansk")
    assert "Which one shall I stop?" in listed.text
    assert len(followed(bot)) == 2


async def test_and_inside_of_a_name_is_no_list(bot: Bot) -> None:
    await bot.person(READER).say("/subscribe Bosnia and Herzegovina")
    assert followed(bot) == ["ba"]


async def test_an_edited_command_takes_the_place_of_the_old_one(bot: Bot) -> None:
    reader = bot.person(READER)
    (said,) = await reader.say("/subscribe Kursk")
    (changed,) = await reader.edit(reader.last, "/subscribe Belgorod")
    assert followed(bot) == ["ru/belgorod"]
    assert changed.id == said.id
    assert "No more news about Kursk" in changed.text
    (unknown,) = await reader.edit(reader.last, "/subscribe Qqxxyyzz")
    assert followed(bot) == []
    assert "“Qqxxyyzz”" in unknown.text
    assert "No more news about Belgorod" in unknown.text
    (listed,) = await reader.edit(reader.last, "/unsubscribe")
    assert listed.text.startswith("You follow nothing")


async def test_an_edited_end_gives_back_what_was_not_meant(bot: Bot) -> None:
    reader = bot.person(READER)
    for name in ("Kursk", "Belgorod"):
        await reader.say(f"/subscribe {name}")
    await adjust(bot, "ru/kursk", pace="daily")
    await reader.say("/unsubscribe Kursk")
    await reader.edit(reader.last, "/unsubscribe Belgorod")
    (kept,) = bot.store.subscriptions(str(READER))
    assert (kept.subject, kept.pace) == ("ru/kursk", "daily")


async def test_what_an_older_version_kept_of_a_wish_is_taken_back_too(bot: Bot) -> None:
    reader = bot.person(READER)
    number, _ = await wished(reader, "subscribe me to Kursk")
    kept = bot.store.remember(str(READER), did={str(number): ["ru/kursk", None]})
    await asyncio.to_thread(kept.result)
    await reader.edit(number, "subscribe me to Belgorod")
    assert followed(bot) == ["ru/belgorod"]


@pytest.mark.parametrize(("lang", "words"), [("en", "up to 10 names"), ("id", "sampai 10 nama")])
async def test_too_many_names_are_refused_as_a_whole(bot: Bot, lang: str, words: str) -> None:
    reader = bot.person(READER, lang)
    await reader.say("/subscribe Kursk")
    names = ", ".join(["Belgorod", *(f"Qqxxyy{n}" for n in range(300))])
    for command in ("/subscribe", "/unsubscribe"):
        (said,) = await reader.say(f"{command} {names}, Kursk")
        assert words in said.text
    assert followed(bot) == ["ru/kursk"]
