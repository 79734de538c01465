"""Other search engines behind one small protocol, for comparison in the same run (extra `bench`)."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from typing import Protocol

from rapidfuzz import fuzz, process

from store.search import Index, Record

Ranking = list[tuple[str, float]]


class Engine(Protocol):
    """Built once from records; `ask` gives (id, score), best first."""

    def __init__(self, records: Sequence[Record]) -> None: ...

    def ask(self, question: str, asked_on: str | None = None) -> Ranking: ...


class Kabar:
    """This project's index, everything on."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.index = Index.from_records(records)

    def ask(self, question: str, asked_on: str | None = None) -> Ranking:
        hits = self.index.query(question, asked_on=asked_on, answer_all=True)
        return [(hit.id, hit.score) for hit in hits]


class WRatio:
    """rapidfuzz.process.extract with WRatio over all texts: the obvious way."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.texts = {record.id: record.text.lower() for record in records}

    def ask(self, question: str, asked_on: str | None = None) -> Ranking:
        found = process.extract(question.lower(), self.texts, scorer=fuzz.WRatio, limit=10)
        return [(key, score) for _, score, key in found]


class Bm25s:
    """bm25s over words."""

    def __init__(self, records: Sequence[Record]) -> None:
        import bm25s

        self.ids = [record.id for record in records]
        self.engine = bm25s.BM25()
        self.engine.index(_tokens([record.text for record in records]), show_progress=False)

    def ask(self, question: str, asked_on: str | None = None) -> Ranking:
        tokens = _tokens([question])
        if not tokens[0]:
            return []
        found, scores = self.engine.retrieve(tokens, k=min(10, len(self.ids)), show_progress=False)
        return [(self.ids[number], float(score)) for number, score in zip(found[0], scores[0], strict=True)]


class Tantivy:
    """tantivy, any of the words; with `fuzzy` each word within one edit."""

    fuzzy = False

    def __init__(self, records: Sequence[Record]) -> None:
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_text_field("id", stored=True, tokenizer_name="raw")
        schema.add_text_field("text", stored=False)
        self.tantivy = tantivy
        self.schema = schema.build()
        index = tantivy.Index(self.schema)
        writer = index.writer(heap_size=256_000_000, num_threads=2)
        for record in records:
            writer.add_document(tantivy.Document(id=record.id, text=record.text))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.searcher = index.searcher()

    def ask(self, question: str, asked_on: str | None = None) -> Ranking:
        words = _tokens([question])[0]
        kinds = self.tantivy.Query
        make = kinds.fuzzy_term_query if self.fuzzy else kinds.term_query
        parts = [(self.tantivy.Occur.Should, make(self.schema, "text", word)) for word in words]
        if not parts:
            return []
        hits = self.searcher.search(kinds.boolean_query(parts), 10).hits
        return [(self.searcher.doc(address)["id"][0], score) for score, address in hits]


class TantivyFuzzy(Tantivy):
    """tantivy with one edit a word."""

    fuzzy = True


class Fts5:
    """SQLite FTS5 with its trigram tokenizer, any of the trigrams, ranked by its BM25."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute(
            "create virtual table facts using fts5(id unindexed, text, tokenize='trigram')"
        )
        rows = ((record.id, record.text.lower()) for record in records)
        self.connection.executemany("insert into facts values (?, ?)", rows)

    def ask(self, question: str, asked_on: str | None = None) -> Ranking:
        text = " ".join(_tokens([question])[0])
        parts = {text[place : place + 3] for place in range(len(text) - 2)}
        if not parts:
            return []
        wanted = " OR ".join(f'"{part}"' for part in sorted(parts))
        rows = self.connection.execute(
            "select id, -bm25(facts) from facts where facts match ? order by bm25(facts) limit 10", (wanted,)
        )
        return [(key, float(score)) for key, score in rows]


def _tokens(texts: Sequence[str]) -> list[list[str]]:
    return [re.findall(r"\w+", text.lower()) for text in texts]


ENGINES: dict[str, type[Engine]] = {
    "kabar": Kabar,
    "rapidfuzz-wratio": WRatio,
    "bm25s": Bm25s,
    "tantivy": Tantivy,
    "tantivy-fuzzy": TantivyFuzzy,
    "fts5-trigram": Fts5,
}
# Up to how many records an engine is timed: beyond, one question takes seconds.
MOST_RECORDS = {"rapidfuzz-wratio": 10_000, "fts5-trigram": 100_000}
