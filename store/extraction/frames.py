"""Frames: who says something, with which cue, and where the words stand.

    SUBJECT cue content     content, cue SUBJECT     content, SUBJECT cue     according SUBJECT, content
    cue+enclitic            content, passive-cue [by] SUBJECT      noun-cue SUBJECT that content

Frames see quotations as closed boxes: nothing inside one is a cue or a subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Final

from store.extraction.mentions import ANONYMOUS, GROUP, PERSON, REFERENCE, Mention
from store.extraction.page import Page, Range
from store.language.pack import Phrases, load_pack
from store.language.tokens import MARK, NUMBER
from store.model import Stance

__all__ = ["ENCLITIC", "Frame", "Shape", "find_frames"]

ENCLITIC: Final = "enclitic"  # the subject is a pronoun grown onto the cue
_FAR: Final = 24  # tokens between a subject and its cue at most


class Shape(StrEnum):
    """How a frame is built."""

    ACTIVE = "active"
    REMARK = "remark"
    INVERTED = "inverted"
    PASSIVE = "passive"
    ACCORDING = "according"
    NOUN = "noun"
    RELAY = "relay"


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame in one unit. `subject` None: taken over from the frame before; or an enclitic pronoun.

    `content` is the range of the words that are said, empty where only a quotation beside it can be.
    """

    unit: Range
    shape: Shape
    cue: Range
    stance: Stance
    subject: Mention | None
    enclitic: bool
    content: Range
    before: bool
    bare: bool = False

    @property
    def first(self) -> int:
        """The first token of the frame's own words (subject and cue)."""
        return (
            min(self.cue[0], self.subject.first) if self.subject and not self.before_subject else self.cue[0]
        )

    @property
    def before_subject(self) -> bool:
        """Whether the cue stands before its subject."""
        return self.subject is not None and self.subject.first > self.cue[0]

    @property
    def end(self) -> int:
        """The token after the frame's own words."""
        return max(self.cue[1], self.subject.end) if self.before_subject and self.subject else self.cue[1]


@dataclass(frozen=True, slots=True)
class _Cue:
    at: Range
    shape: Shape
    stance: Stance
    enclitic: bool = False


@cache
def _cue_table(lang: str) -> Phrases[tuple[tuple[Shape, Stance, bool], ...]]:
    """phrase -> its possible readings."""
    pack = load_pack(lang)
    rows: dict[str, list[tuple[Shape, Stance, bool]]] = {}
    for shape in (Shape.INVERTED, Shape.ACTIVE, Shape.REMARK, Shape.PASSIVE, Shape.NOUN):
        for stance, words in pack.groups(f"cues.{shape.value}").items():
            for word in words:
                rows.setdefault(word, []).append((shape, Stance(stance), False))
                if shape == Shape.INVERTED:
                    for enclitic in pack.words("cues.enclitics"):
                        rows.setdefault(word + enclitic, []).append((shape, Stance(stance), True))
    for shape in (Shape.ACCORDING, Shape.RELAY):
        for word in pack.words(f"cues.{shape.value}"):
            rows.setdefault(word, []).append(
                (shape, Stance.REPORTS if shape == Shape.RELAY else Stance.SAYS, False)
            )
    return Phrases((phrase, tuple(readings)) for phrase, readings in rows.items())


def find_frames(page: Page, mentions: Sequence[Mention], boxes: Sequence[Range]) -> list[Frame]:
    """The frames of a page in reading order; `boxes` are the token ranges of quotations, marks included."""
    finder = _Finder(page, mentions, boxes)
    return [frame for unit in page.units for frame in finder.frames(unit)]


