"""Tellers: phrases of words that no list has, which stand where only somebody who tells something can stand.

    "the announcer said"   "several dockers say"   "six in ten readers said"   "according to a count by X"

Only for languages that put the role last: there a noun phrase ends right before its verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from store.extraction.page import Page, Range
from store.extraction.tags import HONORIFIC, MODIFIER, NAME, OTHER_CAPITAL, PLAIN, RANK, ROLE
from store.language.tokens import BREAK, MARK, NUMBER, PUNCT, WORD

__all__ = ["Tellers"]

_LONGEST: Final = 6  # words of such a phrase without what a preposition adds
_LONGEST_TAIL: Final = 4  # words behind that preposition
_LONGEST_SOURCE: Final = 16  # words behind "according to"
_FUNCTION: Final = (
    "finite",
    "be",
    "relatives",
    "subordinators",
    "demonstratives",
    "complementisers",
    "possessives",
)


class Tellers:
    """Finds the phrases on one page."""

    def __init__(self, page: Page, tags: Sequence[str]) -> None:
        self.page = page
        self.tags = tags
        self.lowers = page.lowers
        pack = page.pack
        inverted = pack.groups("cues.inverted")
        self.telling = frozenset(inverted.get("says", ())) | pack.words("cues.telling")
        self.showing = pack.words("cues.showing")
        self.complementisers = pack.words("cues.content_openers")
        self.according = pack.phrases("cues.according")
        self.articles = pack.words("general.articles")
        self.prepositions = pack.words("general.prepositions")
        self.adding = self.prepositions - pack.words("cues.addressee")
        self.conjunctions = pack.words("general.conjunctions")
        self.subordinators = pack.words("general.subordinators") | pack.words("general.complementisers")
        self.quantifiers = pack.words("cues.quantifiers")
        self.endings = tuple(pack.words("cues.plural_endings"))
        pronouns = pack.words("general.pronouns") | pack.words("general.object_pronouns")
        cues = pack.words("cues.active") | pack.words("cues.remark")
        self.functions = (
            frozenset(w for key in _FUNCTION for w in pack.words(f"general.{key}")) | pronouns | cues
        )

    def at(self, first: int) -> Range | None:
        """The phrase that begins at a token."""
        if not self.endings:
            return None
        hit = self.according.ending_at(self.lowers, first)
        if hit is not None and self.lowers[first - 1] not in self.articles and hit[0] > 1:
            return self._source(first)
        return self._subject(first) if self._opens(first) else None

    def _opens(self, at: int) -> bool:
        """Whether a clause may begin here."""
        if at == 0 or self.page.sentence_of(at)[0] == at:
            return True
        before = self.page.tokens[at - 1]
        if before.kind in (BREAK, MARK) or before.text in {",", ";", ":", "—", "–"}:
            return True
        return self.lowers[at - 1] in self.conjunctions or self.lowers[at - 1] in self.subordinators

    def _source(self, first: int) -> Range | None:
        """What stands between "according to" and the next border."""
        at = first
        while at < len(self.lowers) and at - first < _LONGEST_SOURCE and self._goes_on(at, tail=True):
            at += 1
        head = first + (self.lowers[first] in self.articles)
        named = any(self.tags[i] in (ROLE, RANK, HONORIFIC) for i in range(first, self._core(first, at)))
        bordered = at >= len(self.lowers) or self.page.tokens[at].kind in (PUNCT, MARK, BREAK)
        return (first, at) if bordered and at > head and self._is_word(head) and not named else None

    def _core(self, first: int, end: int) -> int:
        """The end of a phrase without what a preposition adds."""
        return next((at for at in range(first + 1, end) if self.lowers[at] in self.prepositions), end)

    def _subject(self, first: int) -> Range | None:
        """A plural, or a count of somebody, right before a word that tells; anything before "shows that"."""
        at = first
        while at < len(self.lowers) and at - first < _LONGEST and self._goes_on(at, tail=False):
            at += 1
        if at == first or any(self._is_one(i) for i in range(first, at)):
            return None
        end = at
        if at < len(self.lowers) and self.lowers[at] in self.adding:
            end = at + 1
            while end < len(self.lowers) and end - at <= _LONGEST_TAIL and self._goes_on(end, tail=False):
                end += 1
        if end + 1 >= len(self.lowers):
            return None
        shows = self.lowers[end] in self.showing and self.lowers[end + 1] in self.complementisers
        tells = self.lowers[end] in self.telling and self._is_many(first, at)
        return (first, end) if shows or tells else None

    def _is_many(self, first: int, end: int) -> bool:
        counted = any(self.lowers[at] in self.quantifiers or self._counts(at) for at in range(first, end))
        last = self.page.tokens[end - 1]
        return counted or (last.text[0].islower() and self.lowers[end - 1].endswith(self.endings))

    def _is_one(self, at: int) -> bool:
        """Whether a word names somebody: the phrase is known without this."""
        single = self.tags[at] == ROLE and not self.lowers[at].endswith(self.endings)
        return single or self.tags[at] in (NAME, RANK, HONORIFIC)

    def _counts(self, at: int) -> bool:
        found = self.page.number_at.get(at)
        return found is not None and not found.article

    def _goes_on(self, at: int, *, tail: bool) -> bool:
        token, word = self.page.tokens[at], self.lowers[at]
        if token.text == "%":
            return True
        if token.kind in (PUNCT, MARK, BREAK) or word in self.functions or word in self.conjunctions:
            return False
        return tail or word not in self.prepositions

    def _is_word(self, at: int) -> bool:
        token = self.page.tokens[at]
        return token.kind in (WORD, NUMBER) and self.tags[at] in (PLAIN, MODIFIER, OTHER_CAPITAL)
