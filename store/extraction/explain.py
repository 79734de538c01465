"""The tracer: which rule fired on which words of one sentence."""

from __future__ import annotations

from store.extraction.draft import find
from store.model import Article

__all__ = ["explain"]


def explain(article: Article, number: int) -> list[str]:
    """One line for each finding in sentence `number` (from 1): stage, rule, words. Empty = no such sentence."""
    found = find(article)
    page = found.page
    if not 1 <= number <= len(page.units):
        return []
    first, end = page.units[number - 1]
    lines = [f"sentence: {page.words((first, end))}"]
    for mention in found.mentions:
        if first <= mention.first < end:
            name = page.words(mention.name) if mention.name else ""
            role = page.words(mention.role) if mention.role else ""
            lines.append(
                f"mention {mention.kind}: {page.words((mention.first, mention.end))} [name={name}] [role={role}]"
            )
    for item in found.resolved:
        if item.frame.unit[0] == first:
            who = item.entity.name if item.entity else item.doubt
            lines.append(
                f"frame {item.frame.shape.value}: {page.words(item.frame.cue)} -> {who}; content: {page.words(item.frame.content)}"
            )
    for quotation in found.quotations:
        if first <= quotation.stretch.box[0] < end:
            who = quotation.entity.name if quotation.entity else "?"
            lines.append(f"quotation {quotation.rule}: {quotation.stretch.span.of(page.text)} -> {who}")
    return lines
