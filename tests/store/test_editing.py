"""What an edit makes of a fact, an article, a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from store.editing import Edit, Field, edited, edited_fact, value_of
from store.model import (
    Article,
    Attribution,
    Claim,
    Doubt,
    Draft,
    Quotation,
    Span,
    Speaker,
    TimeReference,
)

QUOTE = Quotation("q", Span(1, 4), Span(0, 9), Attribution("", "", "said"))
CLAIM = Claim("c", Span(0, 9), Span(2, 4), "killed", time=TimeReference("on Tuesday"))
DRAFT = Draft(
    Article("a", "“Yes,” he said.", "en"),
    (QUOTE, CLAIM),
    (Doubt("q", "speaker", "unknown_speaker"),),
    ("ru/kursk",),
    (Speaker("Ann", "mayor"),),
)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field.SPEAKER, "Bob"),
        (Field.PLACE, "ru/belgorod"),
        (Field.DATE, "2024-08-14"),
        (Field.STATUS, "denied"),
    ],
)
def test_a_fact_holds_what_was_set_and_knows_that_it_was(field: Field, value: str) -> None:
    for fact in (QUOTE, CLAIM):
        changed = edited_fact(fact, Edit(field, value, fact=fact.id))
        if isinstance(fact, Quotation) and field is Field.STATUS:
            assert changed == fact
            continue
        assert value_of(changed, field) == value
        assert changed.settled == (field,)
        assert value_of(edited_fact(changed, Edit(field, "", fact=fact.id)), field) == ""


def test_a_fixed_field_is_no_doubt_any_more_and_its_name_and_place_are_known() -> None:
    named = edited(DRAFT, Edit(Field.SPEAKER, "Bob", "elder", "q"))
    assert named.doubts == ()
    assert named.people == (Speaker("Ann", "mayor"), Speaker("Bob", "elder"))
    assert value_of(named.facts[0], Field.SPEAKER) == "Bob"
    assert edited(DRAFT, Edit(Field.SPEAKER, "Ann", fact="q")).people == DRAFT.people
    placed = edited(DRAFT, Edit(Field.PLACE, "ru/belgorod", fact="c"))
    assert placed.regions == ("ru/kursk", "ru/belgorod")
    assert placed.doubts == DRAFT.doubts
    dated = edited(DRAFT, Edit(Field.DATE, "2024-08-13", fact="c"))
    assert dated.facts[1].time == TimeReference("on Tuesday", date(2024, 8, 13), date(2024, 8, 13))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field.TITLE, "A title"),
        (Field.SOURCE, "Post"),
        (Field.URL, "https://example.org"),
        (Field.PUBLISHED, "2024-08-14"),
    ],
)
def test_an_article_holds_what_was_set(field: Field, value: str) -> None:
    changed = edited(DRAFT, Edit(field, value))
    assert value_of(changed.article, field) == value
    assert value_of(DRAFT.article, field) == ""
    assert replace(changed, article=DRAFT.article) == DRAFT
