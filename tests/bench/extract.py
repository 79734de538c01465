"""Extraction on all development sets at hand: scores, what was newly found and lost, articles per second.

    python -m tests.bench extract            scores, gains and losses against the baseline
    python -m tests.bench extract --save     the same, and writes the baseline anew

The sets lie beside the repository and are never part of it; a missing one is skipped. The baseline holds
hashes and offsets of found facts, no text. Gold of the two public corpora is built from mirrors ($NEWS_MIRROR).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from store.extraction import extract
from store.extraction.predict import predict
from store.model import Article

ROOT = Path(__file__).parents[2]
# Beside the repository, or one level up where the repository is a worktree.
BESIDE = [folder / "shared" / "eval" / "extract" for folder in (ROOT.parent, ROOT.parent.parent)]
SHARED = next((folder for folder in BESIDE if folder.exists()), BESIDE[0])
BASELINE = Path(__file__).with_name("extract_baseline.json")
PUBLIC = {"pfsa-dev": ("pfsa", "dev"), "polnear-dev": ("polnear", "dev")}
OWN = {"seed": "gold_seed.jsonl", "dev": "gold_dev.jsonl"}
ARTICLE = 1350  # characters of the article to which speeds refer
RUNS = 7


def rows(path: Path) -> list[dict[str, Any]]:
    """The JSON lines of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def gold_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The development sets that can be had: name and file."""
    for name, file in OWN.items():
        if (SHARED / file).exists():
            yield name, SHARED / file
    for name, (corpus, split) in PUBLIC.items():
        path = folder / f"{name}.jsonl"
        command = [sys.executable, str(SHARED / "loaders.py"), corpus, "--split", split, "--out", str(path)]
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode == 0 and path.exists():
            yield name, path
        else:
            print(f"{name}: not at hand, skipped", file=sys.stderr)


def article(row: dict[str, Any]) -> Article:
    """A gold row as an article."""
    try:
        published = date.fromisoformat(str(row.get("date") or "")[:10])
    except ValueError:
        published = None
    return Article(row["id"], row["text"], row["lang"], row.get("title", ""), published)


def predictions(gold: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What extraction finds in the articles of a set."""
    return [predict(extract(article(row))) for row in gold]


def score(gold: Path, predicted: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """The scorer's own numbers."""
    path = folder / "predictions.jsonl"
    path.write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in predicted), encoding="utf-8"
    )
    command = [sys.executable, str(SHARED / "score.py"), "--pred", str(path), "--gold", str(gold), "--json"]
    return dict(json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout))


def fingerprints(predicted: Iterable[dict[str, Any]]) -> set[str]:
    """One mark for each fact: article, offsets, and a hash of who says it and what kind it is."""
    found = set()
    for row in predicted:
        for fact in [*row["quotes"], *row["claims"]]:
            who = "|".join(str(fact.get(key, "")) for key in ("kind", "speaker", "claimant", "value"))
            mark = hashlib.sha256(who.encode()).hexdigest()[:10]
            found.add(f"{row['id']}:{fact['start']}-{fact['end']}:{mark}")
    return found


def speed(gold: list[dict[str, Any]]) -> float:
    """Articles of 1,350 characters a second on one core: median of several runs over a sample."""
    sample = [article(row) for row in gold[:40]]
    size = sum(len(one.text) for one in sample)
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        for one in sample:
            extract(one)
        times.append(time.process_time() - start)
    return size / ARTICLE / statistics.median(times)


def lines(scores: dict[str, Any]) -> Iterator[str]:
    """The headline of each section of the scorer's answer."""
    for section, values in scores.items():
        if isinstance(values, dict):
            cells = (f"{name} {value.get('F1', value.get('acc'))}" for name, value in values.items())
            yield f"  {section}: {', '.join(cells)}"


def main(argv: list[str]) -> int:
    """Score every set at hand, and compare what was found with the baseline."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench extract", description=__doc__)
    parser.add_argument("--save", action="store_true", help="write the baseline anew")
    options = parser.parse_args(argv)
    before = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    after: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, path in gold_files(folder):
            gold = rows(path)
            predicted = predictions(gold)
            marks = fingerprints(predicted)
            old = set(before.get(title, ()))
            after[title] = sorted(marks)
            print(f"{title}: {len(gold)} articles, {speed(gold):.0f} articles/s")
            print("\n".join(lines(score(path, predicted, folder))))
            print(f"  newly found {len(marks - old)}, newly lost {len(old - marks)}, kept {len(marks & old)}")
            for sign, changed in (("+", marks - old), ("-", old - marks)):
                print("".join(f"  {sign} {mark}\n" for mark in sorted(changed)[:10] if old), end="")
    if options.save and after:
        BASELINE.write_text(json.dumps({**before, **after}, indent=0) + "\n", encoding="utf-8")
    return 0
