"""The page: everything that the later stages look at, read once. Tokens of page furniture are left out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from store.language.dates import DateMention, dates_in
from store.language.furniture import find_furniture
from store.language.lexicon import is_common
from store.language.marks import Quoted, pair_marks
from store.language.numbers import NumberMention, numbers_in
from store.language.pack import LanguagePack, load_pack, pack_languages
from store.language.places import gazetteer
from store.language.sentences import boundaries, merged
from store.language.tokens import BREAK, MARK, PUNCT, WORD, Token, tokenise
from store.model import Article, Span

__all__ = ["Page", "Place", "Range", "read_page"]

Range = tuple[int, int]

_DEFAULT: Final = "en"
_LONGEST_DATELINE: Final = 18
_FEWEST_LINES: Final = 3  # units of a page that may have a headline
_LONGEST_HEADLINE: Final = 30  # tokens
_SENTENCE_ENDS: Final = frozenset(".!?…:;,")
_CLOSING: Final = frozenset(")]")
_CREDIT: Final = "©"
_DASHES: Final = frozenset({"-", "--", "–", "—", "―"})
_BLOCK: Final = 1000  # tokens that are judged together: noise or prose
_NOISE: Final = 0.5  # share of signs in noise; prose has a fifth
_NOISE_MARKS: Final = 0.25  # share of quotation marks in noise: prose has one in ten words at most
_SHORTEST_GLUED: Final = 5
_MOST_CUTS: Final = 3  # words that may be glued to one
_LONGEST_TAIL: Final = 16


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
    tokens = _without_furniture(_without_noise(tokenise(text)), find_furniture(text, pack.lang))
    tokens = _unglued(tokens, pack)
    tokens = tokens[_dateline_end(tokens) :]
    quotes = pair_marks(text, tokens)
    sentences = boundaries(text, tokens, pack)
    units = merged(sentences, quotes)
    numbers = numbers_in(tokens, pack)
    dates = dates_in(text, tokens, pack, article.published)
    starts = [token.start for token in tokens]
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
        places=list(_places(text, starts)),
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


def _places(text: str, starts: Sequence[int]) -> Iterator[Place]:
    """The gazetteer's places, as token ranges; those in page furniture are left out."""
    for found in gazetteer().find(text):
        first, end = bisect_left(starts, found.span.start), bisect_left(starts, found.span.end)
        if first < end and starts[first] == found.span.start:
            yield Place(first, end, found.id)


def _paragraph_numbers(tokens: Sequence[Token], units: Sequence[Range]) -> Iterator[int]:
    """The number of the paragraph in which each unit lies."""
    number = at = 0
    for first, _ in units:
        while at < first:
            number += tokens[at].kind == BREAK
            at += 1
        yield number


def _without_noise(tokens: list[Token]) -> list[Token]:
    """Without long stretches that are mostly marks and punctuation: nobody wrote them to be read."""
    if len(tokens) < _BLOCK:
        return tokens
    kept: list[Token] = []
    count = len(tokens) // _BLOCK
    for number in range(count):
        last = number == count - 1
        block = tokens[number * _BLOCK : len(tokens) if last else (number + 1) * _BLOCK]
        kept += _readable(block) if _is_noise(block) else block
    return kept


def _readable(block: Sequence[Token]) -> Iterator[Token]:
    """The paragraphs of a noisy block that are no noise themselves."""
    first = 0
    for at in [i for i, token in enumerate(block) if token.kind == BREAK] + [len(block) - 1]:
        if at > first and not _is_noise(block[first : at + 1]):
            yield from block[first : at + 1]
        first = at + 1


def _is_noise(tokens: Sequence[Token]) -> bool:
    kinds = [token.kind for token in tokens]
    marks = kinds.count(MARK)
    return marks >= _NOISE_MARKS * len(kinds) or marks + kinds.count(PUNCT) >= _NOISE * len(kinds)


def _without_furniture(tokens: list[Token], furniture: Sequence[Span]) -> list[Token]:
    if not furniture:
        return tokens
    starts = [span.start for span in furniture]
    kept: list[Token] = []
    for token in tokens:
        at = bisect_right(starts, token.start) - 1
        if token.kind == BREAK or at < 0 or token.start >= furniture[at].end:
            kept.append(token)
            continue
        if token.text == _CREDIT:
            # What a picture's credit stands behind is a caption; the story goes on as a line of its own.
            kept.append(token._replace(kind=BREAK))
        if token.kind == WORD and token.end > furniture[at].end:
            kept += list(_cut(token, furniture[at].end - token.start))[1:]
    return kept


