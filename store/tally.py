"""How many questions were answered and how many declined, by day.

Counted in memory, so that an answer costs nothing more, and written every few seconds by whoever calls `flush`;
a kill loses what was counted since.
"""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date

from store.database import Change, Engine

__all__ = ["Tally"]

TABLE = "tally"
PAGE = 1 << 30


class Tally:
    """The table `tally`, by ISO day."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._fresh: dict[str, list[int]] = {}
        self._under_way: dict[str, list[int]] = {}

    def count(self, day: date, *, answered: bool) -> None:
        """One more question."""
        self._fresh.setdefault(day.isoformat(), [0, 0])[not answered] += 1

    def flush(self) -> Future[int] | None:
        """Write what was counted since the last call; None where nothing was, or that is still being written."""
        if not self._fresh or self._under_way:
            return None
        self._under_way, self._fresh = self._fresh, {}
        rows = [Change(TABLE, day, self._with(day, *counts)) for day, counts in self._under_way.items()]
        written = self._engine.commit(rows, lazily=True)
        written.add_done_callback(self._arrived)
        return written

    def _with(self, day: str, answered: int, declined: int) -> dict[str, int]:
        known = self._engine.get(TABLE, day) or {"answered": 0, "declined": 0}
        return {"answered": known["answered"] + answered, "declined": known["declined"] + declined}

    def _arrived(self, written: Future[int]) -> None:
        lost, self._under_way = self._under_way, {}
        if written.exception() is not None:
            for day, (answered, declined) in lost.items():
                counts = self._fresh.setdefault(day, [0, 0])
                counts[0] += answered
                counts[1] += declined

    def since(self, day: date) -> tuple[int, int]:
        """(questions answered, questions declined) from a day on."""
        first = day.isoformat()
        rows = [(key, doc["answered"], doc["declined"]) for key, doc in self._engine.scan(TABLE, limit=PAGE)]
        for part in (self._fresh, self._under_way):
            rows += [(key, counts[0], counts[1]) for key, counts in part.items()]
        wanted = [(answered, declined) for key, answered, declined in rows if key >= first]
        return sum(answered for answered, _ in wanted), sum(declined for _, declined in wanted)
