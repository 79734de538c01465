"""Glue: words that lost the space between them where a page had a link are cut; offsets stay true."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from store.language.lexicon import is_common
from store.language.names import known_people
from store.language.pack import LanguagePack, load_pack
from store.language.tokens import WORD, Token

__all__ = ["cut_token", "unglued"]

_SHORTEST_GLUED: Final = 5
_LONGEST_GLUED: Final = 100
_LONGEST_TAIL: Final = 16
_MOST_CUTS: Final = 3  # words that may be glued to one


@cache
def _glue_words(lang: str) -> frozenset[str]:
    """Small words that stick to a name where a link was."""
    pack = load_pack(lang)
    keys = ("general.function_words", "cues.active", "cues.inverted", "cues.relay", "people.roles")
    return frozenset(word for key in keys for word in pack.words(key) if " " not in word and len(word) > 1)


@cache
def _leaders() -> frozenset[str]:
    """The words of the names of leaders: they are often links."""
    return frozenset(word for person in known_people() for word in person.name.split() if len(word) > 2)


@cache
def _country_words(lang: str) -> frozenset[str]:
    return frozenset(word.title() for word in load_pack(lang).words("people.countries") if " " not in word)


def unglued(tokens: list[Token], pack: LanguagePack, times: int = _MOST_CUTS) -> list[Token]:
    """Cut words that lost the space between them, "PresidentJohn", "Johnsaid": offsets stay true.

    A word may be cut several times, "PresidentJohnsaid".
    """
    small = _glue_words(pack.lang)
    names = {token.text for token in tokens if token.kind == WORD and token.text[0].isupper()}
    names |= _country_words(pack.lang) | _leaders()
    cuts: dict[str, int] = {}
    for text in {t.text for t in tokens if t.kind == WORD and _may_be_glued(t.text)}:
        cut = _glue_cut(text, small, names) or _country_cut(text, pack)
        if cut and not is_common(text, pack):
            cuts[text] = cut
    if not cuts:
        return tokens
    parts = [part for token in tokens for part in cut_token(token, cuts.get(token.text, 0))]
    return unglued(parts, pack, times - 1) if times > 1 else parts


def _may_be_glued(text: str) -> bool:
    """Letters and hyphens only, or two offices with a slash between: "Minister/Head of the Agency".

    A chain of a hundred letters is no two words, and would be tried at each of them.
    """
    if not _SHORTEST_GLUED <= len(text) <= _LONGEST_GLUED:
        return False
    return text.replace("-", "").isalpha() or text.count("/") == 1


def _glue_cut(text: str, small: frozenset[str], names: set[str]) -> int:
    """Where a glued word is to be cut; 0 = nowhere."""
    if (slash := text.rfind("/")) > 0:
        return slash + 1 if text[slash + 1 :].lower() in small and text[slash + 1].isupper() else 0
    for at in range(2, len(text) - 1):
        if text[at].isupper() and text[at - 1].islower():
            return at if text[:at].lower() in small or text[:at] in names else 0
    if not text[0].isupper() or text.isupper():
        return 0
    for at in range(len(text) - 2, max(2, len(text) - _LONGEST_TAIL), -1):
        if text[at:] in small and text[:at] in names and text[:at].lower() not in small:
            return at
    return 0


def _country_cut(text: str, pack: LanguagePack) -> int:
    """Where a country's name is glued to a common word: "RocketIran", "Irantoday"; 0 = nowhere."""
    lands = _country_words(pack.lang)
    for at in range(_SHORTEST_GLUED - 1, len(text) - _SHORTEST_GLUED + 2):
        left, right = text[:at], text[at:]
        if right[0].isupper() and left[-1].islower() and _begins_with(right, lands):
            return at if is_common(left, pack) else 0
        if left in lands and len(right) >= _SHORTEST_GLUED - 1 and is_common(right, pack):
            return at
    return 0


def _begins_with(text: str, words: frozenset[str]) -> bool:
    return any(text[:end] in words for end in range(_SHORTEST_GLUED - 1, len(text) + 1))


def cut_token(token: Token, at: int) -> Iterator[Token]:
    if not at or token.kind != WORD:
        yield token
        return
    middle = token.start + at
    left, right = token.text[:at].removesuffix("/"), token.text[at:]
    yield Token(token.start, token.start + len(left), left, left.lower(), WORD)
    yield Token(middle, token.end, right, right.lower(), WORD)
