"""From hits to an answer: facts become records for the index, hits become candidates without repetition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from store.alike import counts, in_title, matters, same_count, source_of
from store.editing import Field
from store.language.glossary import load_glossary
from store.language.labels import concepts_in, matters_in
from store.model import (
    Answer,
    Article,
    Candidate,
    Claim,
    Fact,
    FactKind,
    Question,
    Quotation,
    Span,
    Status,
    StoredFact,
)
from store.scenes import paragraph_of, sentence_of, under_title
from store.search import PERHAPS, SURE, Hit, Intent, Query, Record
from store.similar import differing_figures
from store.vetoes import Vetoes, only_asks_about

__all__ = ["compose", "record_of"]

# Hits whose probabilities differ by less are equally good; then whole quotations come before fragments.
BAND = 0.15
NOISE = 0.3
_AS_WELL = 0.05  # a difference that says nothing about which of two answers fits better
WORDS_ASKED = {Intent.SAID, Intent.REACTION, Intent.WHOIS}
Lookup = Callable[[str], StoredFact | None]


def record_of(fact: Fact, article: Article) -> Record:
    """What the index needs to know of a fact. It is found by its own words and, less well, by its paragraph's."""
    source = fact.attribution if isinstance(fact, Quotation) else fact.claimant
    own = fact.span.of(article.text)
    context = paragraph_of(fact, article.text)
    return Record(
        id=fact.id,
        text=own,
        lang=article.lang,
        date=fact.time.start if Field.DATE in fact.settled and fact.time.start else article.published,
        # What extraction found is in the words anyway; what an editor says instead is not.
        region=" ".join(fact.regions) or None if Field.PLACE in fact.settled else None,
        speaker=source.name or None if isinstance(fact, Quotation) else None,
        claimed_by=None if isinstance(fact, Quotation) else source.name or None,
        kind=str(fact.fact),
        context=_context(fact, article, context if context != own else ""),
        role=source.role,
        status=str(fact.status) if isinstance(fact, Claim) else "",
        article=article.id,
    )


def _context(fact: Fact, article: Article, around: str) -> str:
    """Somebody's very words are about what the title names, though they may not repeat it.

    So is what names no place of its own.
    """
    direct = isinstance(fact, Quotation) and fact.direct
    title = article.title if direct or under_title(fact, article) else ""
    return "\n".join(filter(None, (around, title)))


def _groups(found: Sequence[Candidate]) -> list[list[Candidate]]:
    """Hits of the same sentence belong together: they show the same words. In the order of each one's best hit."""
    groups: dict[tuple[str, Span], list[Candidate]] = {}
    for candidate in found:
        key = (candidate.found.article.id, sentence_of(candidate.found.fact))
        groups.setdefault(key, []).append(candidate)
    return list(groups.values())


def _shared(candidate: Candidate, topics: set[str]) -> int:
    """How many concepts of the question the claim's own number speaks of."""
    fact, lang = candidate.found.fact, candidate.found.article.lang
    if isinstance(fact, Quotation):
        return 0
    surface = fact.surface.of(candidate.found.article.text)
    return len(topics & set(concepts_in(f"{surface} {fact.action}", lang)))


def _merit(candidate: Candidate, query: Query, topics: set[str]) -> tuple[float, ...]:
    """Which of a sentence's facts to show, higher first."""
    fact = candidate.found.fact
    said = bool(query.intents & WORDS_ASKED)
    counting = Intent.HOW_MANY in query.intents
    direct = isinstance(fact, Quotation) and fact.direct
    counted = fact.fact is FactKind.CLAIM
    old = isinstance(fact, Claim) and fact.status is Status.SUPERSEDED
    doubted = isinstance(fact, Claim) and fact.status is not Status.STANDING and not old
    quoted = isinstance(fact, Quotation)
    if said:
        return (direct, counting and counted, quoted, doubted, counted, candidate.score)
    shared = _shared(candidate, topics) if counted else 0
    # "Six people, including two children": the whole before its part.
    value = (fact.quantity.value or 0.0) if isinstance(fact, Claim) else 0.0
    return (not old, shared, doubted, counted, direct, quoted, candidate.score, value)


