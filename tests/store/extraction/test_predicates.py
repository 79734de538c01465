"""What a part consists of: "14 of the 41 dead were children"."""

import pytest

from store.extraction.measures import find_measures
from store.extraction.page import read_page
from store.extraction.predicates import with_predicates
from tests.store.extraction.samples import article
from tests.store.extraction.test_claims import rows


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "14 of the 41 dead were children.", {(14, "children"), (41, "dead")}),
        ("en", "14 of the 41 people killed in Lypky were children.", {(14, "children"), (41, "people")}),
        ("en", "Of the 41 killed, 14 were children.", {(14, "children"), (41, "people")}),
        ("en", "Fourteen of the dead were women and children.", {(14, "women and children")}),
        ("en", "41 people were killed, among them 14 children.", {(14, "children"), (41, "people")}),
        ("en", "The death toll rose to 41, including 14 children.", {(14, "children"), (41, "people")}),
        ("en", "Eleven of those killed were women.", {(11, "women")}),
        (
            "en",
            "41 people were killed, 14 of them women and children.",
            {(14, "women and children"), (41, "people")},
        ),
        ("id", "Sebelas dari mereka yang tewas adalah perempuan.", {(11, "perempuan")}),
        ("id", "14 dari 41 korban tewas adalah anak-anak.", {(14, "anak-anak"), (41, "korban")}),
        (
            "id",
            "Sebanyak 41 orang tewas, 14 di antaranya adalah anak-anak.",
            {(14, "anak-anak"), (41, "orang")},
        ),
        ("id", "Dari 41 korban tewas, 14 di antaranya anak-anak.", {(14, "anak-anak"), (41, "korban")}),
    ],
)
def test_a_predicate_tells_who_of_the_dead(lang: str, text: str, found: set[tuple[float, str]]) -> None:
    assert {(row[1], row[2]) for row in rows(text, lang) if row[0] == "killed"} == found


@pytest.mark.parametrize(
    "text",
    [
        "14 of the 41 dead were not children.",
        "14 of the 41 dead were people.",
        "14 of the 41 dead said they were children.",
        "One of the dead was a child.",
        "Two drones were seen.",
        "They said 30 were wounded.",
    ],
)
def test_other_predicates_name_no_unit(text: str) -> None:
    page = read_page(article(text))
    measures = find_measures(page)
    assert with_predicates(page, measures) == measures
