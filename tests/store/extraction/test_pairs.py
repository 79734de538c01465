"""Pairs of figures: a part and its whole, an old figure and the new one; what is left as it was."""

import pytest

from store.extraction.draft import extract
from store.extraction.measures import find_measures
from store.extraction.page import read_page
from store.extraction.pairs import find_pairs
from store.model import Claim, Status
from tests.store.extraction.samples import article

Row = tuple[str, float | str | None]


def rows(text: str, lang: str) -> list[tuple[str, float | str | None, Status]]:
    return [
        (f.kind, f.quantity.fraction or f.quantity.value, f.status)
        for f in extract(article(text, lang)).facts
        if isinstance(f, Claim) and f.kind != "event"
    ]


PARTS: list[tuple[str, str, list[Row]]] = [
    ("id", "14 dari 20 rudal ditembak jatuh.", [("downed", 14.0)]),
    ("id", "Pasukan menembak jatuh 14 dari 20 rudal.", [("downed", 14.0)]),
    (
        "id",
        "Pasukan menembak jatuh 14 dari 20 rudal yang diluncurkan musuh.",
        [("downed", 14.0), ("launched", 20.0)],
    ),
    (
        "id",
        "Sebanyak 14 dari 20 rudal yang diluncurkan musuh ditembak jatuh.",
        [("downed", 14.0), ("launched", 20.0)],
    ),
    ("id", "Dua dari lima korban luka meninggal dunia.", [("killed", 2.0), ("wounded", 5.0)]),
    ("id", "Dari 20 rudal, 14 ditembak jatuh.", [("downed", 14.0)]),
    ("id", "Dari 30 orang di kapal itu, 12 tewas.", [("killed", 12.0)]),
    (
        "id",
        "Musuh meluncurkan 20 rudal, 14 di antaranya ditembak jatuh.",
        [("launched", 20.0), ("downed", 14.0)],
    ),
    ("id", "Satu dari korban itu meninggal.", []),
    ("id", "Sebagian besar dari 20 rudal ditembak jatuh.", []),
    ("id", "Sepertiga dari 90 drone dicegat.", [("downed", "1/3")]),
    ("id", "Sebanyak 75 persen dari 90 drone dicegat.", [("downed", 75.0)]),
    ("id", "Tujuh dari setiap sepuluh rumah hancur.", []),
    ("id", "Sekitar 300 dari 1.200 warga dievakuasi.", [("evacuated", 300.0)]),
    ("id", "Sebanyak 31 dari 38 drone dan 4 dari 6 rudal dicegat.", [("downed", 31.0), ("downed", 4.0)]),
    ("id", "Tujuh orang dari 9 desa dievakuasi.", [("evacuated", 7.0), ("settlements", 9.0)]),
    ("id", "Dari 3 desa, 20 orang dievakuasi.", [("settlements", 3.0), ("evacuated", 20.0)]),
    ("id", "Sebanyak 75 hotel dari total 233 hotel tutup.", [("other", 75.0), ("other", 233.0)]),
    ("en", "Air defences shot down 14 of 20 missiles.", [("downed", 14.0)]),
    ("en", "They shot down 14 of 20 missiles launched by the enemy.", [("downed", 14.0), ("launched", 20.0)]),
    (
        "en",
        "Fourteen of the 20 missiles fired at the port were intercepted.",
        [("downed", 14.0), ("launched", 20.0)],
    ),
    ("en", "Two of the five wounded died.", [("killed", 2.0), ("wounded", 5.0)]),
    ("en", "14 out of 20 were shot down.", [("downed", 14.0)]),
    ("en", "Of the 20 missiles, 14 were shot down.", [("downed", 14.0)]),
    ("en", "Of the 20 missiles, the navy shot down 14.", [("downed", 14.0)]),
    ("en", "Of 20 missiles launched overnight, 14 were shot down.", [("launched", 20.0), ("downed", 14.0)]),
    ("en", "They launched 20 missiles, 14 of them were shot down.", [("launched", 20.0), ("downed", 14.0)]),
    ("en", "One of the victims died.", []),
    ("en", "He is one of at least 70 people shot and killed this year.", [("killed", 70.0)]),
    ("en", "Most of the 20 missiles were shot down.", []),
    ("en", "All of the 20 missiles were shot down.", [("downed", 20.0)]),
    ("en", "About 300 of the town's 1,200 residents were evacuated.", [("evacuated", 300.0)]),
    ("en", "Seven in ten houses were destroyed.", []),
    ("en", "It damaged three of the city's four bridges.", [("damaged", 3.0)]),
    ("en", "They fired 20 missiles from 3 ships.", [("launched", 20.0), ("launched", 3.0)]),
    (
        "en",
        "Three of the four drones crashed there and 2 people were killed.",
        [("other", 3.0), ("killed", 2.0), ("other", 4.0)],
    ),
]


@pytest.mark.parametrize(("lang", "text", "expected"), PARTS)
def test_a_total_is_no_count_of_what_happened_to_a_part(lang: str, text: str, expected: list[Row]) -> None:
    assert sorted(map(str, rows(text, lang))) == sorted(str((*row, Status.STANDING)) for row in expected)


