"""Lines: what of a page is read at all, and which of its lines are one: noise, furniture, datelines, breaks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from store.extraction.glue import cut_token
from store.language.tokens import BREAK, MARK, PUNCT, WORD, Token
from store.model import Span

__all__ = ["dateline_end", "rejoined", "without_datelines", "without_furniture", "without_noise"]

_LONGEST_DATELINE: Final = 18
_ABOVE_STORY: Final = 4  # lines: headline, byline, date, and the first of the story
_DASHES: Final = frozenset({"-", "--", "–", "—", "―"})
_BLOCK: Final = 1000  # tokens that are judged together: noise or prose
_RUN: Final = 20  # signs in a row that nobody reads
_NOISE: Final = 0.5  # share of signs in noise; prose has a fifth
_NOISE_MARKS: Final = 0.25  # share of quotation marks in noise: prose has one in ten words at most
_CREDIT: Final = "©"
_DENSE: Final = (
    0.2  # share of lines that go on in the middle of a sentence on a page that is cut at its links
)
_FEWEST: Final = 3  # such lines
_SHORT_LINE: Final = 6  # tokens of a link's text
_ENDS: Final = frozenset(".!?…")


def without_noise(tokens: list[Token]) -> list[Token]:
    """Without long stretches that are mostly marks and punctuation: nobody wrote them to be read."""
    if len(tokens) < _BLOCK:
        return tokens
    if sum(token.kind == PUNCT for token in tokens) >= _NOISE * len(tokens):
        tokens = list(_without_runs(tokens))
    kept: list[Token] = []
    count = max(1, len(tokens) // _BLOCK)
    for number in range(count):
        last = number == count - 1
        block = tokens[number * _BLOCK : len(tokens) if last else (number + 1) * _BLOCK]
        kept += _readable(block) if _is_noise(block) else block
    return kept


def _without_runs(tokens: Sequence[Token]) -> Iterator[Token]:
    """Without long runs of signs, such as a thousand emoji: what is said around them is said all the same."""
    run: list[Token] = []
    for token in tokens:
        if token.kind == PUNCT:
            run.append(token)
            continue
        yield from run if len(run) < _RUN else run[:1] + run[-1:]
        run = []
        yield token
    yield from run if len(run) < _RUN else run[:1] + run[-1:]


def _readable(block: Sequence[Token]) -> Iterator[Token]:
    """The paragraphs of a noisy block that are no noise themselves."""
    first = 0
    for at in [i for i, token in enumerate(block) if token.kind == BREAK] + [len(block) - 1]:
        if at > first and not _is_noise(block[first : at + 1]):
            yield from block[first : at + 1]
        first = at + 1


def _is_noise(tokens: Sequence[Token]) -> bool:
    kinds = [token.kind for token in tokens]
    marks = kinds.count(MARK)
    return marks >= _NOISE_MARKS * len(kinds) or marks + kinds.count(PUNCT) >= _NOISE * len(kinds)


def without_furniture(tokens: list[Token], furniture: Sequence[Span]) -> list[Token]:
    if not furniture:
        return tokens
    starts = [span.start for span in furniture]
    kept: list[Token] = []
    for token in tokens:
        at = bisect_right(starts, token.start) - 1
        if token.kind == BREAK or at < 0 or token.start >= furniture[at].end:
            kept.append(token)
            continue
        if token.text == _CREDIT:
            # What a picture's credit stands behind is a caption; the story goes on as a line of its own.
            kept.append(token._replace(kind=BREAK))
        if token.kind == WORD and token.end > furniture[at].end:
            kept += list(cut_token(token, furniture[at].end - token.start))[1:]
    return kept


def without_datelines(tokens: list[Token]) -> list[Token]:
    """The tokens but for the dateline of a story, which may stand below a headline and a byline."""
    begins = [0, *(at + 1 for at, token in enumerate(tokens) if token.kind == BREAK)][:_ABOVE_STORY]
    for begin in begins:
        end = dateline_end(tokens[begin : begin + _LONGEST_DATELINE + 1])
        if end:
            return [*tokens[:begin], *tokens[begin + end :]]
    return tokens


def dateline_end(tokens: Sequence[Token]) -> int:
    """The first token of the story itself: behind "KYIV, (Agency) - " or "/AGENCY/." at the very start."""
    for at, token in enumerate(tokens[:_LONGEST_DATELINE]):
        spaced = (
            0 < at < len(tokens) - 1 and tokens[at - 1].end < token.start and token.end < tokens[at + 1].start
        )
        if token.text in _DASHES and (spaced or tokens[at - 1].text in _DASHES | {")"}):
            doubled = at + 1 < len(tokens) and tokens[at + 1].text in _DASHES
            return at + 1 + doubled
        if token.text == "." and at > 2 and tokens[at - 1].text == tokens[at - 3].text == "/":
            return at + 1
        if token.kind == WORD and not (token.capital or tokens[at - 1].text == "."):
            return 0
    return 0


def rejoined(tokens: list[Token]) -> list[Token]:
    """Without the breaks that a page cut at its links puts into sentences.

    Where many lines begin in the middle of a sentence, a break before one is none, nor is one before a short
    line that such a line goes on.
    """
    breaks = [at for at, token in enumerate(tokens[:-1]) if token.kind == BREAK and at]
    going_on = {at for at in breaks if _goes_on(tokens, at + 1) and tokens[at - 1].text[-1] not in _ENDS}
    if len(going_on) < max(_FEWEST, _DENSE * len(breaks)):
        return tokens
    following = len(tokens)
    for at in reversed(breaks):
        short = following - at <= _SHORT_LINE + 1 and following in going_on
        if short and tokens[at - 1].text[-1] not in _ENDS:
            going_on.add(at)
        following = at
    return [token for at, token in enumerate(tokens) if at not in going_on]


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a line begins in the middle of a sentence: with a small letter or a comma."""
    if tokens[at].kind == MARK and at + 1 < len(tokens):
        at += 1
    token = tokens[at]
    alone = at + 1 < len(tokens) and tokens[at + 1].kind == BREAK
    return token.text[0].islower() or token.text in {",", ".", ";", ")"} or (alone and token.text in _DASHES)
