"""What a chat's next words mean beside its last: "and Biden?", "kapan itu", "stop belgorod alerts pls".

Words are data (`language/data/<lang>/conversation.toml`). What is not surely a follow-up or a wish is left as it is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from store.language.additions import renewed
from store.language.pack import load_pack
from store.search import Intent, Query, SlotKind, understand

__all__ = [
    "MOST_NAMES",
    "Wish",
    "bare_command",
    "is_small_talk",
    "names_in",
    "person_asked_for",
    "place_asked_about",
    "resolve",
    "wish",
]

_DATA = Path(__file__).parent / "language" / "data"
PLACE_WORDS = "general.place_prepositions"
LONGEST_FOLLOW_UP = 6
LONGEST_NAME = 5
# A list of names: so many, each of so many words; longer ones are rather a sentence.
MOST_NAMES, LONGEST_LISTED = 10, 3
COMMA = ","
COMMAS = ",;&+/"
LONGEST_GREETING = 3
PEOPLE = {SlotKind.PERSON, SlotKind.NAME}
WHO_IS = {Intent.WHO, Intent.WHOIS, Intent.YES_NO}
POINTED = {Intent.WHEN, Intent.WHERE, Intent.WHO, Intent.YES_NO, Intent.DISPUTE}


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish in plain words: to hear about `name`, or (`end`) to hear of it no more.

    It may be a list, whose parts `names_in` gives.
    """

    name: str
    end: bool = False


@cache
def _commands() -> Mapping[tuple[str, ...], str]:
    """Phrases that stand for a command, as written and without what only makes them polite."""
    found: dict[tuple[str, ...], str] = {}
    for key in ("help", "halt"):
        ends = [(), *_words("everything")] if key == "halt" else [()]
        for phrase in ((*words, *end) for words in _words(key) for end in ends):
            found |= {phrase: key, tuple(_clear(phrase)) or phrase: key}
    return found


def bare_command(text: str) -> str:
    """The command that plain words stand for, without its stroke: "help" or "halt"; "" for any other words."""
    words = _plain(text)
    return _commands().get(tuple(words)) or _commands().get(tuple(_clear(words)), "")


