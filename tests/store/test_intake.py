from datetime import date

import pytest

from store.errors import UnreadableFile
from store.intake import article_from, article_id, draft_from, parse_day
from store.model import Upload
from tests.builders import ARTICLE


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-08-14", date(2024, 8, 14)),
        ("2024-08-14T10:00:00Z", date(2024, 8, 14)),
        ("14 Agustus 2024", date(2024, 8, 14)),
        ("14 Aug 2024", date(2024, 8, 14)),
        ("August 14, 2024", date(2024, 8, 14)),
        ("Rabu (14/8/2024)", date(2024, 8, 14)),
        ("", None),
        ("no day at all", None),
        ("2024", None),
    ],
)
def test_a_day_is_read_in_any_usual_form(text: str, day: date | None) -> None:
    assert parse_day(text) == day


def test_the_same_words_have_the_same_id() -> None:
    assert article_id("a b\r\nc ") == article_id(" a b\nc")
    assert article_id("a b") != article_id("a c")


def test_what_the_sender_says_wins_over_what_the_page_says() -> None:
    data = f"Title: Of the page\nDate: 2024-08-01\nSource: Page\n\n{ARTICLE}".encode()
    found = article_from(Upload(data))
    assert (found.title, found.published, found.source) == ("Of the page", date(2024, 8, 1), "Page")
    told = article_from(Upload(data, "", "Told", date(2024, 8, 14), "Desk", "https://example.org", "id"))
    assert (told.title, told.published, told.source, told.lang) == ("Told", date(2024, 8, 14), "Desk", "id")


def test_the_language_is_detected() -> None:
    assert article_from(Upload(ARTICLE.encode())).lang == "en"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Bridge falls near the border\n\nA bridge fell.", "Bridge falls near the border"),
        ("\ufeffBridge falls near the border\r\n\r\nA bridge fell.", "Bridge falls near the border"),
        ("A bridge fell near the border.\n\nNobody was hurt.", ""),
        ("A bridge fell\nNobody was hurt.", ""),
        ("“A bridge fell,” he said”\n\nMore.", ""),
    ],
)
def test_a_line_alone_above_the_text_is_its_title(text: str, title: str) -> None:
    article = article_from(Upload(text.encode()))
    assert article.title == title
    assert "fell" in article.text


def test_nothing_is_unreadable() -> None:
    with pytest.raises(UnreadableFile):
        draft_from(Upload(b" \n "))
