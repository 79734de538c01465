"""Content clauses, without cue, speaker and complementiser."""

import pytest

from tests.store.extraction.samples import findings

CLAUSES = [
    ("id", "Koval mengatakan bahwa jalan ditutup.", ["jalan ditutup"]),
    ("id", "Namun, jalan itu ditutup, katanya. Maryna Koval pergi.", ["jalan itu ditutup"]),
    ("en", "The road was shut, according to Maryna Koval.", ["The road was shut"]),
    ("en", "Maryna Koval said the road was “shut for good”.", ["the road was “shut for good”"]),
    ("id", '"Jalan ditutup," kata Koval.', []),
]


@pytest.mark.parametrize(("lang", "text", "contents"), CLAUSES)
def test_the_clause_is_cut_out(lang: str, text: str, contents: list[str]) -> None:
    found = findings(text, lang)
    assert [found.page.words(clause.content) for clause in found.clauses] == contents
