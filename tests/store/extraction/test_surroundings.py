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
    item = findings(text, lang).resolved[-1]
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


MORE_SUBJECTS = [
    ("en", "Barack Moss, who called the plan “unfit”, left.", "Barack Moss"),
    ("en", "Ihor Bondar (right) said the road was shut.", "Ihor Bondar"),
    ("en", "Ihor Bondar came and said the road was shut.", "Ihor Bondar"),
    ("en", "Ihor Bondar, from a village near Kyiv, said the road was shut.", "Ihor Bondar"),
    ("en", "Ihor Bondar, who met Maryna Koval on Friday, said the road was shut.", "Ihor Bondar"),
    (
        "id",
        "Ihor Bondar, yang dihubungi Kompas, Jumat (19/6/2020), menambahkan jalan ditutup.",
        "Ihor Bondar",
    ),
    ("id", "Ihor Bondar meminta pemerintah untuk mengumumkan keadaan darurat.", "Ihor Bondar"),
]


@pytest.mark.parametrize(("lang", "text", "speaker"), MORE_SUBJECTS)
def test_subjects_that_stand_apart_from_their_cue(lang: str, text: str, speaker: str) -> None:
    found = findings(text, lang).resolved
    assert [item.entity.name if item.entity else "" for item in found][-1] == speaker


MORE_CONTENT = [
    ("en", "Koval told a crowded hall that the road was shut.", "the road was shut."),
    ("en", "Koval told The Wire the road was shut.", "the road was shut."),
    ("en", "Koval said the road that was shut is open.", "the road that was shut is open."),
    ("id", "Koval mengatakan dalam pidato di Kyiv bahwa jalan ditutup.", "jalan ditutup."),
]


@pytest.mark.parametrize(("lang", "text", "content"), MORE_CONTENT)
def test_content_is_not_cut_at_other_uses_of_its_opener(lang: str, text: str, content: str) -> None:
    found = findings(text, lang)
    assert found.page.words(found.resolved[0].frame.content) == content


def test_a_verb_that_needs_its_own_subject_inherits_none() -> None:
    assert len(findings("Maryna Koval said it rained, and tell nobody.", "en").resolved) == 1
