"""Passages: where the words stand, and what is told around them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from store.search import PERHAPS, SURE, Index, Record
from store.search.passages import PASSAGE_FEATURES, are_passages
from store.search.rerank import NAMES

FILLER = (
    "Hal itu disampaikan pada pertemuan rutin yang dihadiri para wartawan dan warga setempat sejak pagi, "
    "sementara keluarga menunggu di ruang yang disediakan pengelola. "
)
# Two passages of one invented story, one of another, one that mentions the words far apart.
LEAD = (
    "Kapal penyeberangan Sinar Bahari tenggelam di Selat Manipa ketika gelombang tinggi. "
    + FILLER
    + "Tim penyelamat dari Ambon dikerahkan."
)
NEXT = (
    "Kapal Sinar Bahari itu membawa 87 penumpang ketika meninggalkan dermaga. "
    + FILLER
    + "Nakhodanya, Yosef Latu, selamat dan dirawat."
)
OTHER = (
    "Pembangkit listrik di Cirebon berhenti beroperasi karena pasokan batu bara terlambat. "
    + FILLER
    + "Perbaikan dijadwalkan pada Maret 2024."
)
APART = (
    "Penumpang kereta menunggu berjam-jam di stasiun. "
    + FILLER
    + FILLER
    + "Kapal di pelabuhan tidak terganggu cuaca."
)
PASSAGES = [Record(name, text, "id") for name, text in zip("lnoa", (LEAD, NEXT, OTHER, APART), strict=True)]
# Among a few passages every word is frequent; only among many do some tell which story a passage belongs to.
ELSEWHERE = [
    Record(f"e{number}", f"Pasar blok {number} ramai pembeli. {FILLER} Harga cabai naik.", "id")
    for number in range(60)
]


@dataclass
class Asked:
    ids: tuple[str, ...]
    rows: np.ndarray

    def value(self, record: str, name: str) -> float:
        column = NAMES["passages"].index(name)
        return float(self.rows[self.ids.index(record), column])


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.from_records([*PASSAGES, *ELSEWHERE])


def ask(index: Index, question: str) -> Asked:
    ranked = index.rank(question)
    assert ranked.rows.shape[1] == len(NAMES["passages"])
    return Asked(ranked.ids, ranked.rows)


def test_a_passage_is_never_sure(index: Index) -> None:
    hits = index.query("berapa penumpang kapal Sinar Bahari ketika meninggalkan dermaga")
    assert hits[0].id == "n"
    assert PERHAPS < hits[0].score < SURE


def test_what_the_passage_beside_tells_counts(index: Index) -> None:
    asked = ask(index, "berapa penumpang kapal Sinar Bahari yang tenggelam di Selat Manipa")
    assert asked.value("n", "told_around") > asked.value("a", "told_around")
    assert asked.value("n", "told_around") > asked.value("n", "together")
    assert asked.ids[0] in ("n", "l")


def test_an_answer_stands_beside_the_words(index: Index) -> None:
    asked = ask(index, "berapa penumpang kapal Sinar Bahari")
    assert asked.value("n", "answer_in_sentence") == 1.0
    assert asked.value("l", "answer_in_sentence") == 0.0
    assert asked.value("n", "answer_beside") > 0.5
    assert asked.ids[0] == "n"


def test_days_places_and_names_answer_their_questions(index: Index) -> None:
    assert ask(index, "kapan perbaikan dijadwalkan").value("o", "answer_in_sentence") == 1.0
    assert ask(index, "di mana pembangkit listrik berhenti").value("o", "answer_in_sentence") == 1.0
    assert ask(index, "siapa nakhodanya yang selamat").value("n", "answer_beside") > 0.0


def test_words_that_stand_together_count_more_than_those_apart(index: Index) -> None:
    asked = ask(index, "penumpang kapal")
    assert asked.value("n", "together") > asked.value("a", "together")


def test_all_values_lie_between_0_and_1(index: Index) -> None:
    for question in ("kapal", "berapa", "siapa nakhodanya", "wartawan warga pagi pertemuan", "x kapal 87"):
        rows = index.rank(question).rows[:, -len(PASSAGE_FEATURES) :]
        assert rows.size == 0 or (rows.min() >= 0.0 and rows.max() <= 1.0)


def test_sentences_are_no_passages() -> None:
    index = Index.from_records(
        Record(str(place), f"Kapal {place} terbakar di Tuapse.", "id") for place in range(9)
    )
    assert index.rank("kapal terbakar").rows.shape[1] == len(NAMES["facts"])


def test_the_length_of_most_candidates_decides() -> None:
    from store.search.candidates import Match
    from store.search.segment import build_segment
    from store.search.vocabulary import Vocabulary

    segment = build_segment([*PASSAGES, Record("s", "Kapal terbakar.", "id")], Vocabulary.blank())
    everything = np.arange(5)
    assert are_passages([Match(segment, everything, np.ones(5, dtype=np.float32))])
    assert not are_passages([Match(segment, everything[4:], np.ones(1, dtype=np.float32))])


def test_a_long_quotation_is_a_fact() -> None:
    index = Index.from_records(
        [Record(one.id, one.text, "id", kind="quotation", speaker="Yosef Latu") for one in PASSAGES]
    )
    assert index.rank("kapal Sinar Bahari").rows.shape[1] == len(NAMES["facts"])


def test_an_answer_counts_the_more_the_nearer_it_stands(index: Index) -> None:
    asked = ask(index, "berapa penumpang kapal Sinar Bahari")
    assert asked.value("n", "answer_near") == asked.value("n", "number_near") > 0.5
    assert asked.value("n", "day_near") == 0.0
    assert asked.value("l", "number_near") == 0.0
    assert ask(index, "kapan perbaikan dijadwalkan").value("o", "day_near") > 0.5


def test_neighbouring_words_are_found_as_they_stand(index: Index) -> None:
    asked = ask(index, "pembangkit listrik di Cirebon berhenti")
    assert asked.value("o", "phrases_found") == 1.0
    asked = ask(index, "penumpang kapal di pelabuhan")
    assert asked.value("a", "phrases_found") > asked.value("n", "phrases_found")


def test_a_passage_that_begins_with_the_words_is_told_from_one_that_ends_with_them(index: Index) -> None:
    asked = ask(index, "penumpang kereta gelombang cuaca")
    assert asked.value("a", "early") == 1.0
    assert 0.0 < asked.value("l", "early") < 1.0
    assert asked.value("n", "figures") > asked.value("a", "figures") == 0.0
