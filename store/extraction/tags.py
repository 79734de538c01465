"""What each token may be in a noun phrase: role, rank, institution, place, name or plain word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from store.extraction.page import Page
from store.language.lexicon import opens_sentences
from store.language.pack import Phrases, load_pack
from store.language.tokens import MARK, MIXED, NUMBER, WORD, Token

__all__ = [
    "COUNTRY",
    "HONORIFIC",
    "INSTITUTION",
    "LINK",
    "MODIFIER",
    "NAME",
    "NOUNY",
    "OTHER_CAPITAL",
    "OUTLET",
    "PARTICLE",
    "PLAIN",
    "PRONOUN",
    "RANK",
    "ROLE",
    "STOP",
    "tag_page",
]

ROLE: Final = "R"
RANK: Final = "K"
HONORIFIC: Final = "H"
INSTITUTION: Final = "I"
COUNTRY: Final = "C"
OUTLET: Final = "O"
NAME: Final = "X"  # a capitalised word that nothing else explains
OTHER_CAPITAL: Final = "A"  # capitalised, but no name: nationality, month, ordinal
PARTICLE: Final = "P"  # al, bin, van
MODIFIER: Final = "M"  # goes on with a role or institution
LINK: Final = "L"  # joins the parts of a role
PRONOUN: Final = "p"
PLAIN: Final = "w"
STOP: Final = "."
NOUNY: Final = frozenset("RKHICOXAM")

_NAMED: Final = (
    (RANK, "people.ranks"),
    (HONORIFIC, "people.honorifics"),
    (ROLE, "people.roles"),
    (INSTITUTION, "people.institutions"),
    (COUNTRY, "people.countries"),
    (OUTLET, "people.outlets"),
    (ROLE, "people.anonymous"),
    (ROLE, "people.groups_of_people"),
)
_CASED: Final = frozenset({COUNTRY, OUTLET})
_SHORT: Final = 3
_LONGEST_PLACE: Final = 6  # tokens of a place's name
_LAST: Final = "last"
_FULL: Final = 2  # words of a full name
_INITIALS: Final = 2  # letters of initials behind or inside a name: "J. PS Karelin"
_SETTLEMENT: Final = 1  # slashes in the id of a settlement at least
_PARTICLES: Final = 3  # particles in a row: "van den der"
_ARTICLED: Final = re.compile(r"[a-z]{1,3}[-’'][A-Z]")  # al-Masri, d'Orsay
_SPEAKERS: Final = ("he", "she", "it", "they", "he_or_she")


@cache
def _table(lang: str) -> Phrases[str]:
    pack = load_pack(lang)
    return Phrases((phrase, letter) for letter, key in _NAMED for phrase in sorted(pack.words(key)))


@cache
def _singles(lang: str) -> dict[str, str]:
    """Single words that are never names; later rows win."""
    pack = load_pack(lang)
    rows = [
        (word, PLAIN)
        for key in ("function_words", "prepositions", "openers", "auxiliaries")
        for word in pack.words(f"general.{key}")
    ]
    rows += [
        (word, PLAIN)
        for key in ("subordinators", "articles", "demonstratives", "relatives", "negations")
        for word in pack.words(f"general.{key}")
    ]
    rows += [
        (word, MODIFIER) for word in pack.words("people.role_modifiers") - pack.words("general.prepositions")
    ]
    rows += [(word, LINK) for word in pack.words("people.role_links")]
    rows += [
        (word, PLAIN)
        for key in ("active", "inverted", "noun", "according")
        for word in pack.words(f"cues.{key}")
    ]
    rows += [
        (word, PLAIN) for name in ("speaker", "hearer") for word in pack.groups("general.pronouns")[name]
    ]
    rows += [(word, PRONOUN) for name in _SPEAKERS for word in pack.groups("general.pronouns")[name]]
    return dict(rows)


def tag_page(page: Page) -> list[str]:
    """One tag for each token of the page."""
    tags = [_shape(token) for token in page.tokens]
    _mark_phrases(page, tags)
    _mark_places(page, tags)
    firsts = {first for first, _ in page.sentences} | {quoted.first + 1 for quoted in page.quotes}
    firsts |= {first + 1 for first in firsts if first < len(tags) and page.tokens[first].kind == MARK}
    seen = {t.text for i, t in enumerate(page.tokens) if tags[i] == NAME and i not in firsts}
    _mark_words(page, tags, firsts, seen)
    return tags


def _shape(token: Token) -> str:
    if token.kind == WORD:
        if token.acronym:
            return OUTLET
        return NAME if token.text[0].isupper() or _ARTICLED.match(token.text) else PLAIN
    if token.kind == MIXED:
        return OTHER_CAPITAL if not token.text[-1].isdigit() else PLAIN
    return PLAIN if token.kind == NUMBER else STOP


def _mark_phrases(page: Page, tags: list[str]) -> None:
    table, at = _table(page.pack.lang), 0
    while at < len(tags):
        found = table.match(page.lowers, at) if tags[at] in (NAME, PLAIN, OUTLET) else None
        if found is None or not _cased(page.tokens[at], found[1], found[0]):
            at += 1
            continue
        tags[at : at + found[0]] = [found[1]] * found[0]
        at += found[0]


def _mark_places(page: Page, tags: list[str]) -> None:
    surnames = _surnames(page, tags)
    for first, end, place in page.places:
        land = tags[first] == COUNTRY and "/" not in place
        if land and end - first == 1 and page.tokens[first].text in surnames:
            tags[first] = NAME
        if page.tokens[first].text not in surnames and all(tag in (NAME, COUNTRY) for tag in tags[first:end]):
            tags[first:end] = [COUNTRY] * (end - first)


def _surnames(page: Page, tags: list[str]) -> set[str]:
    """Names of places that stand as a part of a person's name somewhere: people are called so, too."""
    return {
        page.tokens[first].text
        for first, end, place in page.places
        if end - first == 1
        and (
            _in_a_name(page, tags, first)
            if place.count("/") >= _SETTLEMENT
            else _in_a_role(page, tags, first)
        )
    }


