"""Who is told of an article, when and how, through the real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from store import OutboxMessage, Store, Upload, open_store
from store.subscriptions import person_subject, topic_subject
from tests.builders import ARTICLE, BERITA

NOW = datetime(2024, 8, 14, 6, 0, tzinfo=UTC)
BELGOROD = "ru/belgorod"
SHEBEKINO = "ru/belgorod/shebekinsky/shebekino"
# The same strike, told by two outlets in their own words, and its later toll.
FIRST = """Missile strike on Shebekino

A missile strike on Shebekino killed three people and wounded 12, district governor Olena Mirova said on Wednesday.
“The market is closed until further notice,” Mirova said.
"""
SECOND = """Market in Shebekino hit

Three people were killed and 12 were wounded when rockets came down on a market in Shebekino, said the district's
governor, Olena Mirova. Firefighters worked for five hours.
"""
WORSE = """Toll of the Shebekino strike rises

The number of people killed in Shebekino has risen to 19, district governor Olena Mirova said. She said 12 were
wounded, as reported before.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path)
    yield store
    store.close()


def publish(store: Store, text: str, at: datetime = NOW, **fields: Any) -> str:
    upload = Upload(text.encode(), **{"published": date(2024, 8, 14), "source": "Post", **fields})
    draft = store.receive(upload, by="test", at=at).result()
    store.publish(draft.article.id, at=at).result()
    return draft.article.id


def follow(store: Store, chat: str, subject: str = BELGOROD, **settings: Any) -> None:
    store.subscribe(chat, subject, at=NOW, **settings).result()


def due(store: Store) -> list[tuple[str, str]]:
    return [(message.recipient, message.article) for message in store.outbox.due()]


def released(store: Store, now: datetime) -> int:
    count = 0
    while (done := store.digests.release(now)) is not None:
        count += done.result()
    return count


def send(store: Store, at: datetime = NOW, number: int = 100) -> list[OutboxMessage]:
    messages = store.outbox.due()
    for place, message in enumerate(messages):
        store.outbox.sent(message, number + place, at=at).result()
    return messages


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        (SHEBEKINO, True),
        (BELGOROD, True),
        ("ru", True),
        ("ua", False),
        (person_subject("Mirova"), False),
        (person_subject("Olena Mirova"), True),
        (topic_subject("drones"), True),
        (topic_subject("casualties"), True),
        (topic_subject("nuclear"), False),
    ],
)
def test_regions_roll_up_and_people_and_topics_are_followed(store: Store, subject: str, told: bool) -> None:
    follow(store, "1", subject)
    article = publish(store, ARTICLE)
    assert due(store) == ([("1", article)] if told else [])


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"deny": ["bridge"]}, False),
        ({"deny": ["football"]}, True),
        ({"allow": ["ferry"]}, True),
        ({"allow": ["tank", "ferry"]}, True),
        ({"allow": ["tank"]}, False),
        ({"allow": ["(a+)+$"]}, False),
        ({"importance": 2}, True),
        ({"importance": 3}, False),
    ],
)
def test_words_and_importance_let_through(store: Store, settings: dict[str, Any], told: bool) -> None:
    follow(store, "1", **settings)
    publish(store, ARTICLE)
    assert bool(due(store)) is told


def test_a_paused_chat_and_a_muted_story_hear_nothing(store: Store) -> None:
    for chat in ("1", "2", "3"):
        follow(store, chat)
    store.remember("1", paused=True).result()
    first = publish(store, FIRST)
    send(store)
    store.remember("2", muted_stories=[first]).result()
    second = publish(store, SECOND, NOW + timedelta(hours=1), source="Courier")
    assert due(store) == [("3", second)]


def test_a_digest_merges_what_waited_and_survives_a_stop(store: Store, tmp_path: Path) -> None:
    follow(store, "1", pace="daily")
    follow(store, "2", pace="hourly")
    follow(store, "2", "ru", pace="daily")
    one = publish(store, ARTICLE)
    two = publish(store, FIRST)
    assert due(store) == []
    store.close()
    again = open_store(tmp_path)
    assert released(again, NOW + timedelta(minutes=59)) == 0
    assert released(again, NOW + timedelta(hours=1)) == 1
    (digest,) = again.outbox.due()
    assert (digest.recipient, digest.items, digest.notice) == ("2", (one, two), "digest")
    send(again)
    # A stop over the hour of the digest: later it comes once, with everything.
    three = publish(again, BERITA.replace("Sudzha", "Shebekino"), NOW + timedelta(hours=20))
    assert released(again, NOW + timedelta(hours=40)) == 2
    assert {message.recipient: message.items for message in again.outbox.due()} == {
        "1": (one, two, three),
        "2": (),
    }
    send(again)
    assert released(again, NOW + timedelta(days=9)) == 0
    again.close()


