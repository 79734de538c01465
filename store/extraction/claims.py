"""Claims: numbers that report something, and main events without a number.

A number takes its kind from the event word that governs it: a passive or intransitive verb behind its noun,
an active verb before it, a noun such as "death toll" before it; members of a list share one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from store.extraction.attribution import Attributed
from store.extraction.cues import Frame
from store.extraction.governors import Governors
from store.extraction.indirect import Clause
from store.extraction.ledger import Entity
from store.extraction.measures import Measure, find_measures, grouped
from store.extraction.mentions import Mention
from store.extraction.page import Page, Range
from store.extraction.pairs import find_pairs
from store.extraction.predicates import with_predicates
from store.extraction.scene import Scene
from store.extraction.sources import Sources
from store.extraction.triggers import ACTIVE, PASSIVE, Trigger, find_triggers, kind_of_unit
from store.extraction.units import Units
from store.language.tokens import BREAK, WORD
from store.model import Bound, Quantity, Stance, TimeReference

__all__ = ["Found", "find_claims"]

KILLED, WOUNDED, MISSING, CAPTURED = "killed", "wounded", "missing", "captured"
LAUNCHED: Final = "launched"
LOST, DESTROYED, DOWNED, DAMAGED = "lost", "destroyed", "downed", "damaged"
AREA, DISTANCE, SETTLEMENTS, SIZE = "area", "distance", "settlements", "size"
OTHER, EVENT, ATTACK = "other", "event", "attack"
UNIT_RULE: Final = "unit"  # no event word: the unit alone speaks
_ABOUT_PEOPLE: Final = frozenset({KILLED, WOUNDED, MISSING, CAPTURED, "displaced", "evacuated"})
_HURT: Final = frozenset({KILLED, WOUNDED})
_LISTED: Final = frozenset({LOST, DESTROYED, DOWNED, DAMAGED})
_HOLDING: Final = frozenset({AREA, "seized", SETTLEMENTS, CAPTURED})
_MEASURING: Final = frozenset(
    {AREA, DISTANCE, SETTLEMENTS, SIZE, OTHER}
)  # how far, how much: not what happened
_MOST_EVENTS: Final = 2  # a sentence
_LONGEST_OBJECT: Final = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A claim before it has an id. `at` is its surface in tokens; `part`: it counts a part of another.

    `twin`: the first token of a figure that counts the same, -1 = none; `replaced`: and is the newer one.
    """

    sentence: Range
    at: Range
    kind: str
    quantity: Quantity
    actor: str
    action: str
    place: Range | None
    time: TimeReference
    source: Entity | None
    cue: Range | None
    stance: Stance
    rule: str
    part: bool = False
    twin: int = -1
    replaced: bool = False


def find_claims(
    page: Page,
    mentions: Sequence[Mention],
    frames: Sequence[Frame],
    quotations: Sequence[Attributed],
    clauses: Sequence[Clause],
) -> list[Found]:
    """All claims in reading order."""
    finder = _Finder(page, mentions, frames, quotations, clauses)
    found = [claim for sentence in page.sentences for claim in finder.claims(sentence)]
    return sorted(found, key=lambda claim: claim.at)


