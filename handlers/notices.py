"""Messages that are no news: to an editor whose draft went out, to readers of what was corrected."""

from __future__ import annotations

from handlers.render import headline
from handlers.rich import Rich
from handlers.texts import Texts
from store import OutboxMessage, Store

__all__ = ["render"]


def render(t: Texts, store: Store, message: OutboxMessage) -> Rich | None:
    """What a notice says; None where there is nothing to say any more."""
    article = store.article(message.article)
    if message.notice == "published" and article is not None:
        return Rich().add(t("notice.published", title=headline(article))).cut()
    return None
