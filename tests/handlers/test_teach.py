"""Teaching in the chat."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from store.language.additions import Additions, install
from tests.adversarial import TEXTS
from tests.builders import BERITA
from tests.talk import ADMIN, Bot

READER = 55


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    yield
    install(Additions())


async def test_two_spellings_become_one_person_at_once(stocked: Bot) -> None:
    editor, reader = stocked.person(ADMIN), stocked.person(READER)
    (done,) = await editor.say("/alias Lena Mirowka = Olena Mirova")
    assert "Lena Mirowka = Olena Mirova" in done.text
    (answer,) = await reader.say("what did Lena Mirowka say")
    assert any("bridge is gone" in block for block in answer.blocks)
    assert "not sure" not in answer.text
    (gone,) = await editor.press(done, "Forget it")
    assert "Forgotten: Lena Mirowka" in gone.text
    (late,) = await editor.press(done, "Forget it")
    assert "forgotten already" in late.text


async def test_a_place_gets_a_name_or_is_new(stocked: Bot) -> None:
    editor, reader = stocked.person(ADMIN), stocked.person(READER)
    await editor.say("/place Brückenstadt = Kursk")
    (told,) = await reader.say("/subscribe Brückenstadt")
    assert "Kursk" in told.text
    (new,) = await editor.say("/place Tavrove Baru, Belgorod")
    assert "Tavrove Baru, Belgorod, Russia" in new.text
    (told,) = await reader.say("/subscribe Tavrove Baru")
    assert "Tavrove Baru" in told.text
    (unknown,) = await editor.say("/place Tavrove Baru, Qwxzvk")
    assert "called “Qwxzvk”" in unknown.text


async def test_an_ambiguous_place_is_chosen(stocked: Bot) -> None:
    editor = stocked.person(ADMIN)
    (which,) = await editor.say("/place Neudorf = Mykolaivka")
    # Words typed meanwhile are a question, no answer.
    (asked,) = await editor.say("what did Mirova say")
    assert asked.blocks
    (done,) = await editor.press(which, "Kherson")
    assert "Neudorf = Mykolaivka" in done.text
    (late,) = await editor.press_data(which, "tea:1:0")
    assert "closed" in late.text


async def test_a_word_is_learnt_in_the_language_of_the_chat(stocked: Bot) -> None:
    editor = stocked.person(ADMIN, "id")
    (done,) = await editor.say("/word burung besi = drone")
    assert "burung besi = drone (id)" in done.text
    await editor.upload(
        (BERITA + "Tiga burung besi jatuh di Sudzha.\n").encode(), caption="2024-08-15 | Kabar"
    )
    (listed,) = await editor.say("/words")
    assert "1. burung besi = drone (id)" in listed.text
    (gone,) = await editor.press(listed, "✕ 1")
    assert "Dilupakan" in gone.text
    (none,) = await editor.say("/words")
    assert "Belum ada" in none.text


async def test_many_lessons_have_pages(stocked: Bot) -> None:
    overlay = stocked.store.overlay
    lessons = [overlay.new_place(f"Tavrove {chr(97 + n) * 4}", "ru/belgorod") for n in range(18)]
    overlay.teach([one for one in lessons if not isinstance(one, str)], by="7", at=stocked.clock())
    editor = stocked.person(ADMIN)
    (first,) = await editor.say("/words")
    (second,) = await editor.press(first, "More")
    assert "17. " in second.text
    (back,) = await editor.press(second, "Back")
    assert "1. " in back.text


@pytest.mark.parametrize("command", ["alias", "place", "word"])
async def test_it_is_explained_and_only_editors_may(stocked: Bot, command: str) -> None:
    (how,) = await stocked.person(ADMIN).say(f"/{command}")
    assert f"/{command}" in how.text
    (refused,) = await stocked.person(READER).say(f"/{command} a = b")
    assert "Only editors" in refused.text


async def test_what_would_harm_is_refused_with_the_reason(stocked: Bot) -> None:
    editor = stocked.person(ADMIN)
    for words, why in (
        ("/alias bridge = Olena Mirova", "everyday word"),
        ("/alias Putin = Olena Mirova", "somebody else's"),
        ("/word drones = drone", "know that already"),
        ("/word lawnbird = qwertyq", "don't know the word"),
        ("/place ab, Belgorod", "too short"),
    ):
        (said,) = await editor.say(words)
        assert why in said.text
    stocked.store.close()
    (said,) = await editor.say("/alias Lena Mirowka = Olena Mirova")
    assert "disk refused" in said.text


@pytest.mark.parametrize("command", ["alias", "place", "word"])
async def test_whatever_is_taught_no_message_is_refused(stocked: Bot, command: str) -> None:
    editor = stocked.person(ADMIN)
    for text in TEXTS:
        for tail in (
            text,
            f"Nowakowa = {text}",
            f"{text}, Belgorod" if command == "place" else f"{text} = drone",
        ):
            for said in await editor.say(f"/{command} {tail[:4000]}"):
                assert "went wrong" not in said.text
    assert await editor.say("/words")


@pytest.mark.parametrize(("lang", "words"), [("en", "too long"), ("id", "terlalu panjang")])
@pytest.mark.parametrize(
    "command",
    ["/alias {long} = Olena Mirova", "/alias Lena = {long}", "/word {long} = drone", "/place {long}, Kursk"],
)
async def test_what_is_too_long_is_refused_and_nothing_is_kept(
    stocked: Bot, command: str, lang: str, words: str
) -> None:
    editor = stocked.person(ADMIN, lang)
    (refused,) = await editor.say(command.format(long="Ab" * 250))
    assert words in refused.text
    assert "80" in refused.text
    assert stocked.store.overlay.lessons() == []
    (done,) = await editor.say(f"/alias {'Ab' * 40} = Olena Mirova")
    assert "Olena Mirova" in done.text
    assert stocked.store.overlay.lessons()[0].name == "Ab" * 40
