"""The real article, handed in as it came, asked in both languages. Skipped where it is not at hand.

What must be shown stands in the gold file beside the article; nothing of the article's text stands here.
"""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from store import Answer, Claim, Question, Quotation, Store, Upload, detect_language, extract, open_store
from store.intake import article_from
from tests.conftest import SHARED
from tests.talk import ADMIN, Bot

ASKED_ON = date(2024, 8, 14)
GOLD = SHARED / "eval/extract/gold_seed.jsonl"


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    if not GOLD.exists():
        pytest.skip("the real article's gold is not at hand")
    found: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def store(gold: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Store:
    opened = open_store(tmp_path_factory.mktemp("seed"))
    upload = Upload(gold["text"].encode(), published=ASKED_ON, source="BBC")
    draft = opened.receive(upload, by="test", at=datetime(2024, 8, 14, tzinfo=UTC)).result()
    opened.publish(draft.article.id, at=datetime(2024, 8, 14, tzinfo=UTC)).result()
    return opened


def ask(store: Store, text: str) -> Answer:
    return store.ask(Question(text, detect_language(text, "id"), ASKED_ON), limit=5)


def quotes_of(gold: dict[str, Any], name: str) -> list[str]:
    found = [q["text"] for q in gold["quotes"] if q["kind"] == "direct" and name in q["speaker"]]
    assert found
    return found


def claim_of(gold: dict[str, Any], value: float) -> dict[str, Any]:
    found: dict[str, Any] = next(c for c in gold["claims"] if c["value"] == value)
    return found


def shown(answer: Answer) -> list[str]:
    return [hit.found.text for hit in answer.hits]


@pytest.mark.parametrize(
    ("question", "speaker", "count"),
    [
        ("what did Gladkov say", "Gladkov", 2),
        ("apa kata Gladkov?", "Gladkov", 2),
        ("gldkov bilang apa", "Gladkov", 2),
        ("apa kata Biden", "Biden", 1),
        ("what did the US president say about Putin", "Biden", 1),
        ("siapa Hiorhi Taikhi", "Taikhi", 1),
        ("who is the Ukrainian foreign ministry spokesman", "Taikhi", 1),
    ],
)
def test_who_said_what(store: Store, gold: dict[str, Any], question: str, speaker: str, count: int) -> None:
    answer = ask(store, question)
    first = shown(answer)[:3]
    wanted = [words for words in quotes_of(gold, speaker) if words in first]
    assert len(wanted) >= count, first
    top = next(hit.found.fact for hit in answer.hits if hit.found.text == wanted[0])
    assert isinstance(top, Quotation)
    assert speaker in top.attribution.name
    assert top.attribution.role


@pytest.mark.parametrize(
    ("question", "value", "claimant"),
    [
        ("drones shot down overnight", 117, "Rusia"),
        ("berapa drone ditembak jatuh semalam", 117, "Rusia"),
        ("how many people left their homes in Kursk", 200000, ""),
        ("berapa warga mengungsi dari Kursk", 200000, ""),
        ("how many settlements does Kyiv control", 74, "Oleksandr Sirsky"),
        ("klaim Sirsky berapa pemukiman", 74, "Oleksandr Sirsky"),
        ("was anyone killed in Shebekino", 0, ""),
        ("ada korban di Ustinka?", 0, ""),
    ],
)
def test_how_many(store: Store, gold: dict[str, Any], question: str, value: int, claimant: str) -> None:
    answer = ask(store, question)
    assert claim_of(gold, value)["sentence"] in shown(answer)[:3]
    figures = [fact for hit in answer.hits if isinstance(fact := hit.found.fact, Claim)]
    assert any(fact.quantity.value == value and fact.claimant.name == claimant for fact in figures)


@pytest.mark.parametrize("question", ["is the 1,000 square km claim true", "klaim 1.000 km persegi"])
def test_the_doubtful_claim_is_marked(store: Store, gold: dict[str, Any], question: str) -> None:
    answer = ask(store, question)
    first = answer.hits[0].found
    assert first.text == claim_of(gold, 1000)["sentence"]
    assert isinstance(first.fact, Claim)
    assert first.fact.status == "disputed"


def test_what_putin_said_on_monday(store: Store, gold: dict[str, Any]) -> None:
    sentence = next(c["sentence"] for c in gold["claims"] if c["surface"].startswith("Ukraina telah menolak"))
    assert any(words in sentence for words in shown(ask(store, "what did Putin say on Monday"))[:3])


@pytest.mark.parametrize(
    "question", ["what did Macron say", "berapa korban di Teheran", "who will win the war"]
)
def test_what_is_not_stored_is_declined(store: Store, question: str) -> None:
    assert ask(store, question).hits == ()


def test_all_direct_quotations_have_the_right_speaker(gold: dict[str, Any]) -> None:
    draft = extract(article_from(Upload(gold["text"].encode(), published=ASKED_ON)))
    quotations = [fact for fact in draft.facts if isinstance(fact, Quotation) and fact.direct]
    found = {fact.span.of(gold["text"]).strip(" ,."): fact.attribution.name for fact in quotations}
    wanted = {q["text"].strip(" ,."): q["speaker"] for q in gold["quotes"] if q["kind"] == "direct"}
    assert found == wanted


async def test_in_telegram_too(seed: bytes, gold: dict[str, Any], tmp_path: Path) -> None:
    async with Bot(tmp_path) as bot:
        editor, reader = bot.person(ADMIN), bot.person(5)
        await reader.say("/subscribe Belgorod")
        (*_, draft) = await editor.upload(seed, caption="2024-08-14 | BBC")
        await editor.press(draft, "Publish")
        while bot.running.courier.backlog or bot.store.outbox.due():
            await asyncio.sleep(0)
        alert = bot.telegram.of(5)[-1]
        assert "Belgorod" in alert.text
        (answer,) = await reader.say("how many drones were shot down last night")
        assert claim_of(gold, 117)["sentence"] in answer.blocks
        assert "says Russia" in answer.text
        assert "Kursk, Voronezh, Belgorod, Nizhny Novgorod" in answer.text
