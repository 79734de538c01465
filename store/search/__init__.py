"""Search: from a question in any words to the records that answer it, with honest probabilities.

    index = Index.from_records([Record("f1", "Gladkov mengatakan 3 orang terluka.", "id", "2024-08-14")])
    index.query("how many wounded, says gladkov", asked_on="2024-08-15")   # -> [Hit("f1", 0.9, ...)]

A question is read (`query`), its words meet the vocabulary (`vocabulary`, `corrections`), postings give a few
dozen candidates (`candidates`), features of each are weighed (`features`, `rerank`).
"""

from __future__ import annotations

from store.search.asking import Intent
from store.search.index import PERHAPS, SURE, Index
from store.search.query import Query, understand
from store.search.record import Hit, Record
from store.search.slots import SlotKind

__all__ = ["PERHAPS", "SURE", "Hit", "Index", "Intent", "Query", "Record", "SlotKind", "understand"]
