"""Around a cue: subjects behind relative clauses and in front of times, content behind listeners."""

import pytest

from tests.store.extraction.samples import findings

SUBJECTS = [
    ("id", "Seorang relawan medis yang menolak disebut namanya mengatakan jalan ditutup.", "relawan medis"),
    ("id", "Koval pada hari Rabu kembali mengatakan jalan ditutup. Maryna Koval pergi.", "Maryna Koval"),
    ("en", "Maryna Koval, who lives nearby, told reporters the road was shut.", "Maryna Koval"),
    ("en", "The ministry later said the road was shut.", "ministry"),
]


@pytest.mark.parametrize(("lang", "text", "speaker"), SUBJECTS)
def test_the_subject_is_found_over_what_stands_between(lang: str, text: str, speaker: str) -> None:
    [item] = findings(text, lang).resolved
    assert item.entity is not None
    assert item.entity.name == speaker


CONTENT = [
    ("en", "Koval told reporters on Tuesday that the road was shut.", "the road was shut."),
    ("en", "Koval said on Telegram the road was shut.", "the road was shut."),
    ("id", "Koval mengatakan kepada wartawan bahwa jalan ditutup.", "jalan ditutup."),
]


@pytest.mark.parametrize(("lang", "text", "content"), CONTENT)
def test_content_begins_behind_listener_and_time(lang: str, text: str, content: str) -> None:
    found = findings(text, lang)
    [item] = found.resolved
    assert found.page.words(item.frame.content) == content
