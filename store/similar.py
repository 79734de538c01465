"""Who else says what about the same thing, and what stands around a fact in its article."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from store.language.names import similarity
from store.model import Claim, FactKind, Quotation, Span, StoredFact

__all__ = ["differing_figures", "excerpt", "other_sides", "telling"]

# Reports of the same event come within days of each other.
NEAR = timedelta(days=3)
SAME_PERSON = 91
AROUND = 400


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
    """How much a fact tells by itself: 0 a number or a whole quotation, 1 an event, 2 a fragment or a clause."""
    fact = found.fact
    if isinstance(fact, Quotation):
        return 0 if fact.direct and not fact.partial else 2
    return 1 if fact.fact is FactKind.EVENT else 0


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


def differing_figures(found: StoredFact, others: Iterable[StoredFact], limit: int = 4) -> list[StoredFact]:
    """`found` and those of `others` that give another number of the same thing; empty where none does."""
    if not isinstance(found.fact, Claim) or found.fact.quantity.value is None:
        return []
    chosen, values = [found], {(_source(found), found.fact.quantity.value)}
    for other in others:
        fact = other.fact
        if not isinstance(fact, Claim) or fact.quantity.value is None or not _same_matter(found, other):
            continue
        key = (_source(other), fact.quantity.value)
        if key not in values and fact.quantity.unit == found.fact.quantity.unit:
            values.add(key)
            chosen.append(other)
    differ = len({value for _, value in values}) > 1
    return chosen[:limit] if differ else []


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
