"""The list itself."""

from __future__ import annotations

from tests.adversarial import TEXTS


def test_there_are_twenty_four_of_them_and_no_two_alike() -> None:
    assert len(TEXTS) == len(set(TEXTS)) == 24
