"""Logging: one line of JSON an event on standard error, never the words of a message."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime

__all__ = ["JsonLines", "set_up"]

# Library chatter that names every request with its address, and so the token.
QUIET = ("httpx", "httpcore", "aiohttp", "telegram", "apscheduler")
TOKEN = re.compile(r"\d{6,}:[\w-]{20,}")


class JsonLines(logging.Formatter):
    """A record as one line of JSON; anything that looks like a token is blotted out."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return TOKEN.sub("<token>", json.dumps(entry, ensure_ascii=False))


def set_up(level: int) -> None:
    """Send all logging to standard error at `level`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
