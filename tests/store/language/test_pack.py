"""Packs are complete, and a broken one names every fault at once."""

from pathlib import Path
from typing import Any

import pytest

from store.errors import PackFault
from store.language.pack import Phrases, check_pack, load_pack, pack_languages, read_pack


@pytest.mark.parametrize("lang", pack_languages())
def test_shipped_packs_have_no_fault(lang: str) -> None:
    assert check_pack(lang, read_pack(lang)) == []


def test_indonesian_and_english_ship() -> None:
    assert {"en", "id"} <= set(pack_languages())


def test_an_unknown_language_is_a_fault() -> None:
    with pytest.raises(PackFault) as fault:
        load_pack("xx")
    assert "xx: missing file general.toml" in fault.value.faults


def test_every_fault_is_reported_at_once() -> None:
    pack: dict[str, dict[str, Any]] = {name: dict(keys) for name, keys in read_pack("en").items()}
    pack["strange"] = {}
    pack["general"]["colour"] = ["red"]
    del pack["general"]["openers"]
    pack["general"]["decimal"] = 3
    pack["general"]["articles"] = ["A", "an", "an", " the ", 4]
    pack["general"]["relatives"] = "who"
    pack["numbers"]["scales"] = {"hundred": "many", "fine": 3}
    pack["numbers"]["units"] = []
    pack["dates"]["period_units"] = {"day": "days"}
    assert check_pack("en", pack) == [
        "en: unknown file strange.toml",
        "en/general: unknown key colour",
        "en/general: missing key openers",
        "en/general.decimal: must be a string",
        "en/general.articles: 'A' is not in lower case",
        "en/general.articles: 'an' stands twice",
        "en/general.articles: ' the ' is not a word",
        "en/general.articles: 4 is not a word",
        "en/general.relatives: must be a list",
        "en/numbers.units: must be a table",
        "en/numbers.scales: hundred must be a number",
        "en/dates.period_units: day: must be a list",
    ]


def test_an_unreadable_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "zz").mkdir()
    (tmp_path / "zz" / "general.toml").write_text("decimal =", encoding="utf-8")
    with pytest.raises(PackFault, match=r"zz/general\.toml"):
        read_pack("zz", tmp_path)


def test_phrases_match_the_longest_entry() -> None:
    table = Phrases([("air", "a"), ("air force", "b"), ("air force base", "c")])
    words = ["the", "air", "force", "said"]
    assert table.match(words, 1) == (2, "b")
    assert table.match(words, 0) is None
    assert table.match(["air"], 0) == (1, "a")
    assert table.ending_at(words, 3) == (2, "b")
    assert table.ending_at(words, 1) is None
    assert "air force" in table
    assert "air base" not in table
    assert "" not in table
    assert 3 not in table
    assert table.get("air") == "a"


def test_tables_are_read_by_meaning() -> None:
    pack = load_pack("en")
    assert pack.text("general.decimal") == "."
    assert pack.phrases("cues.active").match(["warned"], 0) == (1, "warns")
    assert pack.phrases("numbers.at_least").match(["at", "least"], 0) == (2, "numbers.at_least")
    assert "said" in pack.words("cues.active")
    assert pack.numbers("dates.months")["may"] == 5
    assert "she" in pack.groups("general.pronouns")["she"]
    assert pack.patterns("furniture.lines")
