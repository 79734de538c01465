"""What became of a claim: superseded by a revision, corrected, disputed by another source, denied.

No figure is ever dropped: an old toll and its correction are two claims that name each other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from store.extraction.claims import AREA, CAPTURED, DISTANCE, EVENT, KILLED, OTHER, SIZE, WOUNDED, Found
from store.extraction.denials import Denial, Denials
from store.extraction.ledger import Entity
from store.extraction.page import Page, Range
from store.model import Bound, Status

__all__ = ["Judged", "judge"]

_COMPARED: Final = frozenset({KILLED, WOUNDED, SIZE, DISTANCE, AREA, CAPTURED})
_FURTHEST_RATIO: Final = 5.0
_FURTHEST_DENIAL: Final = 2  # paragraphs between a claim and "that claim"
_WINDOW: Final = 60  # claims on each side that are compared
_NOBODY: Final[Mapping[int, Entity | None]] = MappingProxyType({})
_LARGE_ENOUGH: Final = 2  # values below are too common to contradict each other


@dataclass(slots=True)
class Judged:
    """A claim with its status and the indices of the claims about the same thing."""

    claim: Found
    status: Status = Status.STANDING
    related: set[int] = field(default_factory=set)


def judge(
    page: Page, claims: Sequence[Found], speakers: Mapping[int, Entity | None] = _NOBODY
) -> list[Judged]:
    """The claims with their status, in the same order; `speakers`: who speaks by the cue at a token."""
    judged = [Judged(claim) for claim in claims]
    judge_ = _Judge(page, judged, speakers)
    judge_.replacements()
    judge_.revisions()
    judge_.contradictions()
    judge_.doubts()
    return judged


class _Judge:
    def __init__(self, page: Page, judged: list[Judged], speakers: Mapping[int, Entity | None]) -> None:
        self.page = page
        self.speakers = speakers
        self.judged = judged
        self.scenes: dict[Range, str] = {}
        pack = page.pack
        self.revision = pack.phrases("events.revision")
        self.disputed = pack.phrases("events.disputed")
        self.denials = Denials(page)
        self.statements = pack.words("cues.noun")
        self.paragraphs = dict(zip((first for first, _ in page.units), page.paragraphs, strict=True))
        self.people = pack.words("events.generic_units")
        self.generic = pack.text("events.generic_person")

    # -- replacements ---------------------------------------------------------------------------------------

    def replacements(self) -> None:
        """ "From 7 to 9": nine is the figure, and seven none, wherever the article has given it before."""
        by_first = {judged.claim.at[0]: index for index, judged in enumerate(self.judged)}
        for old, judged in enumerate(self.judged):
            new = by_first.get(judged.claim.twin)
            if new is None:
                continue
            self._same_kind(old, new)
            if not judged.claim.replaced:
                continue
            if self.judged[new].claim.kind in _COMPARED:
                self._set(new, Status.CORRECTED)
            for index in [old, *self._same_before(old)]:
                self._set(index, Status.SUPERSEDED)
                self._relate(index, new)

    def _same_kind(self, old: int, new: int) -> None:
        """Twins count one thing: the current figure tells what; where it tells nothing, the one it replaced."""
        left, right = self.judged[old], self.judged[new]
        if right.claim.kind != OTHER or not left.claim.replaced:
            left.claim = replace(left.claim, kind=right.claim.kind, action=right.claim.action)
        else:
            right.claim = replace(right.claim, kind=left.claim.kind, action=left.claim.action)

    def _same_before(self, old: int) -> list[int]:
        """The claims before one that give the same figure of the same kind."""
        claim = self.judged[old].claim
        rows = range(max(0, old - _WINDOW), old)
        return [i for i in rows if self._same_figure(self.judged[i].claim, claim)]

    def _same_figure(self, left: Found, right: Found) -> bool:
        alike = left.kind == right.kind and left.quantity.value == right.quantity.value
        return alike and not left.part and right.quantity.value is not None and right.kind in _COMPARED

    # -- revisions ------------------------------------------------------------------------------------------

    def revisions(self) -> None:
        """A revised figure corrects the last one of its kind; "it was later revised" only outdates it."""
        for sentence in self.page.sentences:
            for at in range(*sentence):
                hit = self.revision.match(self.page.lowers, at)
                if hit is not None:
                    self._revise(at, sentence[1])
                    break

    def _revise(self, at: int, end: int) -> None:
        new = next((i for i in self._numeric_from(at) if self.judged[i].claim.at[0] < end), None)
        kind = self.judged[new].claim.kind if new is not None else None
        if new is not None and kind == OTHER:
            kind = self._take_kind(new)
        old = self._last_before(at if new is None else self.judged[new].claim.at[0], kind, skip=new)
        if old is None:
            return
        if new is not None and not self._may_replace(self.judged[new], self.judged[old]):
            return
        self._set(old, Status.SUPERSEDED)
        if new is not None:
            self._set(new, Status.CORRECTED)
            self._relate(old, new)

    def _take_kind(self, new: int) -> str | None:
        """A bare revised figure counts what the last compared figure counted."""
        old = self._last_before(self.judged[new].claim.at[0], None, skip=new)
        if old is None:
            return None
        kind = self.judged[old].claim.kind
        self.judged[new].claim = replace(self.judged[new].claim, kind=kind)
        return kind

    def _may_replace(self, new: Judged, old: Judged) -> bool:
        return (
            new.claim.quantity.value != old.claim.quantity.value or new.claim.source is not old.claim.source
        )

    def _last_before(self, at: int, kind: str | None, skip: int | None) -> int | None:
        stop = bisect_left(self.judged, at, key=lambda j: j.claim.at[0])
        for index in range(stop - 1, max(-1, stop - 1 - _WINDOW), -1):
            claim = self.judged[index].claim
            fits = claim.kind == kind or (kind is None and claim.kind in _COMPARED)
            if index != skip and fits and not claim.part and claim.quantity.bound != Bound.NONE:
                return index
        return None

    def _numeric_from(self, at: int) -> list[int]:
        """The next claims with a number from a token on."""
        start = bisect_left(self.judged, at, key=lambda j: j.claim.at[0])
        rows = range(start, min(start + _WINDOW, len(self.judged)))
        return [index for index in rows if self.judged[index].claim.quantity.bound != Bound.NONE]

    # -- contradictions -------------------------------------------------------------------------------------

    def contradictions(self) -> None:
        """Two sources, one kind, one unit, two figures of the same order: both are disputed."""
        numeric = [(i, j) for i, j in self._numeric() if self._comparable(j)]
        scene = ""
        for _, judged in numeric:
            # Who names no place goes on about the last one.
            scene = self.page.words(judged.claim.place) if judged.claim.place is not None else scene
            self.scenes[judged.claim.at] = scene
        for position, (i, left) in enumerate(numeric):
            for k, right in numeric[position + 1 : position + 1 + _WINDOW]:
                if self._contradict(left, right):
                    self._set(i, Status.DISPUTED)
                    self._set(k, Status.DISPUTED)
                    self._relate(i, k)

    def _comparable(self, judged: Judged) -> bool:
        claim = judged.claim
        value = claim.quantity.value
        return (
            claim.kind in _COMPARED
            and claim.source is not None
            and not claim.part
            and value is not None
            and value >= _LARGE_ENOUGH
        )

    def _contradict(self, left: Judged, right: Judged) -> bool:
        a, b = left.claim, right.claim
        if Status.SUPERSEDED in (left.status, right.status):
            return False
        if a.kind != b.kind or a.source is b.source or self._unit(a) != self._unit(b):
            return False
        if self._apart(a, b):
            return False
        low, high = sorted((a.quantity.value or 0.0, b.quantity.value or 0.0))
        return low != high and high <= low * _FURTHEST_RATIO

    def _apart(self, a: Found, b: Found) -> bool:
        """Whether two claims are about different places or days."""
        if a.time.start and b.time.start and a.time.start != b.time.start:
            return True
        left, right = self.scenes[a.at], self.scenes[b.at]
        return bool(left and right) and left not in right and right not in left

    def _unit(self, claim: Found) -> str:
        """The first word of the unit; all words for people in general are one."""
        unit = claim.quantity.unit.lower().split()[0] if claim.quantity.unit else self.generic
        return self.generic if unit in self.people else unit

    # -- doubts ---------------------------------------------------------------------------------------------

    def doubts(self) -> None:
        """Words of doubt in the same sentence, and denials of "that claim" by another source."""
        for sentence in self.page.sentences:
            denial = self.denials.find(sentence)
            if self._doubted(sentence) is not None:
                for index in self._inside(sentence):
                    if self.judged[index].claim.source is not None:
                        self._set(index, Status.DISPUTED)
            if denial is not None:
                self._deny(denial)

    def _doubted(self, sentence: tuple[int, int]) -> int | None:
        for at in range(*sentence):
            if self.disputed.match(self.page.lowers, at) is not None:
                return at
        return None

    def _deny(self, denial: Denial) -> None:
        """The last main claims before it, by somebody else, are disputed; of a whole report all that it tells."""
        floor = self._paragraph(denial.at) - _FURTHEST_DENIAL
        stop = bisect_left(self.judged, denial.at, key=lambda j: j.claim.at[0])
        near = [
            i
            for i in range(max(0, stop - _WINDOW), stop)
            if (claim := self.judged[i].claim).kind not in (DISTANCE, EVENT)
            and self._paragraph(claim.at[0]) >= floor
            and (claim.source is None or claim.source is not self.speakers.get(denial.at))
        ]
        told = [i for i in near if self.judged[i].claim.source is not None]
        if denial.whole:
            told = self._reported(near, denial)
        elif told:
            last = self.judged[told[-1]].claim.sentence
            told = [index for index in told if self.judged[index].claim.sentence == last]
        for index in told:
            self._set(index, Status.DISPUTED)

    def _reported(self, near: Sequence[int], denial: Denial) -> list[int]:
        """The figures of the report that a denial means: of whom it names, else of who spoke last before it.

        Between them others may not speak. "It said" goes on about the last one; what nobody says is in no report,
        but where the sentence itself speaks of reports.
        """
        sources = [source for i in near if (source := self.judged[i].claim.source) is not None]
        if denial.owner:
            named = [one for one in sources if not denial.owner.isdisjoint(one.name.lower().split())]
            return [i for i in near if any(self.judged[i].claim.source is source for source in named)]
        if not sources:
            return [i for i in near if self._in_report(self.judged[i].claim)]
        found: list[int] = []
        for index in reversed(near):
            claim = self.judged[index].claim
            if claim.source is sources[-1] or (claim.source is None and claim.cue is not None):
                found.append(index)
            elif claim.source is not None:
                break
        return found

    def _in_report(self, claim: Found) -> bool:
        """Whether a sentence without a source tells what reports say: "Reports said 12 people were killed"."""
        return not self.statements.isdisjoint(self.page.lowers[claim.sentence[0] : claim.at[0]])

    def _inside(self, sentence: tuple[int, int]) -> range:
        start = bisect_left(self.judged, sentence[0], key=lambda j: j.claim.at[0])
        return range(start, bisect_left(self.judged, sentence[1], key=lambda j: j.claim.at[0]))

    def _paragraph(self, at: int) -> int:
        return self.paragraphs[self.page.unit_of(at)[0]]

    # -- common ---------------------------------------------------------------------------------------------

    def _numeric(self) -> Iterator[tuple[int, Judged]]:
        return ((i, j) for i, j in enumerate(self.judged) if j.claim.quantity.bound != Bound.NONE)

    def _set(self, index: int, status: Status) -> None:
        """The first judgement stays: a corrected figure that others dispute is still the corrected one."""
        if self.judged[index].status == Status.STANDING:
            self.judged[index].status = status

    def _relate(self, left: int, right: int) -> None:
        self.judged[left].related.add(right)
        self.judged[right].related.add(left)
