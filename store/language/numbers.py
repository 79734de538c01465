"""Numbers in running text: digits, numerals, ranges, fractions, vague counts, and the words that bound them.

number   := [bound] ( range | fraction | vague | cardinal ) [bound after]
range    := cardinal RANGE cardinal | BETWEEN cardinal AND cardinal
cardinal := digits [scale...] | numeral words
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from store.language.changes import change_word, fits
from store.language.pack import LanguagePack, load_pack
from store.language.tokens import BREAK, MIXED, NUMBER, PUNCT, WORD, Token, tokenise
from store.model import Bound, Span

__all__ = ["NumberMention", "find_numbers", "numbers_in", "parse_digits"]

_FAR_FROM: Final = 3  # tokens between "from" and its number: "from about 7"
_LONGEST_NUMERAL: Final = 12


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number: `span` with its bound words, `digits` without them, `first` and `last` its token indices.

    `value` None: a vague count (see `bound`) or a `fraction`. `article`: a word such as "a" that may count.
    """

    span: Span
    digits: Span
    first: int
    last: int
    value: float | None = None
    high: float | None = None
    fraction: str = ""
    bound: Bound = Bound.EXACT
    article: bool = False


def find_numbers(text: str, lang: str) -> list[NumberMention]:
    """All numbers of `text`, left to right; articles that merely may count as one are left out."""
    found = numbers_in(tokenise(text), load_pack(lang))
    return [number for number in found if not number.article]


def parse_digits(surface: str, pack: LanguagePack) -> float | None:
    """The value of digits with separators, read the language's way; a lone odd separator is a decimal one."""
    decimal, thousands = pack.text("general.decimal"), pack.text("general.thousands")
    parts = surface.split(thousands)
    grouped = (
        len(parts) > 1 and all(len(part.split(decimal)[0]) == 3 for part in parts[1:]) and len(parts[0]) <= 3
    )
    plain = surface.replace(thousands, "") if grouped else surface.replace(thousands, ".")
    try:
        return float(plain.replace(decimal, "."))
    except ValueError:
        return None


def numbers_in(tokens: Sequence[Token], pack: LanguagePack) -> list[NumberMention]:
    """All numbers among tokens, left to right, articles included (marked)."""
    reader = _Reader(tokens, pack)
    return list(reader.mentions())


@dataclass(frozen=True, slots=True)
class _Core:
    """A number without its bound words: the token after it, and its fields."""

    end: int
    value: float | None = None
    high: float | None = None
    fraction: str = ""
    bound: Bound = Bound.EXACT
    article: bool = False


