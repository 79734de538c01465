"""Marks are paired in any style, and apostrophes open nothing."""

import pytest

from store.language.marks import pair_marks
from store.language.tokens import tokenise

PAIRS = [
    ('"Satu," kata A. "Dua."', ["Satu,", "Dua."]),
    ("”Satu,” kata A.", ["Satu,"]),
    ('“Satu," kata A.', ["Satu,"]),
    ("‘Satu,’ kata A.", ["Satu,"]),
    ("«Один», — сказал А.", ["Один"]),
    ("„Eins“, sagte A.", ["Eins"]),
    ("'The states' rights are ours,' A said.", ["The states' rights are ours,"]),
    ("”Ia berkata, ’Lari.’ Lalu gelap.”", ["Ia berkata, ’Lari.’ Lalu gelap.", "Lari."]),
    ("It's the boys' house.", []),
    ('5" long', []),
    ('""', []),
]


@pytest.mark.parametrize(("text", "inside"), PAIRS)
def test_pairs(text: str, inside: list[str]) -> None:
    assert [text[q.start : q.end] for q in pair_marks(text, tokenise(text)) if q.closed] == inside


def test_an_unclosed_quotation_runs_to_the_paragraphs_end() -> None:
    text = "“Satu dua.\n“Tiga,” kata A."
    first, second = pair_marks(text, tokenise(text))
    assert (text[first.start : first.end], first.closed) == ("Satu dua.", False)
    assert (text[second.start : second.end], second.closed) == ("Tiga,", True)


def test_a_new_opening_ends_one_that_was_never_closed() -> None:
    text = '"Satu, kata A. "Dua."'
    assert [text[q.start : q.end] for q in pair_marks(text, tokenise(text))] == ["Satu, kata A. ", "Dua."]


def test_depth_counts_from_the_outside() -> None:
    text = "“Ia berkata, ‘ya’.”"
    assert [q.depth for q in pair_marks(text, tokenise(text))] == [0, 1]
