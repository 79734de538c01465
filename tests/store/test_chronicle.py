from datetime import date

from store.chronicle import Chronicle


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
