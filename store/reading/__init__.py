from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Document:
    text: str
    title: str = ""
    published: date | None = None
    source: str = ""
    url: str = ""


def read(data: bytes, filename: str = "") -> Document:
    return Document(data.decode())


__all__ = ["Document", "read"]
