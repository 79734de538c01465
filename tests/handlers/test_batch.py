"""Albums and archives, as an editor sees them."""

from __future__ import annotations

import io
import zipfile

from tests.builders import ARTICLE, BERITA
from tests.fakes import Sent
from tests.talk import ADMIN, Bot, Person


async def one_of(editor: Person, number: int, data: bytes, caption: str = "") -> list[Sent]:
    key = f"album{number}"
    editor.bot.telegram.files[key] = data
    document = {"file_id": key, "file_unique_id": key, "file_name": f"{key}.txt", "file_size": len(data)}
    fields = {"caption": caption} if caption else {}
    return await editor.send(document=document, media_group_id="77", **fields)


async def test_the_files_of_an_album_are_one_message(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    (first,) = await one_of(editor, 1, ARTICLE.encode(), "2024-08-14 | Border Post")
    (again,) = await one_of(editor, 2, BERITA.encode())
    (third,) = await one_of(editor, 3, b"")
    assert first.id == again.id == third.id
    assert third.text.startswith("3 files")
    assert "✗ album3.txt: The file is empty." in third.text
    assert [label for label in third.buttons if label.isdigit()] == ["1", "2"]
    (draft,) = await editor.press(third, "2")
    assert "Border Post" in draft.text
    assert "14 Aug 2024" in draft.text


async def test_an_archive_counts_along_and_ends_with_what_became_of_each(direct: Bot) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("news/one.txt", ARTICLE)
        archive.writestr("news/two.txt", BERITA)
        archive.writestr("three.zip", target.getvalue() or b"PK\x03\x04" + b"x" * 50)
        archive.writestr("again.txt", ARTICLE)
    editor = direct.person(ADMIN)
    (note,) = await editor.upload(target.getvalue(), "news.zip", "2024-08-14 | Border Post")
    assert note.edits == 4
    assert note.text.count("✅") == 2
    assert "= A bridge near Shebekino" in note.text
    assert "three.zip: An archive inside the archive" in note.text
    (answer,) = await editor.say("what did Mirova say")
    assert "Border Post" in answer.text


async def test_a_trap_is_refused_as_a_whole(bot: Bot) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(60):
            archive.writestr(f"{number}.txt", "x")
    (said,) = await bot.person(ADMIN).upload(target.getvalue(), "many.zip")
    assert "at most 50" in said.text
    (refused,) = await bot.person(55).upload(target.getvalue(), "many.zip")
    assert "at most 50" not in refused.text
