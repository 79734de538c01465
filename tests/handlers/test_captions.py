"""Pictures, and the words under them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import ARTICLE
from tests.talk import ADMIN, Bot

READER = 55
PHOTO: dict[str, Any] = {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]}
FILE = {"file_id": "f", "file_unique_id": "f", "file_size": 9}
VIDEO = {"video": {**FILE, "width": 9, "height": 9, "duration": 1}}
# A moving picture comes as a document besides, and a picture may be sent as a file.
MOVING = {
    "animation": {**FILE, "width": 9, "height": 9, "duration": 1},
    "document": {**FILE, "file_name": "a.mp4", "mime_type": "video/mp4"},
}
AS_A_FILE = {"document": {**FILE, "file_name": "a.jpg", "mime_type": "image/jpeg"}}
LONG = ARTICLE
CHANNEL = {"id": -100, "type": "channel", "title": "Border Channel", "username": "border"}
ORIGIN = {"type": "channel", "date": 1723600000, "chat": CHANNEL, "message_id": 12}


@pytest.mark.parametrize("seen", [PHOTO, VIDEO, MOVING, AS_A_FILE])
async def test_an_article_under_a_picture_is_an_article(bot: Bot, seen: dict[str, Any]) -> None:
    (draft,) = await bot.person(ADMIN).send(**seen, caption=f"2024-08-14 | Border Post\n{LONG}"[:1024])
    assert draft.text.startswith("Draft")
    (waiting,) = bot.store.drafts.all()
    assert waiting.draft.article.text.startswith("A bridge near Shebekino")
    assert waiting.draft.article.source == "Border Post"


async def test_a_forwarded_picture_keeps_its_origin(bot: Bot) -> None:
    await bot.person(ADMIN).send(**PHOTO, caption=ARTICLE[:300], forward_origin=ORIGIN)
    (waiting,) = bot.store.drafts.all()
    assert waiting.draft.article.source == "Border Channel"


@pytest.mark.parametrize("seen", [PHOTO, VIDEO, MOVING, AS_A_FILE])
async def test_few_words_of_an_editor_are_told_what_is_taken(bot: Bot, seen: dict[str, Any]) -> None:
    (said,) = await bot.person(ADMIN).send(**seen, caption="the bridge yesterday")
    assert "as text, or as a file" in said.text
    assert bot.store.drafts.all() == []


@pytest.mark.parametrize("seen", [PHOTO, VIDEO, MOVING, AS_A_FILE])
async def test_a_readers_words_under_a_picture_are_a_question(stocked: Bot, seen: dict[str, Any]) -> None:
    reader = stocked.person(READER)
    body = reader.message(**seen, caption="what did Mirova say")
    (answer,) = await stocked.feed({"message": body})
    assert "The bridge is gone" in answer.text
    fresh = {**body, "caption": "how many drones were shot down over Belgorod", "edit_date": 1723600100}
    (changed,) = await stocked.feed({"edited_message": fresh})
    assert changed.id == answer.id
    assert "14 drones" in changed.text


async def test_in_a_group_a_picture_is_looked_at_only_where_the_bot_is_meant(stocked: Bot) -> None:
    member = stocked.member(8)
    assert await member.send(**PHOTO, caption="what did Mirova say") == []
    mention = [{"type": "mention", "offset": 0, "length": 10}]
    words = "@kabar_bot what did Mirova say"
    (answer,) = await member.send(**PHOTO, caption=words, caption_entities=mention)
    assert "The bridge is gone" in answer.text


async def test_an_album_of_pictures_is_answered_once(bot: Bot) -> None:
    reader, editor = bot.person(READER), bot.person(ADMIN)
    (said,) = await reader.send(**PHOTO, media_group_id="one")
    assert said.text == "I can only read text. Write your question in a few words."
    assert await reader.send(**PHOTO, media_group_id="one") == []
    assert len(await reader.send(**PHOTO, media_group_id="two")) == 1
    (draft,) = await editor.send(**PHOTO, media_group_id="three", caption=LONG)
    assert draft.text.startswith("Draft")
    assert await editor.send(**PHOTO, media_group_id="three") == []


@pytest.mark.parametrize(
    "seen", [PHOTO, MOVING, {"sticker": {**FILE, "type": "regular", "width": 9, "height": 9}}]
)
async def test_what_has_no_words_is_told_what_is_read(bot: Bot, seen: dict[str, Any]) -> None:
    if "sticker" in seen:
        seen = {"sticker": {**seen["sticker"], "is_animated": False, "is_video": False}}
    (said,) = await bot.person(READER).send(**seen)
    assert "only read text" in said.text
    (said,) = await bot.person(ADMIN).send(**seen)
    assert "I take an article as text" in said.text


async def test_an_edited_caption_is_read_again(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    body = editor.message(**PHOTO, caption="soon")
    await bot.feed({"message": body})
    edited = {"edited_message": {**body, "caption": LONG, "edit_date": 1723600100}}
    (draft,) = await bot.feed(edited)
    assert draft.text.startswith("Draft")
    edited["edited_message"]["caption"] = LONG.replace("nine", "eleven")
    await bot.feed(edited)
    (waiting,) = bot.store.drafts.all()
    assert "eleven people" in waiting.draft.article.text
