"""Where a fact is that names no place itself: under a title about El Fasher it goes on about El Fasher."""

from __future__ import annotations

from functools import lru_cache

from store.language.additions import renewed
from store.language.places import gazetteer
from store.model import Article, Fact, Quotation, Span

__all__ = ["paragraph_of", "scene_of", "sentence_of", "under_title"]

MAX_AROUND = 300  # characters before and after the sentence


def sentence_of(fact: Fact) -> Span:
    """The sentence that a fact stands in."""
    return fact.sentence if isinstance(fact, Quotation) else fact.span


def paragraph_of(fact: Fact, text: str) -> str:
    """The paragraph of a fact's sentence: there stands the place that the sentence itself leaves out."""
    sentence = sentence_of(fact)
    begin = text.rfind("\n", 0, sentence.start) + 1
    end = text.find("\n", sentence.end)
    begin = max(begin, sentence.start - MAX_AROUND)
    return text[begin : min(end if end >= 0 else len(text), sentence.end + MAX_AROUND)]


def under_title(fact: Fact, article: Article) -> bool:
    """Whether a fact is about the title's places: its paragraph names none, or only what those lie in.

    "The Sudan Doctors Network", under a title about El Fasher, says nothing of another place. A paragraph that
    names one of the title's places says itself which of them it is about.
    """
    named = {mention.id for mention in gazetteer().find(paragraph_of(fact, article.text))}
    wider = {part for place in _named(article.title) for part in gazetteer().chain(place)[1:]}
    return wider.issuperset((*fact.regions, *named))


def scene_of(fact: Fact, article: Article) -> tuple[str, ...]:
    """Ids of the places of a fact; those of the title where it goes on about them."""
    titled = _named(article.title) if under_title(fact, article) else ()
    return titled or fact.regions


@renewed
@lru_cache(maxsize=1000)
def _named(title: str) -> tuple[str, ...]:
    return tuple(mention.id for mention in gazetteer().find(title))
