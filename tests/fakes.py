"""The outermost seams, replaced: a Telegram that enforces its real limits, and a clock that stands still."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from telegram.request import BaseRequest, RequestData

BOT = {"id": 999, "is_bot": True, "first_name": "Kabar", "username": "kabar_bot"}
# What Telegram says of every administrator.
ADMIN_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories",
)  # fmt: skip


class Clock:
    """A clock that moves only when told to."""

    def __init__(self, start: datetime = datetime(2024, 8, 14, 6, 0, tzinfo=UTC)) -> None:
        self.time = start

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **step: float) -> None:
        self.time += timedelta(**step)


class Refused(Exception):
    """Telegram would answer with this error."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.parameters = parameters


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def check_text(text: str, limit: int) -> str:
    """What Telegram makes of a text; refuses what it refuses."""
    try:
        raw = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refused(400, "Bad Request: strings must be encoded in UTF-8") from error
    if len(raw) > 32768 or units(text.strip()) > limit:
        raise Refused(400, "Bad Request: message is too long")
    if not text.replace("\0", "").strip():
        raise Refused(400, "Bad Request: message text is empty")
    return text.strip()


def check_entities(text: str, entities: list[dict[str, Any]]) -> None:
    if len(entities) > 100:
        raise Refused(400, "Bad Request: too many entities")
    enclosing: list[int] = []
    for entity in sorted(entities, key=lambda e: (e["offset"], -e["length"])):
        begin, end = entity["offset"], entity["offset"] + entity["length"]
        while enclosing and enclosing[-1] <= begin:
            enclosing.pop()
        if entity["length"] < 1 or end > units(text) or (enclosing and end > enclosing[-1]):
            raise Refused(400, f"Bad Request: entity {entity} is outside of the text or overlaps")
        enclosing.append(end)
        for edge in (begin, end):
            before = text.encode("utf-16-le")[: edge * 2]
            try:
                before.decode("utf-16-le")
            except UnicodeDecodeError as error:
                raise Refused(400, "Bad Request: entity cuts a surrogate pair") from error


def check_markup(markup: dict[str, Any]) -> None:
    rows = markup.get("inline_keyboard", [])
    if sum(map(len, rows)) > 100 or any(len(row) > 8 for row in rows):
        raise Refused(400, "Bad Request: too many buttons")
    for button in (button for row in rows for button in row):
        if not button.get("text", "").strip():
            raise Refused(400, "Bad Request: button text is empty")
        data = button.get("callback_data")
        if data is not None and not 1 <= len(data.encode()) <= 64:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
        copied = button.get("copy_text", {}).get("text")
        if copied is not None and not 1 <= units(copied) <= 256:
            raise Refused(400, "Bad Request: copy text is too long")


