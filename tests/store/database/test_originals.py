from pathlib import Path

import pytest

from store.database.originals import Originals
from store.errors import NotFound, RejectedWrite


def test_bytes_are_kept_once_and_exactly(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "originals")
    data = bytes(range(256))
    name = originals.keep(data)
    assert originals.keep(data) == name
    assert originals.get(name) == data
    assert [path.name for path in (tmp_path / "originals").iterdir()] == [name]


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        Originals(tmp_path).get("0" * 64)


def test_a_disk_that_refuses_rejects_the_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RejectedWrite):
        Originals(tmp_path / "file").keep(b"x")
