"""One thread owns the files. It takes whatever waits, writes it as one piece, syncs once, then shows it to readers.

So a transaction is visible only after it would survive a power cut, and many that wait together share one sync.
After a failed sync nobody can know what the disk holds: all writes fail until the store is opened anew.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from store.database.expectations import Expected, Waiting, fitting
from store.database.frames import Rows, frame, pack, read_frames
from store.database.recovery import Recovered, journals, recover, snapshots, sync_folder, take_lock
from store.database.rows import Tables
from store.errors import RejectedWrite, StaleVersion, StoreDamaged

__all__ = ["Commit", "Journal"]

# A snapshot is due when the journal behind the last one has grown to the size of the store, and to this at least.
SNAPSHOT_BYTES = 8 * 1024 * 1024
CHUNK_ROWS = 500
# So long the journal's thread waits for company before it writes: under load a tenth of all CPU time was its waking
# up for single transactions. Who waits in a thread of his own writes at once, see `Commit.result`.
LINGER_S = 0.001
# So long a transaction may be on its way that nobody waits for.
LAZY_S = 0.005
# So many times it finds nothing to do before it has to be woken: to wake it costs more than a look.
ROUNDS = 3
# Writing into room that is there already syncs about twice as fast as making the file longer each time. A
# segment of at least `ROOM_FROM` bytes is made longer by its own length, at most by `ROOM` bytes of zeros.
ROOM_FROM = 64 * 1024
ROOM = 1024 * 1024
KEPT_SNAPSHOTS = 2
NOTHING = Expected()


class Commit(Future[int]):
    """A transaction under way. Whoever waits for it in a thread of his own may as well write it himself."""

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal

    def cancel(self) -> bool:
        """Never: who stops waiting for a transaction does not call it back."""
        return False

    def result(self, timeout: float | None = None) -> int:
        """The transaction's number, once it is on disk."""
        if timeout is None and not self.done():
            self._journal.lead()
        return super().result(timeout)