@dataclass
class Sent:
    """A message as the person sees it."""

    chat: int
    id: int
    text: str
    entities: list[dict[str, Any]] = field(default_factory=list)
    markup: dict[str, Any] = field(default_factory=dict)
    reply_to: int | None = None
    edits: int = 0
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def buttons(self) -> dict[str, str]:
        """Label -> callback data."""
        rows = self.markup.get("inline_keyboard", [])
        return {b["text"]: b["callback_data"] for row in rows for b in row if "callback_data" in b}

    @property
    def blocks(self) -> list[str]:
        """The texts in quotation blocks."""
        raw = self.text.encode("utf-16-le")
        return [
            raw[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le")
            for e in self.entities
            if e["type"] in ("blockquote", "expandable_blockquote")
        ]


class FakeTelegram(BaseRequest):
    """Telegram's side of the Bot API, in memory. `refuse` is asked before each call and may raise `Refused`."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.files: dict[str, bytes] = {}
        # (chat, file name, bytes) of what the bot sent.
        self.documents: list[tuple[int, str, bytes]] = []
        self.blocked: set[int] = set()
        self.group_admins: set[int] = set()
        self.updates: list[dict[str, Any]] = []
        self.refuse: Callable[[str, dict[str, Any]], None] = lambda _name, _fields: None
        self._ids = count(5000)
        self.pressed: dict[str, bool] = {}
        self.news = asyncio.Event()
        self.polled = asyncio.Event()

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        if "/file/" in url:
            return 200, self.files[url.rsplit("/", 1)[-1]]
        name = url.rsplit("/", 1)[-1]
        fields: dict[str, Any] = dict(request_data.json_parameters) if request_data else {}
        self.calls.append((name, fields))
        self._attached = list(request_data.multipart_data.values()) if request_data else []
        try:
            self.refuse(name, fields)
            if name == "getUpdates":
                await self._long_poll(int(fields.get("offset", 0)))
            snake = re.sub("([A-Z])", r"_\1", name).lower()
            handler = getattr(self, f"_on_{snake}", None)
            result = handler(fields) if handler else True
        except Refused as error:
            body = {
                "ok": False,
                "error_code": error.code,
                "description": str(error),
                "parameters": error.parameters,
            }
            return error.code, json.dumps(body).encode()
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def arrive(self, *updates: dict[str, Any]) -> None:
        """Updates that Telegram has for the bot."""
        self.updates += updates
        self.news.set()

    async def _long_poll(self, offset: int) -> None:
        """Telegram answers when there is something new; until then the call stays open."""
        self.polled.set()
        while not any(update["update_id"] >= offset for update in self.updates):
            self.news.clear()
            await self.news.wait()

    def count(self, name: str) -> int:
        return sum(called == name for called, _ in self.calls)

    def of(self, chat: int) -> list[Sent]:
        return [message for message in self.sent if message.chat == chat]

    def _on_get_me(self, _: dict[str, Any]) -> dict[str, Any]:
        return BOT

    def _on_get_updates(self, fields: dict[str, Any]) -> list[dict[str, Any]]:
        offset = int(fields.get("offset", 0))
        self.updates = [update for update in self.updates if update["update_id"] >= offset]
        return self.updates[:100]

    def _on_send_message(self, fields: dict[str, Any]) -> dict[str, Any]:
        chat = int(fields["chat_id"])
        if chat in self.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        text = check_text(fields["text"], 4096)
        entities = json.loads(fields.get("entities", "[]"))
        markup = json.loads(fields.get("reply_markup", "{}"))
        check_entities(text, entities)
        check_markup(markup)
        reply = json.loads(fields.get("reply_parameters", "{}")).get("message_id")
        message = Sent(chat, next(self._ids), text, entities, markup, reply, fields=fields)
        self.sent.append(message)
        return self._seen(message)

    def _on_send_document(self, fields: dict[str, Any]) -> dict[str, Any]:
        ((name, data, _),) = self._attached
        if len(data) > 50 * 1024 * 1024:
            raise Refused(413, "Request Entity Too Large")
        caption = check_text(fields["caption"], 1024)
        self.documents.append((int(fields["chat_id"]), name, data))
        message = Sent(int(fields["chat_id"]), next(self._ids), caption, fields=fields)
        self.sent.append(message)
        return self._seen(message)

    def _on_edit_message_text(self, fields: dict[str, Any]) -> dict[str, Any]:
        message = next((m for m in self.sent if m.id == int(fields["message_id"])), None)
        if message is None:
            raise Refused(400, "Bad Request: message to edit not found")
        text = check_text(fields["text"], 4096)
        entities = json.loads(fields.get("entities", "[]"))
        markup = json.loads(fields.get("reply_markup", "{}"))
        check_entities(text, entities)
        check_markup(markup)
        if (text, markup) == (message.text, message.markup):
            raise Refused(400, "Bad Request: message is not modified")
        message.text, message.entities, message.markup = text, entities, markup
        message.edits += 1
        return self._seen(message)

    @staticmethod
    def _seen(message: Sent) -> dict[str, Any]:
        kind = "private" if message.chat > 0 else "supergroup"
        chat = {"id": message.chat, "type": kind, "title": "Group"}
        seen = {"message_id": message.id, "date": 1723600000, "chat": chat, "from": BOT, "text": message.text}
        return {**seen, "reply_markup": message.markup} if message.markup else seen

    def _on_answer_callback_query(self, fields: dict[str, Any]) -> bool:
        if units(fields.get("text", "")) > 200:
            raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
        if self.pressed.get(fields["callback_query_id"]) is None:
            raise Refused(
                400, "Bad Request: query is too old and response timeout expired or query id is invalid"
            )
        self.pressed[fields["callback_query_id"]] = True
        return True

    def _on_answer_inline_query(self, fields: dict[str, Any]) -> bool:
        results = json.loads(fields["results"])
        names = [result["id"] for result in results]
        if (
            len(results) > 50
            or len(set(names)) != len(names)
            or any(not 1 <= len(n.encode()) <= 64 for n in names)
        ):
            raise Refused(400, "Bad Request: RESULT_ID_INVALID")
        for result in results:
            content = result["input_message_content"]
            check_entities(check_text(content["message_text"], 4096), content.get("entities", []))
        return True

    def _on_set_my_commands(self, fields: dict[str, Any]) -> bool:
        for command in json.loads(fields["commands"]):
            if (
                not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"])
                or not 1 <= len(command["description"]) <= 256
            ):
                raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
        return True

    def _on_get_chat_member(self, fields: dict[str, Any]) -> dict[str, Any]:
        number = int(fields["user_id"])
        status = "administrator" if number in self.group_admins else "member"
        rights = dict.fromkeys(ADMIN_RIGHTS, False) if status == "administrator" else {}
        return {"status": status, "user": {"id": number, "is_bot": False, "first_name": "P"}, **rights}

    def _on_get_file(self, fields: dict[str, Any]) -> dict[str, Any]:
        size = len(self.files[fields["file_id"]])
        if size > 20 * 1024 * 1024:
            raise Refused(400, "Bad Request: file is too big")
        return {
            "file_id": fields["file_id"],
            "file_unique_id": "u",
            "file_size": size,
            "file_path": fields["file_id"],
        }
