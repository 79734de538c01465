"""Quiet hours, mutes and pauses, as conversations with a clock that is turned by hand."""

from __future__ import annotations

import pytest

from tests.builders import ARTICLE, BERITA
from tests.talk import Bot, published, settled

READER = 55
MORE = """The bridge was built in 1978 and repaired twice since then. Engineers will look at its pillars on Friday.
Until then a second ferry carries people and goods to the other side, the district wrote.
"""


async def later(bot: Bot, **step: float) -> list[str]:
    """What the reader gets while time passes."""
    before = len(bot.telegram.of(READER))
    bot.clock.forward(**step)
    await bot.running.timetable.once()
    await settled(bot)
    return [sent.text for sent in bot.telegram.of(READER)[before:]]


async def test_quiet_hours_hold_until_the_morning(direct: Bot) -> None:
    reader = direct.person(READER)
    await reader.say("/subscribe Belgorod")
    await reader.say("/zone Jakarta")
    (shown,) = await reader.say("/quiet 22-7")
    assert "Quiet from 22:00 to 07:00" in shown.text
    assert "Asia/Jakarta, now 13:00" in shown.text
    assert await later(direct, hours=10) == []
    assert await published(direct, ARTICLE, READER) == []
    assert await later(direct, hours=7, minutes=59) == []
    (alert,) = await later(direct, minutes=1)
    assert "News: Belgorod" in alert
    (off,) = await reader.say("/quiet off")
    assert "No quiet hours" in off.text


async def test_a_mute_ends_by_itself_and_by_hand(direct: Bot) -> None:
    reader = direct.person(READER)
    await reader.say("/subscribe Belgorod")
    (shown,) = await reader.say("/mute")
    assert "Muted until 14 Aug 2024 14:00" in shown.text
    await published(direct, ARTICLE, READER)
    assert await later(direct, hours=7) == []
    (ended,) = await reader.press(shown, "End the mute")
    assert "Muted" not in ended.text
    (alert,) = await later(direct, seconds=3)
    assert "News: Belgorod" in alert
    (again,) = await reader.say("/mute 3")
    assert "Muted until" in again.text
    (off,) = await reader.say("/mute off")
    assert "Muted" not in off.text


async def test_a_pause_is_a_pause(direct: Bot) -> None:
    reader = direct.person(READER)
    await reader.say("/subscribe Belgorod")
    (paused,) = await reader.say("/pause")
    assert "Paused" in paused.text
    await published(direct, ARTICLE, READER)
    (going,) = await reader.press(paused, "Go on")
    assert "Paused" not in going.text
    assert await later(direct, hours=30) == []


async def test_a_story_is_muted_under_its_alert(direct: Bot) -> None:
    reader = direct.person(READER)
    await reader.say("/subscribe Belgorod")
    (alert,) = await published(direct, ARTICLE, READER)
    (done,) = await reader.press(alert, "No more of this story")
    assert "Nothing more" in done.text
    assert await published(direct, ARTICLE + MORE, READER) == []
    (other,) = await published(direct, BERITA.replace("Sudzha", "Belgorod"), READER)
    assert "News: Belgorod" in other.text


async def test_a_story_that_goes_on_is_a_silent_reply(direct: Bot) -> None:
    reader = direct.person(READER)
    await reader.say("/subscribe Belgorod")
    (first,) = await published(direct, ARTICLE, READER)
    (second,) = await published(direct, ARTICLE + MORE, READER)
    assert "More on this" in second.text
    assert second.reply_to == first.id
    assert second.fields["disable_notification"] == "true"
    (worse,) = await published(
        direct,
        ARTICLE + MORE.replace("ferry", "boat") + "At least 17 people were killed, the ministry said.\n",
        READER,
    )
    assert worse.reply_to == second.id
    assert "disable_notification" not in worse.fields


@pytest.mark.parametrize(
    "text", ["/quiet", "/quiet 25-7", "/quiet 7-7", "/zone Atlantis", "/daily 99", "/mute 0", "/mute 999"]
)
async def test_what_is_not_understood_is_explained(direct: Bot, text: str) -> None:
    (how,) = await direct.person(READER).say(text)
    assert "For example" in how.text or "for example" in how.text


async def test_the_settings_page_and_the_daily_time(direct: Bot) -> None:
    reader = direct.person(READER, "id")
    (page,) = await reader.say("/settings")
    assert "Asia/Jakarta" in page.text
    (night,) = await reader.press(page, "22–7")
    assert "22:00" in night.text
    (daily,) = await reader.say("/daily 18:30")
    assert "18:30" in daily.text


async def test_settings_do_not_hurry_a_digest_and_a_pause_keeps_it(direct: Bot) -> None:
    reader = direct.person(READER)
    await reader.say("/subscribe Belgorod")
    direct.store.adjust(str(READER), "ru/belgorod", pace="daily").result()
    await published(direct, ARTICLE, READER)
    for command in ("/quiet 22-7", "/quiet off", "/mute 1", "/mute off", "/zone UTC", "/pause", "/pause"):
        await reader.say(command)
        assert await later(direct, seconds=3) == []
    (digest,) = await later(direct, hours=26)
    assert "Belgorod" in digest


async def test_spans_and_zones_are_taken_as_people_write_them(direct: Bot) -> None:
    reader = direct.person(READER, "id")
    (zone,) = await reader.say("/zone wib")
    assert "Asia/Jakarta" in zone.text
    (offset,) = await reader.say("/zone GMT+7")
    assert "UTC+7" in offset.text
    (muted,) = await reader.say("/mute 2 hari")
    assert "16 Agu 2024 13:00" in muted.text
    for wrong in ("/mute 8 hari", "/mute seminggu", "/mute 0"):
        (how,) = await reader.say(wrong)
        assert "/mute 2 hari" in how.text
