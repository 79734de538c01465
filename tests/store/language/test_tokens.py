"""Tokens cover the text's words, numbers and marks at their own offsets."""

from hypothesis import given
from hypothesis import strategies as st

from store.language.tokens import BREAK, CLOCK, DATE, MARK, MIXED, NUMBER, OTHER, PUNCT, WORD, tokenise


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.text, token.kind) for token in tokenise(text)]


def test_each_kind_is_told_apart() -> None:
    assert kinds("Su-34 152mm 1.200,5 13/8/2024 20:30 @kabar “ya”.") == [
        ("Su-34", WORD),
        ("152mm", MIXED),
        ("1.200,5", NUMBER),
        ("13/8/2024", DATE),
        ("20:30", CLOCK),
        ("@kabar", OTHER),
        ("“", MARK),
        ("ya", WORD),
        ("”", MARK),
        (".", PUNCT),
    ]


def test_an_apostrophe_inside_a_word_is_no_mark() -> None:
    assert kinds("Kyiv’s can't U.S.") == [("Kyiv’s", WORD), ("can't", WORD), ("U.S.", WORD)]


def test_line_ends_are_breaks() -> None:
    assert [kind for _, kind in kinds("a\r\n\r\nb")] == [WORD, BREAK, WORD]


def test_capitals_and_acronyms() -> None:
    capital, acronym, lower = tokenise("Rusia NATO kota")
    assert (capital.capital, capital.acronym) == (True, False)
    assert (acronym.capital, acronym.acronym) == (True, True)
    assert (lower.capital, lower.acronym) == (False, False)


@given(st.text())
def test_offsets_are_those_of_the_text_and_nothing_but_space_is_left_out(text: str) -> None:
    tokens = tokenise(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    covered = sorted((token.start, token.end) for token in tokens)
    gaps = [text[a[1] : b[0]] for a, b in zip([(0, 0), *covered], [*covered, (len(text), 0)], strict=True)]
    assert all(not gap.strip() for gap in gaps)
