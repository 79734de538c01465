"""Whatever editors do in whatever order: what is found is what stands, versions grow, nobody hears twice."""

from __future__ import annotations

import contextlib
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from store.drafts import ACCEPTED, REJECTED
from store.editing import Edit, Field
from store.errors import NotFound, StaleVersion, TooLate
from store.model import Upload
from store.service import open_store
from tests.builders import ARTICLE

START = datetime(2024, 8, 14, tzinfo=UTC)
NAMES = ("Ann Ivleva", "Boris Lunin", "")
PLACES = st.integers(0, 8)


class Desk(RuleBasedStateMachine):
    """One article, two readers, editors who press everything."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name))
        self.now = START
        self.sent: list[tuple[str, str]] = []
        for chat in ("1", "2"):
            self.store.subscribe(chat, "ru/belgorod", at=START).result()
        draft = self.store.receive(Upload(ARTICLE.encode(), lang="en"), by="7", at=START).result()
        self.id, self.facts = draft.article.id, [fact.id for fact in draft.facts]
        self.version, self.rejected = 1, set[str]()

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    def tick(self) -> datetime:
        """No two things happen at one moment."""
        self.now += timedelta(seconds=1)
        return self.now

    @property
    def waits(self) -> bool:
        with contextlib.suppress(NotFound):
            self.store.drafts.get(self.id)
            return True
        return False

    @rule(place=PLACES, state=st.sampled_from([ACCEPTED, REJECTED, ""]), late=st.booleans())
    def decide(self, place: int, state: str, late: bool) -> None:
        if self.waits:
            version = self.store.drafts.get(self.id).version - late
            with contextlib.suppress(StaleVersion):
                self.store.drafts.decide(
                    self.id, version, self.facts[place], state, by="7", at=self.now
                ).result()
                assert not late
                (self.rejected.add if state == REJECTED else self.rejected.discard)(self.facts[place])

    @rule(place=PLACES, name=st.sampled_from(NAMES), late=st.booleans())
    def fix(self, place: int, name: str, late: bool) -> None:
        edit, store = Edit(Field.SPEAKER, name, fact=self.facts[place]), self.store
        with contextlib.suppress(NotFound, StaleVersion):
            if self.waits:
                version = store.drafts.get(self.id).version - late
                store.drafts.edit(self.id, version, edit, by="7", at=self.tick()).result()
            else:
                version = store.corrections.get(self.id).version - late
                store.corrections.correct(self.id, version, edit, by="7", at=self.tick()).result()
            assert not late

    @rule()
    def publish(self) -> None:
        with contextlib.suppress(NotFound):
            self.store.publish(self.id, at=self.now, by="7").result()

    @rule()
    def undo(self) -> None:
        with contextlib.suppress(NotFound, TooLate):
            self.store.corrections.undo(self.id, by="7", at=self.tick()).result()

    @rule(place=PLACES, whole=st.booleans())
    def retract(self, place: int, whole: bool) -> None:
        with contextlib.suppress(NotFound, IndexError):
            published = self.store.corrections.get(self.id)
            fact = "" if whole else published.draft.facts[place].id
            self.store.corrections.retract(self.id, published.version, fact, by="7", at=self.tick()).result()

    @rule(most=st.integers(1, 3))
    def deliver(self, most: int) -> None:
        for message in self.store.outbox.due()[:most]:
            self.sent.append((message.recipient, message.id))
            self.store.outbox.sent(message, 1, at=self.tick()).result()

    @rule(minutes=st.sampled_from([1, 6, 20]))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.store.corrections.tell(self.now).result()

    @rule()
    @precondition(lambda self: hasattr(self, "store"))
    def restart(self) -> None:
        self.store.close()
        self.store = open_store(Path(self.folder.name))

    @invariant()
    def what_is_found_is_what_stands(self) -> None:
        if not hasattr(self, "store"):
            return
        standing = {found.fact.id for found in self.store.library.facts()}
        found = {hit.id for hit in self.store._index.query(ARTICLE[:200], limit=50, answer_all=True)}
        assert found <= standing
        assert len(self.store._index) == len(standing)
        if self.waits:
            assert standing == set()
        else:
            published = self.store.corrections.get(self.id)
            gone = {fact for fact, (_, day) in published.marks if day}
            assert standing == {fact.id for fact in published.draft.facts} - gone
            history = self.store.corrections.history(self.id)
            assert [one.version for one in history] == list(range(1, published.version + 1))
        assert not standing & self.rejected

    @invariant()
    def no_message_is_sent_twice(self) -> None:
        # The alert itself comes again only after an undo, under the same key.
        if hasattr(self, "store"):
            notices = [key for key in self.sent if key[1].count("|") == 2]
            assert len(notices) == len(set(notices))


Desk.TestCase.settings = settings(
    max_examples=6, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
)
TestDesk = Desk.TestCase
