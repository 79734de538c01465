"""A backup comes as a file to the owner, and is a store."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from handlers import backup
from store import Question, open_store
from tests.talk import ADMIN, Bot


async def test_the_file_is_a_store_again(stocked: Bot, tmp_path: Path) -> None:
    (said,) = await stocked.person(ADMIN).say("/backup")
    assert "keep it safe" in said.text
    ((chat, name, data),) = stocked.telegram.documents
    assert (chat, name) == (ADMIN, "kabar-2024-08-14-0600.zip")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(tmp_path / "copy")
    copy = open_store(tmp_path / "copy", read_only=True)
    assert copy.ask(Question("what did Mirova say", "en")).hits
    copy.close()
    (audit,) = await stocked.person(ADMIN).say("/audit")
    assert "took a backup" in audit.text


async def test_what_is_too_large_is_made_on_the_machine(
    stocked: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "MAX_BYTES", 100)
    (said,) = await stocked.person(ADMIN).say("/backup")
    assert "The backup has 1 MB" in said.text
    assert stocked.telegram.documents == []


async def test_it_comes_into_no_group(stocked: Bot) -> None:
    (said,) = await stocked.member(ADMIN).say("/backup")
    assert "private chat" in said.text
    assert stocked.telegram.documents == []
