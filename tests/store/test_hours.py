"""When a chat is told, as tables: quiet hours over midnight and summer time, digests, mutes."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.hours import Hours, Pace, hours_of, known_zone, zone_for

JAKARTA, KYIV, NEW_YORK = "Asia/Jakarta", "Europe/Kyiv", "America/New_York"
NIGHT = (time(22), time(7))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "pace", "now", "release"),
    [
        (Hours(), Pace.INSTANT, "2024-08-14T03:00", None),
        (Hours(), Pace.HOURLY, "2024-08-14T03:00", "2024-08-14T04:00"),
        (Hours(), Pace.HOURLY, "2024-08-14T03:59", "2024-08-14T04:00"),
        (Hours(), Pace.DAILY, "2024-08-14T08:00", "2024-08-15T08:00"),
        (Hours(JAKARTA), Pace.DAILY, "2024-08-14T00:59", "2024-08-14T01:00"),
        (Hours(JAKARTA, daily_at=time(18, 30)), Pace.DAILY, "2024-08-14T00:59", "2024-08-14T11:30"),
        # Quiet hours over midnight: the evening and the night of one local day, and their edges.
        (Hours(JAKARTA, NIGHT), Pace.INSTANT, "2024-08-14T15:00", "2024-08-15T00:00"),
        (Hours(JAKARTA, NIGHT), Pace.INSTANT, "2024-08-14T18:00", "2024-08-15T00:00"),
        (Hours(JAKARTA, NIGHT), Pace.INSTANT, "2024-08-14T14:59", None),
        (Hours(JAKARTA, NIGHT), Pace.INSTANT, "2024-08-15T00:00", None),
        (Hours(JAKARTA, (time(12), time(14))), Pace.INSTANT, "2024-08-14T06:30", "2024-08-14T07:00"),
        (Hours(JAKARTA, (time(12), time(12))), Pace.INSTANT, "2024-08-14T05:00", None),
        # A digest whose time is quiet waits until the morning.
        (Hours(JAKARTA, NIGHT), Pace.HOURLY, "2024-08-14T14:30", "2024-08-15T00:00"),
        (Hours("UTC", NIGHT, daily_at=time(6)), Pace.DAILY, "2024-08-14T12:00", "2024-08-15T07:00"),
        # Clocks go forward on 31 March 2024 in Kyiv (03:00 -> 04:00), back on 27 October (04:00 -> 03:00).
        (Hours(KYIV, NIGHT), Pace.INSTANT, "2024-03-30T23:00", "2024-03-31T04:00"),
        (Hours(KYIV, NIGHT), Pace.INSTANT, "2024-03-29T23:00", "2024-03-30T05:00"),
        (Hours(KYIV, NIGHT), Pace.INSTANT, "2024-10-26T22:00", "2024-10-27T05:00"),
        (Hours(KYIV, daily_at=time(3, 30)), Pace.DAILY, "2024-03-30T12:00", "2024-03-31T01:30"),
        (Hours(NEW_YORK, NIGHT), Pace.INSTANT, "2024-11-03T05:30", "2024-11-03T12:00"),
        # A mute, alone and running into the night.
        (Hours(muted_until=utc("2024-08-14T11:00")), Pace.INSTANT, "2024-08-14T03:00", "2024-08-14T11:00"),
        (Hours(muted_until=utc("2024-08-14T02:00")), Pace.INSTANT, "2024-08-14T03:00", None),
        (
            Hours("UTC", NIGHT, muted_until=utc("2024-08-14T23:00")),
            Pace.INSTANT,
            "2024-08-14T15:00",
            "2024-08-15T07:00",
        ),
    ],
)
def test_a_message_is_released_at(hours: Hours, pace: Pace, now: str, release: str | None) -> None:
    assert hours.release(utc(now), pace) == (utc(release) if release else None)


@given(
    begin=st.times(),
    end=st.times(),
    zone=st.sampled_from([JAKARTA, KYIV, NEW_YORK, "UTC", "Asia/Kathmandu"]),
    minutes=st.integers(0, 366 * 24 * 60),
    pace=st.sampled_from(Pace),
)
def test_nothing_is_released_in_quiet_hours_or_the_past(
    begin: time, end: time, zone: str, minutes: int, pace: Pace
) -> None:
    hours = Hours(zone, (begin.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0)))
    moment = utc("2024-01-01") + timedelta(minutes=minutes)
    released = hours.release(moment, pace) or moment
    assert moment <= released <= moment + timedelta(days=3)
    assert not hours.is_quiet(released)


def test_settings_and_zones() -> None:
    hours = hours_of({"quiet_from": "22:00", "quiet_to": "07:00", "daily_at": "09:15"}, JAKARTA)
    assert hours == Hours(JAKARTA, NIGHT, daily_at=time(9, 15))
    assert hours_of({"zone": KYIV, "paused": True, "muted_until": "2024-08-14T11:00:00+00:00"}) == Hours(
        KYIV, paused=True, muted_until=utc("2024-08-14T11:00")
    )
    assert [known_zone(name) for name in (KYIV, "Mars/Olympus", "../etc", "")] == [KYIV, "", "", ""]
    assert (zone_for("id"), zone_for("en")) == (JAKARTA, "UTC")
