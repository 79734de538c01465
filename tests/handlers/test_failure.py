"""What nobody foresaw."""

from __future__ import annotations

import logging

import pytest
from telegram.error import NetworkError

from handlers.failure import report
from tests.fakes import Refused
from tests.talk import Bot


async def test_a_broken_handler_is_logged_without_words_and_the_person_is_told(
    stocked: Bot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the index is gone")

    monkeypatch.setattr("store.service.Store.ask", broken)
    (said,) = await stocked.person(55).say("secret words")
    assert "went wrong" in said.text
    assert "the index is gone" in caplog.text
    assert "secret words" not in caplog.text


async def test_where_nobody_can_be_told_it_is_only_logged(
    stocked: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(name: str, fields: dict[str, object]) -> None:
        if name == "sendMessage":
            raise Refused(400, "Bad Request: not enough rights")

    stocked.telegram.refuse = refuse
    assert await stocked.person(55).say("what did Mirova say") == []
    assert "could not be told" in caplog.text


async def test_a_failure_of_the_network_is_not_answered(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    class Context:
        error = NetworkError("gone")

    with caplog.at_level(logging.ERROR):
        # `report` looks at nothing of the context but its error.
        await report(None, Context())  # type: ignore[arg-type]
    assert bot.telegram.count("sendMessage") == 0
