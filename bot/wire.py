"""Sends ready messages: past python-telegram-bot's making of parameters, through the same lane and its errors."""

from __future__ import annotations

from collections.abc import Mapping

from telegram import Bot
from telegram.request import BaseRequest, RequestData

# The only way to make a RequestData; python-telegram-bot keeps it in a private module.
from telegram.request._requestparameter import RequestParameter

from bot.lanes import Lanes
from handlers import Ready

__all__ = ["Wire"]

SEND = "sendMessage"


class Wire:
    """A `handlers.Post` over the bot's own way to Telegram."""

    def __init__(self, bot: Bot, way: BaseRequest, lanes: Lanes) -> None:
        self._bot = bot
        self._way = way
        self._lanes = lanes

    async def __call__(self, ready: Ready, own: Mapping[str, str], word: str = "") -> int:
        """Send; of what Telegram says only the message's number is read."""
        texts = {**own, **ready.fields}
        if ready.blank:
            texts = {name: text.replace(ready.blank, word) for name, text in texts.items()}
        data = RequestData([RequestParameter(name, text, None) for name, text in texts.items()])
        call = (f"{self._bot.base_url}/{SEND}", data)
        sent = await self._lanes.process_request(
            self._way.post, call, {}, SEND, {"chat_id": own["chat_id"]}, None
        )
        return int(sent["message_id"])
