"""Who wants to hear of what, and how. A subject is a region's id, `p:` and a person's folded name, or `t:` and a topic.

A person's name is kept as it was chosen, for the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from store.database import Change, Doc, Engine
from store.language.names import known_person, skeleton
from store.language.places import gazetteer
from store.language.topics import load_topics
from store.model import Speaker, Subscription

__all__ = [
    "PERSON",
    "TOPIC",
    "Subscriptions",
    "person_subject",
    "subjects_of_people",
    "topic_subject",
    "valid_subject",
]

TABLE = "subscriptions"
PERSON, TOPIC = "p:", "t:"
# What a subscription has of its own, with what it is where nothing was set.
SETTINGS = ("pace", "silent", "importance", "allow", "deny", "name")
PAGE = 1 << 30
MAX_NAME = 80


def person_subject(name: str) -> str:
    """The subject of a person, whatever the spelling and script."""
    known = known_person(name)
    return PERSON + skeleton(known.name if known is not None else name)


def subjects_of_people(people: Iterable[Speaker]) -> set[str]:
    """The subjects of all people of an article."""
    return {person_subject(person.name) for person in people if skeleton(person.name)}


def topic_subject(topic: str) -> str:
    """The subject of a topic."""
    return TOPIC + topic


def _subscription(doc: Doc) -> Subscription:
    fields = {name: doc[name] for name in SETTINGS if name in doc}
    fields |= {name: tuple(doc[name]) for name in ("allow", "deny") if name in doc}
    return Subscription(doc["chat"], doc["subject"], **fields)


def valid_subject(subject: str) -> bool:
    """Whether a subject is one that can be followed."""
    if subject.startswith(TOPIC):
        return subject.removeprefix(TOPIC) in load_topics()
    if subject.startswith(PERSON):
        name = subject.removeprefix(PERSON)
        return bool(name) and skeleton(name) == name and len(name) <= MAX_NAME
    return bool(gazetteer().chain(subject))


class Subscriptions:
    """The table `subscriptions`. Gives changes; whoever calls commits them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def _rows(self, **where: str) -> Iterator[tuple[str, Doc]]:
        yield from self._engine.scan(TABLE, where=where, limit=PAGE)

    def adding(self, chat: str, subject: str, at: datetime, **settings: Any) -> list[Change]:
        """A subscription, as it was set before if it is there already."""
        key = f"{chat}|{subject}"
        doc = self._engine.get(TABLE, key) or {"chat": chat, "subject": subject, "at": at.isoformat()}
        return [Change(TABLE, key, {**doc, **settings})]

    def changing(self, chat: str, subject: str, **settings: Any) -> list[Change]:
        """Other settings of a subscription; no change where there is none."""
        key = f"{chat}|{subject}"
        doc = self._engine.get(TABLE, key)
        return [Change(TABLE, key, {**doc, **settings})] if doc is not None else []

    def ending(self, chat: str, subject: str) -> list[Change]:
        """No subscription any more; ending one that is not there is no error."""
        return [Change(TABLE, f"{chat}|{subject}", None)]

    def of(self, chat: str) -> list[Subscription]:
        """A chat's subscriptions in the order of their subjects."""
        return [_subscription(doc) for _, doc in self._rows(chat=chat)]

    def to(self, subjects: Iterable[str]) -> dict[str, list[Subscription]]:
        """chat -> its subscriptions to any of `subjects`, in the order of the subjects."""
        matched: dict[str, list[Subscription]] = {}
        for subject in sorted(subjects):
            for _, doc in self._rows(subject=subject):
                matched.setdefault(doc["chat"], []).append(_subscription(doc))
        return matched

    def leaving(self, chat: str) -> list[Change]:
        """All subscriptions of a chat end."""
        return [Change(TABLE, key, None) for key, _ in self._rows(chat=chat)]

    def moving(self, chat: str, new: str) -> list[Change]:
        """A chat's subscriptions under its new number."""
        changes: list[Change] = []
        for key, doc in self._rows(chat=chat):
            changes.append(Change(TABLE, key, None))
            changes.append(Change(TABLE, f"{new}|{doc['subject']}", {**doc, "chat": new}))
        return changes
