"""The composition root."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest

from bot import app
from bot.app import build
from bot.config import Config
from handlers import routes
from handlers.help import COMMANDS
from store import open_store
from tests.fakes import FakeTelegram
from tests.talk import Bot


async def test_the_menu_is_set_in_every_language(bot: Bot) -> None:
    menus = [fields for name, fields in bot.telegram.calls if name == "setMyCommands"]
    assert sorted(fields.get("language_code", "") for fields in menus) == ["", "en", "id"]


async def test_a_self_hosted_server_is_used(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    config = Config("1:a", "http://127.0.0.1:9/bot", "http://127.0.0.1:9/file/bot")
    built = build(config, store).application
    assert built.bot.base_url == "http://127.0.0.1:9/bot1:a"
    assert built.bot.base_file_url == "http://127.0.0.1:9/file/bot1:a"
    store.close()


async def test_a_signal_stops_the_bot_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, telegram = open_store(tmp_path), FakeTelegram()
    running = build(Config("1:a", data_dir=tmp_path), store, request=telegram)
    served = asyncio.create_task(app.serve(running))
    await telegram.polled.wait()
    os.kill(os.getpid(), signal.SIGTERM)
    await served
    assert not (tmp_path / "health.json").exists()
    store.close()


def test_every_command_of_the_menu_has_a_route() -> None:
    handled = {name for route in routes() for name in getattr(route, "commands", ())}
    assert set(COMMANDS) <= handled
