"""Extraction: from an article to a draft of quotations and claims. Pure: the same article, the same draft.

Stages, each in its module: page (taken apart), tags, names and mentions (who is named), quotations (what
stands between marks), cues, surroundings and frames (who says it), ledger and coreference (who that is),
attribution, indirect, triggers, measures, predicates, scene and claims (what is reported), denials and status,
draft, together (an article in two languages is read in each).
"""

from store.extraction.draft import extract
from store.extraction.explain import explain

__all__ = ["explain", "extract"]
