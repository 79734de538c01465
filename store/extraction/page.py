"""The page: everything that the later stages look at, read once. Tokens of page furniture are left out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from store.extraction.glue import unglued
from store.extraction.lines import rejoined, without_datelines, without_furniture, without_noise
from store.language.dates import DateMention, dates_in
from store.language.furniture import find_furniture
from store.language.marks import Quoted, pair_marks
from store.language.numbers import NumberMention, numbers_in
from store.language.pack import LanguagePack, load_pack, pack_languages
from store.language.places import PlaceMention, gazetteer
from store.language.sentences import boundaries, merged
from store.language.tokens import BREAK, MARK, WORD, Token, tokenise
from store.model import Article, Span

__all__ = ["Page", "Place", "Range", "read_page"]

Range = tuple[int, int]

_DEFAULT: Final = "en"
_FEWEST_LINES: Final = 3  # units of a page that may have a headline
_LONGEST_HEADLINE: Final = 30  # tokens
_SENTENCE_ENDS: Final = frozenset(".!?…:;,")
_CLOSING: Final = frozenset(")]")


class Place(NamedTuple):
    """A place of the gazetteer in the text: its tokens and its id."""

    first: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class Page:
    """An article taken apart. Ranges are half-open token indices; a unit is a sentence with quotations."""

    article: Article
    text: str
    pack: LanguagePack
    tokens: Sequence[Token]
    lowers: Sequence[str]
    quotes: Sequence[Quoted]
    sentences: Sequence[Range]
    units: Sequence[Range]
    paragraphs: Sequence[int]
    dates: Sequence[DateMention]
    numbers: Sequence[NumberMention]
    starts: Sequence[int]
    date_at: Mapping[int, DateMention]
    date_ending: Mapping[int, DateMention]
    number_at: Mapping[int, NumberMention]
    places: Sequence[Place]
    # The ids of the places of the dateline, which is no part of the text.
    dateline: tuple[str, ...] = ()

    def span(self, tokens: Range) -> Span:
        """The offsets of a token range."""
        return Span(self.tokens[tokens[0]].start, self.tokens[tokens[1] - 1].end)

    def words(self, tokens: Range) -> str:
        """The text of a token range, on one line; words that had lost the space between them get it back."""
        if tokens[0] >= tokens[1]:
            return ""
        parts, at = [], self.tokens[tokens[0]].start
        for left, right in pairwise(self.tokens[tokens[0] : tokens[1]]):
            if left.end == right.start and left.kind == right.kind == WORD:
                parts.append(self.text[at : left.end])
                at = right.start
        parts.append(self.text[at : self.tokens[tokens[1] - 1].end])
        return " ".join(" ".join(parts).split())

    def token_range(self, span: Span) -> Range:
        """The tokens that lie inside a span."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def places_in(self, tokens: Range) -> Sequence[Place]:
        """The places that begin inside a token range."""
        start = bisect_left(self.places, tokens[0], key=lambda place: place.first)
        return self.places[start : bisect_left(self.places, tokens[1], key=lambda place: place.first)]

    def dates_in(self, tokens: Range) -> Sequence[DateMention]:
        """The time expressions that begin inside a token range."""
        start = bisect_left(self.dates, tokens[0], key=lambda found: found.first)
        return self.dates[start : bisect_left(self.dates, tokens[1], key=lambda found: found.first)]

    def unit_of(self, token: int) -> Range:
        """The unit that holds a token."""
        return _holding(self.units, token)

    def is_headline(self, unit: Range) -> bool:
        """Whether a unit is a line of its own without an end, beside others: a headline or a label."""
        if len(self.units) < _FEWEST_LINES or unit[1] - unit[0] > _LONGEST_HEADLINE:
            return False
        first, last = unit[0], unit[1] - 1
        while last > first and (self.tokens[last].kind == MARK or self.tokens[last].text in _CLOSING):
            last -= 1
        if self.tokens[last].text[-1] in _SENTENCE_ENDS:
            return False
        alone = first == 0 or self.tokens[first - 1].kind == BREAK
        return alone and (unit[1] >= len(self.tokens) or self.tokens[unit[1]].kind == BREAK)

    def sentence_of(self, token: int) -> Range:
        """The sentence that holds a token."""
        return _holding(self.sentences, token)


def _holding(ranges: Sequence[Range], token: int) -> Range:
    return ranges[max(0, bisect_right(ranges, token, key=lambda r: r[0]) - 1)]


def read_page(article: Article) -> Page:
    """Take an article apart. Any text will do; a language without a pack is read with the default one."""
    pack = load_pack(article.lang if article.lang in pack_languages() else _DEFAULT)
    text = article.text
    tokens = without_furniture(without_noise(tokenise(text)), find_furniture(text, pack.lang))
    whole = rejoined(unglued(tokens, pack))
    tokens = without_datelines(whole)
    quotes = pair_marks(text, tokens)
    sentences = boundaries(text, tokens, pack)
    units = merged(sentences, quotes)
    numbers = numbers_in(tokens, pack)
    dates = dates_in(text, tokens, pack, article.published)
    starts = [token.start for token in tokens]
    places = gazetteer().find(text) if whole else []  # a text of mere signs names none
    return Page(
        article=article,
        text=text,
        pack=pack,
        tokens=tokens,
        lowers=_lowers(tokens, pack),
        quotes=quotes,
        sentences=sentences,
        units=units,
        paragraphs=list(_paragraph_numbers(tokens, units)),
        dates=dates,
        numbers=numbers,
        starts=starts,
        date_at={found.first: found for found in dates},
        date_ending={found.end: found for found in dates},
        number_at={found.first: found for found in numbers},
        places=list(_places(places, starts)),
        dateline=tuple(_outside(places, {token.start for token in whole} - set(starts))),
    )


def _lowers(tokens: Sequence[Token], pack: LanguagePack) -> list[str]:
    """The tokens in small letters; one that is a name and only looks like the language's "by" stays as written.

    "Gubernur Kharkiv Oleh Syniehubov": a capital inside a sentence, before a capital.
    """
    agents = pack.words("cues.agent")
    lowers = [token.lower for token in tokens]
    for at in range(1, len(tokens) - 1):
        if lowers[at] not in agents or not tokens[at].capital:
            continue
        inside = tokens[at - 1].kind == WORD or tokens[at - 1].text in {",", ")"}
        if inside and tokens[at + 1].text[:1].isupper():
            lowers[at] = tokens[at].text
    return lowers


def _places(places: Sequence[PlaceMention], starts: Sequence[int]) -> Iterator[Place]:
    """The gazetteer's places, as token ranges; those in page furniture are left out."""
    for found in places:
        first, end = bisect_left(starts, found.span.start), bisect_left(starts, found.span.end)
        if first < end and starts[first] == found.span.start:
            yield Place(first, end, found.id)


def _outside(places: Sequence[PlaceMention], starts: Set[int]) -> Iterator[str]:
    """The ids of the places that begin at characters of a dateline."""
    return (found.id for found in places if found.span.start in starts)


def _paragraph_numbers(tokens: Sequence[Token], units: Sequence[Range]) -> Iterator[int]:
    """The number of the paragraph in which each unit lies."""
    number = at = 0
    for first, _ in units:
        while at < first:
            number += tokens[at].kind == BREAK
            at += 1
        yield number
