"""Drafts on their way to publication: what waits, what editors made of it, and when it goes out.

Every change names the version that it was made from; whoever comes second is refused and reads anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from store.audit import Audit
from store.database import SCHEMA, Change, Doc, Engine, doc_of, draft_of
from store.editing import Edit, edited
from store.errors import NotFound
from store.model import Draft, Fact
from store.pending import then
from store.reading.duplicates import Likeness
from store.versions import Versions

__all__ = [
    "ACCEPTED",
    "DISCARDED",
    "REJECTED",
    "UNDOABLE",
    "Drafts",
    "Waiting",
    "article_doc",
    "read_waiting",
]

TABLE = "drafts"
ACCEPTED, REJECTED = "accepted", "rejected"
PLANNED = "planned"
# Drafts as they were before they were published or discarded.
UNDOABLE = "undoable"
# When one was discarded, in its row there.
DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that waits. `decided` is fact id -> accepted or rejected; `due` an ISO time in UTC, "" = not planned.

    `planner` is who planned it, `teller` the chat that hears when it is out; `original` names the kept document.
    `near` is the title of a known article that this one repeats or carries on, `likeness` which of the two (see
    `Likeness`); `separate` says that an editor wants it told as a story of its own.
    """

    draft: Draft
    version: int = 1
    by: str = ""
    at: str = ""
    original: str = ""
    decided: tuple[tuple[str, str], ...] = ()
    due: str = ""
    teller: str = ""
    planner: str = ""
    near: str = ""
    likeness: str = ""
    separate: bool = False

    @property
    def id(self) -> str:
        """The article's id."""
        return self.draft.article.id

    def state(self, fact: Fact) -> str:
        """Accepted, rejected, or "" where nobody has decided."""
        return dict(self.decided).get(fact.id, "")

    @property
    def order(self) -> list[int]:
        """Places of the facts as they are to be checked: those with a doubt first."""
        unsure = {doubt.fact for doubt in self.draft.doubts}
        facts = self.draft.facts
        return sorted(range(len(facts)), key=lambda place: (facts[place].id not in unsure, place))

    @property
    def final(self) -> Draft:
        """What is published: everything that was not rejected."""
        kept = tuple(fact for fact in self.draft.facts if self.state(fact) != REJECTED)
        return replace(self.draft, facts=kept)


def _doc(waiting: Waiting) -> Doc:
    optional = {"due": waiting.due, "teller": waiting.teller, "planner": waiting.planner}
    optional |= {"state": PLANNED if waiting.due else "", "near": waiting.near, "likeness": waiting.likeness}
    optional |= {"separate": "yes" if waiting.separate else ""}
    return {
        "draft": doc_of(waiting.draft),
        "by": waiting.by,
        "at": waiting.at,
        "original": waiting.original,
        "version": waiting.version,
        **({"decided": dict(waiting.decided)} if waiting.decided else {}),
        **{name: value for name, value in optional.items() if value},
    }


def read_waiting(doc: Doc) -> Waiting:
    """The draft of a row."""
    fields = {
        name: doc[name]
        for name in ("version", "by", "at", "original", "due", "teller", "planner", "near", "likeness")
        if name in doc
    }
    decided = tuple(doc.get("decided", {}).items())
    return Waiting(draft_of(doc["draft"]), decided=decided, separate="separate" in doc, **fields)


def article_doc(waiting: Waiting, at: datetime) -> Doc:
    """The row of the article that a draft becomes."""
    draft = waiting.final
    return {
        **doc_of(draft.article),
        "schema": SCHEMA,
        "original": waiting.original,
        "by": waiting.by,
        "at": at.isoformat(),
        "regions": list(draft.regions),
        "people": [doc_of(person) for person in draft.people],
    }


