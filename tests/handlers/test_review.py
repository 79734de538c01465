"""From draft to article: pages, decisions, versions."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from store import REJECTED
from tests.builders import ARTICLE
from tests.fakes import BOT, Sent
from tests.talk import ADMIN, Bot, settled

READER = 55
OTHER = 8
UNSURE = "“We saw the fire from the roof,” it was said in the town.\n"


async def drafted(bot: Bot, text: str = ARTICLE) -> Sent:
    (draft,) = await bot.person(ADMIN).upload(text.encode(), caption="2024-08-14 | Border Post")
    return draft


async def test_discarding_leaves_nothing_to_find(bot: Bot) -> None:
    editor, draft = bot.person(ADMIN), await drafted(bot)
    (gone,) = await editor.press(draft, "Discard")
    assert gone.text.startswith("Discarded")
    for label in ("Publish", "Publish later", "Check", "Who is told", "1", "Title"):
        (late,) = await editor.press(draft, label)
        assert "gone" in late.text
    (answer,) = await editor.say("what did Mirova say")
    assert answer.blocks == []


async def test_a_discarded_draft_can_be_brought_back_as_it_was(bot: Bot) -> None:
    editor, draft = bot.person(ADMIN), await drafted(bot)
    (sheet,) = await editor.press(draft, "Check")
    (sheet,) = await editor.press(sheet, "Reject")
    (whole,) = await editor.press(sheet, "Overview")
    (said,) = await editor.press_data(draft, f"drop:{whole.buttons['✅ Publish'].split(':')[1]}:1")
    assert "changed this draft" in said.text
    (gone,) = await editor.press(said, "Discard")
    (back,) = await editor.press(gone, "Undo")
    assert "rejected: 1" in back.text
    (late,) = await editor.press_data(gone, f"back:{back.buttons['✅ Publish'].split(':')[1]}")
    assert "gone" in late.text


async def test_a_draft_is_looked_through_fact_by_fact_the_unsure_ones_first(bot: Bot) -> None:
    editor, draft = bot.person(ADMIN), await drafted(bot, UNSURE + ARTICLE)
    assert "Draft – not published yet" in draft.text
    assert "⚠" in draft.text
    (sheet,) = await editor.press(draft, "Check one by one")
    assert sheet.id == draft.id
    assert "Fact 1 of" in sheet.text
    assert "not sure who says this" in sheet.text
    assert "We saw the fire" in sheet.blocks[0]
    (second,) = await editor.press(sheet, "Accept")
    assert "Fact 2 of" in second.text
    (third,) = await editor.press(second, "Reject")
    assert "Fact 3 of" in third.text
    (back,) = await editor.press(third, "‹")
    assert "rejected, will not be published" in back.text
    (undecided,) = await editor.press(back, "Undecided")
    assert "rejected" not in undecided.text
    (again,) = await editor.press(undecided, "Reject")
    (whole,) = await editor.press(again, "Overview")
    assert "Accepted: 1 · rejected: 1 ·" in whole.text


async def test_when_all_are_checked_the_overview_comes_back(bot: Bot) -> None:
    editor, page = bot.person(ADMIN), await drafted(bot)
    (page,) = await editor.press(page, "Check")
    while "Accept" in " ".join(page.buttons):
        (page,) = await editor.press(page, "Accept")
    assert "not checked: 0" in page.text
    assert not any("Check" in label for label in page.buttons)


async def test_rejected_facts_are_never_published(bot: Bot) -> None:
    editor, reader, draft = bot.person(ADMIN), bot.person(READER), await drafted(bot)
    (page,) = await editor.press(draft, "Check")
    while "Fact" in page.text:
        (page,) = await editor.press(page, "Reject" if "bridge is gone" in page.text else "Accept")
    (done,) = await editor.press(page, "Publish")
    assert done.text.startswith("Published")
    (answer,) = await reader.say("what did Mirova say")
    assert not any("bridge is gone" in block for block in answer.blocks)


async def test_two_editors_do_not_overwrite_each_other(bot: Bot) -> None:
    one, draft = bot.person(ADMIN), await drafted(bot)
    identity = draft.buttons["✅ Publish"].split(":")[1]
    (mine,) = await one.press(draft, "Check")
    same = dict(mine.buttons)
    await one.press(mine, "Reject")
    (shown,) = await one.press_data(mine, same["✅ Accept"])
    assert "changed this draft a moment ago" in shown.text
    assert "rejected, will not be published" in shown.text
    first = bot.store.drafts.get(identity)
    assert first.state(first.draft.facts[first.order[0]]) == REJECTED
    # The newer state came with newer buttons, so the next press counts.
    (next_one,) = await one.press(shown, "Undecided")
    assert "rejected" not in next_one.text
    (said,) = await one.press_data(draft, f"pub:{identity}:1")
    assert "changed this draft" in said.text
    assert not bot.store.knows(identity)


async def test_a_rehearsal_tells_how_many_and_how_long_and_sends_nothing(bot: Bot) -> None:
    editor, draft = bot.person(ADMIN), await drafted(bot)
    (nobody,) = await editor.press(draft, "Who is told")
    assert "nobody would be told" in nobody.text
    for number in range(60, 90):
        bot.store.subscribe(str(number), "ru/belgorod", at=bot.clock()).result()
    (some,) = await editor.press(draft, "Who is told")
    assert "30 messages would be sent" in some.text
    assert "2 seconds" in some.text
    assert bot.store.outbox.due() == []


async def test_a_long_draft_has_pages(bot: Bot) -> None:
    lines = [f"“Number {n} of my long speech,” Governor Ivan Petrov said.\n" for n in range(30)]
    editor, draft = bot.person(ADMIN), await drafted(bot, "".join(lines))
    assert "Number 0" in draft.text
    (second,) = await editor.press(draft, "More")
    assert second.id == draft.id
    assert "Number 8" in second.text
    (back,) = await editor.press(second, "Back")
    assert "Number 0" in back.text


STALE = """
rv rf:x:1 rf:{}:99 rf:{}:x dec:{}:1:0:maybe dec:{} fix:{} pick:1:2 pick quit:5 unplan:{}:9 dry:x pub:{}:x
fix:d:{}:1:h:no fix:d:{}:1:99:speaker fix:z:{}:1:0:speaker
"""


@pytest.mark.parametrize("data", STALE.split())
async def test_old_and_foreign_buttons_are_polite(bot: Bot, data: str) -> None:
    draft = await drafted(bot)
    identity = draft.buttons["✅ Publish"].split(":")[1]
    for said in await bot.person(ADMIN).press_data(draft, data.format(identity)):
        assert said.text
    for verb in ("rv", "rf", "dec", "fix", "pick", "quit", "unplan", "dry", "pub", "drop"):
        (refused,) = await bot.person(READER).press_data(draft, f"{verb}:{identity}:1:0:accepted")
        assert "Only editors" in refused.text
    assert bot.store.drafts.get(identity).version == 1


async def test_of_two_presses_at_the_same_moment_one_counts(bot: Bot) -> None:
    draft = await drafted(bot)
    await bot.person(ADMIN).say(f"/editors {OTHER}")
    identity = draft.buttons["✅ Publish"].split(":")[1]
    fact = bot.store.draft(identity).facts[0].id
    presses = [
        bot.person(number).press_data(draft, f"dec:{identity}:1:0:{state}")
        for number, state in ((ADMIN, "accepted"), (OTHER, "rejected"))
    ]
    await asyncio.gather(*presses)
    waiting = bot.store.drafts.get(identity)
    assert waiting.version == 2
    deeds = [deed for deed in bot.store.audit.newest() if fact in deed.detail]
    assert [deed.what for deed in deeds] == [waiting.state(waiting.draft.facts[0])]


async def test_two_editors_who_publish_at_the_same_moment_publish_once(bot: Bot) -> None:
    draft = await drafted(bot)
    bot.store.subscribe(str(READER), "ru/belgorod", at=bot.clock()).result()
    await bot.person(ADMIN).say(f"/editors {OTHER}")
    presses = [bot.person(number).press(draft, "✅ Publish") for number in (ADMIN, OTHER)]
    await asyncio.gather(*presses)
    await settled(bot)
    assert len(bot.telegram.of(READER)) == 1
    assert [deed.what for deed in bot.store.audit.newest()].count("published") == 1


async def test_in_a_group_an_editor_answers_by_reply(bot: Bot) -> None:
    editor = bot.member(ADMIN)
    bot.telegram.group_admins.add(ADMIN)
    (draft,) = await editor.say(f"/add {ARTICLE}")
    (asked,) = await editor.press(draft, "Title")
    assert await editor.say("just talking to people") == []
    other = bot.member(READER)
    (answer,) = await other.say("The bridge", reply_to_message=replied(asked))
    assert "Draft" not in answer.text
    (titled,) = await editor.say("The bridge of Shebekino", reply_to_message=replied(asked))
    assert "The bridge of Shebekino" in titled.text


def replied(message: Sent) -> dict[str, Any]:
    chat = {"id": message.chat, "type": "supergroup", "title": "Group"}
    return {"message_id": message.id, "date": 1, "chat": chat, "from": BOT, "text": message.text}