class _Finder:
    def __init__(self, page: Page, mentions: Sequence[Mention], boxes: Sequence[Range]) -> None:
        self.page = page
        self.tokens = page.tokens
        self.lowers = page.lowers
        self.table = _cue_table(page.pack.lang)
        self.at_start = {mention.first: mention for mention in mentions}
        self.at_start |= {
            mention.body[0]: mention for mention in mentions if mention.body[0] not in self.at_start
        }
        self.at_end = {mention.end: mention for mention in mentions}
        self.box_end = dict(boxes)
        self.box_start = {end: first for first, end in boxes}
        self.complementisers = page.pack.words("general.complementisers")
        self.articles = page.pack.words("general.articles")
        self.adverbs = page.pack.phrases("general.adverbs")
        self.prepositions = page.pack.words("general.prepositions")
        self.place_prepositions = page.pack.words("general.place_prepositions")
        self.relatives = page.pack.words("general.relatives")
        self.conjunctions = page.pack.words("general.conjunctions")
        self.subordinators = page.pack.words("general.subordinators")
        self.infinitives = page.pack.words("general.infinitives")
        self.agents = page.pack.words("cues.agent")
        self.addressees = page.pack.words("cues.addressee")
        self.addressee_nouns = page.pack.words("cues.addressee_nouns")

    def frames(self, unit: Range) -> list[Frame]:
        found: list[Frame] = []
        at = unit[0]
        while at < unit[1]:
            if at in self.box_end:
                at = self.box_end[at]
                continue
            hit = self.table.match(self.lowers, at)
            frame = (
                self._frame(unit, at, at + hit[0], hit[1], found) if hit and at + hit[0] <= unit[1] else None
            )
            if frame is not None:
                found.append(frame)
                at = max(frame.cue[1], frame.end)
            else:
                at += 1
        return _with_content_ends(self, unit, found)

    def _frame(
        self,
        unit: Range,
        at: int,
        end: int,
        readings: Sequence[tuple[Shape, Stance, bool]],
        found: Sequence[Frame],
    ) -> Frame | None:
        for shape, stance, enclitic in readings:
            cue = _Cue((at, end), shape, stance, enclitic)
            frame = _READERS[shape](self, unit, cue, found)
            if frame is not None:
                return frame
        return None

    # -- the shapes -----------------------------------------------------------------------------------------

    def inverted(self, unit: Range, cue: _Cue, found: Sequence[Frame]) -> Frame | None:
        first, end = cue.at
        if not self._may_invert(unit, first, cue.enclitic):
            return None
        if cue.enclitic:
            return self._made(unit, cue, None, (unit[0], first), before=True)
        subject = self._subject_right(end, unit[1])
        if subject is None:
            return None
        if first == unit[0] and not self._box_before(first):
            return self._made(unit, cue, subject, (self._behind(subject.end, unit[1]), unit[1]), before=False)
        return self._made(unit, cue, subject, (unit[0], first), before=True)

    def _may_invert(self, unit: Range, first: int, enclitic: bool) -> bool:
        """Only behind a comma, a quotation or at the sentence's start does such a word say something."""
        if first == unit[0]:
            return True
        before = self.tokens[first - 1]
        if before.text in {",", ";", "–", "—", "-"} or before.kind == MARK or before.text in "!?…":
            return True
        return enclitic and before.text != "."

    def active(self, unit: Range, cue: _Cue, found: Sequence[Frame]) -> Frame | None:
        subject, inherited = self._subject_left(unit, cue.at[0], found)
        if subject is None and not inherited:
            return None
        start = subject.first if subject else cue.at[0]
        if self._says_before(unit, start, cue.at[1]):
            return self._made(unit, cue, subject, (unit[0], start), before=True)
        content = self._content_start(cue.at[1], unit[1])
        bare = cue.shape == Shape.REMARK and not self._complemented(cue.at[1], content)
        return self._made(unit, cue, subject, (content, unit[1]), before=False, bare=bare)

    def passive(self, unit: Range, cue: _Cue, found: Sequence[Frame]) -> Frame | None:
        end = cue.at[1]
        if end < unit[1] and self.lowers[end] in self.agents:
            end += 1
        subject = self._subject_right(end, unit[1])
        if subject is None or subject.kind not in (PERSON, GROUP, ANONYMOUS, REFERENCE):
            return None
        content = self._content_start(subject.end, unit[1])
        if self._complemented(subject.end, content):
            return self._made(unit, cue, subject, (content, unit[1]), before=False)
        return self._made(unit, cue, subject, (cue.at[0], cue.at[0]), before=True, bare=True)

    def according(self, unit: Range, cue: _Cue, found: Sequence[Frame]) -> Frame | None:
        subject = self._subject_right(cue.at[1], unit[1])
        if subject is None:
            return None
        behind = self._behind(subject.end, unit[1])
        if self._opens_clause(unit, cue.at[0]) and behind < unit[1] - 1:
            return self._made(unit, cue, subject, (behind, unit[1]), before=False)
        return self._made(unit, cue, subject, (unit[0], cue.at[0]), before=True)

    def noun(self, unit: Range, cue: _Cue, found: Sequence[Frame]) -> Frame | None:
        """A claim by somebody that ...: only with a complementiser."""
        subject = self._subject_right(cue.at[1], unit[1]) or self.at_end.get(cue.at[0])
        if subject is None or subject.kind == REFERENCE:
            return None
        at = max(subject.end, cue.at[1])
        for step in range(at, min(at + 4, unit[1])):
            if self.lowers[step] in self.page.pack.words("cues.content_openers"):
                return self._made(unit, cue, subject, (step + 1, unit[1]), before=False)
        return None

    def relay(self, unit: Range, cue: _Cue, found: Sequence[Frame]) -> Frame | None:
        subject = self._subject_right(cue.at[1], unit[1])
        if subject is None:
            return None
        behind = self._behind(subject.end, unit[1])
        if self._opens_clause(unit, cue.at[0]) and behind < unit[1] - 1:
            return self._made(unit, cue, subject, (behind, unit[1]), before=False)
        return self._made(unit, cue, subject, (unit[0], cue.at[0]), before=True)

    def _made(
        self,
        unit: Range,
        cue: _Cue,
        subject: Mention | None,
        content: Range,
        *,
        before: bool,
        bare: bool = False,
    ) -> Frame:
        return Frame(unit, cue.shape, cue.at, cue.stance, subject, cue.enclitic, content, before, bare)

    # -- subjects -------------------------------------------------------------------------------------------

    def _subject_right(self, at: int, stop: int) -> Mention | None:
        """The mention that begins right here, behind adverbs and articles."""
        for _ in range(3):
            if at >= stop:
                return None
            mention = self.at_start.get(at)
            if mention is not None:
                return mention
            skip = self._adverb(at)
            if not skip:
                skip = 1 if self.lowers[at] in self.articles or self.tokens[at].kind == NUMBER else 0
            if not skip:
                return None
            at += skip
        return None

    def _subject_left(self, unit: Range, at: int, found: Sequence[Frame]) -> tuple[Mention | None, bool]:
        """The subject before a cue, and whether it is taken over from the frame or subject before."""
        floor = max([unit[0], *(frame.end for frame in found)])
        start = at
        at = self._skip_left(at, floor)
        mention = self._mention_ending(at)
        if mention is not None and mention.first >= floor and not self._is_object(mention, floor):
            return mention, False
        if at <= floor or self._links_back(start, floor) or self.lowers[at - 1] in self.infinitives:
            return (self._clause_subject(floor, start), True) if not found else (None, True)
        return self._far_subject(floor, at), False

    def _mention_ending(self, at: int) -> Mention | None:
        return self.at_end.get(at)

    def _is_object(self, mention: Mention, floor: int) -> bool:
        """Whether a preposition in front makes the mention part of another phrase."""
        before = mention.first - 1
        return before >= floor and self.lowers[before] in self.prepositions

    def _links_back(self, at: int, floor: int) -> bool:
        """Whether the cue goes on with the subject of what stands before it: ", adding", "and said"."""
        before = at - 1
        return before >= floor and (
            self.tokens[before].text == "," or self.lowers[before] in self.conjunctions
        )

    def _clause_subject(self, floor: int, stop: int) -> Mention | None:
        """The first mention of the unit that is no object."""
        at = floor
        while at < stop:
            if at in self.box_end:
                at = self.box_end[at]
                continue
            mention = self.at_start.get(at)
            if mention is not None and mention.end <= stop and not self._is_object(mention, floor):
                return mention
            at += 1
        return None

    def _far_subject(self, floor: int, at: int) -> Mention | None:
        """The subject in front of a relative clause or of a phrase with a preposition."""
        boundary = max(floor, at - _FAR)
        while at > boundary:
            if at in self.box_start:
                return None
            mention = self._mention_ending(at)
            if mention is not None and mention.first >= boundary:
                if not self._is_object(mention, floor) and self._goes_on(mention):
                    return mention
                at = mention.first
                continue
            at -= 1
        return None

    def _goes_on(self, mention: Mention) -> bool:
        """Whether a relative or a preposition behind the mention explains the words up to the cue."""
        word = self.lowers[mention.end] if mention.end < len(self.lowers) else ""
        if word == "," and mention.end + 1 < len(self.lowers):
            return True
        return word in self.relatives or word in self.prepositions or word == "("

    def _skip_left(self, at: int, floor: int) -> int:
        """Past adverbs, times, commas and brackets in front of a cue."""
        for _ in range(8):
            step = self._left_step(at, floor)
            if not step:
                return at
            at -= step
        return at

    def _left_step(self, at: int, floor: int) -> int:
        if at <= floor:
            return 0
        if self.at_end.get(at) is not None:
            return 0
        dated = self.page.date_ending.get(at)
        if dated is not None and dated.first >= floor:
            return at - dated.first
        if self.tokens[at - 1].text == ",":
            return 1
        found = self.adverbs.ending_at(self.lowers, at)
        if found is not None and at - found[0] >= floor:
            return found[0]
        if self.tokens[at - 1].text == ")":
            opening = next(
                (i for i in range(at - 2, max(floor, at - 12) - 1, -1) if self.tokens[i].text == "("), at
            )
            return at - opening
        return 0

    # -- content --------------------------------------------------------------------------------------------

    def _opens_clause(self, unit: Range, at: int) -> bool:
        """Whether nothing, or only an opening word, stands before in the unit."""
        before = self.tokens[at - 1].text if at > unit[0] else ""
        return at == unit[0] or (at - unit[0] <= 4 and before == ",") or at - unit[0] == 1

    def _says_before(self, unit: Range, start: int, end: int) -> bool:
        """Whether the words stand before "SUBJECT cue": a comma or a quotation in front, nothing said behind."""
        if start <= unit[0] + 1:
            return False
        front = self.tokens[start - 1]
        if front.text not in {",", "—", "–"} and front.kind != MARK and front.text not in "?!":
            return False
        at = self._content_start(end, unit[1])
        return (
            at >= unit[1] or self.tokens[at].text in {".", ";"} or not self._clause_follows(end, at, unit[1])
        )

    def _clause_follows(self, end: int, at: int, stop: int) -> bool:
        if self._complemented(end, at):
            return True
        word = self.lowers[at]
        if self.tokens[at].text == ",":
            return at + 1 in self.box_end
        return at in self.box_end or word not in self.prepositions

    def _complemented(self, end: int, at: int) -> bool:
        """Whether a complementiser stands between the cue and the content."""
        return any(self.lowers[i] in self.complementisers for i in range(end, at))

    def _content_start(self, at: int, stop: int) -> int:
        """Past the addressee, times, places and the complementiser behind a cue."""
        at = self._skip_right(at, stop)
        for step in range(at, min(at + 10, stop)):
            if self.lowers[step] in self.page.pack.words("cues.content_openers"):
                return step + 1
            if self.tokens[step].text in {",", ".", ";", ":"} or step in self.box_end:
                break
        return at

    def _skip_right(self, at: int, stop: int) -> int:
        for _ in range(8):
            step = self._right_step(at, stop)
            if not step:
                return at
            at += step
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

    def _adverb(self, at: int) -> int:
        found = self.adverbs.match(self.lowers, at)
        return found[0] if found else 0

    def _addressee(self, at: int, stop: int) -> int:
        """To reporters, on Telegram, in a statement: a preposition with a short phrase, or a bare listener."""
        if self.lowers[at] in self.addressee_nouns:
            return 1
        head = at
        if self.lowers[at] in self.addressees or self.lowers[at] in self.prepositions:
            head = at + 1
        while head < stop and self.lowers[head] in self.articles:
            head += 1
        if head < stop and self.lowers[head] in self.addressee_nouns:
            return head + 1 - at
        mention = self.at_start.get(head)
        if mention is None or mention.end > stop or mention.kind == REFERENCE:
            return 0
        if head > at and self.lowers[at] in self.prepositions | self.addressees:
            return mention.end - at
        return 0

    def _behind(self, at: int, stop: int) -> int:
        """Past a comma (and the times before it) behind a source."""
        at = self._skip_right(at, stop)
        if at < stop and self.tokens[at].text != "," and self.tokens[at - 1].text != ",":
            for step in range(at, min(at + 14, stop)):
                if self.tokens[step].text == ",":
                    return step + 1
        return at

    def _box_before(self, at: int) -> bool:
        return at in self.box_start


