from __future__ import annotations

from tests.builders import ARTICLE
from tests.talk import ADMIN, Bot, published

READER = 55


async def test_what_is_stored_is_said(stocked: Bot) -> None:
    (said,) = await stocked.person(READER).say("/privacy")
    assert "/stop" in said.text


async def test_stop_deletes_everything_about_a_person_after_asking(direct: Bot) -> None:
    reader = direct.person(READER)
    await reader.say("/subscribe Belgorod")
    await reader.say("/lang id")
    await published(direct, ARTICLE, READER)
    (answer,) = await reader.say("what did Mirova say")
    await reader.press(answer, "👍")
    (asked,) = await reader.say("/stop")
    await reader.press_data(asked, "forget")
    rows = [(table, row) for table, row in direct.store.export() if table != "inbox"]
    left = [
        (table, row)
        for table, row in rows
        if str(READER) in (row.get("chat"), row.get("recipient"), row["key"])
    ]
    assert left == []
    assert any(table == "articles" for table, _ in rows)


async def test_a_stranger_has_nothing_to_forget(bot: Bot) -> None:
    (asked,) = await bot.person(ADMIN).say("/stop")
    (done,) = await bot.person(ADMIN).press(asked, "Yes")
    assert "Deleted" in done.text
