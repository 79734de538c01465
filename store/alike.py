"""What two facts have in common: the scene, the matter, the thing that is counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from store.language.labels import concepts_in, matters_in
from store.language.pack import load_pack
from store.language.places import gazetteer
from store.model import Bound, Claim, Fact, FactKind, Quotation, StoredFact

__all__ = [
    "NEAR",
    "counts",
    "day_of",
    "deepest",
    "in_title",
    "matters",
    "near",
    "same_count",
    "same_scene",
    "source_of",
]

# Reports of the same event come within days of each other.
NEAR = timedelta(days=3)
GENERIC_UNITS, PERSON_UNITS = "events.generic_units", "events.person_units"
_PEOPLE = frozenset({"*"})


def source_of(found: StoredFact) -> str:
    """The name of who says it; "" where nobody is named."""
    fact = found.fact
    return fact.attribution.name if isinstance(fact, Quotation) else fact.claimant.name


def in_title(found: StoredFact) -> bool:
    """Whether a fact stands in its article's headline."""
    title = found.article.title
    return bool(title) and found.article.text.startswith(title) and found.fact.span.start < len(title)


def near(one: StoredFact, other: StoredFact) -> bool:
    """Whether two articles are of the same days; an unknown day is near every other."""
    days = (one.article.published, other.article.published)
    return not (days[0] and days[1]) or abs(days[0] - days[1]) <= NEAR


def day_of(found: StoredFact) -> date | None:
    """The day that a fact is about, else the one of its article."""
    return found.fact.time.start or found.article.published


def deepest(regions: Iterable[str]) -> set[str]:
    """The most exact regions: an id longer by a step lies inside the shorter one."""
    named = set(regions)
    depth = max((region.count("/") for region in named), default=0)
    return {region for region in named if region.count("/") == depth}


def _scenes(fact: Fact) -> set[str]:
    """Where a fact takes place: countries are named as actors far more often than as scenes."""
    chains = {region: gazetteer().chain(region) for region in fact.regions}
    wider = {part for chain in chains.values() for part in chain[1:]}
    exact = {region for region, chain in chains.items() if len(chain) > 1 and region not in wider}
    return exact or set(chains)


def same_scene(one: StoredFact, other: StoredFact) -> bool:
    """Whether a place of one lies in, around or at a place of the other; a fact without a place fits everywhere."""
    first, second, chain = _scenes(one.fact), _scenes(other.fact), gazetteer().chain
    return not first or not second or any(a in chain(b) or b in chain(a) for a in first for b in second)


@lru_cache(maxsize=10_000)
def matters(found: StoredFact) -> frozenset[str]:
    """What a fact is about, as concepts: the words of a quotation, the number and the event of a claim."""
    fact, article = found.fact, found.article
    if isinstance(fact, Quotation):
        around = fact.sentence if fact.partial else fact.span
        return matters_in(around.of(article.text), article.lang)
    words = fact.span.of(article.text) if fact.fact is FactKind.EVENT else fact.surface.of(article.text)
    return matters_in(f"{words} {fact.action} {fact.quantity.unit}", article.lang)


def counts(fact: Fact) -> bool:
    """Whether a fact gives a figure, be it a vague one."""
    if isinstance(fact, Quotation):
        return False
    quantity = fact.quantity
    return quantity.value is not None or bool(quantity.fraction) or quantity.bound is not Bound.NONE


def _thing(claim: Claim, lang: str) -> frozenset[str]:
    """What is counted, the same in all languages: concepts, "*" for people in general, else the printed word."""
    unit = claim.quantity.unit.casefold()
    words, pack = unit.split(), load_pack(lang)
    of_the_event = set(concepts_in(unit, lang)) & set(concepts_in(claim.action, lang))
    if of_the_event or unit in pack.words(GENERIC_UNITS):
        return _PEOPLE
    concepts = frozenset(concepts_in(unit, lang)) or frozenset({unit})
    return concepts | _PEOPLE if set(words) & pack.words(PERSON_UNITS) else concepts


def same_count(one: StoredFact, other: StoredFact, *, strictly: bool = False) -> bool:
    """Whether two claims count the same: kind and thing, `strictly` also the same sort of people."""
    first, second = one.fact, other.fact
    if not isinstance(first, Claim) or not isinstance(second, Claim) or first.kind != second.kind:
        return False
    if not counts(first) or not counts(second):
        return False
    things = _thing(first, one.article.lang), _thing(second, other.article.lang)
    return things[0] == things[1] if strictly else bool(things[0] & things[1])
