"""The page keeps the article's own offsets, leaves furniture out, and repairs glued words."""

from hypothesis import given
from hypothesis import strategies as st

from store.extraction.page import read_page
from store.model import Span
from tests.store.extraction.samples import INDONESIAN, article


def words(text: str, lang: str = "id") -> list[str]:
    return [token.text for token in read_page(article(text, lang)).tokens]


def test_furniture_and_dateline_are_left_out() -> None:
    page = read_page(article(INDONESIAN, "id"))
    assert page.words((0, 3)) == "Serangan pesawat nirawak"
    assert "baca" not in page.lowers


def test_agency_datelines() -> None:
    assert words("MOSKOW, 15 Januari. /TASS/. Unit itu maju.")[0] == "Unit"
    assert words("ODESA, March 11 (Reuters) - Drones struck.", "en")[0] == "Drones"
    assert words("Rusia maju - dan mundur.")[0] == "Rusia"


def test_glued_words_are_cut_and_offsets_stay_true() -> None:
    text = "PresidenJohn Karelin datang. DilansirAFP, Karelindi Kyiv. Kata Karelin."
    page = read_page(article(text, "id"))
    assert [token.text for token in page.tokens][:3] == ["Presiden", "John", "Karelin"]
    assert "di" in page.lowers
    assert all(text[token.start : token.end] == token.text for token in page.tokens)


def test_ranges_and_spans_are_inverse() -> None:
    page = read_page(article("One two. Three four.", "en"))
    assert page.token_range(page.span((1, 4))) == (1, 4)
    assert page.token_range(Span(0, 3)) == (0, 1)
    assert page.sentence_of(4) == page.unit_of(4) == (3, 6)


def test_an_unknown_language_is_read_all_the_same() -> None:
    assert read_page(article("Всё.", "ru")).pack.lang == "en"


@given(st.text(), st.sampled_from(["id", "en"]))
def test_any_text_is_taken_apart(text: str, lang: str) -> None:
    page = read_page(article(text, lang))
    assert all(text[token.start : token.end] == token.text for token in page.tokens)
    assert len(page.units) == len(page.paragraphs)


def test_long_stretches_of_signs_are_noise() -> None:
    text = "Rusia maju.\n" + '" ' * 1200 + "\nUkraina mundur." + " ya" * 10
    assert words(text)[:4] == ["Rusia", "maju", ".", "\n"]
    assert '"' not in words(text)


def test_a_stretch_of_quoted_letters_is_noise_and_prose_around_it_is_not() -> None:
    text = "Rusia maju.\n" + "“a” " * 900 + "\nUkraina mundur ke kota." + " ya" * 30
    kept = words(text)
    assert kept[:3] == ["Rusia", "maju", "."]
    assert "Ukraina" in kept
    assert "a" not in kept
    prose = "Koval berkata, “Kami tetap di sini.” " * 150
    assert len(words(prose)) > 1200


def test_places_are_found_by_range() -> None:
    page = read_page(article("Rusia menyerang Kharkiv.", "id"))
    assert page.places_in((0, len(page.tokens)))[0].id == "ru"
    assert page.places_in((1, 2)) == []


def test_common_words_are_not_glued() -> None:
    assert "European" in words("Europe met. The European council met.")


def test_behind_a_picture_credit_the_story_goes_on_as_a_line_of_its_own() -> None:
    text = "Koval in Lypky. © Wire / Ihor BondarIt rained there."
    assert words(text, "en")[-5:] == ["©", "It", "rained", "there", "."]


def test_words_get_back_the_space_that_they_lost() -> None:
    page = read_page(article("Sri MulyaniBondar datang. Mulyani pergi.", "id"))
    assert page.words((0, 3)) == "Sri Mulyani Bondar"


def test_a_line_without_an_end_beside_others_is_a_headline() -> None:
    page = read_page(article("Koval Calls for Peace\nIt rained. It snowed.", "en"))
    assert [page.is_headline(unit) for unit in page.units] == [True, False, False]


def test_country_names_are_cut_from_common_words() -> None:
    assert words("RudalIranmenghantam gedung.")[:3] == ["Rudal", "Iran", "menghantam"]
    assert words("warga Indonesia di Sukabumi") == ["warga", "Indonesia", "di", "Sukabumi"]
