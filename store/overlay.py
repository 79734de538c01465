"""What editors teach the bot: another spelling of a person, a place, a word of the glossary.

Stored as rows, installed into the language room, and carried from store to store as JSON lines.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from store.audit import Audit
from store.database import Change, Doc, Engine
from store.errors import PackFault, RejectedWrite
from store.language.additions import Additions, install
from store.language.glossary import load_glossary
from store.language.labels import concepts_in
from store.language.names import known_person, skeleton
from store.language.places import gazetteer
from store.language.stems import is_word

__all__ = ["Lesson", "Overlay", "Sort"]

TABLE = "overlay"
PAGE = 1 << 30
LONGEST = 80
SHORTEST = 3
LANGUAGES = ("id", "en")


class Sort(StrEnum):
    """What a lesson is about."""

    PERSON = "person"
    PLACE = "place"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One thing that an editor taught: `name` means `means` (a person's name, a gazetteer id, a concept's key).

    `lang` is the language of a word, "" for names. A place whose id the gazetteer lacks is a new one.
    """

    sort: Sort
    name: str
    means: str
    lang: str = ""

    @property
    def key(self) -> str:
        """The row's key: the same name is taught once."""
        return f"{self.sort}|{self.lang}|{' '.join(self.name.casefold().split())}"

    @property
    def digest(self) -> str:
        """The key in few letters, for a button."""
        return hashlib.sha256(self.key.encode("utf-8", "replace")).hexdigest()[:16]


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", skeleton(name) or name.casefold()).strip("-")


def _everyday(name: str) -> bool:
    """Whether a name is a plain word of a dictionary: it would then be found everywhere."""
    words = name.casefold().split()
    return len(words) == 1 and any(is_word(words[0], lang) for lang in LANGUAGES)


