"""What people see. Pure: answers, drafts and messages become text with entities and buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from telegram import InlineKeyboardButton, MessageEntity

from handlers.gloss import figure, gloss_line
from handlers.keyboards import button
from handlers.rich import Rich, utf16_length
from handlers.texts import Texts
from store import Answer, Article, Claim, Gloss, Quotation, Span, Speaker, Status, StoredFact, excerpt

__all__ = [
    "PAGE",
    "Describe",
    "answer_page",
    "card",
    "cards",
    "context_card",
    "headline",
    "marks",
    "more_buttons",
    "nearest_questions",
    "question_about",
    "sides_card",
    "source_line",
    "standing_card",
]

Describe = Callable[[StoredFact, str], Gloss]
PAGE = 3
LONG_QUOTE = 300
CARD_LIMIT = 1200


def source_line(t: Texts, article: Article) -> Rich:
    """Day, outlet and title of an article; the outlet links to the page where its address is known."""
    rich = Rich().add(t.day(article.published) if article.published else t("article.undated"))
    outlet = article.source or article.title or t("article.unnamed")
    rich.add(" · ").add(outlet, *([MessageEntity.TEXT_LINK] if article.url else []), url=article.url)
    if article.source and article.title:
        rich.add(f" · {article.title}")
    return rich


def _speaker(found: StoredFact) -> Speaker:
    fact = found.fact
    source = fact.attribution if isinstance(fact, Quotation) else fact.claimant
    return Speaker(source.name, source.role)


def _around(found: StoredFact) -> Span:
    """What is shown of the article: somebody's whole words; a fragment, or what is reported of them, in its sentence.

    "Regrets the lack of a ceasefire" is no "lack of a ceasefire": only the sentence says what was meant.
    """
    fact = found.fact
    piece = isinstance(fact, Quotation) and (fact.partial or not fact.direct)
    return (
        fact.sentence
        if isinstance(fact, Quotation) and piece and fact.sentence.covers(fact.span)
        else fact.span
    )


def _words(found: StoredFact) -> Rich:
    """Verbatim words in a block; a long one is folded. Never a character more or less than the article has."""
    text, span, around = found.article.text, found.fact.span, _around(found)
    length = utf16_length(around.of(text))
    block = MessageEntity.EXPANDABLE_BLOCKQUOTE if length > LONG_QUOTE else MessageEntity.BLOCKQUOTE
    rich = Rich().add(text[around.start : span.start], block)
    rich.add(span.of(text), block, *([MessageEntity.BOLD] if around != span else []))
    return rich.add(text[span.end : around.end], block)


def card(t: Texts, found: StoredFact, describe: Describe, also: Sequence[StoredFact] = ()) -> Rich:
    """One fact: gloss, mark of doubt, the words, who says it, and the article.

    `also` is what else the same words say; of overlapping words the longer ones are shown.
    """
    together, rich = (found, *also), Rich()
    for head in {head.text: head for one in together if (head := _head(t, one, describe))}.values():
        rich.extend(head)
    rich.extend(_words(max(together, key=_length))).line()
    # Of one who is quoted and claims, too, the first line is enough.
    sources: dict[str, Rich] = {}
    for one in together:
        sources.setdefault(_speaker(one).name, _source(t, one))
    for line in sources.values():
        rich.extend(line)
    return rich.extend(source_line(t, found.article))


def _length(found: StoredFact) -> int:
    around = _around(found)
    return around.end - around.start


def _head(t: Texts, found: StoredFact, describe: Describe) -> Rich:
    """What a card says of a fact above its words."""
    rich = Rich().line(gloss_line(t, describe(found, t.lang)), MessageEntity.ITALIC)
    if isinstance(found.fact, Claim) and found.fact.status is not Status.STANDING:
        rich.line(t(f"status.{found.fact.status}"), MessageEntity.BOLD)
    if found.later is not None:
        rich.line(t("card.later", figure=figure(t, describe(found.later, t.lang))), MessageEntity.BOLD)
    return rich.extend(marks(t, found))


def _source(t: Texts, found: StoredFact) -> Rich:
    """Who says it, as a line below the words; nothing where a claim is the article's own."""
    speaker, quoted, rich = _speaker(found), isinstance(found.fact, Quotation), Rich()
    if speaker.name:
        rich.add(t("card.speaker" if quoted else "card.claimed") + " ").add(speaker.name, MessageEntity.BOLD)
        rich.line(f", {speaker.role}" if speaker.role else "")
    elif quoted:
        rich.line(t("card.unknown"))
    return rich


def cards(t: Texts, facts: Sequence[StoredFact], describe: Describe) -> list[Rich]:
    """Facts as cards; those of the same sentence share one, whoever says them, so that it is shown once."""
    together: list[list[StoredFact]] = []
    for found in facts:
        group = next((group for group in together if any(_same_words(found, one) for one in group)), None)
        if group is None:
            together.append([found])
        else:
            group.append(found)
    return [card(t, first, describe, also) for first, *also in together]


