"""What fetching a page gives, and how it fails. The fetcher itself is the composition root's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

__all__ = ["Fetch", "Fetched", "NotFetched"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page's bytes, and the address that they came from after all redirects."""

    data: bytes
    url: str


class NotFetched(Exception):
    """A page could not be had: `private`, `slow`, `large` or `failed`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


Fetch = Callable[[str], Awaitable[Fetched]]
