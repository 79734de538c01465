"""Who vouches for what stands at a token: the quotation around it, else the content clause, else the article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from store.extraction.attribution import Attributed
from store.extraction.indirect import Clause
from store.extraction.ledger import Entity
from store.extraction.page import Range
from store.model import Stance

__all__ = ["Source", "Sources"]

_DEEPEST: Final = 6  # clauses that may lie inside one another


class Source(NamedTuple):
    """Entity (None: the article itself, or unknown), cue and stance; `clause` is what it vouches for."""

    entity: Entity | None = None
    cue: Range | None = None
    stance: Stance = Stance.SAYS
    clause: Range | None = None


class Sources:
    """Quotations and clauses of one page, looked up by token."""

    def __init__(self, quotations: Sequence[Attributed], clauses: Sequence[Clause]) -> None:
        self.quotations = quotations
        self.boxes = [quotation.stretch.box[0] for quotation in quotations]
        self.clauses = sorted(clauses, key=lambda clause: clause.content)
        self.starts = [clause.content[0] for clause in self.clauses]

    def at(self, token: int) -> Source:
        """The source of what stands at a token."""
        quotation = self.quotation(token)
        clause = self._clause(token)
        content = clause.content if clause else None
        if quotation is not None:
            stance = quotation.source.frame.stance if quotation.source else Stance.SAYS
            return Source(quotation.entity, quotation.cue, stance, content)
        if clause is not None:
            return Source(clause.source.entity, clause.source.frame.cue, clause.source.frame.stance, content)
        return Source()

    def quotation(self, token: int) -> Attributed | None:
        """The quotation around a token."""
        index = bisect_right(self.boxes, token) - 1
        if index < 0 or token >= self.quotations[index].stretch.box[1]:
            return None
        return self.quotations[index]

    def begins(self, token: int) -> bool:
        """Whether a clause begins at a token."""
        index = bisect_right(self.starts, token) - 1
        return index >= 0 and self.starts[index] == token

    def _clause(self, token: int) -> Clause | None:
        """The innermost clause around a token."""
        index = bisect_right(self.starts, token) - 1
        for clause in self.clauses[max(0, index - _DEEPEST) : index + 1][::-1]:
            if token < clause.content[1]:
                return clause
        return None
