from datetime import date

import pytest

from handlers.gloss import amount, gloss_line
from handlers.texts import texts
from store import Bound, Gloss, Stance

NIGHT = date(2024, 8, 13)


@pytest.mark.parametrize(
    ("lang", "gloss", "line"),
    [
        (
            "en",
            Gloss("downed", 117, unit="drone", translated=True, bound=Bound.EXACT, who="Russia",
                  places=("Kursk", "Voronezh"), start=NIGHT, end=NIGHT, when="night"),
            "117 drones shot down, says Russia; night to 14 Aug 2024: Kursk, Voronezh",
        ),
        ("id", Gloss("killed", 1200, unit="orang", bound=Bound.ABOUT), "Sekitar 1.200 orang tewas, menurut artikel"),
        ("en", Gloss("killed", 0, unit="person"), "No deaths reported, according to the article"),
        ("en", Gloss("killed", 10, 14, unit="people", who="A"), "10–14 people killed, says A"),
        ("id", Gloss("wounded", bound=Bound.TENS, unit="tentara"), "Puluhan tentara terluka, menurut artikel"),
        ("en", Gloss("unheard-of", 1, unit="ship"), "1 ship, according to the article"),
        ("en", Gloss("killed", 14, unit="casualty", translated=True), "14 killed, according to the article"),
        ("en", Gloss("destroyed", 2, unit="battery", translated=True, who="A"), "2 batteries destroyed, says A"),
        ("en", Gloss("killed", 1, unit="people", translated=True, who="A"), "1 person killed, says A"),
        ("id", Gloss("killed", 1, unit="orang", translated=True, who="A"), "1 orang tewas, kata A"),
        ("en", Gloss("killed", 3, unit="woman", translated=True, who="A"), "3 women killed, says A"),
        ("en", Gloss("destroyed", fraction="1/3"), "1/3 destroyed, according to the article"),
        ("en", Gloss("event", topics=("nothing", "attack"), who="A", stance=Stance.DENIES), "Attack, denied by A"),
        ("id", Gloss("event", places=("Sumy",)), "Laporan, menurut artikel; Sumy"),
        ("id", Gloss("quotation", who="A", stance=Stance.WARNS, start=NIGHT, end=date(2024, 8, 14)),
         "A memperingatkan; 13 Agu 2024 – 14 Agu 2024"),
        ("en", Gloss("quotation"), "Somebody whom the article does not name says"),
    ],
)  # fmt: skip
def test_a_gloss_says_what_who_when_and_where(lang: str, gloss: Gloss, line: str) -> None:
    assert gloss_line(texts(lang), gloss) == line


def test_an_amount_is_as_bounded_as_its_source() -> None:
    t = texts("en")
    assert amount(t, Gloss("killed", 12, bound=Bound.AT_LEAST)) == "at least 12"
    assert amount(t, Gloss("killed", 12, bound=Bound.AT_MOST)) == "at most 12"
    assert amount(t, Gloss("killed")) == ""