class Journal:
    """Durable tables in a folder. `commit` may be called from any thread."""

    def __init__(
        self, folder: Path, *, read_only: bool = False, snapshot_bytes: int = SNAPSHOT_BYTES
    ) -> None:
        self.folder = folder
        self.notes: list[str] = []
        self._read_only = read_only
        self._snapshot_bytes = snapshot_bytes
        self._queue: list[Waiting] = []
        self._errands: list[Callable[[], None]] = []
        self._ready = threading.Condition(threading.Lock())
        # Whoever holds this takes what waits and writes it: the journal's own thread, or one that waits anyway.
        self._writing = threading.Lock()
        self._urgent = False
        self._closing = False
        self._broken: BaseException | None = None
        self._lock: int | None = None
        self._thread: threading.Thread | None = None
        self._snapshot_thread: threading.Thread | None = None
        self._keep = threading.Lock()
        if read_only:
            self._begin_reading()
        else:
            self._begin_writing()

    # --- opening ------------------------------------------------------------------------------------------

    def _begin_reading(self) -> None:
        # A running writer may put a new snapshot in place of files that were just listed, or write meanwhile.
        for attempt in range(5):
            try:
                self._take(recover(self.folder))
                return
            except (FileNotFoundError, StoreDamaged):
                if attempt == 4:
                    raise

    def _begin_writing(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = take_lock(self.folder / "lock")
        try:
            found = recover(self.folder)
            self._take(found)
            self._file = self._open_segment(found)
        except BaseException:
            self._release()
            raise
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def _take(self, found: Recovered) -> None:
        self.tables: Tables = found.tables
        self.seq = found.seq
        self.notes = found.notes
        self._snapshot_seq = found.snapshot
        self._snapshot_size = self._end_of_snapshot()

    def _open_segment(self, found: Recovered) -> int:
        if found.segment is None:
            self._end = self._grown = self._room = 0
            return self._new_segment(found.seq + 1)
        handle = os.open(found.segment, os.O_RDWR)
        if found.segment.stat().st_size != found.length:
            os.ftruncate(handle, found.length)
            os.fsync(handle)
        self._end = self._grown = self._room = found.length
        os.lseek(handle, 0, os.SEEK_END)
        return handle

    def _new_segment(self, first: int) -> int:
        path = self.folder / f"journal-{first:016d}.log"
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        sync_folder(self.folder)
        return handle

    @property
    def writable(self) -> bool:
        """Whether a commit has a chance."""
        return not (self._read_only or self._closing or self._broken)

    # --- writing ------------------------------------------------------------------------------------------

    def commit(self, rows: Rows, *, lazily: bool = False, expected: Expected = NOTHING) -> Future[int]:
        """Write rows as one transaction; the future holds its number once it is on disk and visible.

        Nobody waits for one written `lazily`: it goes with the next one, after `LAZY_S` at the latest. Where one of
        the `expected` rows is not so any more when it is its turn, nothing is written and the future fails with
        `StaleVersion`.
        Raises `RejectedWrite` at once where the rows can't be written as they are.
        """
        if self._read_only:
            raise RejectedWrite("the store was opened for reading")
        try:
            payload = pack(rows)
        except UnicodeEncodeError as error:
            raise RejectedWrite(f"a name is not Unicode text: {error}") from error
        done = Commit(self)
        with self._ready:
            if self._closing or self._broken:
                raise RejectedWrite(f"the store takes no more writes: {self._broken or 'it is closed'}")
            if not (self._queue and (lazily or self._urgent)):
                self._ready.notify()
            self._queue.append((payload, rows, done, expected))
            self._urgent = self._urgent or not lazily
        return done

    def lead(self) -> None:
        """Write what waits in the calling thread, unless another one is writing: a switch of threads less."""
        if self._writing.acquire(blocking=False):
            try:
                self._write(self._take_queue())
            finally:
                self._writing.release()

    def _take_queue(self) -> list[Waiting]:
        with self._ready:
            batch, self._queue, self._urgent = self._queue, [], False
        return batch

    def _run(self) -> None:
        idle = 0
        while True:
            with self._ready:
                while idle >= ROUNDS and not (self._queue or self._errands or self._closing):
                    self._ready.wait()
                if self._queue and not (self._urgent or self._errands or self._closing):
                    self._ready.wait(LAZY_S)
                errands, self._errands = self._errands, []
                over = self._closing and not (self._queue or errands)
            if over:
                return
            if not self._closing:
                time.sleep(LINGER_S)
            with self._writing:
                batch = self._take_queue()
                self._write(batch)
                for errand in errands:
                    errand()
            idle = 0 if batch or errands else idle + 1

    def _write(self, batch: Sequence[Waiting]) -> None:
        stale: list[tuple[Future[int], str]] = []
        if any(expected.rows for _, _, _, expected in batch):
            batch, stale = fitting(batch, self.tables, self.seq)
        if batch:
            self._write_all(batch)
        # Only now: whoever tries again reads what was written just before.
        for done, key in stale:
            done.set_exception(StaleVersion(key))

    def _write_all(self, batch: Sequence[Waiting]) -> None:
        first = self.seq + 1
        frames = [frame(first + place, one[0], place) for place, one in enumerate(batch)]
        try:
            self._append(b"".join(frames))
        except OSError as error:
            failure = RejectedWrite(f"the disk refused: {error}")
            for _, _, done, _ in batch:
                done.set_exception(failure)
            return
        for _, rows, done, _ in batch:
            self.tables.apply(rows)
            self.seq += 1
            done.set_result(self.seq)
        if self._grown > max(self._snapshot_bytes, self._snapshot_size):
            self._rotate()

    def _append(self, data: bytes) -> None:
        """Write and sync, or leave the file as it was; a failed sync ends all writing."""
        if self._broken:
            raise OSError(str(self._broken))
        if self._end + len(data) > self._room:
            self._make_room(self._end + len(data))
        try:
            written = 0
            while written < len(data):
                written += os.write(self._file, data[written:] if written else data)
        except OSError:
            self._undo()
            raise
        try:
            os.fdatasync(self._file)
        except OSError as error:
            self._broken = error
            raise
        self._end += len(data)
        self._grown += len(data)

    def _make_room(self, needed: int) -> None:
        """Zeros behind the `needed` bytes; they reach the disk with the next sync, and may also be missing."""
        self._room = needed
        if needed < ROOM_FROM:
            return
        try:
            os.lseek(self._file, needed, os.SEEK_SET)
            self._room += os.write(self._file, bytes(min(needed, ROOM)))
            os.lseek(self._file, self._end, os.SEEK_SET)
        except OSError:
            self._undo()

    def _undo(self) -> None:
        """A write that was refused half way is cut off again, else the next one would follow on garbage."""
        try:
            os.ftruncate(self._file, self._end)
            os.lseek(self._file, self._end, os.SEEK_SET)
            self._room = self._end
        except OSError as error:
            self._broken = error

    # --- snapshots ----------------------------------------------------------------------------------------

    def _end_of_snapshot(self) -> int:
        found = snapshots(self.folder)
        return found[-1][1].stat().st_size if found else 0

    def _rotate(self) -> None:
        """Begin a new segment, and beside it a snapshot of everything before; on the writer thread."""
        if self._snapshot_thread is not None and self._snapshot_thread.is_alive():
            return
        try:
            fresh = self._new_segment(self.seq + 1)
        except OSError as error:
            self.notes.append(f"no snapshot: {error}")
            return
        self._close_segment()
        self._file, self._end, self._grown, self._room = fresh, 0, 0, 0
        last = self.seq
        self._snapshot_thread = threading.Thread(
            target=self._snapshot, args=(last,), name="snapshot", daemon=True
        )
        self._snapshot_thread.start()

    def _snapshot(self, last: int, keep: int = KEPT_SNAPSHOTS) -> None:
        """Write all rows. Rows that change meanwhile may already be there: the journal behind replays them."""
        fresh = self.folder / f"snapshot-{last:016d}.new"
        try:
            with self._keep:
                self._write_snapshot(fresh, last)
                fresh.replace(fresh.with_suffix(".snap"))
                sync_folder(self.folder)
                self._snapshot_seq = last
                self._snapshot_size = self._end_of_snapshot()
                self._drop_old(keep)
        except OSError as error:
            self.notes.append(f"no snapshot: {error}")
            fresh.unlink(missing_ok=True)

    def _write_snapshot(self, path: Path, last: int) -> None:
        with path.open("wb") as file:
            for part in self.tables.chunks(CHUNK_ROWS):
                file.write(frame(last, pack(part)))
            file.write(frame(last, b""))
            file.flush()
            os.fsync(file.fileno())

    def _drop_old(self, keep: int) -> None:
        """Keep the newest snapshots and every segment that the oldest kept one still needs."""
        found = snapshots(self.folder)
        for _, path in found[:-keep]:
            path.unlink()
        needed = found[-keep:][0][0] + 1
        segments = journals(self.folder)
        for (_, path), (following, _) in pairwise(segments):
            if following <= needed:
                path.unlink()

    def compact(self) -> None:
        """Rewrite the store so that nothing deleted is left in its files; waits until that is done."""
        self._join_snapshot()
        turned = threading.Event()

        def turn() -> None:
            self._rotate()
            turned.set()

        with self._ready:
            if self._closing:
                return
            self._errands.append(turn)
            self._ready.notify()
        turned.wait()
        self._join_snapshot()
        with self._keep:
            if self._snapshot_seq == snapshots(self.folder)[-1][0]:
                self._drop_old(1)

    def _join_snapshot(self) -> None:
        if self._snapshot_thread is not None:
            self._snapshot_thread.join()

    # --- reading back -------------------------------------------------------------------------------------

    def verify(self) -> list[str]:
        """Read the files again and compare with the memory; the faults in words."""
        again = recover(self.folder)
        if self._read_only:
            return []
        names = {*again.tables.names(), *self.tables.names()}
        return [
            f"table {name}: the files and the memory differ"
            for name in sorted(names)
            if again.seq == self.seq and again.tables.table(name) != self.tables.table(name)
        ]

    def history(self, after: int) -> list[tuple[int, bytes]]:
        """(number, payload) of the transactions behind `after` that the segments still hold."""
        found = []
        for _, path in journals(self.folder):
            frames, _ = read_frames(path.read_bytes())
            found += [(part.seq, part.payload) for part in frames if part.seq > after]
        return found

    def close(self) -> None:
        """Write what waits, stop the threads, unlock. Closing twice is no error."""
        with self._ready:
            self._closing = True
            self._ready.notify()
        for thread in (self._thread, self._snapshot_thread):
            if thread is not None:
                thread.join()
        if self._thread is not None:
            self._thread = None
            with self._writing:
                self._close_segment()
        self._release()

    def _close_segment(self) -> None:
        """Close the segment, if possible without the room that was not needed."""
        if self._room > self._end:
            with suppress(OSError):
                os.ftruncate(self._file, self._end)
        os.close(self._file)

    def _release(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
