"""Phrases that no list has, where only somebody who tells something can stand."""

import pytest

from store.extraction.draft import extract
from store.extraction.page import read_page
from store.extraction.tags import tag_page
from store.extraction.tellers import Tellers
from store.model import Quotation
from tests.store.extraction.samples import article

TOLD = [
    ("Several dockers say the crane is broken.", "dockers"),
    ("Harbour pilots in the north said the crane is broken.", "Harbour pilots in the north"),
    ("Six in ten readers said the crane is broken.", "Six in ten readers"),
    ("According to a count by two clerks, the crane is broken.", "count by two clerks"),
    ("The crane is broken, according to early returns.", "early returns"),
    ("The fund warned that the crane is broken.", "fund"),
    ("Research on cranes shows that the crane is broken.", "Research on cranes"),
]


@pytest.mark.parametrize(("text", "name"), TOLD)
def test_whoever_tells_is_named_as_printed(text: str, name: str) -> None:
    [fact] = [f for f in extract(article(text, "en")).facts if isinstance(f, Quotation)]
    assert (fact.attribution.name, fact.span.of(text).lower()) == (name, "the crane is broken")


def test_what_is_known_or_no_phrase_is_left_to_the_lists() -> None:
    for text in ("The crane seems to say nothing.", "According to talk show host Ihor Bondar, it broke."):
        page = read_page(article(text, "en"))
        tellers = Tellers(page, tag_page(page))
        assert [at for at in range(len(page.tokens)) if tellers.at(at)] == []


def test_other_orders_have_no_tellers() -> None:
    page = read_page(article("Beberapa tukang mengatakan derek itu rusak.", "id"))
    tellers = Tellers(page, tag_page(page))
    assert [at for at in range(len(page.tokens)) if tellers.at(at)] == []
