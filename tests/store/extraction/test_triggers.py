"""Event words with their kind and voice."""

from store.extraction.page import read_page
from store.extraction.triggers import ACTIVE, PASSIVE, find_triggers, kind_of_unit
from tests.store.extraction.samples import article


def test_the_longest_event_word_wins() -> None:
    page = read_page(article("Mereka menembak jatuh 41 drone.", "id"))
    [trigger] = find_triggers(page, page.sentences[0])
    assert page.words(trigger.at) == "menembak jatuh"
    assert (trigger.kind(ACTIVE), trigger.kind(PASSIVE)) == ("downed", "")


def test_a_unit_may_give_the_kind() -> None:
    assert kind_of_unit("en", ["square", "kilometers"]) == "area"
    assert kind_of_unit("id", ["orang"]) == ""
