"""Which article that is known a new one repeats or carries on."""

from __future__ import annotations

from store.drafts import Drafts
from store.library import Library
from store.model import Article, Draft
from store.reading.duplicates import Likeness, likeness

__all__ = ["Nearness"]

# So many of the newest articles are compared, and all that wait for their review.
RECENT = 50


class Nearness:
    """Compares words, see `likeness`; takes about a millisecond an article: not for the event loop."""

    def __init__(self, library: Library, drafts: Drafts) -> None:
        self._library = library
        self._drafts = drafts

    def of(self, draft: Draft, *, but: str = "") -> tuple[str, Likeness]:
        """(the title of the likest article, how like it is); ("", DIFFERENT) where none is. `but` does not count."""
        best = ("", Likeness.DIFFERENT)
        for article in self._known({draft.article.id, but}):
            found = likeness(draft.article.text, article.text)
            if found is Likeness.DUPLICATE:
                return _name(article), found
            if found is not Likeness.DIFFERENT and not best[0]:
                best = _name(article), found
        return best

    def _known(self, but: set[str]) -> list[Article]:
        published = [self._library.article(key) for key in self._library.newest(RECENT)]
        waiting = [one.draft.article for one in self._drafts.all()]
        return [
            article for article in (*published, *waiting) if article is not None and article.id not in but
        ]


def _name(article: Article) -> str:
    """The title, or how the text begins."""
    return article.title or " ".join(article.text.split())[:80]
