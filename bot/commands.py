"""What the command line does, one function a command. Each returns the exit code."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.config import Config
from bot.health import examine
from bot.spool import Outcome, Spool, take_in
from handlers import render
from handlers.texts import texts
from store import (
    Answer,
    Article,
    Candidate,
    Draft,
    Query,
    Question,
    Quotation,
    Store,
    StoreError,
    StoreLocked,
    Upload,
    article_from,
    detect_language,
    explain,
    extract,
    open_store,
    parse_day,
    prediction,
)

__all__ = ["ask", "check", "export", "extract_files", "health", "import_files", "store_folder"]

JSONL = {".jsonl", ".ndjson"}
LOCAL_LANGUAGE = "id"
# A running bot looks into its spool every second; so long it may take for one file.
PATIENCE_S = 120.0
LOOK_S = 0.1


def store_folder(config: Config) -> Path:
    """Where the store's files lie."""
    return config.data_dir / "store"


def say(text: str) -> None:
    """A line for people; results of `--json` have standard output for themselves."""
    print(text, file=sys.stderr, flush=True)


def emit(value: object) -> None:
    """A line of JSON on standard output."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


# --- import -----------------------------------------------------------------------------------------------


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
        else:
            yield path


def _bar(done: int, total: int) -> None:
    if sys.stderr.isatty():
        filled = 30 * done // max(total, 1)
        print(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done}/{total}", end="", file=sys.stderr, flush=True)
        if done == total:
            print(file=sys.stderr)


def import_files(config: Config, paths: list[Path], published: date | None, source: str, lang: str) -> int:
    """Publish every file; one that can't be read is named, and the rest go on. A running bot does it itself."""
    counts = {"new": 0, "known": 0, "failed": 0}
    uploads = [pair for path in _files(paths) for pair in _uploads(path, published, source, lang)]
    for number, (path, (outcome, detail)) in enumerate(_outcomes(config, uploads), 1):
        counts[outcome] += 1
        _bar(number, len(uploads))
        if outcome != "new":
            say(f"{path}: {detail}")
    say(f"{counts['new']} imported, {counts['known']} known already, {counts['failed']} failed")
    return 1 if counts["failed"] else 0


def _uploads(
    path: Path, published: date | None, source: str, lang: str
) -> Iterator[tuple[Path, Upload | OSError]]:
    """A file as it is; a JSONL file as its articles, whose own dates and sources win."""
    if path.suffix.lower() in JSONL and path.exists():
        for article in _articles(path):
            if isinstance(article, dict):
                yield path, OSError(f"{article['id']}: {article['error']}")
                continue
            day, outlet = article.published or published, article.source or source
            data = article.text.encode("utf-8", "replace")
            yield path, Upload(data, path.name, article.title, day, outlet, article.url, lang or article.lang)
        return
    try:
        yield path, Upload(path.read_bytes(), path.name, "", published, source, lang=lang)
    except OSError as error:
        yield path, error


Uploads = Iterable[tuple[Path, Upload | OSError]]


def _outcomes(config: Config, uploads: Uploads) -> Iterator[tuple[Path, Outcome]]:
    """What comes of each file: published here, or where a bot is running, by it."""
    try:
        store = open_store(store_folder(config))
    except StoreLocked:
        if not examine(config.data_dir, datetime.now(UTC))[0]:
            raise
        yield from _handed_in(Spool(config.spool_dir), uploads)
        return
    try:
        for path, upload in uploads:
            if isinstance(upload, OSError):
                yield path, ("failed", str(upload))
            else:
                yield path, take_in(store, upload, by="command line", at=datetime.now(UTC))
    finally:
        store.close()


def _handed_in(spool: Spool, uploads: Uploads) -> Iterator[tuple[Path, Outcome]]:
    names: list[tuple[Path, str]] = []
    for path, upload in uploads:
        if isinstance(upload, OSError):
            yield path, ("failed", str(upload))
        else:
            day = upload.published.isoformat() if upload.published else ""
            fields = {"date": day, "source": upload.source, "lang": upload.lang}
            names.append((path, spool.hand_in(upload.data, upload.filename, **fields)))
    for path, name in names:
        yield path, _awaited(spool, name)


def _awaited(spool: Spool, name: str) -> Outcome:
    patience = time.monotonic() + PATIENCE_S
    while (outcome := spool.outcome(name)) is None:
        if time.monotonic() > patience:
            return "failed", f"the running bot has not taken it in yet; it waits in {spool.folder}"
        _pause()
    return outcome


def _pause() -> None:
    time.sleep(LOOK_S)


# --- ask --------------------------------------------------------------------------------------------------


def ask(
    config: Config, question: str, asked_on: date | None, limit: int, *, as_json: bool, explained: bool
) -> int:
    """Answer one question, or with `-` one a line from standard input."""
    store = open_store(store_folder(config), read_only=True)
    try:
        lines = (line.strip() for line in sys.stdin) if question == "-" else iter([question])
        # A byte that is no text must not end the questions behind it.
        for text in (line.encode("utf-8", "replace").decode() for line in lines):
            asked = Question(text, detect_language(text, LOCAL_LANGUAGE), asked_on)
            if explained:
                emit(_pieces(store.understand(asked)))
            answer = store.ask(asked, limit=limit)
            if as_json:
                emit(answer_json(store, answer))
            else:
                print_answer(store, answer)
    finally:
        store.close()
    return 0


