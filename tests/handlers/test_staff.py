"""Owners name the editors."""

from __future__ import annotations

from typing import Any

import pytest

from tests.adversarial import TEXTS
from tests.builders import ARTICLE
from tests.fakes import BOT
from tests.talk import ADMIN, Bot

ANN = 8


def by(number: int, *, bot: bool = False) -> dict[str, Any]:
    person = {"id": number, "is_bot": bot, "first_name": "Ann"}
    chat = {"id": ADMIN, "type": "private", "first_name": "P"}
    return {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": "hello"}


async def test_whoever_is_named_can_edit_and_no_more_when_removed(bot: Bot) -> None:
    owner, ann = bot.person(ADMIN), bot.person(ANN)
    (refused,) = await ann.upload(ARTICLE.encode())
    assert "Only editors" in refused.text
    (added,) = await owner.say(f"/editors {ANN} Ann K.")
    assert f"Ann K. {ANN} may edit" in added.text
    assert "You are an editor now" in bot.telegram.of(ANN)[-1].text
    (draft,) = await ann.upload(ARTICLE.encode())
    (done,) = await ann.press(draft, "Publish")
    assert done.text.startswith("Published")
    (audit,) = await ann.say("/audit")
    assert f"Ann K. {ANN}: published" in audit.text
    (listed,) = await owner.say("/editors")
    assert f"Owners (from the settings): {ADMIN}" in listed.text
    (left,) = await owner.press(listed, "✕ Ann")
    assert "no other editors" in left.text
    (refused,) = await ann.press(done, "Undo")
    assert "Only editors" in refused.text


async def test_a_reply_names_its_author_or_whom_it_was_forwarded_from(bot: Bot) -> None:
    owner = bot.person(ADMIN)
    (added,) = await owner.say("/editors", reply_to_message=by(ANN))
    assert f"Ann {ANN}" in added.text
    person = {"id": 9, "is_bot": False, "first_name": "Bea"}
    origin = {"type": "user", "date": 1, "sender_user": person}
    (added,) = await owner.say("/editors", reply_to_message={**by(ADMIN), "forward_origin": origin})
    assert "Bea 9" in added.text
    (listed,) = await owner.say("/editors", reply_to_message={**by(1), "from": BOT})
    assert "Bea 9" in listed.text


async def test_only_owners_may(bot: Bot) -> None:
    owner, ann = bot.person(ADMIN), bot.person(ANN)
    await owner.say(f"/editors {ANN}")
    (listed,) = await owner.say("/editors")
    for command in ("/editors", "/editors 9", "/broadcast hello", "/backup"):
        (refused,) = await ann.say(command)
        assert "Only an owner" in refused.text
        (refused,) = await bot.person(55).say(command)
        assert "Only editors" in refused.text
    (refused,) = await ann.press(listed, f"✕ {ANN}")
    assert "Only an owner" in refused.text
    assert bot.store.editors.knows(str(ANN))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
async def test_whatever_the_name_no_message_is_refused(bot: Bot, text: str) -> None:
    owner = bot.person(ADMIN)
    for tail in (text, f"9 {text}"):
        for said in await owner.say(f"/editors {tail}"):
            assert "went wrong" not in said.text
    assert await owner.say("/editors")