class Drafts:
    """The table `drafts`."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self._engine = engine
        self._audit = audit
        self._versions = Versions()

    def arriving(
        self, draft: Draft, original: str, near: tuple[str, Likeness], *, by: str, at: datetime
    ) -> Waiting:
        """A new draft; `near` is what it is like, and how.

        Where one of the same article waits, its review goes on: only what is not known yet is added.
        """
        doc = self._engine.get(TABLE, draft.article.id)
        if doc is None:
            like = near[1] if near[0] else ""
            return Waiting(draft, 1, by, at.isoformat(), original, near=near[0], likeness=like)
        known = read_waiting(doc)
        old, new = known.draft.article, draft.article
        article = replace(
            old,
            title=old.title or new.title,
            published=old.published or new.published,
            source=old.source or new.source,
            url=old.url or new.url,
        )
        if article == old:
            return known
        return replace(known, draft=replace(known.draft, article=article), version=known.version + 1)

    def restoring(self, waiting: Waiting) -> Change:
        """A draft as it was, after its publication was undone."""
        return Change(TABLE, waiting.id, _doc(waiting))

    def get(self, identity: str) -> Waiting:
        """A draft that waits; raises `NotFound`."""
        doc = self._engine.get(TABLE, identity)
        if doc is None:
            raise NotFound(identity)
        return read_waiting(doc)

    def all(self) -> list[Waiting]:
        """All drafts, the oldest first."""
        return sorted((read_waiting(doc) for _, doc in self._rows()), key=lambda waiting: waiting.at)

    def _rows(self) -> Iterator[tuple[str, Doc]]:
        after = ""
        while page := self._engine.scan(TABLE, after=after):
            yield from page
            after = page[-1][0]

    def due(self, now: datetime) -> list[Waiting]:
        """Planned drafts whose time has come, the earliest first."""
        rows = self._engine.scan(TABLE, where={"state": PLANNED})
        limit = now.astimezone(UTC).isoformat()
        return sorted((read_waiting(doc) for _, doc in rows if doc["due"] <= limit), key=lambda w: w.due)

    @contextmanager
    def claim(self, identity: str, version: int | None) -> Iterator[Waiting]:
        """A draft for one change of this version (None: the newest); raises `StaleVersion` or `NotFound`.

        Inside, the write's future is handed to `settle`.
        """
        with self._versions.claim(identity, lambda: self.get(identity).version, version):
            yield self.get(identity)

    def settle(self, identity: str, written: Future[int]) -> Future[int]:
        """The claim ends with its write, whether that succeeds or not."""
        return self._versions.settle(identity, written)

    def _change(
        self, identity: str, version: int, make: Callable[[Waiting], Waiting], entry: Change
    ) -> Future[Waiting]:
        with self.claim(identity, version) as waiting:
            fresh = replace(make(waiting), version=waiting.version + 1)
            changes = [Change(TABLE, identity, _doc(fresh)), entry]
            written = self.settle(identity, self._engine.commit(changes))
        return then(written, lambda: fresh)

    def edit(self, identity: str, version: int, edit: Edit, *, by: str, at: datetime) -> Future[Waiting]:
        """Change a field of a fact or of the article; raises `StaleVersion` or `NotFound`."""
        entry = self._audit.entry(
            by, f"set_{edit.field}", identity, f"{edit.fact} {edit.value}".strip(), at=at
        )
        return self._change(
            identity, version, lambda waiting: replace(waiting, draft=edited(waiting.draft, edit)), entry
        )

    def decide(
        self, identity: str, version: int, fact: str, state: str, *, by: str, at: datetime
    ) -> Future[Waiting]:
        """Accept or reject a fact, or ("") leave it open again; raises `StaleVersion` or `NotFound`."""
        entry = self._audit.entry(by, state or "reopened", identity, fact, at=at)

        def make(waiting: Waiting) -> Waiting:
            decided = {**dict(waiting.decided), fact: state}
            return replace(waiting, decided=tuple((f, s) for f, s in decided.items() if s))

        return self._change(identity, version, make, entry)

    def separate(
        self, identity: str, version: int, separate: bool, *, by: str, at: datetime
    ) -> Future[Waiting]:
        """Tell it as a story of its own, or not; raises `StaleVersion` or `NotFound`."""
        entry = self._audit.entry(by, "separated" if separate else "joined", identity, at=at)
        return self._change(identity, version, lambda waiting: replace(waiting, separate=separate), entry)

    def plan(
        self, identity: str, version: int, due: datetime | None, *, teller: str = "", by: str, at: datetime
    ) -> Future[Waiting]:
        """Publish later, or (None) not by itself; raises `StaleVersion` or `NotFound`."""
        time = due.astimezone(UTC).isoformat() if due else ""
        entry = self._audit.entry(by, PLANNED if due else "unplanned", identity, time, at=at)
        fields: dict[str, Any] = {"due": time, "teller": teller if due else "", "planner": by if due else ""}
        return self._change(identity, version, lambda waiting: replace(waiting, **fields), entry)

    def discard(self, identity: str, version: int, *, by: str, at: datetime) -> Future[int]:
        """Drop a draft; it can be brought back for a day. Raises `StaleVersion` or `NotFound`."""
        with self.claim(identity, version) as waiting:
            changes = [
                Change(TABLE, identity, None),
                Change(UNDOABLE, identity, {**_doc(waiting), DISCARDED: at.isoformat()}),
                self._audit.entry(by, "discarded", identity, at=at),
            ]
            return self.settle(identity, self._engine.commit(changes))

    def bring_back(self, identity: str, *, by: str, at: datetime) -> Future[int]:
        """A draft that was discarded waits again; raises `NotFound` where it is kept no more or was handed in anew."""
        kept = self._engine.get(UNDOABLE, identity)
        if kept is None or any(self._engine.get(table, identity) for table in (TABLE, "articles")):
            raise NotFound(identity)
        waiting = read_waiting(kept)
        fresh = replace(waiting, version=waiting.version + 1, due="", teller="", planner="")
        deed = self._audit.entry(by, "brought_back", identity, at=at)
        return self._engine.commit(
            [Change(TABLE, identity, _doc(fresh)), Change(UNDOABLE, identity, None), deed]
        )

    def dropping(self, identity: str) -> Change:
        """The draft is gone."""
        return Change(TABLE, identity, None)
