"""The conversations of the README, played in the console: what it shows must be what people see."""

from __future__ import annotations

import io
from pathlib import Path

from bot.console import Console
from store import Store

__all__ = ["plays"]

README = Path(__file__).parents[2] / "README.md"


async def plays(title: str, store: Store) -> None:
    """Play the first block behind `title`; "…" stands for lines left out, "> " for what is typed. Closes the store."""
    block = README.read_text(encoding="utf-8").split(title)[1].split("```text\n")[1].split("```")[0]
    out = io.StringIO()
    shown: list[str] = []
    gap = False
    async with Console(store, out=out) as console:
        for line in block.splitlines():
            if line.startswith("> "):
                out.seek(0)
                out.truncate()
                await console.say(line[2:])
                shown, gap = out.getvalue().splitlines(), False
            elif line == "…":
                gap = True
            else:
                place = shown.index(line) if gap else 0
                assert shown[place] == line
                shown, gap = shown[place + 1 :], False
    store.close()
