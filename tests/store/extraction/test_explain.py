"""The tracer shows which rule fired on which words."""

from store.extraction import explain
from tests.store.extraction.samples import article


def test_one_line_for_each_finding() -> None:
    text = '"Dua orang tewas," kata Maryna Koval.'
    lines = explain(article(text, "id"), 1)
    assert lines[0] == f"sentence: {text}"
    assert 'frame, inverted: kata -> Maryna Koval | stance: says | content: "Dua orang tewas,"' in lines
    assert "quotation, inverted: Dua orang tewas, -> Maryna Koval" in lines
    assert "claim, killed by 'tewas': Dua orang" in lines


def test_a_sentence_that_is_not_there_has_no_lines() -> None:
    assert explain(article("Satu.", "id"), 2) == []
    assert explain(article("Satu.", "id"), 0) == []


def test_open_questions_and_statuses_are_shown() -> None:
    lines = explain(
        article(
            "Ia mengatakan jalan ditutup. Klaim Bondar bahwa 1.000 km persegi direbut masih diragukan.", "id"
        ),
        1,
    )
    assert any("unknown (pronoun)" in line for line in lines)
