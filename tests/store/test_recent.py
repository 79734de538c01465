from __future__ import annotations

from store.recent import Recent


def test_what_was_asked_for_last_is_kept() -> None:
    recent, made = Recent[int, str](2), list[int]()

    def make(key: int) -> str:
        made.append(key)
        return str(key)

    for key in (1, 2, 1, 3, 1, 2):
        assert recent.get(key, lambda key=key: make(key)) == str(key)
    assert made == [1, 2, 3, 2]


def test_nothing_made_of_old_matter_outlives_a_clearing() -> None:
    recent = Recent[int, str](2)

    def make() -> str:
        recent.clear()
        return "old"

    assert recent.get(1, make) == "old"
    assert recent.get(1, lambda: "new") == "new"
    recent.clear()
    assert recent.get(1, lambda: "newer") == "newer"
