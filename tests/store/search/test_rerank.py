import numpy as np
import pytest

from store.search.features import FEATURES
from store.search.record import NO_DAY
from store.search.rerank import calibrated, load_weights, logits, reasons, rival_of


def test_more_that_fits_means_a_higher_probability() -> None:
    rows = np.zeros((2, len(FEATURES)), dtype=np.float32)
    rows[0, FEATURES.index("coverage")] = 1
    scores = calibrated(logits(rows, load_weights()), None, load_weights())
    assert 0 < scores[1] < scores[0] < 1


def test_a_near_rival_takes_certainty_and_keeps_the_order() -> None:
    weights = load_weights()
    far, near = (calibrated(np.array([2.0, second]), 1, weights) for second in (-3.0, 1.9))
    alone = calibrated(np.array([2.0, 1.9]), None, weights)
    assert near[0] < far[0] < alone[0]
    assert near[0] > near[1]


@pytest.mark.parametrize(
    ("texts", "days", "rival"),
    [
        (["Api padam."], [1], None),
        (["Api di kilang padam.", "Api padam di kilang."], [1, 1], None),
        (["Api di kilang padam.", "Api padam di kilang."], [1, 2], 1),
        (["Api di kilang padam.", "Api padam di kilang.", "Kapal karam."], [1, 1, 1], 2),
    ],
)
def test_the_same_story_is_no_rival(texts: list[str], days: list[int], rival: int | None) -> None:
    rows = np.zeros((len(texts), len(FEATURES)), dtype=np.float32)
    assert rival_of(texts, days, rows, counting=False) == rival


@pytest.mark.parametrize(
    ("days", "missing", "counting", "rival"),
    [
        ([5, 5, 5], "", True, None),
        ([5, 5, 5], "", False, 1),
        ([5, 5, 5], "missing_place", True, 1),
        ([5, 6, 5], "", True, 1),
        ([NO_DAY] * 3, "", True, 1),
    ],
)
def test_another_figure_of_the_day_is_an_answer_as_well(
    days: list[int], missing: str, counting: bool, rival: int | None
) -> None:
    texts = [
        "Dinas A menghitung 12 korban.",
        "Rumah sakit mencatat 9 jiwa.",
        "Warga menyebut 20 orang hilang.",
    ]
    rows = np.zeros((3, len(FEATURES)), dtype=np.float32)
    if missing:
        rows[1:, FEATURES.index(missing)] = 1.0
    assert rival_of(texts, days, rows, counting) == rival


def test_reasons_name_what_stands_out() -> None:
    row = np.zeros(len(FEATURES), dtype=np.float32)
    row[FEATURES.index("coverage")] = 0.9
    assert reasons(np.stack([row, 0 * row])) == [("coverage",), ()]


def test_thresholds_are_ordered() -> None:
    assert 0 < load_weights().perhaps < load_weights().sure < 1