def test_the_soonest_of_a_chats_subscriptions_counts(store: Store) -> None:
    follow(store, "1", "ru", pace="daily")
    follow(store, "1", SHEBEKINO)
    follow(store, "1", topic_subject("drones"), pace="hourly")
    publish(store, ARTICLE)
    assert len(due(store)) == 1


def test_quiet_hours_hold_and_one_alone_comes_as_it_is(store: Store) -> None:
    store.remember("1", quiet_from="22:00", quiet_to="07:00", zone="Asia/Jakarta").result()
    follow(store, "1")
    night = datetime(2024, 8, 14, 16, 0, tzinfo=UTC)
    article = publish(store, ARTICLE, night)
    assert due(store) == []
    assert released(store, night + timedelta(hours=7)) == 0
    assert released(store, night + timedelta(hours=8)) == 1
    assert due(store) == [("1", article)]


def test_a_mute_that_ends_early_tells_at_once_and_one_set_meanwhile_holds(store: Store) -> None:
    follow(store, "1")
    store.remember("1", muted_until=(NOW + timedelta(hours=8)).isoformat()).result()
    article = publish(store, ARTICLE)
    assert released(store, NOW + timedelta(hours=1)) == 0
    store.remember("1", muted_until=(NOW + timedelta(hours=20)).isoformat()).result()
    assert released(store, NOW + timedelta(hours=8)) == 0
    store.remember("1", muted_until="").result()
    store.digests.reschedule("1", NOW + timedelta(hours=9)).result()
    assert released(store, NOW + timedelta(hours=9)) == 1
    assert due(store) == [("1", article)]


def test_what_was_held_before_a_pause_comes_after_it(store: Store, tmp_path: Path) -> None:
    follow(store, "1", pace="hourly")
    article = publish(store, ARTICLE)
    store.remember("1", paused=True).result()
    assert released(store, NOW + timedelta(hours=2)) == 0
    publish(store, FIRST, NOW + timedelta(hours=2))
    store.close()
    again = open_store(tmp_path)
    assert released(again, NOW + timedelta(hours=3)) == 0
    again.remember("1", paused=False).result()
    again.digests.reschedule("1", NOW + timedelta(hours=3)).result()
    assert released(again, NOW + timedelta(hours=3)) == 1
    assert due(again) == [("1", article)]
    again.close()


def test_a_short_pause_changes_no_digest(store: Store) -> None:
    follow(store, "1", pace="daily")
    article = publish(store, ARTICLE)
    for paused in (True, False):
        store.remember("1", paused=paused).result()
        store.digests.reschedule("1", NOW + timedelta(minutes=1)).result()
        assert released(store, NOW + timedelta(minutes=2)) == 0
    assert released(store, NOW + timedelta(hours=26)) == 1
    assert due(store) == [("1", article)]


@pytest.mark.parametrize(
    ("settings", "anew", "hours"),
    [
        # The article came at 06:00; the daily digest is at 08:00, so two hours later.
        ({"quiet_from": "22:00", "quiet_to": "07:00"}, False, 2),
        ({"muted_until": (NOW + timedelta(hours=1)).isoformat()}, False, 2),
        ({"muted_until": (NOW + timedelta(hours=5)).isoformat()}, False, 5),
        ({"daily_at": "12:00"}, True, 6),
        ({"daily_at": "05:00"}, True, 23),
        ({"zone": "Asia/Jakarta"}, True, 19),
    ],
)
def test_a_digest_keeps_its_pace_whatever_is_set(
    store: Store, settings: dict[str, str], anew: bool, hours: int
) -> None:
    follow(store, "1", pace="daily")
    article = publish(store, ARTICLE)
    store.remember("1", **settings).result()
    store.digests.reschedule("1", NOW + timedelta(minutes=5), anew=anew).result()
    assert released(store, NOW + timedelta(hours=hours, minutes=-1)) == 0
    assert released(store, NOW + timedelta(hours=hours)) == 1
    assert due(store) == [("1", article)]


def test_what_waits_for_an_ended_subscription_alone_does_not_come(store: Store) -> None:
    follow(store, "1", pace="daily")
    follow(store, "2", pace="daily")
    follow(store, "2", topic_subject("drones"), pace="daily")
    article = publish(store, ARTICLE)
    for chat in ("1", "2"):
        store.unsubscribe(chat, BELGOROD).result()
    assert released(store, NOW + timedelta(hours=26)) == 1
    (message,) = store.outbox.due()
    assert (message.recipient, message.article, message.regions) == ("2", article, (topic_subject("drones"),))


