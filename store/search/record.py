"""Records that go into the index and hits that come out: plain values, documented with units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["NO_DAY", "Hit", "Record", "date_of", "day_of", "day_term", "month_term"]

NO_DAY = 0


@dataclass(frozen=True, slots=True)
class Record:
    """One fact to find. Only `id` and `text` are needed; what is missing the index finds in the text.

    `lang`: any string ("" or an unknown one: detected). `date`: of the statement or report, a `date` or ISO
    text. `region`: a place's name or gazetteer id. `kind`: "quotation", "claim" or "event". `context`: the
    sentence or title around it; `role`: the speaker's office; `status`: as in `store.model.Status`;
    `article`: its id.
    """

    id: str
    text: str
    lang: str = ""
    date: date | str | None = None
    region: str | None = None
    speaker: str | None = None
    claimed_by: str | None = None
    kind: str | None = None
    context: str = ""
    role: str = ""
    status: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One found record: its id, the probability that it answers (0..1), and why, as short text keys."""

    id: str
    score: float
    reasons: tuple[str, ...] = ()


def day_of(value: date | str | None) -> int:
    """Days since 1 January 1 (`date.toordinal`), `NO_DAY` where the date is missing or not readable."""
    if isinstance(value, date):
        return value.toordinal()
    try:
        return date.fromisoformat(str(value).strip()[:10]).toordinal() if value else NO_DAY
    except ValueError:
        return NO_DAY


def date_of(day: int) -> date | None:
    """The inverse of `day_of`."""
    return date.min + timedelta(days=day - 1) if day > NO_DAY else None


def day_term(day: int) -> str:
    """The index term of a day."""
    return f"d:{day}"


def month_term(day: int) -> str:
    """The index term of the month that a day lies in."""
    month = date.fromordinal(day)
    return f"m:{month.year}-{month.month}"
