"""Claims: numbers that report something, and main events without a number.

A number takes its kind from the event word that governs it: a passive or intransitive verb behind its noun,
an active verb before it, a noun such as "death toll" before it; members of a list share one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from store.extraction.attribution import Attributed
from store.extraction.coreference import Resolved
from store.extraction.indirect import Clause
from store.extraction.ledger import Entity
from store.extraction.measures import Measure, find_measures, grouped
from store.extraction.mentions import Mention
from store.extraction.page import Page, Range
from store.extraction.scene import Scene
from store.extraction.triggers import ACTIVE, NOUN, PASSIVE, Trigger, find_triggers, kind_of_unit
from store.language.tokens import WORD
from store.model import Bound, Quantity, Stance, TimeReference

__all__ = ["Found", "find_claims"]

KILLED, WOUNDED, MISSING, CAPTURED = "killed", "wounded", "missing", "captured"
LOST, DESTROYED, DOWNED, DAMAGED = "lost", "destroyed", "downed", "damaged"
AREA, DISTANCE, SETTLEMENTS, SIZE = "area", "distance", "settlements", "size"
OTHER, EVENT, ATTACK = "other", "event", "attack"
_ABOUT_PEOPLE: Final = frozenset({KILLED, WOUNDED, MISSING, CAPTURED})
_LISTED: Final = frozenset({LOST, DESTROYED, DOWNED, DAMAGED})
_HOLDING: Final = frozenset({AREA, "seized", SETTLEMENTS, CAPTURED})
_MOST_EVENTS: Final = 2  # a sentence
_LONGEST_OBJECT: Final = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A claim before it has an id. `at` is its surface in tokens; `part`: it counts a part of another."""

    sentence: Range
    at: Range
    kind: str
    quantity: Quantity
    actor: str
    action: str
    place: str
    time: TimeReference
    source: Entity | None
    cue: Range | None
    stance: Stance
    rule: str
    part: bool = False


def find_claims(
    page: Page, mentions: Sequence[Mention], quotations: Sequence[Attributed], clauses: Sequence[Clause]
) -> list[Found]:
    """All claims in reading order."""
    finder = _Finder(page, mentions, quotations, clauses)
    found = [claim for sentence in page.sentences for claim in finder.claims(sentence)]
    return sorted(found, key=lambda claim: claim.at)


