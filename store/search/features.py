"""How well candidates fit a query, as numbers: one row a candidate, one column a feature.

The names of the columns are `FEATURES`; every value lies in -1..1. The weights are in `weights.json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from store.search.asking import Intent
from store.search.beside import counted_beside
from store.search.candidates import SlotTerms
from store.search.evidence import Evidence
from store.search.query import Query
from store.search.record import NO_DAY
from store.search.segment import KINDS
from store.search.slots import Slot, SlotKind
from store.search.vocabulary import NEGATION, NUMBER, Vocabulary, owner_mark
from store.search.when import When

__all__ = ["FEATURES", "add_likeness", "features"]

FEATURES = (
    "coverage",
    "missing_share",
    "missing_person",
    "missing_place",
    "missing_number",
    "missing_name",
    "missing_topic",
    "missing_counted",
    "missing_concept",
    "number_beside",
    "number_apart",
    "speaker_fits",
    "speaker_differs",
    "lexical",
    "density",
    "said_quotation",
    "how_many_number",
    "date_near",
    "date_far",
    "explicit_date_far",
    "after_asking",
    "recent",
    "words_alike",
    "pairs_found",
    "only_weak",
    "outside",
    "evidence",
    "place_inside",
    "latest_recent",
    "negation_fits",
    "actor_silent",
    "claimant_silent",
    "owner_differs",
    "reaction_fits",
)
_COLUMN = {name: number for number, name in enumerate(FEATURES)}
_MATCHED = 0.4  # a slot counts as matched from this weight on
_ENOUGH = 8.0  # idf mass of a question that says enough
_NEARLY, _SAME_NAMES = 1.2, 0.3  # slots that a candidate may match less than the best one, and names
_MISSING = (
    ("missing_person", SlotKind.PERSON),
    ("missing_place", SlotKind.PLACE),
    ("missing_number", SlotKind.NUMBER),
    ("missing_name", SlotKind.NAME),
    ("missing_concept", SlotKind.CONCEPT),
)
_NAMED = (SlotKind.PERSON, SlotKind.PLACE, SlotKind.NAME)
_SPEAKS_FOR = 0.5  # weight of those who speak for the country or body that is named
_NEAR_DAYS = 1.2
_CLOSE_DAYS = 7.0
_YEAR = 365.25
_RECENT_DAYS = 400.0
_UNTOLD = 0.5  # likeness of texts in another language
_LONGEST_TEXT = 1000  # characters that rapidfuzz compares
_OUTSIDE = frozenset({Intent.FORECAST, Intent.OPINION, Intent.SMALL_TALK})
_SPEAKING = frozenset({Intent.SAID, Intent.REACTION})


def features(query: Query, wanted: SlotTerms, found: Evidence, newest: int) -> NDArray[np.float32]:
    """The feature matrix, candidates x `FEATURES`, without what `add_likeness` fills in.

    `newest` is the newest day of the index.
    """
    columns = {
        **_coverage(query, wanted, found),
        **_speaker(query, found),
        **_kinds(query, found),
        **_days(query, found, newest),
    }
    table = np.zeros((len(found.lexical), len(FEATURES)), dtype=np.float32)
    for name, column in columns.items():
        table[:, _COLUMN[name]] = column
    return table


_Columns = dict[str, "NDArray[Any] | float"]


def _coverage(query: Query, wanted: SlotTerms, found: Evidence) -> _Columns:
    total = float(wanted.importance.sum())
    mass = (found.matched * wanted.importance).sum(axis=1)
    lacks = found.matched < _MATCHED
    strong = np.array([slot.share > 0.5 for slot in query.slots], dtype=bool)
    said = int(strong.sum())
    ideal = max(float(found.best_strength.sum()), 1.0)
    columns: _Columns = {
        "coverage": 1.0 - (total - mass) / (total or 1.0),
        "missing_share": lacks[:, strong].sum(axis=1) / max(said, 1),
        "lexical": np.minimum(found.strength.sum(axis=1) / ideal, 1.0),
        "density": found.matched[:, strong].sum(axis=1) / np.maximum(found.sizes, 1.0),
        "only_weak": float(not said),
        "outside": float(bool(query.intents & _OUTSIDE)),
        "evidence": np.minimum(mass / _ENOUGH, 1.0),
    }
    topics = [number for number, slot in enumerate(query.slots) if slot.topic and slot.share == 1.0]
    things = [number for number in topics if query.slots[number].kind not in _NAMED]
    if topics:
        columns["missing_topic"] = lacks[:, things or topics].mean(axis=1)
    counted = [number for number, slot in enumerate(query.slots) if slot.counted]
    if counted:
        columns["missing_counted"] = _any(lacks, counted)
    return columns | _missing(query, found, lacks)


def _missing(query: Query, found: Evidence, lacks: NDArray[np.bool_]) -> _Columns:
    """1 where a person, place, number or name has no match in the record; from two concepts that it lacks on, too."""
    full = [slot.kind if slot.share == 1.0 and not _is_year(query, slot) else None for slot in query.slots]
    columns: _Columns = {}
    for name, kind in _MISSING:
        numbers = [number for number, own in enumerate(full) if own is kind]
        if numbers and kind is SlotKind.CONCEPT:
            lacking = (1.0 - found.matched[:, numbers]).sum(axis=1)
            columns[name] = np.minimum(lacking / 2, 1.0)
        elif numbers:
            columns[name] = _any(lacks, numbers)
    return columns


def _any(lacks: NDArray[np.bool_], numbers: Sequence[int]) -> NDArray[np.bool_]:
    return np.asarray(lacks[:, numbers].any(axis=1))


def _is_year(query: Query, slot: Slot) -> bool:
    return query.when is not None and slot.surface == query.when.year != ""


def _speaker(query: Query, found: Evidence) -> _Columns:
    """Whether those that the question names are those who speak, and whether it asks for that."""
    heard = np.flatnonzero(found.spoken.any(axis=0)).tolist()
    named = [
        number
        for number, slot in enumerate(query.slots)
        if slot.kind in (SlotKind.PERSON, SlotKind.PLACE) or number in heard
    ]
    if not named:
        return {}
    fits = found.spoken[:, named].max(axis=1)
    people = [number for number in named if query.slots[number].kind is SlotKind.PERSON]
    places = [number for number in named if query.slots[number].kind is SlotKind.PLACE]
    columns: _Columns = {"speaker_fits": fits}
    if people and query.intents & _SPEAKING:
        columns["speaker_differs"] = 1.0 - found.spoken[:, people].max(axis=1)
    if places:
        columns["place_inside"] = np.asarray(found.matched[:, places].min(axis=1) < 0.9)
    if Intent.REACTION in query.intents:
        columns["reaction_fits"] = fits
    return columns | _actors(query, found)


def _actors(query: Query, found: Evidence) -> _Columns:
    """Whether the one that the question says speaks or acts is not the one who speaks."""
    columns: _Columns = {}
    for name, asked in (("actor_silent", "speaks"), ("claimant_silent", "claims")):
        actors = [number for number, slot in enumerate(query.slots) if getattr(slot, asked)]
        if actors:
            spoken = found.spoken[:, actors].max(axis=1)
            columns[name] = 1.0 - np.minimum(spoken / _SPEAKS_FOR, 1.0)
    return columns


def _kinds(query: Query, found: Evidence) -> _Columns:
    columns: _Columns = {"owner_differs": _owner_differs(query, found)}
    if query.intents & _SPEAKING:
        columns["said_quotation"] = found.kinds == KINDS.index("quotation")
    if Intent.HOW_MANY in query.intents:
        columns["how_many_number"] = np.where(found.marks & NUMBER, 0.0, -1.0)
    if query.negated:
        columns["negation_fits"] = np.where(found.marks & NEGATION, 1.0, -1.0)
    return columns


def _owner_differs(query: Query, found: Evidence) -> NDArray[Any] | float:
    """1 where a record speaks of others' drones or soldiers than the question does."""
    asked = 0
    for slot in query.slots:
        for term, _ in slot.terms:
            asked |= owner_mark(term)
    if not asked:
        return 0.0
    owners = found.marks & ~(NUMBER | NEGATION)
    return np.asarray((owners != 0) & (owners & asked == 0))


