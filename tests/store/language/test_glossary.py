import tomllib
from importlib.resources import files

from store.language.glossary import Category, abbreviations, load_glossary


def test_the_glossary_is_broad_and_bilingual() -> None:
    concepts = [concept for concept in load_glossary().values() if not concept.is_place]
    assert len(concepts) >= 400
    assert all(concept.phrases or concept.printed for concept in concepts)


def test_related_and_enclosing_keys_exist() -> None:
    glossary = load_glossary()
    for concept in glossary.values():
        assert set(concept.also) <= set(glossary)
        assert concept.within in {"", *glossary}


def test_one_line_in_full() -> None:
    concept = load_glossary()["evacuate"]
    assert concept.category is Category.BODY
    assert {"ungsi", "evacuate", "leave home"} <= set(concept.phrases)
    assert "pemindahan" in concept.printed
    assert concept.also == ("refugee",)


def test_countries_name_their_capitals() -> None:
    russia = load_glossary()["ru"]
    assert russia.is_place
    assert "moscow" in russia.capital


def test_capital_letters_tell_abbreviations_from_words() -> None:
    assert abbreviations()["AS"] == "amerika"


def test_no_key_stands_in_two_tables() -> None:
    # Concepts of all tables share one dictionary: a second one of the same key would replace the first unseen.
    tables = tomllib.loads((files("store.language") / "data" / "glossary.toml").read_text(encoding="utf-8"))
    keys = [key for category in Category for key in tables[category.value]]
    assert len(keys) == len(set(keys)) == len(load_glossary())


def test_the_colourless_are_concepts() -> None:
    tables = tomllib.loads((files("store.language") / "data" / "glossary.toml").read_text(encoding="utf-8"))
    assert set(tables["colourless"]["concepts"].split()) <= set(load_glossary())
