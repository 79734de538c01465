"""Capitals: towns, or those who sit there."""

from __future__ import annotations

import pytest

from store.search.query import understand


def places(text: str) -> set[str]:
    return {
        term for slot in understand(text).slots for term, _ in slot.terms if term.startswith(("g:", "gov:"))
    }


@pytest.mark.parametrize("text", ["berapa tewas di moskow", "how many dead in moscow"])
def test_what_is_in_a_capital_is_not_just_anywhere_in_its_country(text: str) -> None:
    assert "g:moscow" in places(text)
    assert not {"g:ru", "gov:ru"} & places(text)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("apa kata moskow", "ru"),
        ("what did moscow say", "ru"),
        ("drones from moscow", "ru"),
        ("berapa tewas di rusia", "ru"),
        ("kementerian di damaskus", "sy"),
        ("talks in the hague", "nl"),
    ],
)
def test_elsewhere_it_stands_for_its_government(text: str, country: str) -> None:
    assert f"g:{country}" in places(text)
