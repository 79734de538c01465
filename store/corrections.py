"""After publishing: undo, correct, retract. Every change is a version; those who were told hear of it once.

A correction is told a few minutes later, so that an editor who fixes three things causes one notice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from store.audit import Audit
from store.database import Change, Doc, Engine, article_of, doc_of, fact_of
from store.drafts import DISCARDED, UNDOABLE, Drafts, Waiting, article_doc, read_waiting
from store.editing import OF_FACTS, Edit, Field, edited, value_of
from store.errors import NotFound, TooLate
from store.model import Article, Draft, Fact, Speaker
from store.outbox import Outbox
from store.pending import then
from store.recall import Recall
from store.versions import Versions

__all__ = ["UNDO_WITHIN", "Corrections", "Published", "Revision", "Undone"]

UNDO_WITHIN = timedelta(minutes=10)
TOLD_AFTER = timedelta(minutes=5)
ARTICLES, FACTS, HISTORY, NOTICES = "articles", "facts", "history", "notices"
PAGE = 1 << 30
T = TypeVar("T")
MOST_NOTICES = 1000
# What a correction leaves of an article's row as it is.
KEPT = ("schema", "original", "by", "at", "corrected", "retracted")
# Told which facts are to be found anew or no more, after a change of an article.
Refresh = Callable[[str, Sequence[str]], object]


@dataclass(frozen=True, slots=True)
class Published:
    """A published article as an editor sees it: retracted facts are among `draft.facts`, too.

    `corrected` and `retracted` are ISO days, "" = never; `marks` is fact id -> (corrected, retracted).
    """

    draft: Draft
    version: int
    at: str
    by: str
    corrected: str = ""
    retracted: str = ""
    marks: tuple[tuple[str, tuple[str, str]], ...] = ()

    @property
    def id(self) -> str:
        """The article's id."""
        return self.draft.article.id

    def mark(self, fact: str) -> tuple[str, str]:
        """(day of the last correction, day of retraction) of a fact."""
        return dict(self.marks).get(fact, ("", ""))


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of an article: who changed which field of what, from what to what.

    `what` is "published", "retracted" or a field; `fact` is "" for the article itself.
    """

    version: int
    at: str
    by: str
    what: str
    fact: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: messages that are not sent any more, chats that had been told and hear of it."""

    stopped: int
    told: int


