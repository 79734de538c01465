"""`python -m bot words`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from store.language.additions import Additions, install


@pytest.fixture(autouse=True)
def clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("BOT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    yield
    install(Additions())


def test_what_was_taught_comes_back_as_it_went_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"sort": "person", "name": "Vanja Tarasko", "means": "Ivan Tarkov"}
    file = tmp_path / "words.jsonl"
    file.write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    assert main(["words", "--import", str(file)]) == 0
    assert main(["words", "--import", str(file)]) == 0
    assert "1 taken in" in capsys.readouterr().err
    assert main(["words"]) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [row]
    file.write_text("[]\n", encoding="utf-8")
    assert main(["words", "--import", str(file)]) == 1
    assert "row 1" in capsys.readouterr().err
    file.write_text("{\n", encoding="utf-8")
    assert main(["words", "--import", str(file)]) == 1
