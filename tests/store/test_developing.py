"""A toll that has grown says so wherever the older figure is shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from store import Question, Store, StoredFact, Upload, open_store
from store.model import Claim

NOW = datetime(2024, 8, 14, 6, 0, tzinfo=UTC)
DAY = date(2024, 8, 14)
FIRST = """Missile strike on Shebekino

A missile strike on Shebekino killed three people and wounded 12 on Wednesday, district governor Olena Mirova said.
“The market is closed until further notice,” Mirova said.
"""
WORSE = """Toll of the Shebekino strike rises

Nineteen people were killed in the missile strike on Shebekino on Wednesday, district governor Olena Mirova said.
She said 12 were wounded.
"""
PART = """Strike on Shebekino: what is known

Two children were killed in the missile strike on Shebekino on Wednesday, district governor Olena Mirova said.
Three people were killed in all, and 12 were wounded.
"""
ELSEWHERE = """Missile strike on Valuyki

A missile strike on Valuyki killed 40 people and wounded 12 on Wednesday, district governor Olena Mirova said.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path)
    yield store
    store.close()


def publish(store: Store, text: str, hours: int = 0) -> str:
    at = NOW + timedelta(hours=hours)
    draft = store.receive(Upload(text.encode(), published=DAY, source=f"Post {hours}"), by="", at=at).result()
    store.publish(draft.article.id, at=at).result()
    return draft.article.id


def killed(store: Store, article: str) -> dict[float | None, StoredFact]:
    found = store.library.main_facts(article, [], limit=99)
    return {f.fact.quantity.value: f for f in found if isinstance(f.fact, Claim) and f.fact.kind == "killed"}


def test_an_older_toll_names_the_newer_one_and_comes_behind_it(store: Store) -> None:
    first = publish(store, FIRST)
    assert killed(store, first)[3].later is None
    second = publish(store, WORSE, 1)
    later = killed(store, first)[3].later
    assert later is not None
    assert (later.article.id, later.fact) == (second, killed(store, second)[19].fact)
    assert killed(store, second)[19].later is None
    answer = store.ask(Question("how many people were killed in Shebekino", "en", DAY))
    numbers = [hit.found.fact.quantity.value for hit in answer.hits if isinstance(hit.found.fact, Claim)]
    assert numbers[:2] == [19, 3]
    store.corrections.retract(second, 1, by="e", at=NOW + timedelta(hours=2)).result()
    assert killed(store, first)[3].later is None


@pytest.mark.parametrize("other", [PART, ELSEWHERE, WORSE.replace("Wednesday", "Monday")])
def test_parts_other_places_and_other_days_take_nothing_from_a_figure(store: Store, other: str) -> None:
    first = publish(store, FIRST)
    publish(store, other, 1)
    assert killed(store, first)[3].later is None


def test_an_article_that_came_before_is_no_later_report(store: Store) -> None:
    publish(store, WORSE)
    first = publish(store, FIRST, 1)
    assert killed(store, first)[3].later is None


def test_a_headline_does_not_repeat_the_figure_of_its_article(store: Store) -> None:
    publish(store, FIRST.replace("Missile strike on Shebekino", "Strike on Shebekino kills three people", 1))
    answer = store.ask(Question("how many people were killed in Shebekino", "en", DAY))
    numbers = [hit.found.fact.quantity.value for hit in answer.hits if isinstance(hit.found.fact, Claim)]
    assert numbers.count(3) == 1
