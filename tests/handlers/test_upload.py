"""Articles from editors."""

from __future__ import annotations

import pytest

from handlers import Settings
from tests.builders import ARTICLE, BERITA
from tests.talk import ADMIN, Bot, settled

READER = 55


async def test_the_same_article_twice_is_recognised(direct: Bot) -> None:
    editor = direct.person(ADMIN)
    (first,) = await editor.upload(ARTICLE.encode())
    assert first.text.startswith("Published")
    (second,) = await editor.upload(ARTICLE.encode(), name="again.txt")
    assert "already stored" in second.text


async def test_add_takes_the_text_itself_with_or_without_a_header(direct: Bot) -> None:
    editor = direct.person(ADMIN)
    (done,) = await editor.say(f"/add 2024-08-14 | Border Post\n{ARTICLE}")
    assert done.text.startswith("Published")
    (answer,) = await editor.say("what did Mirova say")
    assert "14 Aug 2024 · Border Post" in answer.text
    (bare,) = await editor.say("/add Mayor Ivan Petrov said: “We will rebuild the school.”")
    assert bare.text.startswith("Published")
    (how,) = await editor.say("/add")
    assert "after /add" in how.text


@pytest.mark.parametrize("caption", ["what a caption", "2024-08-14 | a | b | c", "notaday | BBC"])
async def test_a_caption_that_can_not_be_read_is_explained(bot: Bot, caption: str) -> None:
    (said,) = await bot.person(ADMIN).upload(ARTICLE.encode(), caption=caption)
    assert "DATE | SOURCE | URL" in said.text


async def test_an_unknown_date_stays_unknown(direct: Bot) -> None:
    editor = direct.person(ADMIN)
    await editor.upload(ARTICLE.encode(), caption="- | Border Post")
    (answer,) = await editor.say("what did Mirova say")
    assert "date unknown · Border Post" in answer.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (bytes(range(256)) * 40, "not a text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "not a text"),
    ],
)
async def test_what_is_no_text_is_refused_with_the_reason(bot: Bot, data: bytes, words: str) -> None:
    (said,) = await bot.person(ADMIN).upload(data)
    assert words in said.text


