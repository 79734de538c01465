"""The draft of any text: verbatim spans, stable ids, no crash, the same result twice."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.extraction import extract
from store.model import Article, Quotation
from tests.store.extraction.samples import ENGLISH, INDONESIAN, article

PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "'",
        "‘",
        "’",
        " ",
        "\n",
        ",",
        ".",
        "Koval",
        "kata ",
        "said ",
        "12 ",
        "orang ",
        "tewas ",
        "(",
        ")",
        "\ud800",
        "\x00",
        "́",
    ]
)


def test_ids_are_readable_and_follow_the_text() -> None:
    facts = extract(article(INDONESIAN, "id")).facts
    quotations = [fact for fact in facts if isinstance(fact, Quotation)]
    assert [fact.id for fact in quotations][:2] == ["a-q1", "a-q2"]
    assert [fact.span for fact in quotations] == sorted(fact.span for fact in quotations)


def test_an_unknown_speaker_is_a_doubt() -> None:
    draft = extract(article('"Jalan ditutup," katanya.', "id"))
    assert [(doubt.fact, doubt.field) for doubt in draft.doubts] == [("a-q1", "speaker")]


def test_fragments_are_partial() -> None:
    facts = extract(article("Koval mengatakan jalan itu “sangat sulit”.", "id")).facts
    assert [fact.partial for fact in facts if isinstance(fact, Quotation) and fact.direct] == [True]


def test_marks_of_another_style_change_nothing() -> None:
    plain = extract(article(ENGLISH, "en")).facts
    curled = ENGLISH.replace('"We', "“We").replace('"Then', "“Then").replace('"', "”")
    assert extract(article(curled, "en")).facts == plain


def test_another_name_changes_only_the_name() -> None:
    renamed = extract(article(INDONESIAN.replace("Koval", "Zhuk"), "id")).facts
    names = [fact.attribution.name for fact in renamed if isinstance(fact, Quotation)]
    plain = [
        fact.attribution.name
        for fact in extract(article(INDONESIAN, "id")).facts
        if isinstance(fact, Quotation)
    ]
    assert names == [name.replace("Koval", "Zhuk") for name in plain]


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map("".join)), st.sampled_from(["id", "en", "ru"]))
def test_any_text_gives_a_draft_with_true_spans(text: str, lang: str) -> None:
    one = Article("x", text, lang)
    draft = extract(one)
    assert draft == extract(one)
    for fact in draft.facts:
        assert 0 <= fact.span.start < fact.span.end <= len(text)
        if isinstance(fact, Quotation) and fact.direct:
            assert fact.sentence.covers(fact.span)


@pytest.mark.parametrize(("lang", "cue"), [("id", "kata Wali Kota"), ("en", "said Mayor")])
def test_a_quotation_of_a_thousand_emoji_is_found(lang: str, cue: str) -> None:
    words = "Kami aman " + "😀" * 1000
    [fact] = extract(article(f'"{words}," {cue} Ihor Bondar.', lang)).facts
    assert isinstance(fact, Quotation)
    assert (fact.span.of(f'"{words}," {cue} Ihor Bondar.'), fact.attribution.name) == (
        f"{words},",
        "Ihor Bondar",
    )


def test_services_for_emergencies_are_no_event() -> None:
    facts = extract(article("Emergency services came to the port. Rain fell.", "en")).facts
    assert facts == ()


def test_a_dateline_is_no_part_of_what_is_said_yet_its_place_is_the_articles() -> None:
    text = "Two killed\n\nKHARKIV, Ukraine (Wire) - Two people were killed by a missile, the mayor said.\n"
    found = extract(article(text, "en"))
    (quotation,) = [fact for fact in found.facts if isinstance(fact, Quotation)]
    assert quotation.span.of(found.article.text) == "Two people were killed by a missile"
    assert "ua/kharkiv" in found.regions
