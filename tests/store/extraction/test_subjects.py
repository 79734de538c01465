"""Subjects on the left and right of a cue, over what may stand between."""

import pytest

from tests.store.extraction.samples import findings

SUBJECTS = [
    ("en", "According to conservative radio host Maryna Koval, it rained.", "Maryna Koval"),
    ("en", "Ihor Bondar left after Maryna Koval said it rained.", "Maryna Koval"),
    ("en", "Maryna Koval, who met Ihor Bondar, said it rained.", "Maryna Koval"),
    ("id", "Seorang sumber yang membahas rencana AS mengatakan jalan ditutup.", "sumber"),
    ("id", "Setelah hujan, Ihor Bondar, yang menemui Maryna Koval, mengatakan jalan ditutup.", "Ihor Bondar"),
]


@pytest.mark.parametrize(("lang", "text", "speaker"), SUBJECTS)
def test_the_subject_is_found(lang: str, text: str, speaker: str) -> None:
    found = [item.entity.name for item in findings(text, lang).resolved if item.entity]
    assert found[-1] == speaker
