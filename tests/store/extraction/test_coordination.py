"""One frame's words end where the next frame begins; "according to" takes all that stands before it."""

import pytest

from store.extraction.coordination import coordinated
from tests.store.extraction.samples import findings


def contents(text: str) -> list[str]:
    found = findings(text, "en")
    return [found.page.words(item.frame.content) for item in found.resolved]


def test_a_coordinated_frame_ends_the_words_before_it() -> None:
    text = "Ihor Bondar said the road was open, and Olha Mirova said the bridge was not."
    assert contents(text)[0].startswith("the road was open")
    assert "Mirova" not in contents(text)[0]


def test_what_is_according_to_somebody_holds_what_others_say() -> None:
    text = "Ihor Bondar told the crew that the road was open, according to Olha Mirova."
    assert contents(text)[-1].startswith("Ihor Bondar told the crew")


def test_a_comma_or_conjunction_coordinates() -> None:
    found = findings("Ihor Bondar said the road was open, and Olha Mirova said the bridge was not.", "en")
    assert [coordinated(found.page, item.frame) for item in found.resolved] == [False, True]


MAIN = [
    ("en", "While Ihor Bondar said the bridge was safe, the mayor closed it.", "the bridge was safe"),
    ("en", "Although Ihor Bondar has said he likes it, he left.", "he likes it"),
    ("id", "Meski Ihor Bondar mengatakan jembatan itu aman, warga menghindarinya.", "jembatan itu aman"),
    ("id", "Ketika Ihor Bondar mengatakan jembatan itu aman, mereka tertawa.", "jembatan itu aman"),
]


@pytest.mark.parametrize(("lang", "text", "content"), MAIN)
def test_a_clause_in_front_ends_before_the_main_one(lang: str, text: str, content: str) -> None:
    found = findings(text, lang)
    assert [found.page.words(clause.content) for clause in found.clauses] == [content]
