"""Governors: the event word that tells what a number counts, and the voice in which it does.

Behind the number a passive or intransitive verb ("37 people died"), before it an active verb ("killed 37
people") or a noun ("a toll of 37"). Borders are commas, other numbers, and a conjunction with its own verb.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from store.extraction.measures import Measure
from store.extraction.page import Page
from store.extraction.triggers import ACTIVE, NOUN, PASSIVE, Trigger

__all__ = ["Governors"]

_AROUND: Final = 12  # triggers on each side that are looked at
_FAR_BEHIND: Final = 10  # tokens between a subject and its verb
_FAR_BEFORE: Final = 30  # tokens between a verb and the last of its objects
_STOPS: Final = frozenset({",", ";", "—"})


class Governors:
    """Finds governors among the triggers of one sentence at a time."""

    def __init__(self, page: Page, measures: Sequence[Measure]) -> None:
        self.page = page
        self.counting = {measure.number.first for measure in measures if not measure.number.article}
        self.conjunctions = page.pack.words("general.conjunctions")
        self.including = page.pack.words("events.including")
        self.prepositions = page.pack.words("general.prepositions")
        self.auxiliaries = page.pack.words("general.auxiliaries")

    def of(self, group: Sequence[Measure], triggers: Sequence[Trigger]) -> tuple[Trigger | None, str]:
        """The event word of a list of measures, and its voice."""
        first, end = group[0].number.first, group[-1].end
        index = bisect_left(triggers, first, key=lambda trigger: trigger.at[0])
        before = [t for t in triggers[max(0, index - _AROUND) : index] if t.at[1] <= first]
        behind = [t for t in triggers[index : index + _AROUND] if t.at[0] > group[-1].number.last]
        passive = self.passive_behind(end, behind)
        active = self._before(before, ACTIVE, first)
        if active is not None and group[0].linked and group[0].part:
            return active, ACTIVE
        if passive is not None and not (active and self._is_nearer(active, first, passive, end)):
            return passive, PASSIVE
        for voice in (ACTIVE, NOUN, PASSIVE):
            found = self._before(before, voice, first)
            if found is not None:
                return found, voice
        if passive is not None:
            return passive, PASSIVE
        subject = next((t for t in behind if t.kind(ACTIVE) and t.at[0] - end <= 3), None)
        return (subject, ACTIVE) if subject is not None else (None, "")

    def passive_behind(self, end: int, triggers: Sequence[Trigger]) -> Trigger | None:
        """The passive or intransitive verb of a subject that ends at `end`, before any border."""
        for trigger in triggers:
            if trigger.kind(PASSIVE):
                gap = range(min(end, trigger.at[0]), trigger.at[0])
                near = trigger.at[0] - end <= _FAR_BEHIND
                return trigger if near and not any(self._border(at, trigger) for at in gap) else None
        return None

    def _border(self, at: int, trigger: Trigger) -> bool:
        if at in self.counting:
            return self.page.lowers[at - 1] not in self.prepositions
        if self.page.tokens[at].text in _STOPS:
            return True
        return self.page.lowers[at] in self.conjunctions and self._own_verb(at + 1, trigger)

    def _own_verb(self, at: int, trigger: Trigger) -> bool:
        """Whether the trigger stands right behind a conjunction: another verb with its own object."""
        while at < trigger.at[0] and self.page.lowers[at] in self.auxiliaries:
            at += 1
        return at == trigger.at[0]

    def _is_nearer(self, active: Trigger, first: int, passive: Trigger, end: int) -> bool:
        """Whether an active verb stands right before the number and the passive one farther behind."""
        return first - active.at[1] <= 1 and passive.at[0] - end > 1

    def _before(self, triggers: Sequence[Trigger], voice: str, first: int) -> Trigger | None:
        """The nearest trigger of that voice whose objects may reach to the number."""
        found = next((t for t in reversed(triggers) if t.kind(voice)), None)
        return found if found is not None and self._reaches(found.at[1], first) else None

    def _reaches(self, end: int, first: int) -> bool:
        gap = [self.page.tokens[at].text for at in range(end, first)]
        if len(gap) > _FAR_BEFORE or ";" in gap:
            return False
        listed = any(at in self.counting for at in range(end, first))
        return listed or "," not in gap or gap[-1].lower() in self.including
