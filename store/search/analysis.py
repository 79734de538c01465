"""Records to terms: a whole batch at once, in numpy, after one dictionary look-up a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from store.language.additions import renewed
from store.language.glossary import abbreviations
from store.language.places import gazetteer
from store.search.cues import AFTER, BEFORE, cue_flags
from store.search.record import NO_DAY, Record, day_of, day_term, month_term
from store.search.vocabulary import NO_TERM, Vocabulary
from store.search.words import root, words_of

__all__ = ["Terms", "analyse"]

# How far, in words, the speaker stands from the verb at most, before and after it.
_REACH_BEFORE = 7
_REACH_AFTER = 7
_TITLE_WORDS, _LONGEST_LEAD = 5, 1000  # words before a name that may be an office; characters that are read
_LETTERS, _PAUSE = re.compile(r"[^\W\d_]+"), re.compile(r"[,.;:!?()\"“”«»–—]")


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a batch: sorted pairs of document and term without repetition, how often, and lengths.

    `documents`, `terms`, `counts` are parallel; `lengths` has one entry a document, in words.
    """

    documents: NDArray[np.int32]
    terms: NDArray[np.int32]
    counts: NDArray[np.int32]
    lengths: NDArray[np.int32]


@cache
def _capitals() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, abbreviations())) + r")\b")


def lowered(text: str) -> str:
    """Lower case in compatibility form; abbreviations that would turn into other words are spelt out."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if _capitals().search(text):
        text = _capitals().sub(lambda match: abbreviations()[match[0]], text)
    return text.lower()


def analyse(records: Sequence[Record], vocabulary: Vocabulary) -> Terms:
    """The terms of `records` (document numbers are positions in it); new words enter the vocabulary."""
    words, documents = _word_ids([_full_text(record) for record in records], vocabulary)
    terms, places = _emitted(words, documents, vocabulary)
    spoken_by = np.array([not (record.speaker or record.claimed_by) for record in records], dtype=bool)
    speakers = _near_cues(words, documents, spoken_by, vocabulary)
    pairs = [
        _pairs(documents[places], terms),
        _speaker_pairs(documents[places], terms, speakers[places], vocabulary),
        _field_pairs(records, vocabulary),
        _day_pairs(records, vocabulary),
    ]
    keys, counts = np.unique(np.concatenate(pairs), return_counts=True)
    return Terms(
        documents=(keys >> 32).astype(np.int32),
        terms=(keys & 0xFFFFFFFF).astype(np.int32),
        counts=counts.astype(np.int32),
        lengths=np.bincount(documents, minlength=len(records)).astype(np.int32),
    )


def _full_text(record: Record) -> str:
    region = _region_names(record.region) if record.region else None
    extras = [record.context, region, record.speaker, record.role, record.claimed_by]
    return "\n".join([record.text, *(extra for extra in extras if extra)]) if any(extras) else record.text


@renewed
@lru_cache(maxsize=4096)
def _region_names(region: str) -> str:
    """Names of the places that gazetteer ids stand for, without their countries; other text as it is."""
    if "/" not in region and region not in gazetteer():
        return region
    names = []
    for place_id in re.split(r"[\s,;]+", region):
        chain = gazetteer().chain(place_id)
        names += [gazetteer().get(place).name for place in chain[:-1] or chain if place in gazetteer()]
    return ", ".join(names)


def _word_ids(texts: Iterable[str], vocabulary: Vocabulary) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Word ids of all texts in order, and the document of each."""
    known, add = vocabulary.words, vocabulary.word
    ids: list[int] = []
    lengths: list[int] = []
    for text in texts:
        before = len(ids)
        for word in words_of(lowered(text)):
            found = known.get(word)
            ids.append(add(word) if found is None else found)
        lengths.append(len(ids) - before)
    return np.array(ids, dtype=np.int32), np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)


