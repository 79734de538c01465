"""The store under fault tests: `python -m tests.crash.store DIR`, JSON lines in, answers out in order.

    {"op": "dump", "id": 1}                     -> {"dump": {table: {key: document}}}
    {"op": "txn", "id": "w7", "puts": [[table, key, document], ..], "dels": [[table, key], ..]}
                                                -> {"ack": "w7"}, once it would survive a power cut
    anything that is refused                    -> {"error": reason, "id": ..}

Requests may come ahead of their answers; those that wait together share one sync.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from store.database import Change, Engine, open_engine
from store.errors import StoreError

Answer = Callable[[], dict[str, Any]]


def dump(engine: Engine) -> dict[str, dict[str, Any]]:
    """Everything that transactions have put."""
    tables: dict[str, dict[str, Any]] = {}
    for table in engine.check().rows:
        after = ""
        while page := engine.scan(table, after=after):
            tables.setdefault(table, {}).update(page)
            after = page[-1][0]
    return tables


def transact(engine: Engine, request: dict[str, Any]) -> Future[int]:
    """One transaction: all puts and deletes, or none."""
    puts = [Change(table, key, doc) for table, key, doc in request.get("puts", [])]
    dels = [Change(table, key, None) for table, key in request.get("dels", [])]
    return engine.commit([*puts, *dels])


def handle(engine: Engine, line: str, under_way: list[Future[int]]) -> Answer:
    """Begin a request; the answer waits until it is durable. `under_way` holds the last transaction."""
    request: dict[str, Any] = {}
    try:
        request = json.loads(line)
        if request["op"] == "dump":
            wait(
                under_way
            )  # transactions are done in their order: this one's end is the end of all before it
            found = dump(engine)
            return lambda: {"dump": found}
        if request["op"] != "txn":
            raise ValueError(f"unknown op {request['op']!r}")
        done = transact(engine, request)
        if not done.done():
            under_way[:] = [done]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"{type(error).__name__}: {error}"
        return lambda: {"error": reason, "id": request.get("id")}
    return lambda: _acknowledged(done, request.get("id"))


def _acknowledged(done: Future[int], identity: Any) -> dict[str, Any]:
    try:
        done.result()
    except StoreError as error:
        return {"error": str(error), "id": identity}
    return {"ack": identity}


def _write(answers: SimpleQueue[Answer | None]) -> None:
    while (answer := answers.get()) is not None:
        sys.stdout.write(json.dumps(answer(), ensure_ascii=True) + "\n")
        sys.stdout.flush()


def main(argv: list[str]) -> int:
    """Serve one life of the store in the folder `argv[0]`."""
    try:
        engine = open_engine(Path(argv[0]))
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    answers: SimpleQueue[Answer | None] = SimpleQueue()
    under_way: list[Future[int]] = []
    writer = threading.Thread(target=_write, args=(answers,))
    writer.start()
    for line in sys.stdin:
        if line.strip():
            answers.put(handle(engine, line, under_way))
    answers.put(None)
    writer.join()
    engine.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
