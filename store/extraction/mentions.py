"""Mentions: people, institutions, nameless speakers and pronouns, each with its role and its name apart.

The cut between role, institution, rank and name is made from tags, from the order that the language puts them
in, and from what recurs alone elsewhere in the article ("Governor of X Y Z ... Z").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from store.extraction.names import NameCutter
from store.extraction.page import Page, Range
from store.extraction.tags import (
    COUNTRY,
    HONORIFIC,
    INSTITUTION,
    LINK,
    MODIFIER,
    NAME,
    NOUNY,
    OTHER_CAPITAL,
    OUTLET,
    PARTICLE,
    PLAIN,
    PRONOUN,
    RANK,
    ROLE,
)
from store.extraction.tellers import Tellers
from store.language.lexicon import is_common
from store.language.tokens import BREAK, MARK, MIXED, NUMBER, PUNCT

__all__ = ["ANONYMOUS", "GROUP", "PERSON", "REFERENCE", "Mention", "bordered", "find_mentions"]

PERSON: Final = "person"
GROUP: Final = "institution"
ANONYMOUS: Final = "anonymous"  # a role or a kind of people without a name
REFERENCE: Final = "reference"  # a pronoun

_LAST: Final = "last"
_LONGEST_TAIL: Final = 5
_LONGEST_TELLER: Final = 3  # words of somebody whom no list has
_LONGEST_LIST: Final = 12  # tokens of the fields of an office
_BRACKETED: Final = 5  # tokens to look through for the end of a bracket
_FUNCTION: Final = (
    "function_words",
    "prepositions",
    "auxiliaries",
    "subordinators",
    "relatives",
    "demonstratives",
    "conjunctions",
)
_LONGEST_NUMBER: Final = 3  # digits of the number of a region or regiment
_CUES: Final = ("active", "remark", "inverted")
_OPEN, _CLOSE = "(", ")"


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that may speak. Ranges are token indices; `body` is the phrase without its article."""

    first: int
    end: int
    kind: str
    body: Range
    name: Range | None = None
    role: Range | None = None
    head: str = ""
    alias: str = ""


def find_mentions(page: Page, tags: Sequence[str]) -> list[Mention]:
    """All mentions of a page, left to right."""
    return _Finder(page, tags).mentions()


