import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.keyboards import MAX_DATA, button, decode, encode, keyboard

ARGUMENT = st.text(alphabet=st.characters(exclude_characters=":", exclude_categories=["Cs"]), max_size=8)


@given(st.lists(ARGUMENT, max_size=2))
def test_decode_reads_what_encode_wrote(arguments: list[str]) -> None:
    assert decode(encode("verb", *arguments)) == ("verb", arguments)


def test_more_than_64_bytes_never_leave_the_house() -> None:
    assert len(encode("v", "x" * 62)) == MAX_DATA
    with pytest.raises(ValueError, match="65 bytes"):
        encode("v", "x" * 63)


def test_a_long_label_is_shortened_and_no_button_is_no_keyboard() -> None:
    assert button("word " * 50, "v").text.endswith("…")
    assert keyboard([[], []]) is None
