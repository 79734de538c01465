"""Page furniture of a text: spans to ignore. The text itself stays as it is, and so do all offsets."""

from store.language.furniture import find_furniture
from store.model import Span

__all__ = ["furniture"]


def furniture(text: str, lang: str = "id") -> list[Span]:
    """The stretches of `text` that are page furniture, left to right and apart from each other."""
    return find_furniture(text, lang)
