"""The composition root."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import app
from bot.app import ALLOWED_UPDATES, build_application, run
from bot.config import Config
from handlers import routes
from handlers.help import COMMANDS
from store import open_store
from tests.talk import Bot


async def test_the_menu_is_set_in_every_language(bot: Bot) -> None:
    menus = [fields for name, fields in bot.telegram.calls if name == "setMyCommands"]
    assert sorted(fields.get("language_code", "") for fields in menus) == ["", "en", "id"]


async def test_a_self_hosted_server_is_used(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    config = Config("1:a", "http://127.0.0.1:9/bot", "http://127.0.0.1:9/file/bot")
    built = build_application(config, store)
    assert built.bot.base_url == "http://127.0.0.1:9/bot1:a"
    assert built.bot.base_file_url == "http://127.0.0.1:9/file/bot1:a"
    store.close()


def test_running_polls_for_what_the_routes_handle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {}
    monkeypatch.setattr(app.Application, "run_polling", lambda _, **options: asked.update(options))
    store = open_store(tmp_path)
    run(Config("1:a"), store)
    store.close()
    assert asked["allowed_updates"] == ALLOWED_UPDATES
    assert asked["bootstrap_retries"] == -1


def test_every_command_of_the_menu_has_a_route() -> None:
    handled = {name for route in routes() for name in getattr(route, "commands", ())}
    assert set(COMMANDS) <= handled
