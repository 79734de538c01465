import numpy as np

from store.search.features import FEATURES
from store.search.rerank import load_weights, probabilities, reasons


def test_probabilities_rise_with_the_weighted_sum() -> None:
    weights = load_weights()
    rows = np.zeros((2, len(FEATURES)), dtype=np.float32)
    rows[1, FEATURES.index("coverage")] = 1
    scores = probabilities(rows, weights)
    assert 0 < scores[0] < scores[1] < 1


def test_reasons_name_what_stands_out() -> None:
    row = np.zeros(len(FEATURES), dtype=np.float32)
    row[FEATURES.index("coverage")] = 0.9
    assert reasons(row) == ("coverage",)


def test_thresholds_are_ordered() -> None:
    assert 0 < load_weights().perhaps < load_weights().sure < 1
