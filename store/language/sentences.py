"""Sentences over tokens that exist already: linear, with the abbreviations of the pack.

Chosen on 25 Nov 2026 over syntok with a merge rule: no second pass over the text, offsets come for free,
and the same rule (abbreviations, lower-case continuation, closing marks) decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from store.language.marks import Quoted, pair_marks
from store.language.pack import LanguagePack, load_pack
from store.language.tokens import BREAK, MARK, NUMBER, WORD, Token, tokenise
from store.model import Span

__all__ = ["boundaries", "merged", "split_sentences"]

_NEAREST_CUE: Final = 6  # tokens of a subject and its cue
_INITIAL: Final = 2  # letters
_LONGEST: Final = 500  # tokens of a sentence
_LONGEST_WHOLE: Final = 4000  # tokens of sentences that a quotation joins
_ENDS: Final = frozenset({".", "!", "?", "…"})
_CLOSING: Final = frozenset(")]}")
_OPENING: Final = frozenset("([")


def split_sentences(text: str, lang: str) -> list[Span]:
    """The sentences of `text`, left to right; a quotation is never cut."""
    tokens = tokenise(text)
    ranges = merged(boundaries(text, tokens, load_pack(lang)), pair_marks(text, tokens))
    return [Span(tokens[first].start, tokens[end - 1].end) for first, end in ranges]


def boundaries(text: str, tokens: Sequence[Token], pack: LanguagePack) -> list[tuple[int, int]]:
    """Half-open token ranges of sentences; line ends belong to none. Quotations may be cut."""
    cues = pack.words("cues.active")
    abbreviations, labels = pack.words("general.abbreviations"), pack.words("events.labels")
    found: list[tuple[int, int]] = []
    first = at = 0
    while at < len(tokens):
        if tokens[at].kind == BREAK:
            found.append((first, at))
            at = first = at + 1
            continue
        if at - first >= _LONGEST:  # no writer's sentence: a table or noise, cut so that work stays linear
            found.append((first, at))
            first = at
        at += 1
        if tokens[at - 1].text in _ENDS or tokens[at - 1].text[:2] == "..":
            end = _behind_closers(text, tokens, at)
            if _is_end(tokens, at - 1, end, abbreviations, labels) and not _cue_follows(
                tokens, at, end, cues
            ):
                found.append((first, end))
                first = at = end
    found.append((first, len(tokens)))
    return [(a, b) for a, b in found if a < b]


def merged(ranges: Sequence[tuple[int, int]], quotes: Sequence[Quoted]) -> list[tuple[int, int]]:
    """The same ranges, joined where a border falls inside a closed outermost quotation of one paragraph."""
    inside = [(q.first, q.last) for q in quotes if q.depth == 0 and q.last is not None]
    found: list[tuple[int, int]] = []
    at = 0
    for first, end in ranges:
        while at < len(inside) and inside[at][1] < first:
            at += 1
        if (
            found
            and at < len(inside)
            and inside[at][0] < first <= inside[at][1]
            and _joinable(found[-1], first, end)
        ):
            found[-1] = (found[-1][0], end)
        else:
            found.append((first, end))
    return found


def _joinable(last: tuple[int, int], first: int, end: int) -> bool:
    return last[1] == first and end - last[0] <= _LONGEST_WHOLE


def _cue_follows(tokens: Sequence[Token], at: int, end: int, cues: frozenset[str]) -> bool:
    """Whether a quotation that ends with a question or a cry is followed by who says it: "Why?” Koval asked."""
    if end == at or tokens[at - 1].text == "." or tokens[end - 1].kind != MARK:
        return False
    for token in tokens[end : end + _NEAREST_CUE]:
        if token.kind != WORD:
            return False
        if token.lower in cues:
            return True
    return False


def _behind_closers(text: str, tokens: Sequence[Token], at: int) -> int:
    """Past the closing marks and brackets that stick to a full stop."""
    while at < len(tokens) and tokens[at].start == tokens[at - 1].end and _closes(text, tokens[at]):
        at += 1
    return at


def _closes(text: str, token: Token) -> bool:
    if token.text in _CLOSING or token.text in _ENDS:
        return True
    return token.kind == MARK and not text[token.end : token.end + 1].isalnum()


def _is_end(
    tokens: Sequence[Token], stop: int, end: int, abbreviations: frozenset[str], labels: frozenset[str]
) -> bool:
    if end >= len(tokens) or tokens[end].kind == BREAK:
        return True
    following = tokens[end]
    glued = following.start == tokens[end - 1].end
    if glued and not (stop and _is_long(tokens[stop - 1]) and _begins_glued(tokens, end)):
        return False
    if following.kind == NUMBER and stop and tokens[stop - 1].lower in labels:
        return False
    if tokens[stop].text == "." and end == stop + 1 and stop and _is_short(tokens, stop, abbreviations):
        return False
    return not following.text[:1].islower() and _starts(following)


def _begins_glued(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sentence begins here without a space before it: a capital, or a mark that sticks to one."""
    if tokens[at].kind == MARK and at + 1 < len(tokens):
        return tokens[at + 1].capital and tokens[at + 1].start == tokens[at].end
    return tokens[at].capital


def _is_long(token: Token) -> bool:
    """Whether a word is more than an initial, such as the "S" of "R-S.C."."""
    return len(token.text.rpartition("-")[2]) > _INITIAL


def _is_short(tokens: Sequence[Token], stop: int, abbreviations: frozenset[str]) -> bool:
    """Whether the dot belongs to an abbreviation or an initial."""
    before = tokens[stop - 1]
    if before.end != tokens[stop].start or before.kind != WORD:
        return False
    return before.lower in abbreviations or (len(before.text) == 1 and before.text.isupper())


def _starts(token: Token) -> bool:
    return (
        token.text[:1].isalnum() or token.kind == MARK or token.text in _OPENING or token.text[:1] in "-–—•"
    )
