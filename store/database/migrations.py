"""Documents of older versions are brought up to the newest when a store is opened for writing.

A store without a version is of version 1. `STEPS[n]` gives the changes that make version n + 1 of a store of
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
Step = Callable[[Engine], Sequence[Change]]
STEPS: dict[int, Step] = {}


def version_of(engine: Engine) -> int:
    """The version of a store's documents."""
    return int((engine.get(META, KEY) or {"version": 1})["version"])


def migrate(
    engine: Engine, *, read_only: bool = False, steps: Mapping[int, Step] = STEPS, newest: int = SCHEMA
) -> list[int]:
    """Bring a store to the newest version; the versions that it passed.

    Raises `StoreDamaged` where the store is newer than this program, or older and only open for reading.
    """
    found = version_of(engine)
    if found > newest:
        raise StoreDamaged(f"the store is of version {found}, this program knows {newest}: use a newer one")
    if found < newest and read_only:
        raise StoreDamaged(f"the store is of version {found}, not {newest}: start the bot once to renew it")
    for version in range(found, newest):
        changes = [*steps[version](engine), Change(META, KEY, {"version": version + 1})]
        engine.commit(changes).result()
    return list(range(found, newest))
