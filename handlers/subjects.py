"""Subjects for people: what a typed name means, what a subject is called, and its key in a button."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handlers.context import Context
from handlers.texts import Texts
from store import (
    PERSON,
    TOPIC,
    PlaceMatch,
    Store,
    Subscription,
    named_topic,
    names_in,
    person_subject,
    topic_subject,
)

__all__ = [
    "Meant",
    "all_meant",
    "key",
    "labels",
    "meant",
    "name_of_subject",
    "owned",
    "place_label",
    "place_labels",
    "subject_of",
]

# Stands for ":" in buttons, where it separates.
MARK = "="
MAX_KEY = 44
# A place whose name fits so well is meant, rather than a person of a similar name; 0..100.
CLEAR = 92
# A country or a region below it; what lies deeper are districts and settlements.
REGION = 2


@dataclass(frozen=True, slots=True)
class Meant:
    """What a typed name means: one subject (with a person's name), or places to choose from; neither = nothing."""

    subject: str = ""
    name: str = ""
    others: Sequence[PlaceMatch] = ()


def meant(context: Context, typed: str) -> Meant:
    """A topic by its name, a place, a person that is known or was named in an article; typos allowed."""
    store = context.store
    exact = named_topic(typed, typos=False)
    if exact:
        return Meant(topic_subject(exact))
    places = store.places(typed)
    sure = bool(places) and store.certain(places)
    region = sure and places[0].score >= CLEAR and len(store.chain(places[0].id)) <= REGION
    village = sure and places[0].score >= CLEAR and not region
    # "syrsky" is the general and no village, whose name fits as well.
    name = "" if region else store.library.known_name(typed, famous=village)
    if name:
        return Meant(person_subject(name), name)
    if sure:
        return Meant(places[0].id, others=places[1:])
    topic = named_topic(typed)
    return Meant(topic_subject(topic)) if topic else Meant(others=places)


def all_meant(context: Context, typed: str) -> list[tuple[str, Meant]]:
    """What each name of a typed list means, with the name; of a single name only that."""
    names = names_in(typed)
    found = [(name, meant(context, name)) for name in names] if len(names) > 1 else []
    if not found or not all(one.subject for _, one in found):
        # "And" may stand inside of a name.
        whole = meant(context, typed)
        found = [(typed, whole)] if whole.subject or not found else found
    return found


def name_of_subject(t: Texts, store: Store, subject: str, name: str = "") -> str:
    """What a subject is called in the reader's language."""
    if subject.startswith(TOPIC):
        return t(f"subject.{subject.removeprefix(TOPIC)}")
    if subject.startswith(PERSON):
        return name or subject.removeprefix(PERSON).title()
    return store.place_name(subject, t.lang)


def place_label(t: Texts, store: Store, region: str, *, country: bool = False) -> str:
    """A place with what lies around it: many places share a name. The country only where it is asked for."""
    names = [store.place_name(part, t.lang) for part in store.chain(region)]
    return ", ".join(dict.fromkeys(names if country else [*names[:1], *names[1:-1]]))


def place_labels(t: Texts, store: Store, regions: Sequence[str]) -> list[str]:
    """Places to choose from, each told from the others."""
    short = [place_label(t, store, region) for region in regions]
    return [
        label if short.count(label) == 1 else place_label(t, store, region, country=True)
        for label, region in zip(short, regions, strict=True)
    ]


def labels(t: Texts, store: Store, chat: str, subjects: Iterable[str]) -> list[str]:
    """What the subjects of a message to a chat are called, with people's names as they were chosen."""
    wanted = list(subjects)
    people = any(subject.startswith(PERSON) for subject in wanted)
    names = {one.subject: one.name for one in store.subscriptions(chat)} if people else {}
    return [name_of_subject(t, store, subject, names.get(subject, "")) for subject in wanted]


def key(subject: str) -> str:
    """A subject in a button; only `owned` reads it back, so a long one may be cut."""
    text = subject.replace(":", MARK)
    return text.encode()[:MAX_KEY].decode("utf-8", "ignore")


def subject_of(text: str) -> str:
    """The subject of a button, as far as its name was not cut."""
    return text.replace(MARK, ":", 1)


def owned(store: Store, chat: str, text: str) -> Subscription | None:
    """The subscription of a chat that a button speaks of; None where it has ended."""
    return next((one for one in store.subscriptions(chat) if key(one.subject) == text), None)
