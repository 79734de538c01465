"""Intervals of days: calendar arithmetic behind the words of `dates`."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Final, NamedTuple

__all__ = [
    "Days",
    "ago",
    "last_days",
    "last_weekday",
    "month_days",
    "named_period",
    "next_weekday",
    "one_day",
    "safe_date",
    "year_days",
]

_WEEK: Final = 7
_SATURDAY: Final = 5
_LONGEST: Final = 36500  # days; beyond that nobody counts back
_LAST, _WEEKEND, _WEEKS, _MONTHS = "last", "weekend", "week", "month"  # the units of a period's name
_UNIT_DAYS: Final = {"hour": 1 / 24, "minute": 0.0, "day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}


class Days(NamedTuple):
    """An inclusive interval of days."""

    start: date
    end: date


def one_day(day: date) -> Days:
    """The interval of a single day."""
    return Days(day, day)


def month_days(year: int, month: int) -> Days:
    """A whole month."""
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def year_days(year: int) -> Days:
    """A whole year."""
    return Days(date(year, 1, 1), date(year, 12, 31))


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_weekday(index: int, anchor: date) -> Days:
    """The last such weekday up to the anchor (0 = Monday); the anchor itself counts."""
    return one_day(anchor - timedelta(days=(anchor.weekday() - index) % _WEEK))


def ago(unit: str, count: float, anchor: date) -> Days:
    """The day that lies `count` units before the anchor."""
    return one_day(anchor - _length(unit, count))


def last_days(unit: str, count: float, anchor: date) -> Days:
    """The stretch of `count` units that ends at the anchor."""
    return Days(anchor - _length(unit, count), anchor)


def next_weekday(index: int, anchor: date) -> Days:
    """The next such weekday from the anchor on (0 = Monday); the anchor itself counts."""
    return one_day(anchor + timedelta(days=(index - anchor.weekday()) % _WEEK))


def named_period(name: str, anchor: date) -> Days:
    """A period by its name in the packs: "week-1", "month+0", "weekend-1", "last-week"."""
    unit, _, shift = name.replace("+", " ").replace("-", " -").partition(" ")
    if unit == _LAST:
        return last_days(shift.strip("-"), 1, anchor)
    if unit == _WEEKEND:
        saturday = anchor - timedelta(days=(anchor.weekday() - _SATURDAY) % _WEEK)
        return Days(saturday, saturday + timedelta(days=1))
    if unit == _WEEKS:
        monday = anchor - timedelta(days=anchor.weekday() - _WEEK * int(shift))
        return Days(monday, monday + timedelta(days=6))
    if unit == _MONTHS:
        months = anchor.year * 12 + anchor.month - 1 + int(shift)
        return month_days(months // 12, months % 12 + 1)
    return year_days(anchor.year + int(shift))


def _length(unit: str, count: float) -> timedelta:
    return timedelta(days=min(count * _UNIT_DAYS[unit], _LONGEST))
