"""The store as the rest of the house sees it: one class, each method one errand.

Methods that write return a `concurrent.futures.Future`; what it promises is on disk once it is done.
Time is always an argument.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from store.answers import compose, record_of
from store.database import (
    SCHEMA,
    Change,
    Doc,
    Engine,
    Originals,
    Report,
    article_of,
    doc_of,
    draft_of,
    fact_of,
    open_engine,
)
from store.describe import describe
from store.errors import NotFound
from store.feedback import Feedback
from store.inbox import Inbox
from store.intake import draft_from
from store.language.places import PlaceMatch, gazetteer
from store.model import (
    Answer,
    Article,
    Draft,
    Gloss,
    Question,
    StoredFact,
    Subscription,
    Upload,
)
from store.outbox import Outbox
from store.recent import Recent
from store.regions import certain, key_of, matches, region_of
from store.search import SURE, Index, Query
from store.similar import other_sides

__all__ = ["Store", "open_store"]

T = TypeVar("T")
RECENT_ANSWERS, RECENT_FACTS = 1000, 10_000
MAX_QUERY = 300
SIDES = 40


def then(first: Future[int], finish: Any) -> Future[Any]:
    """A future that holds `finish()` once `first` is done; it fails as `first` fails."""
    result: Future[Any] = Future()
    result.set_running_or_notify_cancel()  # who stops waiting does not call a transaction back

    def pass_on(done: Future[int]) -> None:
        error = done.exception()
        if error is not None:
            result.set_exception(error)
            return
        try:
            result.set_result(finish())
        except Exception as failure:
            # Whatever goes wrong here belongs to whoever waits, not to the writer thread.
            result.set_exception(failure)

    first.add_done_callback(pass_on)
    return result


def _with_wider(regions: Iterable[str]) -> set[str]:
    """Regions and all that contain them."""
    return {part for region in regions for part in gazetteer().chain(region)}


class Store:
    """Articles, facts, subscriptions and what is to be sent; asks are answered from memory."""

    def __init__(self, engine: Engine, originals: Originals) -> None:
        self._engine = engine
        self._originals = originals
        self.inbox = Inbox(engine)
        self.outbox = Outbox(engine)
        self.feedback = Feedback(engine)
        # The index is written by whichever thread finishes a commit; both sides hold the lock about a millisecond.
        self._lock = threading.Lock()
        # Many ask the same at the same time; whatever publishes or withdraws clears these.
        self._recent_answers = Recent[tuple[Question, int], Answer](RECENT_ANSWERS)
        self._recent_facts = Recent[str, StoredFact | None](RECENT_FACTS)
        self._recent_articles = Recent[str, Article | None](RECENT_ANSWERS)
        self._regions = {
            part for _, doc in self._rows("articles") for part in _with_wider(doc.get("regions", []))
        }
        self._index = Index.from_records(record_of(found.fact, found.article) for found in self.facts())

    # --- asking -------------------------------------------------------------------------------------------

    def ask(self, question: Question, *, limit: int = 5) -> Answer:
        """The best `limit` facts for a question; an empty answer where nothing stored fits."""
        return self._recent_answers.get((question, limit), lambda: self._answer(question, limit))

    def _answer(self, question: Question, limit: int) -> Answer:
        with self._lock:
            hits = self._index.query(question.text, limit=limit * 4, asked_on=question.asked_on)
            nearest = [] if hits else self._index.suggest(question.text)
        query = self.understand(question)
        return compose(question, query, hits, self.fact, limit=limit, nearest=nearest)

    def understand(self, question: Question) -> Query:
        """What the search makes of a question, piece by piece."""
        with self._lock:
            return self._index.understand(question.text, question.asked_on)

    def describe(self, found: StoredFact, lang: str) -> Gloss:
        """A fact as labels in the reader's language."""
        return describe(found, lang)

    def other_sides(self, identity: str) -> list[StoredFact]:
        """Who else speaks of the same matter as a fact."""
        found = self.fact(identity)
        if found is None:
            return []
        with self._lock:
            hits = self._index.query(found.text[:MAX_QUERY], limit=SIDES, answer_all=True)
        near = (self.fact(hit.id) for hit in hits if hit.id != identity)
        return other_sides(found, (other for other in near if other is not None))

    # --- reading ------------------------------------------------------------------------------------------

    def fact(self, identity: str) -> StoredFact | None:
        """A published fact with its article."""
        return self._recent_facts.get(identity, lambda: self._fact(identity))

    def _fact(self, identity: str) -> StoredFact | None:
        doc = self._engine.get("facts", identity)
        article = (
            self._recent_articles.get(doc["article"], lambda: self.article(doc["article"])) if doc else None
        )
        return StoredFact(fact_of(doc), article) if doc and article else None

    def article(self, identity: str) -> Article | None:
        """A published article."""
        doc = self._engine.get("articles", identity)
        return article_of(doc) if doc else None

    def regions_of(self, article: str) -> tuple[str, ...]:
        """All regions that an article mentions."""
        return tuple((self._engine.get("articles", article) or {}).get("regions", ()))

    def facts(self) -> Iterator[StoredFact]:
        """All published facts, article by article."""
        articles = {key: article_of(doc) for key, doc in self._rows("articles")}
        for _, doc in self._rows("facts"):
            if doc["article"] in articles:
                yield StoredFact(fact_of(doc), articles[doc["article"]])

    def _rows(self, table: str, **where: str) -> Iterator[tuple[str, Doc]]:
        # Rows found by a field are put in order for each page: one page of them all.
        after, limit = "", 1 << 30 if where else 1000
        while page := self._engine.scan(table, where=where or None, after=after, limit=limit):
            yield from page
            after = page[-1][0]
            if len(page) < limit:
                break

    @property
    def empty(self) -> bool:
        """Whether no article is published."""
        return not self._engine.scan("articles", limit=1)

    # --- articles -----------------------------------------------------------------------------------------

    def knows(self, identity: str) -> bool:
        """Whether an article is published already."""
        return self._engine.get("articles", identity) is not None

    def receive(self, upload: Upload, *, by: str, at: datetime) -> Future[Draft]:
        """Keep a document and its draft; reading and extraction happen in the calling thread.

        Raises `UnreadableFile`; the original is kept in that case too.
        """
        original = self._originals.keep(upload.data)
        draft = draft_from(upload)
        doc = {"draft": doc_of(draft), "by": by, "at": at.isoformat(), "original": original, "version": 1}
        return then(self._put("drafts", draft.article.id, doc), lambda: draft)

    def draft(self, identity: str) -> Draft:
        """A draft that waits for its review; raises `NotFound`."""
        doc = self._engine.get("drafts", identity)
        if doc is None:
            raise NotFound(identity)
        return draft_of(doc["draft"])

    def publish(self, identity: str, *, at: datetime) -> Future[int]:
        """Publish a draft: article, facts and messages in one transaction. Holds the number of messages.

        When the future is done the article can be found. Raises `NotFound` where there is no such draft.
        """
        waiting = self._engine.get("drafts", identity)
        if waiting is None:
            raise NotFound(identity)
        draft = draft_of(waiting["draft"])
        messages = [*self._messages(draft, at), *self._answers(draft, at)]
        changes = [
            Change("drafts", identity, None),
            Change("articles", identity, self._article_doc(draft, waiting, at)),
            *(Change("facts", fact.id, {**doc_of(fact), "article": identity}) for fact in draft.facts),
            *messages,
        ]
        return then(self._engine.commit(changes), lambda: self._appear(draft, messages))

    def _article_doc(self, draft: Draft, waiting: Doc, at: datetime) -> Doc:
        return {
            **doc_of(draft.article),
            "schema": SCHEMA,
            "original": waiting["original"],
            "by": waiting["by"],
            "at": at.isoformat(),
            "regions": list(draft.regions),
            "people": [doc_of(person) for person in draft.people],
        }

    def _appear(self, draft: Draft, messages: Sequence[Change]) -> int:
        records = [record_of(fact, draft.article) for fact in draft.facts]
        with self._lock:
            self._index.add(records)
        self._recent_facts.clear()
        self._recent_articles.clear()
        self._recent_answers.clear()
        self._regions |= _with_wider(draft.regions)
        self.outbox.appear(messages)
        return len(messages)

    def discard(self, identity: str) -> Future[int]:
        """Drop a draft. Dropping one that is gone is no error."""
        return self._engine.commit([Change("drafts", identity, None)])

    # --- subscriptions and what is to be sent -------------------------------------------------------------

    def subscribe(self, chat: str, region: str, *, at: datetime) -> Future[int]:
        """Subscribe a chat to a region (gazetteer id). Twice is no error."""
        doc = {"chat": chat, "region": region, "at": at.isoformat()}
        return self._put("subscriptions", f"{chat}|{region}", doc)

    def unsubscribe(self, chat: str, region: str) -> Future[int]:
        """End a subscription. Ending one that is not there is no error."""
        return self._engine.commit([Change("subscriptions", f"{chat}|{region}", None)])

    def subscriptions(self, chat: str) -> list[Subscription]:
        """A chat's subscriptions in the order of their ids."""
        rows = self._rows("subscriptions", chat=chat)
        return [Subscription(doc["chat"], doc["region"]) for _, doc in rows]

    def leave(self, chat: str, reason: str) -> Future[int]:
        """A chat can't be reached any more: its subscriptions end, what waited for it is dead."""
        gone = [Change("subscriptions", key, None) for key, _ in self._rows("subscriptions", chat=chat)]
        return self._engine.commit([*gone, *self.outbox.leaving(chat, reason)])

    def _messages(self, draft: Draft, at: datetime) -> list[Change]:
        """One message a chat, whatever number of its regions the article mentions, and never a second one."""
        matched: dict[str, list[str]] = {}
        for region in sorted(_with_wider(draft.regions)):
            for _, doc in self._rows("subscriptions", region=region):
                matched.setdefault(doc["chat"], []).append(region)
        rows = ((chat, named, "") for chat, named in matched.items())
        return self.outbox.changes(draft.article.id, rows, at)

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
        changes: list[Change] = []
        for _, doc in self._rows("subscriptions", chat=chat):
            region = doc["region"]
            changes.append(Change("subscriptions", f"{chat}|{region}", None))
            changes.append(Change("subscriptions", f"{new}|{region}", {**doc, "chat": new}))
        changes += self.outbox.moving(chat, new)
        known = self._engine.get("chats", chat)
        if known is not None:
            changes += [Change("chats", chat, None), Change("chats", new, known)]
        return then(self._engine.commit(changes), lambda: self.outbox.appear(changes))

    def main_facts(self, article: str, regions: Sequence[str], limit: int = 2) -> list[StoredFact]:
        """An article's first facts, those about `regions` before the others."""
        wanted = set(regions)
        found = [self.fact(key) for key, _ in self._rows("facts", article=article)]
        known = [fact for fact in found if fact is not None]
        inside = [f for f in known if any(wanted & set(gazetteer().chain(r)) for r in f.fact.regions)]
        chosen = inside or known
        return sorted(chosen, key=lambda f: f.fact.span.start)[:limit]

    # --- regions ------------------------------------------------------------------------------------------

    def places(self, name: str) -> list[PlaceMatch]:
        """Regions that a typed name may mean, best first; typos allowed."""
        return matches(name, self._regions)

    def certain(self, places: Sequence[PlaceMatch]) -> bool:
        """Whether the first of `places` is clearly meant."""
        return certain(places, self._regions)

    def place_key(self, region: str) -> str:
        """A region's key for a button."""
        return key_of(region)

    def place_of(self, key: str) -> str:
        """The region of a button's key; "" where there is none."""
        return region_of(key)

    def chain(self, region: str) -> tuple[str, ...]:
        """A region and all that contain it, up to the country."""
        return gazetteer().chain(region)

    def place_name(self, region: str, lang: str) -> str:
        """A region's name for people."""
        return gazetteer().label(region, lang)

    # --- chats --------------------------------------------------------------------------------------------

    def chat(self, chat: str) -> Doc:
        """What is stored about a chat (language, last questions); empty for an unknown one."""
        return dict(self._engine.get("chats", chat) or {})

    def remember(self, chat: str, **fields: Any) -> Future[int]:
        """Change fields of what is stored about a chat."""
        return self._put("chats", chat, {**self.chat(chat), **fields})

    def _put(self, table: str, key: str, doc: Doc) -> Future[int]:
        return self._engine.commit([Change(table, key, doc)])

    # --- upkeep -------------------------------------------------------------------------------------------

    def check(self) -> Report:
        """Read everything back from disk; also every fact's span must lie inside its article."""
        report = self._engine.check()
        broken = tuple(
            f"{found.fact.id}: span outside of its article"
            for found in self.facts()
            if not 0 <= found.fact.span.start <= found.fact.span.end <= len(found.article.text)
        )
        return Report(report.rows, (*report.faults, *broken))

    def export(self) -> Iterator[tuple[str, Doc]]:
        """Every row of every table as (table, document with its key)."""
        for table in self._engine.check().rows:
            for key, doc in self._rows(table):
                yield table, {"key": key, **doc}

    def backup(self, folder: Path) -> None:
        """A copy of everything into an empty or new folder, while writing goes on."""
        self._engine.backup(folder)
        self._originals.copy_to(folder / "originals")

    def compact(self) -> None:
        """Rewrite the files so that nothing deleted is left in them; slow."""
        self._engine.compact()

    def close(self) -> None:
        """Finish and unlock. Closing twice is no error."""
        self._engine.close()


def open_store(folder: Path, *, read_only: bool = False) -> Store:
    """Open or create a store; raises `StoreLocked` or `StoreDamaged`."""
    return Store(open_engine(folder, read_only=read_only), Originals(folder / "originals"))
