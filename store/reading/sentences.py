"""Sentences, as the reading room hands them out; the rule itself is knowledge of language."""

from store.language.sentences import split_sentences

__all__ = ["split_sentences"]
