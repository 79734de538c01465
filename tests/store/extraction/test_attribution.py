"""Whose words a quoted stretch is, and which are nobody's."""

import pytest

from tests.store.extraction.samples import findings


def said(text: str, lang: str) -> list[tuple[str, str]]:
    found = findings(text, lang)
    return [
        (item.stretch.span.of(text), item.entity.name if item.entity else "") for item in found.quotations
    ]


def test_split_and_follow_on_quotations_keep_their_speaker() -> None:
    text = '"A man came," said Maryna Koval, "and went." "Then it was dark."'
    assert said(text, "en") == [
        ("A man came,", "Maryna Koval"),
        ("and went.", "Maryna Koval"),
        ("Then it was dark.", "Maryna Koval"),
    ]


def test_several_paragraphs_take_the_speaker_of_the_last() -> None:
    text = "“The road is shut.\n“It will stay so,” said Maryna Koval."
    assert [speaker for _, speaker in said(text, "en")] == ["Maryna Koval", "Maryna Koval"]


def test_titles_and_nicknames_are_nobodys_words() -> None:
    assert said('Maryna Koval mengatakan film "Sungai Biru" bagus.', "id") == []
    assert said('Ia dijuluki "Elang Tua" oleh warga.', "id") == []


def test_a_fragment_belongs_to_its_sentence() -> None:
    assert said("Maryna Koval mengatakan jalan itu “sangat sulit”.", "id") == [
        ("sangat sulit", "Maryna Koval")
    ]


ODD = [
    ("en", "“We are ashamed.” ― Sonia Marsh\n“It must stop.” ― Carl Webb", "We are ashamed.", "Sonia Marsh"),
    ("en", "Governor Ihor Bondar is seen as a “strong leader”.", "strong leader", "Ihor Bondar"),
    ("en", "The defence ministry addressed them again: “Leave now.”", "Leave now.", "defence ministry"),
    ("en", "“This is fantastic!” beamed Maryna Koval.", "This is fantastic!", "Maryna Koval"),
    ("en", "“This is fantastic,” Maryna Koval beamed.", "This is fantastic,", "Maryna Koval"),
    ("en", "“Why now?” Maryna Koval asked.", "Why now?", "Maryna Koval"),
    ("en", "“He is safe,” his nephew Ihor Bondar said.", "He is safe,", "Ihor Bondar"),
    ("en", "The roads, Maryna Koval said, are “not safe”.", "not safe", "Maryna Koval"),
    ("en", "''We left,'' Maryna Koval said.", "We left,", "Maryna Koval"),
    ("id", '"Itu bohong," kata Ihor Bondar. "Ya," selorohnya.', "Ya,", "Ihor Bondar"),
]


@pytest.mark.parametrize(("lang", "text", "words", "speaker"), ODD)
def test_quotations_without_a_usual_cue(lang: str, text: str, words: str, speaker: str) -> None:
    assert (words, speaker) in said(text, lang)


def test_a_quotation_far_from_any_source_has_no_speaker() -> None:
    text = "Maryna Koval said the road was shut.\n" + "It rained.\n" * 6 + "“Nobody came to help us.”"
    assert said(text, "en") == []


def test_a_capitalised_name_of_a_work_is_nobodys_words() -> None:
    assert said("Maryna Koval told the programme BBC “Newsday” that it rained.", "en") == []
    assert said("Maryna Koval said it. Later the band played “Long Black Road”.", "en") == []


def test_the_frame_that_touches_wins_over_the_frame_around() -> None:
    text = "Ihor Bondar said the mayor left after “Go home,” Maryna Koval said."
    assert said(text, "en") == [("Go home,", "Maryna Koval")]


