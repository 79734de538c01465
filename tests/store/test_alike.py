from __future__ import annotations

from datetime import date

import pytest

from store.alike import counts, day_of, deepest, matters, near, same_count, same_scene, source_of
from store.model import (
    Article,
    Attribution,
    Bound,
    Claim,
    Fact,
    Quantity,
    Quotation,
    Span,
    StoredFact,
    TimeReference,
)

DAY = date(2024, 8, 14)


def stored(fact: Fact, text: str, lang: str, day: date | None = DAY) -> StoredFact:
    return StoredFact(fact, Article("a", text, lang, published=day))


def counted(text: str, kind: str, unit: str, lang: str = "en", *, action: str = "") -> StoredFact:
    whole = Span(0, len(text))
    return stored(Claim("c", whole, whole, kind, Quantity(3, unit=unit), action=action), text, lang)


def said(text: str, lang: str = "en", regions: tuple[str, ...] = ()) -> StoredFact:
    whole = Span(0, len(text))
    return stored(Quotation("q", whole, whole, Attribution("Ann"), regions=regions), text, lang)


def test_the_same_is_counted_in_two_languages_and_in_the_words_of_the_event() -> None:
    people = counted("3 people", "wounded", "people", action="wounded")
    warga = counted("3 warga", "wounded", "warga", "id", action="terluka")
    bare = counted("3 wounded", "wounded", "wounded", action="wounded")
    children = counted("3 children", "wounded", "children", action="wounded")
    drones, drone = counted("3 drones", "downed", "drones"), counted("3 drone", "downed", "drone", "id")
    assert same_count(people, warga, strictly=True)
    assert same_count(people, bare, strictly=True)
    assert same_count(drones, drone, strictly=True)
    assert same_count(people, children)
    assert not same_count(people, children, strictly=True)


@pytest.mark.parametrize(
    "other",
    [
        counted("3 missiles", "downed", "missiles"),
        counted("3 drones", "launched", "drones"),
        said("three drones fell"),
    ],
)
def test_another_thing_another_event_and_words_are_no_same_count(other: StoredFact) -> None:
    assert not same_count(counted("3 drones", "downed", "drones"), other)


def test_what_is_said_how_by_whom_and_when_is_no_matter() -> None:
    assert matters(said("The drones hit a refinery last night, officials said")) >= {"drone", "refinery"}
    assert not matters(said("Officials said so in the region last night"))
    assert matters(counted("3 drone", "downed", "drone", "id")) == {"drone"}


def test_places_fit_inside_and_around_and_countries_of_actors_do_not_count() -> None:
    kursk, sumy, russia = (said("x", regions=r) for r in (("ru", "ru/kursk"), ("ru", "ua/sumy"), ("ru",)))
    assert not same_scene(kursk, sumy)
    assert same_scene(kursk, russia)
    assert same_scene(kursk, said("x"))
    assert deepest(("ru", "ru/kursk")) == {"ru/kursk"}


def test_days_and_sources() -> None:
    late = StoredFact(said("x").fact, Article("b", "x", "en", published=date(2024, 8, 18)))
    assert not near(said("x"), late)
    assert near(said("x"), StoredFact(late.fact, Article("b", "x", "en")))
    timed = Claim("c", Span(0, 1), Span(0, 1), "event", time=TimeReference("on Monday", date(2024, 8, 12)))
    assert day_of(stored(timed, "x", "en")) == date(2024, 8, 12)
    assert (day_of(said("x")), source_of(said("x")), source_of(stored(timed, "x", "en"))) == (DAY, "Ann", "")


def test_a_vague_figure_counts_and_an_event_does_not() -> None:
    claim = Claim("c", Span(0, 1), Span(0, 1), "killed")
    assert not counts(claim)
    assert counts(Claim("c", Span(0, 1), Span(0, 1), "killed", Quantity(bound=Bound.TENS)))
    assert not counts(said("x").fact)
