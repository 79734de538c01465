"""Features to probabilities: logistic weights and their calibration from `weights.json`, reasons as feature names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from store.search.features import FEATURES
from store.search.passages import PASSAGE_FEATURES
from store.search.record import NO_DAY

__all__ = ["NAMES", "Weights", "calibrated", "load_weights", "logits", "reasons", "rival_of", "unsure"]

NAMES = {"facts": FEATURES, "passages": (*FEATURES, *PASSAGE_FEATURES)}
_NOTABLE = 0.5
# In what two figures must fit alike for both to answer; how they are worded and where they stand says nothing.
_RESPECTS = [
    number
    for number, name in enumerate(FEATURES)
    if name.startswith(("missing", "number", "date"))
    or name in ("coverage", "how_many_number", "speaker_fits", "place_inside", "actor_silent")
]
_ALIKE = 0.05  # difference of features that says nothing
_LONGEST_TEXT = 1000  # characters that are compared
_HELD_BACK = 0.999  # so that even a chance of 1 stays below "sure"
_SAME_WORDS = 75.0  # likeness (0..100) from which two texts of one day tell the same


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight a feature, a bias, and the two thresholds of the answer: sure, and perhaps.

    `margin`: how much a rival that fits as well takes from the certainty; `scale` and `shift` make the
    logits of questions that were not fitted honest probabilities (Platt).
    """

    values: tuple[float, ...]
    bias: float
    margin: float
    scale: float
    shift: float
    sure: float
    perhaps: float


@cache
def load_weights(sort: Literal["facts", "passages"] = "facts") -> Weights:
    """The fitted weights that ship with the package; a feature without a fitted weight counts nothing.

    Those of passages only rank; how sure an answer is, and from when on, those of facts say everywhere.
    """
    tables = json.loads((resources.files("store.search") / "weights.json").read_text(encoding="utf-8"))
    table = tables[sort]
    numbers = {name: float(table[name]) for name in ("bias", "margin", "scale", "shift", "sure", "perhaps")}
    return Weights(values=tuple(float(table["weights"].get(name, 0.0)) for name in NAMES[sort]), **numbers)


def logits(rows: NDArray[np.float32], weights: Weights) -> NDArray[np.float64]:
    """How well each candidate answers, as log odds against "none of them"; not calibrated yet.

    The last features of `weights` may be missing from `rows`.
    """
    values = _vector(weights.values)[: rows.shape[1]]
    return np.asarray(rows.astype(np.float64) @ values + weights.bias)


@lru_cache(maxsize=8)
def _vector(values: tuple[float, ...]) -> NDArray[np.float64]:
    return np.array(values)


def rival_of(
    texts: Sequence[str], days: Sequence[int], rows: NDArray[np.float32], counting: bool
) -> int | None:
    """The place of the first text that tells something else than the best one; None where none does.

    `texts`, `days` and `rows` (candidates x features) are parallel, the best candidate first. To a
    `counting` question another figure of the same day that fits in all respects is an answer as well, by another
    claimant, and no rival.
    """
    fit_as_well: set[int] = set()
    if counting and days[0] != NO_DAY:
        apart = np.abs(rows[:, _RESPECTS] - rows[0, _RESPECTS]).max(axis=1)
        fit_as_well.update(np.flatnonzero(apart < _ALIKE).tolist())
    for place in range(1, len(texts)):
        if days[place] == days[0]:
            if place in fit_as_well:
                continue
            if fuzz.token_set_ratio(*(texts[one][:_LONGEST_TEXT] for one in (0, place))) >= _SAME_WORDS:
                continue
        return place
    return None


def calibrated(fits: NDArray[np.float64], rival: int | None, weights: Weights) -> NDArray[np.float64]:
    """Probabilities of candidates, best first, that they answer; strictly between 0 and 1, the order is kept.

    The nearer the `rival` comes to the best one, the less certain are all of them.
    """
    close = 0.0 if rival is None else weights.margin * float(np.logaddexp(0.0, fits[rival] - fits[0]))
    certainty = np.clip(weights.scale * (fits - close) + weights.shift, -500.0, 500.0)
    return np.asarray(1.0 / (1.0 + np.exp(-certainty)), dtype=np.float64)


def unsure(chances: NDArray[np.float64], weights: Weights) -> NDArray[np.float64]:
    """The same order with nothing that is sure, for passages: they may have all the words and not the answer.

    Of IDK-MRC's valid questions without an answer one in nine would be called sure.
    """
    room = (weights.sure - weights.perhaps) / (1.0 - weights.perhaps)
    above = chances > weights.perhaps
    return np.where(above, weights.perhaps + (chances - weights.perhaps) * room * _HELD_BACK, chances)


def reasons(rows: NDArray[np.float32]) -> list[tuple[str, ...]]:
    """Names of the features that stand out, for each candidate."""
    found: list[list[str]] = [[] for _ in range(len(rows))]
    places, columns = np.nonzero(rows >= _NOTABLE)
    for row, column in zip(places.tolist(), columns.tolist(), strict=True):
        found[row].append(NAMES["passages"][column])
    return [tuple(names) for names in found]
