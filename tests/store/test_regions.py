import pytest

from store.language.places import gazetteer
from store.regions import MAX_KEY, certain, key_of, matches, region_of


@pytest.mark.parametrize("name", ["kursk", "kurks", "Курск", "wilayah Kursk", "Kursk oblast"])
def test_a_region_stands_before_its_centre(name: str) -> None:
    found = matches(name, ())
    assert found[0].id == "ru/kursk"
    assert certain(found, ())


def test_of_two_that_sound_alike_the_stored_one_is_meant() -> None:
    assert not certain(matches("belgorad", ()), ())
    stored = {"ru/belgorod", "ru"}
    found = matches("belgorad", stored)
    assert found[0].id == "ru/belgorod"
    assert certain(found, stored)


def test_real_ambiguity_is_not_decided() -> None:
    assert not certain(matches("pokrovsk", ()), ())


def test_nonsense_means_nothing() -> None:
    assert matches("qqxxyyzz", ()) == []


def test_every_region_comes_back_from_its_key() -> None:
    for region in gazetteer():
        key = key_of(region)
        assert len(key.encode()) <= MAX_KEY
        assert region_of(key) == region
    assert region_of("nowhere") == ""
