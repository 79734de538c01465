"""What one version of an article changed, for its history and for those who were told. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from telegram import MessageEntity

from handlers.rich import Rich
from handlers.texts import Texts
from store import Draft, Field, Revision

__all__ = ["change_lines"]

SHORT = 160
NAMES = {
    Field.SPEAKER: "sheet.speaker",
    Field.PLACE: "sheet.place",
    Field.DATE: "sheet.date",
    Field.STATUS: "sheet.status",
    Field.TITLE: "button.title",
    Field.PUBLISHED: "button.published",
    Field.SOURCE: "button.source",
    Field.URL: "button.url",
}


def _value(t: Texts, field: Field, value: str, label: Callable[[str], str]) -> str:
    if field is Field.STATUS:
        return t(f"status.{value}") if value else t("status.standing")
    if not value:
        return t("sheet.nobody") if field is Field.SPEAKER else t("sheet.unknown")
    if field in {Field.DATE, Field.PUBLISHED}:
        return t.day(date.fromisoformat(value))
    return label(value) if field is Field.PLACE else value


def _words(draft: Draft, fact: str) -> str:
    found = next((one for one in draft.facts if one.id == fact), None)
    line = " ".join(found.span.of(draft.article.text).split()) if found else ""
    return line if len(line) <= SHORT else line[: SHORT - 1] + "…"


def change_lines(t: Texts, draft: Draft, revision: Revision, label: Callable[[str], str]) -> Rich:
    """The fact's words behind a bar, then the field before and after; `label` names a region."""
    rich = Rich()
    if revision.fact:
        rich.add(_words(draft, revision.fact), MessageEntity.BLOCKQUOTE).line()
    if revision.what == "retracted":
        return rich.line(t("change.fact_retracted" if revision.fact else "change.article_retracted"))
    if revision.what == "published":
        return rich.line(t("change.published"))
    field = Field(revision.what)
    before, after = (_value(t, field, value, label) for value in (revision.before, revision.after))
    return rich.add(f"{t(NAMES[field])}: {before} → ").line(after, MessageEntity.BOLD)