class _Reader:
    """Reads numbers from a token list, one position at a time."""

    def __init__(self, tokens: Sequence[Token], pack: LanguagePack) -> None:
        self.tokens = tokens
        self.pack = pack
        self.lowers = [token.lower for token in tokens]
        self.units = pack.numbers("numbers.units")
        self.scales = pack.numbers("numbers.scales")
        self.half = pack.words("numbers.half")
        self.articles = pack.words("numbers.one")
        self.dozens = pack.words("numbers.dozens")
        self.teens = pack.words("numbers.teens")
        self.tens = pack.words("numbers.tens")
        self.starters = self._starters()

    def _starters(self) -> frozenset[str]:
        keys = ("between", "half", "one", "vague", "fractions")
        phrases = [phrase for key in keys for phrase in self.pack.words(f"numbers.{key}")]
        return frozenset([*self.units, *(phrase.split()[0] for phrase in phrases)])

    def mentions(self) -> Iterator[NumberMention]:
        at = 0
        while at < len(self.tokens):
            core = self._core(at) if self._may_start(at) else None
            if core is None:
                at += 1
                continue
            yield self._bounded(at, core)
            at = core.end

    def _may_start(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind in (NUMBER, MIXED):
            return True
        return token.lower in self.starters or (
            "-" in token.lower and self._compound(token.lower) is not None
        )

    def _core(self, at: int) -> _Core | None:
        return (
            self._between(at)
            or self._vague(at)
            or self._half_dozen(at)
            or self._fraction(at)
            or self._range(at)
            or self._article(at)
        )

    def _between(self, at: int) -> _Core | None:
        opener = self.pack.phrases("numbers.between").match(self.lowers, at)
        low = self._cardinal(at + opener[0]) if opener else None
        if low is None:
            return None
        link = self._phrase("numbers.between_and", low[0])
        high = self._cardinal(low[0] + link) if link else None
        return _Core(high[0], low[1], high[1], bound=Bound.RANGE) if high and high[1] > low[1] else None

    def _vague(self, at: int) -> _Core | None:
        found = self.pack.phrases("numbers.vague").match(self.lowers, at)
        return _Core(at + found[0], bound=Bound(found[1])) if found else None

    def _half_dozen(self, at: int) -> _Core | None:
        """Half a dozen is six; half before a scale is left to the fraction."""
        if self.lowers[at] not in self.half:
            return None
        next_at = at + 1
        if next_at < len(self.lowers) and self.lowers[next_at] in self.articles:
            next_at += 1
        if next_at < len(self.lowers) and self.lowers[next_at] in self.dozens:
            return _Core(next_at + 1, 6.0)
        return None

    def _fraction(self, at: int) -> _Core | None:
        found = self.pack.phrases("numbers.fractions").match(self.lowers, at)
        return _Core(at + found[0], fraction=found[1], bound=Bound.FRACTION) if found else None

    def _range(self, at: int) -> _Core | None:
        low = self._cardinal(at)
        if low is None:
            return None
        link = self._phrase("numbers.range", low[0])
        high = self._cardinal(low[0] + link) if link else None
        if high is None or high[1] <= low[1]:
            return _Core(low[0], low[1])
        first = low[1]
        if self._scaled(low[0] + link, high[0]) and first < 1000:  # "2 to 3 million"
            first *= self._last_scale(high[0])
        if self._moves(at, low, high):
            return _Core(low[0], first)
        return _Core(high[0], min(first, high[1]), high[1], bound=Bound.RANGE)

    def _moves(self, at: int, low: tuple[int, float], high: tuple[int, float]) -> bool:
        """Whether "from 7 to 9", or "by 2 to 9" with nothing counted behind it, tells of a change."""
        if not self._phrase("figures.to", low[0]):
            return False
        alone = high[0] >= len(self.tokens) or self.tokens[high[0]].kind in (PUNCT, BREAK)
        keys = ("figures.from", "figures.by") if alone else ("figures.from",)
        for start in range(at, max(0, at - _FAR_FROM), -1):
            if any(self._phrase_ending(key, start) for key in keys):
                return fits(change_word(self.tokens, self.lowers, start, self.pack), low[1], high[1])
        return False

    def _phrase_ending(self, key: str, end: int) -> bool:
        return self.pack.phrases(key).ending_at(self.lowers, end) is not None

    def _article(self, at: int) -> _Core | None:
        """A word that may count as one; before a scale it surely does: "a dozen", "a million"."""
        if self.lowers[at] not in self.articles:
            return None
        end, value = self._with_scales(at + 1, 1.0)
        return _Core(end, value, article=end == at + 1)

    def _scaled(self, start: int, end: int) -> bool:
        return end - start > 1 and self.lowers[end - 1] in self.scales

    def _last_scale(self, end: int) -> float:
        return self.scales[self.lowers[end - 1]]

    def _cardinal(self, at: int) -> tuple[int, float] | None:
        """The token after the numeral that starts at `at`, and its value."""
        if at >= len(self.tokens):
            return None
        if self.tokens[at].kind == NUMBER:
            value = parse_digits(self.tokens[at].text, self.pack)
            return None if value is None else self._with_scales(at + 1, value)
        if self.tokens[at].kind == MIXED:
            return self._glued(at)
        return self._numeral(at)

    def _with_scales(self, at: int, value: float) -> tuple[int, float]:
        while at < len(self.tokens) and (scale := self._scale(at)) is not None:
            value, at = value * scale, at + 1
        return at, value

    def _scale(self, at: int) -> float | None:
        word = self.lowers[at]
        if word in self.dozens:
            return 12.0
        return self.scales.get(word)

    def _glued(self, at: int) -> tuple[int, float] | None:
        """Digits with a glued short scale: 1.2bn."""
        surface = self.tokens[at].text
        cut = next((i for i, letter in enumerate(surface) if letter.isalpha()), len(surface))
        scale = self.pack.numbers("numbers.digit_scales").get(surface[cut:].lower())
        value = parse_digits(surface[:cut], self.pack) if scale else None
        return (at + 1, value * scale) if value is not None and scale else None

    def _numeral(self, at: int) -> tuple[int, float] | None:
        total, current, start = 0.0, None, at
        while at < len(self.tokens) and at - start < _LONGEST_NUMERAL:
            step = self._numeral_step(at, current, total)
            if step is None:
                break
            at, current, total = step
        return None if current is None and not total else (at, total + (current or 0.0))

    def _numeral_step(
        self, at: int, current: float | None, total: float
    ) -> tuple[int, float | None, float] | None:
        """One word of a numeral: `current` is the part below the next scale, `total` what is behind it."""
        if self.tokens[at].kind != WORD:
            return None
        word = self.lowers[at]
        unit = self.units.get(word, self._compound(word))
        if unit is not None:
            return self._add_unit(at, unit, current, total)
        if current is None:
            return None
        if word in self.teens:
            return (at + 1, current + 10, total) if 1 < current < 10 else None
        if word in self.tens:
            last = current % 100 if current >= 100 else current
            return (at + 1, current - last + last * 10, total) if 0 < last < 10 else None
        return self._multiply(at, current, total)

    def _add_unit(
        self, at: int, unit: float, current: float | None, total: float
    ) -> tuple[int, float | None, float] | None:
        if unit >= 1000:
            return (at + 1, None, total + unit) if current is None and not total else None
        if current is None:
            return at + 1, unit, total
        room = (
            10 if current % 100 else 100
        )  # after "twenty" a unit below ten, after "hundred" one below hundred
        fits = unit < room and (current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20))
        return (at + 1, current + unit, total) if fits and unit else None

    def _multiply(self, at: int, current: float, total: float) -> tuple[int, float | None, float] | None:
        scale = self._scale(at)
        if scale is None:
            return None
        if scale == 100:
            last = current % 100 or current
            return at + 1, current - last + last * 100 if last < 10 else current * 100, total
        return at + 1, None, total + current * scale

    def _compound(self, word: str) -> float | None:
        """A hyphenated numeral: twenty-two."""
        left, dash, right = word.partition("-")
        if not dash or left not in self.units or right not in self.units:
            return None
        tens, unit = self.units[left], self.units[right]
        return tens + unit if tens >= 20 and tens % 10 == 0 and 0 < unit < 10 else None

    def _phrase(self, key: str, at: int) -> int:
        found = self.pack.phrases(key).match(self.lowers, at) if at < len(self.tokens) else None
        return found[0] if found else 0

    def _bounded(self, at: int, core: _Core) -> NumberMention:
        bound, first = self._bound_before(at, core.bound)
        end = core.end
        if bound == Bound.EXACT and (after := self._phrase("numbers.at_least_after", end)):
            bound, end = Bound.AT_LEAST, end + after
        elif bound == Bound.EXACT and end < len(self.tokens) and self._plus(end):
            bound, end = Bound.AT_LEAST, end + 1
        tokens = self.tokens
        return NumberMention(
            span=Span(tokens[first].start, tokens[end - 1].end),
            digits=Span(tokens[at].start, tokens[core.end - 1].end),
            first=first,
            last=end - 1,
            value=core.value,
            high=core.high,
            fraction=core.fraction,
            bound=bound,
            article=core.article and first == at,
        )

    def _plus(self, end: int) -> bool:
        return self.tokens[end].kind == PUNCT and self.tokens[end].text == "+"

    def _bound_before(self, at: int, bound: Bound) -> tuple[Bound, int]:
        """The bound that the words before `at` give, and where they begin; the outer one wins."""
        first = at
        for _ in range(2):
            found = self._bound_ending(first)
            if found is None:
                break
            length, named = found
            first -= length
            if bound in (Bound.EXACT, Bound.ABOUT):
                bound = named
        return bound, first

    def _bound_ending(self, end: int) -> tuple[int, Bound] | None:
        """The longest bound that ends at `end`: "no more than" is not "more than"."""
        found = [
            (hit[0], bound)
            for bound in (Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOUT)
            if (hit := self.pack.phrases(f"numbers.{bound.value}").ending_at(self.lowers, end))
        ]
        return max(found, key=lambda hit: hit[0], default=None)