def _source(candidate: Candidate) -> str:
    return source_of(candidate.found)


def _of_the_one_asked_about(group: list[Candidate], query: Query) -> list[Candidate]:
    """Where a person is asked about: the facts of the sentence whose source the best hit has.

    Two people may speak in one sentence, and the words of one are never an answer about the other.
    """
    if not query.persons and not query.intents & WORDS_ASKED:
        return group
    name = _source(max(group, key=lambda candidate: candidate.score))
    return [candidate for candidate in group if _source(candidate) == name]


def _chosen(group: list[Candidate], query: Query, topics: set[str]) -> list[Candidate]:
    """A sentence's best fact; all its direct quotations where the question is what somebody said."""
    group = _of_the_one_asked_about(group, query)
    best = max(group, key=lambda candidate: _merit(candidate, query, topics))
    score = max(candidate.score for candidate in group)
    kept = [best]
    if isinstance(best.found.fact, Quotation) and best.found.fact.direct:
        kept = [c for c in group if isinstance(c.found.fact, Quotation) and c.found.fact.direct]
    return [Candidate(candidate.found, score, candidate.reasons) for candidate in kept]


def _found(hits: Iterable[Hit], lookup: Lookup) -> list[Candidate]:
    pairs = ((hit, lookup(hit.id)) for hit in hits if hit.score >= PERHAPS)
    return [Candidate(found, hit.score, tuple(hit.reasons)) for hit, found in pairs if found is not None]


