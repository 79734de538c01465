import json
import logging
import sys
from collections.abc import Iterator

import pytest

from bot.logs import JsonLines, set_up


@pytest.fixture(autouse=True)
def _root_logger_restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def record(message: str, *args: object, error: bool = False) -> logging.LogRecord:
    info = sys.exc_info() if error else None
    return logging.LogRecord("bot.test", logging.WARNING, __file__, 1, message, args, info)


def test_a_record_is_one_line_of_json_without_tokens() -> None:
    line = JsonLines().format(record("call %s", "/bot123456789:AAbbCCddEEffGGhhIIjjKKll-_1/getMe"))
    entry = json.loads(line)
    assert entry["message"] == "call /bot<token>/getMe"
    assert entry["level"] == "warning"
    assert "\n" not in line


def test_an_error_carries_its_traceback() -> None:
    try:
        raise ValueError("broken")
    except ValueError:
        entry = json.loads(JsonLines().format(record("oh", error=True)))
    assert "ValueError: broken" in entry["error"]


def test_everything_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    set_up(logging.INFO)
    logging.getLogger("bot.test").info("hello")
    logging.getLogger("httpx").info("never shown")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert json.loads(captured.err)["message"] == "hello"
