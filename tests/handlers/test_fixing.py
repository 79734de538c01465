"""Fixing a field: by button, by typing, and the ways out."""

from __future__ import annotations

import pytest

from tests.adversarial import TEXTS
from tests.builders import ARTICLE, BERITA
from tests.fakes import Sent
from tests.talk import ADMIN, Bot

READER = 55


async def sheet(bot: Bot, words: str, text: str = ARTICLE, lang: str = "en") -> Sent:
    """The sheet of the last fact with these words: a claim comes behind a quotation."""
    editor = bot.person(ADMIN, lang)
    (draft,) = await editor.upload(text.encode(), caption="2024-08-14 | Border Post")
    identity = next(data for data in draft.buttons.values() if data.startswith("pub:")).split(":")[1]
    facts = bot.store.draft(identity).facts
    place = max(n for n, fact in enumerate(facts) if words in fact.span.of(text))
    (shown,) = await editor.press_data(draft, f"rf:{identity}:{place}")
    return shown


async def test_a_speaker_is_picked_from_the_article_or_typed(bot: Bot) -> None:
    editor, page = bot.person(ADMIN), await sheet(bot, "bridge is gone")
    assert "Speaker: Olena Mirova" in page.text
    (asked,) = await editor.press(page, "Speaker")
    assert {"Olena Mirova", "Petro Halych", "Nobody is named", "Cancel"} <= set(asked.buttons)
    (picked,) = await editor.press(asked, "Petro Halych")
    assert "Speaker: Petro Halych" in picked.text
    (asked,) = await editor.press(picked, "Speaker")
    (typed,) = await editor.say("Ivan Tarkov, bridge engineer")
    assert "Speaker: Ivan Tarkov" in typed.text
    assert "Role: bridge engineer" in typed.text
    (late,) = await editor.press(asked, "Petro Halych")
    assert "closed" in late.text
    (asked,) = await editor.press(typed, "Speaker")
    (nobody,) = await editor.press(asked, "Nobody")
    assert "Speaker: not named" in nobody.text


async def test_a_place_is_typed_with_typos_or_chosen(bot: Bot) -> None:
    editor, page = bot.person(ADMIN), await sheet(bot, "drones were shot down")
    (asked,) = await editor.press(page, "Place")
    (wrong,) = await editor.say("Qwxzvk")
    assert "no place called “Qwxzvk”" in wrong.text
    (fixed,) = await editor.say("Brynsk")
    assert "Place: Bryansk" in fixed.text
    (asked,) = await editor.press(fixed, "Place")
    (picked,) = await editor.press(asked, next(name for name in asked.buttons if "Belgorod" in name))
    assert "Place: Belgorod" in picked.text
    (asked,) = await editor.press(picked, "Place")
    (none,) = await editor.press(asked, "No place")
    assert "Place: not known" in none.text


async def test_an_ambiguous_place_is_offered_as_buttons(bot: Bot) -> None:
    editor, page = bot.person(ADMIN), await sheet(bot, "drones were shot down")
    await editor.press(page, "Place")
    (which,) = await editor.say("Mykolaivka")
    assert "Which one" in which.text
    names = set(which.buttons) - {"No place", "Cancel"}
    assert len(names) == 5
    assert any(name.startswith("Mykolaivka, ") and name.endswith("Kherson") for name in names)
    (fixed,) = await editor.press(which, "Kherson")
    assert "Place: Mykolaivka" in fixed.text


async def test_a_day_and_a_figure_are_fixed(bot: Bot) -> None:
    editor, page = bot.person(ADMIN), await sheet(bot, "nine people")
    await editor.press(page, "Date")
    (wrong,) = await editor.say("some day")
    assert "can't read this as a day" in wrong.text
    (fixed,) = await editor.say("12 August 2024")
    assert "Date: 12 Aug 2024" in fixed.text
    (asked,) = await editor.press(fixed, "Figure")
    (again,) = await editor.say("disputed")
    assert "pick one" in again.text
    (done,) = await editor.press(again, "Disputed")
    assert "Figure: ⚠ Disputed" in done.text
    (late,) = await editor.press(asked, "Denied")
    assert "closed" in late.text


