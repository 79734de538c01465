"""Documents of older versions are brought up to the newest when a store is opened for writing.

A store with rows and no version is of version 1. `STEPS[n]` gives the changes that make version n + 1 of a store of
version n; they and the new version are one transaction, so a stop in between leaves a store of either version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from store.database.codec import SCHEMA
from store.database.engine import Change, Engine
from store.database.rows import HIDDEN
from store.errors import StoreDamaged

__all__ = ["STEPS", "Step", "migrate", "version_of"]

META, KEY = f"{HIDDEN}meta", "schema"
PAGE = 1000
Step = Callable[[Engine], Sequence[Change]]


def _inbox_in_three_tables(engine: Engine) -> list[Change]:
    """Version 2: what became of an update is told by its table, no longer by a field that had to be searched."""
    changes: list[Change] = []
    after = ""
    while page := engine.scan("inbox", after=after, limit=PAGE):
        for key, doc in page:
            kept = {name: value for name, value in doc.items() if name != "state"}
            table = {"done": "settled", "dead": "set_aside"}.get(doc.get("state", "new"), "inbox")
            changes += [Change("inbox", key, None)] * (table != "inbox")
            changes.append(Change(table, key, kept))
        after = page[-1][0]
    return changes


def _subjects(engine: Engine) -> list[Change]:
    """Version 3: a chat follows subjects, of which regions are one sort."""
    changes: list[Change] = []
    after = ""
    while page := engine.scan("subscriptions", after=after, limit=PAGE):
        for key, doc in page:
            kept = {name: value for name, value in doc.items() if name != "region"}
            changes.append(Change("subscriptions", key, {"subject": doc["region"], **kept}))
        after = page[-1][0]
    return changes


STEPS: dict[int, Step] = {1: _inbox_in_three_tables, 2: _subjects}


def version_of(engine: Engine) -> int:
    """The version of a store's documents."""
    return int((engine.get(META, KEY) or {"version": 1})["version"])


def migrate(
    engine: Engine, *, read_only: bool = False, steps: Mapping[int, Step] = STEPS, newest: int = SCHEMA
) -> list[int]:
    """Bring a store to the newest version; the versions that it passed.

    Raises `StoreDamaged` where the store is newer than this program, or older and only open for reading.
    """
    if engine.last == 0:
        if not read_only:
            engine.commit([Change(META, KEY, {"version": newest})]).result()
        return []
    found = version_of(engine)
    if found > newest:
        raise StoreDamaged(f"the store is of version {found}, this program knows {newest}: use a newer one")
    if found < newest and read_only:
        raise StoreDamaged(f"the store is of version {found}, not {newest}: start the bot once to renew it")
    for version in range(found, newest):
        changes = [*steps[version](engine), Change(META, KEY, {"version": version + 1})]
        engine.commit(changes).result()
    return list(range(found, newest))
