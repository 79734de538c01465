"""Which messages an article came in. A client cuts what is pasted into pieces; an edit may change one of several.

Of a chat it is kept which of an editor's last messages were articles and which part of the text each holds; the
words themselves rest in the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from telegram import Message

from handlers.context import Context
from handlers.rich import utf16_length

__all__ = ["SOON", "Part", "goes_on", "is_cut", "noted", "part_of", "seam"]

# A client cuts at 4,096, or at the end of the last paragraph or sentence before; the next piece comes at once, from
# a slow network a little later. The less full a piece is, the sooner the next one must come to belong to it.
CUT, FULL, MOST = 3000, 4000, 4096
AT_ONCE, SOON = timedelta(seconds=3), timedelta(seconds=20)
REMEMBERED = 20
SENTENCE_ENDS = ".!?:;"


class Part(NamedTuple):
    """A message's part of a draft's text: characters `start` to `end` (-1 = it is the whole, or a file)."""

    draft: str
    start: int = 0
    end: int = -1


def _origin(message: Message) -> str:
    """Whose words a forwarded message has; "" for a person's own."""
    came = message.forward_origin
    names = ("chat", "sender_chat", "sender_user")
    found = next((getattr(came, name).id for name in names if hasattr(came, name)), "") if came else ""
    return str(found or getattr(came, "sender_user_name", ""))


def _moment(message: Message) -> datetime:
    """When it was written; a forwarded message has the time of the one that it copies."""
    return message.forward_origin.date if message.forward_origin is not None else message.date


def is_cut(words: str) -> bool:
    """Whether a message is so long that it may be the first of several."""
    return utf16_length(words) >= CUT


def goes_on(known: Mapping[str, Any], message: Message, person: str) -> Part | None:
    """The part before, where a message goes on with what the same person pasted a moment ago."""
    last = known.get("pasted") or {}
    # What stands under a picture, or was edited later, is no piece.
    if message.text is None or message.edit_date is not None or not last.get("draft"):
        return None
    if (last.get("by"), last.get("of")) != (person, _origin(message)):
        return None
    passed = _moment(message) - datetime.fromisoformat(last["at"])
    # Who asks something meanwhile is no piece of an article; only what comes at once may end with such a mark.
    late = SOON if last["size"] >= FULL and not (message.text or "").rstrip().endswith("?") else AT_ONCE
    return Part(last["draft"], 0, last["end"]) if passed <= late else None


def seam(known: Mapping[str, Any], text: str) -> str:
    """What stood between the text so far and its next piece: Telegram drops blanks at the end of a message."""
    if (known.get("pasted") or {}).get("size", 0) >= MOST:
        return ""
    between = "\n\n" if "\n\n" in text else "\n"
    return between if text.rstrip("\"”»’')")[-1:] in SENTENCE_ENDS else " "


def part_of(known: Mapping[str, Any], number: int) -> Part | None:
    """What a message holds of which draft; None for one that was no article."""
    found = known.get("handed", {}).get(str(number))
    # Rows of an older version name the draft only.
    return None if found is None else Part(found) if isinstance(found, str) else Part(*found)


def noted(
    context: Context,
    message: Message,
    part: Part,
    *,
    person: str = "",
    before: Part | None = None,
    grown: int = 0,
) -> None:
    """Keep what a message holds; `before` named the draft until now, and what stands behind moved by `grown`.

    Where `person` is named, more of the text may follow.
    """
    store, chat = context.store, str(message.chat_id)
    known = store.chat(chat)
    handed: dict[str, Any] = dict(known.get("handed", {}))
    for number in handed if before is not None else ():
        held = part_of(known, int(number))
        if before is not None and held is not None and held.draft == before.draft:
            moved = grown if held.start >= before.end >= 0 else 0
            handed[number] = [part.draft, held.start + moved, held.end + moved if held.end >= 0 else -1]
    handed.pop(str(message.message_id), None)
    handed[str(message.message_id)] = list(part)
    fields: dict[str, Any] = {"handed": dict(list(handed.items())[-REMEMBERED:])}
    if person or known.get("pasted"):
        fields["pasted"] = _pasted(message, part, person) if person else None
    context.later(store.remember(chat, lazily=True, **fields))


def _pasted(message: Message, part: Part, person: str) -> dict[str, Any]:
    size = utf16_length(message.text or "")
    fresh = {"draft": part.draft, "end": part.end, "by": person, "of": _origin(message), "size": size}
    return {**fresh, "at": _moment(message).isoformat()}
