"""Texts in two languages are told apart line by line; offsets stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.bilingual import readings

INDONESIAN = "Sedikitnya 12 orang tewas dan 30 orang terluka dalam serangan di desa itu, kata Maryna Koval."
ENGLISH = (
    "At least 12 people were killed and 30 were wounded in the attack on the village, Maryna Koval said."
)
SAID = (
    "“We have lost the bridge and the road to the town, and we are afraid of the night,” kata Maryna Koval."
)


@pytest.mark.parametrize("text", ["", "Kyiv", INDONESIAN, f"{INDONESIAN}\n{SAID}\n{INDONESIAN}", "\n\n"])
def test_one_language_is_one_reading(text: str) -> None:
    assert readings(text, "id") == [("id", text)]


def test_a_text_of_two_languages_is_read_twice() -> None:
    text = f"{INDONESIAN}\n\n{ENGLISH}\nKyiv"
    first, second = readings(text, "id")
    assert first == ("id", INDONESIAN + "\n\n" + " " * len(ENGLISH) + "\n    ")
    assert second == ("en", " " * len(INDONESIAN) + f"\n\n{ENGLISH}\nKyiv")


def test_other_languages_are_not_told_apart() -> None:
    text = f"{INDONESIAN}\n{ENGLISH}"
    assert readings(text, "uk") == [("uk", text)]


@given(st.lists(st.sampled_from([INDONESIAN, ENGLISH, SAID, "", "Kyiv", "1"])))
def test_every_line_is_in_one_reading(lines: list[str]) -> None:
    text = "\n".join(lines)
    parts = readings(text, "en")
    assert all(len(part) == len(text) for _, part in parts)
    for at, char in enumerate(text):
        assert sum(part[at] == char for _, part in parts) >= 1
        assert {part[at] for _, part in parts} <= {char, " "}
