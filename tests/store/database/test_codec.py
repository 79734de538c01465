import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from store.database.codec import article_of, doc_of, draft_of, fact_of
from store.model import (
    Article,
    Attribution,
    Bound,
    Claim,
    Doubt,
    Draft,
    Fact,
    Quantity,
    Quotation,
    Span,
    Speaker,
    Stance,
    Status,
    TimeReference,
)

NAME = st.text(max_size=8)
SPAN = st.builds(Span, st.integers(0, 99), st.integers(0, 99))
DAY = st.none() | st.dates()
SOURCE = st.builds(Attribution, NAME, NAME, NAME, st.sampled_from(Stance))
TIME = st.builds(TimeReference, NAME, DAY, DAY)
REGIONS = st.lists(NAME, max_size=3).map(tuple)
QUANTITY = st.builds(
    Quantity,
    st.none() | st.integers(0, 10**9) | st.floats(0, 1e9),
    st.none() | st.integers(0, 10**9),
    NAME,
    NAME,
    st.sampled_from(Bound),
)
QUOTATION = st.builds(Quotation, NAME, SPAN, SPAN, SOURCE, st.booleans(), st.booleans(), NAME, REGIONS, TIME)
CLAIM = st.builds(
    Claim,
    NAME, SPAN, SPAN, NAME, QUANTITY, NAME, NAME, NAME, NAME, REGIONS, TIME, SOURCE,
    st.sampled_from(Status), REGIONS,
)  # fmt: skip


@given(QUOTATION | CLAIM)
def test_a_fact_comes_back_from_json_as_it_went(fact: Fact) -> None:
    assert fact_of(json.loads(json.dumps(doc_of(fact)))) == fact


def test_a_draft_comes_back_whole() -> None:
    article = Article("a1", "text", "id", "Title", date(2024, 8, 14), "BBC", "https://example.org")
    quotation = Quotation("a1-q1", Span(0, 4), Span(0, 4), Attribution("Ann", "mayor"))
    draft = Draft(
        article, (quotation,), (Doubt("a1-q1", "speaker", "pronoun"),), ("ru",), (Speaker("Ann", "mayor"),)
    )
    assert draft_of(json.loads(json.dumps(doc_of(draft)))) == draft


def test_an_articles_row_may_carry_more_than_the_article() -> None:
    assert article_of({"id": "a", "text": "t", "lang": "en", "schema": 1, "by": "7"}) == Article(
        "a", "t", "en"
    )


def test_defaults_take_no_room() -> None:
    doc = doc_of(Claim("c", Span(0, 1), Span(0, 1), "killed"))
    assert doc == {"id": "c", "span": [0, 1], "surface": [0, 1], "kind": "killed", "is": "c"}
