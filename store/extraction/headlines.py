"""Figures of a headline: whoever gives them in the article stands for them there, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.extraction.claims import Found
from store.extraction.page import Page

__all__ = ["vouched"]


def vouched(page: Page, claims: Sequence[Found]) -> list[Found]:
    """The claims, in the same order; a headline's figure has the source of the same figures below, if they have one.

    "Eight killed in X" above "the governor said eight people were killed" is the governor's figure.
    """
    sources: dict[tuple[object, ...], list[Found]] = {}
    for claim in claims:
        if not _in_headline(page, claim):
            sources.setdefault(_figure(claim), []).append(claim)
    return [_with_source(page, claim, sources.get(_figure(claim), ())) for claim in claims]


def _figure(claim: Found) -> tuple[object, ...]:
    quantity = claim.quantity
    return claim.kind, quantity.value, quantity.high, quantity.fraction


def _in_headline(page: Page, claim: Found) -> bool:
    return page.is_headline(page.unit_of(claim.at[0]))


def _with_source(page: Page, claim: Found, same: Sequence[Found]) -> Found:
    counts = claim.quantity.value is not None
    if claim.source is not None or not counts or not same or not _in_headline(page, claim):
        return claim
    first = same[0]
    if first.source is None or any(other.source is not first.source for other in same):
        return claim
    return replace(claim, source=first.source, stance=first.stance)
