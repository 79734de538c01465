"""Calendar arithmetic around one fixed day: Friday, 17 October 2025."""

from datetime import date

import pytest

from store.language.periods import (
    Days,
    ago,
    last_days,
    last_weekday,
    month_days,
    named_period,
    next_weekday,
    safe_date,
)

ANCHOR = date(2025, 10, 17)
NAMES = [
    ("week+0", date(2025, 10, 13), date(2025, 10, 19)),
    ("week-1", date(2025, 10, 6), date(2025, 10, 12)),
    ("month-1", date(2025, 9, 1), date(2025, 9, 30)),
    ("year-1", date(2024, 1, 1), date(2024, 12, 31)),
    ("weekend-1", date(2025, 10, 11), date(2025, 10, 12)),
    ("last-week", date(2025, 10, 10), ANCHOR),
    ("last-day", date(2025, 10, 16), ANCHOR),
]


@pytest.mark.parametrize(("name", "start", "end"), NAMES)
def test_named_periods(name: str, start: date, end: date) -> None:
    assert named_period(name, ANCHOR) == Days(start, end)


def test_months_go_back_over_the_year() -> None:
    assert named_period("month-1", date(2025, 1, 5)) == month_days(2024, 12)


def test_a_weekday_is_the_last_one_and_the_anchor_counts() -> None:
    assert last_weekday(4, ANCHOR).start == ANCHOR
    assert last_weekday(5, ANCHOR).start == date(2025, 10, 11)


def test_the_next_weekday_may_be_the_anchor_itself() -> None:
    assert next_weekday(4, ANCHOR).start == ANCHOR
    assert next_weekday(3, ANCHOR).start == date(2025, 10, 23)


def test_counting_back_is_bounded() -> None:
    assert ago("day", 3, ANCHOR).start == date(2025, 10, 14)
    assert last_days("year", 1e9, ANCHOR).start == date(1925, 11, 11)


def test_a_day_that_does_not_exist_is_none() -> None:
    assert safe_date(2025, 2, 30) is None