def _pieces(query: Query) -> dict[str, Any]:
    """Each understood piece of a question."""
    dates = query.dates
    return {
        "lang": query.language,
        "intents": sorted(intent.value for intent in query.intents),
        "persons": list(query.persons),
        "regions": list(query.regions),
        "topics": list(query.topics),
        "dates": [day.isoformat() for day in dates] if dates else None,
        "corrected": dict(query.corrected),
        "slots": [
            {"kind": slot.kind.value, "words": slot.surface, "terms": [list(term) for term in slot.terms]}
            for slot in query.slots
        ],
    }


def answer_json(store: Store, answer: Answer) -> dict[str, Any]:
    """An answer as one object; missing values are null."""
    t = texts(answer.question.lang)
    near = render.nearest_questions(t, answer, store.describe)
    return {
        "question": answer.question.text,
        "lang": answer.question.lang,
        "answered": bool(answer.hits),
        "hits": [_hit_json(hit) for hit in answer.hits],
        "suggestions": [text for text, _ in near],
    }


def _hit_json(hit: Candidate) -> dict[str, Any]:
    fact, article = hit.found.fact, hit.found.article
    quoted = isinstance(fact, Quotation)
    source = fact.attribution if isinstance(fact, Quotation) else fact.claimant
    return {
        "text": hit.found.text,
        "fact": str(fact.fact),
        "speaker": source.name or None if quoted else None,
        "role": source.role or None,
        "claimed_by": None if quoted else source.name or None,
        "status": None if isinstance(fact, Quotation) else str(fact.status) or None,
        "article": article.id,
        "title": article.title or None,
        "date": article.published.isoformat() if article.published else None,
        "source": article.source or None,
        "start": fact.span.start,
        "end": fact.span.end,
        "score": round(hit.score, 4),
    }


def print_answer(store: Store, answer: Answer) -> None:
    """An answer for people."""
    t = texts(answer.question.lang)
    for offset in range(0, max(len(answer.hits), 1), render.PAGE):
        for rich in render.answer_page(t, answer, store.describe, offset):
            print(rich.text)
    for text, _ in render.nearest_questions(t, answer, store.describe):
        print(f"  - {text}")


# --- extract ----------------------------------------------------------------------------------------------


def extract_files(paths: list[Path], *, sentence: int | None) -> int:
    """Predictions as JSON lines, or for one sentence the rules that fired."""
    for path in _files(paths):
        for article in _articles(path):
            if isinstance(article, dict):
                emit(article)
            elif sentence is None:
                emit(_predicted(article))
            else:
                for step in explain(article, sentence):
                    print(step)
    return 0


def _predicted(article: Article) -> dict[str, Any]:
    try:
        draft: Draft = extract(article)
        return prediction(draft)
    except Exception as error:  # one bad article must not stop the rest; its line says what happened
        return {"id": article.id, "error": f"{type(error).__name__}: {error}"}


def _articles(path: Path) -> Iterator[Article | dict[str, Any]]:
    """The articles of a file; in place of an unreadable one an object that says why."""
    try:
        if path.suffix.lower() in JSONL:
            with path.open(encoding="utf-8-sig", errors="surrogatepass", newline="\n") as lines:
                yield from (_from_json(line, number) for number, line in enumerate(lines, 1) if line.strip())
        else:
            yield article_from(Upload(path.read_bytes(), path.name))
    except (OSError, ValueError, StoreError) as error:
        yield {"id": path.name, "error": str(error)}


def _from_json(line: str, number: int) -> Article | dict[str, Any]:
    identity = f"line {number}"
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            raise ValueError("the line is not an object")
        identity = str(row.get("id", identity))
        text = row.get("text")
        if not isinstance(text, str):
            raise ValueError("text is missing or not a string")
        lang = str(row.get("lang") or "") or detect_language(text[:2000])
        title, day = str(row.get("title") or ""), parse_day(str(row.get("date") or ""))
        return Article(
            identity, text, lang, title, day, str(row.get("source") or ""), str(row.get("url") or "")
        )
    except ValueError as error:
        return {"id": identity, "error": str(error)}


# --- upkeep -----------------------------------------------------------------------------------------------


def check(config: Config, *, as_json: bool) -> int:
    """Verify the store; exit code 1 where it has faults."""
    store = open_store(store_folder(config), read_only=True)
    report = store.check()
    store.close()
    if as_json:
        emit({"rows": dict(report.rows), "faults": list(report.faults)})
    else:
        for table, rows in sorted(report.rows.items()):
            print(f"{table}: {rows}")
        print("\n".join(report.faults) or "sound")
    return 1 if report.faults else 0


def export(config: Config, folder: Path) -> int:
    """Everything as JSON lines, one file a table."""
    folder.mkdir(parents=True, exist_ok=True)
    store = open_store(store_folder(config), read_only=True)
    counts: dict[str, int] = {}
    files = {}
    try:
        for table, row in store.export():
            if table not in files:
                files[table] = (folder / f"{table}.jsonl").open("w", encoding="utf-8")
            files[table].write(json.dumps(row, ensure_ascii=False) + "\n")
            counts[table] = counts.get(table, 0) + 1
    finally:
        for file in files.values():
            file.close()
        store.close()
    say(", ".join(f"{table}: {rows}" for table, rows in sorted(counts.items())) or "nothing stored")
    return 0


def health(config: Config) -> int:
    """0 where a bot is running on this data folder and its event loop turns."""
    healthy, facts = examine(config.data_dir, datetime.now(UTC))
    emit(facts)
    return 0 if healthy else 1
