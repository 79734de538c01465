"""Passages as a question reads them: its words, what may be the answer, measures and abbreviations."""

from __future__ import annotations

import pytest

from store.search.query import understand
from store.search.reading import Passage, PassageReader
from store.search.vocabulary import Vocabulary
from store.search.words import root

HARBOUR = (
    "Pelabuhan Manipa ditutup sejak Senin (12/5). Seluas 340 hektar lahan di Ambon dibeli seharga $12 juta "
    "oleh Badan Pengelola Laut (BPL), kata Yosef Latu. Perbaikan selesai pada 2031."
)


def read(question: str, text: str = HARBOUR) -> Passage:
    vocabulary = Vocabulary.blank()
    query = understand(question)
    worth = {vocabulary.term(root(word)): 1.0 for slot in query.slots for word in slot.surface.split()}
    return PassageReader(query, worth, vocabulary).read(text)


def answers(question: str, text: str = HARBOUR) -> set[str]:
    passage = read(question, text)
    return {passage.words[place] for place in passage.answers}


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("kapan pelabuhan ditutup", {"senin", "12/5", "2031"}, {"340", "ambon"}),
        ("berapa luas lahan yang dibeli", {"340", "12"}, {"ambon", "latu"}),
        ("di mana lahan dibeli", {"ambon"}, {"latu", "340", "badan"}),
        ("siapa yang membeli lahan", {"latu", "yosef"}, {"ambon", "senin", "bpl"}),
        ("apa yang membeli lahan", {"badan", "latu", "ambon"}, {"340"}),
        ("di kota manakah lahan dibeli", {"ambon"}, {"latu"}),
        ("tanggal berapakah pelabuhan ditutup", {"12/5"}, {"340"}),
    ],
)
def test_what_a_question_asks_for_is_an_answer(question: str, right: set[str], wrong: set[str]) -> None:
    found = answers(question)
    assert right <= found
    assert not wrong & found


def test_words_of_the_question_are_hits_and_no_answers() -> None:
    question = "siapa Yosef di Ambon"
    passage = read(question)
    assert {"yosef", "ambon"} <= {passage.words[place] for place, _ in passage.hits}
    assert not {"yosef", "ambon"} & answers(question)


@pytest.mark.parametrize(
    ("question", "measured"),
    [
        ("berapa luas lahan", True),
        ("berapa harga lahan", True),
        ("how much did the land cost", True),
        ("berapa jarak pelabuhan", False),
        ("berapa orang di pelabuhan", False),
        ("di mana lahan yang luas", False),
    ],
)
def test_a_measure_is_told_with_its_unit(question: str, measured: bool) -> None:
    assert read(question).measured is measured


@pytest.mark.parametrize(
    ("question", "spelt_out"),
    [
        ("apa kepanjangan BPL", True),
        ("what is BPL an abbreviation of", True),
        ("apa itu BPL", False),
        ("apa kepanjangan Manipa", False),
    ],
)
def test_an_abbreviation_is_spelt_out_beside_a_bracket(question: str, spelt_out: bool) -> None:
    assert read(question).spelt_out is spelt_out


def test_sentences_are_counted() -> None:
    passage = read("kapan pelabuhan ditutup")
    assert passage.sentences[0] == 0
    assert passage.sentences[-1] == 2
    assert len(passage.sentences) == len(passage.words)


@pytest.mark.parametrize("text", ["", "...", "((((", "%%% $ €", "\x00\ud800 a"])
def test_any_text_can_be_read(text: str) -> None:
    passage = read("berapa luas lahan", text)
    assert len(passage.words) == len(passage.sentences)
