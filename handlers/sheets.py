"""What an editor sees of a draft or a published article: an overview, and one sheet a fact. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from telegram import InlineKeyboardButton, MessageEntity

from handlers.gloss import gloss_line
from handlers.keyboards import button
from handlers.render import Describe, headline, source_line
from handlers.rich import Rich, utf16_length
from handlers.texts import Texts
from store import Article, Claim, Draft, Fact, Quotation, Span, Status, StoredFact, source_of

__all__ = ["ON_A_PAGE", "Label", "fact_sheet", "listed", "number_row", "overview"]

ON_A_PAGE = 8
SHORT = 160
LONG = 300
MAX_WORDS = 2400
Label = Callable[[str], str]
Mark = Callable[[Fact], str]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[: SHORT - 1] + "…"


def overview(t: Texts, draft: Draft, head: str) -> Rich:
    """Title, source, and how much was found."""
    rich = Rich().line(head, MessageEntity.ITALIC).line(headline(draft.article), MessageEntity.BOLD)
    article = draft.article
    # The title stands above already.
    rich.extend(source_line(t, replace(article, title="") if article.source else article)).line().line()
    quotations = sum(isinstance(fact, Quotation) for fact in draft.facts)
    claims = len(draft.facts) - quotations
    rich.line(t.count("draft.quotations", quotations) + ", " + t.count("draft.claims", claims))
    if draft.doubts:
        rich.line(t.count("draft.doubts", len(draft.doubts)))
    return rich


def listed(t: Texts, draft: Draft, places: Sequence[int], describe: Describe, mark: Mark, first: int) -> Rich:
    """The facts at `places`, numbered from `first`: gloss, and the words behind a bar, shortened."""
    rich = Rich()
    for number, place in enumerate(places, first):
        fact = draft.facts[place]
        found = StoredFact(fact, draft.article)
        rich.line().add(f"{number}. {mark(fact)} ".replace("  ", " "), MessageEntity.BOLD)
        rich.line(gloss_line(t, describe(found, t.lang)), MessageEntity.ITALIC)
        rich.add(_short(found.text), MessageEntity.BLOCKQUOTE).line()
    return rich


def number_row(verb: str, identity: str, places: Sequence[int], first: int) -> list[InlineKeyboardButton]:
    """One button a listed fact."""
    return [button(str(number), verb, identity, place) for number, place in enumerate(places, first)]


def _around(fact: Fact) -> tuple[Span, Span]:
    """(what is shown, what is marked in it)."""
    if isinstance(fact, Claim):
        return fact.span, fact.surface if fact.span.covers(fact.surface) else fact.span
    begin, end = min(fact.sentence.start, fact.span.start), max(fact.sentence.end, fact.span.end)
    return Span(begin, end), fact.span


def _words(article: Article, fact: Fact) -> Rich:
    """The sentence behind a bar, the fact's own words in bold."""
    text, (around, own) = article.text, _around(fact)
    long = utf16_length(around.of(text)) > LONG
    block = MessageEntity.EXPANDABLE_BLOCKQUOTE if long else MessageEntity.BLOCKQUOTE
    rich = Rich().add(text[around.start : own.start], block)
    rich.add(own.of(text), block, MessageEntity.BOLD).add(text[own.end : around.end], block)
    return rich.cut(MAX_WORDS)


def _when(t: Texts, fact: Fact, article: Article) -> str:
    time = fact.time
    if time.start is None and not time.surface and article.published:
        return t("sheet.article_day", day=t.day(article.published))
    if time.start is None:
        return time.surface or t("sheet.unknown")
    days = t.days(time.start, time.end or time.start)
    return f"{days} ({time.surface})" if time.surface else days


def fact_sheet(t: Texts, draft: Draft, place: int, describe: Describe, label: Label, head: str) -> Rich:
    """One fact: gloss, sentence with the words marked, speaker, role, place, date, figure status, doubts."""
    fact, source = draft.facts[place], source_of(draft.facts[place])
    rich = Rich().line(head, MessageEntity.BOLD)
    for doubt in (doubt for doubt in draft.doubts if doubt.fact == fact.id):
        key = f"doubt.{doubt.reason}"
        rich.line("⚠ " + (t(key) if t.has(key) else t("doubt.other", field=doubt.field)))
    rich.line().line(gloss_line(t, describe(StoredFact(fact, draft.article), t.lang)), MessageEntity.ITALIC)
    rich.extend(_words(draft.article, fact)).line().line()
    quoted = isinstance(fact, Quotation)
    rows = [
        (t("sheet.speaker"), source.name or t("sheet.nobody"))
        if quoted
        else (t("card.claimed"), source.name or t("figure.article")),
        (t("sheet.role"), source.role),
        (t("sheet.place"), ", ".join(dict.fromkeys(map(label, fact.regions))) or t("sheet.unknown")),
        (t("sheet.date"), _when(t, fact, draft.article)),
    ]
    if isinstance(fact, Claim) and fact.status is not Status.STANDING:
        rows.append((t("sheet.status"), t(f"status.{fact.status}")))
    for name, value in rows:
        if value:
            rich.add(f"{name}: ").line(value, MessageEntity.BOLD)
    return rich
