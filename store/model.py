"""What Kabar knows, as plain values: frozen, slotted, and free of every other module.

Offsets are Unicode code points into `Article.text`, half open. `text[span.start:span.end]` is verbatim.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = [
    "Answer",
    "Article",
    "Attribution",
    "Bound",
    "Candidate",
    "Claim",
    "Doubt",
    "Draft",
    "Fact",
    "FactKind",
    "Gloss",
    "OutboxMessage",
    "Quantity",
    "Question",
    "Quotation",
    "Span",
    "Speaker",
    "Stance",
    "Status",
    "StoredFact",
    "Subscription",
    "TimeReference",
    "Upload",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


class FactKind(StrEnum):
    """What a stored fact is."""

    QUOTATION = "quotation"
    CLAIM = "claim"
    EVENT = "event"


class Stance(StrEnum):
    """How a source stands to what it says; taken from the cue."""

    SAYS = "says"
    CLAIMS = "claims"
    DENIES = "denies"
    ADMITS = "admits"
    WARNS = "warns"
    ASKS = "asks"
    PROMISES = "promises"
    DOUBTS = "doubts"
    REPORTS = "reports"


class Bound(StrEnum):
    """How a printed number limits the real one."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    RANGE = "range"
    FRACTION = "fraction"
    TENS = "tens"
    HUNDREDS = "hundreds"
    THOUSANDS = "thousands"
    TEN_THOUSANDS = "ten_thousands"
    HUNDRED_THOUSANDS = "hundred_thousands"
    MILLIONS = "millions"
    NONE = "none"


class Status(StrEnum):
    """What became of a claim; the empty status is a claim that stands."""

    STANDING = ""
    SUPERSEDED = "superseded"
    CORRECTED = "corrected"
    DISPUTED = "disputed"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Article:
    """One stored article. `text` is what offsets point into; `published` is None where unknown."""

    id: str
    text: str
    lang: str
    title: str = ""
    published: date | None = None
    source: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or institution of an article: fullest name without role or rank, role as printed."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: `value`, or `value`..`high` for a range, or a `fraction` such as "1/3".

    `value` is None where the text is vague ("dozens") or an event has no number.
    """

    value: float | None = None
    high: float | None = None
    fraction: str = ""
    unit: str = ""
    bound: Bound = Bound.NONE


@dataclass(frozen=True, slots=True)
class TimeReference:
    """A time as printed and, where it can be resolved, as an inclusive interval of days."""

    surface: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it and how. No name: the source is unknown (quotation) or the article itself (claim)."""

    name: str = ""
    role: str = ""
    cue: str = ""
    stance: Stance = Stance.SAYS


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that somebody said. `span` excludes the quotation marks; `sentence` is its context.

    `settled` names the fields that an editor has set ("speaker", "place", "date").
    """

    id: str
    span: Span
    sentence: Span
    attribution: Attribution
    direct: bool = True
    partial: bool = False
    group: str = ""
    regions: tuple[str, ...] = ()
    time: TimeReference = TimeReference()
    settled: tuple[str, ...] = ()

    @property
    def fact(self) -> FactKind:
        """Always a quotation."""
        return FactKind.QUOTATION


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that reports something, or (kind "event") a main event without number.

    `span` is the sentence, `surface` the printed number or event; `related` names claims about the
    same thing, `settled` the fields that an editor has set.
    """

    id: str
    span: Span
    surface: Span
    kind: str
    quantity: Quantity = Quantity()
    actor: str = ""
    action: str = ""
    target: str = ""
    place: str = ""
    regions: tuple[str, ...] = ()
    time: TimeReference = TimeReference()
    claimant: Attribution = Attribution()
    status: Status = Status.STANDING
    related: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()

    @property
    def fact(self) -> FactKind:
        """An event, or a claim with a number."""
        return FactKind.EVENT if self.kind == "event" else FactKind.CLAIM


Fact = Quotation | Claim


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that extraction left open: the fact's id, the field, and the reason as a text key."""

    fact: str
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What extraction found in one article, before anybody has confirmed it. `regions` are gazetteer ids."""

    article: Article
    facts: tuple[Fact, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    regions: tuple[str, ...] = ()
    people: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A published fact together with its article, and the days on which it was corrected or retracted.

    `later` is the newer figure that a later article of the same story gives of the same thing.
    """

    fact: Fact
    article: Article
    corrected: date | None = None
    retracted: date | None = None
    later: StoredFact | None = None

    @property
    def text(self) -> str:
        """The verbatim words: a quotation's own words, or the sentence of a claim or event."""
        return self.fact.span.of(self.article.text)


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asked: the words, the language to answer in, and the day of asking (None = unknown)."""

    text: str
    lang: str = "id"
    asked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that may answer, with its probability in 0..1 and the reasons for it."""

    found: StoredFact
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Hits best first (empty = nothing stored), whether they are sure, and the nearest facts instead.

    `newest` is set where the question named a time and everything found is older: the newest day among the hits.
    `figures` are claims that give different numbers of the same thing, one a claimant; empty where all agree.
    """

    question: Question
    hits: tuple[Candidate, ...] = ()
    sure: bool = False
    nearest: tuple[StoredFact, ...] = ()
    newest: date | None = None
    figures: tuple[StoredFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Upload:
    """A document as it came in, with what the sender said about it. `published` None = unknown."""

    data: bytes
    filename: str = ""
    title: str = ""
    published: date | None = None
    source: str = ""
    url: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A chat that wants to hear of a subject: a region (gazetteer id), a person ("p:...") or a topic ("t:...").

    `pace` is "instant", "hourly" or "daily". Articles below `importance` (1 all, 2 casualties and the like, 3 many of
    them) are left out, and those with a word of `deny` or none of `allow` (small letters, literal).
    """

    chat: str
    subject: str
    pace: str = "instant"
    silent: bool = False
    importance: int = 1
    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()
    name: str = ""

    @property
    def region(self) -> str:
        """The region's id; "" where the subject is none."""
        return "" if self.subject[1:2] == ":" else self.subject


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """One message that is to be sent: an article to a chat. `recipient` is opaque to the store.

    `text` is a ready text; where it is empty, the article is rendered when it is sent, or `fact` as the answer
    to the `question` that waited for it. `after` is an ISO time before which Telegram wants no message to this
    chat, "" where it said nothing; `at` is when it was queued. `notice` says what else than news the message is:
    "published" (to an editor), "corrected:FIRST-LAST" (versions), "withdrawn:TIME", "broadcast:ID", "digest" (of the
    articles `items`). `story` names the story of an article that is not its first, `reply_to` the chat's message
    about it (0 = none); a `silent` message makes no sound.
    """

    id: str
    recipient: str
    article: str
    regions: tuple[str, ...] = ()
    text: str = ""
    question: str = ""
    fact: str = ""
    after: str = ""
    at: str = ""
    notice: str = ""
    items: tuple[str, ...] = ()
    story: str = ""
    reply_to: int = 0
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Gloss:
    """A fact in few words of the reader's language: labels only, the sentence is made by the renderer.

    `value` and `high` are None where the article gives no number; `places` are labels, most important first;
    `topics` are the glossary's concepts of an event, best first. A `translated` unit is a dictionary form.
    """

    kind: str
    value: float | None = None
    high: float | None = None
    fraction: str = ""
    bound: Bound = Bound.NONE
    unit: str = ""
    translated: bool = False
    topics: tuple[str, ...] = ()
    who: str = ""
    role: str = ""
    stance: str = Stance.SAYS
    places: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    when: str = ""
