"""The tracer: which rule fired on which words of one sentence."""

from __future__ import annotations

from store.extraction.attribution import Attributed
from store.extraction.coreference import Resolved
from store.extraction.draft import find
from store.extraction.mentions import Mention
from store.extraction.page import Page
from store.extraction.status import Judged
from store.model import Article

__all__ = ["explain"]


def explain(article: Article, number: int) -> list[str]:
    """One line for each finding in sentence `number` (from 1): stage, rule, words. Empty = none such."""
    found = find(article)
    page = found.page
    if not 1 <= number <= len(page.units):
        return []
    first, end = page.units[number - 1]
    return [
        f"sentence: {page.words((first, end))}",
        *(_mention(page, m) for m in found.mentions if first <= m.first < end),
        *(_frame(page, item) for item in found.resolved if item.frame.unit[0] == first),
        *(_quotation(page, item) for item in found.quotations if first <= item.stretch.box[0] < end),
        *(_claim(page, judged) for judged in found.claims if first <= judged.claim.at[0] < end),
    ]


def _mention(page: Page, mention: Mention) -> str:
    name = page.words(mention.name) if mention.name else ""
    role = page.words(mention.role) if mention.role else ""
    return (
        f"mention, {mention.kind}: {page.words((mention.first, mention.end))} | name: {name} | role: {role}"
    )


def _frame(page: Page, item: Resolved) -> str:
    who = item.entity.name if item.entity else f"unknown ({item.doubt})"
    cue, content = page.words(item.frame.cue), page.words(item.frame.content)
    said = f"stance: {item.frame.stance.value} | content: {content}"
    return f"frame, {item.frame.shape.value}: {cue} -> {who} | {said}"


def _quotation(page: Page, item: Attributed) -> str:
    who = item.entity.name if item.entity else "unknown"
    return f"quotation, {item.rule}: {item.stretch.span.of(page.text)} -> {who}"


def _claim(page: Page, judged: Judged) -> str:
    claim = judged.claim
    status = f" | status: {judged.status.value}" if judged.status.value else ""
    return f"claim, {claim.kind} by {claim.rule!r}: {page.words(claim.at)}{status}"
