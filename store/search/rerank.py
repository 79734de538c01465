"""Features to probabilities: logistic weights from `weights.json`, reasons in words of the model."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from store.search.features import FEATURES

__all__ = ["Weights", "load_weights", "probabilities", "reasons"]

_NOTABLE = 0.5


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight a feature, a bias, and the two thresholds of the answer: sure, and perhaps."""

    values: tuple[float, ...]
    bias: float
    sure: float
    perhaps: float


@cache
def load_weights() -> Weights:
    """The fitted weights that ship with the package; a feature without a fitted weight counts nothing."""
    table = json.loads((resources.files("store.search") / "weights.json").read_text(encoding="utf-8"))
    return Weights(
        values=tuple(float(table["weights"].get(name, 0.0)) for name in FEATURES),
        bias=float(table["bias"]),
        sure=float(table["sure"]),
        perhaps=float(table["perhaps"]),
    )


def probabilities(rows: NDArray[np.float32], weights: Weights) -> NDArray[np.float64]:
    """The probability that each candidate answers; strictly between 0 and 1 and without clipping."""
    logits: NDArray[np.float64] = rows.astype(np.float64) @ np.array(weights.values) + weights.bias
    return np.asarray(1.0 / (1.0 + np.exp(-logits)), dtype=np.float64)


def reasons(row: NDArray[np.float32]) -> tuple[str, ...]:
    """Names of the features that stand out for a candidate."""
    return tuple(name for name, value in zip(FEATURES, row, strict=True) if value >= _NOTABLE)