class _Finder:
    def __init__(
        self,
        page: Page,
        mentions: Sequence[Mention],
        frames: Sequence[Frame],
        quotations: Sequence[Attributed],
        clauses: Sequence[Clause],
    ) -> None:
        self.page = page
        self.scene = Scene(page, mentions)
        self.sources = Sources(quotations, clauses)
        pack = page.pack
        self.units = Units(page)
        self.generic = pack.text("events.generic_person")
        self.person_units = pack.phrases("events.person_units")
        self.zero = pack.phrases("events.zero")
        self.nobody = pack.phrases("events.nobody")
        self.doubtful = pack.words("events.zero_doubtful")
        self.forming = pack.phrases("events.forming")
        self.lacking = pack.words("events.lacking")
        self.main = pack.phrases("events.main_verbs")
        self.stops = pack.words("events.unit_stop")
        self.people = pack.words("events.generic_units")
        self.singular = pack.words("numbers.singular")
        self.nobody_words = pack.words("events.nobody_words")
        forms = pack.patterns("events.participles")
        self.participles = re.compile("|".join(forms)) if forms else None
        self.owners = pack.words("general.articles") | pack.words("general.possessives")
        self.last_kind = ""
        self.measures: dict[int, list[Measure]] = {}
        speakers = {
            at for frame in frames if frame.subject for at in range(frame.subject.first, frame.subject.end)
        }
        measures = [m for m in find_measures(page) if m.number.first not in speakers]
        measures = with_predicates(page, measures)
        self.pairs = find_pairs(page, measures)
        self.parts = frozenset(self.pairs.wholes.values())
        self.governors = Governors(page, measures, self.pairs)
        for measure in measures:
            self.measures.setdefault(page.sentence_of(measure.number.first)[0], []).append(measure)

    def claims(self, sentence: Range) -> Iterator[Found]:
        """The claims of one sentence."""
        self.last_kind = ""
        triggers = self.governors.without_changes(find_triggers(self.page, sentence))
        used: set[Range] = set()
        yield from self._figures(sentence, triggers, used)
        yield from self._zeros(sentence, triggers)
        if not self.page.is_headline(self.page.unit_of(sentence[0])):
            yield from self._events(sentence, used)

    # -- numbers --------------------------------------------------------------------------------------------

    def _figures(self, sentence: Range, triggers: Sequence[Trigger], used: set[Range]) -> Iterator[Found]:
        """The figures of a sentence, the totals of others last."""
        pairs = self.pairs
        counting = [m for m in self.measures.get(sentence[0], []) if m.number.first not in pairs.nothing]
        totals = [m for m in counting if m.number.first in pairs.wholes]
        kinds: dict[int, str] = {}
        for group in grouped(self.page, [m for m in counting if m not in totals]):
            for claim in self._of_group(sentence, group, triggers, used):
                kinds[claim.at[0]] = claim.kind
                yield claim
        for total in totals:
            trigger, voice = self.governors.own(total, triggers)
            told = trigger is not None or kinds.get(pairs.wholes[total.number.first]) == OTHER
            if trigger is not None:
                used.add(trigger.at)
            kind = self._kind(total, trigger, voice)
            people = kind in _ABOUT_PEOPLE
            if told and (total.words or people):
                unit = self.units.of(total, [total], people=people)
                yield self._claim(sentence, total, kind, unit, trigger, triggers)

    def _of_group(
        self, sentence: Range, group: Sequence[Measure], triggers: Sequence[Trigger], used: set[Range]
    ) -> Iterator[Found]:
        trigger, voice = self.governors.of(group, triggers)
        previous = ""
        for measure in group:
            own, own_voice = self.governors.of([measure], triggers) if len(group) > 1 else (trigger, voice)
            chosen, chosen_voice = (own, own_voice) if own is not None else (trigger, voice)
            kind = self._kind(measure, chosen, chosen_voice)
            if own is None and kind in _HURT and self._is_thing(measure, group):
                kind = OTHER
            if kind == OTHER and measure.part:
                kind = previous or self.last_kind or self._kind_of_whole(measure, triggers)
            unit = self.units.of(measure, self.measures[sentence[0]], people=kind in _ABOUT_PEOPLE)
            if self._says_nothing(measure, kind, len(group), unit):
                continue
            previous = self.last_kind = kind
            if chosen is not None and kind not in _MEASURING:
                used.add(chosen.at)
            yield self._claim(sentence, measure, kind, unit, chosen, triggers)

    def _kind(self, measure: Measure, trigger: Trigger | None, voice: str) -> str:
        by_unit = kind_of_unit(self.page.pack.lang, measure.words.lower().split())
        inside = trigger is not None and measure.unit[0] <= trigger.at[0] < measure.unit[1]
        if by_unit in (AREA, DISTANCE) or (by_unit and inside):
            return by_unit
        if self.forming.ending_at(self.page.lowers, measure.number.first) is not None:
            return SIZE
        kind = trigger.kind(voice) if trigger else ""
        if measure.end < len(self.page.lowers) and self.page.lowers[measure.end] in self.lacking:
            return OTHER  # "40,000 people without power" are hurt by nothing
        if by_unit == SETTLEMENTS and (not kind or kind in _HOLDING):
            return SETTLEMENTS
        if kind == LAUNCHED and measure.words and not measure.words[0].isalnum():
            return OTHER  # a share is launched by nobody
        if kind == CAPTURED and measure.words and not self.units.counts_people(measure):
            return OTHER
        return kind or by_unit or OTHER

    def _kind_of_whole(self, part: Measure, triggers: Sequence[Trigger]) -> str:
        """What happened to the total of a part: "of the 41 killed, 14 were children"."""
        whole = self.governors.whole_of(part)
        return self._kind(whole, *self.governors.own(whole, triggers)) if whole is not None else OTHER

    def _is_thing(self, measure: Measure, group: Sequence[Measure]) -> bool:
        """Whether a measure counts things beside people: "four drones crashed and two people were killed"."""
        if not measure.words or self.units.counts_people(measure):
            return False
        return any(other.words and self.units.counts_people(other) for other in group)

    def _says_nothing(self, measure: Measure, kind: str, members: int, unit: str) -> bool:
        """An article that counts nothing, a bare number without an event, "one of the ..."."""
        if measure.number.article:
            return not self._counts(measure, kind, members)
        if self.page.lowers[measure.number.first] in self.singular and measure.linked and not measure.part:
            return True
        named = measure.words or (unit if measure.number.first in self.parts else "")
        return kind == OTHER and (not named or (not measure.words and measure.number.value == 1))

    def _counts(self, measure: Measure, kind: str, members: int) -> bool:
        """Whether an article is a number: with the dead and wounded, and in lists of losses."""
        words = measure.words.lower().split()
        if kind in _HURT and words[0] not in self.people and self.person_units.match(words, 0) is not None:
            return True
        return members > 1 and kind in _LISTED

    def _claim(
        self,
        sentence: Range,
        measure: Measure,
        kind: str,
        unit: str,
        trigger: Trigger | None,
        triggers: Sequence[Trigger],
    ) -> Found:
        number = measure.number
        taken = any(
            t.at[0] < number.first < t.at[1] for t in triggers
        )  # "spread over 40 hectares" bounds nothing
        bound = Bound.EXACT if taken else number.bound
        quantity = Quantity(number.value, number.high, number.fraction, unit, bound)
        at = (number.first, measure.end)
        found = self._found(sentence, at, kind, quantity, trigger, measure.part)
        return replace(
            found, twin=self.pairs.twin(number.first), replaced=number.first in self.pairs.replaced
        )

    def _found(
        self,
        sentence: Range,
        at: Range,
        kind: str,
        quantity: Quantity,
        trigger: Trigger | None,
        part: bool = False,
    ) -> Found:
        source = self.sources.at(at[0])
        rule = self.page.words(trigger.at) if trigger else UNIT_RULE
        clause = _inside(source.clause, sentence)
        actor = self.scene.actor(clause, trigger, source.entity.name if source.entity else "")
        place = self.scene.place(clause, at[0]) or self._place_before(sentence, at[0])
        if place is not None and self.page.words(place) == actor:
            place = self.scene.elsewhere(sentence, place) or place  # a capital that acts is a government
        return Found(
            sentence=sentence,
            at=at,
            kind=kind,
            quantity=quantity,
            actor=actor,
            action=self.page.words(trigger.at) if trigger else "",
            place=place,
            time=self.scene.time(sentence, clause, at[0]),
            source=source.entity,
            cue=source.cue,
            stance=source.stance,
            rule=rule,
            part=part,
        )

    def _place_before(self, sentence: Range, at: int) -> Range | None:
        """The place of the sentence before in the same paragraph: "Drones struck X. Nobody was hurt."""
        index = bisect_left(self.page.sentences, sentence)
        if index == 0:
            return None
        before = self.page.sentences[index - 1]
        together = self.page.tokens[before[1]].kind != BREAK and before[1] == sentence[0]
        return self.scene.place(before, at) if together else None

    # -- nobody ---------------------------------------------------------------------------------------------

    def _zeros(self, sentence: Range, triggers: Sequence[Trigger]) -> Iterator[Found]:
        """ "No casualties", "no one was hurt": a count of zero."""
        at = sentence[0]
        while at < sentence[1]:
            hit = self.zero.match(self.page.lowers, at)
            if hit is None:
                at += 1
                continue
            found = self._zero(sentence, at, at + hit[0], triggers)
            if found is not None:
                yield found
            at += hit[0]

    def _zero(self, sentence: Range, first: int, at: int, triggers: Sequence[Trigger]) -> Found | None:
        if at >= sentence[1] or self.page.lowers[at] in self.doubtful:
            return None
        quantity = Quantity(0.0, bound=Bound.EXACT, unit=self.generic)
        named = self.nobody.match(self.page.lowers, at)
        if named is not None:
            unit = self.generic if named[1] in _ABOUT_PEOPLE else self.page.words((at, at + named[0]))
            quantity = Quantity(0.0, bound=Bound.EXACT, unit=unit)
            return self._found(sentence, (first, at + named[0]), named[1], quantity, None)
        return self._zero_of(sentence, first, at, triggers)

    def _zero_of(self, sentence: Range, first: int, at: int, triggers: Sequence[Trigger]) -> Found | None:
        """No X was hit: the kind is the verb's."""
        trigger = self.governors.passive_behind(at, [t for t in triggers if t.at[0] >= at])
        if trigger is None or trigger.at[0] - at > 5:
            return None
        kind = trigger.kind(PASSIVE)
        person = self.person_units.match(self.page.lowers, at)
        end = at + person[0] if person else min(trigger.at[0], at + 2)
        if self.page.lowers[at - 1] in self.nobody_words:
            person, end = (1, PASSIVE), at
        if person is None and kind not in (DAMAGED, DESTROYED, WOUNDED, KILLED, DOWNED, LOST):
            return None
        unit = self.page.words((at, end)) if end > at else self.generic
        return self._found(
            sentence, (first, trigger.at[1]), kind, Quantity(0.0, bound=Bound.EXACT, unit=unit), trigger
        )

    # -- events ---------------------------------------------------------------------------------------------

    def _events(self, sentence: Range, used: set[Range]) -> Iterator[Found]:
        """The main events of a sentence that no number reports already; nothing inside quotation marks."""
        count, at = 0, sentence[0]
        while at < sentence[1] and count < _MOST_EVENTS:
            hit = self.main.match(self.page.lowers, at)
            if hit is None or self.sources.quotation(at) is not None or any(a <= at < b for a, b in used):
                at += hit[0] if hit else 1
                continue
            if self._describes(at) or self.scene.did_not_happen(sentence, at):
                at += hit[0]
                continue
            end = self._object_end(at + hit[0], sentence[1])
            yield self._event(sentence, at, end)
            count += 1
            at = end

    def _describes(self, at: int) -> bool:
        """Whether a participle stands in front of a noun: "the besieged town", "Bondar's damaged house"."""
        if self.participles is None or self.participles.fullmatch(self.page.lowers[at]) is None or not at:
            return False
        before = self.page.lowers[at - 1]
        return before in self.owners or before.endswith(("'s", "’s"))

    def _event(self, sentence: Range, at: int, end: int) -> Found:
        first = self._subject_start(sentence, at)
        return self._found(sentence, (first, end), EVENT, Quantity(), Trigger((at, end), ((ACTIVE, EVENT),)))

    def _object_end(self, at: int, stop: int) -> int:
        end = at
        while end < stop and end - at < _LONGEST_OBJECT and self.page.tokens[end].kind == WORD:
            if self.page.lowers[end] in self.stops and end > at:
                break
            end += 1
        return max(at, end)

    def _subject_start(self, sentence: Range, at: int) -> int:
        """Back to the clause's border."""
        first = at
        while first > sentence[0] and self.page.tokens[first - 1].kind == WORD and at - first < 8:
            if self.sources.begins(first):
                break
            first -= 1
        return first


def _inside(clause: Range | None, sentence: Range) -> Range:
    """The part of a sentence for which a source vouches; the whole where none does."""
    if clause is None:
        return sentence
    return max(sentence[0], clause[0]), max(clause[0], min(sentence[1], clause[1]))
