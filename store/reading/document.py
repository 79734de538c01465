"""What reading gives: the text of a document, its own statements about itself, and how it was encoded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["Document"]


@dataclass(frozen=True, slots=True)
class Document:
    """A document as text. The bytes it came from stay with the caller.

    `text` is what all offsets point into; its line ends are as in the file. `published` is None and the other
    fields are empty where the document does not say. `original_encoding` names the codec of a text or page
    ("utf-8", "cp1251") and is empty for PDF and DOCX.
    """

    text: str
    title: str = ""
    published: date | None = None
    source: str = ""
    url: str = ""
    original_encoding: str = ""