def _days(query: Query, found: Evidence, newest: int) -> _Columns:
    known = found.days != NO_DAY
    age = np.where(known, np.minimum(np.maximum(newest - found.days, 0) / _RECENT_DAYS, 1.0), 1.0)
    columns: _Columns = {"recent": 1.0 - age}
    if Intent.LATEST in query.intents:
        columns["latest_recent"] = _newest_of_the_best(query, found)
    if query.when is None or query.when.start is None or query.when.end is None:
        return columns
    if query.asked_on is not None and not query.when.explicit:
        columns["after_asking"] = known & (found.days > query.asked_on.toordinal())
    gap = _gap(query.when, found.days)
    for number, slot in enumerate(query.slots):
        if _is_year(query, slot):
            gap = np.where(found.matched[:, number] > _MATCHED, 0, gap)
    columns["date_near"] = np.where(known, np.exp(-gap / _NEAR_DAYS), 0.0)
    if not any(slot.share > 0.5 for slot in query.slots):
        # "What happened on 1 July": the day is all that is asked for, and enough.
        columns |= {"only_weak": 0.0, "evidence": columns["date_near"]}
    columns["date_far"] = np.where(known, np.clip(gap / _CLOSE_DAYS, 0.0, 1.0), 0.5)
    columns["explicit_date_far"] = np.where(
        known & query.when.explicit, np.clip((gap - 1.0) / 3.0, 0.0, 1.0), 0.0
    )
    return columns


