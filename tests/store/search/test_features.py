import numpy as np

from store.search import Index, Record
from store.search.features import FEATURES


def value(ranked_row: np.ndarray, name: str) -> float:
    return float(ranked_row[FEATURES.index(name)])


def test_values_lie_in_their_range_and_say_what_they_mean() -> None:
    index = Index.from_records(
        [
            Record("a", "Gladkov mengatakan 7 drone jatuh di Belgorod.", "id", "2024-08-14"),
            Record("b", "Kebakaran di kilang.", "id", "2024-08-20"),
        ]
    )
    ranked = index.rank("brp drone jatuh di belgorod 14 agustus 2024, kata gladkov")
    row = ranked.rows[ranked.ids.index("a")]
    assert np.all(np.abs(ranked.rows) <= 1)
    assert value(row, "coverage") > 0.9
    assert value(row, "speaker_fits") > 0.9
    assert value(row, "date_near") == 1
    assert value(row, "missing_person") == 0


def test_another_night_is_far_away() -> None:
    index = Index.from_records(
        [
            Record("a", "Tujuh drone ditembak jatuh dalam semalam.", "id", "2024-08-14"),
            Record("b", "Sembilan drone ditembak jatuh dalam semalam.", "id", "2024-08-20"),
        ]
    )
    ranked = index.rank("berapa drone ditembak jatuh semalam", "2024-08-20")
    assert ranked.ids == ("b", "a")
    assert value(ranked.rows[0], "date_near") == 1
    assert value(ranked.rows[1], "date_near") < 0.1


def test_what_is_missing_shows() -> None:
    index = Index.from_records([Record("a", "Tujuh drone jatuh di Belgorod.", "id", "2024-08-14")])
    row = index.rank("drone di rostov 20 agustus 2024 118 macron").rows[0]
    for name in ("missing_place", "missing_number", "missing_person", "explicit_date_far"):
        assert value(row, name) == 1


def test_what_is_done_a_reason_and_a_duration_may_be_missing() -> None:
    index = Index.from_records(
        [
            Record("shut", "Jembatan Korabel ditutup karena retak, kata wali kota.", "id"),
            Record("days", "Bandara Ramon ditutup selama tiga hari.", "id"),
        ]
    )

    def column(question: str, name: str) -> dict[str, float]:
        ranked = index.rank(question)
        return {key: value(row, name) for key, row in zip(ranked.ids, ranked.rows, strict=True)}

    assert column("jembatan korabel diperbaiki", "missing_act")["shut"] == 1
    assert column("jembatan korabel ditutup", "missing_act")["shut"] == 0
    assert column("kenapa ditutup", "missing_reason") == {"shut": 0, "days": 1}
    assert column("berapa lama ditutup", "missing_duration") == {"shut": 1, "days": 0}
