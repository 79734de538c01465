"""What happens at a time: drafts that editors planned go out, corrections are told.

What fell into a stop happens at the next start.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from store import Store, StoreError, Waiting

__all__ = ["EVERY_S", "Timetable"]

log = logging.getLogger(__name__)
EVERY_S = 2.0


class Timetable:
    """Looks every few seconds for what is due by the given clock."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
        *,
        sleep: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._clock = clock
        self._wake = wake
        self._sleep = sleep
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Look again and again."""
        self._task = asyncio.create_task(self._run(), name="timetable")

    async def stop(self) -> None:
        """Stop after what is being done."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None
        self._store.tally.flush()

    async def _run(self) -> None:
        while True:
            try:
                await self.once()
            except Exception:  # one bad row must not end the timetable for everybody
                log.exception("the timetable goes on")
            await self._sleep(EVERY_S)

    async def once(self) -> int:
        """Do what is due now; how many things were done."""
        done = 0
        for waiting in self._store.drafts.due(self._clock()):
            try:
                await asyncio.to_thread(self._publish, waiting)
                done += 1
            except StoreError as error:
                # An editor was faster, or the disk refused: the next look tells.
                log.warning("draft %s did not go out: %s", waiting.id, error)
            except Exception:  # one bad draft must hold back no other
                log.exception("draft %s did not go out", waiting.id)
        done += await self._tell()
        done += await self._release()
        self._store.tally.flush()
        if done:
            self._wake()
        return done

    async def _tell(self) -> int:
        """Corrections whose time has come are told."""
        corrections = self._store.corrections
        if not corrections.telling:
            return 0
        try:
            return await asyncio.to_thread(lambda: corrections.tell(self._clock()).result())
        except StoreError as error:
            log.warning("corrections are not told yet: %s", error)
            return 0

    async def _release(self) -> int:
        """What was held for a digest, quiet hours or a mute goes out."""
        count = 0
        try:
            while (
                released := await asyncio.to_thread(self._store.digests.release, self._clock())
            ) is not None:
                count += await asyncio.wrap_future(released)
        except StoreError as error:
            log.warning("digests do not go out yet: %s", error)
        return count

    def _publish(self, waiting: Waiting) -> None:
        published = self._store.publish(
            waiting.id, at=self._clock(), by=waiting.planner, version=waiting.version
        )
        published.result()
