"""Inline mode."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.talk import Bot

READER = 55


async def test_inline_offers_cards_and_the_way_to_the_private_chat(stocked: Bot) -> None:
    reader = stocked.person(READER)
    fields = await reader.inline("mirova")
    assert "bridge is gone" in fields["results"]
    fields = await reader.inline("macron")
    assert fields["results"] == "[]"
    assert "start_parameter" in fields["button"]
    assert (await reader.inline(""))["results"] == "[]"


HALVES = st.characters(categories=("Cs",))
WRITTEN = st.text(st.one_of(HALVES, st.characters(), st.sampled_from("mirova drone belgorod ")), max_size=300)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=WRITTEN)
async def test_every_query_is_answered(stocked: Bot, text: str) -> None:
    assert "results" in await stocked.person(READER).inline(text)


@pytest.mark.parametrize("lang", ["en", "id"])
async def test_half_a_character_is_no_reason_for_silence(stocked: Bot, lang: str) -> None:
    reader = stocked.person(READER, lang)
    assert (await reader.inline("\ud83d"))["results"] == "[]"
    assert "bridge is gone" in (await reader.inline("mirova \ud83d"))["results"]
