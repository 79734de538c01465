"""Words that tell that a figure has changed: "the toll rose from 7 to 9" gives two figures and no range."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from store.language.pack import LanguagePack
from store.language.tokens import BREAK, Token

__all__ = ["DOWN", "UP", "change_word", "fits"]

UP: Final = "up"
DOWN: Final = "down"
_FAR: Final = 15  # tokens between a word of change and its figures
_ENDS: Final = frozenset(".?!;:")


def change_word(tokens: Sequence[Token], lowers: Sequence[str], at: int, pack: LanguagePack) -> str:
    """The direction of the nearest word of change before a token, in its sentence; "" = none."""
    table = pack.phrases("figures.changes")
    for before in range(at - 1, max(-1, at - _FAR), -1):
        if tokens[before].kind == BREAK or tokens[before].text in _ENDS:
            return ""
        hit = table.match(lowers, before)
        if hit is not None:
            return hit[1]
    return ""


def fits(direction: str, old: float | None, new: float | None) -> bool:
    """Whether two figures, the old and the new one, move in a direction; unknown ones move in all."""
    if not direction or (old is not None and old == new):
        return False
    if old is None or new is None or direction not in (UP, DOWN):
        return True
    return old < new if direction == UP else old > new
