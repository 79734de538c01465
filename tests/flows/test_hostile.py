"""Hostile texts in every field of the desk: nothing is refused by Telegram, nothing goes wrong."""

from __future__ import annotations

import pytest

from tests.adversarial import TEXTS
from tests.fakes import Sent
from tests.talk import ADMIN, Bot, settled

READER = 55


def fine(said: list[Sent]) -> list[Sent]:
    assert said
    assert not any("went wrong" in message.text or "disk refused" in message.text for message in said)
    return said


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
async def test_as_an_article_through_all_its_pages(bot: Bot, text: str) -> None:
    editor = bot.person(ADMIN)
    bot.store.subscribe(str(READER), "ru/belgorod", at=bot.clock()).result()
    story = f"{text}\n\nMayor Ivan Petrov of Belgorod said: “We {text} will rebuild.” Nine {text} people were killed.\n"
    page = fine(await editor.upload(story.encode("utf-8", "surrogatepass"), caption="2024-08-14 | Post"))[-1]
    if "pub" not in {data.split(":")[0] for data in page.buttons.values()}:
        return
    identity = next(data for data in page.buttons.values() if data.startswith("pub:")).split(":")[1]
    for place in range(len(bot.store.draft(identity).facts)):
        fine(await editor.press_data(page, f"rf:{identity}:{place}"))
    fine(await editor.say("/queue"))
    await editor.press_data(page, f"pub:{identity}:1")
    await settled(bot)
    published = bot.store.corrections.get(identity)
    for place, fact in enumerate(published.draft.facts[:3]):
        fine(await editor.press_data(page, f"af:{identity}:{place}"))
        await editor.press_data(page, f"fix:a:{identity}:{place + 1}:{place}:speaker")
        fine(await editor.say(f"Anna {text}" if not text.startswith("/") else "Anna /x"))
        assert bot.store.fact(fact.id) is not None
    for command in ("/articles", f"/history {identity}", "/audit", "/stats"):
        fine(await editor.say(command))
    bot.clock.forward(minutes=6)
    await bot.running.timetable.once()
    await settled(bot)
    assert bool(bot.telegram.of(READER)) == bool(published.draft.regions)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
async def test_as_a_caption_and_behind_add(bot: Bot, text: str) -> None:
    editor = bot.person(ADMIN)
    fine(
        await editor.upload(
            b"Mayor Ivan Petrov said: \xe2\x80\x9cWe will rebuild.\xe2\x80\x9d", caption=text[:1024]
        )
    )
    fine(
        await editor.upload(
            b"Mayor Ivan Petrov said nothing.", name=text[:60] or "x", caption=f"- | {text[:900]}"
        )
    )
    fine(await editor.say(f"/add {text}"))
    fine(await editor.say(f"/add 2024-08-14 | {text}\n{text}"))
