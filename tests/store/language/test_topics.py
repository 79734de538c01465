from __future__ import annotations

import pytest

from store.language.glossary import load_glossary
from store.language.topics import load_topics, named_topic, topics_of


def test_every_topic_names_concepts_of_the_glossary_and_has_names() -> None:
    for topic in load_topics().values():
        assert topic.concepts <= set(load_glossary()), topic.key
        assert topic.names
        assert {named_topic(name) for name in topic.names} == {topic.key}


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("drones", "drones"),
        ("Drone", "drones"),
        ("negotations", "negotiations"),
        ("gencatan  senjata", "negotiations"),
        ("korban jiwa", "casualties"),
        ("pengunsi", "evacuation"),
        ("aid", "aid"),
        ("aida", ""),
        ("Belgorod", ""),
        ("", ""),
    ],
)
def test_a_typed_name_finds_its_topic(typed: str, topic: str) -> None:
    assert named_topic(typed) == topic


def test_an_article_is_about_what_its_title_or_several_facts_speak_of() -> None:
    one = [("", "The talks will go on, he said"), ("downed", "12 drones were shot down")]
    assert topics_of("", one, "en") == ("drones",)
    assert "negotiations" in topics_of("Talks in the capital", one, "en")
    assert "negotiations" in topics_of("", [*one, ("", "Negotiations are hard")], "en")
    assert topics_of("Dua warga tewas", [("killed", "Dua warga tewas")], "id") == ("casualties",)
