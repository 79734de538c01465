"""What waits in the outbox reaches its people."""

from __future__ import annotations

import pytest

from tests.builders import ARTICLE, BERITA
from tests.fakes import Refused
from tests.talk import Bot, published

READER = 55


async def test_an_article_reaches_the_subscribers_of_its_regions_once(direct: Bot) -> None:
    reader, other = direct.person(READER), direct.person(56)
    await reader.say("/subscribe Belgorod")
    await reader.say("/subscribe Russia")
    await other.say("/subscribe Kharkiv")
    (alert,) = await published(direct, ARTICLE, READER)
    assert "Belgorod" in alert.text
    assert "Border Post" in alert.text
    assert await published(direct, ARTICLE, READER) == []
    assert all("Border Post" not in message.text for message in direct.telegram.of(56))


async def test_who_has_blocked_the_bot_is_left_alone(direct: Bot) -> None:
    await direct.person(READER).say("/subscribe Belgorod")
    direct.telegram.blocked.add(READER)
    assert await published(direct, ARTICLE, READER) == []
    assert direct.store.subscriptions(str(READER)) == []


async def test_a_429_waits_and_loses_nothing(direct: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    await direct.person(READER).say("/subscribe Belgorod")
    refusals = [Refused(429, "Too Many Requests: retry after 3", retry_after=3)] * 3
    waited: list[float] = []
    courier = direct.running.courier

    async def pause(seconds: float) -> None:
        waited.append(seconds)
        if seconds > 1:
            monkeypatch.setattr(courier, "_monotonic", lambda: sum(waited))

    monkeypatch.setattr(courier, "_monotonic", lambda: 0.0)
    monkeypatch.setattr(courier, "_sleep", pause)

    def refuse(name: str, fields: dict[str, object]) -> None:
        if name == "sendMessage" and str(fields["chat_id"]) == str(READER) and refusals:
            raise refusals.pop()

    direct.telegram.refuse = refuse
    (alert,) = await published(direct, ARTICLE, READER)
    assert "Belgorod" in alert.text
    assert all(2 < seconds <= 3 for seconds in waited[:3])


async def test_a_group_that_became_a_supergroup_keeps_everything(direct: Bot) -> None:
    new = -100777
    direct.telegram.group_admins.add(READER)
    await direct.member(READER).say("/subscribe Kursk")

    def refuse(name: str, fields: dict[str, object]) -> None:
        if name == "sendMessage" and int(str(fields["chat_id"])) == -1001:
            raise Refused(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=new)

    direct.telegram.refuse = refuse
    (alert,) = await published(direct, BERITA, new)
    assert "Kursk" in alert.text
    assert [s.region for s in direct.store.subscriptions(str(new))] == ["ru/kursk"]
