from hypothesis import given
from hypothesis import strategies as st

from store.database.frames import HEADER, flipped, frame, later_frames, pack, read_frames, unpack

NAME = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=6)
ROWS = st.lists(st.tuples(NAME, NAME, st.none() | st.binary(max_size=30)), max_size=6)


@given(ROWS)
def test_unpack_reads_what_pack_wrote(rows: list[tuple[str, str, bytes | None]]) -> None:
    assert list(unpack(pack(rows))) == rows


@given(st.lists(ROWS, max_size=4), st.data())
def test_a_cut_at_any_byte_leaves_the_whole_frames_before_it(
    transactions: list[list[tuple[str, str, bytes | None]]], data: st.DataObject
) -> None:
    frames = [frame(seq, pack(rows)) for seq, rows in enumerate(transactions, 1)]
    whole = b"".join(frames)
    cut = data.draw(st.integers(0, len(whole)))
    found, end = read_frames(whole[:cut])
    lengths = [sum(map(len, frames[:n])) for n in range(len(frames) + 1)]
    assert end == max(length for length in lengths if length <= cut)
    assert [part.seq for part in found] == list(range(1, lengths.index(end) + 1))


@given(st.binary(min_size=1, max_size=40), st.data())
def test_one_flipped_bit_is_found_and_mended(payload: bytes, data: st.DataObject) -> None:
    whole = frame(7, payload)
    bit = data.draw(st.integers(0, len(whole) * 8 - 1))
    damaged = bytearray(whole)
    damaged[bit // 8] ^= 1 << (bit % 8)
    assert read_frames(bytes(damaged)) == ([], 0)
    assert flipped(bytes(damaged)) == whole


@given(st.binary(min_size=1, max_size=40), st.data())
def test_an_interrupted_write_does_not_look_like_a_flipped_bit(payload: bytes, data: st.DataObject) -> None:
    whole = frame(7, payload)
    cut = data.draw(st.integers(0, len(whole) - 1))
    assert flipped(whole[:cut]) is None


def test_more_than_one_wrong_bit_is_not_guessed() -> None:
    damaged = bytearray(frame(1, b"payload of some length"))
    damaged[HEADER.size] ^= 0b11
    damaged[HEADER.size + 5] ^= 0b11
    assert flipped(bytes(damaged)) is None
    damaged[0] ^= 0xFF
    assert flipped(bytes(damaged)) is None


def test_whole_frames_behind_damage_are_found() -> None:
    data = bytearray(frame(1, b"first") + frame(2, b"second", 1) + b"xx" + frame(3, b"third", 0))
    data[HEADER.size] ^= 0xFF
    assert [(later.seq, later.place) for later in later_frames(bytes(data), 0)] == [(2, 1), (3, 0)]
    assert list(later_frames(bytes(data), len(data) - 10)) == []
