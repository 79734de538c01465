from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from store import Upload, draft_from
from store.stories import MAJOR, NOTABLE, PLAIN, story_of
from tests.builders import ARTICLE


@pytest.mark.parametrize(
    ("sentence", "importance", "toll"),
    [
        ("The mayor of Shebekino said 12 people were killed.", MAJOR, 12),
        ("The mayor of Shebekino said two people were killed.", NOTABLE, 2),
        ("The mayor of Shebekino said two drones were shot down.", PLAIN, 0),
        ("The mayor of Shebekino said 140 drones were shot down.", MAJOR, 0),
        ("The mayor of Shebekino spoke to reporters.", PLAIN, 0),
    ],
)
def test_importance_comes_from_the_figures(sentence: str, importance: int, toll: float) -> None:
    story = story_of(draft_from(Upload(sentence.encode(), lang="en", published=date(2024, 8, 14))))
    assert (story.importance, story.toll) == (importance, toll)


def test_a_story_sounds_again_when_it_is_worse_and_not_when_it_is_told_again() -> None:
    told = story_of(draft_from(Upload(ARTICLE.encode(), lang="en")))
    assert not told.escalates(told)
    assert replace(told, importance=told.importance + 1).escalates(told)
    ten = replace(told, toll=10.0)
    assert not replace(ten, toll=12.0).escalates(ten)
    assert replace(ten, toll=15.0).escalates(ten)
    assert not replace(ten, toll=3.0).escalates(replace(ten, toll=2.0))
