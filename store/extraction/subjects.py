"""Subjects: who stands on the left or right of a cue, over what may stand between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from store.extraction.cues import Frame
from store.extraction.mentions import ANONYMOUS, PERSON, REFERENCE, Mention
from store.extraction.page import Page, Range
from store.language.tokens import DATE, MARK, MIXED, NUMBER, WORD

__all__ = ["Subjects"]

_POSSESSIVES: Final = ("'s", "’s", "s'", "s’")
_LAST: Final = "last"
_FAR: Final = 24  # tokens between a subject and its cue at most
_LEAD: Final = 4  # small words between a quotation and the subject of its cue


class Subjects:
    """Looks for the subjects of the cues of one page."""

    def __init__(self, page: Page, mentions: Sequence[Mention], boxes: Sequence[Range]) -> None:
        self.page = page
        self.tokens = page.tokens
        self.lowers = page.lowers
        self.at_start = {mention.first: mention for mention in mentions}
        self.at_start |= {
            mention.body[0]: mention for mention in mentions if mention.body[0] not in self.at_start
        }
        self.at_end = {mention.end: mention for mention in mentions}
        self.box_end = dict(boxes)
        self.box_start = {end: first for first, end in boxes}
        self.role_last = page.pack.text("people.role_order") == _LAST
        self.complementisers = page.pack.words("general.complementisers")
        self.possessives = page.pack.words("general.possessives")
        self.articles = page.pack.words("general.articles")
        self.adverbs = page.pack.phrases("general.adverbs")
        self.prepositions = page.pack.words("general.prepositions")
        self.place_prepositions = page.pack.words("general.place_prepositions")
        self.relatives = page.pack.words("general.relatives")
        self.conjunctions = page.pack.words("general.conjunctions")
        self.subordinators = page.pack.words("general.subordinators")
        self.openers = page.pack.words("cues.content_openers")
        self.ambiguous = bool(self.openers & page.pack.words("general.relatives"))
        self.plural = page.pack.words("cues.plural")
        self.verb_prefixes = tuple(page.pack.words("people.verb_prefixes"))
        keys = ("function_words", "prepositions", "conjunctions", "auxiliaries", "subordinators", "relatives")
        self.grammar = frozenset(word for key in keys for word in page.pack.words(f"general.{key}"))
        self.infinitives = page.pack.words("general.infinitives")
        forms = page.pack.patterns("cues.dependent")
        self.dependent = re.compile("|".join(forms)) if forms else None
        self.interposed = page.pack.words("cues.interposed")
        self.agents = page.pack.words("cues.agent")
        self.addressees = page.pack.words("cues.addressee")
        self.purposive = self.infinitives & self.addressees
        subjects = frozenset(w for rows in page.pack.groups("general.pronouns").values() for w in rows)
        self.begun = (
            page.pack.words("general.finite") | self.purposive | subjects if self.ambiguous else frozenset()
        )
        self.addressing = page.pack.words("cues.addressing")
        self.addressee_nouns = page.pack.words("cues.addressee_nouns")

    def subject_right(self, at: int, stop: int) -> Mention | None:
        """The mention that begins right here, behind adverbs and articles."""
        for _ in range(3):
            if at >= stop:
                return None
            mention = self.at_start.get(at)
            if mention is not None:
                return mention
            skip = self._adverb(at)
            if not skip:
                skip = 1 if self.lowers[at] in self.articles or at in self.page.number_at else 0
            if not skip:
                return None
            at += skip
        return None

    def named_right(self, at: int, stop: int) -> Mention | None:
        """The first one within a few words behind a cue: "said 9/11 widow X", "according to talk show host X"."""
        for step in range(at, min(at + _LEAD + 1, stop)):
            mention = self.at_start.get(step)
            if mention is not None:
                usable = mention.kind == PERSON or (self.role_last and mention.kind != REFERENCE)
                return mention if usable else None
            if self.tokens[step].text == "," and step > at and not self.role_last:
                continue  # "said one of the medics there, X"
            if self.tokens[step].kind not in (WORD, DATE, MIXED) or self.lowers[step] in self.prepositions:
                return None
        return None

    def subject_left(self, unit: Range, at: int, found: Sequence[Frame]) -> tuple[Mention | None, bool]:
        """The subject before a cue, and whether it is taken over from the frame or subject before."""
        floor = self._floor(unit, found)
        start = at
        quoting = self._quoting_subject(unit[0], at)
        if quoting is not None:
            return quoting, False
        relative = self._relative_subject(at, floor)
        if relative is not None:
            return relative, False
        explained = self._explained_subject(at, floor) or self._described_subject(at, floor)
        if explained is not None:
            return explained, False
        at = self._skip_left(at, floor)
        mention = self._mention_ending(at)
        dependent = self.tokens[start - 1].text == "," and self.is_dependent(start)
        if (
            mention is not None
            and mention.first >= floor
            and not dependent
            and (not self._is_object(mention, floor) or self._opens_clause(mention, start))
            and not self.owns(mention)
        ):
            return mention, False
        if start == floor:
            return None, bool(found)
        inherited = self.clause_subject(floor, start) if not found else None
        if (
            dependent
            or at <= floor
            or self._is_joined(start, floor)
            or self.lowers[at - 1] in self.infinitives
        ):
            return (None, False) if self.lowers[start] in self.plural else (inherited, True)
        far = self._far_subject(floor, at)
        if far is None and self.tokens[start - 1].text == ",":
            return inherited, True
        return (far, False) if far is not None else (self.clause_subject(floor, start), False)

    def _floor(self, unit: Range, found: Sequence[Frame]) -> int:
        """How far back a subject may stand: behind the last frame that is no relative clause."""
        for frame in reversed(found):
            if self.lowers[frame.cue[0] - 1] not in self.relatives:
                return max(unit[0], frame.end)
        return unit[0]

    def _relative_subject(self, at: int, floor: int) -> Mention | None:
        """The one whom a relative clause is about: "X, who said"."""
        if at - 1 <= floor or self.lowers[at - 1] not in self.relatives:
            return None
        end = at - 1 - (self.tokens[at - 2].text == ",")
        mention = self.at_end.get(end)
        return (
            mention if mention is not None and mention.first >= floor and mention.kind != REFERENCE else None
        )

    def _quoting_subject(self, first: int, at: int) -> Mention | None:
        """The one right behind a quotation that breaks off, with commas up to the cue: " "...,” X, ..., said"."""
        end = self.box_end.get(first)
        if end is None or end >= at or not self.breaks_off(end) or self.tokens[at - 1].text != ",":
            return None
        mention = self.at_start.get(end)
        if mention is None or mention.end >= at or self.owns(mention):
            return None
        return mention if self.tokens[mention.end].text in {",", "("} else None

    def _explained_subject(self, at: int, floor: int) -> Mention | None:
        """The one in front of a relative clause between commas: "X, who met Y on Friday, said"."""
        if at - 1 <= floor or self.tokens[at - 1].text != ",":
            return None
        for comma in range(at - 3, max(floor, at - _FAR), -1):
            if self.tokens[comma].text == "," and self.lowers[comma + 1] in self.relatives:
                mention = self.at_end.get(comma)
                if mention is None or mention.first < floor or mention.kind == REFERENCE:
                    return None
                return None if self._is_object(mention, floor) else mention
        return None

    def _described_subject(self, at: int, floor: int) -> Mention | None:
        """The one in front of a relative clause without commas, where nothing else parts it from the cue.

        Only where roles stand first: there the clause's last word is no subject.
        """
        nearest = self.at_end.get(at)
        if self.role_last or (nearest is not None and nearest.kind == PERSON):
            return None
        for step in range(at - 1, max(floor, at - _FAR), -1):
            if self.tokens[step].kind != WORD or step in self.box_start:
                return None
            if self.lowers[step] in self.relatives:
                mention = self.at_end.get(step)
                if mention is None or mention.first < floor or mention.kind not in (PERSON, ANONYMOUS):
                    return None
                return None if step == at - 1 or self._is_object(mention, floor) else mention
        return None

    def _mention_ending(self, at: int) -> Mention | None:
        return self.at_end.get(at)

    def _is_object(self, mention: Mention, floor: int) -> bool:
        """Whether a preposition in front makes the mention part of another phrase."""
        before = mention.first - 1
        return before >= floor and self.lowers[before] in self.prepositions

    def _opens_clause(self, mention: Mention, cue: int) -> bool:
        """Whether what looks like a preposition opens a clause: "as Koval said", "after Koval announced"."""
        return mention.end == cue and self.lowers[mention.first - 1] in self.subordinators

    def unknown_left(self, at: int, floor: int) -> bool:
        """Whether a phrase of small words only stands between a comma and a cue: its subject is in no list.

        Only where roles stand first; small words of grammar, adverbs, and verbs make no such phrase.
        """
        if self.role_last:
            return False
        first = at
        while first > floor and at - first <= _LEAD and self._is_noun(first - 1):
            first -= 1
        return at - first > 1 and first > floor and self.tokens[first - 1].text == ","

    def _is_noun(self, at: int) -> bool:
        token, word = self.tokens[at], self.lowers[at]
        if token.kind != WORD or token.text[0].isupper() or word in self.grammar:
            return False
        return not word.startswith(self.verb_prefixes) and self.adverbs.match(self.lowers, at) is None

    def owns(self, mention: Mention) -> bool:
        """Whether a possessive ending makes the mention part of what follows: "Koval's tweets"."""
        last = self.lowers[mention.end - 1]
        return mention.kind != REFERENCE and last.endswith(_POSSESSIVES)

    def is_dependent(self, at: int) -> bool:
        """Whether the cue has a form that takes the subject of another verb: ", adding"."""
        return self.dependent is not None and self.dependent.fullmatch(self.lowers[at]) is not None

    def _is_joined(self, at: int, floor: int) -> bool:
        """Whether a conjunction joins the cue to the verb before it: "and said"."""
        return at > floor and self.lowers[at - 1] in self.conjunctions

    def clause_subject(self, floor: int, stop: int) -> Mention | None:
        """The first mention of the unit that is no object; an opening phrase with a preposition has none."""
        at = floor
        if floor < stop and self.lowers[floor] in self.prepositions:
            commas = (i + 1 for i in range(floor, stop) if self.tokens[i].text == ",")
            at = next(commas, floor)
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
                at = self.box_start[at]
                continue
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
            after = self.lowers[mention.end + 1]
            explains = after in self.relatives or after in self.articles or after in self.prepositions
            return explains or self._is_age(mention.end + 1)
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
        if self.tokens[at - 1].text == "," or self._is_age(at - 1):
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

    def _is_age(self, at: int) -> bool:
        return self.tokens[at].kind == NUMBER and self.tokens[at - 1].text == ","

    def _adverb(self, at: int) -> int:
        found = self.adverbs.match(self.lowers, at)
        return found[0] if found else 0

    def breaks_off(self, at: int) -> bool:
        """Whether the quotation that ends here ends as one does before its cue."""
        inside = self.tokens[at - 3] if self.tokens[at - 2].kind == MARK else self.tokens[at - 2]
        return inside.text in {",", "?", "!", "…", "—", "–", "-", "..."}

    def box_before(self, at: int) -> bool:
        return at in self.box_start
