import errno
import os
import threading
from pathlib import Path

import pytest

from store.database import writer
from store.database.frames import read_frames
from store.database.recovery import journals, snapshots
from store.database.rows import encode
from store.database.writer import Journal
from store.errors import RejectedWrite, StoreLocked


def put(journal: Journal, key: str, size: int = 1) -> None:
    journal.commit([("t", key, encode({"text": "x" * size}))]).result()


def test_what_was_committed_is_there_in_the_next_life(tmp_path: Path) -> None:
    with_rows = Journal(tmp_path)
    put(with_rows, "a")
    with_rows.close()
    with_rows.close()
    again = Journal(tmp_path)
    assert again.tables.get("t", "a") == encode({"text": "x"})
    assert again.seq == 1
    again.close()


def test_a_second_writer_is_refused_and_a_reader_is_not(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    put(journal, "a")
    with pytest.raises(StoreLocked):
        Journal(tmp_path)
    reader = Journal(tmp_path, read_only=True)
    assert reader.tables.count("t") == 1
    assert reader.verify() == []
    with pytest.raises(RejectedWrite, match="reading"):
        put(reader, "b")
    reader.close()
    journal.close()


def test_the_lock_is_given_back_when_opening_fails(tmp_path: Path) -> None:
    (tmp_path / "journal-0000000000000007.log").write_bytes(b"")
    for _ in range(2):
        with pytest.raises(Exception, match="missing"):
            Journal(tmp_path)


def test_a_torn_tail_is_cut_and_reported(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    put(journal, "a")
    journal.close()
    segment = journals(tmp_path)[0][1]
    length = segment.stat().st_size
    with segment.open("ab") as file:
        file.write(b"\x05\0\0\0half of a header")
    again = Journal(tmp_path)
    assert "were cut" in again.notes[0]
    assert segment.stat().st_size == length
    put(again, "b")
    again.close()
    assert Journal(tmp_path, read_only=True).tables.count("t") == 2


def test_many_writers_share_syncs_and_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    syncs = []
    real = os.fdatasync

    def counted(handle: int) -> None:
        syncs.append(handle)
        real(handle)

    monkeypatch.setattr(writer.os, "fdatasync", counted)
    journal = Journal(tmp_path)
    waiting = [journal.commit([("t", f"{n}", b"{}")]) for n in range(500)]
    assert [done.result() for done in waiting] == list(range(1, 501))
    assert len(syncs) < 500
    journal.close()


def test_a_full_disk_rejects_the_write_and_reads_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tmp_path)
    put(journal, "a")
    real = os.write

    def full(handle: int, data: bytes) -> int:
        real(handle, data[:7])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writer.os, "write", full)
    with pytest.raises(RejectedWrite, match="No space left"):
        put(journal, "b")
    assert journal.tables.count("t") == 1
    monkeypatch.setattr(writer.os, "write", real)
    put(journal, "c")
    journal.close()
    again = Journal(tmp_path)
    assert (sorted(again.tables.table("t")), again.notes) == (["a", "c"], [])
    again.close()


def test_after_a_failed_sync_nothing_is_written_until_the_store_is_opened_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tmp_path)
    real = os.fdatasync

    def failing(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(writer.os, "fdatasync", failing)
    with pytest.raises(RejectedWrite, match="Input/output"):
        put(journal, "a")
    monkeypatch.setattr(writer.os, "fdatasync", real)
    with pytest.raises(RejectedWrite, match="no more writes"):
        put(journal, "b")
    assert journal.tables.count("t") == 0
    journal.close()


def test_a_file_that_can_not_be_cut_back_ends_all_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tmp_path)

    def refuse(*_: object) -> int:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(writer.os, "write", refuse)
    monkeypatch.setattr(writer.os, "ftruncate", refuse)
    with pytest.raises(RejectedWrite):
        put(journal, "a")
    monkeypatch.undo()
    with pytest.raises(RejectedWrite, match="no more writes"):
        put(journal, "b")
    journal.close()


