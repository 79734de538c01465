from __future__ import annotations

import pytest

from handlers.keyboards import encode
from handlers.subjects import key
from store import person_subject
from tests.adversarial import TEXTS
from tests.talk import Bot

READER = 55


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("belgorod", "Belgorod"),
        ("drones", "drones"),
        ("negotations", "negotiations"),
        ("olena mirova", "Olena Mirova"),
        ("mirova", "Olena Mirova"),
        ("Zelenskyy", "Zelensky"),
        ("syrsky", "Syrskyi"),
    ],
)
async def test_a_typed_name_is_a_region_a_person_or_a_topic(stocked: Bot, typed: str, label: str) -> None:
    reader = stocked.person(READER)
    (done,) = await reader.say(f"/subscribe {typed}")
    assert label in done.text
    (listed,) = await reader.say("/list")
    assert label in listed.text
    (ended,) = await reader.say(f"/unsubscribe {typed}")
    assert label in ended.text
    assert stocked.store.subscriptions(str(READER)) == []


@pytest.mark.parametrize("text", TEXTS)
async def test_whatever_is_typed_is_answered(direct: Bot, text: str) -> None:
    reader = direct.person(READER)
    line = " ".join(text.encode("utf-8", "ignore").decode().split())[:4000]
    for command in ("subscribe", "unsubscribe", "quiet", "zone", "daily", "mute"):
        assert await reader.say(f"/{command} {line}")


def test_keys_fit_into_a_button_whatever_the_name() -> None:
    subject = person_subject("Володимир " * 20)
    assert len(encode("sw", key(subject), "allow").encode()) <= 64
