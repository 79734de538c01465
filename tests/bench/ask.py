"""A whole `ask` over real articles: search, grouping and figures, as a handler calls it.

    python -m tests.bench ask [--articles 500]

The articles come from the loader beside the repository ($NEWS_MIRROR for the larger part), the questions from the
development set; both are skipped where they are missing. Thread CPU time, so that a busy machine matters less;
answers are asked for once each, so nothing comes from the memory of recent answers.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from store import Question, Store, Upload, open_store, parse_day

SHARED = Path(__file__).parents[3] / "shared"
NOW = datetime(2025, 1, 1, tzinfo=UTC)


def articles(limit: int) -> list[dict[str, str]]:
    """Real articles, as many as there are up to `limit`."""
    loader = SHARED / "corpus/load_dev.py"
    if not loader.exists():
        return []
    done = subprocess.run([sys.executable, str(loader), "--all", "--jsonl"], capture_output=True, check=False)
    rows = [json.loads(line) for line in done.stdout.decode().split("\n") if line]
    return [row for row in rows if row["lang"] in ("id", "en")][:limit]


def questions() -> list[tuple[str, str]]:
    """(question, language) of the development set."""
    path = SHARED / "eval/retrieve/dev_questions.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [(row["q"], row["lang"]) for row in map(json.loads, lines)]


def fill(store: Store, rows: list[dict[str, str]]) -> int:
    """Publish the articles; the number of facts."""
    facts = 0
    for row in rows:
        upload = Upload(
            row["text"].encode(), title=row["title"], published=parse_day(row["date"]), lang=row["lang"]
        )
        draft = store.receive(upload, by="bench", at=NOW).result()
        facts += len(draft.facts)
        store.publish(draft.article.id, at=NOW).result()
    return facts


def main(argv: list[str]) -> int:
    """Print one JSON line; 0 also where the articles are missing."""
    parser = argparse.ArgumentParser(description="a whole ask over real articles")
    parser.add_argument("--articles", type=int, default=500)
    options = parser.parse_args(argv)
    rows, asked = articles(options.articles), questions()
    if not rows or not asked:
        print("the articles or questions are not at hand", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        facts = fill(store, rows)
        spent = []
        for text, lang in asked:
            begin = time.thread_time()
            store.ask(Question(text, lang, date(2025, 6, 20)), limit=12)
            spent.append((time.thread_time() - begin) * 1000)
        store.close()
    result = {"bench": "ask", "articles": len(rows), "facts": facts, "questions": len(spent)}
    result |= {
        "p50_ms": round(statistics.median(spent), 2),
        "p99_ms": round(statistics.quantiles(spent, n=100)[98], 2),
    }
    print(json.dumps(result))
    return 0
