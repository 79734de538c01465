"""Apposition: a name and a role side by side are one mention, "X (42), the head of Y" and "the head of Y, X"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from store.extraction.mentions import ANONYMOUS, GROUP, PERSON, Mention, bordered
from store.extraction.page import Page
from store.language.tokens import NUMBER

__all__ = ["join_apposed"]

_ROLE_LAST: Final = "last"
_NEAREST: Final = 4  # mentions back to the role of a name in apposition
_LONGEST_NAME: Final = 5  # tokens
_PLACE_WORDS: Final = 3  # a comma and the words for a kind of place
_WIDEST: Final = 6  # tokens between the two, or of the second
_BETWEEN: Final = frozenset(",()")


def join_apposed(page: Page, mentions: Sequence[Mention]) -> list[Mention]:
    """Join a name and a role that stand in apposition: "X (42), the head of Y" and "the head of Y, X"."""
    found: list[Mention] = []
    for mention in mentions:
        described = _described(page, found, mention) or _located(page, found, mention)
        if described is not None:
            found.append(described)
            continue
        last = found[-1] if found else None
        if last is not None and _held(page, last, mention):
            found[-1] = _hold(last, mention)
            continue
        if last is not None and _continues(page, last, mention):
            found[-1] = _lengthen(last, mention)
            continue
        if last is not None and _borne(page, last, mention):
            found[-1] = _bear(last, mention)
            continue
        if last is not None and (_apposed(page, last.end, mention) or _named(page, last, mention)):
            one = _join(page, last, mention)
            if one is not None:
                found[-1] = one
                continue
        found.append(mention)
    return found


def _described(page: Page, before: Sequence[Mention], name: Mention) -> Mention | None:
    """A role with a relative clause, then the name between commas: "the man whom X sent, Y, said"."""
    at = name.first - 1
    if name.kind != PERSON or name.role is not None or at < 1 or page.tokens[at].text != ",":
        return None
    if name.end >= len(page.tokens) or page.tokens[name.end].text != ",":
        return None
    relatives = page.pack.words("general.relatives")
    for mention in reversed(before[-_NEAREST:]):
        clause = page.lowers[mention.end : at]
        if (
            mention.kind == ANONYMOUS
            and clause[:1]
            and clause[0] in relatives
            and not {",", "."} & set(clause)
        ):
            return replace(name, first=mention.first, role=(mention.body[0], at), head=mention.head)
    return None


def _located(page: Page, before: list[Mention], name: Mention) -> Mention | None:
    """An office, the places where it is, then the name: "the head of X, district of Y, Jakarta, NAME".

    Takes the office and the places out of `before`.
    """
    if page.pack.text("people.role_order") == _ROLE_LAST or name.kind != PERSON or name.role is not None:
        return None
    first, index = name.first, len(before)
    while index and _follows(page, before[index - 1], first) and _is_place(page, before[index - 1]):
        index -= 1
        first = before[index].first
    if index == len(before) or not index or not _follows(page, before[index - 1], first):
        return None
    office = before[index - 1]
    if office.role is None or office.kind not in (PERSON, ANONYMOUS):
        return None
    role = (office.role[0], before[-1].end)
    del before[index - 1 :]
    return replace(name, first=office.first, body=role, role=role, head=office.head)


def _follows(page: Page, mention: Mention, first: int) -> bool:
    """Whether only a comma, with a word for a kind of place behind it, parts a mention from the next one."""
    between = page.lowers[mention.end : first]
    kinds = page.pack.words("people.place_types")
    return (
        between[:1] == [","] and len(between) <= _PLACE_WORDS and all(word in kinds for word in between[1:])
    )


def _is_place(page: Page, mention: Mention) -> bool:
    """Whether a group is a place: the gazetteer has it, or a word for a kind of place stands at its start.

    A short form may stand where a place does.
    """
    if mention.kind != GROUP:
        return False
    if mention.end - mention.first == 1 and page.tokens[mention.first].acronym:
        return True  # the short form of the office: "the head of the service, SVR, X"
    kinds = page.pack.words("people.place_types")
    if page.lowers[mention.first] in kinds or page.lowers[mention.first - 1] in kinds:
        return True
    return any(place.first == mention.body[0] for place in page.places_in(mention.body))


def _held(page: Page, name: Mention, office: Mention) -> bool:
    """Whether a name's office in apposition ends with a name of its own: "X, the head of Sam Ratulangi, said"."""
    if page.pack.text("people.role_order") == _ROLE_LAST or name.kind != PERSON or name.role is not None:
        return False
    if office.kind != PERSON or office.role is None or page.lowers[name.end : office.first] != [","]:
        return False
    starts = name.first == page.unit_of(name.first)[0] or page.tokens[name.first - 1].text == ","
    relatives = page.pack.words("general.relatives")
    return starts and _parenthetic(page, office.end) and page.lowers[office.end + 1] not in relatives


