"""Numbers that count something, and those that only name."""

import pytest

from store.extraction.measures import find_measures, grouped
from store.extraction.page import read_page
from tests.store.extraction.samples import article


def measures(text: str, lang: str) -> list[tuple[str, str]]:
    page = read_page(article(text, lang))
    return [
        (page.words((m.number.first, m.number.last + 1)), m.words)
        for m in find_measures(page)
        if not m.number.article
    ]


def test_units_are_the_words_behind() -> None:
    text = "Musuh kehilangan 235 prajurit, satu tank T-64 dan empat kendaraan lapis baja di sektor itu."
    assert measures(text, "id") == [
        ("235", "prajurit"),
        ("satu", "tank T-64"),
        ("empat", "kendaraan lapis baja"),
    ]


LABELS = [
    ("id", "Pasal 25 Piagam itu."),
    ("id", "Ia berusia 34 tahun."),
    ("id", "Howitzer kaliber 155 mm ditembakkan."),
    ("id", "Otniel (41) pergi pada 2024."),
    ("en", "Halyna, 71, left on Oct. 7, 2023."),
    ("en", "It took three hours."),
    ("en", "They fired the Arrow 3."),
]


@pytest.mark.parametrize(("lang", "text"), LABELS)
def test_labels_ages_and_times_count_nothing(lang: str, text: str) -> None:
    assert measures(text, lang) == []


def test_lists_are_grouped() -> None:
    page = read_page(article("They lost two tanks, nine trucks and four guns.", "en"))
    assert [len(group) for group in grouped(page, find_measures(page))] == [3]


MORE_LABELS = [
    ("id", "Ia menghantam lantai 5 dan 6."),
    ("id", "Sekitar pukul 13.20 dan 13.35."),
    ("id", "Salah satu rudal jatuh."),
    ("en", "Copyright 2024 Wire Media."),
    ("en", "It hit (12) there and #7 too."),
]


@pytest.mark.parametrize(("lang", "text"), MORE_LABELS)
def test_second_labels_and_footers_count_nothing(lang: str, text: str) -> None:
    assert [row for row in measures(text, lang) if row[1]] == []


def test_money_counts_in_its_currency() -> None:
    assert measures("Kerugian mencapai US$ 5 juta.", "id") == [("5 juta", "US$")]
    assert measures("It rose by 5%.", "en") == [("5", "%")]


def test_a_part_names_its_own_people_or_those_of_the_whole() -> None:
    assert measures("Six of them children, 19 of the ship's twenty crew.", "en")[:2] == [
        ("Six", "children"),
        ("19", "crew"),
    ]
