"""Cues: the words that say that somebody says something, and the frames that they make."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from store.extraction.mentions import Mention
from store.extraction.page import Range
from store.language.pack import Phrases, load_pack
from store.model import Stance

__all__ = ["EITHER", "HE", "IT", "SHE", "THEY", "Cue", "Frame", "Reading", "Shape", "act_table", "cue_table"]


# What a pronoun can mean, by the names of the packs.
IT, THEY, HE, SHE, EITHER = "it", "they", "he", "she", "he_or_she"


class Shape(StrEnum):
    """How a frame is built."""

    ACTIVE = "active"
    REMARK = "remark"
    INVERTED = "inverted"
    PASSIVE = "passive"
    ACCORDING = "according"
    NOUN = "noun"
    RELAY = "relay"
    SIGNATURE = "signature"
    FRAGMENT = "fragment"
    COLON = "colon"
    OPEN = "open"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame in one unit. `subject` None: taken over from the frame before; `pronoun` is one
    that has grown onto the cue or is left out.

    `content` is the range of the words that are said, empty where only a quotation beside it can be.
    """

    unit: Range
    shape: Shape
    cue: Range
    stance: Stance
    subject: Mention | None
    pronoun: str
    content: Range
    before: bool
    bare: bool = False

    @property
    def first(self) -> int:
        """The first token of the frame's own words (subject and cue)."""
        return (
            min(self.cue[0], self.subject.first) if self.subject and not self.before_subject else self.cue[0]
        )

    @property
    def before_subject(self) -> bool:
        """Whether the cue stands before its subject."""
        return self.subject is not None and self.subject.first > self.cue[0]

    @property
    def end(self) -> int:
        """The token after the frame's own words."""
        return max(self.cue[1], self.subject.end) if self.before_subject and self.subject else self.cue[1]


Reading = tuple[Shape, Stance, bool]  # shape, stance, with an enclitic pronoun


@dataclass(frozen=True, slots=True)
class Cue:
    """One reading of a cue at its place."""

    at: Range
    shape: Shape
    stance: Stance
    enclitic: bool = False


@cache
def cue_table(lang: str) -> Phrases[tuple[Reading, ...]]:
    """phrase -> its possible readings."""
    pack = load_pack(lang)
    rows: dict[str, list[Reading]] = {}
    for shape in (Shape.NOUN, Shape.INVERTED, Shape.ACTIVE, Shape.REMARK, Shape.PASSIVE):
        for stance, words in pack.groups(f"cues.{shape.value}").items():
            for word in words:
                rows.setdefault(word, []).append((shape, Stance(stance), False))
                if shape == Shape.INVERTED:
                    for enclitic in pack.words("cues.enclitics"):
                        rows.setdefault(word + enclitic, []).append((shape, Stance(stance), True))
    for shape in (Shape.ACCORDING, Shape.RELAY):
        for word in pack.words(f"cues.{shape.value}"):
            rows.setdefault(word, []).append(
                (shape, Stance.REPORTS if shape == Shape.RELAY else Stance.SAYS, False)
            )
    return Phrases((phrase, tuple(readings)) for phrase, readings in rows.items())


@cache
def act_table(lang: str) -> Phrases[str]:
    """phrase -> stance, of the verbs whose object tells what somebody takes a stand on."""
    return load_pack(lang).phrases("cues.act")
