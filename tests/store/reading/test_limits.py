"""The child process: its answers, its death, and that the bot's secrets stay here."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.errors import UnreadableFile
from store.reading import limits
from store.reading.limits import Limits, parse_in_child
from tests.store.reading import documents


def code_of(kind: str, data: bytes, bounds: Limits = limits.DEFAULT_LIMITS) -> str:
    with pytest.raises(UnreadableFile) as caught:
        parse_in_child(kind, data, bounds)
    return caught.value.code


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the child's place."""
    program = tmp_path / "child.py"
    monkeypatch.setattr(limits, "_CHILD", program)
    return program


def test_a_document_comes_back() -> None:
    assert parse_in_child("pdf", documents.pdf())["text"] == "Petugas menemukan dua drone."


def test_the_child_gives_its_reason() -> None:
    assert code_of("pdf", documents.locked_pdf()) == "encrypted"


def test_too_little_memory() -> None:
    assert code_of("docx", documents.word("x"), Limits(memory=30_000_000)) in {"memory", "damaged"}


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("import time; time.sleep(60)", "timeout"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "timeout"),
        ("import os; os.abort()", "memory"),
        ("raise SystemExit(3)", "damaged"),
    ],
)
def test_a_child_that_dies(child: Path, program: str, code: str) -> None:
    child.write_text(program)
    assert code_of("pdf", b"", Limits(seconds=0.5 if "sleep" in program else 10)) == code


def test_the_child_gets_no_secrets(child: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "BOT_TOKEN", "1:secret")
    child.write_text("import json, os; print(json.dumps({'text': str('BOT_TOKEN' in os.environ)}))")
    assert parse_in_child("pdf", b"") == {"text": "False"}