def _same_words(one: StoredFact, other: StoredFact) -> bool:
    """Whether the words of one fact are shown within those of the other."""
    first, second = _around(one), _around(other)
    within = first.covers(second) or second.covers(first)
    return one.article.id == other.article.id and within


def marks(t: Texts, found: StoredFact) -> Rich:
    """What editors did to a fact after it was published."""
    rich = Rich()
    if found.retracted:
        return rich.line(t("card.retracted", day=t.day(found.retracted)), MessageEntity.BOLD)
    if found.corrected:
        rich.line(t("card.corrected", day=t.day(found.corrected)), MessageEntity.BOLD)
    return rich


def answer_page(t: Texts, answer: Answer, describe: Describe, offset: int = 0, meant: str = "") -> list[Rich]:
    """One page of an answer as one or more messages; says plainly when nothing is stored.

    `meant` is the whole question that a follow-up was understood as.
    """
    rich = Rich().line(t("answer.meant", question=meant), MessageEntity.ITALIC).line() if meant else Rich()
    if not answer.hits:
        rich.add(t("answer.none"))
        return [rich.line().line().add(t("answer.nearest")) if answer.nearest else rich]
    if answer.newest and offset == 0:
        rich.line(t("answer.newest", day=t.day(answer.newest))).line()
    if not answer.sure and offset == 0:
        rich.line(t("answer.perhaps")).line()
    if answer.figures and offset == 0:
        numbers = " · ".join(figure(t, describe(found, t.lang)) for found in answer.figures)
        rich.line(t("answer.figures", numbers=numbers), MessageEntity.BOLD).line()
    shown = answer.hits[offset : offset + PAGE]
    for place, candidate in enumerate(shown):
        rich.extend(card(t, candidate.found, describe))
        if place + 1 < len(shown):
            rich.line().line()
    if len(answer.hits) > PAGE:
        rich.line().line().add(
            t("answer.page", first=offset + 1, last=offset + len(shown), total=len(answer.hits))
        )
    return rich.split()


def more_buttons(t: Texts, answer: Answer, token: str, offset: int = 0) -> list[list[InlineKeyboardButton]]:
    """Paging through an answer: `token` names the question."""
    row = []
    if offset > 0:
        row.append(button(t("button.back"), "more", token, max(0, offset - PAGE)))
    if offset + PAGE < len(answer.hits):
        row.append(button(t("button.more"), "more", token, offset + PAGE))
    return [row] if row else []


def question_about(t: Texts, gloss: Gloss) -> str:
    """A question that a fact answers; empty where the fact names neither a speaker nor a place."""
    if gloss.kind != "quotation" and gloss.places:
        return t("ask.happened", place=gloss.places[0])
    return t("ask.said", who=gloss.who) if gloss.who else ""


def nearest_questions(t: Texts, answer: Answer, describe: Describe) -> list[tuple[str, str]]:
    """(question, fact id) pairs that the store can answer, nearest first, none twice."""
    asked: dict[str, str] = {}
    for found in answer.nearest:
        text = question_about(t, describe(found, t.lang))
        if text:
            asked.setdefault(text, found.fact.id)
    return list(asked.items())[:PAGE]


def headline(article: Article) -> str:
    """The title, or the first line of an article without one."""
    if article.title:
        return article.title
    first = article.text.strip().split("\n", 1)[0]
    return first if len(first) <= 160 else first[:159] + "…"


def context_card(t: Texts, found: StoredFact) -> Rich:
    """What stands around a fact in its article, the fact's own words in bold."""
    text, around = found.article.text, excerpt(found)
    span = found.fact.span
    block = MessageEntity.EXPANDABLE_BLOCKQUOTE
    rich = Rich().line(t("context.head"), MessageEntity.ITALIC).extend(marks(t, found))
    rich.add(text[around.start : span.start], block)
    rich.add(text[span.start : span.end], block, MessageEntity.BOLD)
    rich.add(text[span.end : around.end], block).line()
    return rich.extend(source_line(t, found.article))


def sides_card(t: Texts, found: StoredFact, others: Sequence[StoredFact], describe: Describe) -> Rich:
    """A fact and what others say of the same matter, claimant by claimant."""
    if not others:
        return Rich().add(t("sides.none"))
    rich = Rich().line(t("sides.head"), MessageEntity.ITALIC)
    for number, other in enumerate((found, *others)):
        rich.line().add(f"{number}. " if number else "• ").extend(
            card(t, other, describe).cut(CARD_LIMIT)
        ).line()
    return rich


def standing_card(t: Texts, question: str, found: StoredFact, describe: Describe) -> Rich:
    """The answer to a question that waited for it."""
    head = Rich().line(t("standing.answered", question=question), MessageEntity.ITALIC).line()
    return head.extend(card(t, found, describe)).cut()
