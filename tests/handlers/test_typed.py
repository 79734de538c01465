"""What people type becomes a clean line, a moment, an address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.texts import Texts, texts
from handlers.typed import address, duration, moment, one_line, shown, zone_label, zone_named
from tests.adversarial import TEXTS

NOW = datetime(2024, 8, 14, 6, 0, tzinfo=UTC)
EN, ID = texts("en"), texts("id")


@given(st.one_of(st.sampled_from(TEXTS), st.text()), st.integers(1, 200))
def test_a_line_is_one_line_that_can_be_sent(text: str, limit: int) -> None:
    line = one_line(text, limit)
    line.encode()
    assert len(line) <= limit
    assert line == " ".join(line.split())
    assert one_line(line, limit) == line


def test_a_line_keeps_the_words_of_any_script() -> None:
    assert one_line(" Олена \n Мірова\u202e ", 50) == "Олена Мірова"
    assert one_line("!!! 😀", 50) == ""


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("18:30", "2024-08-14T18:30"),
        ("05.15", "2024-08-15T05:15"),
        ("tomorrow 7:00", "2024-08-15T07:00"),
        ("besok 7:00", "2024-08-15T07:00"),
        ("2024-08-20 09:00", "2024-08-20T09:00"),
        ("20 August 2024, 09:00", "2024-08-20T09:00"),
        ("+2h", "2024-08-14T08:00"),
        ("+ 30m", "2024-08-14T06:30"),
        ("+2j", "2024-08-14T08:00"),
    ],
)
def test_a_moment_is_understood(text: str, meant: str) -> None:
    assert moment(EN, text, NOW) == datetime.fromisoformat(meant + "+00:00")


def test_a_moment_is_in_the_readers_time_zone() -> None:
    found = moment(ID, "18:30", NOW)
    assert found == datetime(2024, 8, 14, 11, 30, tzinfo=UTC)
    assert shown(ID, found) == "14 Agu 2024 18:30 WIB"


@pytest.mark.parametrize(
    "text", ["", "soon", "25:00", "2024-08-13 09:00", "2024-08-20", "+0h", "+9999h", "2034-01-01 09:00"]
)
def test_what_is_no_moment_to_come_is_none(text: str) -> None:
    assert moment(EN, text, NOW) is None


def test_addresses() -> None:
    assert address(" https://example.org/a?b=c#d ") == "https://example.org/a?b=c#d"
    for wrong in ("example.org", "ftp://example.org", "https://x y.org", "https://", "http://[", "x" * 600):
        assert address(wrong) == ""
    for text in TEXTS:
        address(text).encode()


@pytest.mark.parametrize(
    ("typed", "zone", "label"),
    [
        ("Asia/Jakarta", "Asia/Jakarta", "Asia/Jakarta"),
        ("asia/jakarta", "Asia/Jakarta", "Asia/Jakarta"),
        ("jakarta", "Asia/Jakarta", "Asia/Jakarta"),
        ("Jakrta", "Asia/Jakarta", "Asia/Jakarta"),
        ("new york", "America/New_York", "America/New_York"),
        ("WITA", "Asia/Makassar", "Asia/Makassar"),
        ("UTC", "UTC", "UTC"),
        ("GMT+7", "Etc/GMT-7", "UTC+7"),
        ("-3", "Etc/GMT+3", "UTC-3"),
        ("+03:00", "Etc/GMT-3", "UTC+3"),
        ("+٧", "", ""),
        ("+99", "", ""),
        ("", "", ""),
        ("../../etc/passwd", "", ""),
        ("nowhere", "", ""),
    ],
)
def test_a_zone_is_meant_by_its_name_its_city_or_its_offset(typed: str, zone: str, label: str) -> None:
    assert (zone_named(typed), zone_label(zone_named(typed))) == (zone, label)


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("8", 8), ("8 jam", 8), ("8h", 8), ("8 Hours", 8), ("2 days", 48), ("2 hari", 48), ("30 menit", 0.5),
        ("0", None), ("-8", None), ("8 bananas", None), ("٨", None), ("", None), ("99999", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("t", [EN, ID])
def test_a_span_is_read_in_every_language(t: Texts, typed: str, hours: float | None) -> None:
    assert duration(t, typed) == (timedelta(hours=hours) if hours else None)