class _Finder:
    def __init__(
        self,
        page: Page,
        mentions: Sequence[Mention],
        quotations: Sequence[Attributed],
        clauses: Sequence[Clause],
    ) -> None:
        self.page = page
        self.scene = Scene(page, mentions)
        self.quotations = quotations
        self.clauses = clauses
        pack = page.pack
        self.generic = pack.text("events.generic_person")
        self.person_units = pack.phrases("events.person_units")
        self.zero = pack.phrases("events.zero")
        self.nobody = pack.phrases("events.nobody")
        self.doubtful = pack.words("events.zero_doubtful")
        self.forming = pack.phrases("events.forming")
        self.others = pack.words("events.others")
        self.main = pack.phrases("events.main_verbs")
        self.conjunctions = pack.words("general.conjunctions")
        self.stops = pack.words("events.unit_stop")
        self.measures: dict[int, list[Measure]] = {}
        for measure in find_measures(page):
            self.measures.setdefault(page.sentence_of(measure.number.first)[0], []).append(measure)

    def claims(self, sentence: Range) -> Iterator[Found]:
        triggers = find_triggers(self.page, sentence)
        used: set[Range] = set()
        for group in grouped(self.page, self.measures.get(sentence[0], [])):
            yield from self._of_group(sentence, group, triggers, used)
        yield from self._zeros(sentence, triggers)
        yield from self._events(sentence, used)

    # -- numbers --------------------------------------------------------------------------------------------

    def _of_group(
        self, sentence: Range, group: Sequence[Measure], triggers: Sequence[Trigger], used: set[Range]
    ) -> Iterator[Found]:
        trigger, voice = self._governor(group, triggers)
        unit = ""
        for measure in group:
            own, own_voice = self._governor([measure], triggers) if len(group) > 1 else (trigger, voice)
            chosen, chosen_voice = (own, own_voice) if own is not None else (trigger, voice)
            kind = self._kind(measure, chosen, chosen_voice)
            unit = self._unit(measure, kind, unit)
            if measure.number.article and not self._counts(measure, kind, len(group)):
                continue
            if chosen is not None:
                used.add(chosen.at)
            yield self._claim(sentence, measure, kind, unit, chosen)

    def _governor(self, group: Sequence[Measure], triggers: Sequence[Trigger]) -> tuple[Trigger | None, str]:
        """The event word of a list of measures, and the voice in which it governs them."""
        first, end = group[0].number.first, group[-1].end
        before = [t for t in triggers if t.at[1] <= first]
        behind = [t for t in triggers if t.at[0] >= end]
        inside = [t for t in triggers if group[-1].number.last < t.at[0] < end]
        passive = self._passive_behind(end, [*inside, *behind])
        active = self._nearest(before, ACTIVE)
        if passive is not None and (active is None or not self._adjacent(active, first, passive, end)):
            return passive, PASSIVE
        for voice in (ACTIVE, NOUN, PASSIVE):
            found = self._nearest(before, voice)
            if found is not None and self._same_clause(found.at[1], first):
                return found, voice
        if passive is not None:
            return passive, PASSIVE
        found = self._first(behind, ACTIVE)
        return (found, ACTIVE) if found is not None and found.at[0] - end <= 3 else (None, "")

    def _adjacent(self, active: Trigger, first: int, passive: Trigger, end: int) -> bool:
        """Whether the active verb stands right before the number and nearer than the passive one behind."""
        return (
            first - active.at[1] <= 1 and passive.at[0] - end > 1 and self._same_clause(active.at[1], first)
        )

    def _passive_behind(self, end: int, triggers: Sequence[Trigger]) -> Trigger | None:
        """The passive or intransitive verb of a subject that ends at `end`, before any border or number."""
        for trigger in triggers:
            if not trigger.kind(PASSIVE):
                continue
            gap = range(min(end, trigger.at[0]), trigger.at[0])
            if trigger.at[0] - end > 10 or any(self._border(at) for at in gap):
                return None
            return trigger
        return None

    def _border(self, at: int) -> bool:
        number = self.page.number_at.get(at)
        if number is not None and not number.article:
            return True
        return self.page.tokens[at].text in {",", ";", "—"} or self.page.lowers[at] in self.conjunctions

    def _same_clause(self, first: int, end: int) -> bool:
        between = [self.page.tokens[at].text for at in range(first, end)]
        return ";" not in between and len(between) <= 30

    def _nearest(self, triggers: Sequence[Trigger], voice: str) -> Trigger | None:
        return next((t for t in reversed(triggers) if t.kind(voice)), None)

    def _first(self, triggers: Sequence[Trigger], voice: str) -> Trigger | None:
        return next((t for t in triggers if t.kind(voice)), None)

    def _kind(self, measure: Measure, trigger: Trigger | None, voice: str) -> str:
        by_unit = kind_of_unit(self.page.pack.lang, measure.words.lower().split())
        if by_unit in (AREA, DISTANCE):
            return by_unit
        if self.forming.ending_at(self.page.lowers, measure.number.first) is not None:
            return SIZE
        kind = trigger.kind(voice) if trigger else ""
        if by_unit == SETTLEMENTS and (not kind or kind in _HOLDING):
            return SETTLEMENTS
        return kind or by_unit or OTHER

    def _unit(self, measure: Measure, kind: str, previous: str) -> str:
        """The unit as printed; an omitted one is the list's, or people where only people can be meant."""
        if measure.words and measure.words.lower() not in self.others:
            return measure.words
        if previous:
            return previous
        return self.generic if kind in _ABOUT_PEOPLE else ""

    def _counts(self, measure: Measure, kind: str, members: int) -> bool:
        """Whether an article is a number: with the dead and wounded, and in lists of losses."""
        if kind in _ABOUT_PEOPLE and self.person_units.match(measure.words.lower().split(), 0) is not None:
            return True
        return members > 1 and kind in _LISTED

    def _claim(
        self, sentence: Range, measure: Measure, kind: str, unit: str, trigger: Trigger | None
    ) -> Found:
        number = measure.number
        quantity = Quantity(number.value, number.high, number.fraction, unit, number.bound)
        at = (number.first, measure.end)
        return self._found(sentence, at, kind, quantity, trigger, measure.part)

    def _found(
        self,
        sentence: Range,
        at: Range,
        kind: str,
        quantity: Quantity,
        trigger: Trigger | None,
        part: bool = False,
    ) -> Found:
        source = self._source(at[0])
        rule = self.page.words(trigger.at) if trigger else "unit"
        return Found(
            sentence=sentence,
            at=at,
            kind=kind,
            quantity=quantity,
            actor=self.scene.actor(self._clause(sentence, at[0]), trigger),
            action=self.page.words(trigger.at) if trigger else "",
            place=self.scene.place(sentence, at[0]),
            time=self.scene.time(sentence, at[0]),
            source=source[0],
            cue=source[1],
            stance=source[2],
            rule=rule,
            part=part,
        )

    def _clause(self, sentence: Range, at: int) -> Range:
        """The part of the sentence that the source vouches for."""
        for clause in self.clauses:
            if clause.content[0] <= at < clause.content[1]:
                return max(sentence[0], clause.content[0]), min(sentence[1], clause.content[1])
        return sentence

    def _source(self, at: int) -> tuple[Entity | None, Range | None, Stance]:
        """Who claims what stands at a token: the quotation around it, else the frame, else the article."""
        for quotation in self.quotations:
            if quotation.stretch.box[0] <= at < quotation.stretch.box[1]:
                stance = quotation.source.frame.stance if quotation.source else Stance.SAYS
                return quotation.entity, quotation.cue, stance
        for clause in reversed(self.clauses):
            if clause.content[0] <= at < clause.content[1]:
                item: Resolved = clause.source
                return item.entity, item.frame.cue, item.frame.stance
        return None, None, Stance.SAYS

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
        trigger = self._passive_behind(at, [t for t in triggers if t.at[0] >= at])
        if trigger is None or trigger.at[0] - at > 5:
            return None
        kind = trigger.kind(PASSIVE)
        person = self.person_units.match(self.page.lowers, at)
        end = at + person[0] if person else min(trigger.at[0], at + 2)
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
            if hit is None or self._quoted(at) or (at, at + hit[0]) in used:
                at += hit[0] if hit else 1
                continue
            end = self._object_end(at + hit[0], sentence[1])
            yield self._event(sentence, at, end)
            count += 1
            at = end

    def _event(self, sentence: Range, at: int, end: int) -> Found:
        first = self._subject_start(sentence, at)
        return self._found(sentence, (first, end), EVENT, Quantity(), Trigger((at, end), ((ACTIVE, EVENT),)))

    def _quoted(self, at: int) -> bool:
        return any(q.stretch.box[0] <= at < q.stretch.box[1] for q in self.quotations)

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
            if any(clause.content[0] == first for clause in self.clauses):
                break
            first -= 1
        return first