class Corrections:
    """The tables `history`, `notices` and `undoable`, and every change of `articles` and `facts` after publishing."""

    def __init__(
        self, engine: Engine, audit: Audit, drafts: Drafts, outbox: Outbox, refresh: Refresh
    ) -> None:
        self._engine = engine
        self._audit = audit
        self._drafts = drafts
        self._outbox = outbox
        self._refresh = refresh
        self._versions = Versions()
        self.recall = Recall(engine, outbox)

    # --- reading ------------------------------------------------------------------------------------------

    def get(self, identity: str) -> Published:
        """A published article with everything that was found in it; raises `NotFound`."""
        doc = self._engine.get(ARTICLES, identity)
        if doc is None:
            raise NotFound(identity)
        rows = self._facts(identity)
        facts = sorted((fact_of(row) for _, row in rows), key=lambda fact: (fact.span, len(fact.id), fact.id))
        people = tuple(Speaker(**person) for person in doc.get("people", []))
        return Published(
            Draft(article_of(doc), tuple(facts), (), tuple(doc.get("regions", ())), people),
            doc.get("version", 1),
            doc.get("at", ""),
            doc.get("by", ""),
            doc.get("corrected", ""),
            doc.get("retracted", ""),
            tuple((key, (row.get("corrected", ""), row.get("retracted", ""))) for key, row in rows),
        )

    def _facts(self, identity: str) -> list[tuple[str, Doc]]:
        return self._engine.scan(FACTS, where={"article": identity}, limit=PAGE)

    def history(self, identity: str) -> list[Revision]:
        """All versions of an article, the first one first; raises `NotFound`."""
        published = self.get(identity)
        rows = self._engine.scan(HISTORY, where={"article": identity}, limit=PAGE)
        fields = ("at", "by", "what", "fact", "before", "after")
        later = [Revision(doc["version"], **{k: doc[k] for k in fields if k in doc}) for _, doc in rows]
        return [Revision(1, published.at, published.by, "published"), *later]

    def can_undo(self, identity: str, now: datetime) -> bool:
        """Whether the article was published so short a time ago that it can be taken back as if it never was."""
        doc = self._engine.get(ARTICLES, identity)
        kept = self._engine.get(UNDOABLE, identity)
        return bool(doc and kept and now - datetime.fromisoformat(doc["at"]) <= UNDO_WITHIN)

    # --- undo ---------------------------------------------------------------------------------------------

    def publishing(self, waiting: Waiting, *, by: str, at: datetime) -> list[Change]:
        """The article of a draft. One that was retracted before goes on as a version.

        Where a person publishes (`by`), the draft is kept beside it for the undo.
        """
        doc, known = article_doc(waiting, at), self._engine.get(ARTICLES, waiting.id)
        changes = [Change(UNDOABLE, waiting.id, self._drafts.restoring(waiting).doc if by else None)]
        if known is not None:
            doc["version"] = known.get("version", 1) + 1
            row = {"article": waiting.id, "version": doc["version"], "at": at.isoformat(), "by": by}
            changes.append(
                Change(HISTORY, f"{waiting.id}|{doc['version']:05d}", {**row, "what": "published"})
            )
        return [*changes, Change(ARTICLES, waiting.id, doc)]

    def undo(self, identity: str, *, by: str, at: datetime) -> Future[Undone]:
        """Take a publication back; the draft waits again. Raises `NotFound`, `TooLate`, `StaleVersion`."""
        if not self.can_undo(identity, at):
            self.get(identity)
            raise TooLate(identity)
        with self._claimed(identity, None) as published:
            taken, stopped, told = self.recall.withdrawing(identity, _title(published.draft), at)
            touched = [fact.id for fact in published.draft.facts]
            earlier = self._engine.scan(HISTORY, where={"article": identity}, limit=PAGE)
            changes = [
                *(Change(table, identity, None) for table in (ARTICLES, UNDOABLE, NOTICES)),
                *(Change(FACTS, key, None) for key in touched),
                *(Change(HISTORY, key, None) for key, _ in earlier),
                self._drafts.restoring(self._as_draft(published)),
                *taken,
                self._audit.entry(by, "undone", identity, at=at),
            ]
            return self._written(identity, changes, touched, lambda: Undone(stopped, told))

    def _as_draft(self, published: Published) -> Waiting:
        """The draft as it was reviewed, with what was corrected since."""
        waiting = read_waiting(self._engine.get(UNDOABLE, published.id) or {})
        current = {fact.id: fact for fact in published.draft.facts}
        facts = tuple(current.get(fact.id, fact) for fact in waiting.draft.facts)
        draft = replace(waiting.draft, article=published.draft.article, facts=facts)
        return replace(waiting, draft=draft, version=waiting.version + 1, due="", teller="", planner="")

    def _written(
        self, identity: str, changes: list[Change], touched: Sequence[str], result: Callable[[], T]
    ) -> Future[T]:
        written = self._versions.settle(identity, self._engine.commit(changes))

        def appear() -> T:
            self._refresh(identity, touched)
            self._outbox.appear(changes)
            return result()

        return then(written, appear)

    # --- correct and retract ------------------------------------------------------------------------------

    def correct(self, identity: str, version: int, edit: Edit, *, by: str, at: datetime) -> Future[Published]:
        """Change a field of a fact or of the article; raises `NotFound` or `StaleVersion`."""
        field, day = Field(edit.field), at.date().isoformat()
        with self._claimed(identity, version) as published:
            fresh, number = edited(published.draft, edit), published.version + 1
            before, after = _of(published.draft, edit), _of(fresh, edit)
            diff = {"what": str(field), "fact": edit.fact}
            diff |= {"before": value_of(before, field), "after": value_of(after, field)}
            changed = [fact for fact in fresh.facts if field not in OF_FACTS or fact.id == edit.fact]
            changes = [
                self._article(fresh, number, corrected="" if edit.fact else day),
                *(self._fact(identity, fact, corrected=day if edit.fact else "") for fact in changed),
                *self._noted(identity, number, diff, by=by, at=at),
            ]
            touched = [fact.id for fact in changed]
            return self._written(identity, changes, touched, lambda: self.get(identity))

    def retract(
        self, identity: str, version: int, fact: str = "", *, by: str, at: datetime
    ) -> Future[Published]:
        """Take back a fact, or ("") the whole article: nobody finds it any more, and whoever was told hears of it.

        Raises `NotFound` or `StaleVersion`.
        """
        day = at.date().isoformat()
        with self._claimed(identity, version) as published:
            number = published.version + 1
            taken = [one for one in published.draft.facts if not fact or one.id == fact]
            changes = [
                self._article(published.draft, number, retracted="" if fact else day),
                *(self._fact(identity, one, retracted=day) for one in taken),
                *([] if fact else self.recall.stopping(identity)),
                *self._noted(identity, number, {"what": "retracted", "fact": fact}, by=by, at=at),
            ]
            touched = [one.id for one in taken]
            return self._written(identity, changes, touched, lambda: self.get(identity))

    @contextmanager
    def _claimed(self, identity: str, version: int | None) -> Iterator[Published]:
        with self._versions.claim(identity, lambda: self.get(identity).version, version):
            yield self.get(identity)

    def _article(self, draft: Draft, version: int, **marks: str) -> Change:
        known = self._engine.get(ARTICLES, draft.article.id) or {}
        kept = {name: known[name] for name in KEPT if name in known}
        people = [doc_of(person) for person in draft.people]
        own: Doc = {"version": version, "regions": list(draft.regions), "people": people}
        return Change(ARTICLES, draft.article.id, {**doc_of(draft.article), **kept, **own, **_set(marks)})

    def _fact(self, identity: str, fact: Fact, **marks: str) -> Change:
        known = self._engine.get(FACTS, fact.id) or {}
        kept: Doc = {name: known[name] for name in ("corrected", "retracted") if name in known}
        return Change(FACTS, fact.id, {**doc_of(fact), "article": identity, **kept, **_set(marks)})

    def _noted(
        self, identity: str, version: int, diff: dict[str, str], *, by: str, at: datetime
    ) -> list[Change]:
        row = {"article": identity, "version": version, "at": at.isoformat(), "by": by, **_set(diff)}
        waiting = self._engine.get(NOTICES, identity) or {
            "since": version,
            "due": (at + TOLD_AFTER).isoformat(),
        }
        detail = f"{diff['fact']} {diff.get('before', '')} → {diff.get('after', '')}".strip(" →")
        what = diff["what"]
        return [
            Change(HISTORY, f"{identity}|{version:05d}", row),
            Change(NOTICES, identity, {**waiting, "until": version, "at": at.isoformat()}),
            self._audit.entry(
                by, what if what == "retracted" else f"corrected_{what}", identity, detail, at=at
            ),
        ]

    # --- telling ------------------------------------------------------------------------------------------

    def notice_due(self, identity: str) -> tuple[int, datetime] | None:
        """(how many chats will hear of the last corrections, when); None where nothing waits to be told."""
        row = self._engine.get(NOTICES, identity)
        if row is None:
            return None
        told = self.recall.told(identity, datetime.fromisoformat(row["at"]))
        return len(told), datetime.fromisoformat(row["due"])

    def tell(self, now: datetime, identity: str = "") -> Future[int]:
        """Queue the notices that are due, or those of one article at once; the number of messages."""
        rows = self._engine.scan(NOTICES, limit=MOST_NOTICES)
        limit = now.timestamp()
        due = [
            (key, row)
            for key, row in rows
            if key == identity or (not identity and datetime.fromisoformat(row["due"]).timestamp() <= limit)
        ]
        changes: list[Change] = []
        for key, row in due:
            corrected = datetime.fromisoformat(row["at"])
            changes += self.recall.correcting(key, row["since"], row["until"], corrected, now)
            changes.append(Change(NOTICES, key, None))
        written = self._engine.commit(changes)
        return then(written, lambda: self._outbox.appear(changes))

    @property
    def telling(self) -> bool:
        """Whether any correction is still to be told."""
        return bool(self._engine.scan(NOTICES, limit=1))

    def purge(self, published: datetime, discarded: datetime) -> Future[int]:
        """Forget drafts that were published or discarded before these times and can't come back any more."""
        gone: list[Change] = []
        for key, row in self._engine.scan(UNDOABLE, limit=PAGE):
            since = row.get(DISCARDED) or (self._engine.get(ARTICLES, key) or {}).get("at", "")
            limit = discarded if DISCARDED in row else published
            if not since or datetime.fromisoformat(since) < limit:
                gone.append(Change(UNDOABLE, key, None))
        return self._engine.commit(gone)


def _title(draft: Draft) -> str:
    return draft.article.title or " ".join(draft.article.text[:80].split())


def _of(draft: Draft, edit: Edit) -> Fact | Article:
    """The fact or article that an edit is about; raises `NotFound` where there is no such fact."""
    if not edit.fact:
        return draft.article
    found = next((fact for fact in draft.facts if fact.id == edit.fact), None)
    if found is None:
        raise NotFound(edit.fact)
    return found


def _set(fields: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}
