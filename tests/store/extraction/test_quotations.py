"""Stretches between marks, closed or not."""

from tests.store.extraction.samples import findings


def stretches(text: str, lang: str) -> list[str]:
    return [stretch.span.of(text) for stretch in findings(text, lang).stretches]


def test_a_missing_closing_mark_is_set_before_the_cue() -> None:
    assert stretches('"Jalan masih ditutup, kata Bondar.', "id") == ["Jalan masih ditutup,"]
    assert stretches("‘The road is shut, Koval said.", "en") == ["The road is shut,"]


def test_without_a_cue_the_paragraph_ends_it() -> None:
    assert stretches("“The road is shut.\n“It will stay so,” he said.", "en") == [
        "The road is shut.",
        "It will stay so,",
    ]


def test_nested_marks_belong_to_the_outer_quotation() -> None:
    assert stretches("“He said ‘go’ and left,” she said.", "en") == ["He said ‘go’ and left,"]
