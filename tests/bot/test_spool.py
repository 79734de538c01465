"""Articles on their way into a running bot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.spool import QUIET_S, Spool
from tests.builders import ARTICLE, BERITA
from tests.talk import Bot

READER = 55


@pytest.fixture
def spool(bot: Bot) -> Spool:
    return bot.running.spooler._spool


async def test_what_is_handed_in_is_published_and_its_outcome_told_once(bot: Bot, spool: Spool) -> None:
    await bot.person(READER).say("/subscribe Belgorod")
    names = [
        spool.hand_in(ARTICLE.encode(), "one.txt", date="2024-08-14", source="Border Post"),
        spool.hand_in(ARTICLE.encode(), "same.txt"),
        spool.hand_in(b"\0\1\2" * 50, "picture.bin"),
    ]
    assert spool.outcome(names[0]) is None
    assert await bot.running.spooler.sweep() == 3
    outcomes = [spool.outcome(name) for name in names]
    assert [outcome[0] for outcome in outcomes if outcome] == ["new", "known", "failed"]
    assert spool.outcome(names[0]) is None
    (article,) = [doc for table, doc in bot.store.export() if table == "articles"]
    assert (article["source"], article["published"]) == ("Border Post", "2024-08-14")
    assert [path.name for path in spool.failed.iterdir() if path.suffix == ".reason"] == [
        f"{names[2]}.reason"
    ]
    assert await bot.running.spooler.sweep() == 0


async def test_an_operator_may_drop_files_with_a_note_beside(bot: Bot, spool: Spool) -> None:
    spool.folder.mkdir(exist_ok=True)
    path = spool.folder / "berita.txt"
    path.write_text(BERITA, encoding="utf-8")
    (spool.folder / "berita.txt.json").write_text(
        json.dumps({"source": "Warta", "lang": "id"}), encoding="utf-8"
    )
    written = path.stat().st_mtime
    assert list(spool.waiting(written + QUIET_S / 2)) == []
    assert list(spool.waiting(written + QUIET_S + 1)) == [path]
    assert spool.upload(path).source == "Warta"
    bot.running.spooler._take(path)
    assert not bot.store.empty
    assert [p for p in spool.folder.iterdir() if p.is_file()] == []


async def test_a_note_that_can_not_be_read_sets_its_file_aside(bot: Bot, spool: Spool) -> None:
    spool.folder.mkdir(exist_ok=True)
    path = spool.folder / "berita.txt"
    for note in ("[]", "{", '{"date": "yesterday"}'):
        path.write_text(BERITA, encoding="utf-8")
        path.with_name("berita.txt.json").write_text(note, encoding="utf-8")
        assert bot.running.spooler._take(path)[0] == "failed"
        assert (spool.failed / "berita.txt.reason").exists()


def test_a_missing_folder_is_an_empty_one(tmp_path: Path) -> None:
    assert list(Spool(tmp_path / "none").waiting(0)) == []
