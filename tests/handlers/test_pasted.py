"""Which messages an article came in."""

from __future__ import annotations

import pytest

from handlers.pasted import Part, is_cut, part_of, seam
from tests.builders import ARTICLE
from tests.talk import ADMIN, Bot, Person

OTHER = 8
TAIL = "The number of wounded rose to twelve, Mirova said.\n"
WORDS = "\n".join(ARTICLE.replace("nine", str(number + 20)) for number in range(14))
COMMAND = [{"type": "bot_command", "offset": 0, "length": 4}]


def texts(bot: Bot) -> list[str]:
    return [one.draft.article.text.strip() for one in bot.store.drafts.all()]


@pytest.mark.parametrize("opening", ["", "/add ", "/add 2024-08-14 | Border Post\n"])
async def test_a_short_tail_of_a_cut_text_belongs_to_it(bot: Bot, opening: str) -> None:
    editor = bot.person(ADMIN)
    first = (opening + WORDS)[:4096]
    await editor.say(first)
    bot.clock.forward(seconds=5)
    (draft,) = await editor.say(TAIL)
    assert texts(bot) == [first.removeprefix(opening) + TAIL.strip()]
    assert draft.text.startswith("Draft")
    article = bot.store.drafts.all()[0].draft.article
    assert article.source == ("Border Post" if "|" in opening else "")
    # The text has ended: what comes now is a question, however soon.
    (answer,) = await editor.say("what did Mirova say")
    assert "Nothing stored" in answer.text


async def test_three_pieces_are_one_article(bot: Bot) -> None:
    editor, long = bot.person(ADMIN), f"{WORDS}\n{WORDS.replace('Mirova', 'Sorina')}"
    for start in range(0, len(long), 4096):
        await editor.say(long[start : start + 4096])
    assert texts(bot) == [long.strip()]


async def test_a_piece_that_ends_with_a_sentence_ends_a_line(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    first = WORDS[: WORDS.rindex(".\n", 0, 3900) + 1]
    await editor.say(first)
    await editor.say(TAIL)
    assert texts(bot) == [f"{first.rstrip()}\n\n{TAIL.strip()}"]


async def test_what_stood_between_two_pieces_is_guessed() -> None:
    short = {"pasted": {"size": 3900}}
    assert seam({"pasted": {"size": 4096}}, "half a wo") == ""
    assert seam(short, "half a sentence") == " "
    assert seam(short, "A line.\n\nAnother “line.”") == "\n\n"
    assert is_cut("a" * 3000)
    assert not is_cut("a" * 2999)


@pytest.mark.parametrize(
    ("length", "seconds", "words"),
    [
        (1200, 0, "what did Mirova say"),  # no client cuts so early
        (3500, 10, "what did Mirova say"),  # the next piece would have come at once
        (4096, 10, "what did Mirova say?"),
        (4096, 30, "what did Mirova say"),
    ],
)
async def test_a_question_after_a_paste_is_a_question(
    bot: Bot, length: int, seconds: int, words: str
) -> None:
    editor = bot.person(ADMIN)
    await editor.say(WORDS[:length])
    bot.clock.forward(seconds=seconds)
    (answer,) = await editor.say(words)
    assert "Nothing stored" in answer.text
    assert texts(bot) == [WORDS[:length].strip()]


async def test_only_what_is_of_one_kind_belongs_together(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    await editor.say(WORDS[:4096])
    # A file's caption is never a piece.
    await editor.upload(ARTICLE.encode(), caption="2024-08-14 | Border Post")
    (answer,) = await editor.say("what did Mirova say")
    assert "Nothing stored" in answer.text
    assert len(texts(bot)) == 2
    hidden = {"type": "hidden_user", "date": 1723600000, "sender_user_name": "Somebody"}
    await editor.say(WORDS[200:4200])
    await editor.say(TAIL, forward_origin=hidden)
    assert TAIL.strip() in texts(bot)


async def test_without_review_half_an_article_waits_for_the_rest(direct: Bot) -> None:
    editor = direct.person(ADMIN)
    (half,) = await editor.say(WORDS[:4096])
    assert half.text.startswith("Draft")
    (done,) = await editor.say(WORDS[4096:] + TAIL)
    assert done.text.startswith("Published")
    assert direct.store.drafts.all() == []
    # And goes out by itself where none comes.
    await editor.say(WORDS.replace("Shebekino", "Sudzha").replace("Mirova", "Sorina")[:4096])
    (waiting,) = direct.store.drafts.all()
    direct.clock.forward(seconds=30)
    await direct.running.timetable.once()
    assert direct.store.knows(waiting.id)


async def pasted(editor: Person) -> tuple[int, int]:
    await editor.say(f"/add {WORDS}"[:4096])
    first = editor.last
    await editor.say(TAIL)
    return first, editor.last


async def test_editing_one_piece_changes_that_piece(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    first, second = await pasted(editor)
    whole = texts(bot)[0]
    await editor.edit(second, TAIL.replace("twelve", "thirteen"))
    assert texts(bot) == [whole.replace("twelve", "thirteen")]
    await editor.edit(first, f"/add Fourteen lines follow.\n{WORDS}"[:4096], entities=COMMAND)
    changed = texts(bot)[0]
    assert changed.startswith("Fourteen lines")
    assert changed.endswith("thirteen, Mirova said.")
    # The second piece moved with what stands before it.
    await editor.edit(second, TAIL)
    assert texts(bot)[0].endswith("twelve, Mirova said.")
    assert texts(bot)[0].count("Mirova said") == changed.count("Mirova said")


def test_rows_of_an_older_version_name_the_draft_only() -> None:
    known = {"handed": {"4": "a1", "5": ["a2", 0, 30]}}
    assert part_of(known, 4) == Part("a1")
    assert part_of(known, 5) == Part("a2", 0, 30)
    assert part_of(known, 6) is None
    assert part_of({}, 6) is None
