"""The documents as they came in, byte for byte, each a file named by its SHA-256."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from store.errors import NotFound, RejectedWrite

__all__ = ["Originals"]


class Originals:
    """A folder of immutable files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, data: bytes) -> str:
        """Store `data` durably and return its name; the same bytes are stored once."""
        name = hashlib.sha256(data).hexdigest()
        path = self._folder / name
        if path.exists():
            return name
        fresh = path.with_suffix(".new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with fresh.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError as error:
            raise RejectedWrite(str(error)) from error
        return name

    def get(self, name: str) -> bytes:
        """The bytes kept under `name`; raises `NotFound`."""
        try:
            return (self._folder / name).read_bytes()
        except OSError as error:
            raise NotFound(name) from error

    def copy_to(self, folder: Path) -> None:
        """Copy all files into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        for path in self._folder.glob("*") if self._folder.exists() else ():
            if path.suffix != ".new":
                shutil.copy2(path, folder / path.name)
