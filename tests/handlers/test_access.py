"""Only editors hand in articles and publish them."""

from __future__ import annotations

from tests.builders import ARTICLE
from tests.fakes import Refused
from tests.talk import ADMIN, Bot

READER = 55


async def test_nobody_else_can_hand_in_or_publish(bot: Bot) -> None:
    stranger, editor = bot.person(READER), bot.person(ADMIN)
    for said in (await stranger.upload(ARTICLE.encode()), await stranger.say(f"/add {ARTICLE}")):
        assert "Only editors" in said[0].text
    assert bot.telegram.count("getFile") == 0
    (draft,) = await editor.upload(ARTICLE.encode())
    for label in ("Publish", "Discard"):
        (said,) = await stranger.press(draft, label)
        assert "Only editors" in said.text
    assert bot.store.draft(draft.buttons["✅ Publish"].split(":")[1]).article.text == ARTICLE


async def test_in_a_group_only_its_admins_change_what_is_set(stocked: Bot) -> None:
    member, chief = stocked.member(READER), stocked.member(77)
    stocked.telegram.group_admins.add(77)
    for words in ("/subscribe Kursk", "/unsubscribe Kursk", "/lang id"):
        (said,) = await member.say(words)
        assert "only its admins" in said.text
    (done,) = await chief.say("/subscribe Kursk")
    assert "Kursk" in done.text
    (narrowed,) = await member.press(done, "Only")
    assert "only its admins" in narrowed.text
    assert [s.region for s in stocked.store.subscriptions("-1001")] == ["ru/kursk"]
    (anonymous,) = await member.say("/lang id", sender_chat=member.chat)
    assert "berbahasa Indonesia" in anonymous.text


async def test_where_telegram_does_not_say_who_somebody_is_nothing_is_changed(stocked: Bot) -> None:
    def refuse(name: str, fields: dict[str, object]) -> None:
        if name == "getChatMember":
            raise Refused(400, "Bad Request: member list is inaccessible")

    stocked.telegram.refuse = refuse
    (said,) = await stocked.member(77).say("/subscribe Kursk")
    assert "only its admins" in said.text
