from __future__ import annotations

from handlers import Ready
from tests.talk import Bot


async def test_an_answer_is_made_once_and_each_one_has_its_own_buttons(stocked: Bot) -> None:
    first, second = stocked.person(11), stocked.person(12)
    (one,) = await first.say("what did Mirova say")
    (two,) = await second.say("what did Mirova say")
    assert (one.text, one.entities) == (two.text, two.entities)
    assert (one.chat, two.chat) == (11, 12)
    assert one.fields["link_preview_options"] == two.fields["link_preview_options"]
    for label, data in one.buttons.items():
        pressed, other = data.split(":"), two.buttons[label].split(":")
        assert pressed[0] == other[0]


def test_a_ready_message_needs_no_blank() -> None:
    assert Ready({"text": "x"}).blank == ""
