"""Who else says what about the same thing, and what stands around a fact in its article."""

from __future__ import annotations

from collections.abc import Iterable

from store.alike import counts, day_of, deepest, matters, near, same_count, same_scene, source_of
from store.language.names import similarity
from store.model import Claim, FactKind, Quotation, Span, StoredFact

__all__ = ["differing_figures", "excerpt", "other_sides", "telling"]

SAME_PERSON = 91
AROUND = 400
# So many concepts of a fact have words that are about it; who speaks of a drone speaks not of drones shot down.
SHARED = 2
UNKNOWN_KIND = "other"


def excerpt(found: StoredFact) -> Span:
    """The fact's sentence with its neighbours: whole lines, or whole words where a line is long."""
    text = found.article.text
    fact = found.fact
    inner = fact.sentence if isinstance(fact, Quotation) else fact.span
    begin, end = max(0, inner.start - AROUND), min(len(text), inner.end + AROUND)
    if begin > 0:
        begin = _next_break(text, begin, inner.start)
    if end < len(text):
        end = _last_break(text, inner.end, end)
    while begin < inner.start and text[begin].isspace():
        begin += 1
    while end > inner.end and text[end - 1].isspace():
        end -= 1
    return Span(begin, end)


def _next_break(text: str, begin: int, limit: int) -> int:
    line = text.find("\n", begin, limit)
    blank = text.find(" ", begin, limit)
    at = line if line >= 0 else blank
    return at + 1 if at >= 0 else limit


def _last_break(text: str, limit: int, end: int) -> int:
    line = text.rfind("\n", limit, end)
    blank = text.rfind(" ", limit, end)
    at = line if line >= 0 else blank
    return at if at >= 0 else limit


def telling(found: StoredFact) -> int:
    """How much a fact tells by itself: 0 a number or whole quotation, 1 an event, 2 a fragment or bare number."""
    fact = found.fact
    if isinstance(fact, Quotation):
        return 0 if fact.direct and not fact.partial else 2
    if fact.fact is FactKind.EVENT:
        return 1
    return 2 if fact.kind == UNKNOWN_KIND else 0


def _contradicts(one: StoredFact, other: StoredFact) -> bool:
    """Two claimants, one thing: the same kind and thing, day and most exact region, and another number.

    Anything less sure is left alone: two strikes on two days are no contradiction.
    """
    first, second = one.fact, other.fact
    if not isinstance(first, Claim) or not isinstance(second, Claim):
        return False
    named = source_of(one) and source_of(other) and source_of(one) != source_of(other)
    numbers = first.quantity.value is not None and second.quantity.value is not None
    there = bool(deepest(first.regions) & deepest(second.regions))
    then = day_of(one) is not None and day_of(one) == day_of(other)
    alike = same_count(one, other, strictly=True)
    return (
        bool(named and alike and numbers and there and then) and first.quantity.value != second.quantity.value
    )


def differing_figures(found: StoredFact, others: Iterable[StoredFact], limit: int = 4) -> list[StoredFact]:
    """`found` and those of `others` in which somebody else gives another number of the same thing; or nothing."""
    chosen: dict[str, StoredFact] = {}
    for other in others:
        if _contradicts(found, other):
            chosen.setdefault(source_of(other), other)
    return [found, *chosen.values()][:limit] if chosen else []


def _distance(found: StoredFact, other: StoredFact) -> tuple[int, ...] | None:
    """How far `other` is from speaking of the same thing, nearest first; None where it speaks of something else.

    Beside a figure other figures of the same thing stand first. What only shares the place is no other side.
    """
    if not near(found, other) or not same_scene(found, other):
        return None
    shared = len(matters(found) & matters(other))
    elsewhere = not deepest(found.fact.regions) & deepest(other.fact.regions)
    another_day = day_of(found) != day_of(other)
    if same_count(found, other):
        return 0, not same_count(found, other, strictly=True), elsewhere, another_day, -shared
    needed = 1 if counts(other.fact) else min(SHARED, len(matters(found)))
    if shared < max(1, needed):
        return None
    return 1, found.fact.fact is not other.fact.fact, -shared, elsewhere, another_day


def other_sides(found: StoredFact, candidates: Iterable[StoredFact], limit: int = 4) -> list[StoredFact]:
    """Of `candidates` (best first) those in which somebody else speaks of the same matter, one a speaker.

    Of what one speaker says the nearest to `found` stands for him.
    """
    rated = [(distance, other) for other in candidates if (distance := _distance(found, other)) is not None]
    chosen: list[StoredFact] = []
    heard = [source_of(found)]
    for _, other in sorted(rated, key=lambda pair: pair[0]):
        name = source_of(other)
        known = any(name == one or (name and one and similarity(name, one) >= SAME_PERSON) for one in heard)
        if name and not known:
            chosen.append(other)
            heard.append(name)
    return chosen[:limit]
