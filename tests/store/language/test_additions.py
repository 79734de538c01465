"""Additions count everywhere at once, and go without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from store.language.additions import Additions, additions, install, renewed
from store.language.glossary import load_glossary
from store.language.labels import concepts_in
from store.language.names import known_people, known_person, similarity
from store.language.places import gazetteer


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    yield
    install(Additions())


def test_what_is_kept_is_made_anew_after_a_change() -> None:
    made: list[int] = []

    @renewed
    @cache
    def costly() -> int:
        made.append(1)
        return len(made)

    assert (costly(), costly()) == (1, 1)
    fresh = Additions(people=(("Wolodja Selenski", "Volodymyr Zelensky"),))
    assert install(fresh)
    assert additions() == fresh
    assert not install(fresh)
    assert costly() == 2


def test_names_places_and_words_are_known_and_forgotten() -> None:
    before = len(known_people())
    install(
        Additions(
            people=(
                ("Wolodja Selenski", "Volodymyr Zelensky"),
                ("Selja", "Wolodja Selenski"),
                ("Tarasko", "Ivan Tarkov"),
                ("Tarkusha", "Ivan Tarkov"),
            ),
            places=(("ua/kherson/tavrove", "Tavrove Baru"), ("ua/kyiv-city", "Kyjiwstadt")),
            words=(("en", "aerial lawnmower", "drone"),),
        )
    )
    zelensky = known_person("Zelensky")
    assert zelensky is not None
    assert known_person("Wolodja Selenski") is known_person("Selja") is zelensky
    assert similarity("Tarasko", "Ivan Tarkov") == similarity("Tarasko", "Tarkusha") == 100
    assert len(known_people()) == before + 1
    assert [m.id for m in gazetteer().find("Houses burnt in Tavrove Baru.")] == ["ua/kherson/tavrove"]
    assert gazetteer().label("ua/kherson/tavrove", "id") == "Tavrove Baru"
    assert concepts_in("aerial lawnmowers", "en") == ["drone"]
    assert "aerial lawnmower" in load_glossary()["drone"].phrases
    install(Additions())
    assert known_person("Selja") is None
    assert gazetteer().find("Houses burnt in Tavrove Baru.") == []
    assert concepts_in("aerial lawnmowers", "en") == []
