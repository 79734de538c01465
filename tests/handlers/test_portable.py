from __future__ import annotations

import json

import pytest

from store import Subscription
from tests.builders import ARTICLE
from tests.talk import ADMIN, Bot, published

READER, OTHER = 55, 56


async def test_what_is_exported_comes_back_in_another_chat(direct: Bot) -> None:
    reader, other = direct.person(READER), direct.person(OTHER)
    for name in ("Belgorod", "drones", "Zelensky"):
        await reader.say(f"/subscribe {name}")
    await reader.say("/zone Kyiv")
    direct.store.adjust(str(READER), "t:drones", pace="daily", deny=["tank"], importance=2).result()
    await reader.say("/export")
    chat, name, data = direct.telegram.documents[-1]
    assert (chat, name) == (READER, "kabar-settings.json")
    (done,) = await other.upload(data, name)
    assert "3 things" in done.text
    fields = [
        (s.subject, s.pace, s.deny, s.importance, s.name) for s in direct.store.subscriptions(str(READER))
    ]
    assert [
        (s.subject, s.pace, s.deny, s.importance, s.name) for s in direct.store.subscriptions(str(OTHER))
    ] == fields
    assert direct.store.chat(str(OTHER))["zone"] == "Europe/Kyiv"
    assert str(READER) not in data.decode()


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"[" * 50_000, b'{"format": "other"}', b"\xff\xfe", b" " * 200_000],
)
async def test_what_is_no_such_file_is_said(direct: Bot, data: bytes) -> None:
    (wrong,) = await direct.person(READER).upload(data, "kabar-settings.json")
    assert "no settings file" in wrong.text
    (same,) = await direct.person(ADMIN).upload(data, "kabar-settings.json")
    assert "no settings file" in same.text


async def test_what_is_wrong_in_a_file_is_left_out(direct: Bot) -> None:
    rows: list[object] = [
        {
            "subject": "ru/kursk",
            "pace": "never",
            "silent": "yes",
            "importance": True,
            "allow": "x",
            "name": 5,
        },
        {"subject": "atlantis"},
        {"subject": "t:golf"},
        {"subject": "p:"},
        {"subject": 7},
        "nonsense",
    ]
    chat = {"zone": "Mars/Olympus", "quiet_from": "99:99", "daily_at": "08:15", "lang": "xx", "admin": "yes"}
    body = {"format": "kabar-settings", "version": 1, "chat": chat, "subscriptions": rows}
    (done,) = await direct.person(READER).upload(json.dumps(body).encode(), "a.json")
    assert "1 thing" in done.text
    assert "5 that I don't know" in done.text
    assert direct.store.subscriptions(str(READER)) == [Subscription(str(READER), "ru/kursk")]
    assert direct.store.chat(str(READER)) == {"daily_at": "08:15"}


async def test_a_pause_a_mute_and_muted_stories_go_along(direct: Bot) -> None:
    reader, other = direct.person(READER), direct.person(OTHER)
    direct.store.remember(str(READER), muted_stories=["a1"]).result()
    await reader.say("/mute 2 days")
    await reader.say("/pause")
    await reader.say("/export")
    await other.upload(direct.telegram.documents[-1][2], "kabar-settings.json")
    kept, known = direct.store.chat(str(READER)), direct.store.chat(str(OTHER))
    for name in ("paused", "muted_until", "muted_stories"):
        assert known[name] == kept[name]


@pytest.mark.parametrize(
    "chat",
    [
        {"quiet_from": "٢٢:٠٠", "quiet_to": "٠٧:٠٠"},
        {"quiet_from": "22:00\n", "daily_at": "８:30"},
        {"daily_at": "24:00"},
        {"daily_at": "T8:00"},
        {"muted_until": "soon"},
        {"muted_until": "9999-12-31T00:00:00+00:00"},
        {"muted_until": "2024-08-14T09:00:00"},
        {"muted_until": 5, "paused": "yes", "muted_stories": "all"},
        {"muted_stories": [None, {}, "x" * 65]},
        {"muted_stories": ["\ud800"]},
        {"zone": ["UTC"], "lang": {}},
    ],
)
async def test_hostile_settings_break_nothing(direct: Bot, chat: dict[str, object]) -> None:
    reader = direct.person(READER)
    body = {"format": "kabar-settings", "chat": chat, "subscriptions": [{"subject": "ru/belgorod"}]}
    await reader.upload(json.dumps(body).encode(), "kabar-settings.json")
    assert {name: value for name, value in direct.store.chat(str(READER)).items() if value} == {}
    (alert,) = await published(direct, ARTICLE, READER)
    assert "Belgorod" in alert.text


async def test_rows_above_the_limit_are_counted_as_left_out(direct: Bot) -> None:
    rows = [{"subject": "ru/kursk"}] * 203
    body = {"format": "kabar-settings", "subscriptions": rows}
    (done,) = await direct.person(READER).upload(json.dumps(body).encode(), "kabar-settings.json")
    assert "3 that I don't know" in done.text
