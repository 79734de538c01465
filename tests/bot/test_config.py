import logging
from pathlib import Path

import pytest

from bot.config import Config, ConfigFault


def test_everything_has_a_default() -> None:
    assert Config.from_env({}) == Config()


def test_all_settings_are_read() -> None:
    env = {
        "TELEGRAM_BOT_TOKEN": "1:abc",
        "TELEGRAM_API_BASE_URL": "http://127.0.0.1:8081/bot",
        "TELEGRAM_API_FILE_URL": "http://127.0.0.1:8081/file/bot",
        "TELEGRAM_ADMIN_IDS": "5, 7,",
        "BOT_DATA_DIR": "somewhere",
        "BOT_PUBLISH": "Direct",
        "BOT_SEND_LIMITS": "off",
        "BOT_LOG_LEVEL": "debug",
    }
    assert Config.from_env(env, telegram=True) == Config(
        token="1:abc",
        api_base_url="http://127.0.0.1:8081/bot",
        api_file_url="http://127.0.0.1:8081/file/bot",
        admins=frozenset({5, 7}),
        data_dir=Path("somewhere"),
        review=False,
        send_limits=False,
        log_level=logging.DEBUG,
    )


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    env = {
        "TELEGRAM_API_BASE_URL": "telegram.example",
        "TELEGRAM_API_FILE_URL": "http://[",
        "TELEGRAM_ADMIN_IDS": "5,me",
        "BOT_DATA_DIR": str(file),
        "BOT_PUBLISH": "perhaps",
        "BOT_SEND_LIMITS": "some",
        "BOT_LOG_LEVEL": "loud",
    }
    with pytest.raises(ConfigFault) as caught:
        Config.from_env(env, telegram=True)
    assert len(caught.value.faults) == 8
    assert all(name in str(caught.value) for name in [*env, "TELEGRAM_BOT_TOKEN"])


def test_a_token_without_colon_is_no_token() -> None:
    with pytest.raises(ConfigFault, match="must look like"):
        Config.from_env({"TELEGRAM_BOT_TOKEN": "abc"})
