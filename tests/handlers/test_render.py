"""What people see is what is stored, within Telegram's limits."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from handlers.render import answer_page, card, headline, nearest_questions
from handlers.rich import Rich
from handlers.texts import texts
from store import (
    Answer,
    Article,
    Attribution,
    Candidate,
    Claim,
    Gloss,
    Question,
    Quotation,
    Span,
    Status,
    StoredFact,
)
from tests.fakes import check_entities, check_text

ANY = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300)
EN = texts("en")


def describe(found: StoredFact, lang: str) -> Gloss:
    source = found.fact.attribution if isinstance(found.fact, Quotation) else found.fact.claimant
    kind = "quotation" if isinstance(found.fact, Quotation) else found.fact.kind
    return Gloss(kind, who=source.name, places=("Kursk",) if kind == "event" else ())


def blocks(rich: Rich) -> list[str]:
    raw = rich.text.encode("utf-16-le")
    return [
        raw[e.offset * 2 : (e.offset + e.length) * 2].decode("utf-16-le")
        for e in rich.entities
        if "quote" in e.type
    ]


@given(ANY, st.data())
def test_quoted_words_are_character_for_character_in_the_article(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    fact = Quotation("q", Span(start, end), Span(0, len(text)), Attribution("Ann"))
    rich = card(EN, StoredFact(fact, Article("a", text, "en")), describe)
    for block in blocks(rich):
        # NUL can't be shown; everything else is as it was.
        assert block in text.replace("\0", "\ufffd")


@given(st.lists(st.tuples(ANY, ANY, ANY), min_size=1, max_size=12), st.booleans())
def test_any_article_and_any_name_fit_telegrams_limits(rows: list[tuple[str, str, str]], sure: bool) -> None:
    hits = []
    for number, (text, name, source) in enumerate(rows):
        article = Article(f"a{number}", text * 20, "en", title=name, source=source, url="https://example.org")
        fact = Claim(
            "c",
            Span(0, len(text * 20)),
            Span(0, 1),
            "killed",
            claimant=Attribution(name),
            status=Status.DENIED,
        )
        hits.append(Candidate(StoredFact(fact, article), 0.9))
    answer = Answer(Question("q", "en"), tuple(hits), sure, newest=date(2024, 8, 14))
    for page in answer_page(EN, answer, describe):
        check_entities(check_text(page.text, 4096), [entity.to_dict() for entity in page.entities])


def test_an_unnamed_speaker_an_undated_article_and_no_title_are_said() -> None:
    article = Article("a", "“Yes,” somebody said.", "en")
    rich = card(EN, StoredFact(Quotation("q", Span(1, 5), Span(0, 21), Attribution()), article), describe)
    assert "Speaker not named in the article" in rich.text
    assert "date unknown · source not named" in rich.text
    assert headline(article) == "“Yes,” somebody said."
    assert headline(Article("a", "x" * 400, "en")).count("x") == 159


def test_nearest_questions_name_a_speaker_or_a_place_once() -> None:
    article = Article("a", "text", "en")
    said = StoredFact(Quotation("q", Span(0, 4), Span(0, 4), Attribution("Ann")), article)
    happened = StoredFact(Claim("c", Span(0, 4), Span(0, 4), "event"), article)
    nobody = StoredFact(Claim("d", Span(0, 4), Span(0, 4), "killed"), article)
    answer = Answer(Question("q", "en"), nearest=(said, said, happened, nobody))
    assert nearest_questions(EN, answer, describe) == [
        ("What did Ann say?", "q"),
        ("What happened in Kursk?", "c"),
    ]
    assert "nearest questions" in answer_page(EN, answer, describe)[0].text
