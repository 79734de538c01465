"""Frames: each shape, on one sentence of its own."""

import pytest

from store.extraction.cues import Shape
from tests.store.extraction.samples import findings

SHAPES = [
    ("id", "Koval mengatakan jalan ditutup.", Shape.ACTIVE, "Koval"),
    ("id", '"Jalan ditutup," kata Koval.', Shape.INVERTED, "Koval"),
    ("id", "Menurut Koval, jalan ditutup.", Shape.ACCORDING, "Koval"),
    ("id", '"Jalan ditutup," demikian disampaikan oleh Menteri Koval.', Shape.PASSIVE, "Koval"),
    ("id", "Klaim Bondar bahwa jalan ditutup masih diragukan.", Shape.NOUN, "Bondar"),
    ("id", "Dilansir AFP, jalan ditutup.", Shape.RELAY, "AFP"),
    ("en", "The road was shut, Koval said.", Shape.ACTIVE, "Koval"),
    ("en", "The road was shut, according to Koval.", Shape.ACCORDING, "Koval"),
    ("en", 'The general called it "a lie".', Shape.REMARK, "general"),
]


@pytest.mark.parametrize(("lang", "text", "shape", "speaker"), SHAPES)
def test_a_sentence_makes_its_frame(lang: str, text: str, shape: Shape, speaker: str) -> None:
    item = findings(text, lang).resolved[0]
    assert item.frame.shape == shape
    assert item.entity is not None
    assert item.entity.name == speaker


def test_nothing_inside_a_quotation_is_a_frame() -> None:
    found = findings('"He said he would go," Koval said.', "en")
    assert [found.page.words(item.frame.cue) for item in found.resolved] == ["said"]


def test_coordinated_frames_share_a_sentence() -> None:
    text = "Koval mengatakan jalan ditutup, dan Bondar mengklaim musuh mundur."
    found = findings(text, "id")
    assert [found.page.words(item.frame.content) for item in found.resolved] == [
        "jalan ditutup, dan",
        "musuh mundur.",
    ]


def test_a_negated_cue_says_nothing() -> None:
    assert findings("Koval did not say why.", "en").resolved == []
    assert findings("Koval tidak mengatakan alasannya.", "id").resolved == []


def test_a_statement_without_a_name_is_the_last_institutions() -> None:
    text = 'Kementerian Pertahanan Rusia menyatakan siap. "Semua aman," demikian pernyataan itu.'
    assert [item.entity.name if item.entity else "" for item in findings(text, "id").resolved] == [
        "Kementerian Pertahanan Rusia",
        "Kementerian Pertahanan Rusia",
    ]


def test_an_inverted_cue_may_open_the_sentence() -> None:
    found = findings("Kata Maryna Koval, jalan ditutup.", "id")
    assert found.page.words(found.resolved[0].frame.content) == "jalan ditutup."


def test_passive_with_complementiser() -> None:
    found = findings("Disampaikan oleh Maryna Koval bahwa jalan ditutup.", "id")
    assert found.page.words(found.resolved[0].frame.content) == "jalan ditutup."


def test_a_relay_in_the_middle_covers_what_stands_before() -> None:
    found = findings("Jalan ditutup, seperti dilansir AFP.", "id")
    assert [item.frame.shape for item in found.resolved] == [Shape.RELAY]


def test_forms_that_are_nouns_say_something_only_behind_a_subject() -> None:
    for text in ("They counted 469 pledged delegates.", "He was dogged by charges that he had lied."):
        assert findings(text, "en").clauses == []
    [clause] = findings("Ihor Bondar charges that they lied.", "en").clauses
    assert clause.source.entity is not None
    assert clause.source.entity.name == "Ihor Bondar"


def test_acts_stand_beside_frames() -> None:
    found = findings("Ihor Bondar plans to leave. Olha Mirova said that it rained.", "en")
    assert [item.frame.shape for item in found.resolved] == [Shape.ACT, Shape.ACTIVE]
    assert [found.page.words(clause.content) for clause in found.clauses] == ["to leave", "it rained"]
