"""The quick forms of the crash drivers; the long ones are run by command."""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from store.database import open_engine
from tests.crash import drive_sender, drive_store
from tests.crash.sender import Desk, handle


@pytest.mark.parametrize("kind", ["kill", "torn", "power"])
def test_no_acknowledged_transaction_is_lost(kind: str) -> None:
    tally = drive_store.trials(kind, 2, seed=7)
    assert (tally.trials, tally.lost, tally.half, tally.failed_starts) == (2, 0, 0, 0), tally.examples


def test_every_cut_is_recovered_and_no_flip_unnoticed() -> None:
    found = drive_store.cuts_and_flips(50, seed=3)
    assert found["recovered"] == found["cuts"]
    assert (found["unnoticed"], found["refused"]) == (0, found["flips"])


def test_nobody_is_left_out_and_nobody_called_too_early() -> None:
    found = asyncio.run(drive_sender.trial(40, 0, random.Random(1), limited=3, blocked=2, retry_after=1))
    assert found["complete"]
    assert (found["lost"], found["early"]) == (0, 0)
    assert found["doubled"] <= 4


def test_the_store_answers_in_order_and_refuses_by_name(tmp_path: Path) -> None:
    requests = [
        {"op": "dump", "id": 1},
        {
            "op": "txn",
            "id": "a",
            "puts": [["t", "k", {"text": "Кіїв\u2028\0"}], ["t", "gone", {}]],
            "dels": [],
        },
        {"op": "txn", "id": "b", "puts": [], "dels": [["t", "gone"], ["t", "never"]]},
        {"op": "txn", "id": "c", "puts": [["t", "\ud800", {}]]},
        {"op": "other", "id": "d"},
        {"op": "dump", "id": 2},
    ]
    ended = subprocess.run(
        [sys.executable, "-m", "tests.crash.store", str(tmp_path / "store")],
        input="\n".join(map(json.dumps, requests)) + "\nno json\n",
        cwd=drive_store.ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert answers[0] == {"dump": {}}
    assert answers[1:3] == [{"ack": "a"}, {"ack": "b"}]
    assert [answer.get("id") for answer in answers if "error" in answer] == ["c", "d", None]
    assert answers[5] == {"dump": {"t": {"k": {"text": "Кіїв\u2028\0"}}}}


async def test_what_can_not_be_published_is_refused(tmp_path: Path) -> None:
    engine = open_engine(tmp_path)
    desk = Desk(engine)
    for line in ("no json", "[]", '{"op": "other"}', '{"op": "publish", "id": "p"}'):
        assert "error" in await handle(desk, line)
    assert await handle(desk, '{"op": "publish", "id": "p", "text": "x", "chats": [1, "1", 2]}') == {
        "ack": "p"
    }
    assert [message.id for message in desk.outbox.due()] == ["p|1", "p|2"]
    engine.close()
