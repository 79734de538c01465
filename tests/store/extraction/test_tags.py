"""Tags: what a token may be."""

from store.extraction.page import read_page
from store.extraction.tags import tag_page
from tests.store.extraction.samples import article


def tags(text: str, lang: str) -> str:
    return "".join(tag_page(read_page(article(text, lang))))


def test_indonesian_phrase() -> None:
    assert tags("kata Gubernur Lypky Letkol Ihor Bondar di NATO", "id") == "wRXKXXLC"


def test_english_phrase() -> None:
    assert tags("the defence minister of Ukraine, Gen. Ihor al-Bondar", "en") == "wRRLC.K.XX"


def test_short_words_need_their_capitals() -> None:
    assert tags("he told us who the WHO is", "en")[2:6] == "wwwI"


def test_a_sentence_opener_is_no_name() -> None:
    assert tags("Serangan itu gagal. Bondar mengatakan ya.", "id")[0] == "w"
    assert tags("Serangan itu gagal. Bondar mengatakan ya.", "id")[4] == "X"


def test_surnames_that_are_also_villages_stay_names() -> None:
    assert tags("Later Ramadan Nassar, a doctor, came.", "en")[1:3] == "XX"
    assert tags("Hujan turun di Nazran.", "id")[3] == "C"


def test_clipped_pronouns_and_initials() -> None:
    assert tags("Then he's gone.", "en")[1] == "p"
    assert tags("Kata Arnold AP Ritiau, ya.", "id")[1:4] == "XXX"


def test_nationalities_and_ordinals_are_no_names() -> None:
    assert tags("the Russian 47th Brigade", "en")[1:] == "CAI"
