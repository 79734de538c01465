"""Where facts are that name no place themselves."""

from __future__ import annotations

import pytest

from store.model import Article, Claim, Span
from store.scenes import paragraph_of, scene_of, under_title

TEXT = (
    "Shells fell at night.\nThe Sudan Doctors Network counted 23 dead.\nIn Nyala it was quiet, with 2 dead."
)
TITLE = "Shells hit El Fasher"


def claim(word: str, *regions: str) -> Claim:
    start = TEXT.rfind("\n", 0, TEXT.index(word)) + 1
    end = TEXT.index(".", start) + 1
    return Claim("c", Span(start, end), Span(start, end), "killed", regions=regions)


@pytest.mark.parametrize(
    ("word", "title", "under"),
    [
        ("Shells", TITLE, True),
        ("Network", TITLE, True),
        ("Nyala", TITLE, False),
        ("Shells", "", True),
        ("Network", "", False),
        ("Network", "A quiet night in Nyala", True),
        ("Nyala", "Nyala and Khartoum were hit", False),
    ],
)
def test_what_names_no_place_of_its_own_is_about_the_title(word: str, title: str, under: bool) -> None:
    assert under_title(claim(word), Article("a", TEXT, "en", title)) is under


def test_the_scene_is_the_facts_own_or_the_titles() -> None:
    article = Article("a", TEXT, "en", TITLE)
    assert scene_of(claim("Nyala", "sd/south-darfur/nyala"), article) == ("sd/south-darfur/nyala",)
    assert scene_of(claim("Network"), article) == ("sd/north-darfur/el-fasher",)
    assert scene_of(claim("Network", "sd"), article) == ("sd/north-darfur/el-fasher",)
    assert scene_of(claim("Nyala"), article) == ()


def test_of_two_places_in_a_title_the_paragraph_says_which() -> None:
    article = Article("a", TEXT, "en", "Nyala and Khartoum were hit")
    assert scene_of(claim("Nyala", "sd/south-darfur/nyala"), article) == ("sd/south-darfur/nyala",)


def test_a_paragraph_is_the_line_around_a_sentence() -> None:
    assert paragraph_of(claim("Network"), TEXT) == "The Sudan Doctors Network counted 23 dead."
