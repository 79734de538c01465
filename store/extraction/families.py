"""A family's own number: "my three children", "two of our sons", "tiga anak saya" counts nothing of the event.

Whoever speaks tells how many of a family there are; another family's dead are told of by others.
"""

from __future__ import annotations

from typing import Final

from store.extraction.page import Page, Range
from store.language.numbers import NumberMention
from store.language.tokens import WORD

__all__ = ["Families"]

_LARGEST: Final = 10  # "our brothers" of a larger number are comrades
_NEAR: Final = 3  # words between a number, the word for kin and the word for whose they are
_HAVING: Final = 3  # words between "I" and the number in "I have three children"


class Families:
    """Tells such numbers on one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lowers = page.lowers
        pack = page.pack
        self.kin, self.own_kin = pack.phrases("people.kin"), pack.words("people.own_kin")
        self.own = pack.words("general.own")
        self.having = pack.words("general.having")
        self.speaker = frozenset(pack.groups("general.pronouns").get("speaker", ()))

    def own_number(self, number: NumberMention) -> bool:
        """Whether a number counts the speaker's own family."""
        if number.article or number.value is None or number.value > _LARGEST:
            return False
        behind = self._words_behind(number.last + 1)
        if any(word in self.own_kin for word in behind[:_NEAR]):
            return True
        kin = self._kin(number.last + 1, len(behind))
        if kin is None:
            return False
        before = self.lowers[max(0, number.first - 2) : number.first]
        inside = self.lowers[number.last + 1 : kin[0]]
        after = self.lowers[kin[1] : number.last + 1 + len(behind)][: _NEAR - 1]
        owned = (
            self.own.intersection([*before, *inside]) if self.owner_first else self.own.intersection(after)
        )
        alone = kin[1] >= len(self.lowers) or self.page.tokens[kin[1]].kind != WORD
        return bool(owned) or (alone and self._has(number.first))

    @property
    def owner_first(self) -> bool:
        """Whether the owner stands before what is owned: "my children", and not "anak saya"."""
        return bool(self.own & self.page.pack.words("general.possessives"))

    def _words_behind(self, at: int) -> list[str]:
        """The words up to the next sign or number."""
        end = at
        while (
            end < len(self.lowers)
            and end - at < 2 * _NEAR
            and self.page.tokens[end].kind == WORD
            and end not in self.page.number_at
        ):
            end += 1
        return list(self.lowers[at:end])

    def _kin(self, at: int, reach: int) -> Range | None:
        """The first word for kin near behind the number."""
        for step in range(at, at + min(reach, _NEAR + 1)):
            hit = self.kin.match(self.lowers, step)
            if hit is not None:
                return step, step + hit[0]
        return None

    def _has(self, first: int) -> bool:
        """Whether the speaker says to have them: "I have three children"."""
        before = self.lowers[max(0, first - _HAVING) : first]
        return bool(self.speaker.intersection(before)) and bool(self.having.intersection(before))
