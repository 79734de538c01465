from datetime import date

from store.chronicle import Chronicle
from store.model import Speaker


def test_the_newest_comes_first_and_undated_ones_last() -> None:
    chronicle = Chronicle()
    chronicle.add("old", date(2024, 8, 1), ["ru"])
    chronicle.add("new", date(2024, 8, 14), ["ru", "ru/kursk"])
    chronicle.add("undated", None, ["ua"])
    chronicle.add("new", date(2024, 8, 14), ["ru", "ru/kursk"])
    assert list(chronicle.latest()) == [
        (date(2024, 8, 14), "new"),
        (date(2024, 8, 1), "old"),
        (None, "undated"),
    ]
    assert [article for _, article in chronicle.latest("ru/kursk")] == ["new"]
    assert chronicle.regions == {"ru", "ru/kursk", "ua"}
    assert Chronicle().regions == frozenset()


def test_a_person_is_found_in_any_spelling_and_nobody_else() -> None:
    chronicle = Chronicle()
    chronicle.add("old", date(2024, 8, 1), [], [Speaker("Oleksandr Sirsky", "Panglima")])
    chronicle.add(
        "new", date(2024, 8, 14), [], [Speaker("Oleksandr Syrskyi", "commander"), Speaker("Ivan Petrov")]
    )
    found = chronicle.mentions("Oleksandr Syrsky")
    assert [(mention.article, mention.role) for mention in found] == [
        ("new", "commander"),
        ("old", "Panglima"),
    ]
    assert chronicle.mentions("Ann Nobody") == []
    assert chronicle.mentions("") == []
