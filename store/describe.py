"""A fact as labels in the reader's language: the stuff that a gloss is made of. Pure look-ups, no sentences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from store.editing import Field
from store.language.labels import concepts_in, label_of
from store.language.pack import load_pack
from store.language.places import gazetteer
from store.model import FactKind, Gloss, Quotation, StoredFact, TimeReference

__all__ = ["describe", "localise"]

MAX_PLACES = 4
# How somebody is quoted of whose stand the article tells in its own words: "condemned the raid".
REPORTED = "reported"
SPOKEN_WITHIN = timedelta(days=3)


def localise(name: str, lang: str) -> str:
    """A name in the reader's language where it is a country, region or city ("Rusia" -> "Russia")."""
    mentions = gazetteer().find(name)
    whole = [mention for mention in mentions if mention.span.end - mention.span.start == len(name.strip())]
    return gazetteer().label(whole[0].id, lang) if whole else name


def _places(regions: Iterable[str], lang: str) -> tuple[str, ...]:
    """Labels of the most exact regions: one that contains another named one says nothing new."""
    # Countries are named as actors far more often than as scenes.
    named = [region for region in dict.fromkeys(regions) if len(gazetteer().chain(region)) > 1]
    wider = {part for region in named for part in gazetteer().chain(region)[1:]}
    exact = [region for region in named if region not in wider] or named
    return tuple(dict.fromkeys(gazetteer().label(region, lang) for region in exact))[:MAX_PLACES]


def _when(time: TimeReference, lang: str) -> str:
    """ "night" or "since" where the words for a time say so; else ""."""
    words, pack = time.surface.casefold(), load_pack(lang)
    if any(words.startswith(f"{word} ") for word in pack.words("dates.since")):
        return "since"
    return "night" if any(word in words for word in pack.words("dates.night")) else ""


def _said(found: StoredFact) -> tuple[date | None, date | None]:
    """The days on which somebody's words were said, as far as the sentence tells, else the article's.

    A time inside the very words, in the future, or of more than some days is what they are about.
    """
    time, day = found.fact.time, found.article.published
    end = time.end or time.start
    inside = isinstance(found.fact, Quotation) and found.fact.direct and time.surface in found.text
    if time.start and end and Field.DATE in found.fact.settled:
        return time.start, end
    if time.start is None or end is None or inside or (day and end > day) or end - time.start > SPOKEN_WITHIN:
        return day, day
    return time.start, end


def describe(found: StoredFact, lang: str) -> Gloss:
    """The labels of a fact in `lang`; what no table knows stays as printed."""
    fact, article = found.fact, found.article
    if isinstance(fact, Quotation):
        source = fact.attribution
        return Gloss(
            "quotation",
            who=localise(source.name, lang) if source.name else "",
            role=source.role,
            stance=REPORTED if fact.partial and not fact.direct else source.stance,
            places=tuple(
                place for place in _places(fact.regions, lang) if place != localise(source.name, lang)
            ),
            start=_said(found)[0],
            end=_said(found)[1],
        )
    source, quantity, time = fact.claimant, fact.quantity, fact.time
    label = label_of(quantity.unit, article.lang, lang) if article.lang != lang else ""
    return Gloss(
        fact.kind,
        value=quantity.value,
        high=quantity.high,
        fraction=quantity.fraction,
        bound=quantity.bound,
        unit=label or quantity.unit,
        translated=bool(label),
        topics=tuple(concepts_in(fact.action, article.lang)) if fact.fact is FactKind.EVENT else (),
        who=localise(source.name, lang) if source.name else "",
        role=source.role,
        stance=source.stance,
        places=_places(fact.regions, lang),
        start=time.start or article.published,
        end=time.end or time.start or article.published,
        when=_when(time, article.lang) if time.start else "",
    )
