"""A draft whose text its editor has changed: read anew, with everything that was decided and still fits.

Nothing is dropped before the new text is read: a text that can't be read leaves the draft as it was.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime

from store.audit import Audit
from store.database import Engine, Originals
from store.drafts import Drafts, Waiting
from store.editing import Edit, Field, edited, source_of, value_of
from store.errors import UnreadableFile
from store.intake import draft_from
from store.model import Article, Claim, Draft, Fact, Upload
from store.nearness import Nearness
from store.pending import then

__all__ = ["Rereading", "carried"]

HEADER = ("published", "source", "url")


def _words(draft: Draft, fact: Fact) -> Hashable:
    """What makes a fact the same one in another text: its kind and its own words."""
    text = draft.article.text
    printed = text[fact.surface.start : fact.surface.end] if isinstance(fact, Claim) else ""
    return fact.fact, " ".join(text[fact.span.start : fact.span.end].split()), printed


def carried(old: Waiting, fresh: Draft) -> tuple[Draft, tuple[tuple[str, str], ...]]:
    """(the fresh draft with the fields that editors set of facts that are still there, what was decided of them)."""
    known: dict[Hashable, deque[Fact]] = defaultdict(deque)
    for fact in old.draft.facts:
        known[_words(old.draft, fact)].append(fact)
    decided: list[tuple[str, str]] = []
    for fact in fresh.facts:
        same = known[_words(fresh, fact)]
        if not same:
            continue
        before = same.popleft()
        if old.state(before):
            decided.append((fact.id, old.state(before)))
        for name in before.settled:
            field = Field(name)
            role = source_of(before).role if field is Field.SPEAKER else ""
            fresh = edited(fresh, Edit(field, value_of(before, field), role, fact.id))
    return fresh, tuple(decided)


def _said(old: Article, said: Upload) -> Upload:
    """What the sender says now of the article, else what was known."""
    known = {name: getattr(said, name) or getattr(old, name) for name in HEADER}
    return replace(said, **known)


def _title(old: Article, new: Article) -> Article:
    """The title that an editor set stays; one that was a line of the old text goes with it."""
    printed = old.title in old.text and old.title not in new.text
    return replace(new, title=old.title) if old.title and not printed else new


class Rereading:
    """Puts another text in the place of a draft's."""

    def __init__(
        self, engine: Engine, originals: Originals, drafts: Drafts, nearness: Nearness, audit: Audit
    ) -> None:
        self._engine = engine
        self._originals = originals
        self._drafts = drafts
        self._nearness = nearness
        self._audit = audit

    def original(self, identity: str) -> bytes:
        """The document of a draft as it came; raises `NotFound`."""
        return self._originals.get(self._drafts.get(identity).original)

    def read(self, identity: str, upload: Upload, *, by: str, at: datetime) -> Future[Draft]:
        """The draft of `upload` in place of the draft `identity`, in one transaction.

        Reading and extraction happen in the calling thread. Where the new text is published already, or waits as
        another draft, nothing changes and that one's draft is given. Raises `UnreadableFile` (code "no_facts" where
        nothing is found any more), `NotFound`, `StaleVersion`.
        """
        old = self._drafts.get(identity)
        said = _said(old.draft.article, upload)
        fresh = draft_from(said)
        if old.draft.facts and not fresh.facts:
            raise UnreadableFile("no_facts")
        with self._drafts.claim(identity, old.version):
            waiting = self._carried(old, fresh, said)
            other = waiting.id != identity and any(
                self._engine.get(table, waiting.id) for table in ("articles", "drafts")
            )
            changes = [] if other else [self._drafts.dropping(identity), self._drafts.restoring(waiting)]
            deed = self._audit.entry(by, "reread", waiting.id, at=at)
            written = self._drafts.settle(identity, self._engine.commit([*changes, deed] if changes else []))
        return then(written, lambda: waiting.draft)

    def _carried(self, old: Waiting, fresh: Draft, upload: Upload) -> Waiting:
        draft, decided = carried(old, fresh)
        if not upload.title:
            draft = replace(draft, article=_title(old.draft.article, draft.article))
        near, like = self._nearness.of(draft, but=old.id)
        return replace(
            old,
            draft=draft,
            version=old.version + 1,
            original=self._originals.keep(upload.data),
            decided=decided,
            near=near,
            likeness=like if near else "",
        )
