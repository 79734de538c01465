from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.pacing import BULK_PER_S, GROUP_MESSAGES, GROUP_WINDOW_S, REPLY_BURST, Bucket, Pauses, Schedule

GAPS = st.lists(st.floats(0, 3), min_size=1, max_size=120)


@given(GAPS)
def test_replies_burst_and_then_go_once_a_second(gaps: list[float]) -> None:
    bucket, now, times = Bucket(), 1000.0, []
    for gap in gaps:
        now += gap
        at = bucket.take(now)
        assert at >= now
        times.append(at)
    assert times == sorted(times)
    for first, later in zip(times, times[REPLY_BURST:], strict=False):
        assert later - first >= 0.999


def test_the_first_twenty_replies_go_at_once() -> None:
    bucket = Bucket()
    assert [bucket.take(5.0) for _ in range(REPLY_BURST)] == [5.0] * REPLY_BURST
    assert bucket.take(5.0) == 6.0


@given(st.lists(st.sampled_from(["1", "2", "-3"]), min_size=1, max_size=150))
def test_bulk_keeps_every_limit(chats: list[str]) -> None:
    schedule, now, sent = Schedule(), 50.0, list[tuple[float, str]]()
    for chat in chats:
        now = max(now, schedule.turn(now), schedule.ready_at(chat, now))
        schedule.took(chat, now)
        sent.append((now, chat))
    for at, _ in sent:
        assert sum(at <= other < at + 1 for other, _ in sent) <= BULK_PER_S + 1
        assert (
            sum(chat == "-3" and at <= other < at + GROUP_WINDOW_S for other, chat in sent) <= GROUP_MESSAGES
        )
    for chat in ("1", "2", "-3"):
        own = [at for at, name in sent if name == chat]
        assert all(later - first >= 0.999 for first, later in pairwise(own))


def test_without_limits_everything_goes_now() -> None:
    schedule = Schedule(0)
    for _ in range(100):
        assert schedule.ready_at("1", 7.0) == schedule.turn(7.0) == 7.0
        schedule.took("1", 7.0)


def test_many_chats_are_forgotten_in_time() -> None:
    schedule = Schedule(1e9)
    for number in range(20_050):
        schedule.took(str(number), number * 10.0)
    assert len(schedule._chats) <= 10_001


def test_a_429_stops_its_chat_and_three_stop_all() -> None:
    pauses = Pauses()
    pauses.add("1", 5, 0)
    assert (pauses.until("1", 1), pauses.until("2", 1)) == (5, 1)
    pauses.add("2", 4, 0.1)
    pauses.add("2", 4, 0.2)
    assert pauses.until("9", 1) == 1
    pauses.add("3", 6, 0.3)
    assert pauses.until("9", 1) == 6.3
    assert pauses.until("1", 7) == 7


def test_a_success_between_says_that_only_those_chats_were_meant() -> None:
    pauses = Pauses()
    pauses.add("1", 5, 0)
    pauses.add("2", 5, 0.1)
    pauses.succeeded()
    pauses.add("3", 5, 0.2)
    assert pauses.until("9", 1) == 1