async def test_a_file_that_is_too_large_is_not_even_fetched(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    document = {"file_id": "f", "file_unique_id": "f", "file_name": "a.txt", "file_size": 25 * 1024 * 1024}
    (said,) = await editor.send(document=document)
    assert "too large" in said.text
    assert bot.telegram.count("getFile") == 0


async def test_utf16_is_read(direct: Bot) -> None:
    editor = direct.person(ADMIN)
    (done,) = await editor.upload(ARTICLE.encode("utf-16"))
    assert done.text.startswith("Published")
    (answer,) = await editor.say("what did Mirova say")
    assert answer.blocks


async def test_a_disk_that_refuses_is_told(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = bot.person(ADMIN)
    bot.store.close()
    (said,) = await editor.upload(ARTICLE.encode())
    assert "disk refused" in said.text


async def test_a_forwarded_post_keeps_its_origin(bot: Bot) -> None:
    channel = {"id": -100, "type": "channel", "title": "Border Channel", "username": "border"}
    origin = {"type": "channel", "date": 1723600000, "chat": channel, "message_id": 12}
    await bot.person(ADMIN).say(ARTICLE, forward_origin=origin)
    article = bot.store.drafts.all()[0].draft.article
    assert (article.source, article.url) == ("Border Channel", "https://t.me/border/12")
    assert str(article.published) == "2024-08-14"
    hidden = {"type": "hidden_user", "date": 1723600000, "sender_user_name": "Somebody"}
    await bot.person(ADMIN).say("Mayor Ivan Petrov said: “We will rebuild.”", forward_origin=hidden)
    assert {one.draft.article.source for one in bot.store.drafts.all()} == {"Border Channel", "Somebody"}
    # What readers forward is a question.
    (answer,) = await bot.person(READER).say("what did Mirova say", forward_origin=origin)
    assert "Nothing stored" in answer.text


async def test_a_pasted_article_is_read_also_where_telegram_cut_it(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    long = "\n".join(ARTICLE.replace("nine", str(number + 20)) for number in range(14))
    await editor.say(long[:4096])
    (draft,) = await editor.say(long[4096:])
    (waiting,) = bot.store.drafts.all()
    assert waiting.draft.article.text.strip() == long.strip()
    bot.clock.forward(minutes=1)
    await editor.say(ARTICLE + "Another one.\n" + "It is long enough to be no question. " * 10)
    assert len(bot.store.drafts.all()) == 2
    assert "quotation" in draft.text


async def test_editing_the_message_reads_the_article_again(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    await editor.say(f"/add {ARTICLE}")
    number = editor.last
    command = [{"type": "bot_command", "offset": 0, "length": 4}]
    (draft,) = await editor.edit(number, f"/add {ARTICLE.replace('nine', 'eleven')}", entities=command)
    (waiting,) = bot.store.drafts.all()
    assert "eleven people" in waiting.draft.article.text
    await editor.press(draft, "Publish")
    (late,) = await editor.edit(number, f"/add {ARTICLE}", entities=command)
    assert "/articles" in late.text
    (refused,) = await bot.person(READER).edit(number, "/add something", entities=command)
    assert "send it anew" in refused.text


async def test_what_is_nearly_the_same_is_said_and_told_as_the_editor_wants(bot: Bot) -> None:
    editor, reader = bot.person(ADMIN), bot.person(READER)
    await reader.say("/subscribe Belgorod")
    (first,) = await editor.upload(ARTICLE.encode())
    await editor.press(first, "Publish")
    await settled(bot)
    (second,) = await editor.upload((ARTICLE + "The bridge is from 1978.\n").encode(), name="second.txt")
    assert "Nearly the same as “A bridge near Shebekino" in second.text
    (separate,) = await editor.press(second, "Separate story")
    assert "a story of its own" in separate.text
    await editor.press(separate, "Publish")
    await settled(bot)
    assert [sent.reply_to for sent in bot.telegram.of(READER)[1:]] == [None, None]
    (third,) = await editor.upload((ARTICLE + "The bridge is from 1979.\n").encode(), name="third.txt")
    await editor.press(third, "Publish")
    await settled(bot)
    assert bot.telegram.of(READER)[-1].reply_to is not None
    await direct_duplicate(bot)


async def direct_duplicate(bot: Bot) -> None:
    """Without review a near copy is not published by itself."""
    bot.app.bot_data.settings = Settings(frozenset({ADMIN}), review=False)
    (draft,) = await bot.person(ADMIN).upload(
        (ARTICLE + "The bridge is from 1980.\n").encode(), name="fourth.txt"
    )
    assert "Nearly the same" in draft.text
    assert "Publish" in " ".join(draft.buttons)


COMMAND = [{"type": "bot_command", "offset": 0, "length": 4}]


@pytest.mark.parametrize(
    "words", ["/add", "/add Hello there.", "/add \n ", "/add 2024-08-14 | Border Post\n "]
)
async def test_an_edit_that_leaves_no_article_leaves_the_draft_with_its_review(bot: Bot, words: str) -> None:
    editor = bot.person(ADMIN)
    (draft,) = await editor.say(f"/add {ARTICLE}")
    number = editor.last
    (fact,) = await editor.press(draft, "Check")
    await editor.press(fact, "Accept")
    (before,) = bot.store.drafts.all()
    (said,) = await editor.edit(number, words, entities=COMMAND)
    assert "stays as it was" in said.text
    assert bot.store.drafts.all() == [before]
    # A better one keeps what was accepted.
    (shown,) = await editor.edit(number, f"/add {ARTICLE}The ferry is late.", entities=COMMAND)
    assert "Accepted: 1" in shown.text


async def edited_file(bot: Bot, data: bytes, caption: str, again: bytes, new: str) -> tuple[int, str]:
    """A file is handed in, one fact accepted, then its message edited; (how many accepted, what was said)."""
    editor, files = bot.person(ADMIN), bot.telegram.files
    files["one"], files["two"] = data, again
    document = {"file_id": "one", "file_unique_id": "one", "file_name": "a.txt", "file_size": len(data)}
    body = editor.message(document=document, caption=caption)
    (draft,) = (await bot.feed({"message": body}))[-1:]
    (fact,) = await editor.press(draft, "Check")
    await editor.press(fact, "Accept")
    changed = {**document, "file_id": "two", "file_unique_id": "two"}
    fresh = {**editor.message(document=changed, caption=new), "message_id": body["message_id"]}
    said = (await bot.feed({"edited_message": {**fresh, "edit_date": 1723600100}}))[-1]
    (waiting,) = bot.store.drafts.all()
    return len(waiting.decided), said.text


async def test_an_edited_caption_changes_the_header_only(bot: Bot) -> None:
    caption = "2024-08-14 | Border Post"
    data = ARTICLE.encode()
    accepted, said = await edited_file(
        bot, data, caption, data, "2024-08-14 | Ferry Post | https://example.org/2"
    )
    article = bot.store.drafts.all()[0].draft.article
    assert (article.source, article.url, accepted) == ("Ferry Post", "https://example.org/2", 1)
    assert "Accepted: 1" in said


async def test_an_edited_caption_that_can_not_be_read_changes_nothing(bot: Bot) -> None:
    data = ARTICLE.encode()
    accepted, said = await edited_file(
        bot, data, "2024-08-14 | Border Post", data, "please look at this soon"
    )
    assert "DATE | SOURCE | URL" in said
    assert "stays as it was" in said
    assert (bot.store.drafts.all()[0].draft.article.source, accepted) == ("Border Post", 1)


async def test_an_edited_file_that_can_not_be_read_changes_nothing(bot: Bot) -> None:
    accepted, said = await edited_file(bot, ARTICLE.encode(), "2024-08-14 | X", bytes(range(256)) * 9, "")
    assert "not a text" in said
    assert accepted == 1


async def test_a_short_text_under_a_header_is_an_article_also_while_a_question_is_open(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    text = "2024-08-14 | Border Post\nA bridge near Shebekino fell, Mayor Olena Mirova said."
    (draft,) = await editor.say(text)
    assert "Border Post" in draft.text
    (asked,) = await editor.press(draft, "Title")
    (other,) = await editor.say(text.replace("bridge", "ferry").replace("fell", "sank"))
    assert "ferry" in other.text
    (titled,) = await editor.say("The bridge of Shebekino")
    assert "The bridge of Shebekino" in titled.text
    assert asked


@pytest.mark.parametrize(
    ("lang", "nothing", "publish"),
    [("en", "found nothing in it", "Publish"), ("id", "tidak menemukan apa-apa", "Terbitkan")],
)
async def test_where_nothing_is_found_it_waits_and_nothing_is_lost(
    direct: Bot, lang: str, nothing: str, publish: str
) -> None:
    editor = direct.person(ADMIN, lang)
    (draft,) = await editor.say("/add hi")
    assert nothing in draft.text
    (waiting,) = direct.store.drafts.all()
    assert waiting.draft.article.text == "hi"
    # The message may become an article, or go out as it is.
    (fuller,) = await editor.edit(editor.last, f"/add {ARTICLE}")
    assert nothing not in fuller.text
    (waiting,) = direct.store.drafts.all()
    assert waiting.draft.facts
    (bare,) = await editor.say("/add hello")
    (published,) = await editor.press(bare, publish)
    assert "0" in published.text
    (full,) = await editor.say(f"/add {BERITA}")
    assert nothing not in full.text
    assert [one.id for one in direct.store.drafts.all()] == [waiting.id]


async def test_an_album_keeps_back_what_nothing_was_found_in(direct: Bot) -> None:
    editor = direct.person(ADMIN)
    direct.telegram.files["one"] = b"hi"
    document = {"file_id": "one", "file_unique_id": "one", "file_name": "one.txt", "file_size": 2}
    (note,) = await editor.send(document=document, media_group_id="77")
    (draft,) = await editor.press(note, "1")
    assert "found nothing in it" in draft.text