def test_snapshots_follow_the_growth_and_old_files_go(tmp_path: Path) -> None:
    journal = Journal(tmp_path, snapshot_bytes=2000)
    for number in range(200):
        put(journal, f"{number % 20}", 100)
    journal.close()
    assert 1 <= len(snapshots(tmp_path)) <= 2
    assert journals(tmp_path)[0][0] > 1
    again = Journal(tmp_path)
    assert (again.tables.count("t"), again.seq) == (20, 200)
    assert again.verify() == []
    again.close()


def test_writing_goes_on_while_a_snapshot_is_taken(tmp_path: Path) -> None:
    journal = Journal(tmp_path, snapshot_bytes=300)
    stop = threading.Event()

    def change() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            put(journal, f"{number % 50}", 50)

    threads = [threading.Thread(target=change) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(20):
            journal.compact()
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    expected = dict(journal.tables.table("t"))
    journal.close()
    again = Journal(tmp_path)
    assert dict(again.tables.table("t")) == expected
    again.close()


def test_what_was_deleted_leaves_the_files_by_compaction(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.commit([("t", "a", encode({"name": "somebody private"}))]).result()
    journal.commit([("t", "a", None), ("t", "b", b"{}")]).result()
    journal.compact()
    everything = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"somebody private" not in everything
    journal.close()
    journal.compact()


def test_a_snapshot_that_fails_is_reported_and_nothing_is_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tmp_path)
    put(journal, "a")

    def failing(self: Journal, path: Path, last: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Journal, "_write_snapshot", failing)
    journal._rotate()
    journal._join_snapshot()
    assert "no snapshot" in journal.notes[0]
    journal.close()
    again = Journal(tmp_path)
    assert again.tables.count("t") == 1
    again.close()


def test_names_that_are_no_text_are_refused(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    with pytest.raises(RejectedWrite, match="not Unicode"):
        journal.commit([("t", "\ud800", b"{}")])
    journal.close()
    with pytest.raises(RejectedWrite, match="closed"):
        put(journal, "a")


def test_history_gives_the_transactions_behind_a_number(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    put(journal, "a")
    put(journal, "b")
    assert [seq for seq, _ in journal.history(1)] == [2]
    journal.close()


def test_a_large_segment_has_room_until_it_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "ROOM_FROM", 1000)
    journal = Journal(tmp_path)
    put(journal, "a", 800)
    put(journal, "b", 800)
    segment = journals(tmp_path)[0][1]
    length = read_frames(segment.read_bytes())[1]
    assert segment.stat().st_size == 2 * length
    reader = Journal(tmp_path, read_only=True)
    assert (reader.tables.count("t"), reader.notes) == (2, [])
    put(journal, "c", 800)
    assert segment.stat().st_size == 2 * length
    journal.close()
    assert segment.stat().st_size == read_frames(segment.read_bytes())[1]
    again = Journal(tmp_path)
    assert again.tables.count("t") == 3
    again.close()


def test_no_room_on_the_disk_is_no_reason_to_refuse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "ROOM_FROM", 10)
    journal = Journal(tmp_path)
    real = os.write

    def nearly_full(handle: int, data: bytes) -> int:
        if not any(data):
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(handle, data)

    monkeypatch.setattr(writer.os, "write", nearly_full)
    put(journal, "a")
    put(journal, "b")
    journal.close()
    assert Journal(tmp_path, read_only=True).tables.count("t") == 2


def test_who_waits_may_write_and_nobody_calls_a_transaction_back(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    with journal._writing:
        first = journal.commit([("t", "a", b"{}")])
        assert not first.cancel()
    assert first.result() == 1
    with journal._ready:
        journal._asleep = False
    alone = journal.commit([("t", "b", b"{}")])
    assert alone.result() == 2
    journal.close()