def _in_a_role(page: Page, tags: list[str], at: int) -> bool:
    """Whether a country's word ends what a role or rank begins: "Chief Petro Jordan said"."""
    if page.pack.text("people.role_order") != _LAST or at < _FULL or tags[at - 1] != NAME:
        return False
    before = at - 2 - (page.tokens[at - 2].text == ".")
    titled = before >= 0 and tags[before] in (ROLE, RANK, HONORIFIC)
    return titled and not _is_place(page, at - 1)


def _in_a_name(page: Page, tags: list[str], at: int) -> bool:
    """Whether a place's word stands right behind a name, or is a first name with a name behind it."""
    given = page.pack.words("people.given_names")
    named_on = at + 1 < len(tags) and tags[at + 1] == NAME
    if named_on or not at or tags[at - 1] != NAME:
        return named_on and page.lowers[at] in given
    return page.lowers[at - 1] not in _singles(page.pack.lang) and not _is_place(page, at - 1)


def _is_place(page: Page, at: int) -> bool:
    return any(at < place.end for place in page.places_in((max(0, at - _LONGEST_PLACE), at + 1)))


def _cased(token: Token, letter: str, length: int) -> bool:
    """Whether the phrase is written as it must be: short words and names with a capital."""
    if length > 1:
        return token.capital or letter not in _CASED
    if len(token.text) <= _SHORT and letter not in (ROLE, RANK, HONORIFIC):
        return token.text.isupper() or (letter == INSTITUTION and token.capital)
    if len(token.text) <= _SHORT or letter in _CASED:
        return token.capital
    return True


def _mark_words(page: Page, tags: list[str], firsts: set[int], seen: set[str]) -> None:
    singles, not_names = _singles(page.pack.lang), page.pack.words("people.not_names")
    particles = page.pack.words("people.name_particles")
    for at, token in enumerate(page.tokens):
        if tags[at] == PLAIN and token.kind == WORD:
            tags[at] = singles.get(token.lower, PLAIN)
            if tags[at] == PLAIN and singles.get(_unclipped(token.lower)) == PRONOUN:
                tags[at] = PRONOUN
            if token.lower in particles and tags[at] in (PLAIN, LINK) and _joins(page.tokens, at, particles):
                tags[at] = PARTICLE
        elif tags[at] == NAME and _is_surely_named(page, tags, at):
            continue
        elif tags[at] == OUTLET and len(token.text) == _INITIALS and at and tags[at - 1] == NAME:
            tags[at] = NAME
        elif tags[at] == NAME:
            tags[at] = _capital_tag(page, at, tags, singles, not_names, at in firsts, seen)


