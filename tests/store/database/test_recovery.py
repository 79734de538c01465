import random
from pathlib import Path

import pytest

from store.database.frames import HEADER, frame, pack, read_frames
from store.database.recovery import journals, recover, repair, snapshots
from store.database.rows import encode
from store.database.writer import Journal
from store.errors import StoreDamaged


def filled(folder: Path, count: int = 5) -> Path:
    journal = Journal(folder)
    for number in range(1, count + 1):
        journal.commit([("t", f"k{number}", encode({"n": number, "text": "x" * number}))]).result()
    journal.close()
    return journals(folder)[0][1]


def keys(folder: Path) -> list[str]:
    return sorted(recover(folder).tables.table("t"))


def test_a_log_cut_at_every_byte_opens_with_what_was_whole(tmp_path: Path) -> None:
    whole = filled(tmp_path / "source").read_bytes()
    ends = [0, *(part.end for part in read_frames(whole)[0])]
    folder = tmp_path / "cut"
    folder.mkdir()
    for cut in range(len(whole) + 1):
        (folder / "journal-0000000000000001.log").write_bytes(whole[:cut])
        found = recover(folder)
        assert found.seq == sum(end <= cut for end in ends) - 1
        assert bool(found.torn) == (cut not in ends)
        assert bool(found.notes) == (cut not in ends)


def test_no_flipped_bit_passes_unnoticed(tmp_path: Path) -> None:
    whole = filled(tmp_path / "source").read_bytes()
    folder = tmp_path / "flip"
    folder.mkdir()
    rng = random.Random(1)
    for _ in range(400):
        damaged = bytearray(whole)
        damaged[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
        (folder / "journal-0000000000000001.log").write_bytes(damaged)
        with pytest.raises(StoreDamaged, match="python -m bot repair"):
            recover(folder)


@pytest.mark.parametrize("place", [0, 2, 4])
def test_repair_mends_a_flipped_bit(tmp_path: Path, place: int) -> None:
    segment = filled(tmp_path)
    whole = segment.read_bytes()
    begin = [0, *(part.end for part in read_frames(whole)[0])][place]
    damaged = bytearray(whole)
    damaged[begin + HEADER.size + 3] ^= 4
    segment.write_bytes(damaged)
    assert len(repair(tmp_path)) == 1
    assert segment.read_bytes() == whole


def test_repair_deletes_nothing(tmp_path: Path) -> None:
    segment = filled(tmp_path)
    whole = segment.read_bytes()
    damaged = bytearray(whole)
    begin = read_frames(whole)[0][1].end
    damaged[begin + HEADER.size : begin + HEADER.size + 8] = b"\xff" * 8
    segment.write_bytes(damaged)
    with pytest.raises(StoreDamaged):
        recover(tmp_path)
    assert repair(tmp_path)
    assert keys(tmp_path) == ["k1", "k2"]
    assert bytes(damaged) in [path.read_bytes() for path in tmp_path.glob("damaged-*")]
    assert repair(tmp_path) == []


def test_a_missing_segment_is_noticed_and_repair_keeps_what_is_before(tmp_path: Path) -> None:
    segment = filled(tmp_path)
    (tmp_path / "journal-0000000000000009.log").write_bytes(frame(9, pack([("t", "k9", b"{}")])))
    with pytest.raises(StoreDamaged, match="transaction 6 is missing"):
        recover(tmp_path)
    assert repair(tmp_path)
    assert keys(tmp_path) == ["k1", "k2", "k3", "k4", "k5"]
    assert segment.exists()


def test_a_missing_transaction_inside_a_segment_is_noticed(tmp_path: Path) -> None:
    segment = filled(tmp_path)
    frames, _ = read_frames(segment.read_bytes())
    raw = segment.read_bytes()
    segment.write_bytes(raw[: frames[0].end] + raw[frames[1].end :])
    with pytest.raises(StoreDamaged, match="transaction 2 is missing"):
        recover(tmp_path)


def test_a_segment_that_is_cut_before_a_newer_one_is_damage(tmp_path: Path) -> None:
    segment = filled(tmp_path)
    (tmp_path / "journal-0000000000000006.log").write_bytes(frame(6, b""))
    segment.write_bytes(segment.read_bytes()[:-3])
    with pytest.raises(StoreDamaged, match="newer one follows"):
        recover(tmp_path)


def test_a_damaged_snapshot_gives_way_to_an_older_one(tmp_path: Path) -> None:
    segment = filled(tmp_path)
    (tmp_path / "snapshot-0000000000000004.snap").write_bytes(b"garbage")
    found = recover(tmp_path)
    assert (found.seq, found.snapshot) == (5, 0)
    assert "is damaged" in found.notes[0]
    assert segment.exists()
    assert len(repair(tmp_path)) == 1
    assert recover(tmp_path).notes == []


def test_a_covered_segment_may_be_damaged(tmp_path: Path) -> None:
    """A crash between the new snapshot and the removal of the old segment leaves it; it is never read again."""
    segment = filled(tmp_path)
    journal = Journal(tmp_path)
    journal.compact()
    journal.close()
    assert [last for last, _ in snapshots(tmp_path)] == [5]
    segment.write_bytes(b"garbage of an old segment")
    assert keys(tmp_path) == ["k1", "k2", "k3", "k4", "k5"]


def one_write(folder: Path) -> tuple[Path, list[int]]:
    """A segment of one acknowledged transaction and three that came with one write, and where each ends."""
    folder.mkdir()
    path = folder / "journal-0000000000000001.log"
    parts = [(1, 0), (2, 0), (3, 1), (4, 2)]
    frames = [frame(seq, pack([("t", f"k{seq}", encode({"n": seq}))]), place) for seq, place in parts]
    path.write_bytes(b"".join(frames))
    return path, [sum(map(len, frames[: n + 1])) for n in range(len(frames))]


def test_a_power_cut_may_leave_the_end_of_an_unsynced_write_without_its_beginning(tmp_path: Path) -> None:
    path, ends = one_write(tmp_path / "hole")
    data = bytearray(path.read_bytes())
    data[ends[0] : ends[1]] = bytes(ends[1] - ends[0])
    path.write_bytes(data)
    found = recover(path.parent)
    assert (found.seq, bool(found.torn)) == (1, True)


def test_a_hole_before_a_later_write_is_damage(tmp_path: Path) -> None:
    path, ends = one_write(tmp_path / "hole")
    later = frame(5, pack([("t", "k5", b"{}")]))
    data = bytearray(path.read_bytes() + later)
    data[ends[0] : ends[1]] = bytes(ends[1] - ends[0])
    path.write_bytes(data)
    with pytest.raises(StoreDamaged, match="written later"):
        recover(path.parent)


def test_room_made_for_later_transactions_is_no_damage(tmp_path: Path) -> None:
    path, _ = one_write(tmp_path / "room")
    path.write_bytes(path.read_bytes() + bytes(5000))
    found = recover(path.parent)
    assert (found.seq, found.torn, found.notes) == (4, 0, [])
    path.write_bytes(path.read_bytes() + b"x")
    assert recover(path.parent).torn == 5001
    assert len(repair(path.parent)) == 1
    assert recover(path.parent).notes == []
