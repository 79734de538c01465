"""The drafts of an article's readings, one for each language, as one draft: facts in reading order, ids anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.model import Article, Claim, Doubt, Draft, Fact, Quotation

__all__ = ["together"]


def together(article: Article, drafts: Sequence[Draft]) -> Draft:
    """One draft of `article`; all drafts count offsets in its text."""
    quotations: list[Quotation] = []
    claims: list[Claim] = []
    doubts: list[Doubt] = []
    for number, draft in enumerate(drafts):
        draft = _marked(draft, number)
        quotations += [fact for fact in draft.facts if isinstance(fact, Quotation)]
        claims += [fact for fact in draft.facts if isinstance(fact, Claim)]
        doubts += draft.doubts
    quotations.sort(key=lambda fact: (fact.span, fact.direct))
    claims.sort(key=lambda fact: fact.surface)
    ids = {fact.id: f"{article.id}-q{at}" for at, fact in enumerate(quotations, start=1)}
    ids |= {fact.id: f"{article.id}-c{at}" for at, fact in enumerate(claims, start=1)}
    said = [replace(fact, id=ids[fact.id]) for fact in quotations]
    told = [
        replace(fact, id=ids[fact.id], related=tuple(ids[one] for one in fact.related)) for fact in claims
    ]
    return Draft(
        article,
        (*said, *told),
        tuple(replace(doubt, fact=ids[doubt.fact]) for doubt in doubts),
        tuple(dict.fromkeys(region for draft in drafts for region in draft.regions)),
        tuple({person.name: person for draft in reversed(drafts) for person in draft.people}.values()),
    )


def _marked(draft: Draft, number: int) -> Draft:
    """A draft whose ids, and numbers of utterances, are no other draft's."""
    facts: list[Fact] = []
    for fact in draft.facts:
        if isinstance(fact, Quotation):
            group = f"{number}.{fact.group}" if fact.group else ""
            facts.append(replace(fact, id=f"{number}|{fact.id}", group=group))
        else:
            related = tuple(f"{number}|{one}" for one in fact.related)
            facts.append(replace(fact, id=f"{number}|{fact.id}", related=related))
    doubts = tuple(replace(doubt, fact=f"{number}|{doubt.fact}") for doubt in draft.doubts)
    return replace(draft, facts=tuple(facts), doubts=doubts)
