"""`python -m bot show`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.show import SHOWN
from tests.builders import ARTICLE


@pytest.mark.parametrize("what", sorted(SHOWN))
def test_the_desk_speaks_json(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    assert main(["import", str(article), "--date", "2024-08-14", "--source", "Post"]) == 0
    capsys.readouterr()
    assert main(["show", what]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    expected = {
        "stats": lambda: rows[0]["articles"] == 1,
        "articles": lambda: rows[0]["source"] == "Post" and rows[0]["date"] == "2024-08-14",
        "audit": lambda: [row["what"] for row in rows] == ["published", "handed_in"],
    }
    assert expected.get(what, lambda: rows == [])()