def _dateline_end(tokens: Sequence[Token]) -> int:
    """The first token of the story itself: behind "KYIV, (Agency) - " or "/AGENCY/." at the very start."""
    for at, token in enumerate(tokens[:_LONGEST_DATELINE]):
        spaced = (
            0 < at < len(tokens) - 1 and tokens[at - 1].end < token.start and token.end < tokens[at + 1].start
        )
        if token.text in _DASHES and (spaced or tokens[at - 1].text in _DASHES | {")"}):
            doubled = at + 1 < len(tokens) and tokens[at + 1].text in _DASHES
            return at + 1 + doubled
        if token.text == "." and at > 2 and tokens[at - 1].text == tokens[at - 3].text == "/":
            return at + 1
        if token.kind == WORD and not (token.capital or tokens[at - 1].text == "."):
            return 0
    return 0


@cache
def _glue_words(lang: str) -> frozenset[str]:
    """Small words that stick to a name where a link was."""
    pack = load_pack(lang)
    keys = ("general.function_words", "cues.active", "cues.inverted", "cues.relay", "people.roles")
    return frozenset(word for key in keys for word in pack.words(key) if " " not in word and len(word) > 1)


@cache
def _country_words(lang: str) -> frozenset[str]:
    return frozenset(word.title() for word in load_pack(lang).words("people.countries") if " " not in word)


def _unglued(tokens: list[Token], pack: LanguagePack, times: int = _MOST_CUTS) -> list[Token]:
    """Cut words that lost the space between them, "PresidentJohn", "Johnsaid": offsets stay true.

    A word may be cut several times, "PresidentJohnsaid".
    """
    small = _glue_words(pack.lang)
    names = {token.text for token in tokens if token.kind == WORD and token.text[0].isupper()}
    names |= _country_words(pack.lang)
    cuts: dict[str, int] = {}
    for text in {
        t.text for t in tokens if t.kind == WORD and len(t.text) >= _SHORTEST_GLUED and _may_be_glued(t.text)
    }:
        cut = _glue_cut(text, small, names) or _country_cut(text, pack)
        if cut and not is_common(text, pack):
            cuts[text] = cut
    if not cuts:
        return tokens
    parts = [part for token in tokens for part in _cut(token, cuts.get(token.text, 0))]
    return _unglued(parts, pack, times - 1) if times > 1 else parts


def _may_be_glued(text: str) -> bool:
    """Letters and hyphens only, or two offices with a slash between: "Minister/Head of the Agency"."""
    return text.replace("-", "").isalpha() or text.count("/") == 1


def _glue_cut(text: str, small: frozenset[str], names: set[str]) -> int:
    """Where a glued word is to be cut; 0 = nowhere."""
    if (slash := text.rfind("/")) > 0:
        return slash + 1 if text[slash + 1 :].lower() in small and text[slash + 1].isupper() else 0
    for at in range(2, len(text) - 1):
        if text[at].isupper() and text[at - 1].islower():
            return at if text[:at].lower() in small or text[:at] in names else 0
    if not text[0].isupper() or text.isupper():
        return 0
    for at in range(len(text) - 2, max(2, len(text) - _LONGEST_TAIL), -1):
        if text[at:] in small and text[:at] in names and text[:at].lower() not in small:
            return at
    return 0


def _country_cut(text: str, pack: LanguagePack) -> int:
    """Where a country's name is glued to a common word: "RocketIran", "Irantoday"; 0 = nowhere."""
    lands = _country_words(pack.lang)
    for at in range(_SHORTEST_GLUED - 1, len(text) - _SHORTEST_GLUED + 2):
        left, right = text[:at], text[at:]
        if right[0].isupper() and left[-1].islower() and _begins_with(right, lands):
            return at if is_common(left, pack) else 0
        if left in lands and len(right) >= _SHORTEST_GLUED - 1 and is_common(right, pack):
            return at
    return 0


def _begins_with(text: str, words: frozenset[str]) -> bool:
    return any(text[:end] in words for end in range(_SHORTEST_GLUED - 1, len(text) + 1))


def _cut(token: Token, at: int) -> Iterator[Token]:
    if not at or token.kind != WORD:
        yield token
        return
    middle = token.start + at
    left, right = token.text[:at].removesuffix("/"), token.text[at:]
    yield Token(token.start, token.start + len(left), left, left.lower(), WORD)
    yield Token(middle, token.end, right, right.lower(), WORD)
