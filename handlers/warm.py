"""A rehearsal: what is loaded at first use (locales, word lists, lexicons) is loaded before anybody asks."""

from __future__ import annotations

from datetime import date

from handlers.render import answer_page
from handlers.texts import LANGUAGES, Texts, texts
from store import Question, Store, resolve, wish

__all__ = ["warm"]

EXAMPLES = ("example.1", "example.2", "example.3")


def warm(store: Store) -> None:
    """Ask and render the examples in every language; nothing is stored or sent. Some tenths of a second of CPU."""
    for lang in LANGUAGES:
        _rehearse(store, texts(lang))


def _rehearse(store: Store, t: Texts) -> None:
    t.days(date(2024, 1, 1), date(2024, 1, 2))
    t.number(1234.5)
    before = ""
    for question in map(t, EXAMPLES):
        wish(question)
        answer = store.ask(Question(resolve(before, question), t.lang))
        answer_page(t, answer, store.describe)
        before = question
