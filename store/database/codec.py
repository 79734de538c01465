"""Model <-> documents. Fields that have their default are left out, so rows stay short.

`SCHEMA` is the version of these documents; every stored article carries it.
"""

from __future__ import annotations

import dataclasses
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from store.database.engine import Doc
from store.model import (
    Article,
    Attribution,
    Bound,
    Claim,
    Doubt,
    Draft,
    Fact,
    Quantity,
    Quotation,
    Span,
    Speaker,
    Stance,
    Status,
    TimeReference,
)

__all__ = ["SCHEMA", "article_of", "doc_of", "draft_of", "fact_of"]

SCHEMA = 3
# What a fact's row holds beside the fact.
BOOKKEEPING = {"is", "article", "corrected", "retracted"}
T = TypeVar("T")


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return doc_of(value)
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def doc_of(value: Any) -> Doc:
    """The document of a model value; a fact's carries its type under `is`."""
    doc: Doc = {}
    for spec in dataclasses.fields(value):
        item = getattr(value, spec.name)
        if spec.default is dataclasses.MISSING or item != spec.default:
            doc[spec.name] = _plain(item)
    if isinstance(value, Quotation | Claim):
        doc["is"] = "q" if isinstance(value, Quotation) else "c"
    return doc


def _span(pair: list[int]) -> Span:
    return Span(pair[0], pair[1])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _time(doc: Doc) -> TimeReference:
    return TimeReference(doc.get("surface", ""), _day(doc.get("start")), _day(doc.get("end")))


def _attribution(doc: Doc) -> Attribution:
    return Attribution(**{**doc, "stance": Stance(doc.get("stance", Stance.SAYS))})


def _quantity(doc: Doc) -> Quantity:
    return Quantity(**{**doc, "bound": Bound(doc.get("bound", Bound.NONE))})


_READERS: dict[str, Any] = {
    "span": _span,
    "sentence": _span,
    "surface": _span,
    "time": _time,
    "attribution": _attribution,
    "claimant": _attribution,
    "quantity": _quantity,
    "status": Status,
    "regions": tuple,
    "related": tuple,
    "settled": tuple,
}


def fact_of(doc: Doc) -> Fact:
    """The fact that `doc_of` wrote."""
    fields = {
        name: _READERS[name](value) if name in _READERS else value
        for name, value in doc.items()
        if name not in BOOKKEEPING
    }
    return Quotation(**fields) if doc["is"] == "q" else Claim(**fields)


def article_of(doc: Doc) -> Article:
    """The article of an article's document; keys of the store's own bookkeeping are ignored."""
    known = {spec.name for spec in dataclasses.fields(Article)}
    fields = {name: value for name, value in doc.items() if name in known}
    return Article(**{**fields, "published": _day(doc.get("published"))})


def draft_of(doc: Doc) -> Draft:
    """The draft that `doc_of` wrote."""
    return Draft(
        article=article_of(doc["article"]),
        facts=tuple(fact_of(item) for item in doc.get("facts", [])),
        doubts=tuple(Doubt(**item) for item in doc.get("doubts", [])),
        regions=tuple(doc.get("regions", [])),
        people=tuple(Speaker(**item) for item in doc.get("people", [])),
    )
