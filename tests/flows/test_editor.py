"""An editor hands in an article."""

from __future__ import annotations

import io
from pathlib import Path

from bot.console import Console
from store import open_store
from tests.builders import ARTICLE
from tests.talk import ADMIN, Bot

READER = 55


async def test_a_file_becomes_a_draft_and_then_an_article(bot: Bot) -> None:
    editor, reader = bot.person(ADMIN), bot.person(READER)
    (draft,) = await editor.upload(
        ARTICLE.encode(), caption="2024-08-14 | Border Post | https://example.org/1"
    )
    assert {"✅ Publish", "🗑 Discard"} < set(draft.buttons)
    assert "Border Post" in draft.text
    assert any("bridge is gone" in block for block in draft.blocks)
    assert "Published" not in draft.text
    (none,) = await reader.say("what did Mirova say")
    assert none.blocks == []

    (done,) = await editor.press(draft, "Publish")
    assert done.text.startswith("Published")
    (answer,) = await reader.say("what did Mirova say")
    assert "The bridge is gone and the ferry does not run," in answer.blocks
    assert "Olena Mirova" in answer.text
    assert "Border Post" in answer.text


async def test_an_editors_first_minute(bot: Bot) -> None:
    """File, review, fix a speaker, publish, ask, right answer."""
    editor, reader = bot.person(ADMIN), bot.person(READER)
    (draft,) = await editor.upload(ARTICLE.encode(), name="bridge.txt", caption="2024-08-14 | Border Post")
    (sheet,) = await editor.press(draft, "Check one by one")
    while "bridge is gone" not in sheet.text:
        (sheet,) = await editor.press(sheet, "Accept")
    await editor.press(sheet, "Speaker")
    (fixed,) = await editor.say("Oksana Lutsko, ferry captain")
    assert "Speaker: Oksana Lutsko" in fixed.text
    (overview,) = await editor.press(fixed, "Overview")
    (done,) = await editor.press(overview, "Publish")
    assert done.text.startswith("Published")
    (answer,) = await reader.say("what did Oksana Lutsko say")
    assert "The bridge is gone and the ferry does not run," in answer.blocks
    assert "— Oksana Lutsko, ferry captain" in answer.text
    (other,) = await reader.say("what did Mirova say")
    assert not any("bridge is gone" in block for block in other.blocks)


async def test_the_readme_shows_it_as_it_is(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    block = readme.split("An editor's first minute")[1].split("```text\n")[1].split("```")[0]
    store, out = open_store(tmp_path), io.StringIO()
    shown: list[str] = []
    async with Console(store, out=out) as console:
        for line in block.splitlines():
            if line.startswith("> "):
                out.seek(0)
                out.truncate()
                await console.say(line[2:])
                shown = out.getvalue().splitlines()
                gap = False
            elif line == "…":
                gap = True
            else:
                place = shown.index(line) if gap else 0
                assert shown[place] == line
                shown, gap = shown[place + 1 :], False
    store.close()
