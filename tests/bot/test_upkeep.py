"""Backup, restore, repair, and the daily round."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.upkeep import EVERY_S, FIRST_AFTER_S, Housekeeping
from store import RejectedWrite, open_store
from tests.bot.test_inbox import message
from tests.builders import ARTICLE
from tests.talk import Bot


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BOT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    assert main(["import", str(article), "--lang", "en"]) == 0
    return tmp_path / "data"


def test_a_backup_becomes_a_store_again(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy"
    assert main(["backup", str(copy)]) == 0
    assert main(["backup", str(copy)]) == 1
    assert main(["restore", str(copy)]) == 1
    assert "not empty" in capsys.readouterr().err
    data.rename(tmp_path / "lost")
    assert main(["restore", str(tmp_path / "nowhere")]) == 1
    (data / "store").mkdir(parents=True)
    assert main(["restore", str(copy)]) == 0
    assert main(["check"]) == 0
    before, after = (open_store(folder / "store", read_only=True) for folder in (tmp_path / "lost", data))
    assert list(before.export()) == list(after.export())
    assert (data / "store/originals").is_dir()


def test_what_is_no_sound_backup_is_refused(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data.rename(tmp_path / "lost")
    (tmp_path / "nothing").mkdir()
    assert main(["restore", str(tmp_path / "nothing")]) == 1
    assert "no sound backup" in capsys.readouterr().err
    assert not (data / "store").exists()


def test_repair_mends_what_makes_a_start_impossible(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (segment,) = (data / "store").glob("journal-*.log")
    whole = bytearray(segment.read_bytes())
    whole[len(whole) // 2] ^= 8
    segment.write_bytes(whole)
    assert main(["check"]) == 1
    assert "python -m bot repair" in capsys.readouterr().err
    assert main(["repair"]) == 0
    assert "mended" in capsys.readouterr().out
    assert main(["check"]) == 0
    assert main(["repair"]) == 0
    assert "nothing to repair" in capsys.readouterr().out


def test_repair_of_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_DATA_DIR", str(tmp_path / "none"))
    assert main(["repair"]) == 0


async def test_old_rows_are_forgotten_and_leave_the_files(bot: Bot) -> None:
    await bot.running.inbox.take([message(1, 5, "/help a private word")])
    await bot.running.inbox.idle()
    bot.clock.forward(days=8)
    await bot.running.housekeeping.once()
    assert not bot.store.inbox.known(1)
    assert b"a private word" not in everything_in(bot.store._folder)


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.suffix in {".log", ".snap"})


async def test_once_a_day_and_a_refusal_is_no_end(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    enough = asyncio.Event()

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            enough.set()
            await asyncio.Event().wait()

    def refuse(self: Housekeeping) -> None:
        raise RejectedWrite("no room")

    monkeypatch.setattr(Housekeeping, "_clean", refuse)
    keeping = Housekeeping(bot.store, bot.clock, sleep=sleep)
    await keeping.start()
    await enough.wait()
    await keeping.stop()
    assert waited == [FIRST_AFTER_S, EVERY_S, EVERY_S]
