"""Who is told of an article, when and how: subscriptions, words, importance, quiet hours, one message a story.

Builds rows for the outbox, which are committed together with the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.chats import Chats
from store.database import Change, Doc, Engine
from store.hours import Pace
from store.language.topics import topics_of
from store.library import Library
from store.model import Claim, Draft, Subscription
from store.outbox import HELD, SENT, TABLE, Outbox
from store.regions import with_wider
from store.stories import Stories, Story
from store.subscriptions import Subscriptions, subjects_of_people, topic_subject

__all__ = ["PACES", "Delivery", "Plan"]

# So many of the newest articles may tell the same story as a new one.
RECENT = 50
PACES = (Pace.INSTANT, Pace.HOURLY, Pace.DAILY)
# What a chat may have set that changes when it is told; most have set nothing of it.
TIMED = {"quiet_from", "quiet_to", "muted_until", "paused"}


@dataclass(frozen=True, slots=True)
class Plan:
    """The new messages of an article, and what changes beside them (messages that they replace, the story)."""

    rows: list[Change]
    others: list[Change]


@dataclass(frozen=True, slots=True)
class _News:
    """An article as subscribers see it: `words` are its text in small letters, `earlier` the story's articles."""

    draft: Draft
    words: str
    story: Story
    earlier: tuple[str, ...]
    told: tuple[Story, ...]

    @property
    def escalates(self) -> bool:
        """Whether it is worth a sound for who knows the story."""
        return all(self.story.escalates(one) for one in self.told)


class Delivery:
    """Reads subscriptions, settings and what was sent; writes nothing by itself."""

    def __init__(
        self, engine: Engine, chats: Chats, subscriptions: Subscriptions, outbox: Outbox, library: Library
    ) -> None:
        self._engine = engine
        self._chats = chats
        self._subscriptions = subscriptions
        self._outbox = outbox
        self._library = library
        self._stories = Stories(engine)

    def plan(self, draft: Draft, at: datetime, *, separate: bool = False) -> Plan:
        """The rows of an article: one a chat, however much of it the chat follows, and never a second one.

        A `separate` article begins a story of its own, whatever it is like.
        """
        news = self._news(draft, separate)
        rows: list[Change] = []
        for chat, wanted in self._matching(draft).items():
            row = self._row(news, chat, wanted, at)
            if row is not None:
                rows.append(row)
        replaced = self._outbox.superseding(rows, news.earlier)
        return Plan(rows, [*replaced, self._stories.adding(draft.article.id, news.story)])

    def _news(self, draft: Draft, separate: bool) -> _News:
        recent = (self._library.article(key) for key in self._library.newest(0 if separate else RECENT))
        story = self._stories.find(draft, [article for article in recent if article is not None])
        earlier = tuple(key for key in self._stories.members(story.id) if key != draft.article.id)
        told = tuple(one for key in earlier if (one := self._stories.get(key)) is not None)
        article = draft.article
        return _News(draft, f"{article.title}\n{article.text}".casefold(), story, earlier, told)

    def _matching(self, draft: Draft) -> Mapping[str, list[Subscription]]:
        article = draft.article
        words = [(_kind(fact), fact.span.of(article.text)) for fact in draft.facts]
        topics = map(topic_subject, topics_of(article.title, words, article.lang))
        return self._subscriptions.to(
            {*with_wider(draft.regions), *subjects_of_people(draft.people), *topics}
        )

    def _row(self, news: _News, chat: str, wanted: Sequence[Subscription], at: datetime) -> Change | None:
        """A chat's row; None where it does not want the article, or has a row of it already."""
        settings = self._chats.get(chat)
        fitting = [one for one in wanted if _fits(one, news)]
        if not fitting or settings.get("paused") or news.story.id in settings.get("muted_stories", ()):
            return None
        key = self._outbox.free_key(news.draft.article.id, chat)
        if key is None:
            return None
        doc = self._outbox.due_row(news.draft.article.id, chat, [one.subject for one in fitting], at)
        return Change(TABLE, key, {**doc, **self._manner(news, chat, fitting, settings, at)})

    def _manner(
        self, news: _News, chat: str, fitting: Iterable[Subscription], settings: Doc, at: datetime
    ) -> dict[str, Any]:
        """How it is told: later, silently, as a reply to what was told of the same story."""
        found: dict[str, Any] = {"story": news.story.id} if news.earlier else {}
        pace = min((Pace(one.pace) for one in fitting), key=PACES.index)
        if pace is not Pace.INSTANT or TIMED & settings.keys():
            until = self._chats.hours(chat).release(at, pace)
            if until is not None:
                waits = {"pace": pace.value} if pace is not Pace.INSTANT else {}
                return {**found, **waits, "state": HELD, "until": until.isoformat()}
        before = self._told(news.earlier, chat)
        if before:
            found["reply_to"] = before
        if all(one.silent for one in fitting) or (before and not news.escalates):
            found["silent"] = True
        return found

    def _told(self, earlier: Iterable[str], chat: str) -> int:
        """The number of the chat's last message about a story, 0 without one."""
        rows = [self._engine.get(TABLE, f"{article}|{chat}") for article in earlier]
        sent = [row for row in rows if row is not None and row["state"] == SENT and "message_id" in row]
        return int(max(sent, key=lambda row: (row["at"], row["message_id"]))["message_id"]) if sent else 0


def _kind(fact: object) -> str:
    return fact.kind if isinstance(fact, Claim) else ""


def _fits(one: Subscription, news: _News) -> bool:
    """Whether a subscription's words and importance let an article through; literal words, linear time."""
    if news.story.importance < one.importance:
        return False
    if any(word in news.words for word in one.deny):
        return False
    return not one.allow or any(word in news.words for word in one.allow)
