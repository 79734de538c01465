"""What a question rules out, however well the words fit: another place, another country's office.

Each rule needs positive evidence on both sides. A fact that names no place is where its article's title is; where
that names none either, it is never ruled out by a place.
"""

from __future__ import annotations

from store.language.names import known_person
from store.language.pack import load_pack
from store.language.places import PlaceMention, gazetteer
from store.model import Quotation, StoredFact
from store.scenes import scene_of
from store.search import Intent, Query, SlotKind

__all__ = ["Vetoes", "only_asks_about"]

WHOSE_WORDS = {Intent.SAID, Intent.REACTION, Intent.WHOIS}
PEOPLE = {SlotKind.PERSON, SlotKind.NAME}
LANGUAGES = ("id", "en")
SCENE_WORDS, INSIDE_WORDS, TOPIC_WORDS, FUNCTION_WORDS = (
    "general.place_prepositions",
    "general.inside_prepositions",
    "general.topic_words",
    "general.function_words",
)


def _plain(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()


def _countries(text: str) -> set[str]:
    return {gazetteer().chain(mention.id)[-1] for mention in gazetteer().find(text)}


def only_asks_about(name: str, text: str, query: Query) -> bool:
    """Whether a question asks what the bearer of `name` said, and nothing else: no topic, no other person."""
    own, asked = _plain(name), _plain(text)
    if not own or own[-1] not in asked or Intent.SAID not in query.intents:
        return False
    function_words = {word for lang in LANGUAGES for word in load_pack(lang).words(FUNCTION_WORDS)}
    rest = [word for word in asked if word not in own]
    cues = {word for word in rest if word in query.words and not _is_slot(word, query)}
    return all(word in function_words or word in cues for word in rest)


def _is_slot(word: str, query: Query) -> bool:
    return any(word in slot.surface.split() for slot in query.slots)


class Vetoes:
    """The vetoes of one question."""

    def __init__(self, text: str, query: Query) -> None:
        self._intents = query.intents
        places = gazetteer().find(text, any_case=True)
        self._scenes = [m.id for m in places if _is_scene(text, m)]
        named = any(
            s.kind is SlotKind.NAME or known_person(s.surface) for s in query.slots if s.kind in PEOPLE
        )
        self._countries = (
            set() if named else {gazetteer().chain(m.id)[-1] for m in places if _before_topic(text, m)}
        )

    def rules_out(self, found: StoredFact) -> bool:
        """Whether the fact is no answer to the question."""
        if self._intents & WHOSE_WORDS:
            return self._is_of_another_country(found)
        return self._is_elsewhere(found)

    def _is_elsewhere(self, found: StoredFact) -> bool:
        """The question asks about a place, and all places of the fact lie neither inside nor around it."""
        chain, named = gazetteer().chain, scene_of(found.fact, found.article)
        wider = {part for region in named for part in chain(region)[1:]}
        own = [region for region in named if region not in wider]
        if not self._scenes or not own:
            return False
        return not any(
            scene in chain(region) or region in chain(scene) for scene in self._scenes for region in own
        )

    def _is_of_another_country(self, found: StoredFact) -> bool:
        """The question asks for a country's voice or office, and the fact's source belongs to other countries."""
        fact = found.fact
        source = fact.attribution if isinstance(fact, Quotation) else fact.claimant
        own = _countries(f"{source.role} {source.name}")
        return bool(self._countries and own and not own & self._countries)


def _is_scene(text: str, mention: PlaceMention) -> bool:
    """Whether a place of a question stands behind a preposition of place.

    A country is a scene only where something is in it: behind "from" and "to" it is one who acts.
    """
    before = _plain(text[: mention.span.start])[-1:]
    kind = SCENE_WORDS if len(gazetteer().chain(mention.id)) > 1 else INSIDE_WORDS
    return any(before[0] in load_pack(lang).words(kind) for lang in LANGUAGES) if before else False


def _before_topic(text: str, mention: PlaceMention) -> bool:
    """Whether a place belongs to who is asked about, not to what."""
    before = set(_plain(text[: mention.span.start]))
    return not any(before & set(load_pack(lang).words(TOPIC_WORDS)) for lang in LANGUAGES)
