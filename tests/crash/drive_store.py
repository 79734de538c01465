"""Drives the store through kills, torn tails and simulated power cuts: `python -m tests.crash.drive_store`.

Each trial writes transactions of several rows, ends the process at a random moment, and lets the next life dump
what it finds: every acknowledged transaction must be there whole, an unacknowledged one whole or not at all.
A power cut keeps of the newest segment only what was synced, plus a random part of the rest, zeros among it.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SIZES = (1, 2, 16)  # rows of a transaction: some smaller than a sector, some of many sectors
ROOT = Path(__file__).parent.parent.parent


@dataclass
class Tally:
    """What all trials of one kind found."""

    trials: int = 0
    acknowledged: int = 0
    lost: int = 0
    half: int = 0
    failed_starts: int = 0
    unknown_kept: int = 0
    examples: list[str] = field(default_factory=list)


class Life:
    """One life of the store's process."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.store", str(folder)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.stdin, self.stdout = self.process.stdin, self.process.stdout

    def ask(self, request: dict[str, Any]) -> dict[str, Any] | None:
        try:
            self.stdin.write(json.dumps(request) + "\n")
            self.stdin.flush()
            line = self.stdout.readline()
        except BrokenPipeError:
            return None
        return json.loads(line) if line.endswith("\n") else None

    def kill(self) -> str:
        """End the process as kill -9 does; what it had still said."""
        self.process.kill()
        rest, _ = self.process.communicate()
        return rest


def transaction(number: int, rng: random.Random) -> dict[str, Any]:
    """Rows that name their transaction, so that a half one shows."""
    text = "x" * rng.randint(0, 400) + rng.choice(["", "\u2028", "Кіїв", "\0"])
    rows = SIZES[number % len(SIZES)]
    puts = [["facts", f"{number}-{row}", {"txn": number, "of": rows, "text": text}] for row in range(rows)]
    dels = [["facts", f"{number - 40}-{row}"] for row in range(max(SIZES))] if number % 3 == 0 else []
    return {"op": "txn", "id": number, "puts": puts, "dels": dels}


def verify(found: dict[str, Any], sent: int, acknowledged: set[int], tally: Tally) -> None:
    """Compare a dump with the numbers that were sent (1 to `sent`) and those that were acknowledged."""
    present: dict[int, int] = {}
    for doc in found.get("facts", {}).values():
        present[doc["txn"]] = present.get(doc["txn"], doc["of"]) - 1
    whole = {number for number, missing in present.items() if missing == 0}
    tally.half += len(set(present) - whole)
    # A transaction that deletes shows only by what is gone; it happened where it was acknowledged or is there.
    gone = {number - 40 for number in whole | acknowledged if number % 3 == 0}
    for number in sorted(acknowledged - whole - gone):
        tally.lost += 1
        tally.examples.append(f"transaction {number} of {sent} is gone")
    tally.unknown_kept += len(whole - acknowledged)


def run_life(
    folder: Path, first: int, rng: random.Random, tally: Tally
) -> tuple[int, set[int], dict[str, Any] | None]:
    """(last sent, those acknowledged, dump at the start) of one life that ends by a kill."""
    life = Life(folder)
    answer = life.ask({"op": "dump", "id": "d"})
    acknowledged: set[int] = set()
    if answer is None:
        tally.failed_starts += 1
        _, errors = life.process.communicate()
        tally.examples.append(errors[-300:])
        return first - 1, acknowledged, None
    number = first - 1
    for _ in range(rng.randint(0, 12)):
        number += 1
        if life.ask(transaction(number, rng)) == {"ack": number}:
            acknowledged.add(number)
    for _ in range(rng.randint(1, 40)):
        number += 1
        life.stdin.write(json.dumps(transaction(number, rng)) + "\n")
    life.stdin.flush()
    time.sleep(rng.random() * 0.02)
    for line in life.kill().splitlines():
        if line.startswith("{") and line.endswith("}"):
            acknowledged.add(json.loads(line)["ack"])
    return number, acknowledged, answer["dump"]


def newest_segment(folder: Path) -> Path:
    return max(folder.glob("journal-*.log"))


def tear(folder: Path, rng: random.Random) -> None:
    """Something was being written when the process ended: a beginning of a frame, or half a frame of garbage."""
    whole = newest_segment(folder).read_bytes()
    with newest_segment(folder).open("ab") as file:
        file.write(whole[: rng.randint(1, 200)] if whole else rng.randbytes(rng.randint(1, 60)))


