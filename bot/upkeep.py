"""What keeps a store well: backup, restore, repair, and what a running bot does once a day."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.commands import say, store_folder
from bot.config import Config
from store import RejectedWrite, Store, open_store, repair_store

__all__ = ["Housekeeping", "backup", "repair", "restore"]

log = logging.getLogger(__name__)
FIRST_AFTER_S = 600.0
EVERY_S = 24 * 3600.0
# Sent and dead messages are kept so long with everything that was known of them.
SETTLED_KEPT = timedelta(days=7)
# After that nobody remembers who was told of what; else the rows of all messages ever sent would stay.
TOLD_KEPT = timedelta(days=90)
# Drafts that a publication left behind for its undo; that is possible for a few minutes.
UNDOABLE_KEPT = timedelta(hours=1)
# Discarded drafts, for theirs.
DISCARDED_KEPT = timedelta(hours=24)


def backup(config: Config, folder: Path) -> int:
    """A copy of everything into an empty or new folder; beside a running bot, too."""
    store = open_store(store_folder(config), read_only=True)
    try:
        store.backup(folder)
    finally:
        store.close()
    say(f"backed up to {folder}")
    return 0


def restore(config: Config, folder: Path) -> int:
    """A backup becomes the store; refused where something is stored already, or where the backup is damaged."""
    own = store_folder(config)
    if own.exists() and any(path.suffix in {".log", ".snap"} for path in own.iterdir()):
        raise RejectedWrite(f"{own} is not empty; move it away first")
    if not folder.is_dir():
        raise RejectedWrite(f"{folder} is no folder")
    found = open_store(folder, read_only=True)
    report = found.check()
    found.close()
    if report.faults or not report.rows:
        raise RejectedWrite(f"{folder} holds no sound backup: {'; '.join(report.faults) or 'nothing in it'}")
    fresh = own.with_name(own.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(folder, fresh, ignore=shutil.ignore_patterns("lock"))
    if own.exists():
        shutil.rmtree(own)
    fresh.replace(own)
    say(", ".join(f"{table}: {rows}" for table, rows in sorted(report.rows.items())))
    return 0


def repair(config: Config) -> int:
    """Make a damaged store usable; nothing is deleted, what can't be read is set aside."""
    done = repair_store(store_folder(config))
    for step in done or ["nothing to repair"]:
        print(step)
    return 0


class Housekeeping:
    """Once a day: settled rows that are old are forgotten, and what was deleted leaves the files."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        *,
        sleep: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._clock = clock
        self._sleep = sleep
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin a while after the start, when the load of it is over."""
        self._task = asyncio.create_task(self._run(), name="housekeeping")

    async def stop(self) -> None:
        """Stop; a compaction that is under way ends by itself."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _run(self) -> None:
        wait = FIRST_AFTER_S
        while True:
            await self._sleep(wait)
            await self.once()
            wait = EVERY_S

    async def once(self) -> None:
        """Do it now."""
        try:
            await asyncio.to_thread(self._clean)
        except RejectedWrite as error:
            log.error("housekeeping: %s", error)

    def _clean(self) -> None:
        now = self._clock()
        self._store.inbox.purge(now=now).result()
        self._store.outbox.purge(now - SETTLED_KEPT, now - TOLD_KEPT).result()
        self._store.corrections.purge(now - UNDOABLE_KEPT, now - DISCARDED_KEPT).result()
        self._store.flows.purge(now - UNDOABLE_KEPT).result()
        self._store.compact()
        log.info("housekeeping is done")
