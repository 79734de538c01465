"""Words beside which the speaker of a sentence stands: "kata X", "X mengatakan", "X said"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

__all__ = ["AFTER", "ASKED_AFTER", "ASKED_BEFORE", "BEFORE", "cue_flags"]

BEFORE = 1  # the speaker stands before this word
AFTER = 2  # the speaker stands after it
# The same in questions alone: "Israel's reaction", "versi Rusia". In a text such words have other neighbours.
ASKED_BEFORE, ASKED_AFTER = 4, 8


@cache
def _flags() -> dict[str, int]:
    data = resources.files("store.language") / "data"
    flags: dict[str, int] = {}
    for lang in ("id", "en"):
        table = tomllib.loads((data / lang / "questions.toml").read_text(encoding="utf-8"))["speaker"]
        for key, flag in (
            ("before", BEFORE),
            ("after", AFTER),
            ("asked_before", ASKED_BEFORE),
            ("asked_after", ASKED_AFTER),
        ):
            for word in re.findall(r"\S+", table[key]):
                flags[word] = flags.get(word, 0) | flag
    return flags


def cue_flags(word: str) -> int:
    """The sum of the flags of this module that a printed lower-case word has, 0 for most words."""
    return _flags().get(word, 0)
