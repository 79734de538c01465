"""Objects of verbs that name what somebody takes a stand on: where the object ends and the sentence goes on.

"praised the medics of the port | , who had worked all night"    "rejected the plan | but stayed in the talks"
"defended the raid | in an interview"
"""

from __future__ import annotations

from typing import Final

from store.extraction.page import Page, Range
from store.language.tokens import NUMBER, WORD

__all__ = ["Objects"]

_LISTED: Final = 8  # tokens of an item of a list
_OCCASION: Final = 5  # tokens between a preposition and the occasion


class Objects:
    """Finds the ends of objects on one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lowers = page.lowers
        pack = page.pack
        self.finite = (
            pack.words("general.finite") | pack.words("general.be") | pack.words("general.auxiliaries")
        )
        self.relatives = pack.words("general.relatives")
        self.adversatives = pack.words("general.adversatives")
        self.conjunctions = pack.words("general.conjunctions") - self.adversatives
        self.prepositions = pack.words("general.prepositions")
        self.articles = pack.words("general.articles") | pack.words("general.possessives")
        self.occasions = pack.words("cues.occasions")
        self.adding = pack.words("events.including") | pack.words("general.negations")
        self.adding |= (pack.words("general.subordinators") | self.prepositions) - self.adversatives

    def end(self, content: Range) -> int:
        """The token behind the object with which a content begins."""
        clause = False
        for at in range(content[0] + 1, content[1] - 1):
            clause = clause or self.lowers[at - 1] in self.finite
            if self.lowers[at] in self.adversatives:
                return at - (self.page.tokens[at - 1].text == ",")
            relative = self.lowers[at + 1] in self.relatives
            if self.page.tokens[at].text == "," and (
                relative or (not clause and self._breaks(at, content[1]))
            ):
                return at
            if self.lowers[at] in self.prepositions and self._is_occasion(at, content[1]):
                return at
        return content[1]

    def _breaks(self, at: int, stop: int) -> bool:
        """Whether a comma ends the object: neither a list goes on behind it nor something that limits it."""
        following = self.page.tokens[at + 1]
        if following.kind == NUMBER or self.lowers[at + 1] in self.adding:
            return False
        near = range(at + 2, min(at + 2 + _LISTED, stop))
        return not any(self.page.tokens[i].text == "," or self.lowers[i] in self.conjunctions for i in near)

    def _is_occasion(self, at: int, stop: int) -> bool:
        """In an interview, during her speech."""
        if self.lowers[at + 1] not in self.articles and self.occasions.isdisjoint(
            self.lowers[at + 1 : at + 2]
        ):
            return False
        for step in range(at + 1, min(at + 1 + _OCCASION, stop)):
            if self.lowers[step] in self.occasions:
                return True
            if self.page.tokens[step].kind != WORD:
                return False
        return False
