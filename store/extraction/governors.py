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
from store.extraction.pairs import Pairs
from store.extraction.triggers import ACTIVE, NOUN, PASSIVE, Trigger
from store.language.tokens import NUMBER, WORD

__all__ = ["Governors"]

_AROUND: Final = 12  # triggers on each side that are looked at
_FAR_BEHIND: Final = 10  # tokens between a subject and its verb
_FAR_BEFORE: Final = 30  # tokens between a verb and the last of its objects
_FAR_RELATIVE: Final = 5  # tokens between a counted noun and the verb of its relative clause
_STOPS: Final = frozenset({",", ";", "—"})
_DONE_TO_OTHERS: Final = frozenset({"killed", "wounded", "captured", "destroyed", "damaged"})
_OWN_VERB: Final = 2  # tokens: a conjunction and the verb behind it
_CLOSING: Final = {"(": ")", "-": "-", "–": "–", "—": "—"}


class Governors:
    """Finds governors among the triggers of one sentence at a time."""

    def __init__(self, page: Page, measures: Sequence[Measure], pairs: Pairs) -> None:
        self.page = page
        self.pairs = pairs
        self.measures = {measure.number.first: measure for measure in measures}
        self.totals = {part: whole for whole, part in pairs.wholes.items()}
        self.counting = {first for first, measure in self.measures.items() if not measure.number.article}
        self.counting -= set(pairs.wholes)
        self.changes = page.pack.phrases("figures.changes")
        self.relatives = page.pack.words("general.relatives")
        self.conjunctions = page.pack.words("general.conjunctions")
        self.including = page.pack.words("events.including")
        self.prepositions = page.pack.words("general.prepositions")
        self.places = page.pack.words("figures.places")
        self.adverbs = page.pack.words("general.adverbs")
        self.functions = page.pack.words("general.function_words")
        self.auxiliaries = page.pack.words("general.auxiliaries")

    def without_changes(self, triggers: Sequence[Trigger]) -> list[Trigger]:
        """The triggers but for words that only tell how figures moved: "dropped from 30 to 24"."""
        lowers = self.page.lowers
        return [
            t
            for t in triggers
            if self.changes.match(lowers, t.at[0]) is None or not self.pairs.moved(t.at[1])
        ]

    def of(self, group: Sequence[Measure], triggers: Sequence[Trigger]) -> tuple[Trigger | None, str]:
        """The event word of a list of measures, and its voice; never that of the total of one of them."""
        totals = [self.totals[m.number.first] for m in group if m.number.first in self.totals]
        owned = [own for first in totals if (own := self.own(self.measures[first], triggers)[0]) is not None]
        if not owned:
            return self._of(group, triggers)
        found = self._of(group, [t for t in triggers if t not in owned])
        return found if found[0] is not None else self._of(group, triggers)

    def whole_of(self, part: Measure) -> Measure | None:
        """The total to which a part belongs."""
        first = self.totals.get(part.number.first)
        return self.measures.get(first) if first is not None else None

    def own(self, total: Measure, triggers: Sequence[Trigger]) -> tuple[Trigger | None, str]:
        """The word that tells of a total itself: "14 of 20 missiles launched by ...", "two of the five wounded"."""
        limit = self.pairs.limits.get(total.number.first)
        behind = [t for t in triggers if t.at[0] > total.number.last and (limit is None or t.at[0] < limit)]
        trigger = behind[0] if behind else None
        if trigger is None:
            return None, ""
        voice = PASSIVE if trigger.kind(PASSIVE) else ACTIVE
        if limit is not None or trigger.at[0] < total.end or self._relative(total.end, trigger.at[0]):
            return trigger, voice
        if total.number.first in self.pairs.equated:
            near = trigger.at[0] - total.end <= _FAR_RELATIVE and bool(trigger.kind(PASSIVE))
            return (trigger, PASSIVE) if near else (None, "")
        part = self.measures.get(self.pairs.wholes[total.number.first])
        if part is not None and part.narrower:
            # The part has a predicate of its own: "14 of the 41 people killed were children".
            return trigger, voice
        others = [t for t in triggers if t is not trigger]
        if trigger.at[0] > total.end or part is None or self._of([part], others)[0] is None:
            return None, ""
        return trigger, voice

    def _relative(self, end: int, at: int) -> bool:
        """Whether a relative clause begins at `end` and has its verb at `at`."""
        gap = self.page.tokens[end:at]
        plain = all(token.kind == WORD for token in gap)
        return 0 < len(gap) <= _FAR_RELATIVE and plain and gap[0].lower in self.relatives

    def _of(self, group: Sequence[Measure], triggers: Sequence[Trigger]) -> tuple[Trigger | None, str]:
        first, end = group[0].number.first, group[-1].end
        if self._is_where(group[0]):
            return None, ""
        index = bisect_left(triggers, first, key=lambda trigger: trigger.at[0])
        before = [t for t in triggers[max(0, index - _AROUND) : index] if t.at[1] <= first]
        behind = [t for t in triggers[index : index + _AROUND] if t.at[0] > group[-1].number.last]
        if end < len(self.page.tokens) and self._includes(end, first - 1):
            end += 1  # the comma that closes what is counted along
        passive = self.passive_behind(end, behind)
        active = self._before(before, ACTIVE, first)
        if active is not None and group[0].linked and group[0].part and not self._predicate(end, passive):
            return active, ACTIVE
        if passive is not None and not (active and self._is_nearer(active, first, passive, end)):
            return passive, PASSIVE
        for voice in (ACTIVE, NOUN, PASSIVE):
            found = self._before(before, voice, first)
            if found is not None:
                return found, voice
        if passive is not None:
            return passive, PASSIVE
        # Of those who kill or wound somebody nothing has been counted.
        acting = (t for t in behind if t.kind(ACTIVE) and t.at[0] - end <= 3)
        subject = next((t for t in acting if t.kind(ACTIVE) not in _DONE_TO_OTHERS), None)
        return (subject, ACTIVE) if subject is not None else (None, "")

    def _is_where(self, measure: Measure) -> bool:
        """Whether a number of places tells where something happened: "300 residents of three villages fled"."""
        before, words = measure.number.first - 1, measure.words.lower().split()
        behind_preposition = before >= 0 and self.page.lowers[before] in self.prepositions
        return behind_preposition and any(word in self.places for word in words)

    def _predicate(self, end: int, passive: Trigger | None) -> bool:
        """Whether a passive is said of the words in front of it: "14 of them were shot down"."""
        if passive is None:
            return False
        gap = self.page.lowers[end : passive.at[0]]
        return bool(gap) and all(word in self.auxiliaries for word in gap)

    def passive_behind(self, end: int, triggers: Sequence[Trigger]) -> Trigger | None:
        """The passive or intransitive verb of a subject that ends at `end`, before any border."""
        for trigger in triggers:
            if trigger.kind(PASSIVE) and not self._acts(end, trigger):
                gap = self._outside(min(end, trigger.at[0]), trigger.at[0])
                near = len(gap) <= _FAR_BEHIND
                return trigger if near and not any(self._border(at, trigger) for at in gap) else None
        return None

    def _acts(self, end: int, trigger: Trigger) -> bool:
        """Whether what is counted does it itself: "90 drones struck depots", but not "12 houses hit in X"."""
        if not trigger.kind(ACTIVE) or any(
            word in self.auxiliaries for word in self.page.lowers[end : trigger.at[0]]
        ):
            return False
        at = trigger.at[1]
        if at >= len(self.page.tokens) or self.page.tokens[at].kind not in (WORD, NUMBER):
            return False
        if at in self.page.date_at:
            return False
        word = self.page.lowers[at]
        return word not in self.prepositions | self.conjunctions | self.relatives | self.adverbs

    def _outside(self, begin: int, end: int) -> list[int]:
        """The tokens of a range but for what is put in between: "six people, including two children, died".

        Between dashes, in brackets, or between commas behind a word such as "including".
        """
        gap, left = list(range(begin, end)), None
        for at in range(begin, end):
            text = self.page.tokens[at].text
            if left is not None and text == _CLOSING.get(self.page.tokens[left].text, ","):
                gap = [n for n in gap if not left <= n <= at]
                left = None
            elif left is None and (text in _CLOSING or self._includes(at, at + 1)):
                left = at
        return gap

    def _includes(self, comma: int, word: int) -> bool:
        """Whether a comma and the word belong to what is counted along: ", including two children,"."""
        lowers = self.page.lowers
        return lowers[comma] == "," and 0 <= word < len(lowers) and lowers[word] in self.including

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

    def _another_verb(self, end: int, first: int) -> bool:
        """Whether a word that no list has stands between "and" and the number: "killed nine and drove out 40"."""
        if first - end < _OWN_VERB or self.page.lowers[first - _OWN_VERB] not in self.conjunctions:
            return False
        word = self.page.tokens[first - 1]
        plain = word.kind == WORD and not word.capital and word.lower not in self.functions
        return plain and word.lower not in self.prepositions | self.auxiliaries | self.including

    def _reaches(self, end: int, first: int) -> bool:
        gap = [self.page.tokens[at].text for at in range(end, first)]
        if len(gap) > _FAR_BEFORE or ";" in gap or self._another_verb(end, first):
            return False
        listed = any(at in self.counting for at in range(end, first))
        return listed or "," not in gap or gap[-1].lower() in self.including
