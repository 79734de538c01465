"""Articles on their way into a running bot: a folder that the command line and operators put files into.

A file stands beside a small JSON of the same name and `.json` (date, source, url, lang) where more is known of it.
What was taken in leaves an outcome for whoever handed it in; what can't be read ends in `failed/` with its reason.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from store import Store, StoreError, Upload

__all__ = ["EVERY_S", "Outcome", "Spool", "Spooler", "take_in"]

log = logging.getLogger(__name__)
EVERY_S = 1.0
# An operator's file may still be being copied; one that was changed this long ago is whole.
QUIET_S = 2.0
KNOWN, NEW, FAILED = "known", "new", "failed"
FIELDS = ("source", "url", "lang", "title")
# (what came of a file: new, known or failed; why)
Outcome = tuple[str, str]


def take_in(store: Store, upload: Upload, *, by: str, at: datetime) -> Outcome:
    """Publish a document; takes the time that reading and extraction take."""
    try:
        draft = store.receive(upload, by=by, at=at).result()
        if store.knows(draft.article.id):
            store.discard(draft.article.id).result()
            return KNOWN, "known already, not doubled"
        store.publish(draft.article.id, at=at).result()
    except StoreError as error:
        return FAILED, str(error)
    return NEW, ""


class Spool:
    """The folder. Names of files that were handed in begin with a random number, so that none replaces another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.failed = folder / "failed"
        self._outcomes = folder / "outcomes"

    def hand_in(self, data: bytes, filename: str, **fields: str) -> str:
        """Put a document into the folder as one step; the name under which it waits."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{uuid.uuid4().hex[:12]}-{Path(filename).name}"
        _write(self._beside(name), json.dumps({**fields, "filename": filename}).encode())
        _write(self.folder / name, data)
        return name

    def _beside(self, name: str) -> Path:
        return self.folder / f".{name}.json"

    def waiting(self, now: float) -> Iterator[Path]:
        """The files that are whole, the oldest first; `now` is the system's clock in seconds."""
        if not self.folder.is_dir():
            return
        files = [p for p in self.folder.iterdir() if p.is_file() and not p.name.startswith(".")]
        names = {path.name for path in files}
        for path in sorted(files, key=lambda p: (p.stat().st_mtime, p.name)):
            if path.suffix == ".json" and path.name.removesuffix(".json") in names:
                continue
            if self._beside(path.name).exists() or now - path.stat().st_mtime >= QUIET_S:
                yield path

    def awaited(self, path: Path) -> bool:
        """Whether somebody handed the file in and waits for its outcome."""
        return self._beside(path.name).exists()

    def upload(self, path: Path) -> Upload:
        """A file with what is known of it; raises `OSError` or `ValueError`."""
        known = self._known(path)
        published = date.fromisoformat(known["date"]) if known.get("date") else None
        fields = {name: str(known.get(name) or "") for name in FIELDS}
        name = str(known.get("filename") or path.name)
        return Upload(path.read_bytes(), name, published=published, **fields)

    def _known(self, path: Path) -> dict[str, Any]:
        for beside in (self._beside(path.name), path.with_name(path.name + ".json")):
            if beside.exists():
                known = json.loads(beside.read_text(encoding="utf-8"))
                if not isinstance(known, dict):
                    raise ValueError(f"{beside.name} is no JSON object")
                return known
        return {}

    def settle(self, path: Path, outcome: Outcome, *, report: bool) -> None:
        """Take a file away, into `failed` with the reason where it could not be read."""
        if outcome[0] == FAILED:
            self.failed.mkdir(parents=True, exist_ok=True)
            (self.failed / f"{path.name}.reason").write_text(outcome[1] + "\n", encoding="utf-8")
            path.replace(self.failed / path.name)
        else:
            path.unlink()
        if report:
            self._outcomes.mkdir(parents=True, exist_ok=True)
            _write(self._outcomes / path.name, json.dumps(outcome).encode())
        for beside in (self._beside(path.name), path.with_name(path.name + ".json")):
            beside.unlink(missing_ok=True)

    def outcome(self, name: str) -> Outcome | None:
        """What came of a file that was handed in; it is told once."""
        path = self._outcomes / name
        try:
            state, detail = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        path.unlink()
        return state, detail


def _write(path: Path, data: bytes) -> None:
    fresh = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


class Spooler:
    """Takes in what lies in the spool, one file after another, beside the event loop."""

    def __init__(
        self, spool: Spool, store: Store, clock: Callable[[], datetime], wake: Callable[[], None]
    ) -> None:
        self._spool = spool
        self._store = store
        self._clock = clock
        self._wake = wake
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Look into the folder again and again."""
        self._task = asyncio.create_task(self._run(), name="spool")

    async def stop(self) -> None:
        """Stop after the file that is being read; it is taken in again where its publication was not reached."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _run(self) -> None:
        while True:
            try:
                await self.sweep()
            except OSError as error:
                log.warning("the spool can't be read: %s", error)
            await asyncio.sleep(EVERY_S)

    async def sweep(self) -> int:
        """Take in everything that waits now; how many files."""
        taken = 0
        for path in await asyncio.to_thread(lambda: list(self._spool.waiting(time.time()))):
            outcome = await asyncio.to_thread(self._take, path)
            log.info("spool: %s is %s", path.name, outcome[0])
            self._wake()
            taken += 1
        return taken

    def _take(self, path: Path) -> Outcome:
        report = self._spool.awaited(path)
        try:
            upload = self._spool.upload(path)
            outcome = take_in(self._store, upload, by="spool", at=self._clock())
        except (OSError, ValueError) as error:
            outcome = FAILED, f"{type(error).__name__}: {error}"
        self._spool.settle(path, outcome, report=report)
        return outcome
