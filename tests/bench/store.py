"""The store beside the disk's own limit: `python -m tests.bench store`.

Raw append+fdatasync, the journal and SQLite (WAL, FULL) take turns in the same run; what counts are the medians
of the rounds' ratios, since a disk's speed changes from one second to the next.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from store.database import Change, Engine, open_engine
from store.database.journal import JournalStorage, JournalTable

__all__ = ["main"]

OUTSTANDING = 256


class Database(TinyDB):
    table_class = JournalTable


def fact(number: int) -> dict[str, Any]:
    """A fact of usual size: about 280 bytes of JSON."""
    return {
        "id": f"f{number:07d}", "article": f"a{number // 12:06d}", "is": "c", "kind": "strike",
        "span": [number % 4000, number % 4000 + 180], "sentence": [number % 4000, number % 4000 + 180],
        "quantity": {"value": number % 500, "unit": "drone", "bound": "exact"},
        "claimant": {"name": f"Speaker {number % 300}", "role": "spokesman"}, "regions": ["ru/belgorod"],
        "time": {"surface": "semalam", "start": "2024-08-13", "end": "2024-08-14"},
    }  # fmt: skip


def rate(work: Callable[[int], None], count: int) -> float:
    """Calls a second."""
    begun = time.perf_counter()
    for number in range(count):
        work(number)
    return count / (time.perf_counter() - begun)


class Raw:
    """What the disk gives: one append of a fact's size and one fdatasync at a time."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        self._data = json.dumps(fact(1)).encode()

    def __call__(self, _: int) -> None:
        os.write(self._file, self._data)
        os.fdatasync(self._file)


class Sqlite:
    """SQLite as carefully set: WAL and synchronous=FULL."""

    def __init__(self, path: Path) -> None:
        self.link = sqlite3.connect(path, isolation_level=None)
        self.link.execute("pragma journal_mode=wal")
        self.link.execute("pragma synchronous=full")
        self.link.execute("create table facts (id integer primary key, doc text)")

    def one(self, number: int) -> None:
        self.link.execute("insert into facts (doc) values (?)", (json.dumps(fact(number)),))

    def hundred(self, number: int) -> None:
        self.link.execute("begin")
        for place in range(100):
            self.one(number * 100 + place)
        self.link.execute("commit")


def outstanding(engine: Engine, count: int) -> float:
    """Commits a second with 256 always under way."""
    waiting: deque[Future[int]] = deque()
    changes = [[Change("facts", f"g{number:07d}", fact(number))] for number in range(count)]
    begun = time.perf_counter()
    for change in changes:
        if len(waiting) == OUTSTANDING:
            waiting.popleft().result()
        waiting.append(engine.commit(change))
    while waiting:
        waiting.popleft().result()
    return count / (time.perf_counter() - begun)


def inserts(rounds: int, count: int) -> dict[str, float]:
    """Rates against raw, as medians of the rounds' ratios."""
    ratios: dict[str, list[float]] = {}
    raws: list[float] = []
    with tempfile.TemporaryDirectory(prefix="kabar-bench-", dir=".") as name:
        folder = Path(name)
        raw, lite = Raw(folder / "raw"), Sqlite(folder / "sqlite")
        database, engine = Database(folder / "tiny", storage=JournalStorage), open_engine(folder / "engine")
        table = database.table("facts")
        for _ in range(rounds):
            before = rate(raw, count)
            found = {
                "tinydb_insert": rate(lambda number: table.insert(fact(number)), count),
                "engine_commit": rate(
                    lambda number: (
                        engine.commit([Change("facts", f"s{number}", fact(number))]).result() and None
                    ),
                    count,
                ),
                "sqlite_insert": rate(lite.one, count),
            }
            reference = statistics.mean([before, rate(raw, count)])
            found["group_256"] = outstanding(engine, count * 20)
            found["sqlite_100_a_transaction"] = 100 * rate(lite.hundred, max(1, count // 10))
            raws.append(reference)
            for key, value in found.items():
                ratios.setdefault(key, []).append(value / reference)
        database.close()
        engine.close()
        lite.link.close()
    medians = {key: round(statistics.median(values), 3) for key, values in ratios.items()}
    return {"raw_per_s": round(statistics.median(raws)), **medians}


def update_at(sizes: tuple[int, int], rounds: int) -> dict[str, float]:
    """The median time of one update in a large table over that in a small one, in turns."""
    with tempfile.TemporaryDirectory(prefix="kabar-bench-", dir=".") as name:
        databases = [Database(Path(name) / str(size), storage=JournalStorage) for size in sizes]
        tables = [database.table("facts") for database in databases]
        for table, size in zip(tables, sizes, strict=True):
            table.insert_multiple([fact(number) for number in range(size)])
        for database in databases:
            database.close()  # a large insert starts a snapshot; its end is part of the insert
        databases = [Database(Path(name) / str(size), storage=JournalStorage) for size in sizes]
        tables = [database.table("facts") for database in databases]
        times: list[list[float]] = [[], []]
        for number in range(2 * rounds):
            for place, table in enumerate(tables):
                begun = time.perf_counter()
                table.update({"n": number}, doc_ids=[number + 1])
                if number >= rounds:  # before, the files' first pages after opening are part of it
                    times[place].append(time.perf_counter() - begun)
        for database in databases:
            database.close()
    small, large = (statistics.median(values) * 1000 for values in times)
    return {"small_ms": round(small, 3), "large_ms": round(large, 3), "update_ratio": round(large / small, 3)}


LOAD = """
import sys, time
from pathlib import Path
from store.database import open_engine
def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])
before = peak()
begun = time.perf_counter()
engine = open_engine(Path(sys.argv[1]))
took = time.perf_counter() - begun
after = peak()
print(took, before / 1024, after / 1024, len(engine.scan("facts", limit=1 << 30)))
engine.close()
"""


def load(count: int, rounds: int) -> dict[str, float]:
    """Seconds and MiB of opening a store with so many facts, from the journal and from a snapshot."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="kabar-bench-", dir=".") as name:
        engine = open_engine(Path(name))
        for begin in range(0, count, 1000):
            changes = [Change("facts", f"{n:07d}", fact(n)) for n in range(begin, begin + 1000)]
            engine.commit(changes).result()
        for kind in ("journal", "snapshot"):
            if kind == "snapshot":
                engine.compact()
            engine.close()
            runs = [_load_once(name) for _ in range(rounds)]
            found[f"{kind}_load_s"] = round(statistics.median(run[0] for run in runs), 3)
            found[f"{kind}_peak_mib"] = round(statistics.median(run[2] for run in runs), 1)
            found["imports_mib"] = round(runs[0][1], 1)
            engine = open_engine(Path(name))
        engine.close()
    return found


def _load_once(folder: str) -> list[float]:
    ended = subprocess.run(
        [sys.executable, "-c", LOAD, folder], check=True, capture_output=True, text=True
    )  # fmt: skip
    return [float(part) for part in ended.stdout.split()]


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench store", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--count", type=int, default=200, help="inserts a round")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--parts", nargs="*", default=["inserts", "update", "load"])
    options = parser.parse_args(argv)
    found: dict[str, Any] = {"bench": "store"}
    if "inserts" in options.parts:
        found |= inserts(options.rounds, options.count)
    if "update" in options.parts:
        found |= update_at((1000, options.documents), options.rounds * 30)
    if "load" in options.parts:
        found |= load(options.documents, min(options.rounds, 5))
    print(json.dumps(found), flush=True)
    for key, value in found.items():
        print(f"{key:28} {value}", file=sys.stderr)
    return 0
