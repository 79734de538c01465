"""The gazetteer: tree, names, typed questions, overlay, and the integrity of the shipped file."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import PackFault
from store.language.places import Gazetteer, Place, gazetteer
from store.language.toponyms import DATA

CURATED = tomllib.loads((DATA / "places_curated.toml").read_text(encoding="utf-8"))


def first(name: str) -> str:
    return gazetteer().resolve(name)[0].id


def test_a_place_knows_where_it_lies() -> None:
    place = gazetteer().get("ru/belgorod/shebekinsky/shebekino")
    assert (place.name, place.kind, place.parent) == ("Shebekino", "settlement", "ru/belgorod/shebekinsky")
    assert place.population > 10_000
    assert place.lat == pytest.approx(50.4, abs=0.1)
    assert gazetteer().chain(place.id) == (place.id, "ru/belgorod/shebekinsky", "ru/belgorod", "ru")


def test_an_unknown_place_is_a_key_error_and_lies_nowhere() -> None:
    with pytest.raises(KeyError):
        gazetteer().get("xx/nowhere")
    assert gazetteer().chain("xx/nowhere") == ()
    assert "-" not in gazetteer()


@pytest.mark.parametrize(
    ("place", "lang", "label"),
    [
        ("black-sea", "id", "Laut Hitam"),
        ("us", "id", "Amerika Serikat"),
        ("ru/moscow", "id", "Moskow"),
        ("ir/tehran", "id", "Teheran"),
        ("ua", "uk", "Україна"),
        ("ru/belgorod", "ru", "Белгородская область"),
        ("ru/belgorod", "id", "Belgorod"),
        ("ru/kursk/sudzhansky/sudzha", "uk", "Суджа"),
        ("ps/gaza", "de", "Gaza"),
    ],
)
def test_labels(place: str, lang: str, label: str) -> None:
    assert gazetteer().label(place, lang) == label


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("shebekno", "ru/belgorod/shebekinsky/shebekino"),
        ("Щебекино", "ru/belgorod/shebekinsky/shebekino"),
        ("desa ustinka", "ru/belgorod/belgorodsky/ustinka"),
        ("kharkov", "ua/kharkiv"),
        ("ugledar", "ua/donetsk/volnovaskyi/vuhledar"),
        ("laut hitam", "black-sea"),
        ("as", "us"),
        ("kota kursk", "ru/kursk/kursk"),
        ("Белгородская область", "ru/belgorod"),
        ("krimea", "ua/crimea"),
        ("zaporizhia", "ua/zaporizhzhia"),
    ],
)
def test_typed_names(typed: str, place: str) -> None:
    assert first(typed) == place


@pytest.mark.parametrize(
    "name", ["belgorod", "kursk", "kharkiv", "sumy", "donetsk", "bryansk", "voronezh", "odesa"]
)
def test_a_region_stands_before_its_centre(name: str) -> None:
    region, centre = (match.id for match in gazetteer().resolve(name, limit=2))
    assert gazetteer().get(region).kind == "region"
    assert region in gazetteer().chain(centre)


@given(st.text(max_size=80), st.integers(1, 4))
def test_any_typed_text_gives_few_scored_matches(typed: str, limit: int) -> None:
    matches = gazetteer().resolve(typed, limit)
    assert len(matches) <= limit
    assert all(0 <= match.score <= 100 and match.id in gazetteer() for match in matches)
    assert [m.score for m in matches] == sorted((m.score for m in matches), reverse=True)


def test_nearest_settlement() -> None:
    assert gazetteer().nearest(50.41, 36.93) == "ru/belgorod/shebekinsky/shebekino"
    assert gazetteer().nearest(-90.0, 179.0) in gazetteer()


def test_an_overlay_adds_and_changes() -> None:
    rows = [
        {
            "id": "ru/kursk/novy",
            "labels": {"en": "Novy Posad", "id": "Posad Baru"},
            "names": ["Новый Посад"],
            "lat": 51.0,
            "lon": 35.0,
        },
        {"id": "ua/crimea", "parent": "ru"},
    ]
    changed = gazetteer().with_overlay(rows)
    assert [m.id for m in changed.find("tentara di Posad Baru, в Новом Посаде")] == ["ru/kursk/novy"] * 2
    assert changed.chain("ua/crimea") == ("ua/crimea", "ru")
    assert changed.label("ua/crimea", "id") == "Krimea"
    assert changed.nearest(51.0, 35.0) == "ru/kursk/novy"
    assert len(list(changed)) == len(list(gazetteer())) + 1
    assert gazetteer().chain("ua/crimea") == ("ua/crimea", "ua")
    again = changed.with_overlay([{"id": "ru/kursk/novy", "population": 7}])
    assert (again.get("ru/kursk/novy").population, again.get("ru/kursk/novy").name) == (7, "Novy Posad")


def test_an_overlay_names_all_its_faults() -> None:
    rows = [
        {"id": "ru/kursk/nameless"},
        {"id": "atlantis/one", "labels": {"en": "One"}},
        {"id": "ru", "parent": "ru/kursk", "kind": "region"},
    ]
    with pytest.raises(PackFault) as caught:
        gazetteer().with_overlay(rows)
    assert len(caught.value.faults) == 3


def test_every_line_is_whole() -> None:
    lines = (DATA / "places.tsv").read_text(encoding="utf-8").splitlines()
    places = {place.id: place for place in map(Place.parse, lines)}
    assert len(places) == len(lines) > 20_000
    for place in places.values():
        assert place.parent == "" or place.parent in places, place.id
        assert len(place.labels) == 4
        assert all(place.keys), place.id
        assert place.name or place.id == "-"
        assert (place.lat is None) == (place.lon is None)


def test_every_curated_place_is_reachable() -> None:
    known = gazetteer()
    for path, table in CURATED["russia"].items():
        assert f"ru/{path}" in known
        for line in table["settlements"]:
            for name in line.split("|"):
                found = {m.id for m in known.resolve(name, limit=60) if m.score == 100}
                assert any(place.startswith(f"ru/{path}/") for place in found), (path, name)
    for oblast, lines in CURATED["ukraine"].items():
        for line in lines:
            for name in line.split("|"):
                found = {m.id for m in known.resolve(name, limit=60) if m.score == 100}
                assert any(place.startswith(f"ua/{oblast}/") for place in found), (oblast, name)
    for table in ("cities", "sites"):
        for place, (name, *_) in CURATED[table].items():
            assert place in {m.id for m in known.resolve(name, limit=60)}, place


def test_an_empty_gazetteer_finds_nothing() -> None:
    assert Gazetteer([]).find("Kursk") == []
    assert Gazetteer([]).resolve("Kursk") == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Governor Volodymyr Artiukh spoke in Sumy.", ["ua/sumy"]),
        ("Mayor Artem Kobzar and Vladimir Saldo met.", []),
        ("Drones flew over Vladimir on Monday.", ["ru/vladimir/vladimir"]),
    ],
)
def test_a_first_name_before_a_name_is_no_place(text: str, ids: list[str]) -> None:
    assert [found.id for found in gazetteer().find(text)] == ids
