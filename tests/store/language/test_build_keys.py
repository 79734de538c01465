"""Ids, official romanisation, and the evidence that names need."""

from __future__ import annotations

import pytest

from store.language.build_keys import Draft, Keys, line_of, romanise, slug
from store.language.toponyms import PlaceKind

KEYS = Keys({"marked": ["Surat"], "plain": ["Homs"]})


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Згурівка", "Zghurivka"),
        ("Єнакієве", "Yenakiieve"),
        ("Знам'янка", "Znamianka"),
        ("Слов'янськ", "Sloviansk"),
        ("Нью-Йорк", "Niu-York"),
        ("Великий Бурлук", "Velykyi Burluk"),
        ("Щербинівка", "Shcherbynivka"),
    ],
)
def test_official_romanisation(name: str, latin: str) -> None:
    assert romanise(name) == latin


def test_slug() -> None:
    assert slug("Slov'yansk — Північ") == "slovyansk-pivnich"


def test_a_stem_equal_to_a_key_is_said_once() -> None:
    town = Draft("ua/a/b/kursk", PlaceKind.SETTLEMENT, "Kursk", ru="Курск", population=500_000)
    assert KEYS.of(town) == "kursk"


@pytest.mark.parametrize(
    ("draft", "need"),
    [
        (Draft("in/surat", PlaceKind.SETTLEMENT, "Surat", population=4_000_000), 2),
        (Draft("sy/homs", PlaceKind.SETTLEMENT, "Homs", population=10), 0),
        (Draft("ru/a/mobile", PlaceKind.SETTLEMENT, "Mobile", population=900), 2),
        (Draft("us/mobile", PlaceKind.SETTLEMENT, "Mobile", population=900), None),
        (Draft("jp/kita", PlaceKind.SETTLEMENT, "Kita", population=900_000), None),
        (Draft("ru/a/ur", PlaceKind.SETTLEMENT, "Urq", population=900), 2),
        (Draft("us/ur", PlaceKind.SETTLEMENT, "Urq", population=900), None),
        (Draft("ua/kyiv/zhukovka", PlaceKind.SETTLEMENT, "Zhukovkalja", population=900_000), 2),
        (Draft("ru/a/zhukovka", PlaceKind.SETTLEMENT, "Zhukovkalja", population=900), 1),
        (Draft("ru/a/zhukovka", PlaceKind.SETTLEMENT, "Zhukovkalja", population=200_000), 0),
        (Draft("ru/a/zhukovka", PlaceKind.SETTLEMENT, "Zhukovkalja", curated=True), 0),
        (Draft("ru", PlaceKind.COUNTRY, "Mobile"), 0),
        (Draft("ru/mobile", PlaceKind.REGION, "Mobile"), 0),
    ],
)
def test_evidence_that_a_name_needs(draft: Draft, need: int | None) -> None:
    assert KEYS.need(draft.en, draft) == need


def test_a_line_of_the_file() -> None:
    draft = Draft(
        "ru/a/b", PlaceKind.SETTLEMENT, "Nova", "", "Новая", "Новая", 50.123, 36.0, 12, True, ["=NVA"]
    )
    assert line_of(draft, KEYS) == "ru/a/b\t\t50.12\t36.00\t12\tNova||Новая|\t=NVA|nova??|~nov?"


def test_an_oblique_ukrainian_name_is_filed_too() -> None:
    assert "~harkov" in KEYS.of(Draft("ua/x", PlaceKind.REGION, "Kharkiv", uk="Харків"))
