"""The scene of a claim: who acts, where and when, as the claim's own sentence tells it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, Protocol, TypeVar

from store.extraction.mentions import GROUP, REFERENCE, Mention
from store.extraction.namesakes import find_namesakes
from store.extraction.page import Page, Range
from store.extraction.triggers import ACTIVE, NOUN, Trigger
from store.language.tokens import WORD
from store.model import TimeReference

__all__ = ["Scene"]

_LAST: Final = "last"
_EVENT: Final = "event"
_LONGEST_PLACE: Final = 8
_SHORT: Final = 5  # letters of a word that is no verb with a prefix
_LONGEST_ACTOR: Final = 4
_LONGEST_TIME: Final = 9
_NEGATED_WITHIN: Final = 3  # tokens between a "not" and what did not happen
_POSSESSIVES: Final = ("'s", "’s")


class _Placed(Protocol):
    """Anything that begins at a token."""

    @property
    def first(self) -> int: ...


P = TypeVar("P", bound=_Placed)


def _between(rows: Sequence[P], part: Range) -> Sequence[P]:
    """Those that begin inside a token range; rows are in order."""
    start = bisect_left(rows, part[0], key=lambda row: row.first)
    end = bisect_left(rows, part[1], key=lambda row: row.first)
    return rows[start : max(start, end)]


class Scene:
    """Answers who, where and when for the sentences of one page."""

    def __init__(self, page: Page, mentions: Sequence[Mention]) -> None:
        self.page = page
        self.mentions = mentions
        self.namesakes = find_namesakes(page, mentions)
        pack = page.pack
        self.at_start = {mention.first: mention for mention in mentions}
        self.place_ends = {place.first: place.end for place in page.places}
        lands = pack.words("people.countries") if pack.text("people.role_order") == _LAST else frozenset()
        self.demonyms = {
            place.first
            for place in page.places
            if lands and "/" not in place.id and page.words((place.first, place.end)).lower() not in lands
        }
        self.dated = {at for found in page.dates for at in range(found.first, found.end)}
        self.times = pack.phrases("events.label_units")
        self.found_in: dict[Range, list[Range]] = {}
        self.prepositions = pack.phrases("general.place_prepositions")
        self.parts = pack.phrases("events.part_of")
        self.locatives = pack.words("general.locatives")
        self.negations = pack.words("general.negations")
        self.adjectives = pack.words("people.not_names")
        self.event_words = pack.phrases("events.active")
        self.any_preposition = pack.words("general.prepositions")
        self.conjunctions = pack.words("general.conjunctions")
        self.auxiliaries = pack.words("general.auxiliaries")
        self.articles = pack.words("general.articles")
        self.stops = pack.words("events.unit_stop")
        self.agents = pack.words("cues.agent")
        self.since = pack.words("dates.since")
        self.place_types = pack.words("people.place_types")
        self.prefixes = tuple(pack.words("people.verb_prefixes"))
        self.currencies = pack.words("events.currencies")
        self.of = pack.words("numbers.link")

    # -- when -----------------------------------------------------------------------------------------------

    def time(self, sentence: Range, clause: Range, at: int) -> TimeReference:
        """The time nearest to a token: in its own clause first, days before mere words."""
        for part in (clause, sentence):
            found = _between(self.page.dates, part)
            dated = [d for d in found if d.time.start] or found
            if dated:
                return min(dated, key=lambda d: abs(d.first - at)).time
        return self._since(sentence)

    def _since(self, sentence: Range) -> TimeReference:
        """Since an event: the words up to the comma."""
        for at in range(*sentence):
            if self.page.lowers[at] not in self.since:
                continue
            end = at
            while end < sentence[1] and end - at < _LONGEST_TIME and self.page.tokens[end].kind == WORD:
                end += 1
            if end - at > 1:
                return TimeReference(self.page.words((at, end)))
        return TimeReference()

    # -- where ----------------------------------------------------------------------------------------------

    def did_not_happen(self, sentence: Range, at: int) -> bool:
        """Whether a word for "not" or "without" stands close before: "without agreeing on a ceasefire"."""
        first = max(sentence[0], at - _NEGATED_WITHIN)
        before = [n for n in range(first, at) if self.page.tokens[n].kind != WORD]
        return any(word in self.negations for word in self.page.lowers[max([first, *before]) : at])

    def place(self, sentence: Range, at: int) -> Range | None:
        """Where it happened: a place behind a preposition (best behind the token), a list, any place."""
        if sentence not in self.found_in:
            self.found_in[sentence] = list(self._phrases(sentence)) or list(self._listed(sentence))
        found = self.found_in[sentence]
        if not found:
            return self._any(sentence, at)
        named = [place for place in found if self._is_named(place)] or found
        named = [place for place in named if not self._is_namesake(place)] or named
        behind = [place for place in named if place[0] > at]
        return behind[0] if behind else named[-1]

    def elsewhere(self, sentence: Range, place: Range) -> Range | None:
        """Another place behind a preposition in the sentence, the last before the given one."""
        self.place(sentence, place[0])
        words = self.page.words(place)
        others = [p for p in self.found_in[sentence] if self.page.words(p) != words and self._has_place(p)]
        before = [p for p in others if p[0] < place[0]]
        return before[-1] if before else next(iter(others), None)

    def _is_namesake(self, phrase: Range) -> bool:
        """Whether all that is a place in a phrase is the country in an institution's name."""
        places = [at for at in range(*phrase) if at in self.place_ends]
        return bool(places) and all(self.namesakes.inside(at) for at in places)

    def _is_named(self, place: Range) -> bool:
        return any(self.page.tokens[at].capital for at in range(*place))

    def _phrases(self, sentence: Range) -> Iterator[Range]:
        at = sentence[0]
        while at < sentence[1]:
            bounded = self.page.number_at.get(at)
            if bounded is not None:
                # "At least 15": the preposition belongs to the number.
                at = bounded.last + 1
                continue
            part = self.parts.match(self.page.lowers, at)
            if part is not None:
                at += part[0]  # "among them" is no place
                continue
            hit = self.prepositions.match(self.page.lowers, at)
            step = hit[0] if hit else int(self.page.lowers[at] in self.locatives)
            place = self._place_from(at + step, sentence[1]) if step else None
            if place is not None and hit is None and not self._has_place(place):
                place = None
            if place is not None:
                yield self._with_list(place, sentence[1])
            at = place[1] if place is not None else at + max(step, 1)

    def _has_place(self, phrase: Range) -> bool:
        return any(at in self.place_ends and at not in self.demonyms for at in range(*phrase))

    def _place_from(self, first: int, stop: int) -> Range | None:
        """The words of a place behind a preposition: up to a border; a number or a time is none."""
        while first < stop and self.page.lowers[first] in self.articles:
            first += 1
        end = first
        while end < stop and end - first < _LONGEST_PLACE and self._goes_on(end, first):
            end = self.place_ends.get(end, end + 1)
        if end == first or first in self.page.number_at:
            return None
        if any(self.page.lowers[at] in self.currencies for at in range(first, end)):
            return None
        # "In a week", "in critical condition"
        return None if self.times.ending_at(self.page.lowers, end) is not None else (first, end)

    def _goes_on(self, at: int, first: int) -> bool:
        token = self.page.tokens[at]
        if at in self.dated or token.kind != WORD:
            return False
        if at in self.place_ends or token.capital:
            return True
        before = self.page.tokens[at - 1]
        owned = before.text.endswith(_POSSESSIVES)
        if at > first and before.capital and not owned and token.lower not in self.of | self.place_types:
            return False
        linked = token.lower in self.of and at > first
        return linked or (token.lower not in self.stops and token.lower not in self.any_preposition)

    def _with_list(self, place: Range, stop: int) -> Range:
        """With the places that a comma or conjunction adds."""
        end = place[1]
        while end + 1 < stop and self._joins(end) and (following := self._listed_place(end + 1)) is not None:
            end = following
        return place[0], end

    def _joins(self, at: int) -> bool:
        return self.page.tokens[at].text == "," or self.page.lowers[at] in self.conjunctions

    def _listed_place(self, at: int) -> int | None:
        """The end of a listed place, with the word for its kind before it."""
        if at in self.place_ends:
            return self.place_ends[at]
        if self.page.lowers[at] in self.place_types and at + 1 in self.place_ends:
            return self.place_ends[at + 1]
        return None

    def _listed(self, sentence: Range) -> Iterator[Range]:
        """A list of two or more places."""
        at = sentence[0]
        while at < sentence[1]:
            end = self._listed_place(at)
            if end is None:
                at += 1
                continue
            whole = self._with_list((at, end), sentence[1])
            if whole[1] > end:
                yield whole
            at = whole[1]

    def _any(self, sentence: Range, at: int) -> Range | None:
        """Some place of the sentence, the nearest one before or behind."""
        inside = _between(self.page.places, sentence)
        real = self.namesakes.real(inside, elsewhere=False)
        found = [(p.first, p.end) for p in real if not self._is_adjective(p.first)]
        return min(found, key=lambda place: abs(place[0] - at), default=None)

    def _is_adjective(self, at: int) -> bool:
        token = self.page.tokens[at]
        return token.lower in self.adjectives or token.text.endswith(_POSSESSIVES) or at in self.demonyms

    # -- who ------------------------------------------------------------------------------------------------

    def actor(self, clause: Range, trigger: Trigger | None, source: str) -> str:
        """Who acts: an agent, else the subject of an active verb, or the source where a pronoun stands."""
        if trigger is None:
            return ""
        agent = self._agent(trigger.at[1], clause[1])
        if agent:
            return agent
        if trigger.kind(ACTIVE):
            return self._acting(clause, trigger.at[0], source, named=trigger.kind(ACTIVE) != _EVENT)
        if trigger.kind(NOUN):
            subject = self._subject(clause[0], trigger.at[0])
            return self.page.words(subject) if subject and self._is_somebody(subject) else ""
        return self._group(clause, trigger.at[0])

    def _is_somebody(self, words: Range) -> bool:
        """Whether a mention or a place is among the words: "Iran's attack", and no "larger attack"."""
        if any(at in self.at_start or at in self.place_ends for at in range(*words)):
            return True
        tokens = self.page.tokens[words[0] : words[1]]
        return any(token.capital or token.text.endswith(_POSSESSIVES) for token in tokens)

    def _acting(self, clause: Range, verb: int, source: str, *, named: bool) -> str:
        """The subject of an active verb; a participle or joined verb takes the clause's first subject.

        `named`: any noun will do, "the blast killed 12"; an event's actor is somebody.
        """
        subject = self._subject(clause[0], verb)
        joined = verb > clause[0] and self._joins(verb - 1)
        if subject and not joined:
            if self._is_pronoun(*subject):
                return source
            return self.page.words(subject) if named or self._is_somebody(subject) else ""
        first = (joined and self._shared(clause[0], verb)) or self._first_subject(clause[0], verb)
        if first is None or self._is_pronoun(*first):
            return source
        return self.page.words(first)

    def _shared(self, first: int, verb: int) -> Range | None:
        """The subject of the event verb to which a conjunction joins this one: "X killed 12 and took 3"."""
        for at in range(verb - 2, first, -1):
            if self.event_words.match(self.page.lowers, at) is not None:
                subject = self._subject(first, at)
                return subject if subject and self._is_somebody(subject) else None
        return None

    def _first_subject(self, first: int, stop: int) -> Range | None:
        """The words with which the clause begins, up to its first verb or preposition."""
        while first < stop and self.page.lowers[first] in self.articles:
            first += 1
        end = first
        while end < stop and end - first < _LONGEST_ACTOR and self._is_actor_word(end):
            if self.page.lowers[end] in self.auxiliaries or self.event_words.match(self.page.lowers, end):
                break
            end += 1
        return (first, end) if end > first else None

    def _agent(self, at: int, stop: int) -> str:
        for step in range(at, min(at + 8, stop)):
            if self.page.lowers[step] in self.agents:
                return self._words_from(step + 1, stop)
        return ""

    def _words_from(self, at: int, stop: int) -> str:
        while at < stop and self.page.lowers[at] in self.articles:
            at += 1
        end = at
        while end < stop and end - at < _LONGEST_ACTOR and self._is_actor_word(end):
            end += 1
        return self.page.words((at, end))

    def _is_actor_word(self, at: int) -> bool:
        token = self.page.tokens[at]
        if token.kind != WORD or token.lower in self.stops or token.lower in self.any_preposition:
            return False
        if at in self.page.number_at:
            return False
        verb = token.text[0].islower() and len(token.text) > _SHORT and token.text.startswith(self.prefixes)
        return not verb or at in self.at_start

    def _subject(self, first: int, stop: int) -> Range | None:
        """The words right before a verb, back to a border."""
        end = stop
        while end > first and self.page.lowers[end - 1] in self.auxiliaries:
            end -= 1
        start = end
        while start > first and end - start < _LONGEST_ACTOR and self._is_actor_word(start - 1):
            start -= 1
        while start < end and self.page.lowers[start] in self.articles:
            start += 1
        return (start, end) if start < end else None

    def _is_pronoun(self, first: int, end: int) -> bool:
        mention = self.at_start.get(first)
        return mention is not None and mention.kind == REFERENCE and mention.end == end

    def _group(self, clause: Range, at: int) -> str:
        """For a passive without an agent: a force or country behind the verb."""
        behind = [m for m in _between(self.mentions, (at + 1, clause[1])) if m.kind == GROUP]
        return self.page.words(behind[0].body) if behind else ""
