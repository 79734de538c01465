"""What is said on both sides of "he said" is one content; what only explains a name is none."""

import pytest

from store.extraction.draft import extract
from store.model import Quotation
from tests.store.extraction.samples import article


def indirect(text: str, lang: str) -> list[tuple[str, str]]:
    facts = extract(article(text, lang)).facts
    return [(f.span.of(text), f.attribution.name) for f in facts if isinstance(f, Quotation) and not f.direct]


HALVES = [
    ("id", "Perbaikan jembatan itu, kata Ihor Bondar, selesai pada Juni."),
    ("id", "Selama perbaikan, lanjut Ihor Bondar, kendaraan lewat jalan lama."),
    ("id", "Jembatan itu, menurut Ihor Bondar, masih aman dilewati."),
    ("en", "The bridge, Ihor Bondar said, is safe to use."),
    ("en", "The repair of the bridge, said Ihor Bondar, is nearly done."),
    ("en", "The work at the bridge, Ihor Bondar said on Friday, is nearly done."),
    ("en", "The bridge, according to Ihor Bondar, is nearly done."),
    ("en", "Under the plan, Ihor Bondar said, the bridge is closed until June."),
]


@pytest.mark.parametrize(("lang", "text"), HALVES)
def test_both_halves_are_one_content(lang: str, text: str) -> None:
    assert indirect(text, lang) == [(text.rstrip("."), "Ihor Bondar")]


SECONDS = [
    ("id", "Namun, kata Ihor Bondar, jembatan itu masih aman.", "jembatan itu masih aman"),
    ("en", "But, Ihor Bondar said, the bridge is still safe.", "the bridge is still safe"),
]


@pytest.mark.parametrize(("lang", "text", "content"), SECONDS)
def test_a_mere_opening_word_is_nobodys(lang: str, text: str, content: str) -> None:
    assert indirect(text, lang) == [(content, "Ihor Bondar")]


FIRSTS = [
    ("id", "Jembatan itu ditutup, kata Ihor Bondar, kepala dinas perhubungan.", "Jembatan itu ditutup"),
    ("en", "The bridge was closed, said Ihor Bondar, the head of the port.", "The bridge was closed"),
    ("en", "The bridge was closed, Ihor Bondar said, pointing at the river.", "The bridge was closed"),
]


@pytest.mark.parametrize(("lang", "text", "content"), FIRSTS)
def test_what_explains_the_name_is_no_second_half(lang: str, text: str, content: str) -> None:
    assert indirect(text, lang) == [(content, "Ihor Bondar")]


def test_a_comma_behind_a_verb_is_usual_in_indonesian() -> None:
    text = "Dalam rapat itu, Ihor Bondar mengatakan, jembatan masih aman."
    assert indirect(text, "id") == [("jembatan masih aman", "Ihor Bondar")]


def test_a_second_speaker_ends_the_content() -> None:
    text = "The bridge, Ihor Bondar said, is safe, but Olha Mirova said that the road is not."
    assert indirect(text, "en") == [
        ("The bridge, Ihor Bondar said, is safe", "Ihor Bondar"),
        ("the road is not", "Olha Mirova"),
    ]


def test_a_verb_behind_the_second_comma_goes_on() -> None:
    text = "One step they have taken, according to Ihor Bondar, is to close the bridge."
    assert indirect(text, "en") == [(text.rstrip("."), "Ihor Bondar")]


def test_a_relative_clause_around_a_cue_is_whole() -> None:
    text = "The mayor closed the bridge, which Ihor Bondar said was unsafe, on Friday."
    assert indirect(text, "en") == [("which Ihor Bondar said was unsafe", "Ihor Bondar")]