def _distinct(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The same words from several articles are one story: the best hit stands for all of them."""
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        words = "".join(char for char in candidate.found.text.casefold() if char.isalnum())
        first.setdefault(words, candidate)
    return list(first.values())


def _doubt(candidate: Candidate) -> int:
    """0 for a figure that stands; then what others contradict, then what a later report has overtaken."""
    fact = candidate.found.fact
    if candidate.found.later is not None:
        return 2
    return int(isinstance(fact, Claim) and fact.status in {Status.DISPUTED, Status.DENIED})


def _doubtful_last(candidates: list[Candidate]) -> list[Candidate]:
    """Figures that stand before doubtful ones, but nothing that fits much worse before what fits."""
    best = max(candidate.score for candidate in candidates)
    return sorted(candidates, key=lambda one: (int((best - one.score) / BAND), _doubt(one)))


def _without_repeated(candidates: list[Candidate]) -> list[Candidate]:
    """Without figures of a headline, or of nobody, that the same article gives as well with more around them.

    "14 of the 41 dead" repeats the ministry's 41; the ministry is whose figure it is.
    """
    headed = [
        candidate for candidate in candidates if in_title(candidate.found) or not source_of(candidate.found)
    ]
    below = [candidate.found for candidate in candidates if candidate not in headed]
    return [c for c in candidates if c not in headed or not any(_same_figure(c.found, one) for one in below)]


def _same_figure(one: StoredFact, other: StoredFact) -> bool:
    """Whether two claims of one article give the same number, or are as vague, and not of different places."""
    first, second = one.fact, other.fact
    if not isinstance(first, Claim) or not isinstance(second, Claim) or one.article.id != other.article.id:
        return False
    if first.regions and second.regions and not set(first.regions) & set(second.regions):
        return False
    return same_count(one, other) and _number(first) == _number(second)


def _number(claim: Claim) -> tuple[object, ...]:
    quantity = claim.quantity
    vague = quantity.bound if quantity.value is None and not quantity.fraction else None
    return quantity.value, quantity.high, quantity.fraction, vague


def _worth_showing(candidates: list[Candidate]) -> list[Candidate]:
    """Beside a good hit a much weaker one is noise."""
    best = max(candidate.score for candidate in candidates)
    return [candidate for candidate in candidates if candidate.score >= best - NOISE]


def _figures_first(candidates: list[Candidate], question: Question, query: Query) -> list[Candidate]:
    """Where a number is asked for: only facts that give one of what is counted, or of anything, if there are such.

    Where somebody's words are asked for as well, those about what is counted stay, too.
    """
    asked = matters_in(question.text, query.language)
    asked |= {key for concept in asked for key in load_glossary()[concept].also}
    said = bool(query.intents & WORDS_ASKED)
    counted = [candidate for candidate in candidates if counts(candidate.found.fact)]
    fitting = counted + [c for c in candidates if said and c not in counted]
    kept = [candidate for candidate in fitting if asked & matters(candidate.found)] or counted
    # "Four drones flew back" counts drones, too, but "22 were shot down" counts what was asked for.
    return sorted(kept, key=lambda candidate: -len(asked & matters(candidate.found))) or candidates


def _whole_first(candidates: list[Candidate]) -> list[Candidate]:
    """Among equally good hits: whole direct quotations, then fragments, then what is reported of somebody's words.

    That goes for the words of whoever the best hit is of; another's do not come first for being whole.
    """
    best, speaker = candidates[0].score, source_of(candidates[0].found)

    def rank(candidate: Candidate) -> tuple[int, bool, bool]:
        fact = candidate.found.fact
        own = source_of(candidate.found) == speaker
        direct = own and isinstance(fact, Quotation) and fact.direct
        return int((best - candidate.score) / BAND), not direct, isinstance(fact, Quotation) and fact.partial

    return sorted(candidates, key=rank)


def _by_date(candidates: list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda c: c.found.article.published or date.min, reverse=True)


def compose(
    question: Question,
    query: Query,
    hits: Sequence[Hit],
    lookup: Lookup,
    *,
    limit: int,
    nearest: Sequence[str] = (),
) -> Answer:
    """The answer to a question: `hits` best first, `nearest` ids for the case that there are none.

    Where the question names a time and everything found is older, the answer says which day is the newest.
    """
    topics = set(concepts_in(question.text, query.language))
    vetoes = Vetoes(question.text, query)
    groups = _groups([found for found in _found(hits, lookup) if not vetoes.rules_out(found.found)])
    chosen = [candidate for group in groups for candidate in _chosen(group, query, topics)]
    if not chosen:
        return _nearest(question, query, nearest, lookup, limit)
    chosen = _without_repeated(_distinct(_worth_showing(chosen)))
    if query.intents & {Intent.SAID, Intent.REACTION}:
        chosen = _whole_first(chosen)
    if Intent.HOW_MANY in query.intents:
        chosen = _figures_first(chosen, question, query)
        chosen = _doubtful_last(chosen)
    # Several answers that fit as well make none of them doubtful where all are the words of the one asked about.
    named = only_asks_about(source_of(chosen[0].found), question.text, query)
    # What was put ahead of something that fits as well is as sure as that.
    fits = max(c.score for c in chosen if c.score - chosen[0].score <= _AS_WELL)
    sure = named or fits >= SURE
    ordered, newest = chosen[:limit], _newest_before(query, chosen[:limit])
    if newest or Intent.LATEST in query.intents:
        ordered = _by_date(ordered)
    figures = _figures(ordered[0], groups) if Intent.HOW_MANY in query.intents else []
    return Answer(question, tuple(ordered), sure, newest=newest, figures=tuple(figures))


def _newest_before(query: Query, shown: Sequence[Candidate]) -> date | None:
    """The newest day of what is shown where all of it is older than what was asked about."""
    newest = max((c.found.article.published for c in shown if c.found.article.published), default=None)
    return newest if query.dates and newest and newest < query.dates[0] else None


def _nearest(question: Question, query: Query, nearest: Sequence[str], lookup: Lookup, limit: int) -> Answer:
    """Nothing was found. Yet a name that is stored stands for itself, whatever else its letters could mean."""
    near = [found for identity in nearest if (found := lookup(identity)) is not None]
    named = [
        Candidate(found, SURE) for found in near if only_asks_about(source_of(found), question.text, query)
    ][:limit]
    if not named:
        return Answer(question, nearest=tuple(near))
    return Answer(question, tuple(named), sure=True, newest=_newest_before(query, named))


def _figures(first: Candidate, groups: list[list[Candidate]]) -> list[StoredFact]:
    """Other numbers of what the first hit counts, among everything that was found."""
    others = [
        candidate.found for group in groups for candidate in group if candidate.score >= first.score - NOISE
    ]
    return differing_figures(first.found, others)