async def test_the_articles_own_fields_are_set(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    (page,) = await editor.upload(ARTICLE.encode())
    assert "date unknown · source not named" in page.text
    for label, words, shown in (
        ("Title", "The bridge of Shebekino", "The bridge of Shebekino"),
        ("Outlet", "Border Post", "Border Post"),
        ("Day", "2024-08-14", "14 Aug 2024"),
        ("Link", "https://example.org/1", "Border Post"),
    ):
        await editor.press(page, label)
        (page,) = await editor.say(words)
        assert shown in page.text
    assert any(entity.get("url") == "https://example.org/1" for entity in page.entities)
    await editor.press(page, "Link")
    (wrong,) = await editor.say("example dot org")
    assert "https://" in wrong.text
    (page,) = await editor.press(wrong, "No address")
    assert not any("url" in entity for entity in page.entities)


async def test_there_are_ways_out(bot: Bot) -> None:
    editor, page = bot.person(ADMIN), await sheet(bot, "bridge is gone")
    (nothing,) = await editor.say("/cancel")
    assert "nothing to cancel" in nothing.text
    (asked,) = await editor.press(page, "Speaker")
    (out,) = await editor.press(asked, "Cancel")
    assert "Cancelled" in out.text
    await editor.press(page, "Speaker")
    (out,) = await editor.say("/cancel")
    assert "Cancelled" in out.text
    await editor.press(page, "Speaker")
    await editor.say("/help")
    await editor.press(page, "Place")
    bot.clock.forward(minutes=16)
    for words in ("what did Tarkov say", "Ivan Tarkov"):
        (answer,) = await editor.say(words)
        assert "Speaker: " not in answer.text
        assert "Nothing stored" in answer.text


async def test_somebody_elses_words_are_no_answer(bot: Bot) -> None:
    editor, page = bot.person(ADMIN), await sheet(bot, "bridge is gone")
    await editor.press(page, "Speaker")
    (answer,) = await bot.person(READER).say("Ivan Tarkov")
    assert "Nothing stored" in answer.text


async def test_a_draft_that_changed_meanwhile_is_not_overwritten(bot: Bot) -> None:
    editor, page = bot.person(ADMIN), await sheet(bot, "bridge is gone")
    await editor.press(page, "Speaker")
    identity = page.buttons["✅ Accept"].split(":")[1]
    fact = bot.store.draft(identity).facts[0].id
    bot.store.drafts.decide(identity, 1, fact, "accepted", by="8", at=bot.clock()).result()
    (shown,) = await editor.say("Ivan Tarkov")
    assert "changed this draft a moment ago" in shown.text
    assert "Speaker: Olena Mirova" in shown.text
    await editor.press(shown, "Speaker")
    bot.store.discard(identity).result()
    (gone,) = await editor.say("Ivan Tarkov")
    assert "gone" in gone.text


async def test_it_speaks_indonesian(bot: Bot) -> None:
    editor, page = bot.person(ADMIN, "id"), await sheet(bot, "tanpa tidur", BERITA, "id")
    assert "Pembicara: Andrei Malkin" in page.text
    (asked,) = await editor.press(page, "Pembicara")
    assert "Siapa yang mengatakan" in asked.text
    (done,) = await editor.say("Sergei Dolgin, wali kota")
    assert "Jabatan: wali kota" in done.text


@pytest.mark.parametrize(
    "field", ["speaker", "place", "date", "status", "title", "published", "source", "url", "when"]
)
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
async def test_whatever_is_typed_no_message_is_refused(bot: Bot, field: str, text: str) -> None:
    editor, page = bot.person(ADMIN), await sheet(bot, "nine people")
    _, identity, version, place, _ = page.buttons["✅ Accept"].split(":")
    of_fact = field in {"speaker", "place", "date", "status"}
    await editor.press_data(page, f"fix:d:{identity}:{version}:{place if of_fact else 'h'}:{field}")
    said = await editor.say(text.replace("/", "⁄", 1) if text.startswith("/") else text)
    assert said
    assert all("went wrong" not in message.text for message in said)


async def test_the_same_mistake_is_mended_for_all_facts_of_that_speaker(bot: Bot) -> None:
    editor, page = bot.person(ADMIN), await sheet(bot, "bridge is gone")
    await editor.press(page, "Speaker")
    (fixed,) = await editor.say("Oksana Lutsko, captain")
    identity = fixed.buttons["✅ Accept"].split(":")[1]
    (whole,) = await editor.press(fixed, "Oksana Lutsko: 3 other facts, too")
    assert whole.text.count("Oksana Lutsko says") == 2
    assert whole.text.count("says Oksana Lutsko") == 2
    assert bot.store.drafts.get(identity).version == 5
    (late,) = await editor.press_data(fixed, "also:1")
    assert "closed" in late.text


async def test_the_same_mistake_is_mended_in_a_published_article(direct: Bot) -> None:
    editor = direct.person(ADMIN)
    (done,) = await editor.upload(ARTICLE.encode(), caption="2024-08-14 | Border Post")
    identity = done.buttons["✏ Correct"].split(":")[1]
    facts = direct.store.corrections.get(identity).draft.facts
    place = next(n for n, fact in enumerate(facts) if "bridge is gone" in fact.span.of(ARTICLE))
    (page,) = await editor.press_data(done, f"af:{identity}:{place}")
    await editor.press(page, "Speaker")
    (fixed,) = await editor.say("Oksana Lutsko")
    (whole,) = await editor.press(fixed, "Oksana Lutsko: 3 other facts, too")
    assert "Version 5" in whole.text
    (answer,) = await direct.person(READER).say("what did Oksana Lutsko say")
    assert any("bridge is gone" in block for block in answer.blocks)
    await editor.press_data(whole, f"fix:a:{identity}:5:{place}:speaker")
    (again,) = await editor.say("Petro Halych")
    (sure,) = await editor.press_data(again, f"rety:{identity}:6:h")
    assert "Retracted" in sure.text


async def test_words_typed_beside_an_offer_are_a_question(bot: Bot) -> None:
    editor, page = bot.person(ADMIN), await sheet(bot, "bridge is gone")
    await editor.press(page, "Speaker")
    (fixed,) = await editor.say("Oksana Lutsko")
    (answer,) = await editor.say("what did Macron say")
    assert "Nothing stored" in answer.text
    identity = fixed.buttons["✅ Accept"].split(":")[1]
    bot.store.discard(identity).result()
    (gone,) = await editor.press(fixed, "other facts")
    assert "gone" in gone.text
