"""Answers under load, over real HTTP: `python -m tests.bench chat`.

The bot runs as its own process against a Bot API on loopback; beside it, in the same run and in turns, a bot that
only repeats. The figures that count are the ratios.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime
from itertools import cycle
from pathlib import Path
from typing import Any

from store import Upload, open_store
from store.database import Change, Engine, open_engine
from tests.bench.store import fact
from tests.bench.telegram import Call, LoopbackTelegram
from tests.builders import ARTICLE, BERITA

__all__ = ["main"]

ROOT = Path(__file__).parent.parent.parent
NOW = datetime(2024, 8, 14, tzinfo=UTC)
QUESTIONS = (
    "what did Mirova say", "how many drones were shot down", "drones over Belgorod", "mirva said what",
    "apa kata gubernur", "berapa drone ditembak jatuh", "was anyone killed in Belgorod", "what happened in Kursk",
)  # fmt: skip


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def seed(folder: Path, *, alerts: int = 0) -> None:
    """A store with two articles; with `alerts` one more whose alerts are all due."""
    store = open_store(folder / "store")
    for text, lang in ((ARTICLE, "en"), (BERITA, "id")):
        draft = store.receive(
            Upload(text.encode(), lang=lang, published=date(2024, 8, 14)), by="", at=NOW
        ).result()
        store.publish(draft.article.id, at=NOW).result()
    waiting = [store.subscribe(str(1_000_000 + n), "ru/belgorod", at=NOW) for n in range(alerts)]
    for done in waiting:
        done.result()
    if alerts:
        draft = store.receive(Upload((ARTICLE + " Again.").encode(), lang="en"), by="", at=NOW).result()
        store.publish(draft.article.id, at=NOW).result()
    store.close()


@contextlib.asynccontextmanager
async def kabar(*, limits: bool = False, alerts: int = 0) -> AsyncIterator[Users]:
    """The product, started; ends with it."""
    with tempfile.TemporaryDirectory(prefix="kabar-chat-") as folder:
        await asyncio.to_thread(seed, Path(folder), alerts=alerts)
        async with LoopbackTelegram() as telegram:
            env = {"BOT_DATA_DIR": folder, "TELEGRAM_API_BASE_URL": telegram.base, "BOT_LOG_LEVEL": "ERROR"}
            env |= {
                "TELEGRAM_BOT_TOKEN": "123456:loopback",
                "BOT_SEND_LIMITS": "telegram" if limits else "off",
            }
            async with _process(["-m", "bot", "run"], {**os.environ, **env}) as process:
                yield await _ready(telegram, process)


@contextlib.asynccontextmanager
async def echo() -> AsyncIterator[Users]:
    """The reference."""
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(LoopbackTelegram())
        arguments = ["-m", "tests.bench.echo", telegram.base]
        yield await _ready(telegram, await stack.enter_async_context(_process(arguments, dict(os.environ))))


@contextlib.asynccontextmanager
async def _process(arguments: list[str], env: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, cwd=ROOT, env=env)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()


async def _ready(telegram: LoopbackTelegram, process: asyncio.subprocess.Process) -> Users:
    while not telegram.polls:
        await asyncio.sleep(0.01)
    return Users(telegram, process)


class Users:
    """People who ask and wait for the answer."""

    def __init__(self, telegram: LoopbackTelegram, process: asyncio.subprocess.Process) -> None:
        self.telegram = telegram
        self._pid = process.pid
        self._waiting: dict[int, asyncio.Future[float]] = {}
        telegram.on_message = self._arrived

    def _arrived(self, call: Call) -> None:
        waiting = self._waiting.pop(call.chat, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(call.at)

    async def ask(self, chat: int, text: str) -> float:
        """Seconds from the question to the answer's call."""
        self._waiting[chat] = asyncio.get_running_loop().create_future()
        begun = time.monotonic()
        self.telegram.say(chat, text)
        return await asyncio.wait_for(self._waiting[chat], 60) - begun

    def cpu_s(self) -> float:
        """CPU seconds of the bot so far."""
        fields = Path(f"/proc/{self._pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    async def closed_loop(self, users: int, seconds: float) -> dict[str, float]:
        """Everybody asks again as soon as the answer is there."""
        times: list[float] = []
        cpu, begun = self.cpu_s(), time.monotonic()

        async def one(chat: int) -> None:
            questions = cycle(QUESTIONS[chat % len(QUESTIONS) :] + QUESTIONS[: chat % len(QUESTIONS)])
            while time.monotonic() < begun + seconds:
                times.append(await self.ask(chat, next(questions)))

        await asyncio.gather(*(one(chat) for chat in range(1, users + 1)))
        took = time.monotonic() - begun
        per_cpu = len(times) / max(self.cpu_s() - cpu, 0.01)
        return {"rate": len(times) / took, "p99": percentile(times, 0.99), "per_cpu": per_cpu}

    async def probe(self, chats: range, pause_s: float) -> list[float]:
        """One question after another, each from another chat."""
        times = []
        for chat, question in zip(chats, cycle(QUESTIONS), strict=False):
            times.append(await self.ask(chat, question))
            await asyncio.sleep(pause_s)
        return times


async def throughput(rounds: int, users: int, seconds: float) -> dict[str, float]:
    """Answers against the reference, in turns."""
    found: dict[str, list[float]] = {}
    async with kabar() as ours, echo() as reference:
        for side in (ours, reference):
            await side.closed_loop(users, 1.0)
        for _ in range(rounds):
            other = await reference.closed_loop(users, seconds)
            own = await ours.closed_loop(users, seconds)
            for key in own:
                found.setdefault(f"{key}_ratio", []).append(own[key] / other[key])
            found.setdefault("answers_per_s", []).append(own["rate"])
            found.setdefault("echo_per_s", []).append(other["rate"])
            found.setdefault("answer_p99_ms", []).append(own["p99"] * 1000)
    return {key: round(statistics.median(values), 3) for key, values in found.items()}


async def behind_alerts(alerts: int, probes: int) -> dict[str, float]:
    """How much longer an answer takes while alerts are due."""
    async with kabar() as ours:
        quiet = await ours.probe(range(1, probes + 1), 0.02)
    async with kabar(limits=True, alerts=alerts) as ours:
        await asyncio.sleep(1.0)
        busy = await ours.probe(range(1, probes + 1), 0.02)
        left = alerts - sum(call.chat >= 1_000_000 for call in ours.telegram.calls)
    extra = [max(0.0, value - statistics.median(quiet)) for value in busy]
    return {
        "alerts_left": left,
        "answer_quiet_p99_ms": round(percentile(quiet, 0.99) * 1000, 1),
        "answer_behind_alerts_p99_ms": round(percentile(busy, 0.99) * 1000, 1),
        "queueing_p99_ms": round(percentile(extra, 0.99) * 1000, 1),
    }


async def flooded(messages: int, probes: int) -> dict[str, float]:
    """How much longer others wait while one chat sends hundreds of messages."""
    async with kabar() as ours:
        quiet = await ours.probe(range(1, probes + 1), 0.0)
        for _ in range(messages):
            ours.telegram.say(999, QUESTIONS[0])
        busy = await ours.probe(range(1, probes + 1), 0.0)
    extra = [max(0.0, value - statistics.median(quiet)) for value in busy]
    return {
        "flood_delay_median_ms": round(statistics.median(extra) * 1000, 1),
        "flood_delay_max_ms": round(max(extra) * 1000, 1),
    }


async def loop_lag(documents: int, seconds: float) -> dict[str, float]:
    """How late the event loop is: idle, and while the writer works and a snapshot is taken."""
    with tempfile.TemporaryDirectory(prefix="kabar-lag-", dir=".") as folder:
        engine = await asyncio.to_thread(_filled, Path(folder), documents)
        import gc

        gc.freeze()
        idle = await _lags(seconds, lambda: asyncio.sleep(0))
        busy = await _lags(seconds, lambda: _busy(engine, seconds))
        await asyncio.to_thread(engine.close)
    ratio = percentile(busy, 0.99) / max(percentile(idle, 0.99), 1e-6)
    found = {"idle": idle, "busy": busy}
    figures = {f"lag_{name}_p99_ms": round(percentile(v, 0.99) * 1000, 2) for name, v in found.items()}
    figures |= {f"lag_{name}_max_ms": round(max(v) * 1000, 2) for name, v in found.items()}
    return {**figures, "lag_ratio": round(ratio, 2)}


def _filled(folder: Path, documents: int) -> Engine:
    engine = open_engine(folder)
    for begin in range(0, documents, 1000):
        rows = [Change("facts", f"{n:07d}", fact(n)) for n in range(begin, begin + 1000)]
        engine.commit(rows).result()
    return engine


async def _busy(engine: Engine, seconds: float) -> None:
    """One writer that commits one transaction after another, and a snapshot in the middle."""
    end, number = time.monotonic() + seconds, 0
    snapshot = threading.Thread(target=engine.compact)
    snapshot.start()
    while time.monotonic() < end:
        number += 1
        await asyncio.wrap_future(engine.commit([Change("facts", f"{number:07d}", fact(number))]))
    await asyncio.to_thread(snapshot.join)


async def _lags(seconds: float, work: Callable[[], Coroutine[Any, Any, None]]) -> list[float]:
    task, lags, end = asyncio.ensure_future(work()), list[float](), time.monotonic() + seconds
    while time.monotonic() < end:
        begun = time.monotonic()
        await asyncio.sleep(0.001)
        lags.append(time.monotonic() - begun - 0.001)
    await task
    return lags


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench chat", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--users", type=int, default=64)
    parser.add_argument("--alerts", type=int, default=10_000)
    parser.add_argument("--parts", nargs="*", default=["throughput", "alerts", "flood", "lag"])
    options = parser.parse_args(argv)
    parts: dict[str, Callable[[], Coroutine[Any, Any, dict[str, float]]]] = {
        "throughput": lambda: throughput(options.rounds, options.users, options.seconds),
        "alerts": lambda: behind_alerts(options.alerts, 100),
        "flood": lambda: flooded(300, 40),
        "lag": lambda: loop_lag(100_000, options.seconds),
    }
    found: dict[str, Any] = {"bench": "chat"}
    for name in options.parts:
        found |= asyncio.run(parts[name]())
    print(json.dumps(found), flush=True)
    for key, value in found.items():
        print(f"{key:28} {value}", file=sys.stderr)
    return 0
