from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.search.when import find_days

ASKED = date(2025, 6, 6)  # a Friday


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("drone 16 agustus 2024", "2024-08-16", "2024-08-16"),
        ("on june 3 2025", "2025-06-03", "2025-06-03"),
        ("on 11th march 2025", "2025-03-11", "2025-03-11"),
        ("bulan november 2024", "2024-11-01", "2024-11-30"),
        ("agustus tahun lalu", "2024-08-01", "2024-08-31"),
        ("15 august", "2024-08-15", "2024-08-15"),
        ("15 mei", "2025-05-15", "2025-05-15"),
        ("2024 02 29", "2024-02-29", "2024-02-29"),
        ("31 juni 2025", "2025-06-30", "2025-06-30"),
        ("in 2023", "2023-01-01", "2023-12-31"),
        ("semalam", "2025-06-06", "2025-06-06"),
        ("tadi malam", "2025-06-06", "2025-06-06"),
        ("yesterday", "2025-06-05", "2025-06-05"),
        ("selasa lalu", "2025-06-03", "2025-06-03"),
        ("on tuesday", "2025-06-03", "2025-06-03"),
        ("jumat", "2025-06-06", "2025-06-06"),
        ("jumat lalu", "2025-05-30", "2025-05-30"),
        ("hari minggu", "2025-06-01", "2025-06-01"),
        ("minggu lalu", "2025-05-24", "2025-06-05"),
        ("3 hari lalu", "2025-06-03", "2025-06-03"),
        ("2 weeks ago", "2025-05-21", "2025-05-25"),
        ("last month", "2025-05-01", "2025-05-31"),
        ("bulan ini", "2025-06-01", "2025-06-06"),
        ("tahun ini", "2025-01-01", "2025-06-06"),
        ("last year", "2024-01-01", "2024-12-31"),
    ],
)
def test_days_of_both_languages(text: str, start: str, end: str) -> None:
    when, used = find_days(text.split(), ASKED)
    assert when is not None
    assert when.start == date.fromisoformat(start)
    assert when.end == date.fromisoformat(end)
    assert used or when.year


@pytest.mark.parametrize("text", ["semalam", "on tuesday", "3 hari lalu", "16 agustus", "99999 days ago"])
def test_without_a_day_of_asking_relative_days_stay_open(text: str) -> None:
    when, _ = find_days(text.split(), None)
    assert when is not None
    assert when.start is when.end is None


def test_the_newest_record_tells_a_missing_year() -> None:
    when, _ = find_days(["16", "agustus"], None, date(2025, 1, 5))
    assert when is not None
    assert when.start == date(2024, 8, 16)
    assert when.any_year
    printed, _ = find_days(["16", "agustus", "2023"], None, date(2025, 1, 5))
    assert printed is not None
    assert printed.explicit


@pytest.mark.parametrize(
    "text",
    [
        "",
        "since october 2023",
        "sejak 7 oktober 2023",
        "berapa drone",
        "he may say",
        "mar",
        "2024 99 99 x",
        "pukul 12",
    ],
)
def test_no_day(text: str) -> None:
    when, _ = find_days(text.split(), ASKED)
    assert when is None or when.start == date(2024, 1, 1)


@given(
    st.lists(
        st.sampled_from(["16", "agustus", "2024", "semalam", "99", "hari", "lalu", "0", "minggu", "may"])
    )
)
def test_any_order_of_words_is_read(words: list[str]) -> None:
    when, used = find_days(words, ASKED)
    assert (when is None) == (not used) or (when is not None and when.year)
    if when is not None and when.start and when.end:
        assert when.start <= when.end


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tgl 2", "2025-06-02"),
        ("tanggal 6", "2025-06-06"),
        ("tgl 7", "2025-05-07"),
        ("tgl 31", "2025-05-31"),
        ("the 20th of march", "2025-03-20"),
    ],
)
def test_the_number_of_a_day_is_the_last_such_day(text: str, day: str) -> None:
    when, used = find_days(text.split(), ASKED)
    assert when is not None
    assert when.start == when.end == date.fromisoformat(day)
    assert when.explicit
    assert len(used) > 1


@pytest.mark.parametrize("text", ["tgl 32", "tgl 0", "tgl", "tanggal rapat", "tgl 99999999999"])
def test_no_day_has_such_a_number(text: str) -> None:
    assert find_days(text.split(), ASKED)[0] is None


@pytest.mark.parametrize(
    "text",
    ["bulan lalu", "yesterday", "5 days ago", "last year", "june 5", "tgl 31", "minggu lalu", "senin lalu"],
)
@pytest.mark.parametrize("asked", [date.min, date(1, 1, 3), date.max])
def test_the_ends_of_the_calendar_are_no_error(text: str, asked: date) -> None:
    find_days(text.split(), asked)
    find_days(text.split(), None, asked)
