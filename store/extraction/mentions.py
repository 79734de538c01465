"""Mentions: people, institutions, nameless speakers and pronouns, each with its role and its name apart.

The cut between role, institution, rank and name is made from tags, from the order that the language puts them
in, and from what recurs alone elsewhere in the article ("Governor of X Y Z ... Z").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

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
from store.language.tokens import NUMBER

__all__ = ["ANONYMOUS", "GROUP", "PERSON", "REFERENCE", "Mention", "find_mentions"]

PERSON: Final = "person"
GROUP: Final = "institution"
ANONYMOUS: Final = "anonymous"  # a role or a kind of people without a name
REFERENCE: Final = "reference"  # a pronoun

_LAST: Final = "last"
_LONGEST_TAIL: Final = 5
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
    """All mentions of a page, left to right; neighbours in apposition are one mention."""
    finder = _Finder(page, tags)
    return _joined(page, finder.mentions())


class _Finder:
    """Reads noun phrases from left to right."""

    def __init__(self, page: Page, tags: Sequence[str]) -> None:
        self.page = page
        self.tags = tags
        self.lowers = page.lowers
        self.role_last = page.pack.text("people.role_order") == _LAST
        self.articles = page.pack.words("general.articles")
        self.prefixes = tuple(page.pack.words("people.verb_prefixes"))
        self.territorial = page.pack.phrases("people.territorial_roles")
        self.cues = page.pack.words("cues.active") | page.pack.words("cues.inverted")
        self.prepositions = page.pack.words("general.place_prepositions")
        self.placed = self._placed()
        self.alone = self._names_alone() - self.placed

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
            return Mention(at, at + 1, REFERENCE, (at, at + 1), head=self.lowers[at])
        if tag not in NOUNY or tag == MODIFIER:
            return None
        end = self._segment_end(at)
        return self._split(at, end) if end > at else None

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
            at += step
        while at > first and self.tags[at - 1] in (LINK, PLAIN):
            at -= 1
        return at

    def _step(self, first: int, at: int, headed: bool, linked: bool) -> int:
        """How many tokens the phrase takes at `at`; 0 = it ends."""
        tag = self.tags[at]
        if tag in NOUNY or (tag == PARTICLE and at > first):
            return 1
        if self.page.tokens[at].text == "." and self._dot_inside(at):
            return 1
        if self._bracketed(at):
            return 3
        if not headed or at == first:
            return 0
        if tag == LINK:
            return self._link(at)
        return self._plain_run(at) if tag == PLAIN and linked else 0

    def _dot_inside(self, at: int) -> bool:
        before = self.page.tokens[at - 1]
        short = len(before.text) == 1 or before.lower in self.page.pack.words("general.abbreviations")
        return short and before.capital and at + 1 < len(self.tags) and self.tags[at + 1] in NOUNY

    def _bracketed(self, at: int) -> bool:
        """A short name in brackets: (UNHCR)."""
        tokens = self.page.tokens
        return (
            tokens[at].text == _OPEN
            and at + 2 < len(tokens)
            and tokens[at + 1].capital
            and tokens[at + 2].text == _CLOSE
        )

    def _link(self, at: int) -> int:
        after = at + 1
        if after < len(self.tags) and self.lowers[after] in self.articles:
            after += 1
        if after >= len(self.tags):
            return 0
        if self.tags[after] in NOUNY:
            return after - at
        tail = self._plain_run(after) if self.tags[after] == PLAIN else 0
        return after - at + tail if tail else 0

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
        if self.tags[at] != PLAIN or not word[:1].isalpha() or word in self.cues or self._is_function(word):
            return False
        return not (self.prefixes and word.startswith(self.prefixes))

    def _is_function(self, word: str) -> bool:
        pack = self.page.pack
        return any(
            word in pack.words(f"general.{key}")
            for key in (
                "function_words",
                "prepositions",
                "auxiliaries",
                "subordinators",
                "relatives",
                "demonstratives",
                "conjunctions",
            )
        )

    # -- what a phrase says ---------------------------------------------------------------------------------

    def _split(self, first: int, end: int) -> Mention | None:
        alias = ""
        if end - first > 3 and self.page.tokens[end - 1].text == _CLOSE and self._bracketed(end - 3):
            alias = self.page.tokens[end - 2].text
        core = end - 3 if alias else end
        name = self._name_after_role(first, core) if self.role_last else self._name_at_end(first, core)
        body = self._extended(first, core)
        start = self._with_article(body[0])
        if name is not None:
            return self._person(start, end, body, name, alias)
        return self._nameless(start, end, body, alias)

    def _person(self, start: int, end: int, body: Range, name: Range, alias: str) -> Mention:
        role = self._role_before(body[0], name[0])
        head = self._head(role) if role else ""
        return Mention(start, max(end, name[1]), PERSON, body, name, role, head, alias)

    def _nameless(self, start: int, end: int, body: Range, alias: str) -> Mention | None:
        tags = self.tags[body[0] : body[1]]
        if ROLE in tags and not (INSTITUTION in tags and self._institution_heads(body)):
            return Mention(start, end, ANONYMOUS, body, role=body, head=self._head(body), alias=alias)
        if any(tag in tags for tag in (INSTITUTION, COUNTRY, OUTLET, NAME)) or alias:
            return Mention(start, end, GROUP, body, head=self._group_head(body), alias=alias)
        return None

    def _institution_heads(self, body: Range) -> bool:
        """Whether the phrase names an institution rather than somebody in it."""
        rows = [self.tags[at] for at in range(*body) if self.tags[at] in (ROLE, INSTITUTION)]
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
            return at, end
        at = first
        while at > 0 and self.tags[at - 1] in (MODIFIER, OTHER_CAPITAL):
            at -= 1
        return at, end

    def _goes_before(self, at: int) -> bool:
        return self._is_plain(at) or self.tags[at] in (OTHER_CAPITAL, MODIFIER)

    def _owned(self, at: int) -> bool:
        return self.lowers[at] in self.articles or self.lowers[at] in self.page.pack.words(
            "general.possessives"
        )

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

    # -- the name -------------------------------------------------------------------------------------------

    def _name_after_role(self, first: int, end: int) -> Range | None:
        """Role last: the name follows the last role or rank, or is the whole phrase."""
        titles = [at for at in range(first, end) if self.tags[at] in (ROLE, RANK, HONORIFIC)]
        if any(self.tags[at] == INSTITUTION for at in range(titles[-1] if titles else first, end)):
            return None
        if not titles:
            run = self._run(first, end)
            return run if run == (first, end) and not self._is_place(first) else None
        start = titles[-1] + 1
        while start < end and self.page.tokens[start].text == ".":
            start += 1
        run = self._run(start, end) if start < end else None
        return run if run and run[0] == start else None

    def _name_at_end(self, first: int, end: int) -> Range | None:
        """Role first: the name is the last run of unexplained capitals, cut where it begins."""
        run = self._last_run(first, end)
        if run is None or run[1] < end:
            return run if run and run[0] == first and not self._is_place(first) else None
        before = self.tags[run[0] - 1] if run[0] > first else ""
        if not before:
            return None if self._is_place(first) else run
        if before == LINK or self.lowers[run[0] - 1] in self.prepositions:
            return self._known_tail(run, at_least=1)
        if before in (RANK, HONORIFIC, COUNTRY, OUTLET) or self.page.tokens[run[0] - 1].text in {_CLOSE, "."}:
            return run
        return self._cut(first, run, before)

    def _cut(self, first: int, run: Range, before: str) -> Range | None:
        """Where the name begins in a run that may begin with a place or an institution's name."""
        known = self._known_tail(run)
        if known is not None:
            return known
        length = run[1] - run[0]
        places = self._places_in_front(run)
        if places:
            return run[0] + places, run[1]
        if before in (INSTITUTION, OTHER_CAPITAL) and ROLE not in self.tags[first : run[0]]:
            return None
        acronyms = [at for at in range(*run) if self.page.tokens[at].acronym and at < run[1] - 1]
        if acronyms:
            return acronyms[-1] + 1, run[1]
        if before == INSTITUTION and length == 1:
            return None
        takes_place = before == INSTITUTION or self.territorial.ending_at(self.lowers, run[0]) is not None
        if (takes_place and length > 2) or length > 3:
            return run[1] - 2, run[1]
        return run

    def _known_tail(self, run: Range, at_least: int = 0) -> Range | None:
        """The name as other places of the article show it: a part of the run that also stands alone."""
        alone = [at for at in range(*run) if self.page.tokens[at].text in self.alone]
        if not alone:
            return None
        if alone[0] > run[0] or at_least:
            first = alone[0] if alone[0] < run[1] - 1 else max(run[0] + at_least, run[1] - 2)
            return min(first, alone[0]), run[1]
        return run

    def _places_in_front(self, run: Range) -> int:
        """How many words at the run's start are places elsewhere in the article; the last word never."""
        count = 0
        while run[0] + count < run[1] - 1 and self.page.tokens[run[0] + count].text in self.placed:
            count += 1
        return count

    def _run(self, first: int, end: int) -> Range | None:
        """The run of name words that starts at `first`."""
        at = first
        while at < end and (self.tags[at] in (NAME, PARTICLE) or self._initial_dot(at)):
            at += 1
        while at > first and self.tags[at - 1] == PARTICLE:
            at -= 1
        return (first, at) if at > first else None

    def _last_run(self, first: int, end: int) -> Range | None:
        at = end
        while at > first and self.tags[at - 1] not in (NAME,):
            at -= 1
        if at == first:
            return None
        stop = at
        while at > first and (self.tags[at - 1] in (NAME, PARTICLE) or self._initial_dot(at - 1)):
            at -= 1
        while at < stop and self.tags[at] != NAME:
            at += 1
        return (at, stop) if at < stop else None

    def _initial_dot(self, at: int) -> bool:
        return self.page.tokens[at].text == "." and at > 0 and len(self.page.tokens[at - 1].text) == 1

    # -- what the article shows elsewhere -------------------------------------------------------------------

    def _names_alone(self) -> frozenset[str]:
        """Name words that stand alone as a subject somewhere: no name beside them, no preposition before."""
        found = set()
        for at, tag in enumerate(self.tags):
            if tag != NAME or self._beside_name(at) or self._after_place_word(at):
                continue
            found.add(self.page.tokens[at].text)
        return frozenset(found)

    def _beside_name(self, at: int) -> bool:
        before = self.tags[at - 1] if at else ""
        after = self.tags[at + 1] if at + 1 < len(self.tags) else ""
        return before in NOUNY or after in (NAME, PARTICLE, OTHER_CAPITAL)

    def _after_place_word(self, at: int) -> bool:
        if at == 0:
            return False
        word = self.lowers[at - 1]
        return word in self.prepositions or word in self.page.pack.words("people.place_types")

    def _placed(self) -> frozenset[str]:
        """Words that stand behind a place word somewhere."""
        return frozenset(
            self.page.tokens[at].text
            for at, tag in enumerate(self.tags)
            if tag == NAME and self._after_place_word(at)
        )

    def _is_place(self, at: int) -> bool:
        """Whether a bare run is a place here: a place word stands before it."""
        return self._after_place_word(at)


def _joined(page: Page, mentions: list[Mention]) -> list[Mention]:
    """Join a name and a role that stand in apposition: "X (42), the head of Y" and "the head of Y, X"."""
    found: list[Mention] = []
    for mention in mentions:
        last = found[-1] if found else None
        if last is not None and _apposed(page, last.end, mention.first):
            one = _join(page, last, mention)
            if one is not None:
                found[-1] = one
                continue
        found.append(mention)
    return found


def _apposed(page: Page, end: int, first: int) -> bool:
    """Whether only a comma, an age or a bracketed age stands between."""
    between = page.tokens[end:first]
    if not between or len(between) > 6 or not any(token.text == "," for token in between):
        return False
    return all(token.text in {",", _OPEN, _CLOSE} or token.kind == NUMBER for token in between)


def _join(page: Page, left: Mention, right: Mention) -> Mention | None:
    if left.kind == PERSON and right.kind == ANONYMOUS and left.role is None:
        return replace(left, end=right.end, role=right.body, head=right.head)
    if (
        left.kind == ANONYMOUS
        and right.kind == PERSON
        and right.role is None
        and right.end - right.first <= 6
    ):
        return replace(right, first=left.first, body=left.body, role=left.body, head=left.head)
    return None
