"""From a document to a draft: read, recognise, extract. Pure: nothing is stored here."""

from __future__ import annotations

import hashlib
from datetime import date

from store.errors import UnreadableFile
from store.extraction import extract
from store.language.dates import find_dates
from store.language.detect import detect_language
from store.model import Article, Draft, Upload
from store.reading import Document, read
from store.reading.duplicates import Likeness, likeness

__all__ = ["article_from", "article_id", "draft_from", "is_update", "parse_day"]


MAX_TITLE = 160


def article_id(text: str) -> str:
    """The id of an article: the same words give the same id, whatever surrounds them."""
    return "a" + hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()[:10]


def parse_day(text: str) -> date | None:
    """A publication day in any usual form, in either language; None where it cannot be understood."""
    cleaned = text.strip()
    try:
        return date.fromisoformat(cleaned[:10])
    except ValueError:
        pass
    days = [mention.time for lang in ("id", "en") for mention in find_dates(cleaned, lang, None)]
    return next((time.start for time in days if time.start and time.start == time.end), None)


def _headline(text: str) -> str:
    """A first line that stands alone above an empty one and is no sentence: the title of a plain text."""
    first, _, rest = text.strip("\ufeff \n\r\t").partition("\n")
    first = first.strip()
    alone = rest.startswith(("\n", "\r\n")) and 10 <= len(first) <= MAX_TITLE
    return first if alone and first[-1] not in '.!?:;,”"»' else ""


def article_from(upload: Upload) -> Article:
    """Read an upload; what the sender said wins over what the page says. Raises `UnreadableFile`."""
    document: Document = read(upload.data, upload.filename)
    if not document.text.strip():
        raise UnreadableFile("empty")
    return Article(
        id=article_id(document.text),
        text=document.text,
        lang=upload.lang or detect_language(document.text[:2000]),
        title=upload.title or document.title or _headline(document.text),
        published=upload.published or document.published,
        source=upload.source or document.source,
        url=upload.url or document.url,
    )


def draft_from(upload: Upload) -> Draft:
    """Read an upload and find its facts. Takes CPU time in proportion to its length; raises `UnreadableFile`."""
    return extract(article_from(upload))


def is_update(new: str, old: str) -> bool:
    """Whether a text tells what an older one told: one holds most of the other's words, see `likeness`."""
    return likeness(new, old) is not Likeness.DIFFERENT
