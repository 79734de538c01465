"""What editors added to the words that ship: other spellings of people, places, words of the glossary.

One set counts for the whole process: the store that was opened last installs its own. Whatever is derived from
words and kept (`renewed`) is made anew after a change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

__all__ = ["Additions", "additions", "install", "renewed"]


class _Cached(Protocol):
    def cache_clear(self) -> None: ...


C = TypeVar("C", bound=_Cached)


@dataclass(frozen=True, slots=True)
class Additions:
    """Additions of one store.

    `people` are (spelling, whose name), `places` (gazetteer id, name; a new id is a new place), `words` (language,
    word, key of the concept that it means).
    """

    people: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str, str], ...] = ()


_NONE = Additions()
_state: dict[str, Any] = {"now": _NONE}
_caches: list[Callable[[], None]] = []


def renewed(cached: C) -> C:
    """A cached function whose cache is emptied whenever the additions change."""
    _caches.append(cached.cache_clear)
    return cached


def additions() -> Additions:
    """What counts now."""
    found: Additions = _state["now"]
    return found


def install(fresh: Additions) -> bool:
    """Let other additions count from now on; whether anything changed."""
    if fresh == additions():
        return False
    _state["now"] = fresh
    for clear in _caches:
        clear()
    return True
