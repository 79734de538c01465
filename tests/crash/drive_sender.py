"""Drives the courier through refusals and a kill: `python -m tests.crash.drive_sender [--chats 300]`.

One text goes to many chats; ten answers are 429, three chats have blocked the bot, and at 40 % the process is
killed and started again. Nobody may be left out, nobody is called before the time that a 429 named, and no more
messages come twice than were in flight.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.telegram import LoopbackTelegram

ROOT = Path(__file__).parent.parent.parent
RETRY_AFTER_S = 2


@dataclass
class Plan:
    """Which calls are refused: some chats' first call with 429, some chats' every call with 403."""

    limited: set[int]
    blocked: set[int]
    retry_after: float = RETRY_AFTER_S
    until: dict[int, float] = field(default_factory=dict)
    early: int = 0

    def __call__(self, chat: int, _: str) -> tuple[int, str, float] | None:
        now = time.monotonic()
        if now < self.until.get(chat, 0.0) - 0.001:
            self.early += 1
        if chat in self.blocked:
            return 403, "Forbidden: bot was blocked by the user", 0.0
        if chat in self.limited:
            self.limited.discard(chat)
            self.until[chat] = now + self.retry_after
            return 429, f"Too Many Requests: retry after {self.retry_after}", self.retry_after
        return None


async def life(folder: Path, base: str, rate: float) -> asyncio.subprocess.Process:
    """Start the sender."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.crash.sender", str(folder), base, "--rate", str(rate),
        cwd=ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def publish(process: asyncio.subprocess.Process, identity: str, text: str, chats: list[int]) -> bool:
    """Queue a text; whether it was acknowledged."""
    assert process.stdin is not None
    assert process.stdout is not None
    request = {"op": "publish", "id": identity, "text": text, "chats": chats}
    process.stdin.write(json.dumps(request).encode() + b"\n")
    await process.stdin.drain()
    answer = await process.stdout.readline()
    return bool(answer) and json.loads(answer) == {"ack": identity}


async def until(telegram: LoopbackTelegram, count: int, patience_s: float) -> bool:
    """Wait until so many chats were reached."""
    end = time.monotonic() + patience_s
    while len({call.chat for call in telegram.delivered()}) < count:
        if time.monotonic() > end:
            return False
        await asyncio.sleep(0.005)
    return True


async def trial(
    chats: int,
    rate: float,
    rng: random.Random,
    *,
    limited: int = 10,
    blocked: int = 3,
    retry_after: float = RETRY_AFTER_S,
) -> dict[str, Any]:
    """One fan-out with a kill at 40 %; what came of it."""
    people = list(range(1, chats + 1))
    odd = rng.sample(people, limited + blocked)
    plan = Plan(set(odd[:limited]), set(odd[limited:]), retry_after)
    expected = chats - blocked
    with tempfile.TemporaryDirectory(prefix="kabar-sender-") as folder:
        async with LoopbackTelegram(plan, delay_s=0.005) as telegram:
            process = await life(Path(folder), telegram.base, rate)
            assert await publish(process, "p1", "kabar", people), "not acknowledged"
            begun = time.monotonic()
            await until(telegram, int(expected * 0.4), 120)
            process.kill()
            await process.wait()
            killed, before = time.monotonic(), len(telegram.calls)
            process = await life(Path(folder), telegram.base, rate)
            while len(telegram.calls) == before:
                await asyncio.sleep(0.002)
            restart = time.monotonic() - killed
            complete = await until(telegram, expected, 120)
            await asyncio.sleep(0.3)
            assert process.stdin is not None
            process.stdin.close()
            await process.wait()
    arrived = [call.chat for call in telegram.delivered()]
    last = max(call.at for call in telegram.delivered()) - begun
    ideal = expected / rate if rate else 0.0
    return {
        "chats": chats, "rate": rate, "lost": expected - len(set(arrived)), "complete": complete,
        "doubled": len(arrived) - len(set(arrived)), "early": plan.early,
        "calls": len(telegram.calls), "last_s": round(last, 2), "restart_s": round(restart, 2),
        "ratio": round((last - restart) / ideal, 3) if ideal else None,
    }  # fmt: skip


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chats", type=int, default=300)
    parser.add_argument("--rate", type=float, default=25)
    parser.add_argument("--trials", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    bad = 0
    for number in range(options.trials):
        found = asyncio.run(trial(options.chats, options.rate, random.Random(options.seed + number)))
        print(json.dumps(found), flush=True)
        bad += found["lost"] + found["early"]
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
