"""Texts that break careless bots: every field that people type into is tried with all of them."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS: tuple[str, ...] = (
    "",
    "\n\n\n",
    " \t\u00a0\u2003\u3000 ",
    "\0",
    "Anna\0Petrova\x07\x1b[31m",
    "\u200b\u200d\ufeff\u2060",
    "\u202egnikcart\u202c Anna \u2067abc\u2069",
    "Anna \u200f\u05d0\u05e0\u05d4\u200e Petrova",
    "Z" + "\u0317\u0334\u0310\u033e" * 400,
    "😀" * 4096,
    "👩\u200d👩\u200d👧\u200d👦🏴\u200d☠️🇺🇦🇮🇩",
    "a" * 4096,
    "\ud800",
    "Anna \udfff Petrova \ud83d",
    "<b>bold</b> <a href='javascript:alert(1)'>x</a> &lt;&amp;",
    "*bold* _under_ `code` [link](tg://user?id=7) ||hidden||",
    "{name} {0} %s %(x)d $HOME {__class__}",
    "/publish /cancel@kabar_bot @kabar_bot",
    "pub:a0123456789:1:accepted:::",
    "a1234567890|b|c | https://example.org | ; DROP TABLE drafts; --",
    "https://example.org/" + "%F0%9F%98%80" * 300,
    "\u0627\u0644\u062d\u0642\u064a\u0642\u0629 \u0645\u062e\u062a\u0644\u0641\u0629 2024-08-14",
    "9" * 400 + ":99 +99999h 0000-00-00",
    "ﷺ" * 300 + "\u0661\u0662:\u0663\u0664",
)
