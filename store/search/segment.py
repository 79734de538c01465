"""One immutable part of an index: postings with ready impacts, terms by document, fields and texts.

All of it is flat numpy arrays, saved one file each and memory-mapped again, so that a saved index of a
million records opens at once and costs no memory before it is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.language.detect import detect_language
from store.search.analysis import analyse
from store.search.record import Record, day_of
from store.search.vocabulary import Vocabulary

__all__ = ["KINDS", "LANGUAGES", "Segment", "build_segment", "merge_segments"]

KINDS = ("", "quotation", "claim", "event")
LANGUAGES = ("id", "en", "ru", "uk")
_STATUSES = ("", "superseded", "corrected", "disputed", "denied")
_TELLING = 200  # characters that tell the language of a text
_IMPACT_UNIT = 100.0  # impacts are stored as hundredths in one byte
_SATURATION, _LENGTH_SHARE = 0.9, 0.4  # BM25's k1 and b


@dataclass(slots=True)
class Segment:
    """Arrays of `size` records. Postings: for term `terms[i]` the slice `starts[i]:starts[i + 1]` of
    `documents` (ascending) and `impacts` (hundredths). Forward: the sorted distinct terms of document d are
    `forward[forward_starts[d]:forward_starts[d + 1]]`. Texts and ids: UTF-8 bytes with start offsets.
    """

    terms: NDArray[np.int32]
    starts: NDArray[np.int64]
    documents: NDArray[np.int32]
    impacts: NDArray[np.uint8]
    forward: NDArray[np.int32]
    forward_starts: NDArray[np.int64]
    counts: NDArray[np.uint8]
    lengths: NDArray[np.int32]
    days: NDArray[np.int32]
    kinds: NDArray[np.uint8]
    statuses: NDArray[np.uint8]
    languages: NDArray[np.uint8]
    text: NDArray[np.uint8]
    text_starts: NDArray[np.int64]
    ids: NDArray[np.uint8]
    id_starts: NDArray[np.int64]
    id_hashes: NDArray[np.uint64]
    id_order: NDArray[np.int32]
    dead: NDArray[np.int64]

    @property
    def size(self) -> int:
        """How many records it holds, removed ones among them."""
        return len(self.lengths)

    @property
    def living(self) -> int:
        """How many records it holds without the removed ones."""
        return self.size - len(self.dead)

    def id_of(self, document: int) -> str:
        """The id of a record."""
        return _string(self.ids, self.id_starts, document)

    def text_of(self, document: int) -> str:
        """The text of a record."""
        return _string(self.text, self.text_starts, document)

    def find(self, record_id: str) -> int | None:
        """The number of the living record with this id."""
        wanted = np.uint64(_hash(record_id))  # a plain integer would make numpy convert all hashes
        first = int(np.searchsorted(self.id_hashes, wanted))
        for place in range(first, self.size):
            if self.id_hashes[place] != wanted:
                return None
            document = int(self.id_order[place])
            if document not in self.dead and self.id_of(document) == record_id:
                return document
        return None

    def without(self, documents: Sequence[int]) -> Segment:
        """The same segment with these records marked as removed; shares everything else."""
        dead = np.union1d(self.dead, np.array(documents, dtype=np.int64))
        return Segment(**{**{item.name: getattr(self, item.name) for item in fields(self)}, "dead": dead})

    def save(self, folder: Path) -> None:
        """Writes every array to a file of its name in `folder` (made if missing)."""
        folder.mkdir(parents=True, exist_ok=True)
        for item in fields(self):
            np.save(folder / f"{item.name}.npy", getattr(self, item.name))

    @classmethod
    def load(cls, folder: Path) -> Segment:
        """Memory-maps a saved segment; raises `OSError` or `ValueError` where a file is missing or broken."""
        arrays: dict[str, Any] = {item.name: _mapped(folder / f"{item.name}.npy") for item in fields(cls)}
        return cls(**arrays)


def _mapped(path: Path) -> NDArray[np.generic]:
    try:
        return np.asarray(np.load(path, mmap_mode="r"))
    except ValueError:  # an empty array cannot be mapped
        return np.asarray(np.load(path))


def _string(data: NDArray[np.uint8], starts: NDArray[np.int64], number: int) -> str:
    begin, end = starts[number : number + 2].tolist()
    return data[begin:end].tobytes().decode("utf-8", "surrogatepass")


def _hash(record_id: str) -> int:
    digest = hashlib.blake2b(record_id.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def build_segment(records: Sequence[Record], vocabulary: Vocabulary) -> Segment:
    """Analyses `records` and builds their segment; new words enter the vocabulary."""
    found = analyse(records, vocabulary)
    ids = [record.id for record in records]
    return _assemble(
        found.documents,
        found.terms,
        np.minimum(found.counts, 255).astype(np.uint8),
        lengths=found.lengths,
        days=np.array([day_of(record.date) for record in records], dtype=np.int32),
        kinds=np.array([_place(KINDS, record.kind) for record in records], dtype=np.uint8),
        statuses=np.array([_place(_STATUSES, record.status) for record in records], dtype=np.uint8),
        languages=np.array([LANGUAGES.index(_language(record)) for record in records], dtype=np.uint8),
        text=_packed([record.text for record in records]),
        ids=_packed(ids),
        hashes=np.array([_hash(record_id) for record_id in ids], dtype=np.uint64),
    )


def _language(record: Record) -> str:
    return record.lang if record.lang in LANGUAGES else detect_language(record.text[:_TELLING])


def _place(names: Sequence[str], name: str | None) -> int:
    return names.index(name) if name in names else 0


_Packed = tuple[NDArray[np.uint8], NDArray[np.int64]]


def _packed(strings: Sequence[str]) -> _Packed:
    encoded = [string.encode("utf-8", "surrogatepass") for string in strings]
    lengths = np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded))
    return np.frombuffer(b"".join(encoded), dtype=np.uint8), _starts(lengths)


def _starts(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths, dtype=np.int64)])


def _assemble(
    documents: NDArray[np.int32],
    terms: NDArray[np.int32],
    counts: NDArray[np.uint8],
    *,
    lengths: NDArray[np.int32],
    days: NDArray[np.int32],
    kinds: NDArray[np.uint8],
    statuses: NDArray[np.uint8],
    languages: NDArray[np.uint8],
    text: _Packed,
    ids: _Packed,
    hashes: NDArray[np.uint64],
) -> Segment:
    """A segment from its forward part (pairs sorted by document): inverts it into postings with impacts."""
    order = np.argsort(terms, kind="stable")
    sorted_terms = terms[order]
    distinct, first = np.unique(sorted_terms, return_index=True)
    id_order = np.argsort(hashes, kind="stable").astype(np.int32)
    return Segment(
        terms=distinct.astype(np.int32),
        starts=np.append(first, len(terms)).astype(np.int64),
        documents=documents[order],
        impacts=_impacts(counts, lengths[documents], lengths)[order],
        forward=terms,
        forward_starts=_starts(np.bincount(documents, minlength=len(lengths))),
        counts=counts,
        lengths=lengths,
        days=days,
        kinds=kinds,
        statuses=statuses,
        languages=languages,
        text=text[0],
        text_starts=text[1],
        ids=ids[0],
        id_starts=ids[1],
        id_hashes=hashes[id_order],
        id_order=id_order,
        dead=np.zeros(0, dtype=np.int64),
    )


def _impacts(
    counts: NDArray[np.uint8], lengths: NDArray[np.int32], all_lengths: NDArray[np.int32]
) -> NDArray[np.uint8]:
    """BM25's saturated frequency in hundredths, without the inverse document frequency."""
    average = max(float(all_lengths.mean()), 1.0) if len(all_lengths) else 1.0
    norm = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * lengths.astype(np.float32) / average)
    frequency = counts.astype(np.float32)
    impacts = _IMPACT_UNIT * frequency * (_SATURATION + 1) / (frequency + norm)
    return np.maximum(impacts, 1.0).astype(np.uint8)  # a word of a book is still found


