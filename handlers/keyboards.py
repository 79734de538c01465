"""Buttons and what they carry. Callback data is self-contained, `verb:argument:argument`, 1 to 64 bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

__all__ = ["MAX_DATA", "button", "decode", "encode", "keyboard"]

MAX_DATA = 64
MAX_LABEL = 60


def encode(verb: str, *arguments: str | int) -> str:
    """Callback data; raises `ValueError` where it would pass Telegram's 64 bytes."""
    data = ":".join([verb, *map(str, arguments)])
    if len(data.encode()) > MAX_DATA:
        raise ValueError(f"callback data of {len(data.encode())} bytes: {data}")
    return data


def decode(data: str) -> tuple[str, list[str]]:
    """The verb and the arguments of callback data."""
    verb, *arguments = data.split(":")
    return verb, arguments


def button(label: str, verb: str, *arguments: str | int) -> InlineKeyboardButton:
    """A button that calls `verb`; a long label is shortened."""
    short = label if len(label) <= MAX_LABEL else label[: MAX_LABEL - 1] + "…"
    return InlineKeyboardButton(short, callback_data=encode(verb, *arguments))


def keyboard(rows: Iterable[Sequence[InlineKeyboardButton]]) -> InlineKeyboardMarkup | None:
    """Rows of buttons, or None where there is no button."""
    kept = [list(row) for row in rows if row]
    return InlineKeyboardMarkup(kept) if kept else None
