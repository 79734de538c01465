"""The draft: all stages in order, and their findings as facts with readable ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from store.extraction.apposition import join_apposed
from store.extraction.attribution import FOLLOW_ON, Attributed, attribute
from store.extraction.claims import find_claims
from store.extraction.coreference import Resolved, resolve
from store.extraction.cues import Frame, Shape
from store.extraction.frames import find_acts, find_frames
from store.extraction.headlines import vouched
from store.extraction.indirect import Clause, find_clauses
from store.extraction.ledger import Entity, Ledger, build_ledger
from store.extraction.mentions import Mention, find_mentions
from store.extraction.namesakes import Namesakes, find_namesakes
from store.extraction.page import Page, Place, Range, read_page
from store.extraction.quotations import Stretch, find_stretches
from store.extraction.status import Judged, judge
from store.extraction.tags import tag_page
from store.extraction.together import together
from store.language.bilingual import readings
from store.model import Article, Attribution, Claim, Doubt, Draft, Quotation, Stance, TimeReference

__all__ = ["Findings", "extract", "find"]


@dataclass(frozen=True, slots=True)
class Findings:
    """What every stage found, for the draft and for the tracer."""

    page: Page
    mentions: Sequence[Mention]
    stretches: Sequence[Stretch]
    frames: Sequence[Frame]
    ledger: Ledger
    resolved: Sequence[Resolved]
    quotations: Sequence[Attributed]
    clauses: Sequence[Clause]
    claims: Sequence[Judged]
    namesakes: Namesakes


def find(article: Article) -> Findings:
    """Run all stages."""
    page = read_page(article)
    mentions = join_apposed(page, find_mentions(page, tag_page(page)))
    stretches = find_stretches(page, mentions)
    boxes = [stretch.box for stretch in stretches]
    frames = find_frames(page, mentions, boxes)
    acts = find_acts(page, mentions, boxes, frames)
    ledger = build_ledger(page, mentions)
    resolved = resolve(page, frames, mentions, ledger, boxes, acts)
    quotations = attribute(page, stretches, [item for item in resolved if item.frame.shape != Shape.ACT])
    clauses = find_clauses(page, resolved, stretches)
    said = [clause for clause in clauses if not clause.object]
    speakers = {item.frame.cue[0]: item.entity for item in resolved}
    claims = judge(page, vouched(page, find_claims(page, mentions, frames, quotations, said)), speakers)
    return Findings(
        page,
        mentions,
        stretches,
        frames,
        ledger,
        resolved,
        quotations,
        clauses,
        claims,
        find_namesakes(page, mentions),
    )


def extract(article: Article) -> Draft:
    """The quotations and claims of an article, with what is doubtful about them; each language read as its own."""
    parts = readings(article.text, article.lang)
    if len(parts) == 1:
        return _extract(article)
    return together(article, [_extract(replace(article, lang=lang, text=text)) for lang, text in parts])


def _extract(article: Article) -> Draft:
    found = find(article)
    quotations = _quotations(found)
    claims = [_claim(found, number, judged) for number, judged in enumerate(found.claims, start=1)]
    doubts = [Doubt(q.id, "speaker", "unknown_speaker") for q in quotations if not q.attribution.name]
    people = tuple(entity.speaker() for entity in found.ledger.people)
    named = _ids(place for place in found.page.places if place.first not in found.namesakes.houses)
    # Where a story was sent from, it is read: its text may not name the town again.
    regions = tuple(dict.fromkeys((*named, *found.page.dateline)))
    return Draft(article, (*quotations, *claims), tuple(doubts), regions, people)


def _regions(found: Findings, *ranges: Range | None, elsewhere: bool = False) -> tuple[str, ...]:
    """The ids of the places inside token ranges; no countries in names where there is another place, `elsewhere`."""
    inside = [place for part in ranges if part for place in found.page.places_in(part)]
    return _ids(found.namesakes.real(inside, elsewhere=elsewhere))


def _ids(places: Iterable[Place]) -> tuple[str, ...]:
    """The ids of places, each once, in reading order."""
    return tuple(dict.fromkeys(place.id for place in places))


def _time(page: Page, unit: Range) -> TimeReference:
    """The first day that the sentence around a quotation names."""
    times = (found.time for found in page.dates_in(unit))
    return next((time for time in times if time.start), TimeReference())


def _quotations(found: Findings) -> list[Quotation]:
    """Direct and indirect quotations in the order in which they begin."""
    page, rows = found.page, []
    for item in found.quotations:
        stance = item.source.frame.stance if item.source else Stance.SAYS
        said = _attribution(page, item.entity, item.cue, stance)
        partial = item.rule != FOLLOW_ON and not _is_whole(page, item.stretch)
        rows.append((item.stretch.span, item.stretch.box[0], said, True, partial, str(item.group)))
    anonymity = page.pack.phrases("cues.anonymity")
    for clause in found.clauses:
        if anonymity.match(page.lowers, clause.content[0]) is not None:
            continue
        frame = clause.source.frame
        said = _attribution(page, clause.source.entity, frame.cue, frame.stance)
        rows.append((page.span(clause.content), clause.content[0], said, False, clause.object, ""))
    rows.sort(key=lambda row: (row[0], row[3]))
    return [
        Quotation(
            id=f"{found.page.article.id}-q{number}",
            span=span,
            sentence=page.span(page.unit_of(at)),
            attribution=said,
            direct=direct,
            partial=partial,
            group=group,
            regions=_regions(found, page.unit_of(at)),
            time=_time(page, page.unit_of(at)),
        )
        for number, (span, at, said, direct, partial, group) in enumerate(rows, start=1)
    ]


def _is_whole(page: Page, stretch: Stretch) -> bool:
    """Whether the stretch is a sentence of its own and no fragment: it begins with a capital."""
    return stretch.span.of(page.text)[:1].isupper()


def _attribution(page: Page, entity: Entity | None, cue: Range | None, stance: Stance) -> Attribution:
    name, role = (entity.name, entity.role) if entity else ("", "")
    return Attribution(name, role, page.words(cue) if cue else "", stance)


def _is_elsewhere(found: Findings, place: Range | None) -> bool:
    """Whether a claim has a place that is no mere country in a name."""
    if place is None:
        return False
    return not any(found.namesakes.inside(inner.first) for inner in found.page.places_in(place))


def _claim(found: Findings, number: int, judged: Judged) -> Claim:
    page, claim = found.page, judged.claim
    prefix = page.article.id
    return Claim(
        id=f"{prefix}-c{number}",
        span=page.span(claim.sentence),
        surface=page.span(claim.at),
        kind=claim.kind,
        quantity=claim.quantity,
        actor=claim.actor,
        action=claim.action,
        place=page.words(claim.place) if claim.place else "",
        regions=_regions(found, claim.sentence, claim.place, elsewhere=_is_elsewhere(found, claim.place)),
        time=claim.time,
        claimant=_attribution(page, claim.source, claim.cue, claim.stance),
        status=judged.status,
        related=tuple(f"{prefix}-c{index + 1}" for index in sorted(judged.related)),
    )