def test_narrowing_keeps_what_waits(store: Store) -> None:
    follow(store, "1", pace="daily")
    article = publish(store, ARTICLE)
    follow(store, "1", SHEBEKINO)
    store.unsubscribe("1", BELGOROD, narrowed=True).result()
    assert released(store, NOW + timedelta(hours=26)) == 1
    assert due(store) == [("1", article)]


def test_settings_that_cannot_be_read_count_as_unset(store: Store) -> None:
    """As an older version may have taken them: whoever else follows the region is told all the same."""
    store.remember("1", quiet_from="٢٢:٠٠", quiet_to="٠٧:٠٠", daily_at="99:99", muted_until="soon").result()
    follow(store, "1")
    follow(store, "2")
    article = publish(store, ARTICLE)
    assert due(store) == [("1", article), ("2", article)]


def test_a_story_that_was_replaced_comes_when_its_update_is_taken_back(store: Store) -> None:
    follow(store, "1")
    first = publish(store, FIRST)
    second = publish(store, SECOND, NOW + timedelta(minutes=1), source="Courier")
    assert due(store) == [("1", second)]
    store.corrections.retract(second, 1, by="e", at=NOW + timedelta(minutes=2)).result()
    assert due(store) == [("1", first)]


def test_a_story_that_was_replaced_twice_waits_for_the_last_of_its_updates(store: Store) -> None:
    follow(store, "1")
    first = publish(store, FIRST)
    second = publish(store, SECOND, NOW + timedelta(minutes=1), source="Courier")
    third = publish(store, WORSE, NOW + timedelta(minutes=2))
    store.corrections.retract(second, 1, by="e", at=NOW + timedelta(minutes=3)).result()
    assert due(store) == [("1", third)]
    store.corrections.retract(third, 1, by="e", at=NOW + timedelta(minutes=4)).result()
    assert due(store) == [("1", first)]


def test_a_story_is_told_once_then_silently_and_loudly_when_it_gets_worse(store: Store) -> None:
    follow(store, "1")
    first = publish(store, FIRST)
    (told,) = send(store)
    assert (told.story, told.reply_to, told.silent) == ("", 0, False)
    publish(store, SECOND, NOW + timedelta(hours=1), source="Courier")
    (again,) = send(store, NOW + timedelta(hours=1), 200)
    assert (again.story, again.reply_to, again.silent) == (first, 100, True)
    publish(store, WORSE, NOW + timedelta(hours=2))
    (worse,) = send(store, NOW + timedelta(hours=2), 300)
    assert (worse.story, worse.reply_to, worse.silent) == (first, 200, False)


def test_another_strike_in_the_same_town_is_another_story(store: Store) -> None:
    follow(store, "1")
    publish(store, FIRST)
    send(store)
    publish(store, ARTICLE, NOW + timedelta(hours=1))
    (other,) = store.outbox.due()
    assert (other.story, other.reply_to) == ("", 0)


def test_what_still_waits_of_a_story_is_replaced(store: Store) -> None:
    follow(store, "1")
    follow(store, "2", pace="hourly")
    publish(store, FIRST)
    second = publish(store, SECOND, source="Courier")
    assert due(store) == [("1", second)]
    released(store, NOW + timedelta(hours=1))
    assert due(store) == [("1", second), ("2", second)]


def test_silent_means_all_that_fit_are_silent(store: Store) -> None:
    follow(store, "1", silent=True)
    follow(store, "2", silent=True)
    follow(store, "2", "ru")
    publish(store, ARTICLE)
    assert {message.recipient: message.silent for message in store.outbox.due()} == {"1": True, "2": False}


def test_a_dry_run_counts_and_queues_nothing(store: Store) -> None:
    follow(store, "1")
    follow(store, "2", pace="daily")
    draft = store.receive(Upload(ARTICLE.encode()), by="test", at=NOW).result()
    assert store.audience(draft.article.id, at=NOW) == (1, 1)
    assert due(store) == []


def test_the_same_dead_and_wounded_told_in_another_language_are_the_same_story(store: Store) -> None:
    follow(store, "1")
    first = publish(store, FIRST)
    send(store)
    berita = (
        "Empat warga tewas dan 15 luka-luka dalam serangan rudal di Shebekino, kata Gubernur Olena Mirova.\n"
    )
    publish(store, berita, NOW + timedelta(hours=2))
    (again,) = store.outbox.due()
    assert (again.story, again.silent) == (first, True)
