"""The command line's own contract: JSON alone on standard output, everything else on standard error."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.spool import Spool, Spooler
from store import open_store
from tests.builders import ARTICLE, BERITA


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BOT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    return tmp_path


@pytest.fixture
def article(data: Path) -> Path:
    path = data / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_import_then_ask(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["import", str(article), "--date", "2024-08-14", "--source", "Border Post", "--lang", "en"]) == 0
    )
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "1 imported, 0 known already, 0 failed" in captured.err
    assert main(["ask", "what did Mirova say", "--json", "--asked-on", "2024-08-14"]) == 0
    (answer,) = lines(capsys)
    assert set(answer) == {"question", "lang", "answered", "hits", "suggestions"}
    assert answer["answered"] is True
    hit = next(hit for hit in answer["hits"] if hit["fact"] == "quotation")
    assert hit["text"] == ARTICLE[hit["start"] : hit["end"]]
    assert (hit["speaker"], hit["date"], hit["source"]) == ("Olena Mirova", "2024-08-14", "Border Post")
    assert (hit["claimed_by"], hit["title"]) == (None, None)


def test_a_declined_question_has_no_hits(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", str(article)])
    capsys.readouterr()
    assert main(["ask", "apa kata Macron", "--json"]) == 0
    (answer,) = lines(capsys)
    assert (answer["answered"], answer["hits"], answer["lang"]) == (False, [], "id")


def test_questions_come_one_a_line(
    article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["import", str(article)])
    capsys.readouterr()
    monkeypatch.setattr("sys.stdin", io.StringIO("what did Mirova say\napa kata Mirova\n"))
    assert main(["ask", "-", "--json", "--limit", "1"]) == 0
    answers = lines(capsys)
    assert [answer["lang"] for answer in answers] == ["en", "id"]
    assert all(len(answer["hits"]) == 1 for answer in answers)


def test_a_byte_that_is_no_text_does_not_end_the_questions(
    article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["import", str(article)])
    capsys.readouterr()
    monkeypatch.setattr("sys.stdin", io.StringIO("a\udcff kata\nwhat did Mirova say\n"))
    assert main(["ask", "-", "--json"]) == 0
    assert [answer["answered"] for answer in lines(capsys)] == [False, True]


@pytest.mark.parametrize("limit", ["0", "-3", "many"])
def test_a_limit_is_a_number_above_zero(limit: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["ask", "x", "--limit", limit])
    assert ended.value.code == 2
    capsys.readouterr()


def test_json_lines_are_imported_article_by_article(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"id": "one", "text": ARTICLE, "date": "2024-08-14", "source": "Post"}, {"id": "bad"}]
    path = data / "articles.jsonl"
    path.write_text("\ufeff" + "".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert main(["import", str(path)]) == 1
    assert "1 imported, 0 known already, 1 failed" in capsys.readouterr().err
    main(["ask", "what did Mirova say", "--json"])
    (answer,) = lines(capsys)
    assert (answer["hits"][0]["date"], answer["hits"][0]["source"]) == ("2024-08-14", "Post")


def test_ask_for_people_and_with_its_pieces(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", str(article), "--date", "2024-08-14"])
    capsys.readouterr()
    assert main(["ask", "what did Mirova say yesterday", "--explain", "--asked-on", "2024-08-15"]) == 0
    first, *rest = capsys.readouterr().out.splitlines()
    pieces = json.loads(first)
    assert pieces["lang"] == "en"
    assert pieces["dates"][0] <= "2024-08-14"
    assert "The bridge is gone and the ferry does not run," in rest
    assert main(["ask", "what did Macron say"]) == 0
    assert "Nothing stored" in capsys.readouterr().out


def test_a_folder_the_same_file_twice_and_a_bad_file(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = data / "articles"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "sub" / "b.txt").write_text(BERITA, encoding="utf-8")
    (folder / "sub" / "same.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "empty.txt").write_text("")
    assert main(["import", str(folder), str(data / "nowhere.txt")]) == 1
    err = capsys.readouterr().err
    assert "2 imported, 1 known already, 2 failed" in err
    assert "empty.txt" in err
    assert main(["check", "--json"]) == 0
    (report,) = lines(capsys)
    assert report["rows"]["articles"] == 2
    assert report["faults"] == []
    assert main(["check"]) == 0
    assert "sound" in capsys.readouterr().out


def test_an_unknown_date_stays_unknown(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", str(article)])
    capsys.readouterr()
    main(["ask", "what did Mirova say", "--json"])
    assert lines(capsys)[0]["hits"][0]["date"] is None


def test_extract_gives_predictions_with_exact_offsets(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "\ufeff" + ARTICLE.replace("\n", "\r\n")
    rows = [
        {"id": "one", "lang": "en", "title": "", "date": "14 Aug 2024", "text": text},
        {"id": "two", "text": BERITA, "date": ""},
        {"id": "bad", "lang": "en"},
        {"id": "worse", "text": 7},
    ]
    path = data / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + "no json\n", encoding="utf-8")
    assert main(["extract", str(path), "--json"]) == 0
    found = {row["id"]: row for row in lines(capsys)}
    assert set(found) == {"one", "two", "bad", "worse", "line 5"}
    assert all("error" in found[name] for name in ("bad", "worse", "line 5"))
    for name, source in (("one", text), ("two", BERITA)):
        assert found[name]["quotes"]
        for quote in found[name]["quotes"]:
            assert source[quote["start"] : quote["end"]] == quote["text"]


def test_extract_reads_files_and_explains_a_sentence(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(article)]) == 0
    assert lines(capsys)[0]["quotes"]
    assert main(["extract", str(article), "--explain", "3"]) == 0
    assert "Mirova" in capsys.readouterr().out
    (article.parent / "empty.txt").write_text("")
    assert main(["extract", str(article.parent / "empty.txt")]) == 0
    assert "error" in lines(capsys)[0]


def test_export_writes_a_file_a_table(article: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(data / "nothing")]) == 0
    main(["import", str(article)])
    assert main(["export", str(data / "out")]) == 0
    assert "articles: 1" in capsys.readouterr().err
    (row,) = [
        json.loads(line)
        for line in (data / "out" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert row["text"] == ARTICLE
    assert (data / "out" / "facts.jsonl").exists()


def test_health_is_bad_where_no_bot_runs(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["health"]) == 1
    assert lines(capsys)[0]["healthy"] is False


def test_a_damaged_store_is_a_clear_failure(
    article: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", str(article)])
    segment = next((data / "data" / "store").glob("journal-*.log"))
    raw = bytearray(segment.read_bytes())
    raw[40] ^= 1
    segment.write_bytes(raw)
    capsys.readouterr()
    assert main(["check"]) == 1
    assert "python -m bot repair" in capsys.readouterr().err


def test_beside_a_running_bot_import_hands_its_files_in(
    article: Path, data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = data / "data"
    running = open_store(folder / "store")
    assert main(["import", str(article)]) == 1
    assert "another process" in capsys.readouterr().err
    now = datetime.now(UTC).isoformat()
    (folder / "health.json").write_text(json.dumps({"at": now}), encoding="utf-8")
    spool = Spool(folder / "spool")
    spooler = Spooler(spool, running, lambda: datetime.now(UTC), lambda: None)
    monkeypatch.setattr("bot.commands._pause", lambda: [spooler._take(p) for p in spool.waiting(0)])
    assert main(["import", str(article), str(data / "missing.txt"), "--date", "2024-08-14"]) == 1
    assert "1 imported, 0 known already, 1 failed" in capsys.readouterr().err
    (published,) = [doc for table, doc in running.export() if table == "articles"]
    assert published["published"] == "2024-08-14"
    monkeypatch.setattr("bot.commands.PATIENCE_S", -1.0)
    assert main(["import", str(article)]) == 1
    assert "waits in" in capsys.readouterr().err
    running.close()