class Overlay:
    """The table `overlay`. `rebuild` makes the index anew after a change; it takes time in proportion to the store."""

    def __init__(self, engine: Engine, audit: Audit, rebuild: Callable[[], object]) -> None:
        self._engine = engine
        self._audit = audit
        self._rebuild = rebuild
        install(self._additions(self.lessons()))

    def lessons(self) -> list[Lesson]:
        """Everything that was taught, in the order of sort and name."""
        return [_lesson(doc) for _, doc in self._engine.scan(TABLE, limit=PAGE)]

    @staticmethod
    def _additions(lessons: Iterable[Lesson]) -> Additions:
        of: dict[Sort, list[Lesson]] = {sort: [] for sort in Sort}
        for lesson in lessons:
            of[lesson.sort].append(lesson)
        return Additions(
            tuple((one.name, one.means) for one in of[Sort.PERSON]),
            tuple((one.means, one.name) for one in of[Sort.PLACE]),
            tuple((one.lang, one.name, one.means) for one in of[Sort.WORD]),
        )

    # --- what may be taught -------------------------------------------------------------------------------

    def spelling(self, name: str, whose: str) -> Lesson | str:
        """Another spelling of a person, or the reason (a text key) why not."""
        other = known_person(name)
        if len(name) < SHORTEST or min(len(skeleton(name)), len(skeleton(whose))) < SHORTEST:
            return "short"
        if _everyday(name):
            return "everyday"
        if skeleton(name) == skeleton(whose):
            return "same"
        if other is not None and other is not known_person(whose):
            return "taken"
        return Lesson(Sort.PERSON, name[:LONGEST], whose[:LONGEST])

    def place_name(self, name: str, region: str) -> Lesson | str:
        """Another name of a known place, or the reason why not."""
        if len(name) < SHORTEST:
            return "short"
        return "everyday" if _everyday(name) else Lesson(Sort.PLACE, name[:LONGEST], region)

    def new_place(self, name: str, inside: str) -> Lesson | str:
        """A place that the gazetteer lacks, inside a region; or the reason why not."""
        slug = _slug(name)
        if len(slug) < SHORTEST:
            return "short"
        if _everyday(name):
            return "everyday"
        identity = f"{inside}/{slug}"
        return "known" if identity in gazetteer() else Lesson(Sort.PLACE, name[:LONGEST], identity)

    def word(self, word: str, meaning: str, lang: str) -> Lesson | str:
        """A word of the glossary that means what a known word means, or the reason why not."""
        if len(word) < SHORTEST or "," in word or word.startswith("="):
            return "short"
        concepts = self._concepts(meaning)
        if not concepts:
            return "unknown"
        if concepts[0] in self._concepts(word, lang):
            return "same"
        return Lesson(Sort.WORD, word.casefold()[:LONGEST], concepts[0], lang)

    @staticmethod
    def _concepts(text: str, lang: str = "") -> list[str]:
        """The concepts that a text is a word for, as a whole, in one language or in any."""
        if text in load_glossary():
            return [text]
        return [
            key for one in ([lang] if lang else LANGUAGES) for key in concepts_in(text.casefold(), one)[:1]
        ]

    # --- teaching -----------------------------------------------------------------------------------------

    def teach(self, lessons: Sequence[Lesson], *, by: str, at: datetime) -> int:
        """Keep lessons; they count, in asking and extraction, from now on. Their number.

        Waits for the disk and for the index: not for the event loop. Raises `RejectedWrite` where a lesson does
        not fit (a place in an unknown region) or the disk refuses.
        """
        together = {one.key: one for one in (*self.lessons(), *lessons)}
        rows = [Change(TABLE, one.key, {**_doc(one), "by": by, "at": at.isoformat()}) for one in lessons]
        deeds = [self._audit.entry(by, "taught", "", f"{one.name} = {one.means}", at=at) for one in lessons]
        self._change([*rows, *deeds], list(together.values()))
        return len(lessons)

    def unteach(self, key: str, *, by: str, at: datetime) -> int:
        """Forget a lesson; the number that were forgotten. See `teach`."""
        doc = self._engine.get(TABLE, key)
        if doc is None:
            return 0
        deed = self._audit.entry(by, "untaught", "", f"{doc['name']} = {doc['means']}", at=at)
        self._change([Change(TABLE, key, None), deed], [one for one in self.lessons() if one.key != key])
        return 1

    def _change(self, changes: Sequence[Change], lessons: Sequence[Lesson]) -> None:
        """Try the words, keep them, and find everything by them; what fails leaves everything as it was."""
        before = self._additions(self.lessons())
        try:
            install(self._additions(lessons))
            gazetteer()
            load_glossary()
            self._engine.commit(changes).result()
        except (PackFault, KeyError) as error:
            install(before)
            raise RejectedWrite(str(error)) from error
        except BaseException:
            install(before)
            raise
        self._rebuild()

    # --- from store to store ------------------------------------------------------------------------------

    def export(self) -> list[Doc]:
        """Every lesson as a document."""
        return [_doc(one) for one in self.lessons()]

    @staticmethod
    def read(rows: Iterable[Doc]) -> list[Lesson]:
        """The lessons of exported documents; raises `ValueError` naming the row that is none."""
        lessons = []
        for number, doc in enumerate(rows, 1):
            try:
                lesson = _lesson(doc)
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"row {number} is no lesson: {error}") from error
            if not lesson.name.strip() or not lesson.means.strip():
                raise ValueError(f"row {number} is no lesson: it is empty")
            lessons.append(lesson)
        return lessons


def _doc(lesson: Lesson) -> Doc:
    doc: Doc = {"sort": str(lesson.sort), "name": lesson.name, "means": lesson.means}
    return {**doc, **({"lang": lesson.lang} if lesson.lang else {})}


def _lesson(doc: Doc) -> Lesson:
    return Lesson(Sort(doc["sort"]), str(doc["name"]), str(doc["means"]), str(doc.get("lang", "")))
