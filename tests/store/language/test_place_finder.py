"""Finding places in running text: what counts, what does not, and which of several namesakes."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.place_finder import NameIndex, Need
from store.language.places import gazetteer
from store.language.toponyms import words_of


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.span.of(text), mention.id) for mention in gazetteer().find(text)]


def ids(text: str) -> list[str]:
    return [place for _, place in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "drone menyerang kota Shebekino dan desa Ustinka",
            ["ru/belgorod/shebekinsky/shebekino", "ru/belgorod/belgorodsky/ustinka"],
        ),
        ("warga Rusia di Krimea", ["ru", "ua/crimea"]),
        ("kapal di Laut Hitam milik Amerika Serikat (AS)", ["black-sea", "us", "us"]),
        ("Gubernur Belgorod Vyacheslav Gladkov", ["ru/belgorod"]),
        ("serangan di Tepi Barat dan Jalur Gaza, menurut Teheran", ["ps/west-bank", "ps/gaza", "ir/tehran"]),
        ("Ukraine's army left the Kharkivska oblast", ["ua", "ua/kharkiv"]),
        ("U.S. officials in Washington", ["us", "us/washington"]),
        (
            "Белгородской области, в Судже и Коренево",
            ["ru/belgorod", "ru/kursk/sudzhansky/sudzha", "ru/kursk/korenevsky/korenevo"],
        ),
        ("в Харькове, Сумах и Києві", ["ua/kharkiv", "ua/sumy", "ua/kyiv"]),
        ("у Харкові та Харківській області", ["ua/kharkiv", "ua/kharkiv"]),
        ("Бахмутский район", ["ua/donetsk/bakhmutskyi"]),
        ("from Ugledar to Artemivsk", ["ua/donetsk/volnovaskyi/vuhledar", "ua/donetsk/bakhmutskyi/bakhmut"]),
        ("KURSK DISERANG", ["ru/kursk"]),
    ],
)
def test_places_in_four_languages(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Alexander Kursk said so",
        "Letnan Ivan Sudzha berbicara",
        "menurut A. Kursk dari panitia",
        "The New York Times reported",
        "Menteri Israel Katz berkata",
        "Surat itu dibaca Lima orang",
        "Покровский заявил",
        "Wali Kota itu pergi",
        "Nice Serang Metro",
        "kursk in small letters",
        "",
        "…“”'’ \x00",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Belgorod diserang", "ru/belgorod"),
        ("kota Belgorod diserang", "ru/belgorod/belgorod"),
        ("the city of Belgorod", "ru/belgorod/belgorod"),
        ("Belgorod region", "ru/belgorod"),
        ("Wali Kota Kharkiv", "ua/kharkiv/kharkivskyi/kharkiv"),
        ("Bakhmut district", "ua/donetsk/bakhmutskyi"),
        ("distrik Shebekino", "ru/belgorod/shebekinsky"),
        ("Sudzha district", "ru/kursk/sudzhansky"),
        ("Kyiv mengatakan", "ua/kyiv"),
        ("Moskow mengatakan", "ru/moscow"),
    ],
)
def test_a_generic_word_tells_a_region_from_its_centre(text: str, expected: str) -> None:
    assert ids(text) == [expected]


def test_the_regions_of_a_text_tell_namesakes_apart() -> None:
    belgorod = ids("Di wilayah Belgorod, desa Popovka diserang.")
    sumy = ids("In the Sumy region the village of Popivka was hit.")
    assert belgorod == ["ru/belgorod", "ru/belgorod/krasnoyaruzhsky/popovka"]
    assert sumy[1].startswith("ua/sumy/")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("российские войска в Северной Корее", ["ru", "kp"]),
        ("харківська область", ["ua/kharkiv"]),
        ("московская патриархия", []),
        ("на Чёрном море и в Красном море", ["black-sea", "red-sea"]),
        ("в Часовом Яре, Соединённых Штатов", ["ua/donetsk/bakhmutskyi/chasiv-yar", "us"]),
        ("Мало того. Так и было. Таким вот.", []),
        ("Вони кажуть, що він є. Крім того, війна.", []),
    ],
)
def test_slavic_cases_and_common_words(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("berapa drone ukraina di belgorod", ["ua", "ru/belgorod"]),
        ("what did kyiv say about kupyansk", ["ua/kyiv", "ua/kharkiv/kupianskyi/kupiansk"]),
        ("kita bisa apa saat ini", []),
    ],
)
def test_typed_questions_need_no_capitals(question: str, expected: list[str]) -> None:
    assert [mention.id for mention in gazetteer().find(question, any_case=True)] == expected
    assert found(question) == []


def test_a_list_carries_on() -> None:
    assert len(ids("near Sudzha, Plekhovo and Makhnovka")) == 3


def test_the_article_that_the_project_began_with() -> None:
    path = Path(__file__).parents[4] / "shared/seed/article.id.txt"
    if not path.exists():
        pytest.skip("the article is not beside the repository")
    text = path.read_text(encoding="utf-8")
    expected = {
        "ru/belgorod/shebekinsky/shebekino",
        "ru/belgorod/belgorodsky/ustinka",
        "ru/nizhny-novgorod",
        "ru/voronezh",
        "ua/kyiv",
        "ru/moscow",
        "us",
    }
    assert expected <= set(ids(text)) <= expected | {"ru", "ua", "ru/kursk", "ru/belgorod"}


def test_a_first_name_is_a_place_only_beside_a_generic_word() -> None:
    assert ids("Vladimir Putin visited the Vladimir region") == ["ru/vladimir"]


@given(st.text(alphabet=st.sampled_from("KurskBelgoodУдиСж' .,-\n"), max_size=60))
def test_mentions_are_in_order_and_slice_the_text(text: str) -> None:
    mentions = gazetteer().find(text)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(mentions))
    assert all(m.id in gazetteer() for m in mentions)


def test_the_index_keeps_the_order_and_the_needs() -> None:
    index = NameIndex()
    index.add("first", ["mira??", "mira lama"])
    index.add("second", ["mira", "~mir"])
    assert index.lookup(words_of("Mira"), "Mira") == {"first": Need.GENERIC_WORD, "second": Need.NOTHING}
    assert list(index.lookup(words_of("Миру"), "Миру")) == ["second"]
    assert index.longest(words_of("Mira")[0]) == 2
