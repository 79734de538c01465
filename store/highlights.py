"""Which facts of an article a message shows: those about what its reader follows, the most telling ones first. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from store.alike import in_title, source_of
from store.language.labels import concepts_in
from store.language.places import gazetteer
from store.language.topics import load_topics
from store.model import Claim, StoredFact
from store.similar import telling
from store.subscriptions import PERSON, TOPIC, person_subject

__all__ = ["highlights"]


def highlights(facts: Sequence[StoredFact], subjects: Iterable[str]) -> list[StoredFact]:
    """The facts of one article in the order in which they tell about `subjects` (regions, people, topics).

    A followed person's words come first, then a topic's facts, then a region's, in turn; where there is any of them,
    the others are left out.
    """
    wanted = set(subjects)
    ranked = _each_once(sorted(facts, key=_rank))
    people = [found for found in ranked if wanted & _person(found)]
    topics = [found for found in ranked if any(_speaks_of(found, one) for one in wanted)]
    regions = [
        found for found in ranked if any(wanted & set(gazetteer().chain(r)) for r in found.fact.regions)
    ]
    return _in_turn([people, topics, regions]) or ranked


def _rank(found: StoredFact) -> tuple[int, bool, int]:
    # A headline says less than the sentence that it is made of.
    return telling(found), in_title(found), found.fact.span.start


def _person(found: StoredFact) -> set[str]:
    return {person_subject(source_of(found))} - {PERSON}


def _speaks_of(found: StoredFact, subject: str) -> bool:
    topic = load_topics().get(subject.removeprefix(TOPIC)) if subject.startswith(TOPIC) else None
    if topic is None:
        return False
    kind = found.fact.kind if isinstance(found.fact, Claim) else ""
    return kind in topic.kinds or bool(topic.concepts & set(concepts_in(found.text, found.article.lang)))


def _in_turn(groups: Iterable[Sequence[StoredFact]]) -> list[StoredFact]:
    """The first of each group, then the second of each ...; none twice."""
    turns = (found for turn in zip_longest(*groups) for found in turn if found is not None)
    return list({found.fact.id: found for found in turns}.values())


def _each_once(facts: Sequence[StoredFact]) -> list[StoredFact]:
    """Without figures that a better one gives already: a headline repeats its first sentence."""
    kept: dict[object, StoredFact] = {}
    for found in facts:
        fact = found.fact
        number = fact.quantity.value if isinstance(fact, Claim) else None
        same = (fact.kind, number) if isinstance(fact, Claim) and number is not None else fact.id
        kept.setdefault(same, found)
    return list(kept.values())
