"""Attribution: which frame a quoted stretch belongs to; what belongs to none is nobody's words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from store.extraction.coreference import Resolved
from store.extraction.cues import Shape
from store.extraction.ledger import Entity
from store.extraction.page import Page, Range
from store.extraction.quotations import Stretch
from store.language.tokens import BREAK, MARK, NUMBER, WORD, Token

__all__ = ["CHAIN", "FOLLOW_ON", "Attributed", "attribute"]

FOLLOW_ON: Final = "follow-on"  # keeps the speaker of the quotation before
CHAIN: Final = "chain"  # paragraphs without closing marks, attributed by the last

_SHORTEST_FOLLOW_ON: Final = 3  # words of a quotation that may stand without a cue
_TITLE_CASE: Final = 0.8  # share of capitals among the longer words of a headline
_NAMED_WORK: Final = 2  # longer words in capitals that make a name of a work even before a full stop
_NEAR: Final = 6  # tokens between a word for a nickname and the nickname
_LONGEST_HEADLINE: Final = 60  # tokens
_SHORT_WORD: Final = 3
_NEAR_PARAGRAPHS: Final = 3
_AROUND: Final = 8  # frames of a sentence around a quotation that may attribute it
_POSSESSIVES: Final = ("'s", "’s")
_ELLIPSES: Final = frozenset({"…", "..."})
_SENTENCE_ENDS: Final = frozenset(".!?…,:;")


@dataclass(frozen=True, slots=True)
class Attributed:
    """A stretch with its source. `cue` None: it goes on with the source of the one before."""

    stretch: Stretch
    source: Resolved | None
    entity: Entity | None
    cue: Range | None
    group: int
    rule: str


def attribute(page: Page, stretches: Sequence[Stretch], resolved: Sequence[Resolved]) -> list[Attributed]:
    """The quotations among the stretches, in reading order."""
    attributor = _Attributor(page, stretches, resolved)
    return attributor.quotations()


class _Attributor:
    def __init__(self, page: Page, stretches: Sequence[Stretch], resolved: Sequence[Resolved]) -> None:
        self.page = page
        self.stretches = stretches
        self.by_unit: dict[int, list[Resolved]] = {}
        for item in resolved:
            self.by_unit.setdefault(item.frame.unit[0], []).append(item)
        self.speaking = sorted(
            (item for item in resolved if item.frame.shape != Shape.RELAY), key=lambda item: item.frame.cue[0]
        )
        self.entities = [item.entity for item in resolved if item.entity is not None]
        self.cues_at = [item.frame.cue[0] for item in self.speaking]
        self.paragraph_of = dict(zip((first for first, _ in page.units), page.paragraphs, strict=True))
        pack = page.pack
        self.titles = pack.phrases("cues.titles")
        self.reading, self.signs = pack.phrases("cues.reading"), pack.words("cues.signs")
        self.prepositions = pack.words("general.prepositions")
        self.small = frozenset(w for phrase in pack.words("general.articles") for w in phrase.split())
        self.small |= self.prepositions
        self.nicknames = pack.phrases("cues.nicknames")
        self.fragments = pack.phrases("cues.fragment")
        self.cues = (
            pack.words("cues.active") | pack.words("cues.remark") | pack.words("general.complementisers")
        )
        self.groups = 0
        self.double = any(stretch.closed and not stretch.single for stretch in stretches)

    def quotations(self) -> list[Attributed]:
        found: list[Attributed | None] = []
        for stretch in self.stretches:
            found.append(self._by_frame(stretch))
        self._follow_on(found)
        return [item for item in found if item is not None]

    def _new_group(self) -> int:
        self.groups += 1
        return self.groups

    # -- by a frame of the same unit ------------------------------------------------------------------------

    def _by_frame(self, stretch: Stretch) -> Attributed | None:
        unit = self.page.unit_of(stretch.box[0])
        frames = self.by_unit.get(unit[0], [])
        if self._is_label(stretch):
            return None
        best = self._best(stretch, frames)
        if best is None:
            return None
        return Attributed(
            stretch, best, best.entity, best.frame.cue, self._new_group(), best.frame.shape.value
        )

    def _best(self, stretch: Stretch, frames: Sequence[Resolved]) -> Resolved | None:
        first, end = stretch.box
        index = bisect_left(frames, first, key=lambda item: item.frame.cue[0])
        frames = frames[max(0, index - _AROUND) : index + _AROUND]
        usable = [item for item in frames if item.frame.shape != Shape.RELAY] or list(frames)
        behind = [item for item in usable if item.frame.first >= end]
        if behind and self._touches(end, behind[0].frame.first) and behind[0].frame.before:
            return behind[0]
        inside = [item for item in usable if item.frame.content[0] <= first < item.frame.content[1]]
        before = [item for item in usable if item.frame.end <= first]
        if before and (not inside or before[-1] in inside or self._touches(before[-1].frame.end, first)):
            return before[-1]
        if inside:
            return inside[-1]
        return behind[0] if behind and behind[0].frame.before else None

    def _touches(self, end: int, first: int) -> bool:
        return all(self.page.tokens[at].text in {",", "—", "–", "―", ":"} for at in range(end, first))

    def _is_label(self, stretch: Stretch) -> bool:
        """A title, a nickname, a slogan: the word before the marks says what it is."""
        first, end = stretch.words
        before = stretch.box[0]
        if end <= first or (self.page.tokens[first].text == "(" and self.page.tokens[end - 1].text == ")"):
            return True
        if self.titles.ending_at(self.page.lowers, before) is not None:
            return True
        if self._is_nickname(before) or self._is_title(stretch) or self._is_event(stretch):
            return True
        if self._is_sign(stretch.box[1]):
            return True
        return self._in_headline(stretch) or self._is_heading(stretch)

    def _in_headline(self, stretch: Stretch) -> bool:
        """A line without a full stop is a headline where it quotes in single marks or writes in capitals."""
        unit = self.page.unit_of(stretch.box[0])
        if unit[1] - unit[0] > _LONGEST_HEADLINE:
            return False
        last = unit[1] - 1
        while last > unit[0] and self.page.tokens[last].kind == MARK:
            last -= 1
        cut = (
            stretch.single and self.page.tokens[last].text in _ELLIPSES
        )  # "... may spawn 'war,' expert says, as..."
        ended = self.page.tokens[last].text[0] in _SENTENCE_ENDS and not cut
        if ended or stretch.box[0] == unit[0]:
            return False
        return stretch.single or self._is_title_case(unit)

    def _is_heading(self, stretch: Stretch) -> bool:
        """A line of its own in single marks and capitals, or single marks in the first line before double ones."""
        if not stretch.single:
            return False
        unit = self.page.unit_of(stretch.box[0])
        alone = stretch.box[0] <= unit[0] and stretch.box[1] >= unit[1] - 1
        longer = self._longer(stretch.words)
        if alone and longer and all(token.capital for token in longer):
            return True
        return unit[0] == 0 and self._paragraph_is_unit(unit) and self.double

    def _paragraph_is_unit(self, unit: Range) -> bool:
        return unit[1] >= len(self.page.tokens) or any(
            token.kind == BREAK for token in self.page.tokens[unit[1] - 1 : unit[1] + 1]
        )

    def _longer(self, words: Range) -> list[Token]:
        rows = self.page.tokens[words[0] : words[1]]
        return [token for token in rows if token.kind == WORD and len(token.text) > _SHORT_WORD]

    def _is_title_case(self, unit: Range) -> bool:
        words = self._longer(unit)
        return len(words) > _SHORT_WORD and sum(t.capital for t in words) >= _TITLE_CASE * len(words)

    def _is_nickname(self, before: int) -> bool:
        """Whether a word for a nickname stands shortly before, and no cue between."""
        for at in range(before - 1, max(self.page.unit_of(before)[0], before - _NEAR) - 1, -1):
            if self.nicknames.match(self.page.lowers, at) is not None:
                return True
            if self.page.lowers[at] in self.cues:
                return False
        return False

    def _is_title(self, stretch: Stretch) -> bool:
        """Capitals on every longer word, no end of a sentence, no cue or comma before: a name of a work."""
        tokens = self.page.tokens
        first, end = stretch.words
        words = [token for token in tokens[first:end] if token.kind == WORD]
        before = tokens[stretch.box[0] - 1] if stretch.box[0] else None
        if not words or before is None:
            return False
        longer = self._longer((first, end))
        owned = before.lower.endswith(_POSSESSIVES) and words[-1].capital
        if tokens[end - 1].text in _SENTENCE_ENDS and len(longer) < _NAMED_WORK and not owned:
            return False
        if not longer or not words[0].capital or any(not token.capital for token in longer):
            return False
        return (
            before.kind in (WORD, NUMBER)
            and before.lower not in self.cues
            and stretch.box[0] > self.page.unit_of(stretch.box[0])[0]
        )

    def _is_event(self, stretch: Stretch) -> bool:
        """A name of a work or an event behind a comma, with a preposition behind it: "the seminar, 'X Y', in Z"."""
        first, end = stretch.words
        before, behind = stretch.box[0] - 1, stretch.box[1]
        if not stretch.single or before < 1 or behind >= len(self.page.tokens):
            return False
        longer = self._longer((first, end))
        named = len(longer) > 1 and all(token.capital for token in longer)
        placed = self.page.lowers[behind] in self.prepositions
        return named and placed and self.page.tokens[before].text == ","

    def _is_sign(self, end: int) -> bool:
        """Words on a banner: "...," read one of the banners."""
        lowers = self.page.lowers
        hit = self.reading.match(lowers, end) if end < len(lowers) else None
        if hit is None:
            return False
        at = end + hit[0]
        while at < min(len(lowers), end + _NEAR) and (lowers[at] in self.small or at in self.page.number_at):
            at += 1
        return at < len(lowers) and lowers[at] in self.signs

    # -- without a frame ------------------------------------------------------------------------------------

    def _follow_on(self, found: list[Attributed | None]) -> None:
        """A quotation that is a sentence of its own keeps the last speaker, or takes the next one's."""
        self._look_ahead(found)
        last: Attributed | None = None
        for index, item in enumerate(found):
            if item is None and self._stands_alone(self.stretches[index]):
                found[index] = item = self._continued(self.stretches[index], last)
            if item is not None:
                last = item

    def _look_ahead(self, found: list[Attributed | None]) -> None:
        """Paragraphs without a closing mark belong to the quotation that ends the chain."""
        for index in range(len(found) - 2, -1, -1):
            stretch, item = self.stretches[index], found[index]
            following = found[index + 1]
            if item is None and stretch.open_end and following is not None and self._next_paragraph(index):
                found[index] = Attributed(
                    stretch, following.source, following.entity, following.cue, following.group, CHAIN
                )

    def _next_paragraph(self, index: int) -> bool:
        return self._paragraph(index + 1) == self._paragraph(index) + 1

    def _paragraph(self, index: int) -> int:
        return self.paragraph_of[self.page.unit_of(self.stretches[index].box[0])[0]]

    def _stands_alone(self, stretch: Stretch) -> bool:
        unit = self.page.unit_of(stretch.box[0])
        first, end = stretch.words
        if end - first < _SHORTEST_FOLLOW_ON or self._is_label(stretch):
            return False
        longer = self._longer(stretch.words)
        if len(longer) > _NAMED_WORK and all(token.capital for token in longer):
            return False  # a slogan or a title on a line of its own
        return stretch.box[0] <= unit[0] and stretch.box[1] >= unit[1] - 1

    def _labelled(self, stretch: Stretch) -> str:
        """The name in small letters with which a line of a transcript begins: "KOVAL: We stay."; "" = none."""
        first, end = stretch.words
        if first + 1 >= end or self.page.tokens[first + 1].text != ":":
            return ""
        return self.page.lowers[first] if self.page.tokens[first].acronym else ""

    def _continued(self, stretch: Stretch, last: Attributed | None) -> Attributed | None:
        if label := self._labelled(stretch):
            named = next((e for e in self.entities if e.words and e.words[-1].lower() == label), None)
            return Attributed(stretch, None, named, None, self._new_group(), FOLLOW_ON) if named else None
        if last is not None and not self._is_near(last.stretch.box[0], stretch):
            last = None
        entity = last.entity if last else None
        source = self._narrator(stretch, last)
        if source is not None:
            entity = source.entity
        if entity is None and last is None and source is None:
            return None
        group = last.group if last is not None and source is None else self._new_group()
        return Attributed(stretch, source or (last.source if last else None), entity, None, group, FOLLOW_ON)

    def _narrator(self, stretch: Stretch, last: Attributed | None) -> Resolved | None:
        """The last frame before a quotation, where it is newer than the last quotation."""
        index = bisect_left(self.cues_at, stretch.box[0]) - 1
        if index < 0:
            return None
        item = self.speaking[index]
        newer = last is None or item.frame.cue[0] > last.stretch.box[1]
        return item if newer and self._is_near(item.frame.cue[0], stretch) else None

    def _is_near(self, token: int, stretch: Stretch) -> bool:
        """Whether a source is so near that a quotation without a cue may still be its words."""
        here = self.paragraph_of[self.page.unit_of(stretch.box[0])[0]]
        return here - self.paragraph_of[self.page.unit_of(token)[0]] <= _NEAR_PARAGRAPHS
