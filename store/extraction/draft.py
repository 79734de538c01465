"""The draft: all stages in order, and their findings as facts with readable ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.extraction.attribution import Attributed, attribute
from store.extraction.coreference import Resolved, resolve
from store.extraction.frames import Frame, find_frames
from store.extraction.ledger import Ledger, build_ledger
from store.extraction.mentions import Mention, find_mentions
from store.extraction.page import Page, read_page
from store.extraction.quotations import Stretch, find_stretches
from store.extraction.tags import tag_page
from store.model import Article, Attribution, Doubt, Draft, Quotation, Stance

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


def find(article: Article) -> Findings:
    """Run all stages."""
    page = read_page(article)
    mentions = find_mentions(page, tag_page(page))
    stretches = find_stretches(page, mentions)
    frames = find_frames(page, mentions, [stretch.box for stretch in stretches])
    ledger = build_ledger(page, mentions)
    resolved = resolve(page, frames, mentions, ledger)
    quotations = attribute(page, stretches, resolved)
    return Findings(page, mentions, stretches, frames, ledger, resolved, quotations)


def extract(article: Article) -> Draft:
    """The quotations and claims of an article, with what is doubtful about them."""
    found = find(article)
    facts = []
    doubts = []
    for number, item in enumerate(found.quotations, start=1):
        quotation = _quotation(found, item, f"{article.id}-q{number}")
        facts.append(quotation)
        if not quotation.attribution.name:
            doubts.append(Doubt(quotation.id, "speaker", "unknown_speaker"))
    return Draft(article, tuple(facts), tuple(doubts))


def _quotation(found: Findings, item: Attributed, name: str) -> Quotation:
    page = found.page
    unit = page.unit_of(item.stretch.box[0])
    entity = item.entity
    attribution = Attribution(
        name=entity.name if entity else "",
        role=entity.role if entity else "",
        cue=page.words(item.cue) if item.cue else "",
        stance=item.source.frame.stance if item.source else Stance.SAYS,
    )
    return Quotation(name, item.stretch.span, page.span(unit), attribution, group=f"{item.group}")
