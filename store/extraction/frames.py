"""Frames: who says something, with which cue, and where the words stand.

    SUBJECT cue content     content, cue SUBJECT     content, SUBJECT cue     according SUBJECT, content
    cue+enclitic            content, passive-cue [by] SUBJECT      noun-cue SUBJECT that content

Frames see quotations as closed boxes: nothing inside one is a cue or a subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from store.extraction.coordination import coordinated, with_content_ends
from store.extraction.cues import EITHER, IT, Cue, Frame, Reading, Shape, act_table, cue_table
from store.extraction.mentions import ANONYMOUS, GROUP, PERSON, REFERENCE, Mention
from store.extraction.page import Page, Range
from store.extraction.surroundings import Surroundings
from store.language.tokens import MARK, NUMBER, WORD
from store.model import Stance

__all__ = ["find_acts", "find_frames"]

_YEAR: Final = 4  # digits
_NEAR: Final = 6  # tokens between a word for a nickname and the nickname
_APART: Final = 2  # small words between a subject and a bare root that says something
_AROUND: Final = 8  # frames of a sentence that may already have a quotation
_DASHES: Final = frozenset("-–—―")


def find_frames(page: Page, mentions: Sequence[Mention], boxes: Sequence[Range]) -> list[Frame]:
    """The frames of a page in reading order; `boxes` are the token ranges of quotations, marks included."""
    finder = _Finder(page, mentions, boxes)
    return [frame for unit in page.units for frame in finder.frames(unit)]


def find_acts(
    page: Page, mentions: Sequence[Mention], boxes: Sequence[Range], frames: Sequence[Frame]
) -> list[Frame]:
    """Verbs beside the frames of a page that only name what somebody takes a stand on: "X condemned the raid"."""
    finder = _Finder(page, mentions, boxes)
    by_unit: dict[Range, list[Frame]] = {}
    for frame in frames:
        by_unit.setdefault(frame.unit, []).append(frame)
    return [act for unit in page.units for act in finder.acts(unit, by_unit.get(unit, []))]


class _Finder:
    """Reads the frames of one page, unit by unit."""

    def __init__(self, page: Page, mentions: Sequence[Mention], boxes: Sequence[Range]) -> None:
        self.page = page
        self.tokens = page.tokens
        self.lowers = page.lowers
        self.table = cue_table(page.pack.lang)
        self.acting = act_table(page.pack.lang)
        self.around = Surroundings(page, mentions, boxes)
        self.box_end = self.around.box_end
        objects = page.pack.groups("general.object_pronouns")
        self.objects = {word: name for name, words in objects.items() for word in words}
        self.agents = page.pack.words("cues.agent")
        self.demonstratives = page.pack.words("general.demonstratives")
        self.statements = page.pack.words("cues.noun")
        self.articles = page.pack.words("general.articles")
        self.possessives = page.pack.words("general.possessives")
        self.fragments = page.pack.phrases("cues.fragment")
        self.relatives = page.pack.words("general.relatives")
        self.nicknames = page.pack.phrases("cues.nicknames")
        self.negations = page.pack.words("general.negations")
        self.enclitics = tuple(page.pack.words("cues.enclitics")) or ("\0",)
        self.functions = frozenset(
            word
            for key in ("function_words", "prepositions", "conjunctions", "auxiliaries", "subordinators")
            for word in page.pack.words(f"general.{key}")
        )
        closing = ("prepositions", "adverbs", "subordinators", "infinitives", "conjunctions")
        self.closers = frozenset(word for key in closing for word in page.pack.words(f"general.{key}"))
        self.openers = page.pack.words("cues.content_openers")
        self.homographs = self.statements | page.pack.words("cues.homographs")
        self.roots = page.pack.words("cues.inverted") & page.pack.words("cues.active")
        self.pointing = self.demonstratives - page.pack.words("general.complementisers")
        self.be = page.pack.words("general.be")
        self.adverbs = page.pack.words("general.adverbs")
        self.finite = page.pack.words("general.finite")
        self.conjunctions = page.pack.words("general.conjunctions")

    def frames(self, unit: Range) -> list[Frame]:
        found: list[Frame] = []
        at = unit[0]
        while at < unit[1]:
            if at in self.box_end:
                found += self._beside_box(unit, at, found)
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
        found += self._open_frames(unit, found)
        return with_content_ends(self.page, sorted(found, key=lambda frame: frame.cue))

    def acts(self, unit: Range, frames: Sequence[Frame]) -> Iterator[Frame]:
        taken = {at for frame in frames for at in range(*frame.cue)}
        at = unit[0]
        while at < unit[1]:
            hit = self.acting.match(self.lowers, at) if at not in self.box_end else None
            step = self.box_end[at] - at if at in self.box_end else hit[0] if hit else 1
            if hit is not None and at not in taken and at + step < unit[1]:
                purpose = (
                    step > 1 and hit[1] == Stance.PROMISES
                )  # "plans to leave": the last word belongs to it
                cue = Cue((at, at + step - purpose), Shape.ACT, Stance(hit[1]))
                frame = self.active(unit, cue, [f for f in frames if f.first < at])
                if frame is not None and not frame.before:
                    cut = next(
                        (f.first for f in frames if f.first > at and coordinated(self.page, f)), unit[1]
                    )
                    yield replace(frame, bare=True, content=(frame.content[0], min(frame.content[1], cut)))
            at += step

    def _open_frames(self, unit: Range, found: Sequence[Frame]) -> list[Frame]:
        """Frames of quotations that no known cue stands beside: a colon before, or any verb behind a comma."""
        boxes = [at for at in range(*unit) if at in self.box_end]
        frames = (self._open_frame(unit, box, found) for box in boxes)
        return [frame for frame in frames if frame is not None]

    def _open_frame(self, unit: Range, box: int, found: Sequence[Frame]) -> Frame | None:
        end = self.box_end[box]
        if any(frame.end <= box and not frame.before for frame in found[-_AROUND:]):
            return None
        if any(frame.before and end <= frame.first <= end + _NEAR for frame in found[-_AROUND:]):
            return None
        return self._colon_frame(unit, box) or self._verb_frame(unit, box, end)

    def _colon_frame(self, unit: Range, box: int) -> Frame | None:
        if box <= unit[0] + 1 or self.tokens[box - 1].text != ":":
            return None
        subject = self.around.clause_subject(unit[0], box - 1)
        cue = Cue((box - 1, box), Shape.COLON, Stance.SAYS)
        return (
            self._made(unit, cue, subject, (box, self.box_end[box]), before=False, bare=True)
            if subject
            else None
        )

    def _verb_frame(self, unit: Range, box: int, end: int) -> Frame | None:
        """ "...,” beamed X" or "...,” X beamed" with a verb that is in no table; a pronoun may have grown onto it."""
        if end >= unit[1] or not self.around.breaks_off(end) or self.tokens[end].kind != WORD:
            return None
        cue = Cue((end, end + 1), Shape.OPEN, Stance.SAYS)
        if self.lowers[end].endswith(self.enclitics) and len(self.lowers[end]) > _NEAR:
            return self._made(unit, cue, None, (box, end), before=True, pronoun=EITHER)
        subject = self.around.at_start.get(end + 1)
        if subject is not None and self._may_say(end) and subject.kind == PERSON:
            return self._made(unit, cue, subject, (box, end), before=True)
        subject = self.around.at_start.get(end)
        verb = subject.end if subject is not None else end
        if subject is None or subject.kind == GROUP or verb >= unit[1] or not self._may_say(verb):
            return None
        return self._made(unit, replace(cue, at=(verb, verb + 1)), subject, (box, end), before=True)

    def _may_say(self, at: int) -> bool:
        """Whether a word that is in no table may be a verb of saying: a small word, and no function word."""
        token = self.tokens[at]
        return token.kind == WORD and token.text[0].islower() and token.lower not in self.functions

    def _beside_box(self, unit: Range, box: int, found: Sequence[Frame]) -> Iterator[Frame]:
        """A quotation's own frame: a dash and a name behind it, or a word such as "dubbed" before it."""
        end = self.box_end[box]
        if end < unit[1] - 1 and self.tokens[end].text in _DASHES:
            signed = self.around.at_start.get(end + 1)
            if signed is not None and signed.kind == PERSON and self._closes(signed.end, unit[1]):
                cue = Cue((end, end + 1), Shape.SIGNATURE, Stance.SAYS)
                yield self._made(unit, cue, signed, (box, end), before=True)
                return
        if not found and (cue_at := self._fragment_cue(unit, box)) is not None:
            cue = Cue(cue_at, Shape.FRAGMENT, Stance.SAYS)
            subject = self.around.clause_subject(unit[0], cue_at[0])
            if subject is not None and subject.kind != REFERENCE:
                yield self._made(unit, cue, subject, (box, end), before=False, bare=True)

    def _closes(self, at: int, stop: int) -> bool:
        return at >= stop or self.tokens[at].text in {".", ";"}

    def _fragment_cue(self, unit: Range, box: int) -> Range | None:
        end = box
        while end > unit[0] and self.lowers[end - 1] in self.articles:
            end -= 1
        nicknamed = any(self.nicknames.match(self.lowers, at) for at in range(max(unit[0], end - _NEAR), end))
        hit = None if nicknamed else self.fragments.ending_at(self.lowers, end)
        return (end - hit[0], end) if hit is not None and end - hit[0] >= unit[0] else None

    def _frame(
        self,
        unit: Range,
        at: int,
        end: int,
        readings: Sequence[Reading],
        found: Sequence[Frame],
    ) -> Frame | None:
        if at > unit[0] and self.lowers[at - 1] in self.negations:
            return None
        for shape, stance, enclitic in readings:
            cue = Cue((at, end), shape, stance, enclitic)
            frame = _READERS[shape](self, unit, cue, found)
            if frame is not None:
                return frame
        return None

    # -- the shapes -----------------------------------------------------------------------------------------

    def inverted(self, unit: Range, cue: Cue, _: Sequence[Frame]) -> Frame | None:
        first, end = cue.at
        if not self._may_invert(unit, first, cue.enclitic):
            return None
        if cue.enclitic:
            return self._made(unit, cue, None, (unit[0], first), before=True, pronoun=EITHER)
        subject = self.around.subject_right(end, unit[1])
        if subject is None and self.around.box_before(first):
            subject = self.around.named_right(end, unit[1])
        if subject is None:
            points = end < unit[1] and self.lowers[end] in self.demonstratives
            statement = points and self.lowers[end - 1] in self.statements
            if statement:
                return self._made(unit, cue, None, (unit[0], first), before=True, pronoun=IT)
            quoted = self.around.box_before(first) and self.around.breaks_off(first)
            if not quoted or end >= unit[1] or self.table.match(self.lowers, end):
                return None
            return self._made(unit, cue, None, (unit[0], first), before=True)  # somebody no list has
        if subject.kind == REFERENCE and not self._closes_phrase(subject.end, unit[1]):
            return None
        behind_box = self.around.box_before(first)
        if not behind_box and (self._acts(subject, unit[1]) or self.around.fills(unit[0], first)):
            return None
        if first == unit[0] and not self.around.box_before(first):
            return self._made(
                unit, cue, subject, (self.around.behind(subject.end, unit[1]), unit[1]), before=False
            )
        return self._made(unit, cue, subject, (unit[0], first), before=True)

    def _acts(self, subject: Mention, stop: int) -> bool:
        """Whether a subject behind a cue has a verb or a noun of its own: "said X was", "said X's army"."""
        if subject.end < stop and self.lowers[subject.end] in self.finite:
            return True
        return self.around.owns(subject)

    def _closes_phrase(self, at: int, stop: int) -> bool:
        """Whether nothing that a pronoun could be the subject of follows it: "said he had" is no "said he"."""
        if at >= stop or self.tokens[at].kind != WORD or at in self.page.date_at:
            return True
        return self.lowers[at] in self.closers

    def _may_invert(self, unit: Range, first: int, enclitic: bool) -> bool:
        """Only behind a comma, a quotation or at the sentence's start does such a word say something."""
        if first == unit[0]:
            return True
        before = self.tokens[first - 1]
        if before.text in {",", ";", "–", "—", "-"} or before.kind == MARK or before.text in "!?…":
            return True
        return enclitic and before.text != "."

    def active(self, unit: Range, cue: Cue, found: Sequence[Frame]) -> Frame | None:
        subject, inherited = self.around.subject_left(unit, cue.at[0], found)
        if subject is None and not inherited:
            return None
        if self._is_noun(unit[0], cue.at):
            return None
        if self._is_passive(unit[0], cue.at[0]):
            box = self.around.quoted_left(cue.at[0])  # " "...,” it was said": somebody's words all the same
            return self._made(unit, cue, None, (unit[0], box), before=True) if box else None
        noun = self.lowers[cue.at[0]] in self.homographs
        if noun and (
            subject is None or any(w not in self.adverbs for w in self.lowers[subject.end : cue.at[0]])
        ):
            return None  # "verify a claim": the word is no verb here
        if subject is None or subject.end < cue.at[0] - _APART:
            if not self.around.role_last and self.lowers[cue.at[0]] in self.roots:
                return (
                    None  # "the pressure of value": a bare root says something right behind its subject only
                )
            if self.around.unknown_left(cue.at[0], unit[0]):
                return None  # a noun that no list has is the subject
        start = subject.first if subject else cue.at[0]
        if self.around.says_before(unit, start, cue.at[1]):
            return self._made(unit, cue, subject, (unit[0], start), before=True)
        content = self.around.content_start(cue.at[1], unit[1])
        bare = cue.shape == Shape.REMARK and not self.around.complemented(cue.at[1], content)
        bare = bare and not self.around.begins_clause(content, unit[1], self.finite)
        bare = bare or self.around.purposes(cue.at, content)
        bare = bare or (subject is not None and start > unit[0] and self.lowers[start - 1] in self.relatives)
        return self._made(unit, cue, subject, (content, unit[1]), before=False, bare=bare)

    def _is_noun(self, floor: int, at: Range) -> bool:
        """Whether an article, a possessive or a demonstrative makes the word a noun: "on his show", "report this"."""
        before = at[0] - 1
        if before < floor or at[1] - at[0] > 1:
            return False
        if self.tokens[before].kind == NUMBER and len(self.tokens[before].text) != _YEAR:
            return True  # "469 pledged delegates"
        if at[1] < len(self.lowers) and self.lowers[at[1]] in self.pointing:
            return True
        return self.lowers[before] in self.articles or self.lowers[before] in self.possessives

    def _is_passive(self, floor: int, at: int) -> bool:
        """Whether a form of "be" makes the cue passive: "was called", "has been told"."""
        before = at - 1
        while before > floor and self.lowers[before] in self.adverbs and self.lowers[before] not in self.be:
            before -= 1
        return before >= floor and self.lowers[before] in self.be and not self.around.is_dependent(at)

    def passive(self, unit: Range, cue: Cue, _: Sequence[Frame]) -> Frame | None:
        end = cue.at[1]
        if end < unit[1] and self.lowers[end] in self.agents:
            end += 1
        subject = self.around.subject_right(end, unit[1])
        if subject is None or subject.kind not in (PERSON, GROUP, ANONYMOUS, REFERENCE):
            return None
        content = self.around.content_start(subject.end, unit[1])
        if self.around.complemented(subject.end, content):
            return self._made(unit, cue, subject, (content, unit[1]), before=False)
        return self._made(unit, cue, subject, (cue.at[0], cue.at[0]), before=True, bare=True)

    def according(self, unit: Range, cue: Cue, _: Sequence[Frame]) -> Frame | None:
        pronoun = self.objects.get(self.lowers[cue.at[1]], "") if cue.at[1] < unit[1] else ""
        subject = self.around.subject_right(cue.at[1], unit[1]) if not pronoun else None
        if subject is None and self.around.role_last and not pronoun:
            subject = self.around.named_right(cue.at[1], unit[1])
        if subject is None and not pronoun:
            return None
        behind = self.around.behind(subject.end if subject else cue.at[1] + 1, unit[1])
        if self.around.opens_clause(unit, cue.at[0]) and behind < unit[1] - 1:
            return self._made(unit, cue, subject, (behind, unit[1]), before=False, pronoun=pronoun)
        return self._made(unit, cue, subject, (unit[0], cue.at[0]), before=True, pronoun=pronoun)

    def noun(self, unit: Range, cue: Cue, _: Sequence[Frame]) -> Frame | None:
        """A claim by somebody that ...: only with a complementiser."""
        subject = self.around.subject_right(cue.at[1], unit[1]) or self.around.at_end.get(cue.at[0])
        if subject is None or subject.kind == REFERENCE:
            return None
        at = max(subject.end, cue.at[1])
        for step in range(at, min(at + 4, unit[1])):
            if self.lowers[step] in self.openers:
                return self._made(unit, cue, subject, (step + 1, unit[1]), before=False)
        return None

    def relay(self, unit: Range, cue: Cue, _: Sequence[Frame]) -> Frame | None:
        subject = self.around.subject_right(cue.at[1], unit[1])
        if subject is None:
            return None
        behind = self.around.behind(subject.end, unit[1])
        if self.around.opens_clause(unit, cue.at[0]) and behind < unit[1] - 1:
            return self._made(unit, cue, subject, (behind, unit[1]), before=False)
        return self._made(unit, cue, subject, (unit[0], cue.at[0]), before=True)

    def _made(
        self,
        unit: Range,
        cue: Cue,
        subject: Mention | None,
        content: Range,
        *,
        before: bool,
        bare: bool = False,
        pronoun: str = "",
    ) -> Frame:
        return Frame(unit, cue.shape, cue.at, cue.stance, subject, pronoun, content, before, bare)


_READERS: Final = {
    Shape.INVERTED: _Finder.inverted,
    Shape.ACTIVE: _Finder.active,
    Shape.REMARK: _Finder.active,
    Shape.PASSIVE: _Finder.passive,
    Shape.ACCORDING: _Finder.according,
    Shape.NOUN: _Finder.noun,
    Shape.RELAY: _Finder.relay,
}