def _hold(name: Mention, office: Mention) -> Mention:
    role = (office.role[0], office.end) if office.role else office.body
    return replace(name, end=office.end, role=role, head=office.head)


def _continues(page: Page, office: Mention, name: Mention) -> bool:
    """Whether an office goes on behind its "and" up to a name: "the head of Data and Archives (DA) X"."""
    if page.pack.text("people.role_order") == _ROLE_LAST or office.kind != ANONYMOUS or name.kind != PERSON:
        return False
    if name.head or name.name is None or name.name[0] == name.body[0] or office.end - office.body[0] <= 1:
        return False
    between = [word for word in page.lowers[office.end : name.first] if word != ","]
    titles = page.pack.words("people.ranks") | page.pack.words("people.honorifics")
    if page.lowers[name.body[0]] in titles:
        return False
    conjunctions = page.pack.words("general.conjunctions")
    joined = len(between) == 1 and between[0] in conjunctions
    return joined and page.tokens[name.first].capital and page.tokens[office.end - 1].capital


def _lengthen(office: Mention, name: Mention) -> Mention:
    assert name.name is not None
    role = (office.body[0], name.name[0])
    return replace(name, first=office.first, body=role, role=role, head=office.head)


def _borne(page: Page, office: Mention, name: Mention) -> bool:
    """Whether an office that holds a name is somebody's: "the head of Sam Ratulangi university, X, said"."""
    if page.pack.text("people.role_order") == _ROLE_LAST or office.kind != PERSON or office.role is None:
        return False
    if name.kind != PERSON or name.role is not None or name.end - name.first > _LONGEST_NAME:
        return False
    apart = name.first == office.end + 1 and page.tokens[office.end].text == ","
    return apart and _parenthetic(page, name.end)


def _bear(office: Mention, name: Mention) -> Mention:
    role = (office.role[0], office.end) if office.role else office.body
    return replace(name, first=office.first, body=role, role=role, head=office.head)


def _apposed(page: Page, end: int, right: Mention) -> bool:
    """Whether only a comma, an age or a bracketed age stands between, and a border behind a role."""
    between = page.tokens[end : right.first]
    if not between or len(between) > _WIDEST or not any(token.text == "," for token in between):
        return False
    if not all(token.text in _BETWEEN or token.kind == NUMBER for token in between):
        return False
    if right.kind == PERSON and right.role is not None:
        return _parenthetic(page, right.end)
    relatives, articles = page.pack.words("general.relatives"), page.pack.words("general.articles")
    explained = right.end < len(page.tokens) and page.lowers[right.end] in relatives
    articled = page.lowers[right.first] in articles
    return right.kind == PERSON or bordered(page, right.end) or (explained and articled)


def _parenthetic(page: Page, at: int) -> bool:
    """Whether a comma closes the phrase and no further name follows, as it would in a list."""
    if at + 1 >= len(page.tokens) or page.tokens[at].text != ",":
        return False
    conjunctions = page.pack.words("general.conjunctions")
    if page.tokens[at + 1].capital:
        return any(found.first == at + 1 for found in page.dates_in((at + 1, at + 2)))
    return page.lowers[at + 1] not in conjunctions


def _named(page: Page, left: Mention, right: Mention) -> bool:
    """Whether words such as "known as" give the left one the right one's name."""
    if left.kind != ANONYMOUS or right.kind != PERSON or left.end >= right.first:
        return False
    found = page.pack.phrases("cues.naming").match(page.lowers, left.end)
    return found is not None and left.end + found[0] == right.first


def _join(page: Page, left: Mention, right: Mention) -> Mention | None:
    untitled = left.role is None or left.role[1] - left.role[0] == 1
    last = page.pack.text("people.role_order") == _ROLE_LAST
    many = page.pack.words("people.groups_of_people")
    if (
        last
        and left.kind == PERSON
        and right.head in many
        and page.lowers[right.end : right.end + 1] != [","]
    ):
        return None  # "X, analysts said, has": many are not X
    if left.kind == PERSON and right.kind == ANONYMOUS and untitled:
        return replace(left, end=right.end, role=right.body, head=right.head)
    articles = page.pack.words("general.articles")
    articled = page.lowers[right.first] in articles
    if left.kind == PERSON and right.kind == ANONYMOUS and articled and right.first == left.end + 1:
        return replace(left, end=right.end)  # a second one: "X, the minister of Y, a member of Z, said"
    if last and left.head in many:
        return None  # "among voters, X": many are no one
    if (
        left.kind == ANONYMOUS
        and right.kind == PERSON
        and right.role is None
        and right.end - right.first <= _WIDEST
    ):
        return replace(right, first=left.first, body=left.body, role=left.body, head=left.head)
    return None
