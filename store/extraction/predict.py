"""A draft as the prediction that `score.py` reads (see its README for the format)."""

from __future__ import annotations

from typing import Any

from store.model import Claim, Draft, Quantity, Quotation

__all__ = ["predict"]


def predict(draft: Draft) -> dict[str, Any]:
    """The draft's facts in the prediction format."""
    quotes = [_quote(fact, draft.article.text) for fact in draft.facts if isinstance(fact, Quotation)]
    claims = [_claim(fact, draft.article.text) for fact in draft.facts if isinstance(fact, Claim)]
    return {"id": draft.article.id, "quotes": quotes, "claims": claims}


def _quote(fact: Quotation, text: str) -> dict[str, Any]:
    return {
        "text": fact.span.of(text),
        "start": fact.span.start,
        "end": fact.span.end,
        "speaker": fact.attribution.name,
        "role": fact.attribution.role,
        "cue": fact.attribution.cue,
        "kind": "direct" if fact.direct else "indirect",
    }


def _value(quantity: Quantity) -> Any:
    if quantity.fraction:
        return quantity.fraction
    if quantity.high is not None:
        return [quantity.value, quantity.high]
    return quantity.value


def _claim(fact: Claim, text: str) -> dict[str, Any]:
    return {
        "kind": fact.kind,
        "value": _value(fact.quantity),
        "unit": fact.quantity.unit,
        "qual": fact.quantity.bound.value,
        "actor": fact.actor,
        "action": fact.action,
        "place": fact.place,
        "time": fact.time.surface,
        "time_iso": fact.time.start.isoformat() if fact.time.start else "",
        "claimant": fact.claimant.name,
        "status": fact.status.value,
        "sentence": fact.span.of(text),
        "surface": fact.surface.of(text),
        "start": fact.surface.start,
        "end": fact.surface.end,
    }
