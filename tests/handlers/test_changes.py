"""What a version changed, in words."""

from __future__ import annotations

import pytest

from handlers.changes import change_lines
from handlers.texts import texts
from store import Article, Attribution, Draft, Quotation, Revision, Span

DRAFT = Draft(
    Article("a", "“Yes,” said Ann.", "en"), (Quotation("q", Span(1, 4), Span(0, 16), Attribution("Ann")),)
)


@pytest.mark.parametrize(
    ("revision", "shown"),
    [
        (Revision(2, "", "", "speaker", "q", "Ann", ""), "Yes\nSpeaker: Ann → not named"),
        (Revision(2, "", "", "place", "q", "", "ru/kursk"), "Yes\nPlace: not known → <ru/kursk>"),
        (Revision(2, "", "", "date", "q", "2024-08-14", ""), "Yes\nDate: 14 Aug 2024 → not known"),
        (Revision(2, "", "", "status", "gone", "", "denied"), "Figure: Stands → ⚠ Denied"),
        (Revision(2, "", "", "title", "", "Old", "New"), "Title: Old → New"),
        (Revision(2, "", "", "retracted", "q"), "Yes\nretracted"),
        (Revision(2, "", "", "retracted"), "the whole article was retracted"),
        (Revision(1, "", "", "published"), "published"),
    ],
)
def test_before_and_after(revision: Revision, shown: str) -> None:
    assert change_lines(texts("en"), DRAFT, revision, lambda region: f"<{region}>").text == shown
