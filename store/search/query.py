"""Understands a question: language, intents, days, people, places, numbers, and what else must be matched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache

from store.language.additions import renewed
from store.language.detect import detect_language
from store.language.names import other_names
from store.language.stems import is_word
from store.search.asking import Intent, load_asking
from store.search.corrections import Corrections
from store.search.lexicon import Lexicon
from store.search.record import date_of, day_of, day_term, month_term
from store.search.slots import SHOOTING, STRONG, ReadWord, Slot, SlotKind, make_slots
from store.search.towns import as_town
from store.search.vocabulary import Vocabulary
from store.search.when import When, find_days
from store.search.words import clean, is_name_like, root, words_of

__all__ = ["LONGEST_QUESTION", "Query", "Reader", "understand"]

LONGEST_QUESTION = 600  # characters; what follows is not read
_MOST_WORDS = 48
_MOST_READINGS = 3
_TELLING = 5  # letters from which another spelling of a known name is no accident
_NUMERIC_DAY = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)\b")
_REDUPLICATED = re.compile(r"([^\W\d_]{3,})2\b")
_CORRECTED = {1: 0.9, 2: 0.75}
_NEGATION = "c:negation"
_QUOTED = re.compile(r"[\"“”„«][^\"“”„«»]*\w[ ,]+\w+[ ,]+\w[^\"“”„«»]*[\"“”»]")
# "Last night" names a day, but a text that says "overnight" fits a little better.
_NIGHT = Slot(SlotKind.CONCEPT, "", (("c:overnight", 1.0), ("c:night", 0.8)), 0.3, _MOST_WORDS)
_FALLING = SHOOTING | {"c:fall_down"}
_MONTHS = 12
_FEW_DAYS, _MOST_MONTHS, _YEARS_BACK = 14, 13, 4
_BESIDE = 0.6  # the day before or after the one asked for


@dataclass(frozen=True, slots=True)
class Query:
    """An understood question. `corrected` are pairs of typed word and the word that it is read as.

    `negated`: it says "not" ("gak" at its end only asks); `quoted`: it repeats some words between quotation marks.
    """

    text: str
    language: str
    words: tuple[str, ...] = ()
    intents: frozenset[Intent] = frozenset()
    when: When | None = None
    slots: tuple[Slot, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    negated: bool = False
    quoted: bool = False
    asked_on: date | None = None

    @property
    def shooting(self) -> bool:
        """Whether it asks about what was shot down or fell."""
        return any(
            term in _FALLING and weight >= STRONG for slot in self.slots for term, weight in slot.terms
        )

    @property
    def persons(self) -> tuple[str, ...]:
        """Keys of the people asked about, by name or office."""
        return self._keys("p:")

    @property
    def regions(self) -> tuple[str, ...]:
        """Keys of the places asked about."""
        return self._keys("g:")

    @property
    def topics(self) -> tuple[str, ...]:
        """The other words that an answer should speak of, as typed (or corrected)."""
        apart = (SlotKind.PERSON, SlotKind.PLACE, SlotKind.DAY)
        return tuple(slot.surface for slot in self.slots if slot.kind not in apart and slot.surface)

    @property
    def quantity(self) -> str:
        """What is counted ("drone" in "berapa drone ..."), "" where nothing is."""
        counted = (slot.surface for slot in self.slots if slot.kind in (SlotKind.CONCEPT, SlotKind.WORD))
        return next(counted, "") if Intent.HOW_MANY in self.intents else ""

    @property
    def dates(self) -> tuple[date, date] | None:
        """First and last day asked about, None where none is named or none can be told."""
        when = self.when
        return (when.start, when.end) if when is not None and when.start and when.end else None

    def _keys(self, prefix: str) -> tuple[str, ...]:
        strong = (term for slot in self.slots for term, weight in slot.terms if weight >= STRONG)
        return tuple(dict.fromkeys(term[len(prefix) :] for term in strong if term.startswith(prefix)))


@dataclass(slots=True)
class Reader:
    """Reads questions with a vocabulary and its corrections; `popularity` counts the records of a word."""

    vocabulary: Vocabulary
    corrections: Corrections
    popularity: Callable[[str], int] = field(default=lambda _: 0)
    newest: date | None = None

    def read(self, question: str, asked_on: date | None = None) -> Query:
        """The understood question; never raises, whatever the text."""
        text = clean(question[:LONGEST_QUESTION])
        if "2" in text or "1" in text:
            text = _NUMERIC_DAY.sub(_in_order, _REDUPLICATED.sub(r"\1", text))
        language = detect_language(text)
        typed = words_of(text)[:_MOST_WORDS]
        following = (*typed[1:], "")
        words = (
            [
                word
                for part, after in zip(typed, following, strict=True)
                for word in self._words(part, language, after)
            ]
            if typed
            else []
        )
        when = _take_days(words, asked_on, self.newest)
        best = tuple(word.best for word in words)
        return Query(
            text=text,
            language=language,
            words=best,
            intents=_find_intents(best),
            when=when,
            slots=(
                *(as_town(slot, words) for slot in make_slots(words, self.vocabulary.lexicon)),
                *_day_slots(when),
            ),
            corrected=tuple((word.typed, word.best) for word in words if word.typed != word.best),
            negated=_is_negated(best, self.vocabulary.lexicon),
            quoted=_QUOTED.search(question[:LONGEST_QUESTION]) is not None,
            asked_on=asked_on,
        )

    def _words(self, typed: str, language: str, after: str) -> list[ReadWord]:
        """A typed word, corrected, and written out where it is colloquial or an abbreviation."""
        if typed in load_asking().articles and self._begins_name(after):
            return [ReadWord(typed, ((typed, 1.0),))]
        word = self._word(typed)
        full = _written_out(word.best, language)
        if full == (word.best,):
            return [word]
        weight = word.readings[0][1]
        return [ReadWord(typed if len(full) == 1 else part, ((part, weight),)) for part in full]

    def _begins_name(self, after: str) -> bool:
        """Whether the word after an Arabic article is a name that belongs to it ("al mawasi")."""
        return bool(after) and is_name_like(after) and root(after) not in self.vocabulary.lexicon.by_root

    def _word(self, typed: str) -> ReadWord:
        if self._is_known(typed):
            return ReadWord(typed, ((typed, 1.0),))
        near = self.corrections.near(typed)
        nearest = [item for item in near if item[1] == near[0][1] and _plausible(typed, *item)]
        nearest.sort(key=lambda item: (item[0][0] != typed[0], -self.popularity(item[0])))
        readings = [(word, _CORRECTED[distance]) for word, distance in nearest[:_MOST_READINGS]]
        return ReadWord(typed, (*readings, (typed, 1.0)))

    def _is_known(self, word: str) -> bool:
        if word[0].isdigit() or word in self.vocabulary.words:
            return True
        if is_word(word, "id") or is_word(word, "en") or word in other_names():
            return True
        return len(word) >= _TELLING and root(word) in self.vocabulary.terms


def _in_order(day: re.Match[str]) -> str:
    """12/3/2025, which is 12 March, as the three numbers that are read as a day; 3/14/2025 is 14 March."""
    first, second, year = day.groups()
    return " ".join((year, first, second) if int(second) > _MONTHS else (year, second, first))


def _is_negated(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a question says "not"; "ada gak", "sudah atau belum" and what stands last only ask."""
    polar = load_asking().polar
    return any(
        _NEGATION in lexicon.meanings(word) and before not in polar
        for before, word in zip(("", *words), words[:-1], strict=False)
    )


