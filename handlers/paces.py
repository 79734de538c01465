"""How fast a person may be: arithmetic of a bucket a person. Pure; times are seconds of any clock."""

from __future__ import annotations

from collections import OrderedDict

__all__ = ["BURST", "PER_MINUTE", "TOLD_AGAIN_S", "Paces"]

PER_MINUTE, BURST = 60, 30
EVERY_S = 60 / PER_MINUTE
TOLD_AGAIN_S = 10.0
REMEMBERED = 10_000


class Paces:
    """Who may still act: a person's bucket is full at `BURST`, and one more comes every second."""

    def __init__(self) -> None:
        # person -> (when the bucket would be full again, when "slow down" was said last); seconds of the clock.
        self._people: OrderedDict[int, tuple[float, float]] = OrderedDict()

    def allows(self, person: int, now: float) -> bool:
        """Take a place if there is one."""
        full_at, told = self._people.pop(person, (now, 0.0))
        fits = max(full_at, now) + EVERY_S <= now + BURST * EVERY_S
        self._people[person] = (max(full_at, now) + EVERY_S if fits else full_at, told)
        if len(self._people) > REMEMBERED:
            self._people.popitem(last=False)
        return fits

    def tells(self, person: int, now: float) -> bool:
        """Whether it is time to say "slow down"."""
        full_at, told = self._people[person]
        if told and now - told < TOLD_AGAIN_S:
            return False
        self._people[person] = (full_at, now)
        return True