class _Finder:
    """Reads noun phrases from left to right."""

    def __init__(self, page: Page, tags: Sequence[str]) -> None:
        self.page = page
        self.tags = tags
        self.lowers = page.lowers
        self.role_last = page.pack.text("people.role_order") == _LAST
        self.articles = page.pack.words("general.articles")
        self.prefixes = tuple(page.pack.words("people.verb_prefixes"))
        self.cues = frozenset(w for key in _CUES for w in page.pack.words(f"cues.{key}"))
        self.telling = frozenset(page.pack.groups("cues.inverted").get("says", ()))
        self.prepositions = page.pack.words("general.place_prepositions")
        self.openers = page.pack.words("people.role_openers")
        self.possessives = page.pack.words("general.possessives")
        self.abbreviations = page.pack.words("general.abbreviations")
        self.functions = frozenset(word for key in _FUNCTION for word in page.pack.words(f"general.{key}"))
        self.conjunctions = page.pack.words("general.conjunctions")
        self.names = NameCutter(page, tags)
        self.tellers = Tellers(page, tags)

    def mentions(self) -> list[Mention]:
        found: list[Mention] = []
        at = 0
        while at < len(self.tags):
            mention = self._mention(at)
            if mention is None:
                at += 1
                continue
            found.append(mention)
            at = mention.end
        return found

    def _mention(self, at: int) -> Mention | None:
        tag = self.tags[at]
        if tag == PRONOUN:
            word = self.lowers[at].replace("’", "'").partition("'")[0]
            return Mention(at, at + 1, REFERENCE, (at, at + 1), head=word)
        if tag in (PLAIN, MODIFIER, OTHER_CAPITAL) and (teller := self._teller(at)) is not None:
            return teller
        if tag not in NOUNY or tag == MODIFIER:
            return None
        end = self._segment_end(at)
        return self._split(at, end) if end > at else None

    def _teller(self, at: int) -> Mention | None:
        """Whoever an article and a word for speech show to be somebody: "the announcer said"."""
        if (told := self.tellers.at(at)) is not None:
            first = at + (self.lowers[at] in self.articles and told[1] - at > 1)
            return Mention(
                at, told[1], ANONYMOUS, (first, told[1]), role=(first, told[1]), head=self.lowers[told[1] - 1]
            )
        if self.tags[at] != PLAIN:
            return None
        if not at or not self.role_last or self.lowers[at - 1] not in self.articles or not self._is_plain(at):
            return None
        end = at + 1
        while end < len(self.tags) and end - at < _LONGEST_TELLER and self._is_plain(end):
            end += 1
        quoted = at > 1 and self.page.tokens[at - 2].kind == MARK
        if end >= len(self.tags) or self.lowers[end] not in (self.cues if quoted else self.telling):
            return None
        return Mention(at - 1, end, ANONYMOUS, (at, end), role=(at, end), head=self.lowers[end - 1])

    # -- where a phrase ends --------------------------------------------------------------------------------

    def _segment_end(self, first: int) -> int:
        at = first
        headed, linked = self.tags[first] in (ROLE, INSTITUTION), not self.role_last
        while at < len(self.tags):
            step = self._step(first, at, headed, linked)
            if not step:
                break
            headed = headed or self.tags[at] in (ROLE, INSTITUTION)
            linked = linked or self.tags[at] == LINK
            if self.tags[at] == LINK and bordered(self.page, at + step):
                return at + step  # "director of the clinic," with a comma behind it
            at += step
        end = at
        while at > first and self.tags[at - 1] in (LINK, PLAIN):
            at -= 1
        return end if self._names_its_holder(at, end) else at

    def _names_its_holder(self, begin: int, end: int) -> bool:
        """Whether small words end an office whose holder follows in apposition: "the head of the delegation, X Y"."""
        tags, words = self.tags, end - begin
        small = 0 < words <= _LONGEST_TAIL and all(tag == PLAIN for tag in tags[begin:end])
        apart = small and end + 2 < len(tags) and self.page.tokens[end].text == ","
        return apart and tags[end + 1] == NAME and tags[end + 2] in (NAME, PARTICLE)

    def _step(self, first: int, at: int, headed: bool, linked: bool) -> int:
        """How many tokens the phrase takes at `at`; 0 = it ends."""
        tag = self.tags[at]
        if tag in NOUNY or (tag == PARTICLE and at > first):
            return 1
        if self.page.tokens[at].text == "." and self._dot_inside(at):
            return 1
        if bracket := self._bracketed(at):
            return bracket
        if not headed or at == first:
            return 0
        if self._numbers(at):
            return 1
        if self._is_comma(at):
            return self._listed(at)
        if tag == LINK:
            named = not self.role_last and self._ends_name(at - 1)
            place = not self.role_last and self.lowers[at] in self.prepositions
            grouped = place and ROLE not in self.tags[first:at]
            return 0 if named or grouped else self._link(at)
        return self._plain_run(at) if tag == PLAIN and linked else 0

    def _dot_inside(self, at: int) -> bool:
        before = self.page.tokens[at - 1]
        short = len(before.text) == 1 or before.lower in self.abbreviations
        return short and before.capital and at + 1 < len(self.tags) and self.tags[at + 1] in NOUNY

    def _bracketed(self, at: int) -> int:
        """How many tokens a short name in brackets takes: (UNHCR), (Kasi Humas); 0 = there is none."""
        tokens = self.page.tokens
        if tokens[at].text != _OPEN:
            return 0
        end = at + 1
        while end < min(len(tokens), at + _BRACKETED) and tokens[end].capital:
            end += 1
        closed = end > at + 1 and end < len(tokens) and tokens[end].text == _CLOSE
        return end + 1 - at if closed and (end == at + 2 or self._goes_on(end + 1)) else 0

    def _goes_on(self, at: int) -> bool:
        return at < len(self.tags) and self.tags[at] in NOUNY

    def _numbers(self, at: int) -> bool:
        """Whether a short number between capitals belongs to an office: "the head of Region 8 Surabaya"."""
        token = self.page.tokens[at]
        if self.role_last or token.kind != NUMBER or len(token.text) > _LONGEST_NUMBER:
            return False
        capitals = self.page.tokens[at - 1].capital and self.page.tokens[at + 1 : at + 2]
        return bool(capitals) and self.page.tokens[at + 1].capital and self.tags[at + 1] in NOUNY

    def _listed(self, at: int) -> int:
        """How much of a list of fields an office takes: "for Politics, Law, and Security"; 0 = it is none."""
        end = at
        while end - at < _LONGEST_LIST and self.tags[end - 1] == MODIFIER and self._is_comma(end):
            last = self.lowers[end + 1] in self.conjunctions
            begin = end = end + 1 + last
            while end < len(self.tags) and self.tags[end] == MODIFIER and self.page.tokens[end].capital:
                end += 1
            if last:
                return end - at if end > begin else 0
        return 0

    def _is_comma(self, at: int) -> bool:
        return at + 1 < len(self.tags) and self.page.tokens[at].text == ","

    def _link(self, at: int) -> int:
        after = at + 1
        if after < len(self.tags) and self.lowers[after] in self.articles:
            after += 1
        joins = self.lowers[at] in self.conjunctions
        if after >= len(self.tags) or (joins and self._names_somebody(after)):
            return 0
        if joins and self.role_last and self.tags[at - 1] == NAME and self.tags[after] == ROLE:
            return 0  # "President X and members of Y"
        if self.tags[after] in NOUNY:
            return after - at
        tail = self._plain_run(after) if self.tags[after] == PLAIN else 0
        return after - at + tail if tail else 0

    def _ends_name(self, at: int) -> bool:
        """Whether a word before a link is the end of a person's name and no part of an office."""
        return (
            self.tags[at] == NAME
            and not self.names.belongs(at)
            and not is_common(self.lowers[at], self.page.pack)
        )

    def _names_somebody(self, at: int) -> bool:
        """Behind "and": whether a person's name follows and no further part of an office."""
        return self.tags[at] == NAME and (self.role_last or not is_common(self.lowers[at], self.page.pack))

    def _plain_run(self, at: int) -> int:
        """Unknown small words up to a border; none where they run on too long or hold a verb."""
        end = at
        while end < len(self.tags) and self._is_plain(end):
            end += 1
        if end - at > _LONGEST_TAIL or end == at:
            return 0
        return end - at

    def _is_plain(self, at: int) -> bool:
        word = self.lowers[at]
        if self.tags[at] == MODIFIER:
            return True
        if self.tags[at] != PLAIN or not word[:1].isalpha() or word in self.cues or word in self.functions:
            return False
        return not (self.prefixes and word.startswith(self.prefixes))

    # -- what a phrase says ---------------------------------------------------------------------------------

    def _split(self, first: int, end: int) -> Mention | None:
        alias = ""
        if end - first > 3 and self.page.tokens[end - 1].text == _CLOSE and self._bracketed(end - 3) == 3:
            alias = self.page.tokens[end - 2].text
        core = end - 3 if alias else end
        name = self.names.after_role(first, core) if self.role_last else self.names.at_end(first, core)
        body = self._extended(first, core)
        start = self._with_article(body[0])
        if name is not None:
            return self._person(start, end, body, name, alias)
        return self._nameless(start, end, body, alias)

    def _person(self, start: int, end: int, body: Range, name: Range, alias: str) -> Mention:
        role = self._role_before(body[0], name[0])
        if role is None and name[0] == body[0] + 1 and self.tags[body[0]] == NAME:
            start = name[0]
        head = self._head(role) if role else ""
        return Mention(start, max(end, name[1]), PERSON, body, name, role, head, alias)

    def _nameless(self, start: int, end: int, body: Range, alias: str) -> Mention | None:
        tags = self.tags[body[0] : body[1]]
        if RANK in tags and start < body[0]:
            return Mention(start, end, ANONYMOUS, body, role=body, head=self.lowers[body[0]], alias=alias)
        if ROLE in tags and not (INSTITUTION in tags and self._institution_heads(body)):
            return Mention(start, end, ANONYMOUS, body, role=body, head=self._head(body), alias=alias)
        if any(tag in tags for tag in (INSTITUTION, COUNTRY, OUTLET, NAME)) or alias:
            return Mention(start, end, GROUP, body, head=self._group_head(body), alias=alias)
        return None

    def _institution_heads(self, body: Range) -> bool:
        """Whether the phrase names an institution rather than somebody in it."""
        end = next((at for at in range(*body) if self.tags[at] == LINK), body[1])
        rows = [self.tags[at] for at in range(body[0], end) if self.tags[at] in (ROLE, INSTITUTION)]
        return bool(rows) and (rows[-1] if self.role_last else rows[0]) == INSTITUTION

    def _head(self, role: Range) -> str:
        found = [at for at in range(*role) if self.tags[at] == ROLE]
        if not found:
            return ""
        end = next((at for at in range(found[0], role[1]) if self.tags[at] == LINK), role[1])
        inside = [at for at in found if at < end] or found
        return self.lowers[inside[-1] if self.role_last else inside[0]]

    def _group_head(self, body: Range) -> str:
        found = [at for at in range(*body) if self.tags[at] == INSTITUTION]
        return self.lowers[found[-1] if self.role_last and found else found[0]] if found else ""

    def _extended(self, first: int, end: int) -> Range:
        """In the order "role last" the words between the article and the role belong to it."""
        if not self.role_last:
            return first, end
        at = first
        while at > 0 and first - at < _LONGEST_TAIL and self._goes_before(at - 1):
            at -= 1
        if at > 0 and self._owned(at - 1):
            while self.page.tokens[at].kind == MIXED and at < first:
                at += 1  # "a 43-year-old engineer"
            return at, end
        at = first
        while at > 0 and self._titles(at - 1):
            at -= 1
        return at, end

    def _goes_before(self, at: int) -> bool:
        return self._is_plain(at) or self._titles(at)

    def _titles(self, at: int) -> bool:
        """Whether a word in front of a role belongs to it whatever stands before: "First Deputy Minister"."""
        opens = self.page.tokens[at].capital and self.lowers[at] in self.openers
        return opens or self.tags[at] in (OTHER_CAPITAL, MODIFIER)

    def _owned(self, at: int) -> bool:
        return self.lowers[at] in self.articles or self.lowers[at] in self.possessives

    def _with_article(self, first: int) -> int:
        return first - 1 if first > 0 and self.lowers[first - 1] in self.articles else first

    def _role_before(self, first: int, name: int) -> Range | None:
        """The role in front of a name, without ranks and honorifics at its end and without its article."""
        end = name
        while end > first and (
            self.tags[end - 1] in (RANK, HONORIFIC) or self.page.tokens[end - 1].text == "."
        ):
            end -= 1
        tags = self.tags[first:end]
        if ROLE not in tags and (INSTITUTION not in tags or self.role_last):
            return None
        start = first + (tags.index(ROLE) if not self.role_last and ROLE in tags else 0)
        return start, end


def bordered(page: Page, at: int) -> bool:
    """Whether a phrase ends here for good: punctuation, a mark, a cue or the end."""
    if at >= len(page.tokens) or page.tokens[at].kind in (PUNCT, MARK, BREAK):
        return True
    return page.lowers[at] in page.pack.words("cues.active")
