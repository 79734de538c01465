"""The store knows. This is its only door: what is not named here is nobody's business outside.

The plan had one `service.py` beside the rooms. On 25 November 2026 it passed 400 lines with its sixth group of
tables, so each group got a module of its own (`library`, `chats`, `inbox`, `outbox`, `feedback`), which builds
changes that the service commits: a transaction over several groups stays one transaction.
"""

from store.audit import Audit, Deed
from store.broadcasts import Broadcast
from store.conversation import (
    MOST_NAMES,
    Wish,
    bare_command,
    is_small_talk,
    names_in,
    person_asked_for,
    place_asked_about,
    resolve,
    wish,
)
from store.corrections import Published, Revision, Undone
from store.database import Report
from store.database import repair_files as repair_store
from store.delivery import PACES
from store.drafts import ACCEPTED, REJECTED, Drafts, Waiting
from store.editing import Edit, Field, source_of, value_of
from store.editors import Editor, Editors
from store.errors import (
    NotFound,
    PackFault,
    RejectedWrite,
    StaleVersion,
    StoreDamaged,
    StoreError,
    StoreLocked,
    TooLate,
    UnreadableFile,
    UnstorableValue,
)
from store.extraction import explain, extract
from store.extraction.predict import predict as prediction
from store.figures import Figures
from store.hours import Hours, known_zone, moment, time_of_day
from store.intake import article_from, article_id, draft_from, parse_day
from store.language.detect import detect_language
from store.language.places import PlaceMatch
from store.language.topics import load_topics, named_topic
from store.model import (
    Answer,
    Article,
    Attribution,
    Bound,
    Candidate,
    Claim,
    Doubt,
    Draft,
    Fact,
    FactKind,
    Gloss,
    OutboxMessage,
    Quantity,
    Question,
    Quotation,
    Span,
    Speaker,
    Stance,
    Status,
    StoredFact,
    Subscription,
    TimeReference,
    Upload,
)
from store.outbox import Outbox
from store.overlay import Lesson, Overlay, Sort
from store.reading.archive import Member, is_archive, unpack
from store.reading.duplicates import Likeness
from store.recent import Recent
from store.regions import key_of, region_of
from store.regions import kind_of as place_kind
from store.regions import near as regions_near
from store.search import Query
from store.service import Store, open_store
from store.similar import excerpt
from store.subscriptions import PERSON, TOPIC, person_subject, topic_subject, valid_subject

__all__ = [
    "ACCEPTED",
    "MOST_NAMES",
    "PACES",
    "PERSON",
    "REJECTED",
    "TOPIC",
    "Answer",
    "Article",
    "Attribution",
    "Audit",
    "Bound",
    "Broadcast",
    "Candidate",
    "Claim",
    "Deed",
    "Doubt",
    "Draft",
    "Drafts",
    "Edit",
    "Editor",
    "Editors",
    "Fact",
    "FactKind",
    "Field",
    "Figures",
    "Gloss",
    "Hours",
    "Lesson",
    "Likeness",
    "Member",
    "NotFound",
    "Outbox",
    "OutboxMessage",
    "Overlay",
    "PackFault",
    "PlaceMatch",
    "Published",
    "Quantity",
    "Query",
    "Question",
    "Quotation",
    "Recent",
    "RejectedWrite",
    "Report",
    "Revision",
    "Sort",
    "Span",
    "Speaker",
    "StaleVersion",
    "Stance",
    "Status",
    "Store",
    "StoreDamaged",
    "StoreError",
    "StoreLocked",
    "StoredFact",
    "Subscription",
    "TimeReference",
    "TooLate",
    "Undone",
    "UnreadableFile",
    "UnstorableValue",
    "Upload",
    "Waiting",
    "Wish",
    "article_from",
    "article_id",
    "bare_command",
    "detect_language",
    "draft_from",
    "excerpt",
    "explain",
    "extract",
    "is_archive",
    "is_small_talk",
    "key_of",
    "known_zone",
    "load_topics",
    "moment",
    "named_topic",
    "names_in",
    "open_store",
    "parse_day",
    "person_asked_for",
    "person_subject",
    "place_asked_about",
    "place_kind",
    "prediction",
    "region_of",
    "regions_near",
    "repair_store",
    "resolve",
    "source_of",
    "time_of_day",
    "topic_subject",
    "unpack",
    "valid_subject",
    "value_of",
    "wish",
]
