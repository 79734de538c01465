"""Fits `store/search/weights.json`: run as `python -m tests.bench.fit_search`.

Every question is a choice between its candidates and "none of them" (score 0): the logistic weights maximise
the likelihood of the right choice. Weights stay near their present values (a Gaussian prior), so that few
questions cannot bend what is plausible, and what cannot be good never counts as good. The questions are the
project's own and those development questions that are not held out, as typed and with random edits, over facts
with and without fields, alone and among other news.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from store.search import Index, Record
from store.search.features import FEATURES
from store.search.rerank import Weights, load_weights
from tests.bench.search_data import (
    ROOT,
    Asked,
    development,
    distractors,
    invented,
    with_edits,
)

_WEIGHTS = ROOT / "store" / "search" / "weights.json"
_TIGHTNESS = 0.35  # of the prior: 1 / variance
_ROUNDS = 350
_STEP = 0.05
_UNKNOWN = """abbasov chernyshenko dumitrescu okafor papadopoulos lindqvist jansen rustamov harrison mulyadi firmansyah
siregar simanjuntak hasibuan tarigan hutapea sembiring sihombing qureshi chowdhury okonkwo diallo camara andersson
virtanen popescu hristov yilmaz ozturk haddad khoury ramirez oliveira almeida walker wright"""
# Edits, their seed, and how much such a question counts.
_VARIANTS = ((0, "1", 2.0), (1, "1", 1.0), (2, "1", 0.7), (1, "2", 1.0), (3, "1", 0.3))
_WRONG_SURE = 0.02  # share of all questions that may be answered surely and wrongly
_BAD = [place for place, name in enumerate(FEATURES) if name.startswith(("missing", "only_weak", "outside"))]
_BAD_AT_MOST = -0.5
_DECLINED = 0.90  # share of the unanswerable questions below "perhaps"


@dataclass(frozen=True)
class Example:
    """Features of the candidates of one question, which are right, and how much the question counts."""

    rows: NDArray[np.float64]
    right: NDArray[np.bool_]
    answerable: bool
    weight: float = 1.0


Situation = tuple[Index, list[Asked]]


def facts() -> Iterator[Situation]:
    """Indexes of facts and their questions: with fields, their text alone, and among other news."""
    for records, questions in (development(), invented()):
        asked = [question for question in questions if not question.held_out or question.id.startswith("own")]
        asked += [Asked(f"name-{name}", lang, text.format(name)) for name, (lang, text) in _unknown_names()]
        bare = [Record(record.id, record.text, record.lang, record.date) for record in records]
        for chosen in (records, bare, [*records, *distractors(4000)]):
            yield Index.from_records(chosen), asked


def _unknown_names() -> Iterator[tuple[str, tuple[str, str]]]:
    """Names that no fact has, in questions that must be declined."""
    templates = (
        ("id", "apa kata {}"),
        ("en", "what did {} say"),
        ("id", "siapa {}"),
        ("en", "{} on the war"),
    )
    return zip(_UNKNOWN.split(), cycle(templates))


def examples(index: Index, questions: Sequence[Asked]) -> Iterator[Example]:
    """Examples of all questions with 0 to 3 edits."""
    for question in questions:
        for edits, seed, weight in _VARIANTS:
            ranked = index.rank(with_edits(question, edits, seed), question.asked_on)
            right = np.array([key in question.gold for key in ranked.ids], dtype=bool)
            if len(right) and (right.any() or not question.gold):
                yield Example(ranked.rows.astype(np.float64), right, bool(question.gold), weight)


def fit(data: Sequence[Example], start: NDArray[np.float64]) -> NDArray[np.float64]:
    """Gradient ascent (Adam) on the penalised likelihood; the last weight is the bias."""
    weights = start.copy()
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for turn in range(1, _ROUNDS + 1):
        slope = sum(_slope(example, weights) for example in data) / len(data) * 100
        slope = slope - _TIGHTNESS * (weights - start)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope**2
        step = (mean / (1 - 0.9**turn)) / (np.sqrt(spread / (1 - 0.999**turn)) + 1e-8)
        weights += _STEP * step * (1 - turn / (_ROUNDS + 1))
        weights[_BAD] = np.minimum(weights[_BAD], _BAD_AT_MOST)
    return weights


def _slope(example: Example, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    rows = np.hstack([example.rows, np.ones((len(example.rows), 1))])
    logits = np.append(rows @ weights, 0.0)
    chances = np.exp(logits - logits.max())
    chances /= chances.sum()
    wanted = np.append(chances[:-1] * example.right, 0.0)
    wanted = wanted / wanted.sum() if example.answerable else np.append(np.zeros(len(rows)), 1.0)
    return example.weight * (rows.T @ (wanted - chances)[:-1])


def likelihood(data: Sequence[Example], weights: NDArray[np.float64]) -> float:
    """Mean log-likelihood a question."""
    total = 0.0
    for example in data:
        logits = np.append(example.rows @ weights[:-1] + weights[-1], 0.0)
        chances = np.exp(logits - logits.max())
        chances /= chances.sum()
        right = chances[:-1][example.right].sum() if example.answerable else chances[-1]
        total += example.weight * float(np.log(max(right, 1e-12)))
    return total / sum(example.weight for example in data)


def thresholds(tops: Sequence[tuple[float, bool, bool]]) -> tuple[float, float]:
    """ "Sure" and "perhaps" from (best score, right, answerable) of all questions."""
    wrong = sorted((score for score, right, _ in tops if not right), reverse=True)
    sure = wrong[min(int(_WRONG_SURE * len(tops)), len(wrong) - 1)]
    declined = sorted(score for score, _, answerable in tops if not answerable)
    return sure, declined[int(_DECLINED * len(declined))]


def main() -> None:
    """Fits and writes the weights, and prints what changed."""
    weights = load_weights()
    made = list(facts())
    best = _fitted(made, np.array([*weights.values, weights.bias]))
    weights = replace(weights, values=tuple(best[:-1]), bias=float(best[-1]))
    for index, _ in made:
        index.weigh(weights)
    tops = [top for index, questions in made for edits in (0, 1) for top in _tops(index, questions, edits)]
    sure, perhaps = thresholds(tops)
    write(_WEIGHTS, replace(weights, sure=max(sure, perhaps + 0.01), perhaps=perhaps))


def _fitted(made: Sequence[Situation], start: NDArray[np.float64]) -> NDArray[np.float64]:
    data = [example for index, questions in made for example in examples(index, questions)]
    best = fit(data, start)
    print(
        f"{len(data)} examples, log-likelihood {likelihood(data, start):.4f} -> {likelihood(data, best):.4f}"
    )
    for name, old, new in zip((*FEATURES, "bias"), start, best, strict=True):
        print(f"{name:<20}{old:>9.3f}{new:>9.3f}")
    return best


def _tops(index: Index, questions: Sequence[Asked], edits: int) -> Iterator[tuple[float, bool, bool]]:
    for question in (question for question in questions if not question.id.startswith("name-")):
        ranked = index.rank(with_edits(question, edits), question.asked_on)
        score = float(ranked.scores[0]) if len(ranked.scores) else 0.0
        yield score, bool(ranked.ids) and ranked.ids[0] in question.gold, bool(question.gold)


def write(path: Path, weights: Weights) -> None:
    """Writes the data file, one weight a line."""
    table = {
        "sure": round(weights.sure, 3),
        "perhaps": round(weights.perhaps, 3),
        "bias": round(weights.bias, 3),
        "weights": {name: round(value, 3) for name, value in zip(FEATURES, weights.values, strict=True)},
    }
    print(f"sure {weights.sure:.3f}, perhaps {weights.perhaps:.3f}")
    path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
