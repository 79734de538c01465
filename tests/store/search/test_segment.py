from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from store.search.record import Record
from store.search.segment import Segment, build_segment, gather, merge_segments
from store.search.vocabulary import Vocabulary

VOCABULARY = Vocabulary()
RECORDS = [
    Record("a", "Api di kilang.", date="2024-08-14", kind="event", status="disputed"),
    Record("b", ""),
    Record("ключ \ud800", "Kilang kilang aman, “é” \ud800."),
]


def postings(segment: Segment, term: str) -> list[int]:
    place = int(np.searchsorted(segment.terms, VOCABULARY.term(term)))
    return segment.documents[segment.starts[place] : segment.starts[place + 1]].tolist()


def test_postings_fields_and_strings() -> None:
    segment = build_segment(RECORDS, VOCABULARY)
    assert postings(segment, "kilang") == [0, 2]
    assert segment.text_of(2) == RECORDS[2].text
    assert [segment.find(record.id) for record in RECORDS] == [0, 1, 2]
    assert segment.find("nobody") is None
    assert segment.kinds.tolist() == [3, 0, 0]
    assert segment.days[1] == 0


def test_removing_leaves_the_old_segment_as_it_was() -> None:
    segment = build_segment(RECORDS, VOCABULARY)
    less = segment.without([0])
    assert (segment.living, less.living) == (3, 2)
    assert less.find("a") is None
    assert segment.find("a") == 0


def test_saved_and_mapped_again(tmp_path: Path) -> None:
    for records in (RECORDS, []):
        segment = build_segment(records, VOCABULARY)
        segment.save(tmp_path / "segment")
        loaded = Segment.load(tmp_path / "segment")
        assert loaded.forward.tolist() == segment.forward.tolist()
        assert [loaded.id_of(number) for number in range(loaded.size)] == [record.id for record in records]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text("abk ", max_size=12), max_size=6),
    st.lists(st.text("abk ", max_size=12), max_size=6),
    st.sets(st.integers(0, 5)),
)
def test_merging_is_building_from_what_lives(first: list[str], second: list[str], dead: set[int]) -> None:
    one = [Record(f"1-{number}", text) for number, text in enumerate(first)]
    two = [Record(f"2-{number}", text) for number, text in enumerate(second)]
    gone = [number for number in dead if number < len(one)]
    merged = merge_segments([build_segment(one, VOCABULARY).without(gone), build_segment(two, VOCABULARY)])
    left = [record for number, record in enumerate(one) if number not in gone] + two
    built = build_segment(left, VOCABULARY)
    for name in ("terms", "starts", "documents", "impacts", "forward", "lengths", "text", "ids", "id_hashes"):
        assert getattr(merged, name).tolist() == getattr(built, name).tolist(), name


def test_gathering_slices() -> None:
    starts = np.array([0, 2, 2, 5])
    places, counts = gather(starts, np.array([2, 0, 1]))
    assert places.tolist() == [2, 3, 4, 0, 1]
    assert counts.tolist() == [3, 2, 0]
