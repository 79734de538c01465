"""Content clauses, without cue, speaker and complementiser."""

import pytest

from store.extraction.draft import extract
from store.model import Quotation
from tests.store.extraction.samples import article, findings

CLAUSES = [
    ("id", "Koval mengatakan bahwa jalan ditutup.", ["jalan ditutup"]),
    ("id", "Namun, jalan itu ditutup, katanya. Maryna Koval pergi.", ["jalan itu ditutup"]),
    ("en", "The road was shut, according to Maryna Koval.", ["The road was shut"]),
    ("en", "Maryna Koval said the road was “shut for good”.", ["the road was “shut for good”"]),
    ("id", '"Jalan ditutup," kata Koval.', []),
    ("en", "Lypky and Verkhiv blamed each other.", []),
    # a clause without "that" behind a verb that mostly has none
    ("en", "Maryna Koval announced it would rain.", ["it would rain"]),
    # a finite verb, a possessive or a name that fills the left side: "said" is no "said X"
    ("en", "Maryna Koval, spokeswoman for Lypky, said the army left.", ["the army left"]),
    ("en", "Maryna Koval, the mayor, said Bondar's house burnt.", ["Bondar's house burnt"]),
    # described subjects behind a comma
    ("en", "The road is shut, top local lawmakers said on Friday.", ["The road is shut"]),
    # it ends where a verb of the same speaker goes on
    (
        "en",
        "Maryna Koval said she thinks it is shut, arguing that it rains.",
        ["she thinks it is shut", "it rains"],
    ),
    # what a cue is about begins behind its preposition; nobody beside a cue, no content
    ("en", "Maryna Koval warned of a larger attack on the town.", ["a larger attack on the town"]),
    ("id", "Nilai itu berada di bawah batas.", []),
    ("en", "Twelve people were hurt, say officials.", ["Twelve people were hurt"]),
    ("en", "Maryna Koval said on Monday that troops had left.", ["troops had left"]),
    # a headline's cue, a bare root far from its subject, a mere purpose, a subject that no list has
    ("en", "Koval warns of a larger attack on the town\nIt rained. It snowed.", []),
    ("id", "Bondar menekan kenaikan biaya dan gejolak nilai tukar mata uang.", []),
    ("id", "Rusia memakai selat untuk menyatakan ketidakpuasan atas sanksi.", []),
    ("id", "Rusia menguasai selat, konvensi internasional menyatakan kapal boleh lewat.", []),
    # passives and nouns are no cues
    ("en", "Maryna Koval was called a liar.", []),
    ("en", "Maryna Koval sang on his show for hours.", []),
]


@pytest.mark.parametrize(("lang", "text", "contents"), CLAUSES)
def test_the_clause_is_cut_out(lang: str, text: str, contents: list[str]) -> None:
    found = findings(text, lang)
    assert [found.page.words(clause.content) for clause in found.clauses] == contents


def said(text: str) -> list[tuple[str, str]]:
    found = extract(article(text, "en"))
    quotations = [fact for fact in found.facts if isinstance(fact, Quotation) and not fact.direct]
    return [(one.attribution.name, one.span.of(found.article.text)) for one in quotations]


def test_what_introduces_a_quotation_is_not_said_by_its_speaker() -> None:
    assert said("His minister disagreed: “There is no way,” Olena Mirova said on Friday.") == []


def test_according_to_her_is_whoever_spoke() -> None:
    text = (
        "Olena Mirova said a ship burnt.\nAccording to her, the port was closed.\n"
        "The crew was safe, according to her."
    )
    assert said(text)[1:] == [("Olena Mirova", "the port was closed"), ("Olena Mirova", "The crew was safe")]


def test_what_a_source_asks_for_itself_is_no_news() -> None:
    assert said("A medic, who asked not to be named, said the road was open.") == [
        ("medic", "the road was open")
    ]


def test_who_calls_on_somebody_asks() -> None:
    assert said("Olena Mirova called on the council to act.") == [("Olena Mirova", "the council to act")]


STARTS = [
    ("Ihor Bondar urged the crew to leave the port.", "the crew to leave the port"),
    ("Ihor Bondar told the crew that the port was shut.", "the port was shut"),
    (
        "Ihor Bondar told reporters he was late and that the port was shut.",
        "he was late and that the port was shut",
    ),
    ("Ihor Bondar said in a talk with the crew that the port was shut.", "the port was shut"),
]


@pytest.mark.parametrize(("text", "content"), STARTS)
def test_the_content_begins_where_its_words_do(text: str, content: str) -> None:
    found = findings(text, "en")
    assert [found.page.words(clause.content) for clause in found.clauses] == [content]


def test_who_declines_to_comment_says_nothing() -> None:
    assert said("Olena Mirova declined to comment on the talks.") == []


def test_who_vows_to_respond_does_say_something() -> None:
    assert said("Iran vowed to respond to the attack.") == [("Iran", "to respond to the attack")]
