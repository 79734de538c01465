"""When a chat wants to be told: quiet hours, digests, a mute. Pure; the clock is the caller's.

Times of day are the chat's own, in its time zone; what changes with summer time is the zone's business.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

__all__ = ["DAILY_AT", "Hours", "Pace", "hours_of", "known_zone", "moment", "time_of_day", "zone_for"]

DAILY_AT = time(8, 0)
_ZONES = {"id": "Asia/Jakarta"}
# As it is stored: digits of other scripts are digits for Python, too.
_CLOCK = re.compile(r"\d{2}:\d{2}", re.ASCII)


class Pace(StrEnum):
    """How soon a subscription is served."""

    INSTANT = "instant"
    HOURLY = "hourly"
    DAILY = "daily"


@dataclass(frozen=True, slots=True)
class Hours:
    """A chat's habits. `quiet` is (begin, end), which may span midnight; equal ones are none. All may be unset."""

    zone: str = "UTC"
    quiet: tuple[time, time] | None = None
    daily_at: time = DAILY_AT
    muted_until: datetime | None = None
    paused: bool = False

    def release(self, now: datetime, pace: Pace) -> datetime | None:
        """When something that happens `now` may be told, in UTC; None = at once. Both with their zone."""
        at = now
        if pace is Pace.HOURLY:
            at = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        elif pace is Pace.DAILY:
            at = self._next(now, self.daily_at)
        if self.muted_until is not None and at < self.muted_until:
            at = self.muted_until
        at = self._awake(at)
        return None if at <= now else at.astimezone(UTC)

    def again(self, happened: datetime, now: datetime, pace: Pace) -> datetime | None:
        """When what has waited since it `happened` may be told under these habits, in UTC; None = at once."""
        at = self.release(happened, pace)
        return at if at is not None and at > now else self.release(now, Pace.INSTANT)

    def is_quiet(self, at: datetime) -> bool:
        """Whether a moment lies in the quiet hours."""
        if self.quiet is None or self.quiet[0] == self.quiet[1]:
            return False
        begin, end = self.quiet
        local = at.astimezone(self._zone).time()
        return begin <= local < end if begin < end else local >= begin or local < end

    def _awake(self, at: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours that it lies in."""
        return self._next(at, self.quiet[1]) if self.quiet is not None and self.is_quiet(at) else at

    def _next(self, after: datetime, wanted: time) -> datetime:
        """The next moment at which the chat's clocks show a time; one that a day skips is the hour behind it."""
        local = after.astimezone(self._zone)
        for days in range(3):
            day = local.date() + timedelta(days=days)
            # By way of UTC: a time that the change to summer time leaves out becomes one that exists.
            found = datetime.combine(day, wanted, tzinfo=self._zone).astimezone(UTC)
            if found > after:
                return found
        raise AssertionError("a day has every time of day or the hour behind it")

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(known_zone(self.zone) or "UTC")


def zone_for(lang: str) -> str:
    """The time zone in which a reader of a language is likely to be, where the chat has set none."""
    return _ZONES.get(lang, "UTC")


def known_zone(name: str) -> str:
    """The name of a time zone as the database writes it; "" where there is none."""
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""


def time_of_day(text: object) -> time | None:
    """A stored time, "HH:MM"; None for whatever is none."""
    if not isinstance(text, str) or not _CLOCK.fullmatch(text):
        return None
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def moment(text: object) -> datetime | None:
    """A stored moment with its zone; None for whatever is none."""
    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def hours_of(settings: Mapping[str, Any], zone: str = "UTC") -> Hours:
    """The habits in a chat's stored settings; `zone` where it has set none. What can't be read counts as unset."""
    begin, end = time_of_day(settings.get("quiet_from")), time_of_day(settings.get("quiet_to"))
    return Hours(
        zone=settings.get("zone") or zone,
        quiet=(begin, end) if begin is not None and end is not None else None,
        daily_at=time_of_day(settings.get("daily_at")) or DAILY_AT,
        muted_until=moment(settings.get("muted_until")),
        paused=bool(settings.get("paused")),
    )
