from __future__ import annotations

import io
from pathlib import Path

import pytest

import bot.__main__ as command_line
from bot.__main__ import COMMANDS, main, one_home, parser
from bot.config import Config
from store import Store, open_store
from tests.builders import ARTICLE

README = Path(command_line.__file__).parent.parent / "README.md"


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("LANG", "C")
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)


def test_every_command_has_its_help_and_its_line_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    text = README.read_text(encoding="utf-8")
    for name in COMMANDS:
        with pytest.raises(SystemExit) as ended:
            parser().parse_args([name, "--help"])
        assert ended.value.code == 0
        assert f"python -m bot {name}" in text, name
    capsys.readouterr()


def test_with_nothing_on_standard_input_three_examples_are_shown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main([]) == 0
    out = capsys.readouterr().out
    assert "sample store" in out
    assert out.count("\n> ") == 3
    assert out.count("┃") >= 3
    assert "Nothing stored" not in out


def test_the_readmes_conversation_is_true(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = README.read_text(encoding="utf-8").split("```text\n> ", 1)[1].split("```", 1)[0]
    question, answer = shown.split("\n", 1)
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(question + "\n"))
    assert main([]) == 0
    assert answer.strip() in capsys.readouterr().out


def test_lines_of_a_pipe_are_answered(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("apa kata podolyak\n\n/help\n"))
    assert main(["chat"]) == 0
    out = capsys.readouterr().out
    assert "tidak terlibat langsung" in out
    assert "/subscribe" in out


def test_a_store_with_articles_is_used_and_never_the_samples(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    article = tmp_path / "a.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    assert main(["import", str(article)]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("what did Mirova say\napa kata podolyak\n"))
    assert main([]) == 0
    captured = capsys.readouterr()
    out = captured.out
    assert "went wrong" not in out
    assert '"level": "error"' not in captured.err
    assert "sample" not in out
    assert "The bridge is gone" in out
    assert "tidak terlibat langsung" not in out


def test_beside_a_running_bot_the_console_reads_and_does_not_complain(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    article = tmp_path / "a.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    main(["import", str(article)])
    running = open_store(tmp_path / "data" / "store")
    monkeypatch.setattr(
        "sys.stdin", io.StringIO("what did Mirova say\nwhat did Macron say\n/subscribe Kursk\n")
    )
    assert main(["chat"]) == 0
    out = capsys.readouterr().out
    assert "The bridge is gone" in out
    assert "went wrong" not in out
    assert "nothing was changed" in out
    running.close()


def test_wrong_settings_are_one_message_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_PUBLISH", "sometimes")
    assert main(["run"]) == 2
    err = capsys.readouterr().err
    assert "TELEGRAM_BOT_TOKEN is missing" in err
    assert "BOT_PUBLISH" in err


def test_wrong_arguments_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["ask", "x", "--asked-on", "yesterday"])
    assert ended.value.code == 2
    assert "is not a day" in capsys.readouterr().err


def test_with_a_token_telegram_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    served = []

    def run(config: Config, store: Store) -> None:
        served.append((config.token, store.empty))

    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:abc")
    monkeypatch.setattr(command_line, "run_application", run)
    assert main([]) == 0
    assert served == [("1:abc", True)]


def test_ctrl_c_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(COMMANDS, "check", interrupted)
    assert main(["check"]) == 130


def test_packages_from_two_places_refuse_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    one_home()
    monkeypatch.setattr("store.__file__", "/elsewhere/store/__init__.py")
    with pytest.raises(SystemExit, match="different folders"):
        one_home()
