"""What people type into a field: one clean line, a moment, an address. Pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, time, timedelta
from difflib import get_close_matches
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from handlers.texts import LANGUAGES, Texts, texts
from store import known_zone, parse_day

__all__ = ["address", "duration", "moment", "one_line", "shown", "zone_label", "zone_named", "zone_of"]

# Where a chat has set no time zone, its language says which one is likely.
ZONES = {"id": "Asia/Jakarta"}
# Direction marks and the like: unseen, and they turn around what stands beside them.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
JOINERS = {"\u200c", "\u200d"}
CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.]([0-5]\d)(?!\d)")
LATER = re.compile(r"\+\s*(\d{1,4})\s*([hmj]?)")
MAX_ADDRESS = 500
FARTHEST = timedelta(days=366)
SPAN = re.compile(r"(\d{1,4})\s*([^\W\d_]*)", re.ASCII)
UNITS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "minute": timedelta(minutes=1)}
# The zones' own abbreviations where the database has none or several; and "GMT+7", whose sign it turns around.
SHORT = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura", "msk": "Europe/Moscow"}
OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?00)?", re.ASCII)
OFFSETS = "Etc/GMT"
# How alike a misspelt city must be; 0..1.
ALIKE = 0.88


def one_line(text: str, limit: int) -> str:
    """One line without control and direction marks, at most `limit` characters; "" where nothing is left."""
    seen = (
        " " if (unicodedata.category(char) in UNSEEN and char not in JOINERS) or char.isspace() else char
        for char in text[: limit * 20]
    )
    line = " ".join("".join(seen).split())[:limit].rstrip()
    return line if any(char.isalnum() for char in line) else ""


def address(text: str) -> str:
    """A web address; "" where the text is none."""
    line = text.strip()
    if len(line) > MAX_ADDRESS or any(char.isspace() or not char.isprintable() for char in line):
        return ""
    try:
        parts = urlsplit(line)
    except ValueError:
        return ""
    return line if parts.scheme in ("http", "https") and "." in parts.netloc else ""


def zone_of(t: Texts) -> ZoneInfo:
    """The time zone that the chat has set, else that in which a reader of this language is likely to be."""
    return ZoneInfo(known_zone(t.zone) or ZONES.get(t.lang, "UTC"))


def zone_named(typed: str) -> str:
    """The zone that a typed name means: the database's name or its city, typos allowed, "WIB", "+7"; "" = none."""
    name = one_line(typed, 40).casefold()
    offset = OFFSET.fullmatch(typed.strip().casefold())
    if offset:
        sign = "-" if offset[1] == "+" else "+"
        return known_zone(f"{OFFSETS}{sign}{int(offset[2])}")
    names = sorted(available_timezones(), reverse=True)
    cities = {_city(one): one for one in names}
    whole = {one.casefold(): one for one in names}
    exact = SHORT.get(name) or whole.get(name.replace(" ", "_")) or cities.get(name)
    if exact or not name:
        return exact or ""
    places = [city for city, zone in cities.items() if "/" in zone and not zone.startswith(OFFSETS)]
    return next((cities[city] for city in get_close_matches(name, places, 1, ALIKE)), "")


def _city(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ").casefold()


def zone_label(zone: str) -> str:
    """A zone for people: its name, "UTC+7" where it is an offset alone."""
    if not zone.startswith(OFFSETS) or zone == OFFSETS:
        return zone
    return f"UTC{zone.removeprefix(OFFSETS).translate(str.maketrans('+-', '-+'))}"


def duration(t: Texts, text: str) -> timedelta | None:
    """A span: "8", "8 hours", "2 days", "30m", in the reader's language or another; None where it is none."""
    found = SPAN.fullmatch(one_line(text, 40).casefold())
    if found is None or not int(found[1]):
        return None
    number, word = int(found[1]), found[2]
    for known in (t, *map(texts, LANGUAGES)):
        for unit, span in UNITS.items():
            if not word or word in known(f"typed.unit.{unit}").split():
                return number * span
    return None


def shown(t: Texts, moment: datetime) -> str:
    """A moment for people: "15 Aug 2024 07:00 WIB"."""
    local = moment.astimezone(zone_of(t))
    return f"{t.day(local.date())} {local:%H:%M} {local.tzname()}"


def moment(t: Texts, text: str, now: datetime) -> datetime | None:
    """A future moment: "18:30", "tomorrow 7:00", "2024-08-15 09:00", "+2h", "+30m"; None where it is none."""
    line = one_line(text, 60)
    later = LATER.fullmatch(line.casefold())
    if later:
        number, unit = int(later[1]), later[2]
        found = now + (timedelta(minutes=number) if unit == "m" else timedelta(hours=number))
    else:
        at = _named_moment(t, line, now)
        if at is None:
            return None
        found = at
    return found.astimezone(UTC) if now < found <= now + FARTHEST else None


def _named_moment(t: Texts, line: str, now: datetime) -> datetime | None:
    zone = zone_of(t)
    today = now.astimezone(zone).date()
    clock = CLOCK.search(line)
    if clock is None:
        return None
    rest = (line[: clock.start()] + line[clock.end() :]).strip(" ,")
    hour = time(int(clock[1]), int(clock[2]), tzinfo=zone)
    if not rest:
        found = datetime.combine(today, hour)
        return found if found > now else found + timedelta(days=1)
    day = today + timedelta(days=1) if rest.casefold() in t("typed.tomorrow").split() else parse_day(rest)
    return datetime.combine(day, hour) if day else None
