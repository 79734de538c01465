"""Around a cue: the subject on its left or right, and where the words begin that it introduces."""

from __future__ import annotations

from typing import Final

from store.extraction.mentions import REFERENCE
from store.extraction.page import Range
from store.extraction.subjects import Subjects
from store.language.tokens import MARK, WORD

__all__ = ["Surroundings"]

_OPENING: Final = 5  # tokens of an opening phrase such as "In Kyiv,"
_LEAD: Final = 4  # small words between a quotation and the subject of its cue


class Surroundings(Subjects):
    """Looks left and right of the cues of one page: subjects, and content."""

    def opens_clause(self, unit: Range, at: int) -> bool:
        """Whether nothing, or only an opening word, stands before in the unit."""
        before = self.tokens[at - 1].text if at > unit[0] else ""
        return at == unit[0] or (at - unit[0] <= 4 and before == ",") or at - unit[0] == 1

    def says_before(self, unit: Range, start: int, end: int) -> bool:
        """Whether the words stand before: a comma or a quotation in front, nothing said behind."""
        if start <= unit[0] + 1:
            return False
        if self.content_start(end, unit[1]) in self.box_end and start not in self.box_start:
            return False
        start = self._lead(start, unit[0])
        start = self._described(start, unit[0])
        front = self.tokens[start - 1]
        if front.text not in {",", "—", "–"} and front.kind != MARK and front.text not in "?!":
            return False
        if start in self.box_start and self.breaks_off(start) and not self.complemented(end, end + 1):
            return True
        if self.tokens[end : end + 1] and self._is_interposed(unit, start, end):
            return True
        at = self.content_start(end, unit[1])
        return at >= unit[1] or self.tokens[at].text in {".", ";"} or not self._clause_follows(end, at)

    def _is_interposed(self, unit: Range, start: int, end: int) -> bool:
        """ ", she said, ": a comma on both sides, behind more than an opening phrase."""
        word = self.lowers[end - 1]
        if word not in self.interposed or self.tokens[end].text != "," or end + 1 in self.box_end:
            return False
        return start - unit[0] > _OPENING

    def quoted_left(self, at: int) -> int:
        """The end of a quotation that breaks off shortly before a cue; 0 = there is none."""
        start = self._lead(at, 0)
        return start if start in self.box_start and self.breaks_off(start) else 0

    def _lead(self, start: int, floor: int) -> int:
        """Back over small words before a subject to the quotation that they follow: "...,” her nephew X said."""
        at = start
        while (
            at > floor
            and start - at < _LEAD
            and at not in self.box_start
            and self.tokens[at - 1].kind == WORD
        ):
            at -= 1
        return at if at in self.box_start else start

    def _described(self, start: int, floor: int) -> int:
        """Back over the words that describe a subject to the comma before them: ", top black lawmakers said"."""
        at = start
        while at > floor + 1 and start - at < _LEAD and self._is_small(at - 1):
            at -= 1
        return at if self.tokens[at - 1].text == "," else start

    def _is_small(self, at: int) -> bool:
        word = self.lowers[at]
        small = self.tokens[at].kind == WORD and self.tokens[at].text[0].islower()
        joins = word in self.prepositions or word in self.conjunctions or word in self.subordinators
        return small and not joins and word not in self.relatives

    def _clause_follows(self, end: int, at: int) -> bool:
        if self.complemented(end, at):
            return True
        word = self.lowers[at]
        if self.tokens[at].text == ",":
            return at + 1 in self.box_end
        return at in self.box_end or word not in self.prepositions

    def begins_clause(self, at: int, stop: int, finite: frozenset[str]) -> bool:
        """Whether a subject with a finite verb stands here: a clause that has lost its "that"."""
        mention = self.at_start.get(at)
        return mention is not None and mention.end < stop and self.lowers[mention.end] in finite

    def purposes(self, cue: Range, content: int) -> bool:
        """Whether a cue only names a purpose, where roles stand first: "in order to state its displeasure"."""
        if self.role_last or self.complemented(cue[1], content):
            return False
        return self.lowers[cue[0] - 1] in self.subordinators

    def fills(self, first: int, at: int) -> bool:
        """Whether one mention is all that stands between the unit's start and the comma before a cue."""
        mention = self.at_end.get(at - 1) if self.tokens[at - 1].text == "," else None
        return mention is not None and mention.first == first

    def complemented(self, end: int, at: int) -> bool:
        """Whether a complementiser stands between the cue and the content."""
        return any(self.lowers[i] in self.complementisers for i in range(end, at))

    def content_start(self, at: int, stop: int) -> int:
        """Past the addressee, times, places and the complementiser behind a cue."""
        addressing = self.lowers[at - 1] in self.addressing
        at = self._skip_right(at, stop)
        if not addressing and at < stop and self.lowers[at] not in self.prepositions and self.ambiguous:
            return at
        for step in range(at, min(at + 10, stop)):
            if self.lowers[step] in self.openers:
                return step + 1
            if self.tokens[step].text in {",", ".", ";", ":"} or step in self.box_end or self._is_said(step):
                break
        return at

    def _is_said(self, at: int) -> bool:
        """Whether a word between a cue and a "that" shows that the content has begun: a verb, a subject, a purpose."""
        return self.lowers[at] in self.begun

    def _skip_right(self, at: int, stop: int) -> int:
        for _ in range(8):
            step = self._right_step(at, stop)
            if not step:
                return at
            at += step
            if self.lowers[at - 1] in self.complementisers:
                return at  # what follows is said to nobody: it is said
        return at

    def _right_step(self, at: int, stop: int) -> int:
        if at >= stop or at in self.box_end:
            return 0
        dated = self.page.date_at.get(at)
        if dated is not None and dated.end <= stop:
            return dated.end - at
        if self.tokens[at].text in {",", ":"} and at + 1 < stop and (self.tokens[at - 1].text != ","):
            return 1
        if self.lowers[at] in self.complementisers:
            return 1
        return self._addressee(at, stop) or self._adverb_right(at)

    def _adverb_right(self, at: int) -> int:
        return self._adverb(at) if not self.at_start.get(at) else 0

    def _addressee(self, at: int, stop: int) -> int:
        """To reporters, on a channel: a short phrase with a preposition, or a bare listener."""
        if at in self.page.number_at:
            return 0
        if self.lowers[at] in self.addressee_nouns:
            if at + 1 < stop and self.lowers[at + 1] in self.purposive:
                return 0
            return int(self.lowers[at - 1] in self.addressing or self.lowers[at - 1] in self.addressees)
        head = at
        if self.lowers[at] in self.addressees or self.lowers[at] in self.prepositions:
            head = at + 1
        while head < stop and (self.lowers[head] in self.articles or self.lowers[head] in self.possessives):
            head += 1
        if head < stop and self.lowers[head] in self.addressee_nouns:
            return head + 1 - at
        mention = self.at_start.get(head)
        if mention is None or mention.end > stop or mention.kind == REFERENCE:
            return 0
        if self.lowers[at - 1] in self.addressing:
            asked = mention.end < stop and self.lowers[mention.end] in self.purposive
            return 0 if asked else mention.end - at  # "urged the crew to leave": they are part of it
        if head > at and self.lowers[at] in self.prepositions | self.addressees:
            return mention.end - at
        return 0

    def behind(self, at: int, stop: int) -> int:
        """Past a comma (and the times before it) behind a source."""
        at = self._skip_right(at, stop)
        if at < stop and self.tokens[at].text != "," and self.tokens[at - 1].text != ",":
            for step in range(at, min(at + 14, stop)):
                if self.tokens[step].text == ",":
                    return step + 1
        return at
