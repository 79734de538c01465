"""Sheets stay within Telegram's limits, whatever an article holds."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from handlers.sheets import fact_sheet, listed, number_row, overview
from handlers.texts import texts
from store import Article, Attribution, Claim, Doubt, Draft, Quotation, Span, Status, TimeReference
from tests.fakes import check_entities, check_text
from tests.handlers.test_render import describe

EN = texts("en")
ANY = st.text(min_size=1, max_size=300)


@given(ANY, ANY, ANY, st.integers(1, 40))
def test_any_draft_fits(text: str, name: str, title: str, times: int) -> None:
    body = text * times
    article = Article("a", body, "en", title, date(2024, 8, 14), name, "https://example.org")
    whole = Span(0, len(body))
    quote = Quotation("q", whole, whole, Attribution(name, name), time=TimeReference(text))
    claim = Claim("c", whole, Span(0, 1), "killed", claimant=Attribution(name), status=Status.DENIED)
    draft = Draft(
        article, (quote, claim), (Doubt("q", "speaker", "unknown_speaker"), Doubt("c", "place", "x"))
    )
    pages = [overview(EN, draft, "Head").extend(listed(EN, draft, [0, 1], describe, lambda _: "⚠", 1))]
    pages += [fact_sheet(EN, draft, place, describe, str, "Head") for place in (0, 1)]
    for page in (page.cut() for page in pages):
        check_entities(check_text(page.text, 4096), [entity.to_dict() for entity in page.entities])


def test_the_words_are_bold_inside_their_sentence_and_doubts_are_said() -> None:
    text = "He came. “Yes,” said Ann. He left."
    quote = Quotation("q", Span(10, 13), Span(9, 25), Attribution("Ann"))
    draft = Draft(Article("a", text, "en"), (quote,), (Doubt("q", "speaker", "unknown_speaker"),))
    sheet = fact_sheet(EN, draft, 0, describe, str, "Fact 1 of 1")
    (bold,) = [e for e in sheet.entities if e.type == "bold" and sheet.text[e.offset :].startswith("Yes")]
    assert bold.length == 3
    assert "“Yes,” said Ann." in sheet.text
    assert "He came" not in sheet.text
    assert "not sure who" in sheet.text
    assert "Place: not known" in sheet.text
    assert [b.text for b in number_row("rf", "a", [0, 3], 9)] == ["9", "10"]
