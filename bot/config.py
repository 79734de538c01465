"""The settings, read once from the environment; all faults are named together."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

__all__ = ["Config", "ConfigFault"]

DEFAULT_DATA_DIR = "data"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class ConfigFault(Exception):
    """One or more settings are wrong or missing; the message names every one."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("wrong settings:\n" + "\n".join(f"  {fault}" for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that the environment decides."""

    token: str = ""
    api_base_url: str = ""
    api_file_url: str = ""
    admins: frozenset[int] = frozenset()
    data_dir: Path = Path(DEFAULT_DATA_DIR)
    review: bool = True
    send_limits: bool = True
    fetch_urls: bool = False
    log_level: int = logging.INFO

    @property
    def spool_dir(self) -> Path:
        """Where a running bot takes in articles."""
        return self.data_dir / "spool"

    @classmethod
    def from_env(cls, env: Mapping[str, str], *, telegram: bool = False) -> Config:
        """Read the settings; raises `ConfigFault`. `telegram` demands what a run on Telegram needs."""
        faults: list[str] = []
        token = env.get("TELEGRAM_BOT_TOKEN", "").strip()
        if telegram and not token:
            faults.append("TELEGRAM_BOT_TOKEN is missing: the token that @BotFather gave you")
        elif token and ":" not in token:
            faults.append("TELEGRAM_BOT_TOKEN must look like 123456:ABC-DEF...")
        config = cls(
            token=token,
            api_base_url=_url(env, "TELEGRAM_API_BASE_URL", faults),
            api_file_url=_url(env, "TELEGRAM_API_FILE_URL", faults),
            admins=_ids(env, "TELEGRAM_ADMIN_IDS", faults),
            data_dir=_folder(env, faults),
            review=_choice(env, "BOT_PUBLISH", ("review", "direct"), faults) == "review",
            send_limits=_choice(env, "BOT_SEND_LIMITS", ("telegram", "off"), faults) == "telegram",
            fetch_urls=_choice(env, "BOT_FETCH_URLS", ("off", "on"), faults) == "on",
            log_level=getattr(logging, _choice(env, "BOT_LOG_LEVEL", ("INFO", *LEVELS), faults)),
        )
        if faults:
            raise ConfigFault(faults)
        return config


def _url(env: Mapping[str, str], name: str, faults: list[str]) -> str:
    value = env.get(name, "").strip()
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if value and (parts.scheme not in ("http", "https") or not parts.netloc):
        faults.append(f"{name} must be an http(s) address, not {value!r}")
    return value


def _ids(env: Mapping[str, str], name: str, faults: list[str]) -> frozenset[int]:
    parts = [part.strip() for part in env.get(name, "").split(",") if part.strip()]
    wrong = [part for part in parts if not part.isascii() or not part.isdigit()]
    if wrong:
        faults.append(f"{name} must be numbers with commas between, not {', '.join(map(repr, wrong))}")
        return frozenset()
    return frozenset(map(int, parts))


def _choice(env: Mapping[str, str], name: str, allowed: tuple[str, ...], faults: list[str]) -> str:
    """The first of `allowed` is the default; upper and lower case are the same."""
    value = env.get(name, "").strip() or allowed[0]
    meant = next((choice for choice in allowed if choice.lower() == value.lower()), None)
    if meant is None:
        faults.append(f"{name} must be one of {', '.join(dict.fromkeys(allowed))}, not {value!r}")
    return meant or allowed[0]


def _folder(env: Mapping[str, str], faults: list[str]) -> Path:
    folder = Path(env.get("BOT_DATA_DIR", "").strip() or DEFAULT_DATA_DIR)
    if folder.exists() and not folder.is_dir():
        faults.append(f"BOT_DATA_DIR must be a folder, and {folder} is a file")
    return folder
