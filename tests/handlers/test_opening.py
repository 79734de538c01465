from __future__ import annotations

import json

from handlers.links import FACT, PERSON, REGION, payload
from tests.talk import Bot

READER = 55


async def test_a_link_under_an_answer_opens_the_same_fact(stocked: Bot) -> None:
    (answer,) = await stocked.person(READER).say("what did Mirova say")
    rows = json.loads(answer.fields["reply_markup"])["inline_keyboard"]
    (address,) = [button["url"] for row in rows for button in row if "url" in button]
    start = address.split("start%3D")[1]
    (opened,) = await stocked.person(56).say(f"/start {start}")
    assert opened.blocks == answer.blocks[:1]
    assert "Context" in " ".join(opened.buttons)


async def test_regions_and_people_open_too_and_what_is_gone_is_said(stocked: Bot) -> None:
    reader = stocked.person(READER)
    latest = await reader.say(f"/start {payload(REGION, 'ru/belgorod')}")
    assert "Belgorod" in latest[0].text
    (card,) = await reader.say(f"/start {payload(PERSON, 'Olena Mirova')}")
    assert "Olena Mirova" in card.text
    for gone in (payload(FACT, "a0-q1"), payload(REGION, "atlantis")):
        (said,) = await reader.say(f"/start {gone}")
        assert "not stored any more" in said.text
    (unknown,) = await reader.say(f"/start {payload(PERSON, 'Nobody Whatever')}")
    assert "Nobody Whatever" in unknown.text
    (hello,) = await reader.say("/start ask")
    assert len(hello.buttons) == 3


async def test_a_name_in_a_link_is_one_clean_line(stocked: Bot) -> None:
    reader = stocked.person(READER)
    hidden = "Olena\u202e\n\nMirova"
    (said,) = await reader.say(f"/start {payload(PERSON, hidden)}")
    assert "Olena Mirova" in said.text
    (gone,) = await reader.say(f"/start {payload(PERSON, chr(0x202E) * 3)}")
    assert "not stored any more" in gone.text
