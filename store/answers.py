"""From hits to an answer: facts become records for the index, hits become candidates without repetition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from store.model import Answer, Article, Candidate, Claim, Fact, Question, Quotation, Status, StoredFact
from store.search import PERHAPS, SURE, Hit, Record

__all__ = ["compose", "record_of"]

Lookup = Callable[[str], StoredFact | None]


def record_of(fact: Fact, article: Article) -> Record:
    """What the index needs to know of a fact. A quotation is found by its own words and by its sentence."""
    source = fact.attribution if isinstance(fact, Quotation) else fact.claimant
    own = fact.span.of(article.text)
    context = fact.sentence.of(article.text) if isinstance(fact, Quotation) else ""
    return Record(
        id=fact.id,
        text=own,
        lang=article.lang,
        date=article.published,
        speaker=source.name or None if isinstance(fact, Quotation) else None,
        claimed_by=None if isinstance(fact, Quotation) else source.name or None,
        kind=str(fact.fact),
        context=context if context != own else "",
        role=source.role,
        status=str(fact.status) if isinstance(fact, Claim) else "",
        article=article.id,
    )


def _repeats(found: StoredFact, chosen: Sequence[Candidate]) -> bool:
    """Whether a better hit already shows these words: the same sentence, or the clause around a quoted piece."""
    for other in chosen:
        if other.found.article.id != found.article.id:
            continue
        mine, theirs = found.fact.span, other.found.fact.span
        if mine == theirs:
            return True
        both_quoted = isinstance(found.fact, Quotation) and isinstance(other.found.fact, Quotation)
        if both_quoted and (mine.covers(theirs) or theirs.covers(mine)):
            return True
    return False


def _candidates(hits: Iterable[Hit], lookup: Lookup, limit: int) -> list[Candidate]:
    chosen: list[Candidate] = []
    for hit in hits:
        found = lookup(hit.id)
        if found is None:
            continue
        preferred = _doubted_first(found, chosen)
        if not preferred and not _repeats(found, chosen):
            chosen.append(Candidate(found, hit.score, tuple(hit.reasons)))
        if len(chosen) == limit:
            break
    return chosen


def _doubted_first(found: StoredFact, chosen: list[Candidate]) -> bool:
    """Of two claims in one sentence the doubtful one is shown: a mark must never get lost by grouping."""
    if not isinstance(found.fact, Claim) or found.fact.status is Status.STANDING:
        return False
    for place, other in enumerate(chosen):
        same = other.found.article.id == found.article.id and other.found.fact.span == found.fact.span
        if same and isinstance(other.found.fact, Claim) and other.found.fact.status is Status.STANDING:
            chosen[place] = Candidate(found, other.score, other.reasons)
            return True
    return False


def compose(
    question: Question,
    hits: Sequence[Hit],
    lookup: Lookup,
    *,
    limit: int,
    nearest: Sequence[str] = (),
    wanted: tuple[date, date] | None = None,
) -> Answer:
    """The answer to a question: `hits` best first, `nearest` ids for the case that there are none.

    `wanted` is the interval that the question asks about; where everything found is older, the answer
    says which day is the newest.
    """
    chosen = _candidates((hit for hit in hits if hit.score >= PERHAPS), lookup, limit)
    if not chosen:
        near = (lookup(identity) for identity in nearest)
        return Answer(question, nearest=tuple(found for found in near if found is not None))
    days = [c.found.article.published for c in chosen if c.found.article.published]
    newest = max(days, default=None)
    older = wanted is not None and newest is not None and newest < wanted[0]
    return Answer(question, tuple(chosen), chosen[0].score >= SURE, newest=newest if older else None)
