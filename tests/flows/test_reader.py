"""A reader asks, in private, in groups, inline."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import ARTICLE, BERITA
from tests.talk import ADMIN, GROUP, Bot

READER = 55


@pytest.fixture
async def stocked(direct: Bot) -> Bot:
    editor = direct.person(ADMIN)
    await editor.upload(ARTICLE.encode(), caption="2024-08-14 | Border Post | https://example.org/1")
    await editor.upload(BERITA.encode(), caption="2024-08-14 | Kabar Perbatasan")
    return direct


async def test_the_first_minute(stocked: Bot) -> None:
    reader = stocked.person(READER)
    (hello,) = await reader.say("/start")
    assert len(hello.buttons) == 3
    shown, answer = await reader.press(hello, "shot down overnight")
    assert "How many drones were shot down overnight?" in shown.text
    assert any("14 drones were shot down overnight" in block for block in answer.blocks)
    assert "Border Post" in answer.text
    (done,) = await reader.say("/subscribe belgorad")
    assert "Belgorod" in done.text
    (listed,) = await reader.say("/list")
    assert "• Belgorod" in listed.text


async def test_indonesian_from_telegrams_language_and_by_choice(stocked: Bot) -> None:
    (hello,) = await stocked.person(READER, "id").say("/start")
    assert hello.text.startswith("Saya Kabar")
    reader = stocked.person(READER)
    (choice,) = await reader.say("/lang")
    assert set(choice.buttons) == {"English", "Bahasa Indonesia"}
    (said,) = await reader.press(choice, "Indonesia")
    assert "berbahasa Indonesia" in said.text
    (answer,) = await reader.say("what did Malkin say")
    assert "mengatakan" in answer.text
    assert "Kami bekerja tanpa tidur sejak semalam," in answer.blocks
    (back,) = await reader.say("/lang en")
    assert "English" in back.text


async def test_another_language_across_and_typos(stocked: Bot) -> None:
    reader = stocked.person(READER)
    for question in (
        "how many residents were evacuated to Kursk",
        "berapa warga dievakuasi",
        "brp warga di evakuasi sudza",
    ):
        (answer,) = await reader.say(question)
        assert any("120 warga" in block for block in answer.blocks), question


async def test_what_is_not_stored_is_said(stocked: Bot) -> None:
    reader = stocked.person(READER)
    for question in ("what did Macron say", "who will win the war", "recipe for fried rice"):
        (answer,) = await reader.say(question)
        assert answer.blocks == []
        assert answer.text.startswith("Nothing stored answers this.")


async def test_the_nearest_questions_can_be_pressed(stocked: Bot) -> None:
    reader = stocked.person(READER)
    (declined,) = await reader.say("what did Malkin say about vaccination")
    if declined.buttons:
        label = next(iter(declined.buttons))
        shown, answer = await reader.press(declined, label)
        assert label.rstrip("…") in shown.text
        assert answer.blocks


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
    assert "/add" not in plain.text
    assert "/add" in full.text
    assert "GeoNames" in plain.text


async def test_a_group_is_answered_only_when_it_asks(stocked: Bot) -> None:
    member = stocked.member(READER)
    assert await member.say("what did Mirova say") == []
    mention = {"type": "mention", "offset": 0, "length": 10}
    (answer,) = await member.say("@kabar_bot what did Mirova say", entities=[mention])
    assert answer.blocks
    assert answer.chat == GROUP
    assert answer.reply_to is not None
    (command,) = await member.say("/ask what did Mirova say")
    assert command.blocks
    earlier = {"message_id": answer.id, "date": 1, "chat": member.chat, "text": "x"}
    earlier["from"] = {"id": 999, "is_bot": True, "first_name": "Kabar"}
    (replied,) = await member.say("what did Malkin say", reply_to_message=earlier)
    assert replied.blocks
    assert await member.say("@somebody what did Mirova say", entities=[mention]) == []


async def test_inline_offers_cards_and_the_way_to_the_private_chat(stocked: Bot) -> None:
    reader = stocked.person(READER)
    fields = await reader.inline("mirova")
    assert "bridge is gone" in fields["results"]
    fields = await reader.inline("macron")
    assert fields["results"] == "[]"
    assert "start_parameter" in fields["button"]
    assert (await reader.inline(""))["results"] == "[]"


async def test_pages_turn_in_place_and_old_buttons_are_polite(stocked: Bot) -> None:
    editor, reader = stocked.person(ADMIN), stocked.person(READER)
    lines = [f"“Number {n} of my long speech,” Governor Ivan Petrov said.\n" for n in range(9)]
    await editor.upload("".join(lines).encode())
    (answer,) = await reader.say("what did Ivan Petrov say")
    assert "1–3 of" in answer.text
    (turned,) = await reader.press(answer, "More")
    assert turned.id == answer.id
    assert "4–6 of" in turned.text
    (back,) = await reader.press(turned, "Back")
    assert "1–3 of" in back.text
    for data in ("more:77:3", "more:1:x", "more", "nosuch:1", "near:gone", "ask:9x", "lang:xx"):
        for said in await reader.press_data(answer, data):
            assert said.text


ADVERSARIAL = [
    "<b>bold</b> & <script>",
    "*_~`[x](http://example.org)",
    "\u202eright to left\u202c \u200f",
    "e\u0301\u0301\u0301 \u0301",
    "😀" * 200,
    "x" * 4096,
    "word " * 819,
    "\u2028\u2029\u0007\u001b[31m",
    "' OR 1=1 --",
    "Кто такой Сырский? 谁 من",
    "{who} %s {0} \\n",
    "\ufeff\u200b\u00ad",
    "?" * 300,
    "1.000 km2 117 drone 40-50",
    "@kabar_bot",
    "a" + "\n" * 500 + "b",
]


@pytest.mark.parametrize("text", ADVERSARIAL, ids=range(len(ADVERSARIAL)))
async def test_any_text_gets_a_clear_answer(stocked: Bot, text: str) -> None:
    reader = stocked.person(READER)
    assert await reader.say(text)
    assert await reader.say(f"/subscribe {text}"[:4096])
    await reader.inline(text)
    assert all("went wrong" not in message.text for message in stocked.telegram.sent)
    done = await stocked.person(ADMIN).say(f"/add {text}"[:4096])
    assert done
    assert all("went wrong" not in message.text for message in stocked.telegram.sent)
