"""Coordination: where the words that one frame introduces end, because another frame begins there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from store.extraction.cues import Frame, Shape
from store.extraction.page import Page
from store.language.tokens import WORD

__all__ = ["coordinated", "with_content_ends"]

_ROLE_LAST: Final = "last"
_LEAD: Final = 5  # tokens between the word that opens a clause and its subject
_SHORTEST: Final = 2  # tokens of a content
_AROUND: Final = 8  # frames of a sentence that may end a content


def with_content_ends(page: Page, frames: Sequence[Frame]) -> list[Frame]:
    """Content behind a cue ends where a coordinated frame begins; content before it, behind the last one.

    What stands in front of "according to" is all reported, what others say in it, too.
    """
    found: list[Frame] = []
    for index, frame in enumerate(frames):
        first, end = frame.content[0], _relative_end(page, frame, frames[index + 1 : index + 2])
        following = frames[index + 1 : index + 1 + _AROUND]
        cut = next((later for later in following if _ends_content(page, later, following[0])), None)
        if not frame.before and cut is not None:
            end = max(first, min(end, cut.first))
        if not frame.before and _subordinate(page, frame):
            end = _main_clause(page, first, end)
        last = found[-1] if found and found[-1].before and frame.shape != Shape.ACCORDING else None
        if frame.before and last is not None and last.end > first:
            first = min(last.end, end)
        found.append(replace(frame, content=(first, end)))
    return found


def _relative_end(page: Page, frame: Frame, following: Sequence[Frame]) -> int:
    """The end of a content; the comma that closes a relative clause: "X, who asked for help, said ..."."""
    end = frame.content[1]
    for later in following:
        comma = later.cue[0] - 1
        inside = frame.content[0] < comma < end and page.tokens[comma].text == ","
        if not frame.before and inside and frame.subject is not None and later.subject is frame.subject:
            return comma
    return end


def coordinated(page: Page, frame: Frame) -> bool:
    """Whether a comma or a conjunction parts the frame from what stands before it."""
    before = frame.first - 1
    if before < frame.unit[0]:
        return False
    conjunctions = page.pack.words("general.conjunctions")
    return page.tokens[before].text in {",", ";"} or page.lowers[before] in conjunctions


def _subordinate(page: Page, frame: Frame) -> bool:
    """Whether a frame stands in a clause before the main one: "While X said that ..., Y went on"."""
    words = page.pack.words("general.subordinators")
    at = frame.first - 1
    while (
        at > frame.unit[0]
        and page.tokens[at].kind == WORD
        and frame.first - at < _LEAD
        and page.lowers[at] not in words
    ):
        at -= 1
    if at < frame.unit[0] or page.lowers[at] not in words:
        return False
    return at == frame.unit[0] or (page.tokens[at - 1].text == "," and at - frame.unit[0] < _LEAD)


def _main_clause(page: Page, first: int, end: int) -> int:
    """The comma behind which the main clause begins, `end` where there is none.

    Where nouns need an article one shows it, or a pronoun; elsewhere any comma does that parts no list.
    """
    pack = page.pack
    opening = (
        pack.words("general.pronouns") | pack.words("general.articles") | pack.words("general.possessives")
    )
    opening |= pack.words("general.demonstratives")
    bare = pack.text("people.role_order") != _ROLE_LAST
    conjunctions = pack.words("general.conjunctions")
    for at in range(first + _SHORTEST, end - 1):
        if page.tokens[at].text != ",":
            continue
        listed = not conjunctions.isdisjoint(page.lowers[at + 1 : at + 1 + _LEAD])
        if page.lowers[at + 1] in opening or (bare and not listed):
            return at
    return end


def _ends_content(page: Page, frame: Frame, nearest: Frame) -> bool:
    """Whether a later frame goes on where a content ends: the next one, or one without a subject of its own."""
    return (frame is nearest or frame.subject is None) and coordinated(page, frame)
