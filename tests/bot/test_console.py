from __future__ import annotations

import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.console import Console, piped, show_message, typed
from store import Store, Upload, open_store
from tests.builders import ARTICLE

NOW = datetime(2024, 8, 14, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path)
    draft = store.receive(Upload(ARTICLE.encode(), source="Border Post"), by="test", at=NOW).result()
    store.publish(draft.article.id, at=NOW).result()
    return store


async def conversation(store: Store, *lines: str) -> str:
    out = io.StringIO()

    async def said() -> AsyncIterator[str]:
        for line in lines:
            yield line

    async with Console(store, out=out) as console:
        await console.talk(said())
    store.close()
    return out.getvalue()


async def test_questions_commands_and_buttons_work_as_in_telegram(store: Store) -> None:
    out = await conversation(
        store, "/start", "2", "/subscribe Belgorod", "/list", "", "/lang", "2", "what did Mirova say"
    )
    assert "[1] How many drones were shot down overnight?" in out
    assert "❓ What did Olena Mirova say?" in out
    assert "• Belgorod" in out
    assert "  ┃ The bridge is gone and the ferry does not run," in out


async def test_a_number_without_button_is_a_question(store: Store) -> None:
    assert await conversation(store, "7")


def test_messages_are_drawn_with_bars_and_colour() -> None:
    entities = [
        {"type": "blockquote", "offset": 3, "length": 7},
        {"type": "bold", "offset": 11, "length": 1},
    ]
    text = "😀 one\ntwo x"
    assert show_message(text, entities, colour=False) == "😀 one\n  ┃ two x"
    assert show_message("one", [{"type": "blockquote", "offset": 0, "length": 3}], colour=False) == "  ┃ one"
    assert "\x1b[1mx\x1b[0m" in show_message(text, entities, colour=True)


async def test_lines_come_from_a_pipe_or_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [line async for line in piped(io.StringIO("a\nb"))] == ["a\n", "b"]
    answers = iter(["one"])

    def fake_input(prompt: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", fake_input)
    assert [line async for line in typed("> ")] == ["one"]
