"""Dates against one fixed publication day: Friday, 17 October 2025."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.dates import find_dates

ANCHOR = date(2025, 10, 17)
DAYS = [
    ("id", "Kamis (16/10)", "2025-10-16", "2025-10-16"),
    ("id", "Rabu (2/10/2024) malam waktu setempat", "2024-10-02", "2024-10-02"),
    ("id", "Pada hari Selasa", "2025-10-14", "2025-10-14"),
    ("id", "Jumat", "2025-10-17", "2025-10-17"),
    ("id", "semalam", "2025-10-16", "2025-10-16"),
    ("id", "Sabtu, 18 Januari 2025", "2025-01-18", "2025-01-18"),
    ("id", "sejak Oktober tahun lalu", "2024-10-01", "2024-10-31"),
    ("id", "dalam 24 jam terakhir", "2025-10-16", "2025-10-17"),
    ("id", "pekan lalu", "2025-10-06", "2025-10-12"),
    ("id", "bulan lalu", "2025-09-01", "2025-09-30"),
    ("id", "pada tahun 2022", "2022-01-01", "2022-12-31"),
    ("id", "dua hari lalu", "2025-10-15", "2025-10-15"),
    ("id", "15/12", "2024-12-15", "2024-12-15"),
    ("id", "1/2/24", "2024-02-01", "2024-02-01"),
    ("en", "overnight", "2025-10-16", "2025-10-16"),
    ("en", "overnight on Oct. 17", "2025-10-17", "2025-10-17"),
    ("en", "on Tuesday, March 11", "2025-03-11", "2025-03-11"),
    ("en", "this year", "2025-01-01", "2025-12-31"),
    ("en", "Oct. 7, 2023", "2023-10-07", "2023-10-07"),
    ("en", "in May 2022", "2022-05-01", "2022-05-31"),
    ("en", "the 7th", None, None),
    ("en", "over the past 24 hours", "2025-10-16", "2025-10-17"),
    ("en", "over the weekend", "2025-10-11", "2025-10-12"),
    ("en", "two weeks ago", "2025-10-03", "2025-10-03"),
    ("en", "on 3 November", "2025-11-03", "2025-11-03"),
    ("en", "12/25", "2024-12-25", "2024-12-25"),
    ("en", "last month", "2025-09-01", "2025-09-30"),
    ("en", "over the past day", "2025-10-16", "2025-10-17"),
    ("id", "Rabu (15/10/225)", "2025-10-15", "2025-10-15"),
]


AHEAD = [
    ("en", "They will meet on Monday.", "2025-10-20"),
    ("en", "Talks are due to open on Sunday.", "2025-10-19"),
    ("en", "They met on Monday.", "2025-10-13"),
    ("en", "It will rain. They met on Monday.", "2025-10-13"),
    ("id", "Mereka akan bertemu pada Senin.", "2025-10-20"),
    ("id", "Mereka bertemu pada Senin.", "2025-10-13"),
]


@pytest.mark.parametrize(("lang", "text", "day"), AHEAD)
def test_a_weekday_of_what_is_to_come_lies_ahead(lang: str, text: str, day: str) -> None:
    assert [str(found.time.start) for found in find_dates(text, lang, ANCHOR)] == [day]


@pytest.mark.parametrize(("lang", "words", "start", "end"), DAYS)
def test_an_expression_covers_its_days(lang: str, words: str, start: str | None, end: str | None) -> None:
    found = find_dates(words, lang, ANCHOR)
    if start is None:
        assert found == []
        return
    [mention] = found
    assert mention.time.surface == words
    assert (str(mention.time.start), str(mention.time.end)) == (start, end)


UNKNOWN = [
    ("id", "kemarin"),
    ("id", "pekan lalu"),
    ("id", "Senin"),
    ("en", "two days ago"),
    ("en", "in August"),
    ("id", "hari ini"),
    ("en", "the past 24 hours"),
    ("id", "tiga hari terakhir"),
]


@pytest.mark.parametrize(("lang", "words"), UNKNOWN)
def test_without_a_publication_day_only_the_words_are_kept(lang: str, words: str) -> None:
    [mention] = find_dates(words, lang, None)
    assert (mention.time.surface, mention.time.start) == (words, None)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("id", "pukul 05.40 WIT"),
        ("en", "at about 0430 GMT"),
        ("en", "20:30"),
        ("en", "8 p.m."),
        ("id", "pukul 13.20"),
    ],
)
def test_clock_times_are_known_as_such(lang: str, words: str) -> None:
    [mention] = find_dates(words, lang, ANCHOR)
    assert mention.time == mention.time.__class__(words)


@pytest.mark.parametrize("words", ["31/2/2024", "13/8", "40 Oktober", "may", "at 50"])
def test_what_is_no_date_has_no_day(words: str) -> None:
    lang = "id" if "Oktober" in words else "en"
    anchor = None if words == "13/8" else ANCHOR
    assert [m for m in find_dates(words, lang, anchor) if m.time.start and m.time.start == m.time.end] == []


def test_expressions_do_not_swallow_each_other() -> None:
    text = "Kemarin, hari Rabu, 16 Oktober 2025, dan Sabtu lalu"
    assert [m.time.surface for m in find_dates(text, "id", ANCHOR)] == [
        "Kemarin",
        "hari Rabu, 16 Oktober 2025",
        "Sabtu lalu",
    ]


@given(st.text(), st.sampled_from(["id", "en"]), st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_any_text_is_read(text: str, lang: str, anchor: date | None) -> None:
    for mention in find_dates(text, lang, anchor):
        assert mention.span.of(text) == mention.time.surface
