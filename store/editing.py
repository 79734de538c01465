"""What an editor may change of a fact or an article. Pure: values in, values out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from store.language.places import gazetteer
from store.model import (
    Article,
    Attribution,
    Claim,
    Draft,
    Fact,
    Quotation,
    Speaker,
    Status,
    TimeReference,
)

__all__ = ["OF_FACTS", "Edit", "Field", "edited", "edited_article", "edited_fact", "source_of", "value_of"]


class Field(StrEnum):
    """What can be changed: the first four of a fact, the others of an article."""

    SPEAKER = "speaker"
    PLACE = "place"
    DATE = "date"
    STATUS = "status"
    TITLE = "title"
    PUBLISHED = "published"
    SOURCE = "source"
    URL = "url"


OF_FACTS = {Field.SPEAKER, Field.PLACE, Field.DATE, Field.STATUS}


@dataclass(frozen=True, slots=True)
class Edit:
    """One change. `fact` is the fact's id, "" for a field of the article.

    `value` is a name, a gazetteer id, an ISO day, a status, or the text; "" = not known. `role` goes with a speaker.
    """

    field: Field
    value: str = ""
    role: str = ""
    fact: str = ""


def source_of(fact: Fact) -> Attribution:
    """Who says it."""
    return fact.attribution if isinstance(fact, Quotation) else fact.claimant


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def edited_fact(fact: Fact, edit: Edit) -> Fact:
    """The fact after the change; the field counts as settled by an editor."""
    settled = tuple(dict.fromkeys((*fact.settled, str(edit.field))))
    if edit.field is Field.SPEAKER:
        source = replace(source_of(fact), name=edit.value, role=edit.role)
        if isinstance(fact, Quotation):
            return replace(fact, attribution=source, settled=settled)
        return replace(fact, claimant=source, settled=settled)
    if edit.field is Field.PLACE:
        regions = (edit.value,) if edit.value else ()
        if isinstance(fact, Quotation):
            return replace(fact, regions=regions, settled=settled)
        name = gazetteer().get(edit.value).name if edit.value in gazetteer() else ""
        return replace(fact, regions=regions, place=name, settled=settled)
    if edit.field is Field.DATE:
        day = _day(edit.value)
        return replace(fact, time=TimeReference(fact.time.surface, day, day), settled=settled)
    if isinstance(fact, Claim):
        return replace(fact, status=Status(edit.value), settled=settled)
    return fact


def edited_article(article: Article, edit: Edit) -> Article:
    """The article after a change of its title, day, outlet or address."""
    if edit.field is Field.PUBLISHED:
        return replace(article, published=_day(edit.value))
    texts: dict[str, Any] = {str(edit.field): edit.value}
    return replace(article, **texts)


def value_of(of: Fact | Article, field: Field) -> str:
    """What a field holds now, as an `Edit` would carry it."""
    if isinstance(of, Article):
        held = getattr(of, str(field))
        return held.isoformat() if isinstance(held, date) else held or ""
    if field is Field.SPEAKER:
        return source_of(of).name
    if field is Field.PLACE:
        return of.regions[0] if of.regions else ""
    if field is Field.DATE:
        return of.time.start.isoformat() if of.time.start else ""
    return str(of.status) if isinstance(of, Claim) else ""


def edited(draft: Draft, edit: Edit) -> Draft:
    """The draft after the change: what was doubtful about the field is settled, new names and places are known."""
    if edit.field not in OF_FACTS:
        return replace(draft, article=edited_article(draft.article, edit))
    facts = tuple(edited_fact(fact, edit) if fact.id == edit.fact else fact for fact in draft.facts)
    doubts = tuple(doubt for doubt in draft.doubts if (doubt.fact, doubt.field) != (edit.fact, edit.field))
    changed = replace(draft, facts=facts, doubts=doubts)
    if edit.field is Field.SPEAKER and edit.value:
        known = {person.name for person in draft.people}
        fresh = () if edit.value in known else (Speaker(edit.value, edit.role),)
        return replace(changed, people=(*draft.people, *fresh))
    if edit.field is Field.PLACE and edit.value:
        return replace(changed, regions=tuple(dict.fromkeys((*draft.regions, edit.value))))
    return changed
