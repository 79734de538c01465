"""The store as the rest of the house sees it: one class, each method one errand.

Methods that write return a `Future`; what it promises is on disk once it is done. Time is always an argument.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from datetime import date, datetime
from pathlib import Path
from typing import Any

from store.answering import Answering
from store.answers import record_of
from store.audit import Audit
from store.broadcasts import Broadcasts
from store.chats import Chats
from store.chronicle import Mention
from store.corrections import Corrections
from store.database import Change, Doc, Engine, Originals, Report, doc_of, open_engine
from store.delivery import Delivery
from store.describe import describe
from store.digests import Digests
from store.drafts import Drafts
from store.editors import Editors
from store.feedback import Feedback
from store.figures import Figures, figures
from store.flows import Flows
from store.inbox import Inbox
from store.intake import draft_from
from store.language.names import UNSURE, similarity
from store.language.places import PlaceMatch, gazetteer
from store.library import Library
from store.model import (
    Answer,
    Article,
    Draft,
    Gloss,
    Question,
    Quotation,
    StoredFact,
    Subscription,
    Upload,
)
from store.nearness import Nearness
from store.outbox import HELD, Outbox
from store.overlay import Overlay
from store.pending import then
from store.recent import Recent
from store.regions import certain, matches
from store.rereading import Rereading
from store.search import SURE, Index, Query, Record
from store.shelf import catch_up, open_index, save_index
from store.subscriptions import Subscriptions
from store.tally import Tally

__all__ = ["Store", "open_store"]

UPDATED = 50  # so many of the newest articles a new one may be an update of
RECENT_ANSWERS = 1000


class Store:
    """Articles, facts, subscriptions and what is to be sent; asks are answered from memory."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self._folder = folder
        self._closed = False
        self._originals = Originals(folder / "originals")
        self.library = Library(engine)
        self._recent_answers = Recent[tuple[Question, int], Answer](RECENT_ANSWERS)
        self._chats = Chats(engine)
        self.hours = self._chats.hours
        self._subscriptions = Subscriptions(engine)
        self.inbox = Inbox(engine)
        self.outbox = Outbox(engine)
        self.feedback = Feedback(engine)
        self.audit = Audit(engine)
        self.drafts = Drafts(engine, self.audit)
        self._nearness = Nearness(self.library, self.drafts)
        self.rereading = Rereading(engine, self._originals, self.drafts, self._nearness, self.audit)
        self.editors = Editors(engine, self.audit)
        self.tally = Tally(engine)
        self.broadcasts = Broadcasts(engine, self.audit, self.outbox, self._chats)
        self.flows = Flows(engine)
        self.digests = Digests(engine, self._chats, self.outbox)
        self._delivery = Delivery(engine, self._chats, self._subscriptions, self.outbox, self.library)
        self.corrections = Corrections(engine, self.audit, self.drafts, self.outbox, self._refresh)
        # Before the index: it is made of words, and these are some.
        self.overlay = Overlay(engine, self.audit, self._rebuild)
        # The index is written by whichever thread finishes a commit; both sides hold the lock about a millisecond.
        self._lock = threading.Lock()
        self._index, self._saved = open_index(folder, engine, self._records, self._record)
        self._answering = Answering(self.library, lambda: self._index, self._lock)

    def _rebuild(self) -> None:
        """The index anew, after words changed their meaning; questions are answered by the old one meanwhile."""
        last = self._engine.last
        fresh = Index.from_records(self._records())
        with self._lock:
            catch_up(fresh, last, self._engine, self._record)
            self._index, self._saved = fresh, 0
        self._recent_answers.clear()

    def _records(self) -> Iterator[Record]:
        return (record_of(found.fact, found.article) for found in self.library.facts())

    def _record(self, identity: str) -> Record | None:
        found = self.library.fact(identity)
        return record_of(found.fact, found.article) if found and not found.retracted else None

    # --- asking -------------------------------------------------------------------------------------------

    def ask(self, question: Question, *, limit: int = 5) -> Answer:
        """The best `limit` facts for a question; an empty answer where nothing stored fits."""
        return self._recent_answers.get((question, limit), lambda: self._answering.answer(question, limit))

    def understand(self, question: Question) -> Query:
        """What the search makes of a question, piece by piece."""
        return self._answering.understand(question)

    def describe(self, found: StoredFact, lang: str) -> Gloss:
        """A fact as labels in the reader's language."""
        return describe(found, lang)

    def other_sides(self, identity: str) -> list[StoredFact]:
        """Who else speaks of the same matter as a fact."""
        return self._answering.sides(identity)

    # --- reading ------------------------------------------------------------------------------------------

    def fact(self, identity: str) -> StoredFact | None:
        """A published fact with its article."""
        return self.library.fact(identity)

    def article(self, identity: str) -> Article | None:
        """A published article."""
        return self.library.article(identity)

    def person(self, name: str) -> list[Mention]:
        """Where a person is named, the newest first; typos are searched through what people said."""
        found = self.library.mentions(name)
        if found:
            return found
        hits = self.ask(Question(name), limit=1).hits
        source = hits[0].found.fact if hits else None
        speaker = source.attribution.name if isinstance(source, Quotation) else ""
        meant = any(similarity(part, speaker) >= UNSURE for part in (name, *name.split()))
        return self.library.mentions(speaker) if meant else []

    def _rows(self, table: str) -> Iterator[tuple[str, Doc]]:
        after = ""
        while page := self._engine.scan(table, after=after):
            yield from page
            after = page[-1][0]

    @property
    def writable(self) -> bool:
        """Whether it was opened for writing and still takes writes."""
        return self._engine.writable

    @property
    def empty(self) -> bool:
        """Whether no article is published."""
        return not self._engine.scan("articles", limit=1)

    # --- articles -----------------------------------------------------------------------------------------

    def knows(self, identity: str) -> bool:
        """Whether an article is published already, and was not retracted."""
        doc = self._engine.get("articles", identity)
        return doc is not None and "retracted" not in doc

    def receive(self, upload: Upload, *, by: str, at: datetime) -> Future[Draft]:
        """Keep a document and its draft; reading and extraction happen in the calling thread.

        Raises `UnreadableFile`; the original is kept in that case too.
        """
        original = self._originals.keep(upload.data)
        draft = draft_from(upload)
        waiting = self.drafts.arriving(draft, original, self._nearness.of(draft), by=by, at=at)
        changes = [self.drafts.restoring(waiting), self.audit.entry(by, "handed_in", waiting.id, at=at)]
        return then(self._engine.commit(changes), lambda: waiting.draft)

    def draft(self, identity: str) -> Draft:
        """A draft that waits for its review; raises `NotFound`."""
        return self.drafts.get(identity).draft

    def publish(
        self, identity: str, *, at: datetime, by: str = "", version: int | None = None
    ) -> Future[int]:
        """Publish a draft: article, facts and messages in one transaction. Holds the number of messages.

        When the future is done the article can be found. `by` is the person who publishes and may undo it, "" for
        a machine; `version` the one that an editor has seen. Raises `NotFound` where there is no such draft,
        `StaleVersion` where it was changed since or is being published.
        """
        with self.drafts.claim(identity, version) as waiting:
            final = waiting.final
            plan = self._delivery.plan(final, at, separate=waiting.separate)
            messages = [*plan.rows, *self._answers(final, at)]
            told = [self.outbox.notice(identity, waiting.teller, "published", at)] if waiting.teller else []
            changes = [
                self.drafts.dropping(identity),
                *(Change("facts", one.id, {**doc_of(one), "article": identity}) for one in final.facts),
                *messages,
                *plan.others,
                *self.corrections.publishing(waiting, by=by, at=at),
                *told,
                self.audit.entry(by or waiting.by, "published", identity, at=at),
            ]
            written = self.drafts.settle(identity, self._engine.commit(changes))
        return then(written, lambda: self._appear(final, [*messages, *told]) - len(told))

    def audience(self, identity: str, *, at: datetime) -> tuple[int, int]:
        """(messages that a publication would send at once, those held for later); raises `NotFound`."""
        draft = self.drafts.get(identity).final
        states = [row.doc["state"] for row in self._delivery.plan(draft, at).rows if row.doc]
        held = states.count(HELD)
        return len(states) - held + len(self._answers(draft, at)) // 2, held

    def _appear(self, draft: Draft, messages: Sequence[Change]) -> int:
        records = [record_of(fact, draft.article) for fact in draft.facts]
        with self._lock:
            self._index.add(records)
        self.library.take_in(draft)
        self._recent_answers.clear()
        self.outbox.appear(messages)
        return len(messages)

    def _refresh(self, article: str, touched: Sequence[str]) -> None:
        """Facts of an article were changed, or are gone: they are found as they are now."""
        self.library.reread(article)
        found = [fact for key in touched if (fact := self.fact(key)) is not None and not fact.retracted]
        with self._lock:
            self._index.remove(touched)
            self._index.add([record_of(one.fact, one.article) for one in found])
        self._recent_answers.clear()

    def discard(self, identity: str, *, by: str = "", at: datetime | None = None) -> Future[int]:
        """Drop a draft. Dropping one that is gone is no error. Noted as a deed where `by` and `at` say whose."""
        deeds = [self.audit.entry(by, "discarded", identity, at=at)] if at else []
        return self._engine.commit([self.drafts.dropping(identity), *deeds])

    # --- subscriptions and what is to be sent -------------------------------------------------------------

    def subscribe(self, chat: str, subject: str, *, at: datetime, **settings: Any) -> Future[int]:
        """Subscribe a chat to a subject, see `Subscription`; one that is there keeps what was set otherwise."""
        return self._engine.commit(self._subscriptions.adding(chat, subject, at, **settings))

    def adjust(self, chat: str, subject: str, **settings: Any) -> Future[int]:
        """Set something of a subscription; nothing happens where there is none."""
        return self._engine.commit(self._subscriptions.changing(chat, subject, **settings))

    def unsubscribe(self, chat: str, subject: str, *, narrowed: bool = False) -> Future[int]:
        """End one, and what waits only for it unless it is `narrowed`; ending none is no error."""
        waiting = [] if narrowed else self.outbox.unwanted(chat, subject)
        return self._engine.commit([*self._subscriptions.ending(chat, subject), *waiting])

    def subscriptions(self, chat: str) -> list[Subscription]:
        """A chat's subscriptions in the order of their subjects."""
        return self._subscriptions.of(chat)

    def leave(self, chat: str, reason: str) -> Future[int]:
        """A chat can't be reached any more: nothing of it stays; should it come back, it begins anew."""
        return self.forget(chat)

    def _answers(self, draft: Draft, at: datetime) -> list[Change]:
        """Messages to those whose waiting question the article answers; each question waits no longer."""
        waiting = self.feedback.standing()
        if not waiting:
            return []
        fresh = Index.from_records([record_of(fact, draft.article) for fact in draft.facts])
        changes: list[Change] = []
        for one in waiting:
            hits = fresh.query(one.question, limit=1)
            if hits and hits[0].score >= SURE:
                changes += self.outbox.answer(draft.article.id, one.chat, one.question, hits[0].id, at)
                changes.append(Change("standing", one.key, None))
        return changes

    def move(self, chat: str, new: str) -> Future[int]:
        """A group became a supergroup: everything of its old number goes to the new one, in one transaction."""
        rooms = (self._chats, self._subscriptions, self.outbox, self.feedback)
        changes = [change for room in rooms for change in room.moving(chat, new)]
        return then(self._engine.commit(changes), lambda: self.outbox.appear(changes))

    def forget(self, chat: str) -> Future[int]:
        """Delete everything about a chat, in one transaction; the next compaction takes it out of the files."""
        rooms = (self.feedback, self.outbox, self.flows, self.inbox)
        others = [change for room in rooms for change in room.forgetting(chat)]
        return self._chats.forget(chat, [*self._subscriptions.leaving(chat), *others])

    # --- regions ------------------------------------------------------------------------------------------

    def places(self, name: str) -> list[PlaceMatch]:
        """Regions that a typed name may mean, best first; typos allowed."""
        return matches(name, self.library.regions)

    def certain(self, places: Sequence[PlaceMatch]) -> bool:
        """Whether the first of `places` is clearly meant."""
        return certain(places, self.library.regions)

    def chain(self, region: str) -> tuple[str, ...]:
        """A region and all that contain it, up to the country."""
        return gazetteer().chain(region)

    def place_name(self, region: str, lang: str) -> str:
        """A region's name for people."""
        return gazetteer().label(region, lang)

    # --- chats --------------------------------------------------------------------------------------------

    def chat(self, chat: str) -> Doc:
        """What is stored about a chat (language, last questions); empty for an unknown one."""
        return self._chats.get(chat)

    def remember(self, chat: str, *, lazily: bool = False, **fields: Any) -> Future[int]:
        """Change fields of what is stored about a chat; `lazily` where nobody waits until that is on disk."""
        return self._chats.set(chat, lazily=lazily, **fields)

    # --- upkeep -------------------------------------------------------------------------------------------

    def check(self) -> Report:
        """Read everything back from disk; also every fact's span must lie inside its article."""
        report = self._engine.check()
        broken = tuple(
            f"{found.fact.id}: span outside of its article"
            for found in self.library.facts()
            if not 0 <= found.fact.span.start <= found.fact.span.end <= len(found.article.text)
        )
        return Report(report.rows, (*report.faults, *broken))

    def counts(self) -> dict[str, int]:
        """Rows by table, without reading the files."""
        return dict(self._engine.counts())

    def figures(self, today: date) -> Figures:
        """Counts for the desk; not for the event loop."""
        return figures(self._engine, self.tally, today)

    def export(self) -> Iterator[tuple[str, Doc]]:
        """Every row of every table as (table, document with its key)."""
        for table in self._engine.counts():
            for key, doc in self._rows(table):
                yield table, {"key": key, **doc}

    def backup(self, folder: Path) -> None:
        """A copy of everything into an empty or new folder, while writing goes on."""
        self._engine.backup(folder)
        self._originals.copy_to(folder / "originals")

    def compact(self) -> None:
        """Rewrite the files so that nothing deleted is left in them; slow."""
        self._engine.compact()
        self.save_index()

    def save_index(self) -> None:
        """Keep the index for the next life, so that it need not be built again."""
        with self._lock:
            if self._saved < self._engine.last and save_index(
                self._folder, self._index, self._engine.last, len(self._index)
            ):
                self._saved = self._engine.last

    def close(self) -> None:
        """Finish and unlock. Closing twice is no error."""
        if not self._closed and self._engine.writable:
            self.save_index()
        self._closed = True
        self._engine.close()


def open_store(folder: Path, *, read_only: bool = False) -> Store:
    """Open or create a store; raises `StoreLocked` or `StoreDamaged`."""
    return Store(open_engine(folder, read_only=read_only), folder)
