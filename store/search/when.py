"""Days in a question: explicit ("16 agustus 2024", "june 6") or relative to the day of asking ("semalam")."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from store.search.asking import Asking, Days, load_asking

__all__ = ["When", "find_days"]

_YEARS = range(1900, 2100)
_OLDEST_DAY_COUNT = 4000
_LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class When:
    """An inclusive interval of days. `explicit`: named by the calendar, so that another day is no answer.

    Both ends None: days were meant, but without a day of asking nobody can tell which. `year`: the printed
    year where nothing but a year is named, so that a record which speaks of that year answers as well.
    `night`: the night before that day is meant. `any_year`: the year is only a guess.
    """

    start: date | None = None
    end: date | None = None
    explicit: bool = False
    year: str = ""
    night: bool = False
    any_year: bool = False


def find_days(
    words: Sequence[str], asked_on: date | None, newest: date | None = None
) -> tuple[When | None, set[int]]:
    """The days that `words` (lower case) ask about, and the positions of the words that say so.

    `newest` tells the year of a day without one where the day of asking is unknown.
    """
    asking = load_asking()
    for find in (_calendar_day, _day_of_month, _weekday, _relative, _year):
        guessed = find is _calendar_day and asked_on is None
        try:
            found = find(words, newest if guessed else asked_on, asking)
        except (OverflowError, ValueError):
            continue  # asked on one of the first days of the calendar, about a day before it
        if found is not None:
            return _any_year(words, found) if guessed else found
    return None, set()


def _any_year(words: Sequence[str], found: tuple[When | None, set[int]]) -> tuple[When | None, set[int]]:
    """A day without a printed year, asked nobody knows when: it may be that day of any year."""
    when, used = found
    if (
        when is None
        or when.start is None
        or any(len(words[place]) == 4 for place in used if words[place].isdecimal())
    ):
        return found
    return replace(when, explicit=False, any_year=True), used


_Found = tuple[When | None, set[int]] | None


def _calendar_day(words: Sequence[str], asked_on: date | None, asking: Asking) -> _Found:
    for place, word in enumerate(words):
        if (iso := _iso(words, place)) is not None:
            return When(iso, iso, explicit=True), {place, place + 1, place + 2}
        if word in asking.months:
            found = _month(words, place, asking.months[word] + 1, asked_on, asking)
            if found is not None:
                return found
    return None


def _iso(words: Sequence[str], place: int) -> date | None:
    if place + 2 >= len(words) or len(words[place]) != 4:
        return None
    try:
        return date(int(words[place]), int(words[place + 1]), int(words[place + 2]))
    except ValueError:
        return None


def _month(words: Sequence[str], place: int, month: int, asked_on: date | None, asking: Asking) -> _Found:
    day, used = _day_beside(words, place)
    if min(used) and words[min(used) - 1] in asking.year_prefixes:
        return None  # "since October 2023" says nothing about the day of the report
    year, year_used = _year_after(words, max(used), asked_on, asking)
    used |= year_used
    if day is None and year is None and words[place].isalpha() and len(words[place]) <= 3:
        return None  # "may", "mar", "jan" alone are rather other words
    if year is None:
        year = _latest_year(month, day or 1, asked_on)
    if year is None:
        return When(), used
    return When(*_span(year, month, day), explicit=True), used


def _day_beside(words: Sequence[str], place: int) -> tuple[int | None, set[int]]:
    places = [place - 1, place + 1]
    if place > 1 and words[place - 1] in load_asking().function_words:
        places.append(place - 2)  # "the 20th of March"
    for other in places:
        if 0 <= other < len(words):
            digits = words[other].removesuffix("th").removesuffix("st").removesuffix("nd").removesuffix("rd")
            if digits.isdecimal() and 1 <= int(digits[:4]) <= 31 and len(digits) <= 2:
                return int(digits), {*range(min(place, other), max(place, other) + 1)}
    return None, {place}


def _year_after(
    words: Sequence[str], place: int, asked_on: date | None, asking: Asking
) -> tuple[int | None, set[int]]:
    following = words[place + 1 : place + 3]
    if following and following[0].isdecimal() and len(following[0]) == 4 and int(following[0]) in _YEARS:
        return int(following[0]), {place + 1}
    key = asking.days.get(tuple(following))
    if asked_on is not None and key in (Days.LAST_YEAR, Days.THIS_YEAR):
        return asked_on.year - (key is Days.LAST_YEAR), {place + 1, place + 2}
    return None, set()


def _latest_year(month: int, day: int, asked_on: date | None) -> int | None:
    if asked_on is None:
        return None
    return asked_on.year - ((month, day) > (asked_on.month, asked_on.day))


def _span(year: int, month: int, day: int | None) -> tuple[date, date]:
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    return date(year, month, min(day, last)), date(year, month, min(day, last))


def _day_of_month(words: Sequence[str], asked_on: date | None, asking: Asking) -> _Found:
    """ "tgl 12": the last day of that number."""
    for place, word in enumerate(words[:-1]):
        day = words[place + 1]
        if word not in asking.dated or not day.isdecimal() or not 1 <= int(day[:4]) <= _LONGEST_MONTH:
            continue
        used = {place, place + 1}
        if asked_on is None:
            return When(), used
        first, past = asked_on.replace(day=1), int(day) > asked_on.day
        while past or int(day) > calendar.monthrange(first.year, first.month)[1]:
            first, past = (first - timedelta(days=1)).replace(day=1), False
        found = first.replace(day=int(day))
        return When(found, found, explicit=True), used
    return None


def _weekday(words: Sequence[str], asked_on: date | None, asking: Asking) -> _Found:
    for place, word in enumerate(words):
        if word not in asking.weekdays or (place, word) in _week_not_sunday(words, asking):
            continue
        if asked_on is None:
            return When(), {place}
        back = (asked_on.weekday() - asking.weekdays[word]) % 7
        day = asked_on - timedelta(days=back or 7 * _followed_by_last(words, place, asking))
        return When(day, day), {place}
    return None


def _week_not_sunday(words: Sequence[str], asking: Asking) -> set[tuple[int, str]]:
    """Positions of a word that is a weekday and a week alike, unless "day" stands before it."""
    week = {phrase[0] for phrase, key in asking.days.items() if key is Days.THIS_WEEK}
    day = {phrase[0] for phrase, key in asking.days.items() if key is Days.TODAY and len(phrase) > 1}
    return {
        (place, word)
        for place, word in enumerate(words)
        if word in week and not (place and words[place - 1] in day)
    }


def _followed_by_last(words: Sequence[str], place: int, asking: Asking) -> bool:
    return place + 1 < len(words) and words[place + 1] in asking.last_words


def _relative(words: Sequence[str], asked_on: date | None, asking: Asking) -> _Found:
    longest = [asking.lengths.get(word, 0) for word in words]
    for length in range(max(longest, default=0), 0, -1):
        for place in (place for place, most in enumerate(longest) if most >= length):
            key = asking.days.get(tuple(words[place : place + length]))
            used = set(range(place, place + length))
            if key in _AGO and place and words[place - 1].isdecimal():
                return _days_back(int(words[place - 1][:4]), _AGO[key], asked_on), {*used, place - 1}
            if key in _RELATIVE:
                start, end = _RELATIVE[key](asked_on) if asked_on else (None, None)
                return When(start, end, night=key is Days.LAST_NIGHT), used
    return None


def _days_back(count: int, unit: int, asked_on: date | None) -> When:
    if asked_on is None or count * unit > _OLDEST_DAY_COUNT:
        return When()
    middle = asked_on - timedelta(days=count * unit)
    slack = timedelta(days=unit // 3)
    return When(middle - slack, middle + slack)


def _year(words: Sequence[str], _: date | None, asking: Asking) -> _Found:
    """A year alone; its word stays to be matched, too."""
    for place, word in enumerate(words):
        if len(word) == 4 and word.isdecimal() and int(word) in _YEARS:
            if asking.year_prefixes.intersection(words[max(place - 3, 0) : place]):
                return None
            return When(date(int(word), 1, 1), date(int(word), 12, 31), explicit=True, year=word), set()
    return None


_Span = tuple[date, date]


def _ago(first: int, last: int) -> Callable[[date], _Span]:
    return lambda asked: (asked - timedelta(days=first), asked - timedelta(days=last))


def _this_month(asked: date) -> _Span:
    return asked.replace(day=1), asked


def _last_month(asked: date) -> _Span:
    end = asked.replace(day=1) - timedelta(days=1)
    return end.replace(day=1), end


_AGO: dict[Days | None, int] = {Days.DAYS_AGO: 1, Days.WEEKS_AGO: 7, Days.MONTHS_AGO: 30, Days.YEARS_AGO: 365}
_RELATIVE: dict[Days | None, Callable[[date], _Span]] = {
    Days.LAST_NIGHT: _ago(0, 0),
    Days.TODAY: _ago(0, 0),
    Days.YESTERDAY: _ago(1, 1),
    Days.DAY_BEFORE: _ago(2, 2),
    Days.THIS_WEEK: _ago(7, 0),
    Days.LAST_WEEK: _ago(13, 1),
    Days.THIS_MONTH: _this_month,
    Days.LAST_MONTH: _last_month,
    Days.THIS_YEAR: lambda asked: (date(asked.year, 1, 1), asked),
    Days.LAST_YEAR: lambda asked: (date(asked.year - 1, 1, 1), date(asked.year - 1, 12, 31)),
}
