"""From files to tables: the newest sound snapshot, then every transaction behind it.

Files lie flat in the store's folder. `journal-<first>.log` holds the transactions from number `first` on,
`snapshot-<last>.snap` all rows as they were after transaction `last`; the newer segments are never dropped
before a newer snapshot is on disk, so a crash between any two steps leaves enough.
"""

from __future__ import annotations

import fcntl
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from store.database.frames import Frame, flipped, later_frames, read_frames, unpack
from store.database.rows import Tables
from store.errors import StoreDamaged, StoreLocked

__all__ = [
    "Recovered",
    "journals",
    "recover",
    "repair",
    "repair_files",
    "snapshots",
    "sync_folder",
    "take_lock",
]

REPAIR = "python -m bot repair"


@dataclass(slots=True)
class Recovered:
    """What was found: the tables, the number of the last transaction, and the segment to go on with."""

    tables: Tables = field(default_factory=Tables)
    seq: int = 0
    snapshot: int = 0
    segment: Path | None = None
    length: int = 0
    torn: int = 0
    notes: list[str] = field(default_factory=list)


def _numbered(folder: Path, pattern: str) -> list[tuple[int, Path]]:
    return sorted((int(path.stem.rsplit("-", 1)[1]), path) for path in folder.glob(pattern))


def journals(folder: Path) -> list[tuple[int, Path]]:
    """(first transaction, file), oldest first."""
    return _numbered(folder, "journal-*.log")


def snapshots(folder: Path) -> list[tuple[int, Path]]:
    """(last transaction, file), oldest first."""
    return _numbered(folder, "snapshot-*.snap")


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def take_lock(path: Path) -> int:
    """The right to write beside `path`, as an open file; raises `StoreLocked`."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise StoreLocked(f"another process writes to {path.parent}") from error
    return handle


@contextmanager
def _without_collector() -> Iterator[None]:
    """A collection in the middle of a load walks everything that was loaded so far, for nothing."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _load_snapshot(path: Path, last: int) -> Tables | None:
    """The rows of a snapshot, or None where it is not whole: it ends with an empty frame of its own number."""
    data = path.read_bytes()
    frames, end = read_frames(data)
    if end != len(data) or not frames or frames[-1].payload or frames[-1].seq != last:
        return None
    tables = Tables()
    for part in frames:
        tables.apply(unpack(part.payload))
    return tables


def _newest_snapshot(folder: Path, found: Recovered) -> None:
    for last, path in reversed(snapshots(folder)):
        tables = _load_snapshot(path, last)
        if tables is not None:
            found.tables, found.seq, found.snapshot = tables, last, last
            return
        found.notes.append(f"{path.name} is damaged; an older snapshot and the journal are used instead")


def _damaged(path: Path, offset: int, why: str) -> StoreDamaged:
    return StoreDamaged(
        f"{path.name} is damaged at byte {offset}: {why}. Nothing was changed. "
        f"`{REPAIR}` sets the damaged files aside and keeps everything that can be read."
    )


def _torn(path: Path, data: bytes, end: int, reached: int, *, last: bool) -> int:
    """How many bytes an interrupted write left behind the last whole frame; raises where it is damage.

    Zeros are room that was made for later transactions. Whole transactions may follow a hole where one write
    brought them all and the power went before its sync: none of them was acknowledged.
    """
    tail = data[end:].rstrip(b"\0")
    if not tail:
        return 0
    if not last:
        raise _damaged(path, end, "the segment is cut though a newer one follows")
    if any(later.seq - later.place > reached + 1 for later in later_frames(data[: end + len(tail)], end)):
        raise _damaged(path, end, "transactions that were written later follow behind it")
    if flipped(data[end:]) is not None:
        raise _damaged(path, end, "one bit of a whole transaction is wrong")
    return len(tail)


def _replay(found: Recovered, path: Path, frames: list[Frame]) -> None:
    for part in frames:
        if part.seq <= found.seq:
            continue
        if part.seq != found.seq + 1:
            raise _damaged(path, part.end - len(part.payload), f"transaction {found.seq + 1} is missing")
        found.tables.apply(unpack(part.payload))
        found.seq = part.seq


def recover(folder: Path) -> Recovered:
    """Read a store's files without changing them; raises `StoreDamaged`."""
    found = Recovered()
    with _without_collector():
        _newest_snapshot(folder, found)
        segments = journals(folder)
        for place, (first, path) in enumerate(segments):
            last = place + 1 == len(segments)
            # Covered by the snapshot: a crash may have left it, and whatever is in it does not matter any more.
            if not last and segments[place + 1][0] <= found.seq + 1:
                continue
            if first > found.seq + 1:
                raise _damaged(path, 0, f"transaction {found.seq + 1} is missing before it")
            data = path.read_bytes()
            frames, end = read_frames(data)
            reached = frames[-1].seq if frames else first - 1
            found.torn = _torn(path, data, end, reached, last=last)
            _replay(found, path, frames)
            found.segment, found.length = path, end
    if found.torn:
        found.notes.append(f"{found.torn} bytes of an interrupted write were cut from {path.name}")
    return found


def repair(folder: Path) -> list[str]:
    """Make a damaged store usable again without deleting a byte: what was done, in words.

    A transaction with one wrong bit is mended; behind any other damage the rest of the segment and all
    later ones are set aside under `damaged-...`, and a new segment begins.
    """
    done: list[str] = []
    seq = 0
    for last, path in reversed(snapshots(folder)):
        if _load_snapshot(path, last) is not None:
            seq = last
            break
        done.append(_set_aside(path))
    for first, path in journals(folder):
        data = path.read_bytes()
        frames, end = read_frames(data)
        reached = frames[-1].seq if frames else first - 1
        if first > seq + 1:
            done.append(_set_aside(path))
            continue
        rest = data[end:].rstrip(b"\0")
        mended = flipped(data[end:]) if rest else None
        if mended is not None:
            _rewrite(path, data[:end] + mended + data[end + len(mended) :])
            done.append(f"{path.name}: mended one bit at byte {end}")
            frames, end = read_frames(path.read_bytes())
            reached = frames[-1].seq
        elif rest:
            done.append(_set_aside(path))
            _rewrite(path, data[:end])
        seq = max(seq, reached)
    return done


def _set_aside(path: Path) -> str:
    number = 0
    while (aside := path.with_name(f"damaged-{number}-{path.name}")).exists():
        number += 1
    path.rename(aside)
    return f"{path.name}: set aside as {aside.name}"


def _rewrite(path: Path, data: bytes) -> None:
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync_folder(path.parent)


def repair_files(folder: Path) -> list[str]:
    """`repair`, where no other process writes; raises `StoreLocked`."""
    if not folder.is_dir():
        return []
    lock = take_lock(folder / "lock")
    try:
        return repair(folder)
    finally:
        os.close(lock)