_READERS: Final = {
    Shape.INVERTED: _Finder.inverted,
    Shape.ACTIVE: _Finder.active,
    Shape.REMARK: _Finder.active,
    Shape.PASSIVE: _Finder.passive,
    Shape.ACCORDING: _Finder.according,
    Shape.NOUN: _Finder.noun,
    Shape.RELAY: _Finder.relay,
}


def _with_content_ends(finder: _Finder, unit: Range, frames: list[Frame]) -> list[Frame]:
    """Content behind a cue ends where a coordinated frame begins; content before it begins behind the last one."""
    found: list[Frame] = []
    for index, frame in enumerate(frames):
        first, end = frame.content
        following = frames[index + 1] if index + 1 < len(frames) else None
        if not frame.before and following is not None and _coordinated(finder, following):
            end = max(first, min(end, following.first))
        if frame.before and found and found[-1].end > first:
            first = min(found[-1].end, end)
        found.append(replace(frame, content=(first, end)))
    return found


def _coordinated(finder: _Finder, frame: Frame) -> bool:
    """Whether a comma or a conjunction parts the frame from what stands before it."""
    before = frame.first - 1
    return before >= frame.unit[0] and (
        finder.tokens[before].text in {",", ";"} or finder.lowers[before] in finder.conjunctions
    )
