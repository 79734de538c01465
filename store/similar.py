"""Who else says what about the same thing, and what stands around a fact in its article."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from store.language.names import similarity
from store.model import Claim, FactKind, Quotation, Span, StoredFact

__all__ = ["differing_figures", "excerpt", "other_sides", "telling"]

# Reports of the same event come within days of each other.
NEAR = timedelta(days=3)
SAME_PERSON = 91
AROUND = 400
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


def _source(found: StoredFact) -> str:
    fact = found.fact
    return fact.attribution.name if isinstance(fact, Quotation) else fact.claimant.name


def _same_matter(one: StoredFact, other: StoredFact) -> bool:
    first, second = one.fact, other.fact
    days = (one.article.published, other.article.published)
    if days[0] and days[1] and abs(days[0] - days[1]) > NEAR:
        return False
    if isinstance(first, Claim) and isinstance(second, Claim) and first.kind != second.kind:
        return False
    return not first.regions or not second.regions or bool(set(first.regions) & set(second.regions))


def _day(found: StoredFact) -> date | None:
    fact = found.fact
    return fact.time.start or found.article.published


def _deepest(found: StoredFact) -> set[str]:
    """The most exact regions of a fact: an id longer by a step lies inside the shorter one."""
    depth = max((region.count("/") for region in found.fact.regions), default=0)
    return {region for region in found.fact.regions if region.count("/") == depth}


def _contradicts(one: StoredFact, other: StoredFact) -> bool:
    """Two claimants, one thing: the same kind and unit, day and most exact region, and another number.

    Anything less sure is left alone: two strikes on two days are no contradiction.
    """
    first, second = one.fact, other.fact
    if not isinstance(first, Claim) or not isinstance(second, Claim):
        return False
    named = first.claimant.name and second.claimant.name and first.claimant.name != second.claimant.name
    alike = (first.kind, first.quantity.unit) == (second.kind, second.quantity.unit)
    numbers = first.quantity.value is not None and second.quantity.value is not None
    there = bool(_deepest(one) & _deepest(other)) and _day(one) is not None and _day(one) == _day(other)
    return bool(named and alike and numbers and there and first.quantity.value != second.quantity.value)


def differing_figures(found: StoredFact, others: Iterable[StoredFact], limit: int = 4) -> list[StoredFact]:
    """`found` and those of `others` in which somebody else gives another number of the same thing; or nothing."""
    chosen: dict[str, StoredFact] = {}
    for other in others:
        if _contradicts(found, other):
            chosen.setdefault(_source(other), other)
    return [found, *chosen.values()][:limit] if chosen else []


def other_sides(found: StoredFact, candidates: Iterable[StoredFact], limit: int = 4) -> list[StoredFact]:
    """Of `candidates` (best first) those in which somebody else speaks of the same matter, one a speaker."""
    chosen: list[StoredFact] = []
    heard = [_source(found)]
    for other in candidates:
        name = _source(other)
        known = any(name == one or (name and one and similarity(name, one) >= SAME_PERSON) for one in heard)
        if name and not known and _same_matter(found, other):
            chosen.append(other)
            heard.append(name)
    return chosen[:limit]
