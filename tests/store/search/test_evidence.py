import numpy as np
import pytest

from store.search.candidates import best_of, resolve
from store.search.corrections import Corrections
from store.search.evidence import Evidence, collect
from store.search.query import Reader
from store.search.record import Record
from store.search.segment import build_segment
from store.search.vocabulary import NEGATION, NUMBER, Vocabulary

VOCABULARY = Vocabulary()


def evidence(question: str, *texts: str) -> Evidence:
    segment = build_segment([Record(str(number), text) for number, text in enumerate(texts)], VOCABULARY)
    wanted = resolve(Reader(VOCABULARY, Corrections()).read(question), VOCABULARY, [segment])
    match = best_of(segment, wanted)
    order = np.argsort(match.documents)
    found = collect([match], wanted, VOCABULARY.marks.view)
    return Evidence(
        **{
            name: getattr(found, name) if name == "best_strength" else getattr(found, name)[order]
            for name in Evidence.__slots__
        }
    )


def test_the_best_term_of_a_slot_counts() -> None:
    found = evidence("evakuasi", "Warga dievakuasi.", "Residents were evacuated.", "Pengungsi dari evakuasi.")
    assert found.matched[:, 0].tolist() == pytest.approx([1.0, 0.92, 1.0])


def test_who_speaks_is_told_from_who_is_spoken_of() -> None:
    found = evidence("putin", "Putin mengatakan kota itu aman.", "Kota itu milik Putin.")
    assert found.spoken[:, 0].tolist() == pytest.approx([1.0, 0.0])


def test_repeated_words_are_stronger_and_long_texts_weaker() -> None:
    found = evidence("kilang", "kilang kilang", "kilang aman", "kilang aman dan baik " + "kata lain " * 20)
    strengths = found.strength[:, 0].tolist()
    assert strengths == sorted(strengths, reverse=True)


def test_marks_say_what_a_text_has() -> None:
    found = evidence("api", "Api membakar 7 rumah.", "Api tidak membakar rumah.")
    assert found.marks[0] & NUMBER
    assert found.marks[1] & NEGATION
    assert not found.marks[1] & NUMBER
