"""Where a name begins and ends in a noun phrase, by the order of the language and by what recurs alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from store.extraction.page import Page, Range
from store.extraction.tags import (
    COUNTRY,
    HONORIFIC,
    INSTITUTION,
    LINK,
    NAME,
    NOUNY,
    OTHER_CAPITAL,
    OUTLET,
    PARTICLE,
    RANK,
    ROLE,
)
from store.language.lexicon import is_common, opens_sentences
from store.language.toponyms import is_first_name

__all__ = ["NameCutter"]

_CLOSE: Final = ")"
_SHORTEST, _LONGEST = 2, 3  # words of a usual full name


class NameCutter:
    """Cuts names out of the noun phrases of one page."""

    def __init__(self, page: Page, tags: Sequence[str]) -> None:
        self.page = page
        self.tags = tags
        self.lowers = page.lowers
        self.relations = page.pack.words("people.relations")
        self.given = page.pack.words("people.given_names")
        self.territorial = page.pack.phrases("people.territorial_roles")
        self.prepositions = page.pack.words("general.place_prepositions")
        self.place_types = page.pack.words("people.place_types")
        texts = [token.text for token in page.tokens]
        self.counts = Counter(texts)
        self.pairs = Counter(pairwise(texts))
        self.before_names = Counter(
            left.text for left, right in pairwise(page.tokens) if left.capital and right.capital
        )
        self.firsts = {first for first, _ in page.sentences}
        self.placed = self._placed()
        self.cues_before = page.pack.words("cues.inverted") | page.pack.words("cues.according")
        self.cues_behind = page.pack.words("cues.active")
        self.speaking = self._names_speaking()
        shapes = page.pack.patterns("people.common_shapes")
        self.common = re.compile("|".join(shapes)) if shapes else None

    def after_role(self, first: int, end: int) -> Range | None:
        """Role last: the name follows the last role or rank, or is the whole phrase."""
        titles = [at for at in range(first, end) if self.tags[at] in (ROLE, RANK, HONORIFIC)]
        if titles and (holder := self._holder(titles[-1], end)) is not None:
            return holder
        if any(self.tags[at] == INSTITUTION for at in range(titles[-1] if titles else first, end)):
            return None
        if not titles:
            run = self._run(first, end)
            whole = run is not None and run == (first, end) and not self._is_place(first)
            return (first + self._has_opener(run), end) if run and whole else None
        start = titles[-1] + 1
        while start < end and self.page.tokens[start].text == ".":
            start += 1
        run = self._run(start, end) if start < end else None
        return run if run and run[0] == start else None

    def _holder(self, title: int, end: int) -> Range | None:
        """The holder's full name behind an office of somewhere: "the mayor of Kharkiv Ihor Terekhov"."""
        run = self._last_run(title + 1, end)
        if run is None or run[1] != end or not _SHORTEST <= run[1] - run[0] <= _LONGEST:
            return None
        linked = title + 1 < run[0] and self.tags[title + 1] == LINK
        placed = self.tags[run[0] - 1] in (COUNTRY, INSTITUTION, OUTLET)
        return run if linked and placed and is_first_name(self.page.tokens[run[0]].text) else None

    def at_end(self, first: int, end: int) -> Range | None:
        """Role first: the name is the last run of unexplained capitals, cut where it begins."""
        run = self._last_run(first, end)
        if run is None or run[1] < end:
            return self.without_opener(run) if run and run[0] == first and self._is_bare_name(run) else None
        before = self.tags[run[0] - 1] if run[0] > first else ""
        if not before:
            return self.without_opener(run) if self._is_bare_name(run) else None
        if before == LINK or self.lowers[run[0] - 1] in self.prepositions:
            return self._known_tail(run)
        if before in (RANK, HONORIFIC):
            return run
        if ROLE not in self.tags[first : run[0]] and RANK not in self.tags[first : run[0]]:
            return self._full_tail(first, run)
        if before == COUNTRY and run[1] - run[0] == _SHORTEST:
            return run  # behind a place both words are the name: "Prime Minister of X Benjamin Y"
        if before in (COUNTRY, OUTLET) or self.page.tokens[run[0] - 1].text in {_CLOSE, "."}:
            return self._start(run), run[1]
        if self.lowers[run[0] - 1] in self.relations:
            return None
        name = self._cut(first, run, before)
        return None if name is not None and self._is_office(name) else name

    def _full_tail(self, first: int, run: Range) -> Range | None:
        """The name behind a place or institution; all of it where a bracket or a cue shows its borders."""
        tail = self._known_tail(run)
        bracketed = tail is not None and self.page.tokens[run[0] - 1].text == _CLOSE
        whole = bracketed and run[1] - run[0] <= _LONGEST
        return run if whole or self._says(first, run) else tail

    def _says(self, first: int, run: Range) -> bool:
        """Whether a full name behind a place, or behind the short form of an institution, has a cue behind it.

        So it is where the office before it was not known as one.
        """
        if not _SHORTEST <= run[1] - run[0] <= _LONGEST or run[1] >= len(self.lowers):
            return False
        before = run[0] - 1
        while before > first and self.tags[before] == COUNTRY:
            before -= 1
        short = self.page.tokens[before].text == _CLOSE
        placed = self.tags[run[0] - 1] == COUNTRY and INSTITUTION not in self.tags[first : run[0]]
        return (placed or short) and self.lowers[run[1]] in self.cues_behind

    def _is_office(self, run: Range) -> bool:
        """Whether a supposed name is made of common words only and stands nowhere else."""
        if any(self._speaks(at) or self.counts[self.page.tokens[at].text] > 1 for at in range(*run)):
            return False
        return run[1] - run[0] > 1 and all(is_common(self.lowers[at], self.page.pack) for at in range(*run))

    def _cut(self, first: int, run: Range, before: str) -> Range | None:
        """Where the name begins in a run that may begin with an office's or a place's words."""
        start = self._start(run)
        if start > run[0]:
            return start, run[1]
        if before in (INSTITUTION, OTHER_CAPITAL) and ROLE not in self.tags[first : run[0]]:
            return self._known_tail(run)
        if (
            before == INSTITUTION
            and run[1] - run[0] == 1
            and self.page.tokens[start].text not in self.speaking
        ):
            return None
        if self.belongs(start):
            return None
        takes_place = self.territorial.ending_at(self.lowers, run[0]) is not None
        if takes_place and run[1] - run[0] > 2:
            return run[1] - 2, run[1]
        return run

    def _start(self, run: Range) -> int:
        """Where the name begins: initials and common first names belong to the word behind them."""
        start = self._office_end(run)
        while start > run[0] and self._opens_name(start - 1):
            start -= 1
        return start

    def _opens_name(self, at: int) -> bool:
        return len(self.lowers[at]) == 1 or self.lowers[at] in self.given

    def _office_end(self, run: Range) -> int:
        """Past words of the office, and past words that the article also uses without this name."""
        start = run[0]
        while start < run[1] - 1 and self.belongs(start):
            start += 1
        heads = (at for at in range(start, run[1]) if self._speaks(at) and self.tags[at - 1] != PARTICLE)
        speaking = next(heads, start)
        if speaking - start > 1 and (run[1] - speaking > 1 or run[1] - start > _LONGEST):
            return speaking
        while start < speaking and (self._stands_apart(start) or self._is_common(start)):
            start += 1
        return start

    def _is_common(self, at: int) -> bool:
        """Whether a word is common; one that the page keeps as written is a name."""
        kept = self.lowers[at] != self.page.tokens[at].lower
        return not kept and is_common(self.lowers[at], self.page.pack)

    def _stands_apart(self, at: int) -> bool:
        """Whether a word also occurs without the word that follows it here, or another name behind it."""
        left, right = self.page.tokens[at].text, self.page.tokens[at + 1].text
        return self.counts[left] > max(self.pairs[left, right], self.before_names[left])

    def _known_tail(self, run: Range) -> Range | None:
        """The name behind a place or institution, as words that speak elsewhere show it."""
        return next(((at, run[1]) for at in range(*run) if self._speaks(at)), None)

    def _speaks(self, at: int) -> bool:
        return self.page.tokens[at].text in self.speaking

    def belongs(self, at: int) -> bool:
        """Whether a word is part of an office or place: it is so elsewhere, or has the shape of a noun."""
        text = self.page.tokens[at].text
        if text in self.speaking:
            return False
        return text in self.placed or (
            self.common is not None and self.common.fullmatch(text.lower()) is not None
        )

    def _run(self, first: int, end: int) -> Range | None:
        """The run of name words that starts at `first`."""
        at = first
        while at < end and (self.tags[at] in (NAME, PARTICLE) or self._initial_dot(at)):
            at += 1
        while at > first and self.tags[at - 1] == PARTICLE:
            at -= 1
        return (first, at) if at > first else None

    def _last_run(self, first: int, end: int) -> Range | None:
        at = end
        while at > first and self.tags[at - 1] not in (NAME,):
            at -= 1
        if at == first:
            return None
        stop = at
        while at > first and (self.tags[at - 1] in (NAME, PARTICLE) or self._initial_dot(at - 1)):
            at -= 1
        while at < stop and self.tags[at] != NAME:
            at += 1
        return (at, stop) if at < stop else None

    def _initial_dot(self, at: int) -> bool:
        return self.page.tokens[at].text == "." and at > 0 and len(self.page.tokens[at - 1].text) == 1

    # -- what the article shows elsewhere -------------------------------------------------------------------

    def _names_speaking(self) -> frozenset[str]:
        """Name words that stand alone beside a cue somewhere: "Koval said", "said Koval"."""
        return frozenset(
            self.page.tokens[at].text
            for at, tag in enumerate(self.tags)
            if tag == NAME and not self._beside_name(at) and self._beside_cue(at)
        )

    def _beside_cue(self, at: int) -> bool:
        if at and self.lowers[at - 1] in self.cues_before:
            return True
        return any(word in self.cues_behind for word in self.lowers[at + 1 : at + 3])

    def _beside_name(self, at: int) -> bool:
        before = self.tags[at - 1] if at else ""
        after = self.tags[at + 1] if at + 1 < len(self.tags) else ""
        return before in NOUNY or before == PARTICLE or after in (NAME, PARTICLE, OTHER_CAPITAL)

    def _after_place_word(self, at: int) -> bool:
        if at == 0:
            return False
        word = self.lowers[at - 1]
        return word in self.prepositions or word in self.place_types

    def _placed(self) -> frozenset[str]:
        """Words that stand behind a place word somewhere."""
        return frozenset(
            self.page.tokens[at].text
            for at, tag in enumerate(self.tags)
            if tag == NAME and self._after_place_word(at) and not self._after_office(at)
        )

    def _after_office(self, at: int) -> bool:
        """Whether a full name stands right behind an office that ends in a word for a place: "kepala distrik X Y"."""
        office = self.tags[at - 1] == ROLE or (at > 1 and self.tags[at - 2] == ROLE)
        run = self._run(at, min(at + _LONGEST, len(self.tags)))
        return office and self.lowers[at - 1] in self.place_types and run == (at, at + _SHORTEST)

    def without_opener(self, run: Range) -> Range:
        """A sentence's first word before a name that also stands alone is no part of it."""
        if run[1] - run[0] == 1 or run[0] not in self.firsts or self._speaks(run[0]):
            return run
        word, behind = self.page.tokens[run[0]].text, self.page.tokens[run[0] + 1].text
        apart = self._speaks(run[0] + 1) and self.pairs[word, behind] == 1
        parts = word.split("-")
        common = any(
            is_common(part, self.page.pack) or opens_sentences(part, self.page.pack) for part in parts
        )
        return (run[0] + 1, run[1]) if self._has_opener(run) or (apart and common) else run

    def _has_opener(self, run: Range) -> bool:
        """Whether a run begins with a sentence's first word that is common and longer names behind it."""
        if run[0] not in self.firsts or run[1] - run[0] <= _SHORTEST or self.tags[run[0] + 1] == PARTICLE:
            return False
        return not self._speaks(run[0]) and is_common(self.lowers[run[0]], self.page.pack)

    def _is_bare_name(self, run: Range) -> bool:
        """Whether a run that nothing introduces is a person: neither a place nor a common noun."""
        if self._is_place(run[0]) or self.lowers[run[0]] in self.place_types:
            return False
        if run[1] - run[0] == 1 and run[0] in self.firsts and is_common(self.lowers[run[0]], self.page.pack):
            return self._speaks(run[0])
        return not any(
            self.belongs(at) and not self._speaks(run[1] - 1) for at in range(*run)
        ) or self._speaks(run[0])

    def _is_place(self, at: int) -> bool:
        """Whether a bare run is a place here: a place word stands before it."""
        return self._after_place_word(at)