MARKED = [
    # whoever stands behind a quotation and its cue is its speaker, or it stays open
    ("en", "“The road is shut,” said 9/11 widow Maryna Koval.", "Maryna Koval"),
    ("en", "“The road is shut,” Maryna Koval, one of the guards at the depot, said there.", "Maryna Koval"),
    ("en", "“The road is shut,” the announcer said.", "announcer"),
    ("id", "“Jalan ditutup,” kata siswi dari Lypky.", ""),
    ("id", "“Jalan ditutup,” tutur Lalu.", "Lalu"),
    ("id", "“Jalan ditutup,” tutur salah satu paramedis di sana, Maryna Koval.", ""),
    ("id", "“Jalan ditutup,” tutur seorang penyintas, Maryna Koval.", "Maryna Koval"),
    # a clause behind "as" or "after" has a subject of its own
    ("en", "Maryna Koval slept as Ihor Bondar went on about “the road”.", "Ihor Bondar"),
    ("en", "With rivals among young voters, Ihor Bondar has a new line: “It is shut.”", "Ihor Bondar"),
    ("en", "Ihor Bondar, the minister of roads, a member of the council, said it was “shut”.", "Ihor Bondar"),
    # a line of a transcript belongs to the one whom it names
    (
        "en",
        "Ihor Bondar said so. Maryna Koval agreed that it was so.\n“BONDAR: We will stay.”",
        "Ihor Bondar",
    ),
]


@pytest.mark.parametrize(("lang", "text", "speaker"), MARKED)
def test_the_speaker_of_a_quotation(lang: str, text: str, speaker: str) -> None:
    assert [name for _, name in said(text, lang)] == [speaker]


HEADINGS = [
    "Bondar Calls Road ‘Utterly Lost’ in Speech\nMaryna Koval said it was “shut”.",
    "Maryna Koval said it was “shut”.\n‘All Roads Are Lost.’\nIt rained.",
    "Maryna Koval said it was “shut”.\n“(Crosstalk.)”\nIt rained.",
    "Maryna Koval said it was “shut”.\n“HRYTSENKO: It is open.”",
    "Maryna Koval said it was “shut” on the Wire's “Roads and Rain.”",
]


@pytest.mark.parametrize("text", HEADINGS)
def test_headings_and_labels_are_nobodys_words(text: str) -> None:
    assert said(text, "en") == [("shut", "Maryna Koval")]


def test_words_of_nobody_named_stay_open() -> None:
    assert said("“The road is shut,” it was said in Lypky.", "en") == [("The road is shut,", "")]


SIGNS = [
    ("id", '"Air bersih untuk semua," demikian bunyi salah satu spanduk di alun-alun.'),
    ("en", '"Water for all," read one of the banners on the square.'),
    ("id", "Ihor Bondar hadir di peluncuran survei, 'Membaca Suara Warga', di Lypky."),
    ("en", "Ihor Bondar spoke at the opening of the show, 'Letters From Home', in Lypky."),
    ("id", 'Karena pensiun terasa "nanti saja", akhirnya orang tidak menabung.'),
]


@pytest.mark.parametrize(("lang", "text"), SIGNS)
def test_signs_and_events_are_nobodys_words(lang: str, text: str) -> None:
    assert not findings(text, lang).quotations


def test_a_painter_of_signs_speaks() -> None:
    [item] = findings('"Water for all," said Ihor Bondar, a painter of signs.', "en").quotations
    assert item.entity is not None
    assert item.entity.name == "Ihor Bondar"


def test_a_slogan_on_a_line_of_its_own_is_nobodys() -> None:
    text = '"Kami tetap di sini," kata Ihor Bondar.\n"Lypky Pagi, Bangun Lebih Awal!"'
    assert said(text, "id") == [("Kami tetap di sini,", "Ihor Bondar")]


LABELS = [
    ("id", "Aksi itu menjadi ajang 'sidang warga', kata Ihor Bondar."),
    ("en", "The label 'city of cranes' stuck, Ihor Bondar said."),
    ("en", "The delay may spawn a 'long winter,' expert says, as..."),
]


@pytest.mark.parametrize(("lang", "text"), LABELS)
def test_labels_and_cut_headlines_are_nobodys(lang: str, text: str) -> None:
    assert said(text, lang) == []
