"""The parsers that run in the child, here called directly."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from store.reading import child
from tests.store.reading import documents


def test_a_pdf_gives_its_text() -> None:
    assert child.run("pdf", documents.pdf(), 1000)["text"] == "Petugas menemukan dua drone."


def test_a_word_document_gives_paragraphs_and_tables() -> None:
    fields = child.run("docx", documents.word("Satu.", "“Dua.”", title="Judul"), 1000)
    assert fields == {"text": "Satu.\n“Dua.”\ntewas\t3", "title": "Judul"}


def test_a_page_gives_its_article_and_what_it_says_of_itself() -> None:
    pytest.importorskip("lxml_html_clean", reason="trafilatura needs it")
    fields = child.run("html", documents.PAGE.encode(), 1000)
    assert fields["text"].startswith("“Kami kaget,” kata Rudi Hartono")
    assert "bukan berita" not in fields["text"]
    assert (fields["title"], fields["published"]) == ("Drone jatuh di ladang", "2024-08-15")
    assert (fields["source"], fields["url"]) == ("Warta Uji", "https://warta.example/drone-jatuh")
    assert child.run("html", b"<html><body></body></html>", 1000)["error"] == "no_text"
    assert child.run("html", b"<p>" + b"kata " * 300_000, 10**7)["error"] == "too_large"


def test_scripts_do_not_count_against_a_page() -> None:
    page = (
        "<html><SCRIPT>"
        + "x" * 10
        + "</script ><!-- y --><p>Isi.</p><style>z</style><script type='application/ld+json'>{}</script>"
    )
    assert child._lightened(page) == "<html><p>Isi.</p><script type='application/ld+json'>{}</script>"
    assert child._lightened("a<script>b") == "a<script>b"


@pytest.mark.parametrize(
    ("kind", "data", "error"),
    [
        ("pdf", documents.locked_pdf(), "encrypted"),
        ("pdf", documents.pdf()[:120], "damaged"),
        ("pdf", documents.pdf_loop(), "damaged"),
        ("pdf", documents.pdf("..."), "no_text"),
        ("pdf", documents.pdf_bomb(), "too_large"),
        ("docx", documents.word("x")[:500], "damaged"),
        ("docx", documents.word_with(documents.entity_bomb()), "damaged"),
        ("docx", documents.word_with(b" " * 30_000_000), "too_large"),
        ("docx", documents.word_with(b"<broken"), "damaged"),
        ("docx", documents.archive({f"{i}.xml": b"" for i in range(2001)}), "too_large"),
        ("docx", documents.word("Kata. " * 500), "too_large"),
    ],
)
def test_refused_with_a_reason(kind: str, data: bytes, error: str) -> None:
    assert child.run(kind, data, 1000)["error"] == error


def test_a_locked_archive() -> None:
    data = bytearray(documents.word("x"))
    for start in range(len(data)):
        if data[start : start + 4] == b"PK\x01\x02":
            data[start + 8] |= 1
    assert child.run("docx", bytes(data), 1000)["error"] == "encrypted"


def test_too_many_pages_and_too_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_MAX_LEAVES", 0)
    assert child.run("pdf", documents.pdf(), 1000)["error"] == "too_large"

    def starving(_: bytes) -> dict[str, str]:
        raise MemoryError

    monkeypatch.setitem(child.PARSERS, "pdf", starving)
    assert child.run("pdf", b"", 1000)["error"] == "memory"


def test_a_missing_library_is_no_fault_of_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert child.run("pdf", documents.pdf(), 1000)["error"] == "unsupported"


def test_printed_lines_become_paragraphs() -> None:
    page = (
        "Pasukan itu mundur dari desa setelah sere-\n"
        "mpak dan kabut turun di lembah yang sempit\n"
        "dan gelap.\n"
        "“Kami pergi malam itu juga,” kata seorang\n"
        "warga.\n\nBaris baru"
    )
    assert child.unwrap(page) == (
        "Pasukan itu mundur dari desa setelah sere- mpak dan kabut turun di lembah yang sempit dan gelap.\n"
        "“Kami pergi malam itu juga,” kata seorang warga.\n"
        "Baris baru"
    )
    assert child.unwrap("me\u00ad\nnembak\x00") == "menembak"


def test_the_program_reads_and_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    bounds: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(child.resource, "setrlimit", lambda kind, pair: bounds.append((kind, pair)))
    out = io.StringIO()
    child.main(["pdf", "1000", "2", "99"], io.BytesIO(documents.pdf()), out)
    assert json.loads(out.getvalue())["text"] == "Petugas menemukan dua drone."
    assert (child.resource.RLIMIT_CPU, (2, 2)) in bounds


def test_the_program_imports_nothing_of_the_store() -> None:
    code = f"import runpy, sys; runpy.run_path({str(Path(child.__file__))!r}); print('store' in sys.modules)"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
