"""Sentences of both languages."""

import pytest

from store.language.sentences import split_sentences

SPLITS = [
    ("id", ["Letjen. Budi datang.", 'Ia berkata, "Ya. Tidak."', "Lalu pergi."]),
    ("id", ['"Apa?" kata dia.', "Nilai 3.5 naik."]),
    ("en", ["Dr. A. B. Cole said it.", "U.S. troops left.", "(They went home.)"]),
    ("en", ["Is it so?", "Yes... and no.", "“It is!” she said."]),
]


@pytest.mark.parametrize(("lang", "sentences"), SPLITS)
def test_sentences_are_found_again(lang: str, sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [span.of(text) for span in split_sentences(text, lang)] == sentences


def test_line_ends_part_sentences() -> None:
    text = "Satu\nDua. tiga"
    assert [span.of(text) for span in split_sentences(text, "id")] == ["Satu", "Dua. tiga"]


def test_a_missing_space_parts_them_too() -> None:
    text = "Ia pergi.Presiden datang."
    assert len(split_sentences(text, "id")) == 2


def test_a_question_keeps_who_asked_it() -> None:
    assert len(split_sentences("“Why?” Koval asked. It rained.", "en")) == 2
    assert len(split_sentences("“Why?” Koval left. It rained.", "en")) == 3
    assert len(split_sentences("“Why?” He, too, asked.", "en")) == 2


def test_numbered_labels_are_not_cut() -> None:
    assert len(split_sentences("See No. 5 there.", "en")) == 1


def test_endless_sentences_are_cut() -> None:
    assert len(split_sentences("kata " * 2000, "id")) == 4


def test_initials_in_brackets_end_no_sentence() -> None:
    text = "Koval (R-S.C.) said so. It rained."
    assert [span.of(text) for span in split_sentences(text, "en")] == [
        "Koval (R-S.C.) said so.",
        "It rained.",
    ]
