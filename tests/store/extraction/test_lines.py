"""Which lines of a page are one."""

from store.extraction.lines import dateline_end, rejoined, without_furniture, without_noise
from store.language.tokens import BREAK, tokenise


def breaks(text: str) -> int:
    return sum(token.kind == BREAK for token in rejoined(tokenise(text)))


def test_breaks_at_links_are_none() -> None:
    assert (
        breaks("Menteri\nKoval\nmengatakan kelompok\nBondar\npergi dari\nLypky\n, kota itu.\nHujan turun.")
        == 1
    )
    assert breaks("Hujan turun.\nKoval pergi.\nBondar datang.") == 2


def test_plain_lines_stay_as_they_are() -> None:
    tokens = tokenise("Hujan turun di Lypky.")
    assert without_noise(tokens) == without_furniture(tokens, []) == tokens
    assert dateline_end(tokens) == 0


def test_a_run_of_signs_hides_no_words() -> None:
    text = "Kami tetap di sini " + "😀" * 2000 + ", kata Koval."
    words = [token.text for token in without_noise(tokenise(text)) if token.kind != BREAK]
    assert words[:4] == ["Kami", "tetap", "di", "sini"]
    assert words[-4:] == [",", "kata", "Koval", "."]
    assert len(words) < 12
