"""The reading of pages, PDF and DOCX, run as a program of its own: a hostile file ends it, not the bot.

    python child.py FORMAT MEMORY CPU CHARACTERS < document > result.json

It imports nothing of Kabar, so that it starts fast and shares nothing. MEMORY is a limit in bytes, CPU in
seconds, CHARACTERS of the text that is returned. The result is one JSON object: the fields of a document, or
`error` (a code of `UnreadableFile`) with `detail`.
"""

from __future__ import annotations

import io
import json
import logging
import re
import resource
import sys
import zipfile
from collections.abc import Callable
from typing import BinaryIO, TextIO

__all__ = ["PARSERS", "Refused", "limit", "main", "read_docx", "read_html", "read_pdf", "run", "unwrap"]

Fields = dict[str, str]

_MAX_PAGE = 1_000_000  # characters of a page without its scripts: trafilatura then takes about 2 s
_MAX_UNPACKED = 20_000_000
_MAX_PARTS = 2000
_MAX_LEAVES = 300
_SHORT_LINE = 0.7
_FINAL = re.compile(r"[.!?:…]['\"”’»)\]]*$")
_DROPPED = re.compile(r"<(script|style|svg|noscript)\b([^>]{0,500})>|<!--", re.IGNORECASE)
_CLOSING = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "svg", "noscript")
} | {"--": re.compile("-->")}
_FILE_NAME = re.compile(r"\.\w{2,4}$")


class Refused(Exception):
    """The document cannot be read; `code` says why."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail)
        self.code = code


def read_html(data: bytes) -> Fields:
    """The article of a page (UTF-8) and what the page says of its title, date, outlet and address."""
    from trafilatura import bare_extraction

    page = _lightened(data.decode("utf-8"))
    if len(page) > _MAX_PAGE:
        raise Refused("too_large", f"{len(page)} characters of page")
    found = bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None or isinstance(found, dict):
        raise Refused("no_text")
    text, title = found.text or "", (found.title or "").strip()
    return {
        "text": text.removeprefix(title).lstrip() or text,
        "title": title,
        "published": found.date or "",
        "source": found.sitename or "",
        "url": found.url or "",
    }


def _lightened(page: str) -> str:
    """The page without scripts, styles and comments; data for search engines stay, they hold the date."""
    kept, position = [], 0
    while found := _DROPPED.search(page, position):
        name = found[1]
        closing = _CLOSING[(name or "--").lower()].search(page, found.end())
        if not closing:
            break
        kept.append(page[position : found.start()])
        end = closing.end()
        if name and "ld+json" in found[2]:
            kept.append(page[found.start() : end])
        position = end
    return "".join([*kept, page[position:]])


def read_pdf(data: bytes) -> Fields:
    """The text of a PDF, its lines joined to paragraphs."""
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            raise Refused("encrypted")
        if len(reader.pages) > _MAX_LEAVES:
            raise Refused("too_large", f"{len(reader.pages)} pages")
        text = "\n\n".join(unwrap(page.extract_text()) for page in reader.pages)
        title = ((reader.metadata and reader.metadata.title) or "").strip()
    except LimitReachedError as error:
        raise Refused("too_large", str(error)) from error
    except DependencyError as error:
        raise Refused("encrypted", str(error)) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Refused("damaged", f"{type(error).__name__}: {error}") from error
    return {"text": text, "title": "" if _FILE_NAME.search(title) else title}


def unwrap(page: str) -> str:
    """Join the lines of a printed column: one goes on unless it is short and ends a sentence."""
    lines = [line.strip() for line in page.replace("\x00", "").splitlines()]
    width = max(map(len, lines), default=0)
    paragraphs: list[str] = []
    open_line = False
    for line in lines:
        if line and open_line:
            paragraphs[-1] += line if paragraphs[-1].endswith("\u00ad") else f" {line}"
        elif line:
            paragraphs.append(line)
        open_line = bool(line) and not (len(line) < _SHORT_LINE * width and _FINAL.search(line))
    return "\n".join(paragraph.replace("\u00ad", "") for paragraph in paragraphs)


def read_docx(data: bytes) -> Fields:
    """The paragraphs and table cells of a DOCX in order, after its archive has passed the gate."""
    import docx
    from docx.table import Table

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _gate(archive)
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, EOFError, OSError) as error:
        raise Refused("damaged", f"{type(error).__name__}: {error}") from error
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return {"text": "\n".join(lines), "title": (document.core_properties.title or "").strip()}


def _gate(archive: zipfile.ZipFile) -> None:
    """Refuse bombs before anything is unpacked: too many or too large parts, entities, passwords."""
    parts = archive.infolist()
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
        raise Refused("too_large", "the archive unpacks to too much")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("encrypted")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part).replace(
            b"\x00", b""
        ):
            raise Refused("damaged", "a part declares entities")


PARSERS: dict[str, Callable[[bytes], Fields]] = {"html": read_html, "pdf": read_pdf, "docx": read_docx}


def limit(memory: int, cpu: int) -> None:
    """Bound this process: address space in bytes, processor time in seconds, and no files written."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def run(kind: str, data: bytes, characters: int) -> Fields:
    """Parse one document. Never raises on what a document can bring about."""
    try:
        fields = PARSERS[kind](data)
        if len(fields["text"]) > characters:
            raise Refused("too_large", f"{len(fields['text'])} characters of text")
        if not any(map(str.isalnum, fields["text"])):
            raise Refused("no_text")
    except Refused as refused:
        return {"error": refused.code, "detail": str(refused)[:200]}
    except ImportError as error:
        # A parser that is not whole: no fault of the document.
        return {"error": "unsupported", "detail": str(error)[:200]}
    except MemoryError:
        return {"error": "memory", "detail": ""}
    return fields


def main(arguments: list[str], source: BinaryIO, target: TextIO) -> None:
    """Read a document from `source`, write the result to `target`."""
    kind, memory, cpu, characters = arguments
    limit(int(memory), int(cpu))
    json.dump(run(kind, source.read(), int(characters)), target)


if __name__ == "__main__":
    main(sys.argv[1:], sys.stdin.buffer, sys.stdout)
