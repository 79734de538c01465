"""Every button answers, whatever its age."""

from __future__ import annotations

from tests.talk import ADMIN, Bot

READER = 55


async def test_the_nearest_questions_can_be_pressed(stocked: Bot) -> None:
    reader = stocked.person(READER)
    (declined,) = await reader.say("what did Malkin say about vaccination")
    if declined.buttons:
        label = next(iter(declined.buttons))
        shown, answer = await reader.press(declined, label)
        assert label.rstrip("…") in shown.text
        assert answer.blocks


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
