"""Drives the whole bot against a Bot API on loopback: `python -m tests.crash.drive_bot`.

`python -m bot run` is killed while it answers, is refused as a second poller, and is asked to stop with a backlog.
Every question must be answered in the end.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from tests.bench.telegram import LoopbackTelegram
from tests.builders import ARTICLE

ROOT = Path(__file__).parent.parent.parent
QUESTION = "what did Mirova say"


class Bot:
    """The product's own process over one data folder."""

    def __init__(self, folder: Path, base: str) -> None:
        own = {"BOT_DATA_DIR": str(folder), "TELEGRAM_API_BASE_URL": base, "BOT_LOG_LEVEL": "WARNING"}
        own |= {"TELEGRAM_BOT_TOKEN": "123456:loopback", "TELEGRAM_ADMIN_IDS": "7"}
        self._env = {**os.environ, **own}
        self._log = (folder / "log").open("ab")
        self.log = folder / "log"
        self.process: asyncio.subprocess.Process | None = None

    async def run(self, *arguments: str) -> asyncio.subprocess.Process:
        """Start a command."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *arguments, cwd=ROOT, env=self._env, stderr=self._log
        )
        return self.process

    async def end(self, number: signal.Signals) -> float:
        """Send a signal; the seconds until the process has ended."""
        assert self.process is not None
        begun = time.monotonic()
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(number)
        await self.process.wait()
        return time.monotonic() - begun

    def close(self) -> None:
        self._log.close()


@contextlib.asynccontextmanager
async def prepared(delay_s: float) -> AsyncIterator[tuple[Bot, LoopbackTelegram]]:
    """A bot that knows one article, not started, and its Telegram."""
    with tempfile.TemporaryDirectory(prefix="kabar-bot-") as folder:
        async with LoopbackTelegram(delay_s=delay_s) as telegram:
            article = Path(folder) / "article.txt"
            article.write_text(ARTICLE, encoding="utf-8")
            bot = Bot(Path(folder), telegram.base)
            await (await bot.run("import", str(article), "--lang", "en")).wait()
            try:
                yield bot, telegram
            finally:
                if bot.process is not None and bot.process.returncode is None:
                    await bot.end(signal.SIGKILL)
                bot.close()


async def answered(telegram: LoopbackTelegram, count: int, patience_s: float = 60) -> bool:
    """Wait until so many chats have an answer."""
    end = time.monotonic() + patience_s
    while len({call.chat for call in telegram.delivered()}) < count:
        if time.monotonic() > end:
            return False
        await asyncio.sleep(0.01)
    return True


def _result(name: str, telegram: LoopbackTelegram, asked: int, **more: Any) -> dict[str, Any]:
    arrived = [call.chat for call in telegram.delivered()]
    found = len(set(arrived))
    return {"test": name, "asked": asked, "lost": asked - found, "doubled": len(arrived) - found, **more}


async def in_flight(count: int = 40) -> dict[str, Any]:
    """kill -9 while `count` questions are being answered."""
    async with prepared(delay_s=0.5) as (bot, telegram):
        await bot.run("run")
        for chat in range(1, count + 1):
            telegram.say(chat, QUESTION)
        while not telegram.calls:
            await asyncio.sleep(0.005)
        confirmed = not telegram.updates or telegram.polls > 1
        telegram.calls.clear()  # what was cut off by the kill never reached anybody
        await bot.end(signal.SIGKILL)
        await bot.run("run")
        await answered(telegram, count)
        return _result(f"kill -9 with {count} in flight", telegram, count, confirmed=confirmed)


async def kills(count: int = 300, times: int = 3) -> dict[str, Any]:
    """Some kills while many people ask."""
    async with prepared(delay_s=0.01) as (bot, telegram):
        await bot.run("run")

        async def ask() -> None:
            for chat in range(1, count + 1):
                telegram.say(chat, QUESTION)
                await asyncio.sleep(0.01)

        asking = asyncio.create_task(ask())
        for kill in range(1, times + 1):
            await answered(telegram, count * kill // (times + 1))
            await bot.end(signal.SIGKILL)
            await bot.run("run")
        await asking
        await answered(telegram, count)
        return _result(f"{times} kills over {count} questions", telegram, count)


async def second_poller() -> dict[str, Any]:
    """Another process polls: wait, say so, go on when it has gone."""
    async with prepared(delay_s=0.0) as (bot, telegram):
        telegram.conflict = True
        await bot.run("run")
        while telegram.polls < 3:
            await asyncio.sleep(0.02)
        said = "another process polls" in bot.log.read_text(encoding="utf-8")
        telegram.conflict = False
        telegram.say(1, QUESTION)
        await answered(telegram, 1)
        return _result("second poller", telegram, 1, said=said)


async def stop_with_backlog(count: int = 400) -> dict[str, Any]:
    """SIGTERM while hundreds wait for slow answers; a new life answers the rest."""
    async with prepared(delay_s=1.0) as (bot, telegram):
        await bot.run("run")
        for chat in range(1, count + 1):
            telegram.say(chat, QUESTION)
        await answered(telegram, 20)
        stopped = await bot.end(signal.SIGTERM)
        telegram.delay_s = 0.0
        await bot.run("run")
        await answered(telegram, count)
        return _result("SIGTERM with a backlog", telegram, count, stopped_s=round(stopped, 2))


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args(argv)
    bad = 0
    for _ in range(options.rounds):
        for test in (in_flight, kills, second_poller, stop_with_backlog):
            found = asyncio.run(test())
            print(json.dumps(found), flush=True)
            bad += found["lost"] or found.get("stopped_s", 0) >= 10
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
