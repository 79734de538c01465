from __future__ import annotations

import pytest

from tests.talk import Bot

READER = 55


@pytest.mark.parametrize("question", ["siapa mirova", "who is Olena Mirova", "who is mirova?"])
async def test_a_question_who_somebody_is_gets_the_card(stocked: Bot, question: str) -> None:
    (card,) = await stocked.person(READER).say(question)
    assert card.text.startswith("Olena Mirova\n")
    assert "governor" in card.text


@pytest.mark.parametrize("question", ["who said the bridge is gone", "what did mirova say", "who is Macron"])
async def test_other_questions_are_questions(stocked: Bot, question: str) -> None:
    (answer, *_) = await stocked.person(READER).say(question)
    assert not answer.text.startswith("Olena Mirova\n")
