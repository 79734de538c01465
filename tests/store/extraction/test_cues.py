"""Cues: every reading of a word in its language."""

from store.extraction.cues import Shape, cue_table
from store.model import Stance


def test_an_enclitic_cue_is_a_reading_of_its_own() -> None:
    found = cue_table("id").match(["katanya"], 0)
    assert found == (1, ((Shape.INVERTED, Stance.SAYS, True),))


def test_a_word_may_have_several_shapes() -> None:
    found = cue_table("en").match(["said"], 0)
    assert found is not None
    assert {shape for shape, _, _ in found[1]} == {Shape.INVERTED, Shape.ACTIVE}
