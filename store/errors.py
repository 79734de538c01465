"""Everything that can go wrong in the store, as one tree. "No answer" is an `Answer`, not an error.

StoreError
├── UnreadableFile      a document could not be turned into text (code names the reason)
├── RejectedWrite       a value cannot be stored, or the disk refused it; nothing changed
│   └── UnstorableValue a value is not JSON (also a TypeError, as TinyDB's users expect)
├── StoreLocked         another process writes this store
├── StoreDamaged        the files are damaged; the message names the repair command
├── NotFound            no such article, draft or subscription
├── StaleVersion        somebody else changed the draft or article meanwhile
├── TooLate             the time in which this could be undone has passed
└── PackFault           a language pack is not complete; lists every fault
"""

__all__ = [
    "NotFound",
    "PackFault",
    "RejectedWrite",
    "StaleVersion",
    "StoreDamaged",
    "StoreError",
    "StoreLocked",
    "TooLate",
    "UnreadableFile",
    "UnstorableValue",
]


class StoreError(Exception):
    """Base of all errors that the store raises on purpose."""


class UnreadableFile(StoreError):
    """A document could not be read. `code` is a text key (`empty`, `binary`, `too_large` ...)."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class RejectedWrite(StoreError):
    """A write was refused before or by the disk; the store is as it was."""


class UnstorableValue(RejectedWrite, TypeError):
    """A value would not come back from the store as it went in."""


class StoreLocked(StoreError):
    """Another process holds the store's writer lock."""


class StoreDamaged(StoreError):
    """The store's files are damaged in a place where no crash can have damaged them."""


class NotFound(StoreError):
    """The named article, draft or subscription is not in the store."""


class StaleVersion(StoreError):
    """The draft or article was changed by somebody else since it was read."""


class TooLate(StoreError):
    """What was to be undone can't be undone any more."""


class PackFault(StoreError):
    """A language pack has faults; `faults` lists all of them."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults
