"""Dates in running text, resolved against the day of publication.

Reports look back: a weekday is the last one up to the anchor, a day and month without a year the nearest
past one, an undated night is the night before publication (its day is the day before).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from store.language.pack import LanguagePack, load_pack
from store.language.periods import (
    Days,
    ago,
    last_days,
    last_weekday,
    month_days,
    named_period,
    next_weekday,
    one_day,
    safe_date,
    year_days,
)
from store.language.tokens import BREAK, CLOCK, DATE, NUMBER, Token, tokenise
from store.model import Span, TimeReference

__all__ = ["DateMention", "dates_in", "find_dates"]

_FIRST_YEAR: Final = 1900
_CLAUSE: Final = 10  # tokens back to the verb of a clause
_STOPS: Final = frozenset(".;:")
_LAST_YEAR: Final = 2100
_LONGEST_PREFIX: Final = 4
MONTH_FIRST: Final = "month-day"


class DateMention(NamedTuple):
    """A time expression: its span (prefix and part of day included), the tokens it covers, what it means."""

    span: Span
    first: int
    end: int
    time: TimeReference


@dataclass(frozen=True, slots=True)
class _Hit:
    """A recognised core: the token after it, and its days where they are known."""

    end: int
    days: Days | None = None


def find_dates(text: str, lang: str, anchor: date | None) -> list[DateMention]:
    """All time expressions of `text`, left to right; `anchor` is the publication day (None = unknown)."""
    return dates_in(text, tokenise(text), load_pack(lang), anchor)


def dates_in(
    text: str, tokens: Sequence[Token], pack: LanguagePack, anchor: date | None
) -> list[DateMention]:
    """The same over tokens that exist already."""
    return list(_Reader(text, tokens, pack, anchor).mentions())


class _Reader:
    """Reads time expressions from a token list, one position at a time."""

    def __init__(self, text: str, tokens: Sequence[Token], pack: LanguagePack, anchor: date | None) -> None:
        self.text = text
        self.tokens = tokens
        self.pack = pack
        self.anchor = anchor if anchor and _FIRST_YEAR < anchor.year < _LAST_YEAR else None
        self.month_first = pack.text("dates.order") == MONTH_FIRST
        self.lowers = [token.lower for token in tokens]
        self.months = pack.numbers("dates.months")
        self.future = pack.phrases("dates.future")
        self.weekdays = pack.numbers("dates.weekdays")
        self.units = {word: name for name, rows in pack.groups("dates.period_units").items() for word in rows}
        self.links = pack.words("dates.date_links")
        self.year_words = pack.words("dates.year_words")
        self.nights = pack.words("dates.night")
        self.prefix_words = pack.words("dates.prefixes")
        self.latest = pack.words("dates.latest")
        self.prepositions = pack.words("general.prepositions")
        self.numerals = pack.numbers("numbers.units")
        self.starters = self._starters()

    def _starters(self) -> frozenset[str]:
        keys = ("relative_periods", "year_words", "latest", "clock_words", "vague_times")
        rows = [word for key in keys for word in self.pack.words(f"dates.{key}")]
        rows += [*self.pack.numbers("dates.relative_days"), *self.months, *self.weekdays]
        return frozenset(phrase.split()[0] for phrase in rows)

    def mentions(self) -> Iterator[DateMention]:
        at = floor = 0
        while at < len(self.tokens):
            hit = self._hit(at)
            if hit is None:
                at += 1
                continue
            end = self._with_day_part(hit.end)
            yield self._mention(self._with_prefix(at, floor), end, hit.days)
            at = floor = end

    def _hit(self, at: int) -> _Hit | None:
        token = self.tokens[at]
        if token.kind == DATE:
            days = self._slashed(token.text)
            return _Hit(at + 1, days) if days else None
        if token.kind == CLOCK:
            return self._clock_end(at)
        if token.kind == NUMBER:
            return self._day_month(at) or self._counted(at) or self._clock_end(at)
        if token.lower in self.starters:
            return self._worded(at)
        return self._counted_word(at)

    def _worded(self, at: int) -> _Hit | None:
        return (
            self._relative(at)
            or self._weekday(at)
            or self._month_day(at)
            or self._year(at)
            or self._latest(at)
            or self._clock(at)
            or self._vague(at)
        )

    # -- shapes -------------------------------------------------------------------------------------------

    def _slashed(self, surface: str) -> Days | None:
        numbers = [int(part) for part in surface.split("/")]
        day, month = numbers[:2]
        if self.month_first:
            day, month = month, day
        if month > 12 >= day:
            day, month = month, day
        year = numbers[2] if len(numbers) > 2 else None
        if year is not None and year < 100:
            year += 2000
        if year is not None and not _FIRST_YEAR < year < _LAST_YEAR:
            year = None  # a slip of the pen: "18/6/225"
        return self._dated(day, month, year)

    def _dated(self, day: int, month: int, year: int | None) -> Days | None:
        if year is not None:
            found = safe_date(year, month, day)
            return one_day(found) if found else None
        if self.anchor is None:
            return None
        found = safe_date(self.anchor.year, month, day)
        if found and found > self.anchor + timedelta(days=31):
            found = safe_date(self.anchor.year - 1, month, day)
        return one_day(found) if found else None

    def _day_month(self, at: int) -> _Hit | None:
        day = self._small(at, 31)
        after = at + 1
        if day is None or after >= len(self.lowers):
            return None
        if self.lowers[after] in self.links:
            after += 1
        month = self._month(after)
        if month is None:
            return None
        end, year = self._year_after(self._dot(after + 1))
        days = self._dated(day, month, year)
        return _Hit(end, days)

    def _month_day(self, at: int) -> _Hit | None:
        month = self._month(at)
        if month is None or not self.tokens[at].capital:
            return None
        after = self._dot(at + 1)
        day = self._small(after, 31)
        if day is not None and self.month_first:
            end, year = self._year_after(after + 1)
            return _Hit(end, self._dated(day, month, year))
        return self._bare_month(at, month)

    def _bare_month(self, at: int, month: int) -> _Hit | None:
        end, year = self._year_after(self._dot(at + 1))
        if year is None and (period := self._period(end)) is not None and self.anchor is not None:
            return _Hit(end + period[0], month_days(period[1].start.year, month))
        if year is None and len(self.lowers[at]) <= 3:
            return None  # "mar", "may" and their like alone are other words
        if year is None and self.anchor is None:
            return _Hit(end)
        if year is None and self.anchor is not None:
            year = self.anchor.year if month <= self.anchor.month else self.anchor.year - 1
        return _Hit(end, month_days(year, month) if year else None)

    def _weekday(self, at: int) -> _Hit | None:
        index = self.weekdays.get(self.lowers[at])
        if index is None or not self.tokens[at].capital:
            return None
        exact = self._exact_after(at + 1)
        if exact is not None:
            return exact
        if self.anchor is None:
            return _Hit(at + 1)
        read = next_weekday if self._lies_ahead(at) else last_weekday
        return _Hit(at + 1, read(int(index), self.anchor))

    def _lies_ahead(self, at: int) -> bool:
        """Whether the clause speaks of what is to come: "will meet on Friday"."""
        for step in range(at - 1, max(-1, at - _CLAUSE), -1):
            if self.tokens[step].kind == BREAK or self.tokens[step].text in _STOPS:
                return False
            if self.future.match(self.lowers, step) is not None:
                return True
        return False

    def _exact_after(self, at: int) -> _Hit | None:
        """A printed date behind a weekday: "(13/8)", ", 18 January 2025"."""
        if at < len(self.tokens) and self.tokens[at].text in {",", "("}:
            at += 1
        elif at < len(self.tokens) and self.tokens[at].kind not in (DATE, NUMBER):
            return None
        if at >= len(self.tokens):
            return None
        if self.tokens[at].kind == DATE and (days := self._slashed(self.tokens[at].text)):
            closed = at + 1 < len(self.tokens) and self.tokens[at + 1].text == ")"
            return _Hit(at + 1 + closed, days)
        return self._day_month(at) or (self._month_day(at) if self._small(at + 1, 31) else None)

    def _year(self, at: int) -> _Hit | None:
        """A year: behind its word anywhere; alone only behind a preposition (see `_with_prefix`)."""
        after = at + 1
        if self.lowers[at] in self.year_words and (year := self._year_at(after)):
            return _Hit(after + 1, year_days(year))
        return None

    def _relative(self, at: int) -> _Hit | None:
        found = self._longest_relative(at)
        if found is None:
            return None
        length, shift = found
        if self.anchor is None:
            return _Hit(at + length)
        exact = self._exact_night(at, at + length)
        return exact or _Hit(at + length, one_day(self.anchor + timedelta(days=shift)))

    def _longest_relative(self, at: int) -> tuple[int, int] | None:
        table = self.pack.numbers("dates.relative_days")
        for length in range(min(4, len(self.lowers) - at), 0, -1):
            shift = table.get(" ".join(self.lowers[at : at + length]))
            if shift is not None:
                return length, int(shift)
        return None

    def _exact_night(self, at: int, end: int) -> _Hit | None:
        """A night with its own date keeps that date: "overnight on Oct. 17"."""
        if self.lowers[at] not in self.nights or end + 1 >= len(self.tokens):
            return None
        behind = end + (self.lowers[end] in self.prefix_words)
        dated = self._weekday(behind) or self._month_day(behind) or self._day_month(behind)
        return dated if dated is not None and dated.days is not None else None

    def _period(self, at: int) -> tuple[int, Days] | None:
        """A named period such as last week: how many tokens, and its days."""
        if at >= len(self.lowers) or self.anchor is None:
            return None
        found = self.pack.phrases("dates.relative_periods").match(self.lowers, at)
        return (found[0], named_period(found[1], self.anchor)) if found else None

    def _vague(self, at: int) -> _Hit | None:
        period = self.pack.phrases("dates.relative_periods").match(self.lowers, at)
        if period is not None:
            days = named_period(period[1], self.anchor) if self.anchor else None
            return _Hit(at + period[0], days)
        found = self.pack.phrases("dates.vague_times").match(self.lowers, at)
        return _Hit(at + found[0]) if found else None

    def _counted(self, at: int) -> _Hit | None:
        """Three days ago; a bare count of hours or days is a duration and no date."""
        if at + 2 >= len(self.lowers):
            return None
        try:
            count = float(self.lowers[at])
        except ValueError:
            count = self.numerals.get(self.lowers[at], 0.0)
        unit = self.units.get(self.lowers[at + 1])
        if unit is None or not count:
            return None
        return self._ago(at, unit, count) or self._counted_latest(at, unit, count)

    def _counted_word(self, at: int) -> _Hit | None:
        return self._counted(at) if self.lowers[at] in self.numerals else None

    def _ago(self, at: int, unit: str, count: float) -> _Hit | None:
        found = self.pack.phrases("dates.ago").match(self.lowers, at + 2)
        if found is None:
            return None
        if self.anchor is None:
            return _Hit(at + 2 + found[0])
        return _Hit(at + 2 + found[0], ago(unit, count, self.anchor))

    def _counted_latest(self, at: int, unit: str, count: float) -> _Hit | None:
        if self.lowers[at + 2] not in self.latest:
            return None
        return _Hit(at + 3, self._latest_days(unit, count))

    def _latest(self, at: int) -> _Hit | None:
        """The past 24 hours."""
        if self.lowers[at] not in self.latest or at + 2 >= len(self.lowers):
            return None
        unit = self.units.get(self.lowers[at + 2])
        numeral = self.numerals.get(self.lowers[at + 1])
        count = float(self.lowers[at + 1]) if self.lowers[at + 1].isdecimal() else numeral
        return _Hit(at + 3, self._latest_days(unit, count)) if unit and count else None

    def _latest_days(self, unit: str, count: float) -> Days | None:
        return last_days(unit, count, self.anchor) if self.anchor else None

    def _clock(self, at: int) -> _Hit | None:
        found = self.pack.phrases("dates.clock_words").match(self.lowers, at)
        after = at + found[0] if found else len(self.tokens)
        if after >= len(self.tokens) or self.tokens[after].kind not in (NUMBER, CLOCK):
            return None
        return self._clock_end(after) or (_Hit(after + 1) if self._sure_clock(at) else None)

    def _sure_clock(self, at: int) -> bool:
        """A word that only goes with times of day; English "at 50" may be anything."""
        return self.lowers[at] not in self.prepositions

    def _clock_end(self, at: int) -> _Hit | None:
        found = (
            self.pack.phrases("dates.clock_suffixes").match(self.lowers, at + 1)
            if at + 1 < len(self.lowers)
            else None
        )
        if found:
            return _Hit(at + 1 + found[0])
        return _Hit(at + 1) if self.tokens[at].kind == CLOCK else None

    # -- parts --------------------------------------------------------------------------------------------

    def _small(self, at: int, top: int) -> int | None:
        if at >= len(self.tokens) or self.tokens[at].kind != NUMBER or not self.lowers[at].isdecimal():
            return None
        value = int(self.lowers[at]) if len(self.lowers[at]) <= 2 else 0
        return value if 1 <= value <= top else None

    def _month(self, at: int) -> int | None:
        found = self.months.get(self.lowers[at]) if at < len(self.lowers) else None
        return int(found) if found is not None and self.tokens[at].capital else None

    def _dot(self, at: int) -> int:
        """Past the dot of an abbreviated month."""
        if at < len(self.tokens) and self.tokens[at].text == "." and len(self.lowers[at - 1]) <= 4:
            return at + 1
        return at

    def _year_at(self, at: int) -> int | None:
        if at >= len(self.tokens) or self.tokens[at].kind != NUMBER or len(self.lowers[at]) != 4:
            return None
        value = int(self.lowers[at]) if self.lowers[at].isdecimal() else 0
        return value if _FIRST_YEAR <= value <= _LAST_YEAR else None

    def _year_after(self, at: int) -> tuple[int, int | None]:
        year = self._year_at(at)
        if year is not None:
            return at + 1, year
        if at < len(self.tokens) and self.tokens[at].text == "," and (year := self._year_at(at + 1)):
            return at + 2, year
        return at, None

    def _with_day_part(self, end: int) -> int:
        for _ in range(2):
            found = (
                self.pack.phrases("dates.day_parts").match(self.lowers, end)
                if end < len(self.lowers)
                else None
            )
            if found is None:
                break
            end += found[0]
        return end

    def _with_prefix(self, at: int, floor: int) -> int:
        """Where the expression begins with its prepositions; never before `floor`, the last one's end."""
        prefixes = self.pack.phrases("dates.prefixes")
        for _ in range(_LONGEST_PREFIX):
            found = prefixes.ending_at(self.lowers, at)
            if found is None or at - found[0] < floor:
                break
            at -= found[0]
        return at

    def _mention(self, first: int, end: int, days: Days | None) -> DateMention:
        span = Span(self.tokens[first].start, self.tokens[end - 1].end)
        start, stop = days or (None, None)
        return DateMention(span, first, end, TimeReference(span.of(self.text), start, stop))