OLD, NEW, PLAIN = Status.SUPERSEDED, Status.CORRECTED, Status.STANDING
CHANGES = [
    ("id", "Jumlah korban tewas naik dari 7 menjadi 9.", "killed", {7.0: OLD, 9.0: NEW}),
    ("id", "Korban tewas bertambah dari 7 orang menjadi 9 orang.", "killed", {7.0: OLD, 9.0: NEW}),
    ("id", "Jumlah korban luka turun dari 40 menjadi 36 orang.", "wounded", {40.0: OLD, 36.0: NEW}),
    ("id", "Korban tewas menjadi 9 orang, dari sebelumnya 7 orang.", "killed", {9.0: NEW, 7.0: OLD}),
    ("id", "Korban tewas naik menjadi 9 dari 7.", "killed", {9.0: NEW, 7.0: OLD}),
    ("id", "Korban tewas turun menjadi 7 dari 9 orang.", "killed", {7.0: NEW, 9.0: OLD}),
    ("id", "Korban tewas kini 9 orang, naik dari 7 orang pada Senin.", "killed", {9.0: NEW, 7.0: OLD}),
    ("id", "Pejabat merevisi jumlah korban tewas dari 12 menjadi 10.", "killed", {12.0: OLD, 10.0: NEW}),
    ("id", "Jumlah serangan meningkat dari 30 ke 45.", "attack", {30.0: OLD, 45.0: PLAIN}),
    ("id", "Dari semula 7 orang, korban tewas menjadi 9 orang.", "killed", {7.0: OLD, 9.0: NEW}),
    ("id", "Korban tewas yang semula 7 orang kini menjadi 9 orang.", "killed", {7.0: OLD, 9.0: NEW}),
    ("id", "Korban tewas bertambah dua orang menjadi sembilan.", "killed", {9.0: PLAIN}),
    ("id", "Musuh meluncurkan 7 hingga 9 drone setiap hari.", "launched", {7.0: PLAIN}),
    ("id", "Antara 7 dan 9 orang tewas.", "killed", {7.0: PLAIN}),
    ("en", "The toll rose from 7 to 9.", "killed", {7.0: OLD, 9.0: NEW}),
    ("en", "The death toll rose from 7 people to 9 people.", "killed", {7.0: OLD, 9.0: NEW}),
    ("en", "The number of wounded fell from 40 to 36.", "wounded", {40.0: OLD, 36.0: NEW}),
    ("en", "The death toll rose to 9 from 7.", "killed", {9.0: NEW, 7.0: OLD}),
    ("en", "The death toll stands at 9, up from 7 a day earlier.", "killed", {9.0: NEW, 7.0: OLD}),
    ("en", "Officials revised the toll from 12 to 10.", "killed", {12.0: OLD, 10.0: NEW}),
    ("en", "From 7 dead to 9: the toll in the port grows.", "killed", {7.0: OLD, 9.0: NEW}),
    ("en", "The number of hostages dropped from 30 to 24.", "captured", {30.0: OLD, 24.0: NEW}),
    ("en", "The death toll jumped to 21 from an initial 14.", "killed", {21.0: NEW, 14.0: OLD}),
    ("en", "The death toll rose by two to nine.", "killed", {9.0: PLAIN}),
    ("en", "Nine people were killed, compared with seven on Monday.", "killed", {9.0: PLAIN, 7.0: PLAIN}),
    ("en", "They launched from 7 to 9 drones a day.", "launched", {7.0: PLAIN}),
    ("en", "From 7 to 9 people were killed.", "killed", {7.0: PLAIN}),
]


@pytest.mark.parametrize(("lang", "text", "kind", "expected"), CHANGES)
def test_only_the_new_figure_is_current(
    lang: str, text: str, kind: str, expected: dict[float, Status]
) -> None:
    assert rows(text, lang) == [(kind, value, status) for value, status in expected.items()]


def test_ranges_stay_ranges() -> None:
    for lang, text in (
        ("en", "They launched from 7 to 9 drones a day."),
        ("id", "Antara 7 hingga 9 orang tewas."),
    ):
        [claim] = [
            f for f in extract(article(text, lang)).facts if isinstance(f, Claim) and f.kind != "event"
        ]
        assert (claim.quantity.value, claim.quantity.high) == (7.0, 9.0)


def test_a_figure_given_before_is_outdated_with_its_change() -> None:
    text = "Seven people were killed on Monday. Rain fell. The toll later rose from 7 to 9."
    assert [(value, status) for _, value, status in rows(text, "en")] == [(7.0, OLD), (7.0, OLD), (9.0, NEW)]


def test_pairs_are_found_by_their_first_tokens() -> None:
    page = read_page(article("They shot down 4 of 6 drones and the toll rose from 7 to 9.", "en"))
    pairs = find_pairs(page, find_measures(page))
    words = {page.lowers[whole]: page.lowers[part] for whole, part in pairs.wholes.items()}
    assert words == {"6": "4"}
    [(old, new)] = pairs.replaced.items()
    assert (page.lowers[old], page.lowers[new], pairs.twin(old), pairs.twin(new)) == ("7", "9", new, -1)
    assert pairs.moved(old - 1)
    assert not pairs.moved(0)
