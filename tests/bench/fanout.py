"""One article to very many: `python -m tests.bench fanout`.

Queueing for all subscribers of one region (wall clock), and the digests of many chats (CPU), over the real store.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from handlers.alerts import outgoing
from store import Store, Upload, open_store
from tests.builders import ARTICLE, BERITA

__all__ = ["main"]

NOW = datetime(2024, 8, 14, 6, 0, tzinfo=UTC)
REGION = "ru/belgorod"


def _publish(store: Store, text: str) -> int:
    draft = store.receive(Upload(text.encode(), lang="en"), by="", at=NOW).result()
    return store.publish(draft.article.id, at=NOW).result()


def _follow(store: Store, chats: int, **settings: Any) -> None:
    done = [store.subscribe(str(chat), REGION, at=NOW, **settings) for chat in range(chats)]
    done[-1].result()


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def queueing(chats: int, rounds: int) -> dict[str, float]:
    """Seconds to queue an article for all; what one more article of that size costs in memory."""
    with tempfile.TemporaryDirectory(prefix="kabar-fanout-", dir=".") as folder:
        store = open_store(Path(folder))
        _follow(store, chats)
        _publish(store, ARTICLE.replace("Belgorod", "Kursk").replace("Shebekino", "Sudzha"))
        seconds, peaks = [], []
        for number in range(rounds):
            begun = time.perf_counter()
            told = _publish(
                store, f"Report {number}\n\nThe Belgorod region lost power in {number + 5} villages.\n"
            )
            seconds.append(time.perf_counter() - begun)
            peaks.append(_peak_mib())
            assert told == chats
            store.outbox.fresh()
        store.close()
    return {
        "fanout_chats": chats,
        "fanout_s": round(sorted(seconds)[len(seconds) // 2], 2),
        "fanout_worst_s": round(max(seconds), 2),
        "fanout_peak_mib": round(peaks[0]),
        "fanout_growth_mib": round((peaks[-1] - peaks[0]) / max(1, rounds - 1), 1),
    }


def digests(chats: int) -> dict[str, float]:
    """CPU seconds to fold three held articles a chat into one digest each, and to render them."""
    with tempfile.TemporaryDirectory(prefix="kabar-digest-", dir=".") as folder:
        store = open_store(Path(folder))
        _follow(store, chats, pace="hourly")
        for text in (ARTICLE, BERITA.replace("Sudzha", "Belgorod"), "The Belgorod region lost power.\n"):
            _publish(store, text)
        begun, count = time.process_time(), 0
        while (released := store.digests.release(NOW + timedelta(hours=1))) is not None:
            count += released.result()
        folded = time.process_time() - begun
        begun = time.process_time()
        sent = [outgoing(store, message) for message in store.outbox.fresh()]
        rendered = time.process_time() - begun
        assert count == len(sent) == chats
        assert all(one is not None for one in sent)
        store.close()
    return {
        "digest_chats": chats,
        "digest_cpu_s": round(folded, 2),
        "digest_render_cpu_s": round(rendered, 2),
    }


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench fanout", description=__doc__)
    parser.add_argument("--chats", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--digests", type=int, default=10_000)
    options = parser.parse_args(argv)
    found = {"bench": "fanout", **queueing(options.chats, options.rounds), **digests(options.digests)}
    print(json.dumps(found), flush=True)
    for key, value in found.items():
        print(f"{key:28} {value}", file=sys.stderr)
    return 0
