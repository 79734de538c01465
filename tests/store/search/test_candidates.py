import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.search import candidates
from store.search.candidates import SlotTerms, best_of, resolve
from store.search.corrections import Corrections
from store.search.query import Reader
from store.search.record import Record
from store.search.segment import Segment, build_segment
from store.search.vocabulary import Vocabulary

VOCABULARY = Vocabulary()
WORDS = ["kilang", "api", "drone", "kapal", "karyzh", "tetkino", "pabrik", "asap"]


def random_segment(size: int = 300) -> Segment:
    rng = random.Random(7)
    texts = [" ".join(rng.choices(WORDS, weights=[1, 2, 4, 8, 1, 1, 3, 5], k=9)) for _ in range(size)]
    return build_segment([Record(f"r{number}", text) for number, text in enumerate(texts)], VOCABULARY)


def wanted_for(question: str, segment: Segment) -> SlotTerms:
    query = Reader(VOCABULARY, Corrections()).read(question)
    return resolve(query, VOCABULARY, [segment])


def scored_slowly(segment: Segment, wanted: SlotTerms) -> dict[int, float]:
    """The plain reference: every posting of every term."""
    scores: dict[int, float] = {}
    for term, gain in zip(wanted.terms, wanted.gains, strict=True):
        place = int(np.searchsorted(segment.terms, term))
        if place < len(segment.terms) and segment.terms[place] == term:
            for posting in range(segment.starts[place], segment.starts[place + 1]):
                document = int(segment.documents[posting])
                scores[document] = scores.get(document, 0.0) + segment.impacts[posting] * float(gain)
    return {document: score for document, score in scores.items() if document not in segment.dead}


@pytest.mark.parametrize(
    "question", ["kilang karyzh", "api drone kapal asap", "tetkino", "pabrik api kilang"]
)
def test_the_best_are_those_of_the_plain_reference(question: str) -> None:
    segment = random_segment().without([3, 5, 8])
    wanted = wanted_for(question, segment)
    slow = scored_slowly(segment, wanted)
    match = best_of(segment, wanted, 20)
    expected = sorted(slow.values(), reverse=True)[:20]
    assert match.scores.tolist() == pytest.approx(expected, rel=1e-4)
    for document, score in zip(match.documents.tolist(), match.scores.tolist(), strict=True):
        assert slow[document] == pytest.approx(score, rel=1e-4)


def test_beyond_the_budget_frequent_terms_only_add(monkeypatch: pytest.MonkeyPatch) -> None:
    segment = random_segment()
    wanted = wanted_for("karyzh kapal", segment)
    monkeypatch.setattr(candidates, "_BUDGET", 150)
    match = best_of(segment, wanted, 10)
    slow = scored_slowly(segment, wanted)
    assert all(
        slow[document] == pytest.approx(score, rel=1e-4)
        for document, score in zip(match.documents.tolist(), match.scores.tolist(), strict=True)
    )


def test_rare_terms_weigh_more_and_unknown_ones_most() -> None:
    segment = random_segment()
    query = Reader(VOCABULARY, Corrections()).read("kapal karyzh qqqqzzz")
    importance = resolve(query, VOCABULARY, [segment]).importance
    assert pytest.approx(importance[0]) == candidates._LEAST
    assert importance[0] <= importance[1] < importance[2]
    assert importance[2] == pytest.approx(math.log(1 + 300.5 / 0.5), rel=1e-3)


@given(st.integers(0, 99), st.integers(1, 300), st.sampled_from([2, 50, 10_000]))
@settings(max_examples=30, deadline=None)
def test_the_largest_values(seed: int, count: int, distinct: int) -> None:
    values = np.random.default_rng(seed).integers(1, distinct, 5000).astype(np.float32)
    chosen = np.sort(values[candidates._largest(values, count)])
    assert chosen.tolist() == np.sort(values)[-count:].tolist()


def test_nothing_wanted_nothing_found() -> None:
    segment = random_segment(5)
    assert len(best_of(segment, wanted_for("", segment)).documents) == 0
    assert len(best_of(build_segment([], VOCABULARY), wanted_for("api", segment)).documents) == 0
