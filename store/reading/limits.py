"""Bounds of reading, and the child process that keeps them: no file can harm the bot's own memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.errors import UnreadableFile

__all__ = ["DEFAULT_LIMITS", "Limits", "parse_in_child"]

# The bot's secrets are in its environment; a process that reads strangers' files gets none of it.
_ENVIRONMENT = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LANG", "TMPDIR")
_CHILD = Path(__file__).with_name("child.py")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a document may cost: bytes of the file, characters of its text; and of the process that parses
    it, seconds on the clock and bytes of address space.
    """

    file: int = 20_000_000
    characters: int = 2_000_000
    seconds: float = 10.0
    memory: int = 1_000_000_000


DEFAULT_LIMITS = Limits()


def parse_in_child(kind: str, data: bytes, limits: Limits = DEFAULT_LIMITS) -> dict[str, Any]:
    """Parse a document of a kind ("html", "pdf", "docx") in a process of its own; see `child`.

    Raises UnreadableFile with the child's reason; `timeout`, `memory` or `damaged` when it is killed or dies.
    """
    arguments = (kind, limits.memory, max(1, int(limits.seconds)), limits.characters)
    with subprocess.Popen(
        # -P keeps this folder's modules from hiding the standard library's.
        [sys.executable, "-P", str(_CHILD), *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
    ) as child:
        try:
            output, _ = child.communicate(data, timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            raise UnreadableFile("timeout", f"{limits.seconds} s") from None
    return _result(child.returncode, output)


def _result(returncode: int, output: bytes) -> dict[str, Any]:
    """The child's answer, or the reason that there is none."""
    if returncode in {-9, -24}:  # SIGKILL and SIGXCPU: the limit of processor time
        raise UnreadableFile("timeout")
    try:
        fields: dict[str, Any] = json.loads(output)
    except ValueError:
        # A library that gets no memory may abort instead of raising MemoryError.
        raise UnreadableFile("memory" if returncode < 0 else "damaged", f"exit {returncode}") from None
    if "error" in fields:
        raise UnreadableFile(fields["error"], fields["detail"])
    return fields