def _plausible(typed: str, word: str, distance: int) -> bool:
    """Two errors spare the first letter; an abbreviation that is no word is not guessed from two errors."""
    return distance == 1 or (typed[0] == word[0] and word not in load_asking().short_forms)


def _written_out(word: str, language: str) -> tuple[str, ...]:
    """The full form of a colloquial or abbreviated word; the language's own table goes first."""
    tables = load_asking().colloquial
    own, other = tables.get(language, {}), tables["en" if language == "id" else "id"]
    if word in own:
        return own[word]
    return (word,) if word in load_asking().full_words else other.get(word, (word,))


def _day_slots(when: When | None) -> Iterator[Slot]:
    """What a day asked for adds: it draws the records of that day among the candidates; features judge them."""
    if when is None:
        return
    if when.night:
        yield _NIGHT
    if when.start is None or when.end is None:
        return
    first, last = when.start.toordinal(), when.end.toordinal()
    if last - first < _FEW_DAYS:
        years = range(_YEARS_BACK) if when.any_year else range(1)
        days = [
            (day_term(day - back), 1.0)
            for year in years
            for back in {round(365.25 * year), int(365.25 * year)}
            for day in range(first, last + 1)
        ]
        beside = [(day_term(day), _BESIDE) for day in (first - 1, last + 1)]
        terms = (*days, *beside)
    else:
        months = dict.fromkeys(month_term(day) for day in (*range(first, last, _FEW_DAYS), last))
        terms = tuple((month, 1.0) for month in list(months)[:_MOST_MONTHS])
    yield Slot(SlotKind.DAY, "", terms, share=0.0, position=_MOST_WORDS)


def _take_days(words: Sequence[ReadWord], asked_on: date | None, newest: date | None) -> When | None:
    when, used = find_days([word.best for word in words], asked_on, newest)
    for place in used:
        if place < len(words):
            words[place].used = True
    return when


def _find_intents(words: Sequence[str]) -> frozenset[Intent]:
    asking = load_asking()
    found: set[Intent] = set()
    for place, word in enumerate(words):
        for length in range(1, asking.lengths.get(word, 0) + 1):
            found |= asking.intents.get(tuple(words[place : place + length]), set())
    return frozenset(found)


@renewed
@cache
def _general_reader() -> Reader:
    vocabulary = Vocabulary()
    corrections = Corrections()
    corrections.update(vocabulary.words)
    return Reader(vocabulary, corrections)


@renewed
@lru_cache(maxsize=1000)
def understand(question: str, asked_on: date | str | None = None) -> Query:
    """The understood question by the general vocabulary alone, without any index (for explanations)."""
    return _general_reader().read(question, date_of(day_of(asked_on)))
