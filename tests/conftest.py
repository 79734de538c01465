"""Fixtures that several rooms share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.builders import ARTICLE, BERITA
from tests.talk import ADMIN, Bot

SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    """The whole bot over the fake Telegram, uploads go to review."""
    async with Bot(tmp_path) as running:
        yield running


@pytest.fixture
async def direct(tmp_path: Path) -> AsyncIterator[Bot]:
    """The same, uploads are published at once."""
    async with Bot(tmp_path, review=False) as running:
        yield running


@pytest.fixture
async def stocked(direct: Bot) -> Bot:
    """A bot with one English and one Indonesian article."""
    editor = direct.person(ADMIN)
    await editor.upload(ARTICLE.encode(), caption="2024-08-14 | Border Post | https://example.org/1")
    await editor.upload(BERITA.encode(), caption="2024-08-14 | Kabar Perbatasan")
    return direct


@pytest.fixture
def seed() -> bytes:
    """The real article; tests that need it are skipped where it is not at hand."""
    path = SHARED / "seed/article.id.txt"
    if not path.exists():
        pytest.skip("the real article is not at hand")
    return path.read_bytes()
