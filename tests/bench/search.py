"""The search benchmark: `python -m tests.bench search`. One JSON line a system, then readable tables.

Accuracy over the development questions (the open two thirds; `--held-out` shows the rest as well), the
project's own, FacQA and IDK-MRC, each with 0, 1 and 2 random edits; then latency, build, memory and cold start by size.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from store.search import Index, Record
from tests.bench.search_data import (
    Asked,
    development,
    distractors,
    facqa,
    fresh,
    idk_mrc,
    invented,
    near,
    scorer,
    with_edits,
)
from tests.bench.search_peers import ENGINES, MOST_RECORDS, Engine, Kabar

EDITS = (0, 1, 2)
_WARMING = 40  # questions before the clock starts
_BAD = (
    "",
    " ",
    "?" * 4096,
    "drone " * 500,
    "x" * 4096,
    "\x00\u202e\ud800",
    "<b>gladkov</b>",
    "漢字 نص",
    "1 " * 2048,
    '"' + "a " * 2047,
)
Row = dict[str, Any]


def main(argv: Sequence[str] = ()) -> int:
    """Runs what the arguments ask for; 0 = done."""
    options = _options(argv)
    if options.child:
        print(json.dumps(_timed(options.child, options.size)))
        return 0
    if options.opened:
        print(json.dumps(_opened(Path(options.opened))))
        return 0
    rows = [*_accuracies(options), *_scales(options)]
    print()
    for kind in ("accuracy", "scale"):
        _print_table([row for row in rows if row["kind"] == kind])
    return 0


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench search", description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000", help="numbers of records to time at")
    parser.add_argument("--million", action="store_true", help="time a million records, too")
    parser.add_argument("--systems", default=",".join(ENGINES), help="which engines")
    parser.add_argument("--held-out", action="store_true", help="show the held-out third as well")
    parser.add_argument("--no-accuracy", action="store_true")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--opened", help=argparse.SUPPRESS)
    return parser.parse_args(list(argv))


# --- accuracy -------------------------------------------------------------------------------------------


def _sets(held_out: bool) -> Iterator[tuple[str, list[Record], list[Asked]]]:
    facts, asked = development()
    if facts:
        yield "dev", facts, [question for question in asked if not question.held_out]
        bare = [Record(fact.id, fact.text, fact.lang, fact.date) for fact in facts]
        yield "dev-text-only", bare, [question for question in asked if not question.held_out]
        if held_out:
            yield "dev-held-out", facts, [question for question in asked if question.held_out]
    yield "own", *invented()
    yield "near", *near()
    facts, asked = fresh()
    yield "fresh", facts, [question for question in asked if not question.held_out]
    if held_out:
        yield "fresh-held-out", facts, [question for question in asked if question.held_out]
    passages, questions = facqa("valid")
    if passages:
        yield "facqa-valid", passages, questions
        known = {passage.text for passage in passages}
        others = [passage for passage in facqa("train")[0] if passage.text not in known]
        yield "facqa-valid-in-all", passages + others, questions
    passages, questions = idk_mrc("valid")
    if passages:
        yield "idk-mrc-valid", passages, questions


def _accuracies(options: argparse.Namespace) -> Iterator[Row]:
    if options.no_accuracy:
        return
    for name, records, questions in _sets(options.held_out):
        for system in options.systems.split(","):
            engine = ENGINES[system](records)
            row = {"kind": "accuracy", "set": name, "system": system, **_accuracy(engine, questions)}
            print(json.dumps(row), flush=True)
            yield row


def _accuracy(engine: Engine, questions: Sequence[Asked]) -> Row:
    row: Row = {}
    for edits in EDITS:
        tops = [(asked, engine.ask(with_edits(asked, edits), asked.asked_on)[:10]) for asked in questions]
        threshold = _threshold(hits for asked, hits in tops if not asked.gold)
        for lang in sorted({asked.lang for asked in questions}):
            own = [(asked, hits) for asked, hits in tops if asked.lang == lang and asked.gold]
            right = [bool(hits) and hits[0][0] in asked.gold for asked, hits in own]
            sure = [good and hits[0][1] > threshold for good, (_, hits) in zip(right, own, strict=True)]
            row[f"{lang} top1 {edits}e"] = round(statistics.mean(right), 3)
            if threshold > float("-inf"):
                row[f"{lang} right {edits}e"] = round(statistics.mean(sure), 3)
    return row


def _threshold(rankings: Iterable[list[tuple[str, float]]]) -> float:
    scores = [hits[0][1] if hits else float("-inf") for hits in rankings]
    return float(scorer().decline_threshold(scores)) if scores else float("-inf")


# --- scale ----------------------------------------------------------------------------------------------


def _scales(options: argparse.Namespace) -> Iterator[Row]:
    sizes = [int(size) for size in options.sizes.split(",") if size] + [1_000_000] * options.million
    for size in sizes:
        for system in options.systems.split(","):
            if size <= MOST_RECORDS.get(system, size):
                row = _child("--child", system, "--size", str(size))
                print(json.dumps(row), flush=True)
                yield row


def _child(*arguments: str) -> Row:
    """Measures in a process of its own, so that nothing else counts as memory."""
    command = [sys.executable, "-m", "tests.bench.search", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _timed(system: str, size: int) -> Row:
    facts, asked = development()
    questions = [question for question in asked if not question.held_out]
    records = [*facts, *distractors(size - len(facts))][:size]
    before = _resident()
    begin = time.perf_counter()
    engine = ENGINES[system](records)
    row: Row = {
        "kind": "scale",
        "system": system,
        "size": size,
        "build s": round(time.perf_counter() - begin, 2),
    }
    # Other questions than those that are timed: no answer may profit from having been asked for before.
    for question in fresh()[1][:_WARMING]:
        engine.ask(question.text, question.asked_on)
    del records
    gc.collect()
    row["memory MB"] = round(_resident() - before)
    # As the bot does after loading: the collector need not walk a million records again and again.
    gc.freeze()
    row |= _latencies(engine, questions)
    if isinstance(engine, Kabar):
        row |= _own_extras(engine.index)
    return row


def _latencies(engine: Engine, questions: Sequence[Asked]) -> Row:
    times, right = [], []
    for edits in (0, 1):
        for question in questions:
            text = with_edits(question, edits)
            begin = time.perf_counter()
            hits = engine.ask(text, question.asked_on)
            times.append((time.perf_counter() - begin) * 1000)
            if question.gold and not edits:
                right.append(bool(hits) and hits[0][0] in question.gold)
    times.sort()
    return {
        "p50 ms": round(times[len(times) // 2], 2),
        "p99 ms": round(times[len(times) * 99 // 100], 2),
        "top1": round(statistics.mean(right), 3) if right else None,
    }


def _own_extras(index: Index) -> Row:
    """Adding, bad input, saving and opening."""
    adding = [
        _milliseconds(index.add, [Record(f"new-{number}", f"Kapal nomor {number} terbakar di Tuapse.", "id")])
        for number in range(7)
    ]
    worst = max(_milliseconds(index.query, text) for text in _BAD)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        saving = _milliseconds(index.save, path)
        opened = _child("--opened", str(path))
    return {
        "add ms": round(statistics.median(adding), 2),
        "worst bad ms": round(worst, 2),
        "save s": round(saving / 1000, 2),
        **opened,
    }


def _opened(path: Path) -> Row:
    """Cold start of a saved index in a fresh process: until the first answer, and what memory it then has."""
    begin = time.perf_counter()
    index = Index.load(path)
    index.query("berapa drone ditembak jatuh semalam")
    cold = time.perf_counter() - begin
    for question in development()[1]:
        if not question.held_out:
            index.query(question.text, asked_on=question.asked_on)
    return {"cold s": round(cold, 2), "opened MB": round(_resident())}


def _milliseconds(call: Any, *arguments: Any) -> float:
    begin = time.perf_counter()
    call(*arguments)
    return (time.perf_counter() - begin) * 1000


def _resident() -> float:
    """Memory of this process in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def _print_table(rows: Sequence[Row]) -> None:
    for names in dict.fromkeys(tuple(key for key in row if key != "kind") for row in rows):
        own = [row for row in rows if tuple(key for key in row if key != "kind") == names]
        widths = [max(len(name), *(len(str(row[name])) for row in own)) for name in names]
        print("  ".join(name.ljust(width) for name, width in zip(names, widths, strict=True)))
        for row in own:
            print("  ".join(str(row[name]).ljust(width) for name, width in zip(names, widths, strict=True)))
        print()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
