import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rich import LIMIT, Rich, utf16_length
from tests.fakes import check_entities, check_text

WORDS = st.text(min_size=1, max_size=60)
KINDS = st.sampled_from(["", "bold", "italic", "blockquote"])


def build(parts: list[tuple[str, str]]) -> Rich:
    rich = Rich()
    for text, kind in parts:
        rich.add(text, *([kind] if kind else []))
    return rich


@given(st.lists(st.tuples(WORDS, KINDS), max_size=12), st.integers(20, 80))
def test_every_page_is_a_message_that_telegram_takes(parts: list[tuple[str, str]], limit: int) -> None:
    for page in build(parts).split(limit):
        if page.text:
            check_text(page.text.replace("\0", "x") + "x", 32768)
            assert utf16_length(page.text) <= limit
            check_entities(page.text, [entity.to_dict() for entity in page.entities])


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Zs", "Cc", "Zl", "Zp"]), max_size=300))
def test_splitting_loses_no_character(text: str) -> None:
    assert "".join(page.text for page in build([(text, "bold")]).split(17)) == text


def test_entities_count_in_utf16_units() -> None:
    rich = Rich().add("😀 ").add("bold", "bold")
    assert [(e.offset, e.length) for e in rich.entities] == [(3, 4)]


def test_white_space_at_the_ends_moves_the_entities_as_telegram_does() -> None:
    rich = Rich().add("\n\n").add(" x ", "bold").add("\n")
    assert rich.text == "x"
    assert [(e.offset, e.length) for e in rich.entities] == [(0, 1)]


def test_what_cannot_be_sent_is_replaced() -> None:
    assert Rich().add("a\ud800b\0c").text == "a\ufffdb\ufffdc"


def test_cut_shows_that_more_would_follow() -> None:
    assert Rich().add("short").cut().text == "short"
    cut = Rich().add("word " * 2000).cut()
    assert cut.text.endswith("…")
    assert utf16_length(cut.text) <= LIMIT


@pytest.mark.parametrize("length", [LIMIT - 1, LIMIT, LIMIT + 1])
def test_the_limit_is_exact(length: int) -> None:
    assert len(Rich().add("x" * length).split()) == (1 if length <= LIMIT else 2)


def test_at_most_a_hundred_entities() -> None:
    assert len(build([("x ", "bold"), ("y ", "")] * 150).entities) == 100


def test_neighbours_of_one_kind_are_one_entity_and_kinds_may_nest() -> None:
    rich = (
        Rich()
        .add("before ", "blockquote")
        .add("bold", "blockquote", "bold")
        .add(" after", "blockquote")
        .add("!")
    )
    assert [(e.type, e.offset, e.length) for e in rich.entities] == [("blockquote", 0, 17), ("bold", 7, 4)]
