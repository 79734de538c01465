import math
import tracemalloc
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.database.rows import Tables, decode, encode
from store.errors import UnstorableValue

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_any_json_comes_back_exactly(value: object) -> None:
    again = decode(encode(value))
    assert again == value
    assert repr(again) == repr(value)


def test_every_kind_of_character_is_kept() -> None:
    text = "NUL \0, line \u2028, Cyrillic Кіїв, emoji 😀, mark \u0301"
    assert decode(encode({text: text})) == {text: text}


@dataclass
class Thing:
    x: int = 1


@pytest.mark.parametrize(
    "value",
    [
        math.nan,
        math.inf,
        -math.inf,
        "\ud800",
        {1: 2},
        {"a": (1, 2)},
        {"a": {1}},
        b"x",
        date(2024, 1, 1),
        Thing(),
    ],
    ids=repr,
)
def test_what_would_come_back_changed_is_refused(value: object) -> None:
    with pytest.raises(UnstorableValue):
        encode({"value": value})


def test_nesting_without_end_is_refused() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(UnstorableValue):
        encode(deep)


OPERATIONS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.none() | st.sampled_from(["x", "y", "z"])), max_size=30
)


@given(OPERATIONS, st.sampled_from("abcdef"))
def test_indexes_and_order_agree_with_a_plain_walk(
    operations: list[tuple[str, str | None]], after: str
) -> None:
    tables, plain = Tables(), dict[str, str]()
    tables.scan("t", {"kind": "x"}, "", 1)
    tables.scan("t", {}, "", 1)
    for key, kind in operations:
        tables.apply([("t", key, None if kind is None else encode({"kind": kind}))])
        plain.pop(key, None)
        if kind is not None:
            plain[key] = kind
        expected = [key for key in sorted(plain) if plain[key] == "x" and key > after]
        assert [key for key, _ in tables.scan("t", {"kind": "x"}, after, 99)] == expected
        assert [key for key, _ in tables.scan("t", {}, "", 2)] == sorted(plain)[:2]
    assert tables.count("t") == len(plain)
    assert sorted(row[1] for part in tables.chunks(2) for row in part) == sorted(plain)


def test_rows_without_the_field_are_in_no_index() -> None:
    tables = Tables()
    tables.apply([("t", "a", encode({"kind": 3})), ("t", "b", encode({})), ("t", "c", encode({"kind": "x"}))])
    assert [key for key, _ in tables.scan("t", {"kind": "x"}, "", 9)] == ["c"]
    tables.apply([("t", "c", None), ("t", "nowhere", None)])
    assert tables.scan("t", {"kind": "x"}, "", 9) == []
    assert tables.names() == ["t"]


def test_a_small_row_takes_little_memory() -> None:
    doc = {"state": "due", "number": 5}
    encode(doc)
    tracemalloc.start()
    kept = [encode(doc) for _ in range(1000)]
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert used < len(kept) * 300
