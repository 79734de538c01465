"""Data of the search benchmark: the development set, public question sets, and as many distractors as wanted.

Public corpora are read at run time from bare git mirrors below `NEWS_MIRROR` (`owner+name/repo`); what is
missing is skipped. Only train and valid splits are ever opened.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import io
import json
import os
import random
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from store.search import Record

ROOT = Path(__file__).parents[2]
SHARED = next((found for up in ROOT.parents if (found := up / "shared").is_dir()), ROOT.parent / "shared")
RETRIEVE = SHARED / "eval" / "retrieve"


@dataclass(frozen=True)
class Asked:
    """A question with the ids that answer it (none: unanswerable)."""

    id: str
    lang: str
    text: str
    gold: frozenset[str] = frozenset()
    asked_on: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def held_out(self) -> bool:
        """A third of the questions, by hash of the id, is looked at only at the end."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 3 == 0


def scorer() -> ModuleType:
    """The development set's own `score.py`."""
    spec = importlib.util.spec_from_file_location("retrieve_score", RETRIEVE / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def development() -> tuple[list[Record], list[Asked]]:
    """Facts and questions (answerable and not) of the development set; empty where it is missing."""
    if not RETRIEVE.exists():
        return [], []
    read = scorer().read_jsonl
    keys = ("id", "text", "lang", "date", "region", "speaker", "claimed_by", "kind")
    facts = [Record(**{key: row[key] for key in keys}) for row in read(RETRIEVE / "dev_facts.jsonl")]
    rows = read(RETRIEVE / "dev_questions.jsonl") + read(RETRIEVE / "dev_unanswerable.jsonl")
    return facts, [
        Asked(
            row["id"],
            row["lang"],
            row["q"],
            frozenset(row.get("gold", ())),
            row.get("asked_on"),
            tuple(row.get("tags", ())),
        )
        for row in rows
    ]


def invented() -> tuple[list[Record], list[Asked]]:
    """The project's own invented facts and questions."""
    return _own("search")


def fresh() -> tuple[list[Record], list[Asked]]:
    """Invented facts and questions by somebody who had not seen the rules of the search; some have no answer."""
    return _own("fresh")


def near() -> tuple[list[Record], list[Asked]]:
    """The same by somebody else; nearly half of the questions just miss a fact."""
    return _own("near")


def _own(name: str) -> tuple[list[Record], list[Asked]]:
    folder = ROOT / "tests" / "corpus"
    facts, rows = (
        [json.loads(line) for line in (folder / file).read_text(encoding="utf-8").splitlines()]
        for file in (f"{name}_facts.jsonl", f"{name}_questions.jsonl")
    )
    return [Record(**fact) for fact in facts], [
        Asked(row["id"], row["lang"], row["q"], frozenset(row["gold"]), row.get("asked_on")) for row in rows
    ]


def with_edits(question: Asked, count: int, seed: str = "1") -> str:
    """The question with random character edits, the same ones as `score.py edits` makes."""
    edit = scorer().edit_once
    rng = random.Random(f"{seed}:{question.id}:{count}")
    text = question.text
    for _ in range(count):
        text = edit(text, rng)
    return text


def _show(repository: str, path: str) -> bytes | None:
    folder = Path(os.environ.get("NEWS_MIRROR", "")) / repository / "repo"
    if not os.environ.get("NEWS_MIRROR") or not folder.exists():
        return None
    command = ["git", "--git-dir", str(folder), "show", f"HEAD:{path}"]
    done = subprocess.run(command, capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else None


def facqa(split: str = "valid") -> tuple[list[Record], list[Asked]]:
    """IndoNLU FacQA: questions about news passages (Indonesian); distinct passages are the records."""
    data = _show("IndoNLP+indonlu", f"dataset/facqa_qa-factoid-itb/{split}_preprocess.csv")
    if data is None or split == "test":
        return [], []
    passages: dict[str, str] = {}
    asked = []
    for number, row in enumerate(csv.DictReader(io.StringIO(data.decode()))):
        passage = " ".join(_literal_list(row["passage"]))
        key = passages.setdefault(passage, f"facqa-{split}-p{len(passages)}")
        text = " ".join(_literal_list(row["question"]))
        asked.append(Asked(f"facqa-{split}-{number}", "id", text, frozenset([key])))
    return [Record(key, passage, "id") for passage, key in passages.items()], asked


def _literal_list(text: str) -> list[str]:
    import ast

    return [str(item) for item in ast.literal_eval(text)]


def idk_mrc(split: str = "valid") -> tuple[list[Record], list[Asked]]:
    """IDK-MRC: Indonesian questions about passages, half of them without an answer there."""
    data = _show("rifkiaputri+IDK-MRC", f"dataset/idk_mrc/{split}.json")
    if data is None or split == "test":
        return [], []
    records, asked = [], []
    for number, passage in enumerate(json.loads(data)):
        key = f"idk-{split}-p{number}"
        records.append(Record(key, passage["context"], "id"))
        for item in passage["qas"]:
            gold = frozenset[str]() if item["is_impossible"] else frozenset([key])
            asked.append(Asked(f"idk-{split}-{item['id']}", "id", item["question"], gold))
    return records, asked


def real_sentences() -> list[tuple[str, str]]:
    """(language, sentence) of real news and encyclopedia text that answers none of the questions."""
    found: list[tuple[str, str]] = []
    for lang, name in (("id", "ind"), ("en", "eng-US")):
        data = _show("MicrosoftTranslator+NTREX", f"NTREX-128/newstest2019-ref.{name}.txt")
        found += [(lang, line.strip()) for line in (data or b"").decode().splitlines() if line.strip()]
    source = _show("MicrosoftTranslator+NTREX", "NTREX-128/newstest2019-src.eng.txt")
    found += [("en", line.strip()) for line in (source or b"").decode().splitlines() if line.strip()]
    for record in (*idk_mrc("train")[0], *facqa("train")[0]):
        parts = re.split(r"(?<=[.!?])\s+", record.text)
        found += [("id", part) for part in parts if 40 <= len(part) <= 300]
    return found


def distractors(count: int, seed: int = 5) -> Iterator[Record]:
    """`count` records of conflict-like and other news: real sentences first, then made from parts of them."""
    rng = random.Random(seed)
    pool = real_sentences() or [("id", "Berita lain dari kota lain.")]
    rng.shuffle(pool)
    halves: dict[str, list[str]] = {"id": [], "en": []}
    for lang, sentence in pool:
        halves[lang].append(sentence)
    start = date(2022, 3, 1)
    for number in range(count):
        day = start + timedelta(days=rng.randrange(1600))
        if number < len(pool):
            lang, text = pool[number]
        else:
            lang = rng.choice(("id", "id", "en"))
            text = _spliced(rng, halves[lang] or halves["id"])
        yield Record(f"other-{number}", text, lang, day, kind=rng.choice(("claim", "event", "quotation")))


def _spliced(rng: random.Random, sentences: list[str]) -> str:
    """The beginning of one sentence with the end of another, some words drawn from a third, new numbers."""
    first, second, third = (rng.choice(sentences).split() for _ in range(3))
    words = first[: max(4, len(first) // 2)][:14] + second[len(second) // 2 :][:12]
    for _ in range(3):
        words[rng.randrange(len(words))] = rng.choice(third)
    return " ".join(re.sub(r"\d", lambda _: str(rng.randrange(1, 10)), word) for word in words)


def rows_as_predictions(answers: dict[str, list[tuple[str, float]]]) -> Iterator[dict[str, Any]]:
    """Predictions in the format of `score.py`."""
    for key, hits in answers.items():
        yield {"id": key, "hits": hits}
