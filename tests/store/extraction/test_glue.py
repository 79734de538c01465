"""Words that lost the space between them."""

from store.extraction.glue import cut_token, unglued
from store.language.pack import load_pack
from store.language.tokens import tokenise


def test_a_leader_is_cut_from_the_word_behind() -> None:
    tokens = unglued(tokenise("Prabowo Subiantoyang datang"), load_pack("id"))
    assert [token.text for token in tokens] == ["Prabowo", "Subianto", "yang", "datang"]


def test_offsets_stay_true() -> None:
    token = tokenise("RudalIran")[0]
    assert [(part.start, part.text) for part in cut_token(token, 5)] == [(0, "Rudal"), (5, "Iran")]


def test_a_chain_of_letters_is_not_tried_at_each_of_them() -> None:
    tokens = tokenise("a-" * 50_000)
    assert unglued(tokens, load_pack("en")) == tokens
