from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handlers.paces import BURST, PER_MINUTE, TOLD_AGAIN_S, Paces


def test_a_burst_then_one_a_second() -> None:
    paces = Paces()
    assert [paces.allows(1, 0.0) for _ in range(BURST + 2)] == [True] * BURST + [False] * 2
    assert paces.allows(2, 0.0)
    assert [paces.allows(1, 1.0), paces.allows(1, 1.0)] == [True, False]
    assert all(paces.allows(1, 1000.0) for _ in range(BURST))


def test_slow_down_is_said_once_in_a_while() -> None:
    paces = Paces()
    for _ in range(BURST + 1):
        paces.allows(1, 5.0)
    assert [paces.tells(1, now) for now in (5.0, 5.5, 5.0 + TOLD_AGAIN_S)] == [True, False, True]


@given(st.lists(st.floats(0, 300), min_size=1, max_size=400))
def test_nobody_gets_more_than_the_burst_and_the_rate(moments: list[float]) -> None:
    paces, taken = Paces(), list[float]()
    for now in sorted(moments):
        if paces.allows(1, now):
            taken.append(now)
    for begin in taken:
        inside = sum(begin <= one <= begin + 60 for one in taken)
        assert inside <= BURST + PER_MINUTE + 1
