"""Denials: of one claim, of a whole report, of what a clause behind tells."""

import pytest

from store.extraction.denials import Denials
from store.extraction.draft import extract
from store.extraction.page import read_page
from store.model import Claim, Status
from tests.store.extraction.samples import article


def disputed(text: str, lang: str) -> list[float | None]:
    """The figures of a text that are disputed."""
    facts = extract(article(text, lang)).facts
    return [f.quantity.value for f in facts if isinstance(f, Claim) and f.status is Status.DISPUTED]


REBELS = "The rebels said they killed 12 soldiers. They said two tanks were destroyed. "
KELOMPOK = "Kelompok itu mengklaim 12 tentara tewas. Kelompok itu mengklaim dua tank hancur. "
MAYOR = "The mayor said 30 people were hurt. "

WHOLE = [
    ("en", REBELS + "The army denied the report.", [12, 2]),
    ("en", REBELS + "The report was denied by the army.", [12, 2]),
    ("en", MAYOR + REBELS + "The army rejected those claims.", [12, 2]),
    ("en", REBELS + MAYOR + "The army denied the report by the rebels.", [12, 2]),
    ("en", REBELS + MAYOR + "The army rejected the rebels' account.", [12, 2]),
    ("en", "Reports said 12 people were killed and 30 wounded. The ministry denied the report.", [12, 30]),
    ("id", KELOMPOK + "Kementerian Pertahanan membantah laporan itu.", [12, 2]),
]


@pytest.mark.parametrize(("lang", "text", "values"), WHOLE)
def test_all_figures_of_a_denied_report_are_disputed(lang: str, text: str, values: list[float]) -> None:
    assert disputed(text, lang) == values


ONE = [
    (REBELS + "The army denied that claim.", [2]),
    (REBELS + MAYOR + "The army denied the report.", [30]),
    (REBELS + "The army denied a report that a bridge was hit.", []),
    (REBELS + "The army denied the report that a bridge was hit.", []),
    (REBELS + "The army denied a report.", []),
    (REBELS + "The army rejected the ministry's account.", []),
    (REBELS + "The army denied the report by the ministry.", []),
    (MAYOR + "The army said it lost two tanks. It denied the report.", [30]),
]


@pytest.mark.parametrize(("text", "values"), ONE)
def test_other_denials_reach_no_farther_than_they_say(text: str, values: list[float]) -> None:
    assert disputed(text, "en") == values


def test_a_denial_has_its_verb_and_the_words_for_what_is_denied() -> None:
    page = read_page(article("The army denied the report by Hryb, who left."))
    denial = Denials(page).find((0, len(page.tokens)))
    assert denial is not None
    assert denial.whole
    assert page.lowers[denial.at] == "denied"
    assert denial.owner == {"hryb"}
