"""The reading room: bytes of any kind to clean text, with what the document says of itself.

Plain text is read in this process. Pages, PDF and DOCX are parsed by `child`, a process bounded in memory and
time, because their libraries can be made to eat a machine. The caller keeps the original bytes.
"""

from store.reading.document import Document
from store.reading.formats import Format, read
from store.reading.limits import Limits

__all__ = ["Document", "Format", "Limits", "read"]
