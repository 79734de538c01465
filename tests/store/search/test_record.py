from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.search.record import NO_DAY, date_of, day_of


@given(st.dates())
def test_days_and_dates_are_inverse(day: date) -> None:
    assert date_of(day_of(day)) == day
    assert day_of(day.isoformat()) == day_of(day)


@pytest.mark.parametrize("value", [None, "", "soon", "2024-13-01", "  "])
def test_no_readable_date_is_no_day(value: str | None) -> None:
    assert day_of(value) == NO_DAY
    assert date_of(NO_DAY) is None


def test_a_time_of_day_is_ignored() -> None:
    assert day_of("2024-08-14T10:00:00Z") == day_of(datetime(2024, 8, 14, 9))  # noqa: DTZ001
