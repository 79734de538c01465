"""Who may edit besides the owners: people whom an owner named. Owners stand in the settings, not here."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime

from store.audit import Audit
from store.database import Change, Engine

__all__ = ["Editor", "Editors"]

TABLE = "editors"


@dataclass(frozen=True, slots=True)
class Editor:
    """A person by number, with the name under which an owner knows them; `at` is ISO text."""

    person: str
    name: str = ""
    at: str = ""


class Editors:
    """The table `editors`, by person."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self._engine = engine
        self._audit = audit

    def add(self, person: str, name: str, *, by: str, at: datetime) -> Future[int]:
        """A person may edit from now on; twice is no error."""
        row = {"name": name, "by": by, "at": at.isoformat()}
        deed = self._audit.entry(by, "editor_added", "", f"{person} {name}".strip(), at=at)
        return self._engine.commit([Change(TABLE, person, row), deed])

    def remove(self, person: str, *, by: str, at: datetime) -> Future[int]:
        """A person may edit no longer; removing somebody who is none is no error."""
        deed = self._audit.entry(by, "editor_removed", "", person, at=at)
        return self._engine.commit([Change(TABLE, person, None), deed])

    def knows(self, person: str) -> bool:
        """Whether a person may edit."""
        return self._engine.get(TABLE, person) is not None

    def all(self) -> list[Editor]:
        """Everybody who may edit, in the order of their numbers."""
        return [Editor(key, doc.get("name", ""), doc["at"]) for key, doc in self._engine.scan(TABLE)]