def cut_power(folder: Path, synced: int, rng: random.Random) -> None:
    """Behind what was synced, each sector of 512 bytes got to the disk or not, in any order."""
    segment = newest_segment(folder)
    data = segment.read_bytes()
    tail = bytearray(data[synced:])
    for sector in range(0, len(tail), 512):
        if rng.random() < 0.5:
            tail[sector : sector + 512] = bytes(len(tail[sector : sector + 512]))
    segment.write_bytes(data[:synced] + tail[: rng.randint(0, len(tail))])


def trials(kind: str, count: int, seed: int) -> Tally:
    """Many lives on one store after another; a new store every 20 lives."""
    rng, tally = random.Random(seed), Tally()
    while tally.trials < count:
        folder = Path(tempfile.mkdtemp(prefix="kabar-crash-"))
        sent, known = 0, set[int]()
        for _ in range(min(20, count - tally.trials)):
            before, earlier = sent, set(known)
            sent, acknowledged, found = run_life(folder, sent + 1, rng, tally)
            if found is None:
                break
            verify(found, before, earlier, tally)
            known |= acknowledged
            tally.trials += 1
            tally.acknowledged += len(acknowledged)
            if kind == "torn":
                tear(folder, rng)
            elif kind == "power":
                # The worst case: everything behind the last acknowledged transaction was still unsynced.
                cut_power(folder, synced_length(newest_segment(folder), max(known, default=0)), rng)
        shutil.rmtree(folder)
    return tally


def synced_length(segment: Path, acknowledged: int) -> int:
    """Where the last acknowledged transaction ends in the newest segment."""
    from store.database.frames import read_frames, unpack

    end = 0
    frames, _ = read_frames(segment.read_bytes())
    for part in frames:
        numbers = {
            json.loads(raw)["txn"] for _, _, raw in unpack(part.payload) if raw is not None and b"txn" in raw
        }
        if numbers and max(numbers) > acknowledged:
            break
        end = part.end
    return end


def filled(folder: Path, count: int) -> bytes:
    """The bytes of a segment of so many transactions."""
    from store.database import Change, open_engine

    engine = open_engine(folder)
    for number in range(count):
        engine.commit([Change("t", f"k{number}", {"n": number, "text": "x" * (number % 40)})]).result()
    engine.close()
    return newest_segment(folder).read_bytes()


def cuts_and_flips(flips: int, seed: int) -> dict[str, int]:
    """A log cut at every byte opens with what was whole; one of a wrong bit is refused or the bit reported."""
    from store.database.frames import read_frames
    from store.database.recovery import recover
    from store.errors import StoreDamaged

    rng, found = random.Random(seed), {"cuts": 0, "recovered": 0, "flips": 0, "refused": 0, "unnoticed": 0}
    with tempfile.TemporaryDirectory(prefix="kabar-crash-") as name:
        whole = filled(Path(name) / "source", 100)
        ends = [0, *(part.end for part in read_frames(whole)[0])]
        copy = Path(name) / "copy"
        copy.mkdir()
        segment = copy / "journal-0000000000000001.log"
        for cut in range(len(whole) + 1):
            segment.write_bytes(whole[:cut])
            found["cuts"] += 1
            found["recovered"] += recover(copy).seq == sum(end <= cut for end in ends) - 1
        for _ in range(flips):
            damaged = bytearray(whole)
            damaged[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
            segment.write_bytes(damaged)
            found["flips"] += 1
            try:
                found["unnoticed"] += not recover(copy).notes
            except StoreDamaged:
                found["refused"] += 1
    return found


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="*", default=["kill", "torn", "power"])
    parser.add_argument("--flips", type=int, default=2000)
    options = parser.parse_args(argv)
    damage = cuts_and_flips(options.flips, options.seed)
    print(json.dumps(damage), flush=True)
    bad = damage["unnoticed"] + damage["cuts"] - damage["recovered"]
    for kind in options.kinds:
        tally = trials(kind, options.trials, options.seed)
        print(
            json.dumps({"kind": kind, **{k: v for k, v in vars(tally).items() if k != "examples"}}),
            flush=True,
        )
        for example in tally.examples[:5]:
            print("  " + example, file=sys.stderr)
        bad += tally.lost + tally.half + tally.failed_starts
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