def merge_segments(segments: Sequence[Segment]) -> Segment:
    """One segment of all living records, in order; nothing is analysed again."""
    kept = [np.setdiff1d(np.arange(segment.size), segment.dead, assume_unique=True) for segment in segments]
    parts = [_forward_of(segment, documents) for segment, documents in zip(segments, kept, strict=True)]
    offsets = np.cumsum([0, *(len(documents) for documents in kept)])
    return _assemble(
        np.concatenate([part[0] + np.int32(offset) for part, offset in zip(parts, offsets, strict=False)]),
        np.concatenate([part[1] for part in parts]),
        np.concatenate([part[2] for part in parts]),
        lengths=_column("lengths", segments, kept),
        days=_column("days", segments, kept),
        kinds=_column("kinds", segments, kept),
        statuses=_column("statuses", segments, kept),
        languages=_column("languages", segments, kept),
        text=_repacked("text", segments, kept),
        ids=_repacked("id", segments, kept),
        hashes=_hashes(segments, kept),
    )


def _column(name: str, segments: Sequence[Segment], kept: Sequence[NDArray[np.int64]]) -> NDArray[Any]:
    return np.concatenate(
        [
            np.asarray(getattr(segment, name))[documents]
            for segment, documents in zip(segments, kept, strict=True)
        ]
    )


def gather(
    starts: NDArray[np.int64], documents: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Flat places of all entries of `documents` in an array with `starts`, and their counts a document."""
    first = starts[documents]
    counts = starts[documents + 1] - first
    ends = np.cumsum(counts)
    places = np.repeat(first - ends + counts, counts)
    places += np.arange(len(places))
    return places, counts


def _forward_of(
    segment: Segment, documents: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint8]]:
    places, counts = gather(segment.forward_starts, documents)
    numbers = np.repeat(np.arange(len(documents), dtype=np.int32), counts)
    return numbers, segment.forward[places], segment.counts[places]


def _repacked(name: str, segments: Sequence[Segment], kept: Sequence[NDArray[np.int64]]) -> _Packed:
    data: list[NDArray[np.uint8]] = []
    lengths: list[NDArray[np.int64]] = []
    for segment, documents in zip(segments, kept, strict=True):
        strings = segment.text if name == "text" else segment.ids
        starts = segment.text_starts if name == "text" else segment.id_starts
        whole = len(documents) == segment.size
        places, counts = (slice(None), np.diff(starts)) if whole else gather(starts, documents)
        data.append(strings[places])
        lengths.append(counts)
    return np.concatenate(data), _starts(np.concatenate(lengths))


def _hashes(segments: Sequence[Segment], kept: Sequence[NDArray[np.int64]]) -> NDArray[np.uint64]:
    parts = []
    for segment, documents in zip(segments, kept, strict=True):
        hashes = np.empty(segment.size, dtype=np.uint64)
        hashes[segment.id_order] = segment.id_hashes
        parts.append(hashes[documents])
    return np.concatenate(parts)
