"""Deep links: `t.me/bot?start=...` opens a fact, a region or a person.

A payload has at most 64 characters of A-Z a-z 0-9 _ -.
"""

from __future__ import annotations

import base64
import binascii
from urllib.parse import quote

__all__ = ["FACT", "PERSON", "REGION", "link", "payload", "read", "share"]

FACT, REGION, PERSON = "f", "r", "p"
MAX_PAYLOAD = 64


def payload(kind: str, name: str) -> str:
    """What stands behind `start=`; "" where it would be too long."""
    text = kind + base64.urlsafe_b64encode(name.encode()).decode().rstrip("=")
    return text if len(text) <= MAX_PAYLOAD else ""


def read(text: str) -> tuple[str, str]:
    """(kind, name) of a payload; ("", "") where it is none."""
    kind, rest = text[:1], text[1:]
    if kind not in (FACT, REGION, PERSON) or not rest:
        return "", ""
    try:
        name = base64.b64decode(rest + "=" * (-len(rest) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        return "", ""
    return kind, name


def link(bot: str, kind: str, name: str) -> str:
    """The link that opens it in the bot of that username; "" where the name is too long."""
    text = payload(kind, name)
    return f"https://t.me/{bot}?start={text}" if text else ""


def share(bot: str, kind: str, name: str) -> str:
    """The link behind a button that lets a reader pass it on."""
    address = link(bot, kind, name)
    return f"https://t.me/share/url?url={quote(address, safe='')}" if address else ""
