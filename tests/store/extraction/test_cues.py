"""Cues: every reading of a word in its language."""

from store.extraction.cues import Shape, act_table, cue_table
from store.model import Stance


def test_an_enclitic_cue_is_a_reading_of_its_own() -> None:
    found = cue_table("id").match(["katanya"], 0)
    assert found == (1, ((Shape.INVERTED, Stance.SAYS, True),))


def test_a_word_may_have_several_shapes() -> None:
    found = cue_table("en").match(["said"], 0)
    assert found is not None
    assert {shape for shape, _, _ in found[1]} == {Shape.INVERTED, Shape.ACTIVE}


def test_acts_have_a_stance() -> None:
    assert act_table("en").match(["condemned", "it"], 0) == (1, "denies")
    assert act_table("id").match(["mengumumkan"], 0) == (1, "says")
