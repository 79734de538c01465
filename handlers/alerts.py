"""What subscribers are sent: an article, or several that waited as one digest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from telegram import InlineKeyboardMarkup, MessageEntity

from handlers import notices
from handlers.keyboards import button, keyboard
from handlers.render import card, cards, headline, source_line, standing_card
from handlers.rich import Rich
from handlers.subjects import labels
from handlers.texts import Texts, texts
from store import Article, OutboxMessage, Recent, Store, StoredFact

__all__ = ["Outgoing", "alert", "alert_buttons", "digest", "outgoing"]

# So many articles a digest tells of; of the others it gives the number.
ITEMS = 12
ITEM_LIMIT = 320
# Many chats follow the same and get the same digest.
_RECENT = Recent[tuple[object, ...], Rich | None](200)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as Telegram gets it."""

    rich: Rich
    buttons: InlineKeyboardMarkup | None = None
    # The forum topic in which the chat wants to hear it; 0 = none.
    topic: int = 0


def outgoing(store: Store, message: OutboxMessage) -> Outgoing | None:
    """A message of the outbox, made when it is sent; None where there is nothing to say any more."""
    chat = store.chat(message.recipient)
    found = _made(store, message, chat)
    return replace(found, topic=chat.get("topic", 0)) if found is not None else None


def _made(store: Store, message: OutboxMessage, chat: Mapping[str, Any]) -> Outgoing | None:
    article = store.article(message.article)
    t = texts(chat.get("lang") or chat.get("spoken") or notices.language(store, message))
    if message.notice:
        rich = digest(t, store, message) if message.items else notices.render(t, store, message)
        return Outgoing(rich) if rich is not None else None
    if article is None:
        return None
    if message.fact:
        found = store.fact(message.fact)
        live = found is not None and not found.retracted
        return Outgoing(standing_card(t, message.question, found, store.describe)) if found and live else None
    return Outgoing(alert(t, store, article, message), alert_buttons(t, message))


def alert(t: Texts, store: Store, article: Article, message: OutboxMessage) -> Rich:
    """Which subject, which article, and its first facts; of a story that was told already, that it goes on."""
    names = ", ".join(labels(t, store, message.recipient, message.regions))
    head = t("alert.again" if message.story else "alert.head", regions=names)
    facts = store.library.main_facts(article.id, message.regions)
    rich = Rich().line(head, MessageEntity.BOLD)
    if not _begin_it(article, facts):
        rich.line(headline(article))
    rich.line()
    for one in cards(t, facts, store.describe):
        rich.extend(one).line().line()
    if not facts:
        rich.extend(source_line(t, article))
    return rich.cut()


def _begin_it(article: Article, facts: Iterable[StoredFact]) -> bool:
    """Whether one of the facts is the first line, which stands for the title where there is none."""
    begin = len(article.text) - len(article.text.lstrip())
    return not article.title and any(found.fact.span.start <= begin for found in facts)


def alert_buttons(t: Texts, message: OutboxMessage) -> InlineKeyboardMarkup | None:
    """Under an alert: no more of this story."""
    return keyboard([[button(t("alert.mute"), "mst", message.story or message.article)]])


def digest(t: Texts, store: Store, message: OutboxMessage) -> Rich | None:
    """The articles that waited, the newest last; None where none of them is left."""
    names = ", ".join(labels(t, store, message.recipient, message.regions[:ITEMS]))
    key = (id(store), store.library.age, t.lang, message.items, message.regions, names)
    return _RECENT.get(key, lambda: _digest(t, store, message, names))


def _digest(t: Texts, store: Store, message: OutboxMessage, names: str) -> Rich | None:
    articles = [found for key in message.items if (found := _current(store, key)) is not None]
    if not articles:
        return None
    rich = Rich().line(t.count("digest.head", len(articles), regions=names), MessageEntity.BOLD)
    for article in articles[-ITEMS:]:
        rich.line().extend(_item(t, store, article, message.regions).cut(ITEM_LIMIT)).line()
    if len(articles) > ITEMS:
        rich.line().line(t.count("digest.more", len(articles) - ITEMS))
    return rich.cut()


def _current(store: Store, article: str) -> Article | None:
    """An article that nobody has retracted."""
    return None if store.library.retracted(article) else store.article(article)


def _item(t: Texts, store: Store, article: Article, subjects: Sequence[str]) -> Rich:
    """An article's title and its most telling fact."""
    facts = store.library.main_facts(article.id, subjects, limit=1)
    rich = Rich() if _begin_it(article, facts) else Rich().line(headline(article), MessageEntity.BOLD)
    return rich.extend(card(t, facts[0], store.describe) if facts else source_line(t, article))