def _emitted(
    words: NDArray[np.int32], documents: NDArray[np.int32], vocabulary: Vocabulary
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Terms of the single words and of the phrases, with the position of each in `words`."""
    terms, places = vocabulary.terms_of(words)
    phrase_terms, phrase_places = vocabulary.phrases_in(vocabulary.roots.view[words], documents)
    return np.concatenate([terms, phrase_terms]), np.concatenate([places, phrase_places])


def _pairs(documents: NDArray[np.int32], terms: NDArray[np.int32]) -> NDArray[np.int64]:
    return documents.astype(np.int64) << 32 | terms


def _near_cues(
    words: NDArray[np.int32], documents: NDArray[np.int32], wanted: NDArray[np.bool_], vocabulary: Vocabulary
) -> NDArray[np.bool_]:
    """Which positions may name the speaker: shortly before "mengatakan", shortly after "kata"."""
    near = np.zeros(len(words), dtype=bool)
    flags = vocabulary.flags.view[words]
    for flag, offsets in ((BEFORE, range(-_REACH_BEFORE, 0)), (AFTER, range(1, _REACH_AFTER + 1))):
        cues = np.flatnonzero(flags & flag)
        cues = cues[wanted[documents[cues]]]
        for offset in offsets:
            place = cues + offset
            inside = (place >= 0) & (place < len(words))
            same = documents[place[inside]] == documents[cues[inside]]
            near[place[inside][same]] = True
    return near


def _speaker_pairs(
    documents: NDArray[np.int32], terms: NDArray[np.int32], near: NDArray[np.bool_], vocabulary: Vocabulary
) -> NDArray[np.int64]:
    speakers = vocabulary.speaker_terms.view[terms[near]]
    kept = speakers != NO_TERM
    return _pairs(documents[near][kept], speakers[kept])


def _day_pairs(records: Sequence[Record], vocabulary: Vocabulary) -> NDArray[np.int64]:
    """Day and month of each dated record as terms, so that a question for a day finds it among thousands."""
    numbers: list[int] = []
    terms: list[int] = []
    for number, record in enumerate(records):
        if (day := day_of(record.date)) != NO_DAY:
            numbers += (number, number)
            terms += (vocabulary.term(day_term(day)), vocabulary.term(month_term(day)))
    return _pairs(np.array(numbers, dtype=np.int32), np.array(terms, dtype=np.int32))


def _field_pairs(records: Sequence[Record], vocabulary: Vocabulary) -> NDArray[np.int64]:
    """Speaker terms of the fields that name the speaker outright."""
    numbered = [
        (number, " ".join(filter(None, (record.speaker, record.role, record.claimed_by, *_titles(record)))))
        for number, record in enumerate(records)
        if record.speaker or record.claimed_by
    ]
    if not numbered:
        return np.zeros(0, dtype=np.int64)
    words, documents = _word_ids([text for _, text in numbered], vocabulary)
    terms, places = _emitted(words, documents, vocabulary)
    numbers = np.array([number for number, _ in numbered], dtype=np.int32)
    everywhere = np.ones(len(terms), dtype=bool)
    return _speaker_pairs(numbers[documents[places]], terms, everywhere, vocabulary)


def _titles(record: Record) -> Iterator[str]:
    """The words before the speaker's name in the text: there stands the office ("Gubernur Murmansk ...")."""
    wanted = {root(word) for word in words_of(lowered(record.speaker or record.claimed_by or ""))}
    text = lowered(record.text[:_LONGEST_LEAD])
    found = next((match for match in _LETTERS.finditer(text) if root(match[0]) in wanted), None)
    if found is None:
        return
    lead = _PAUSE.split(text[: found.start()].rstrip(", "))[-1]
    words = words_of(lead)[-_TITLE_WORDS:]
    cues = [place for place, word in enumerate(words) if cue_flags(word) & (BEFORE | AFTER)]
    yield from words[max(cues, default=-1) + 1 :]