@cache
def _words(key: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a key in all languages, longest first."""
    found: set[tuple[str, ...]] = set()
    for path in sorted(_DATA.glob("*/conversation.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        found |= {tuple(phrase.split()) for phrase in table[key]}
    return tuple(sorted(found, key=lambda words: (-len(words), words)))


def _plain(text: str) -> list[str]:
    return "".join(c if c.isalnum() or c in "-'" else " " for c in text.casefold()).split()


def _with_commas(text: str) -> list[str]:
    """The plain words, and a comma for each sign that stands between names."""
    spaced = "".join(f" {COMMA} " if sign in COMMAS else sign for sign in text)
    return [word for part in spaced.split() for word in ([part] if part == COMMA else _plain(part))]


def names_in(text: str) -> tuple[str, ...]:
    """The names of a list ("Kursk, Bryansk and Belgorod"), in lower case, none twice; of anything else the words."""
    return tuple(dict.fromkeys(" ".join(name) for name in _list(_with_commas(text))))


def _list(words: Sequence[str]) -> list[list[str]]:
    """Words cut at what stands between the names of a list."""
    parts: list[list[str]] = [[]]
    at = 0
    while at < len(words):
        length = next((len(one) for one in _joiners() if tuple(words[at : at + len(one)]) == one), 0)
        if length:
            parts.append([])
        else:
            parts[-1].append(words[at])
        at += length or 1
    return [part for part in parts if part]


@cache
def _joiners() -> tuple[tuple[str, ...], ...]:
    return (*_words("joiners"), (COMMA,))


def _without_ends(words: list[str]) -> list[str]:
    """Words without commas before the first and behind the last of them."""
    at = [place for place, word in enumerate(words) if word != COMMA]
    return words[at[0] : at[-1] + 1] if at else []


def _behind(words: list[str], phrases: Iterable[tuple[str, ...]]) -> list[str] | None:
    """What follows an opening phrase; None without one."""
    for phrase in phrases:
        if tuple(words[: len(phrase)]) == phrase:
            return words[len(phrase) :]
    return None


@renewed
@lru_cache(maxsize=1000)
def wish(text: str) -> Wish | None:
    """A subscription wished for in plain words. The name may still be no place at all."""
    # A comma may stand between names, or between a wish and what makes it polite.
    listed = _shortest(_with_commas(text)) if set(COMMAS) & set(text) else None
    return listed if listed is not None and COMMA in listed.name else _shortest(_plain(text))


def _shortest(words: list[str]) -> Wish | None:
    found = [_wished(words, _words), _wished(_without_ends(_clear(words)), _clear_words)]
    # The longer opening leaves the shorter name.
    return min((one for one in found if one), key=lambda one: len(one.name), default=None)


def _wished(words: list[str], known: Callable[[str], tuple[tuple[str, ...], ...]]) -> Wish | None:
    """A wish whose opening, or whose opening and end, are `known` phrases."""
    fillers = {phrase[0] for phrase in _words("fillers")}
    for key, end in (("unsubscribe", True), ("subscribe", False)):
        rest = _behind(words, known(key)) or _between(words, known(f"{key}_first"), known(f"{key}_last"))
        name = _without_ends([word for word in rest or [] if word not in fillers])
        if _are_names(name):
            return Wish(" ".join(name), end)
    return None


def _are_names(words: list[str]) -> bool:
    """Whether words are as few as those of a name, or of several."""
    names = _list(words)
    few = len(names) <= MOST_NAMES and max(map(len, names), default=0) <= LONGEST_LISTED
    return bool(names) and (len(words) <= LONGEST_NAME or (len(names) > 1 and few))


@cache
def _spellings() -> Mapping[str, str]:
    """How words are often written in a chat -> the word of the phrases; "" for one that only makes them polite."""
    polite = {word: "" for phrase in _words("polite") for word in phrase}
    return polite | dict(phrase for phrase in _words("spellings") if len(phrase) == 2)


def _clear(words: Iterable[str]) -> list[str]:
    """Words without what only makes them polite, and as the phrases have them."""
    return [clear for word in words if (clear := _spellings().get(word, word))]


@cache
def _clear_words(key: str) -> tuple[tuple[str, ...], ...]:
    found = {tuple(_clear(phrase)) for phrase in _words(key)}
    return tuple(sorted(found - {()}, key=lambda words: (-len(words), words)))


def _between(
    words: list[str], first: Iterable[tuple[str, ...]], last: Iterable[tuple[str, ...]]
) -> list[str] | None:
    """What stands between an opening and an end: "if there is news about KURSK tell me"; None without both."""
    rest = _behind(words, first) or []
    for phrase in last:
        if tuple(rest[-len(phrase) :]) == phrase:
            return rest[: -len(phrase)]
    return None


@renewed
@lru_cache(maxsize=1000)
def resolve(previous: str, text: str) -> str:
    """The whole question that a follow-up means; the same text where it stands alone."""
    words = _plain(text)
    if not previous or not words or len(words) > LONGEST_FOLLOW_UP:
        return text
    before = understand(previous)
    rest = _behind(words, _words("openers"))
    if rest:
        named = _named(understand(" ".join(rest))) or _capitals(text, rest)
        return _with_other_names(before, named) or _with_another_topic(before, rest) or text
    pointers = {phrase[0] for phrase in _words("pointers")}
    asked = understand(text)
    if Intent.HOW_MANY in asked.intents and len(asked.slots) <= 1 and not _named(asked):
        return " ".join(filter(None, (text.rstrip(" ?!."), _scene(before))))
    if any(words[: len(phrase)] == list(phrase) for phrase in _words("no_pointers")):
        return text
    if set(words) & pointers and not _named(asked) and asked.intents & POINTED:
        kept = [word for word in words if word not in pointers]
        return " ".join([*kept, *(slot.surface for slot in before.slots)])
    return text


def is_small_talk(text: str) -> bool:
    """Whether words are a greeting, thanks, or signs alone ("?", an emoji), and no question at all."""
    words = _plain(text)
    return not words or (len(words) <= LONGEST_GREETING and Intent.SMALL_TALK in understand(text).intents)


@lru_cache(maxsize=1000)
def person_asked_for(text: str) -> str:
    """The person of a question that asks nothing but who somebody is ("siapa sirsky"); "" for any other question."""
    query = understand(text)
    only = [slot.surface for slot in query.slots if slot.kind in PEOPLE]
    asks = query.intents & {Intent.WHO, Intent.WHOIS} and query.intents <= WHO_IS
    return " ".join(only) if asks and len(query.slots) == len(only) else ""


@lru_cache(maxsize=1000)
def place_asked_about(text: str) -> str:
    """The place of a question that asks what happened there, as it was written; "" for any other question."""
    query = understand(text)
    places = [slot.surface for slot in query.slots if slot.kind is SlotKind.PLACE]
    return places[0] if places and query.intents & {Intent.HAPPENED, Intent.LATEST} else ""


def _named(query: Query) -> list[tuple[SlotKind, str]]:
    """People and places of a question."""
    return [(slot.kind, slot.surface) for slot in query.slots if slot.kind in {*PEOPLE, SlotKind.PLACE}]


@cache
def _prepositions() -> frozenset[str]:
    return frozenset().union(*(load_pack(lang).words(PLACE_WORDS) for lang in ("id", "en")))


def _scene(query: Query) -> str:
    """The place of a question with the word before it ("in kursk"); "" where it names none."""
    place = next((slot.surface for slot in query.slots if slot.kind is SlotKind.PLACE), "")
    if not place:
        return ""
    words = query.words
    at = next((n for n, word in enumerate(words) if word == place.split()[0]), 0)
    before = [word for word in words[max(at - 2, 0) : at] if word in _prepositions()]
    return " ".join([*before[-1:], place])


def _capitals(text: str, rest: list[str]) -> list[tuple[SlotKind, str]]:
    """Words behind the opening that are written as names, where the question names nobody that is known."""
    written = {word.casefold() for part in text.split()[1:] if part[:1].isupper() for word in _plain(part)}
    return [(SlotKind.NAME, word) for word in rest if word in written]


def _with_another_topic(before: Query, rest: list[str]) -> str:
    """The question before with what it is about exchanged, its people and places kept: "how many wounded in odesa".

    Only a question for a number is turned so: what else somebody might have meant is not guessed.
    """
    topics = [slot for slot in before.slots if slot.kind not in {*PEOPLE, SlotKind.PLACE}]
    spoken = {word for slot in topics for word in slot.surface.split()}
    known = any(slot.kind is SlotKind.CONCEPT for slot in understand(" ".join(rest)).slots)
    if Intent.HOW_MANY not in before.intents or not topics or not known:
        return ""
    at = min((n for n, word in enumerate(before.words) if word in spoken), default=len(before.words))
    kept = [word for word in before.words if word not in spoken]
    return " ".join([*kept[:at], *rest, *kept[at:]])


def _with_other_names(before: Query, named: list[tuple[SlotKind, str]]) -> str:
    """The question before with its people or places exchanged; "" where the new words name neither."""
    words = list(before.words)
    for kind, surface in named:
        kinds = PEOPLE if kind in PEOPLE else {SlotKind.PLACE}
        same = [slot for slot in before.slots if slot.kind in kinds]
        if same:
            old = same[0].surface.split()
            at = next((n for n in range(len(words)) if words[n : n + len(old)] == old), None)
            if at is not None:
                words[at : at + len(old)] = [surface]
                continue
        words.append(surface)
    return " ".join(words) if named else ""
