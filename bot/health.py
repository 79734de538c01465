"""Is the bot alive? A running bot writes a small file again and again; the container's check reads it."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

__all__ = ["EVERY_S", "STALE_S", "Heartbeat", "examine"]

EVERY_S = 10.0
STALE_S = 60.0
FILE = "health.json"


class Heartbeat:
    """Writes `health.json` every ten seconds, with whatever `measure` reports."""

    def __init__(
        self, folder: Path, clock: Callable[[], datetime], measure: Callable[[], dict[str, Any]] = dict
    ) -> None:
        self._path = folder / FILE
        self._clock = clock
        self._measure = measure
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Write once, then go on beside everything else."""
        await self.beat(0.0)
        self._task = asyncio.create_task(self._run(), name="heartbeat")

    async def stop(self) -> None:
        """Stop, and take the file away: a stopped bot is not healthy."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None
            self._path.unlink(missing_ok=True)

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            planned = loop.time() + EVERY_S
            await asyncio.sleep(EVERY_S)
            await self.beat(loop.time() - planned)

    async def beat(self, lag: float) -> None:
        """Write the file now; `lag` is how many seconds late the event loop was."""
        facts = {
            "at": self._clock().isoformat(),
            "pid": os.getpid(),
            "loop_lag_s": round(lag, 3),
            **self._measure(),
        }
        await asyncio.to_thread(_replace, self._path, json.dumps(facts))


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".tmp")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def examine(folder: Path, now: datetime) -> tuple[bool, dict[str, Any]]:
    """(healthy, what is known) of the bot whose data lie in `folder`."""
    try:
        facts: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
        age = (now - datetime.fromisoformat(facts["at"])).total_seconds()
    except (OSError, ValueError, KeyError) as error:
        return False, {"healthy": False, "reason": f"no bot is running here ({type(error).__name__})"}
    healthy = age <= STALE_S
    return healthy, {"healthy": healthy, "age_s": round(age, 1), **facts}
