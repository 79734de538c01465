"""Governors: which event word counts which number."""

import pytest

from store.extraction.draft import extract
from store.extraction.governors import Governors
from store.extraction.measures import find_measures, grouped
from store.extraction.page import read_page
from store.extraction.pairs import find_pairs
from store.extraction.triggers import find_triggers
from store.model import Claim
from tests.store.extraction.samples import article

GOVERNED = [
    ("id", "37 orang tewas dan 150 orang terluka.", ["tewas", "terluka"]),
    ("id", "Serangan menewaskan sembilan orang.", ["menewaskan"]),
    ("id", "Korban tewas mencapai enam orang.", ["Korban tewas"]),
    ("id", "Sedikitnya 240 warga dari dua kampung mengungsi.", ["mengungsi", ""]),
    ("en", "It killed three people and wounded two.", ["killed", "wounded"]),
    ("en", "460 patients and their relatives were killed.", ["killed"]),
    ("en", "They shot down 58 of 91 drones launched by Russia.", ["shot down", "launched"]),
    ("en", "Six people fled.", ["fled"]),
    ("en", "They counted nine trees.", [""]),
]


@pytest.mark.parametrize(("lang", "text", "words"), GOVERNED)
def test_each_number_has_its_event(lang: str, text: str, words: list[str]) -> None:
    page = read_page(article(text, lang))
    measures = find_measures(page)
    governors, triggers = (
        Governors(page, measures, find_pairs(page, measures)),
        find_triggers(page, page.sentences[0]),
    )
    found = [governors.of([measure], triggers)[0] for measure in measures]
    assert [page.words(trigger.at) if trigger else "" for trigger in found] == words


def test_a_list_shares_its_event() -> None:
    page = read_page(article("They lost two tanks, nine trucks and four guns.", "en"))
    measures = find_measures(page)
    [group] = grouped(page, measures)
    governors = Governors(page, measures, find_pairs(page, measures))
    trigger, voice = governors.of(group, find_triggers(page, page.sentences[0]))
    assert trigger is not None
    assert (page.words(trigger.at), voice) == ("lost", "active")


TOTALS = [
    ("en", "They shot down 58 of 91 drones launched by Russia.", "launched"),
    ("en", "Two of the five wounded died.", "wounded"),
    ("en", "They shot down 58 of 91 drones.", ""),
    ("en", "She is one of 40 people who were killed there.", "killed"),
    ("id", "Sebanyak 58 dari 91 drone yang diluncurkan Rusia ditembak jatuh.", "diluncurkan"),
    ("id", "Sebanyak 58 dari 91 drone ditembak jatuh.", ""),
]


@pytest.mark.parametrize(("lang", "text", "word"), TOTALS)
def test_a_total_has_only_its_own_word(lang: str, text: str, word: str) -> None:
    page = read_page(article(text, lang))
    measures = find_measures(page)
    governors = Governors(page, measures, find_pairs(page, measures))
    trigger, _ = governors.own(measures[-1], find_triggers(page, page.sentences[0]))
    assert (page.words(trigger.at) if trigger else "") == word


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("About 90 drones struck fuel depots.", ["attack"]),
        ("Two gunmen killed nine people.", ["other", "killed"]),
        ("Twelve houses were hit by a shell.", ["damaged"]),
        ("Nine people killed in the strike were from Lypky.", ["killed"]),
        ("Fifteen tanks destroyed overnight.", ["destroyed"]),
    ],
)
def test_who_does_it_is_not_whom_it_is_done_to(text: str, kinds: list[str]) -> None:
    facts = extract(article(text, "en")).facts
    assert [fact.kind for fact in facts if isinstance(fact, Claim) and fact.kind != "event"] == kinds
