"""Who did what when: every action of an editor leaves a row, written in the same transaction as the action."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from store.database import Change, Engine

__all__ = ["Audit", "Deed"]

TABLE = "audit"
PAGE = 1 << 30
MAX_DETAIL = 300


@dataclass(frozen=True, slots=True)
class Deed:
    """One action. `what` is a text key ("published", "speaker" ...), `about` an article's id or "", `at` ISO text."""

    at: str
    by: str
    what: str
    about: str = ""
    detail: str = ""


class Audit:
    """The table `audit`; its keys are in the order of time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._numbers = count()

    def entry(self, by: str, what: str, about: str = "", detail: str = "", *, at: datetime) -> Change:
        """A row for an action of `by`, to be committed with it."""
        key = f"{at.isoformat()}|{self._engine.last:012d}|{next(self._numbers):06d}"
        doc = {"at": at.isoformat(), "by": by, "what": what, "about": about, "detail": detail[:MAX_DETAIL]}
        return Change(TABLE, key, {name: value for name, value in doc.items() if value})

    def note(self, by: str, what: str, *, at: datetime) -> Future[int]:
        """An action that changes nothing else."""
        return self._engine.commit([self.entry(by, what, at=at)])

    def newest(self, limit: int = 50) -> list[Deed]:
        """The last actions, the newest first."""
        rows = self._engine.scan(TABLE, limit=PAGE)[-limit:]
        return [Deed(**doc) for _, doc in reversed(rows)]
