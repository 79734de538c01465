"""Subscriptions to regions."""

from __future__ import annotations

import json
from typing import Any

from tests.builders import ARTICLE
from tests.fakes import Sent
from tests.talk import CHANNEL, GROUP, Bot, published

READER = 55


def by_bot(bot: Bot, sent: Sent) -> dict[str, Any]:
    """A message of the bot's as one that somebody replies to."""
    author = {"id": bot.app.bot.id, "is_bot": True, "first_name": "Kabar"}
    chat = {"id": sent.chat, "type": "supergroup"}
    return {"message_id": sent.id, "date": 1, "chat": chat, "from": author, "text": sent.text}


async def test_a_region_and_its_centre_share_a_name(direct: Bot) -> None:
    reader = direct.person(READER)
    (done,) = await reader.say("/subscribe kursk")
    assert "Kursk" in done.text
    (narrow,) = await reader.press(done, "Only")
    assert "Kursk" in narrow.text
    (subscription,) = direct.store.subscriptions(str(READER))
    assert subscription.region != "ru/kursk"
    assert subscription.region.startswith("ru/kursk")


async def test_unsubscribing_by_name_and_by_button(direct: Bot) -> None:
    reader = direct.person(READER)
    await reader.say("/subscribe Belgorod")
    await reader.say("/subscribe Kursk")
    (ended,) = await reader.say("/unsubscribe belgrod")
    assert "Belgorod" in ended.text
    (listed,) = await reader.say("/unsubscribe")
    (dropped,) = await reader.press(listed, "✕")
    assert "Kursk" in dropped.text
    (empty,) = await reader.say("/list")
    assert empty.buttons == {}
    assert await published(direct, ARTICLE, READER) == []


async def test_unknown_and_missing_regions_are_explained(direct: Bot) -> None:
    reader = direct.person(READER)
    (how,) = await reader.say("/subscribe")
    (unknown,) = await reader.say("/subscribe qqxxyyzz")
    assert "for example" in how.text
    assert "qqxxyyzz" in unknown.text


async def test_being_removed_ends_the_subscriptions(direct: Bot) -> None:
    reader = direct.person(READER)
    await reader.say("/subscribe Belgorod")
    bot_user = {"id": 999, "is_bot": True, "first_name": "Kabar"}
    change = {
        "chat": reader.chat,
        "from": reader.user,
        "date": 1,
        "old_chat_member": {"user": bot_user, "status": "member"},
        "new_chat_member": {"user": bot_user, "status": "kicked", "until_date": 0},
    }
    await direct.feed({"my_chat_member": change})
    assert direct.store.subscriptions(str(READER)) == []


async def test_a_group_that_becomes_a_supergroup_keeps_its_subscriptions(bot: Bot) -> None:
    bot.store.subscribe("-1001", "ru/kursk", at=bot.clock()).result()
    assert await bot.member(5).send(migrate_to_chat_id=-100777) == []
    assert [s.region for s in bot.store.subscriptions("-100777")] == ["ru/kursk"]
    assert bot.store.subscriptions("-1001") == []


async def test_a_channel_hears_what_its_admins_subscribe_it_to(direct: Bot) -> None:
    channel = direct.channel()
    (done,) = await channel.post("/subscribe Belgorod")
    assert done.chat == CHANNEL
    assert await channel.post("what did Mirova say") == []
    (alert,) = await published(direct, ARTICLE, CHANNEL)
    assert "News: Belgorod" in alert.text
    # Everybody sees a channel's buttons.
    stranger = direct.person(66)
    stranger.chat = channel.chat
    (refused,) = await stranger.press_data(done, "unsub:ru/belgorod")
    assert "admin" in refused.text
    assert len(direct.store.subscriptions(str(CHANNEL))) == 1


async def test_a_forums_alerts_come_into_the_topic_where_it_subscribed(direct: Bot) -> None:
    direct.telegram.group_admins.add(8)
    admin = direct.member(8)
    await admin.say("/subscribe Belgorod", message_thread_id=12, is_topic_message=True)
    (alert,) = await published(direct, ARTICLE, GROUP)
    assert alert.fields["message_thread_id"] == "12"


async def test_a_pin_follows_the_region_around_it(direct: Bot) -> None:
    reader = direct.person(READER)
    (done,) = await reader.send(location={"latitude": 50.41, "longitude": 36.9})
    assert "Belgorod" in done.text
    (narrow,) = await reader.press(done, "Only Shebekino")
    assert "Shebekino" in narrow.text
    (nowhere,) = await reader.send(location={"latitude": -45.0, "longitude": -130.0})
    assert "no region near" in nowhere.text


async def test_only_the_town_ends_what_it_was_offered_for_and_nothing_wider(direct: Bot) -> None:
    reader = direct.person(READER)
    await reader.say("/subscribe Russia")
    (done,) = await reader.say("/subscribe kursk")
    direct.store.adjust(str(READER), "ru/kursk", pace="daily", deny=["tank"]).result()
    (narrow,) = await reader.press(done, "Only")
    assert "Kursk (region) has ended" in narrow.text
    country, town = direct.store.subscriptions(str(READER))
    assert country.subject == "ru"
    assert town.subject.startswith("ru/kursk/")
    # It takes the settings of what it stands in for.
    assert (town.pace, town.deny) == ("daily", ("tank",))
    (again,) = await reader.press(done, "Only")
    assert "has ended" not in again.text


async def test_places_of_one_name_are_told_apart(direct: Bot) -> None:
    (which,) = await direct.person(READER).say("/subscribe Pokrovsk")
    labels = list(which.buttons)
    assert len(labels) > 1
    assert all(label.startswith("Pokrovsk") and ", " in label for label in labels)
    rows = json.loads(which.fields["reply_markup"])["inline_keyboard"]
    assert len(labels) == sum(map(len, rows))


async def test_in_a_group_a_pin_and_a_file_are_the_bots_only_where_they_reply_to_it(direct: Bot) -> None:
    direct.telegram.group_admins.add(8)
    admin = direct.member(8)
    pin = {"latitude": 50.41, "longitude": 36.9}
    assert await admin.send(location=pin) == []
    assert await admin.upload(b"{}", "package.json") == []
    assert direct.store.subscriptions(str(GROUP)) == []
    (listed,) = await admin.say("/list")
    (done,) = await admin.send(location=pin, reply_to_message=by_bot(direct, listed))
    assert "Belgorod" in done.text
    (member,) = await direct.member(9).send(location=pin, reply_to_message=by_bot(direct, listed))
    assert "admin" in member.text
