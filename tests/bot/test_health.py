import json
from datetime import timedelta
from pathlib import Path

from bot.health import STALE_S, Heartbeat, examine
from tests.fakes import Clock


async def test_a_running_bot_is_healthy_and_a_silent_one_is_not(tmp_path: Path) -> None:
    clock = Clock()
    heart = Heartbeat(tmp_path / "data", clock, lambda: {"inbox": 3})
    assert examine(tmp_path / "data", clock())[0] is False
    await heart.start()
    healthy, facts = examine(tmp_path / "data", clock())
    assert (healthy, facts["inbox"]) == (True, 3)
    assert examine(tmp_path / "data", clock() + timedelta(seconds=STALE_S + 1))[0] is False
    await heart.stop()
    await heart.stop()
    assert examine(tmp_path / "data", clock())[0] is False


def test_a_damaged_file_is_no_sign_of_life(tmp_path: Path) -> None:
    (tmp_path / "health.json").write_text(json.dumps({"at": "yesterday"}))
    assert examine(tmp_path, Clock()())[0] is False
