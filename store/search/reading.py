"""Reads a passage for one question: where its words stand, and where what it asks for may stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from store.search.asking import Intent, load_asking
from store.search.query import Query
from store.search.vocabulary import Vocabulary
from store.search.words import root

__all__ = ["Passage", "PassageReader"]

_AFTER, _BEFORE = 3, 2  # words between a number and its unit
_YEAR = re.compile(r"(?:19|20)\d\d")
_PIECE = re.compile(
    r"\d{1,2}/\s?\d{1,2}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'ʼ][^\W\d_]+)*|[%$€£]|[()]|[.!?]+(?=\s|$)"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Lower-case words, each with the number of its sentence.

    `hits`: place and term of each word that the question has as well; `answers`: places of what may be asked
    for. `measured`: a number stands with a unit of what the question measures; `spelt_out`: the question asks
    what an abbreviation stands for, and a word of it stands beside a bracket.
    """

    words: Sequence[str]
    sentences: Sequence[int]
    hits: Sequence[tuple[int, int]]
    answers: Sequence[int]
    measured: bool
    spelt_out: bool


class PassageReader:
    """Reads passages for one question; what a word has to do with it is found out once.

    `worth` says by term, the root of a word of the question, how much that word tells.
    """

    def __init__(self, query: Query, worth: Mapping[int, float], vocabulary: Vocabulary) -> None:
        self._worth, self._vocabulary = worth, vocabulary
        self._typed = frozenset(map(root, query.words))
        self._met: dict[str, int | None] = {}
        self.wants = _wants(query)
        measures = load_asking().measures
        self._units = frozenset().union(*(measures.get(word, ()) for word in self._typed))
        self._spells_out = not load_asking().spelling_out.isdisjoint(query.words)

    def read(self, text: str) -> Passage:
        """The passage as this question sees it."""
        words: list[str] = []
        sentences: list[int] = []
        hits: list[tuple[int, int]] = []
        answers: list[int] = []
        brackets: set[int] = set()
        sentence, before = 0, "."
        for piece in _PIECE.findall(text):
            if piece in "()":
                brackets.add(len(words))
                continue
            if piece[0] in ".!?":
                sentence, before = sentence + 1, "."
                continue
            word = piece.lower()
            met = self._met_by(word)
            if met is not None:
                hits.append((len(words), met))
            elif self._answers(piece, word, before):
                answers.append(len(words))
            words.append(word)
            sentences.append(sentence)
            before = word
        spelt_out = self._spells_out and any(place in brackets or place + 1 in brackets for place, _ in hits)
        return Passage(words, sentences, hits, answers, self._measured(words, answers), spelt_out)

    def _met_by(self, word: str) -> int | None:
        """The root, as a term, that a word has in common with the question."""
        if word not in self._met:
            term = self._vocabulary.terms.get(root(word))
            self._met[word] = term if term in self._worth else None
        return self._met[word]

    def _answers(self, piece: str, word: str, before: str) -> bool:
        """Whether a word may be what the question asks for."""
        if self.wants is Intent.WHEN:
            return _is_day(word) and root(word) not in self._typed
        if self.wants is Intent.HOW_MANY:
            return self._is_number(word) and root(word) not in self._typed
        return piece[0].isupper() and self._named(piece, word, before) and root(word) not in self._typed

    def _named(self, piece: str, word: str, before: str) -> bool:
        """Whether a word with a capital letter is the sort of name that the question asks for."""
        if self.wants is Intent.WHERE:
            return self._is_place(word) or (before != "." and before in load_asking().locatives)
        if before == ".":
            return False
        if self.wants is Intent.WHO:
            elsewhere = before in load_asking().locatives or self._is_place(word)
            return not (elsewhere or piece.isupper() or _is_day(word))
        return True

    def _is_place(self, word: str) -> bool:
        return any(term.startswith("g:") for term in self._vocabulary.lexicon.meanings(word))

    def _is_number(self, word: str) -> bool:
        return word[0].isdigit() or word in self._vocabulary.lexicon.numerals

    def _measured(self, words: Sequence[str], answers: Sequence[int]) -> bool:
        if self.wants is not Intent.HOW_MANY or not self._units:
            return False
        return any(
            not self._units.isdisjoint(words[max(place - _BEFORE, 0) : place + _AFTER + 1])
            for place in answers
        )


def _wants(query: Query) -> Intent | None:
    """The kind of thing that is asked for; "which year" is a day although it counts."""
    asked = (Intent.WHEN, Intent.HOW_MANY, Intent.WHERE, Intent.WHO)
    return next((intent for intent in asked if intent in query.intents), None)


@cache
def _day_words() -> frozenset[str]:
    return frozenset((*load_asking().months, *load_asking().weekdays))


def _is_day(word: str) -> bool:
    return word in _day_words() or "/" in word or _YEAR.fullmatch(word) is not None