def _newest_of_the_best(query: Query, found: Evidence) -> NDArray[Any]:
    """Among the candidates that match about best: 1 for the newest, falling to 0 for the oldest; 0 for others."""
    matched = found.matched.sum(axis=1)
    named = [place for place, slot in enumerate(query.slots) if slot.kind in _NAMED and slot.share == 1.0]
    names = found.matched[:, named].sum(axis=1)
    fitting = (matched >= matched.max() - _NEARLY) & (names >= names.max() - _SAME_NAMES)
    if query.asked_on is not None:
        fitting &= found.days <= query.asked_on.toordinal()
    distinct = np.unique(found.days[fitting])
    ranks = np.searchsorted(distinct, found.days) / max(len(distinct) - 1, 1)
    return np.where(fitting, ranks, 0.0)


def _gap(when: When, days: NDArray[np.int32]) -> NDArray[np.float32]:
    """Days between a record's day and the interval asked about, 0 inside it."""
    assert when.start is not None
    assert when.end is not None
    before = when.start.toordinal() - days
    after = days - when.end.toordinal()
    gap = np.maximum(np.maximum(before, after), 0).astype(np.float32)
    if when.any_year:
        gap = np.minimum(gap % _YEAR, _YEAR - gap % _YEAR)
    return gap


def add_likeness(
    table: NDArray[np.float32],
    query: Query,
    texts: Sequence[str],
    same: Sequence[bool],
    vocabulary: Vocabulary,
) -> None:
    """Fills in the columns that read the texts: rapidfuzz on the words that carry meaning.

    `same` says which texts are in the question's language; letters of another one say nothing.
    """
    beside = counted_beside(query, texts, vocabulary)
    if beside is not None:
        table[:, _COLUMN["number_beside"]] = beside
        table[:, _COLUMN["number_apart"]] = 1.0 - beside
    topic = " ".join(slot.surface for slot in query.slots if slot.share > 0.5)
    if not topic:
        return
    lowered = [text[:_LONGEST_TEXT].lower() for text in texts]
    table[:, _COLUMN["words_alike"]] = [
        fuzz.token_set_ratio(topic, text) / 100 if own else _UNTOLD
        for text, own in zip(lowered, same, strict=True)
    ]
    table[:, _COLUMN["pairs_found"]] = _pairs_found(query, lowered)


def _pairs_found(query: Query, texts: Sequence[str]) -> list[float]:
    """The share of neighbouring words of the question that stand together in a text as well."""
    places = [slot.position for slot in query.slots if slot.share == 1.0 and " " not in slot.surface]
    pairs = [
        f"{query.words[place]} {query.words[place + 1]}"
        for place in places
        if place + 1 in places and place + 1 < len(query.words)
    ]
    pairs += [slot.surface for slot in query.slots if slot.share == 1.0 and " " in slot.surface]
    if not pairs:
        return [0.0] * len(texts)
    return [sum(pair in text for pair in pairs) / len(pairs) for text in texts]
