"""The scene of a claim: who acts, where and when, as the claim's own sentence tells it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from store.extraction.mentions import ANONYMOUS, GROUP, PERSON, Mention
from store.extraction.page import Page, Range
from store.extraction.triggers import ACTIVE, Trigger
from store.language.tokens import WORD
from store.model import TimeReference

__all__ = ["Scene"]

_LONGEST_PLACE: Final = 6
_LONGEST_ACTOR: Final = 6


class Scene:
    """Answers who, where and when for places of one page."""

    def __init__(self, page: Page, mentions: Sequence[Mention]) -> None:
        self.page = page
        self.mentions = mentions
        pack = page.pack
        self.prepositions = pack.phrases("general.place_prepositions")
        self.any_preposition = pack.words("general.prepositions")
        self.place_types = pack.phrases("people.place_types")
        self.articles = pack.words("general.articles")
        self.agents = pack.words("cues.agent")
        self.countries = pack.phrases("people.countries")

    def time(self, sentence: Range, at: int) -> TimeReference:
        """The time expression of the sentence that is nearest to a token; days before mere words."""
        found = [d for d in self.page.dates if sentence[0] <= d.first < sentence[1]]
        if not found:
            return TimeReference()
        dated = [d for d in found if d.time.start] or found
        return min(dated, key=lambda d: abs(d.first - at)).time

    def place(self, sentence: Range, at: int) -> str:
        """The place of the sentence: behind a place preposition, and behind the token if there is one."""
        found = self._places(sentence)
        behind = [place for place in found if place[0] >= at]
        chosen = behind[0] if behind else found[-1] if found else None
        return self.page.words(chosen) if chosen else ""

    def _places(self, sentence: Range) -> list[Range]:
        found = []
        at = sentence[0]
        while at < sentence[1]:
            hit = self.prepositions.match(self.page.lowers, at)
            place = self._place_from(at + hit[0], sentence[1]) if hit else None
            if place is not None:
                found.append(place)
                at = place[1]
            else:
                at += hit[0] if hit else 1
        return found

    def _place_from(self, at: int, stop: int) -> Range | None:
        if self.page.date_at.get(at) is not None:
            return None
        while at < stop and self.page.lowers[at] in self.articles:
            at += 1
        first = end = at
        while end < stop and end - first < _LONGEST_PLACE and self._is_place_word(end):
            end += 1
        return (
            (first, end)
            if end > first and any(self.page.tokens[i].capital for i in range(first, end))
            else None
        )

    def _is_place_word(self, at: int) -> bool:
        token = self.page.tokens[at]
        if self.page.date_at.get(at) is not None:
            return False
        return token.capital or (
            token.kind == WORD and self.place_types.match(self.page.lowers, at) is not None
        )

    def actor(self, clause: Range, trigger: Trigger | None) -> str:
        """Who acts: the subject of an active verb, or the agent behind a preposition."""
        if trigger is None:
            return ""
        agent = self._agent(trigger.at[1], clause[1])
        if agent:
            return agent
        if trigger.kind(ACTIVE):
            subject = self._before(clause[0], trigger.at[0])
            if subject:
                return subject
        return self._country(clause)

    def _agent(self, at: int, stop: int) -> str:
        for step in range(at, min(at + 8, stop)):
            if self.page.lowers[step] in self.agents:
                mention = next((m for m in self.mentions if step < m.first <= step + 2), None)
                return self.page.words(mention.body) if mention else ""
        return ""

    def _before(self, first: int, stop: int) -> str:
        """The last group, person or force that stands as a subject before the verb."""
        inside = [m for m in self.mentions if first <= m.first and m.end <= stop]
        subjects = [m for m in inside if m.kind in (GROUP, PERSON, ANONYMOUS) and not self._is_object(m)]
        return self.page.words(subjects[-1].body) if subjects else self._plain_subject(first, stop)

    def _plain_subject(self, first: int, stop: int) -> str:
        words = [at for at in range(first, stop) if self.page.tokens[at].kind == WORD]
        return self.page.words((words[0], min(words[-1] + 1, words[0] + _LONGEST_ACTOR))) if words else ""

    def _is_object(self, mention: Mention) -> bool:
        return mention.first > 0 and self.page.lowers[mention.first - 1] in self.any_preposition

    def _country(self, clause: Range) -> str:
        """Some country or group of the sentence, as a last guess."""
        for mention in self.mentions:
            if (
                clause[0] <= mention.first < clause[1]
                and mention.kind == GROUP
                and not self._is_object(mention)
            ):
                return self.page.words(mention.body)
        return ""