def _is_surely_named(page: Page, tags: list[str], at: int) -> bool:
    """Whether a capital is a name whatever its word means: an initial, a speaker, one that looks like "by"."""
    kept = page.lowers[at] != page.tokens[at].lower
    return kept or _is_initial(page.tokens, tags, at) or _is_quoted(page, at)


def _is_initial(tokens: Sequence[Token], tags: list[str], at: int) -> bool:
    """Whether a single letter with a dot stands inside a name: "Julie A. Bondar"."""
    dotted = len(tokens[at].text) == 1 and tokens[at + 1 : at + 2] and tokens[at + 1].text == "."
    inside = dotted and at > 0 and tags[at - 1] == NAME and at + 2 < len(tokens)
    return bool(inside) and tokens[at + 2].capital


def _is_quoted(page: Page, at: int) -> bool:
    """Whether a capital stands alone behind a quotation and its cue: whatever the word means, it is a name."""
    if at < _FULL or page.lowers[at - 1] not in page.pack.words("cues.inverted"):
        return False
    alone = at + 1 >= len(page.tokens) or not page.tokens[at + 1].capital
    return alone and page.tokens[at - 2].kind == MARK


def _unclipped(word: str) -> str:
    """A word without the verb that has grown onto it: "he's"."""
    cut = max(word.find("'"), word.find("’"))
    return word[:cut] if cut > 0 else ""


def _joins(tokens: Sequence[Token], at: int, particles: frozenset[str]) -> bool:
    """Whether a particle stands between capitals, alone or among others: "Ursula von der Leyen"."""
    before, after = at - 1, at + 1
    while before > at - _PARTICLES and before > 0 and tokens[before].text in particles:
        before -= 1
    while after < at + _PARTICLES and after < len(tokens) - 1 and tokens[after].text in particles:
        after += 1
    return before >= 0 and tokens[before].capital and after < len(tokens) and tokens[after].capital


def _capital_tag(
    page: Page,
    at: int,
    tags: list[str],
    singles: dict[str, str],
    not_names: frozenset[str],
    first: bool,
    seen: set[str],
) -> str:
    token = page.tokens[at]
    known = singles.get(token.lower, PRONOUN if singles.get(_unclipped(token.lower)) == PRONOUN else None)
    if known in (PLAIN, LINK) and not first and token.lower in page.pack.words("people.role_modifiers"):
        return MODIFIER
    if known in (PRONOUN, MODIFIER) and (known == PRONOUN or not first):
        return known
    if token.lower in not_names or "'" in token.lower[-2:] or "’" in token.lower[-2:]:
        return OTHER_CAPITAL if token.lower in not_names or not first or known is None else PLAIN
    if known in (PLAIN, LINK) or (known is not None and first):
        return PLAIN
    if first and token.text not in seen:
        return NAME if _looks_named(page, at, tags) else PLAIN
    return NAME


def _looks_named(page: Page, at: int, tags: list[str]) -> bool:
    """A sentence's first word is a name where a capital, an initial or a cue follows it."""
    if page.tokens[at].acronym:
        return True
    if at + 1 >= len(page.tokens):
        return False
    following, particles = page.tokens[at + 1], page.pack.words("people.name_particles")
    if following.text in particles and _joins(page.tokens, at + 1, particles):
        return True
    if following.capital and tags[at + 1] in (NAME, PARTICLE):
        return True
    if opens_sentences(page.lowers[at], page.pack):
        return False
    return following.lower in page.pack.words("cues.active") or _acts(page, at)


def _acts(page: Page, at: int) -> bool:
    """Whether a sentence's first word, in no dictionary, stands before a comma, a verb or what explains it."""
    prefixes = tuple(page.pack.words("people.verb_prefixes"))
    following = page.tokens[at + 1]
    if not prefixes or page.tokens[at].end - page.tokens[at].start <= _SHORT:
        return False
    explained = following.text == "," and at + 2 < len(page.tokens) and page.tokens[at + 2].capital
    return explained or (following.kind == WORD and following.text.startswith(prefixes))
