from __future__ import annotations

import pytest

from handlers.alerts import ITEMS, digest, outgoing
from handlers.texts import Texts
from store import OutboxMessage, Upload
from tests.builders import ARTICLE
from tests.fakes import check_entities, check_text
from tests.talk import Bot, published

READER = "55"


async def test_a_long_digest_fits_into_one_message_and_says_what_it_leaves_out(direct: Bot) -> None:
    store, now = direct.store, direct.clock()
    keys = []
    for number in range(ITEMS + 3):
        text = f"Headline number {number} of a very busy day\n\n" + ARTICLE.replace("nine", str(number + 20))
        draft = store.receive(Upload((text * 2).encode(), lang="en"), by="", at=now).result()
        store.publish(draft.article.id, at=now).result()
        keys.append(draft.article.id)
    message = OutboxMessage("k", READER, "digest-x", ("ru/belgorod",), notice="digest", items=tuple(keys))
    found = outgoing(store, message)
    assert found is not None
    text = check_text(found.rich.text, 4096)
    check_entities(text, [entity.to_dict() for entity in found.rich.entities])
    assert f"{ITEMS + 3} articles for you: Belgorod" in text


async def test_what_is_gone_is_not_told(direct: Bot) -> None:
    message = OutboxMessage("k", READER, "gone", ("ru/belgorod",))
    assert outgoing(direct.store, message) is None
    assert outgoing(direct.store, OutboxMessage("k", READER, "gone", fact="gone", question="?")) is None
    items = OutboxMessage("k", READER, "digest-x", notice="digest", items=("gone",))
    assert digest(Texts("en"), direct.store, items) is None


async def test_an_alert_tells_what_its_reader_follows_and_one_sentence_once(direct: Bot) -> None:
    chat = int(READER)
    reader = direct.person(chat)
    await reader.say("/subscribe Belgorod")
    text = (
        "Six people were killed and 21 wounded in Shebekino, Governor Ivan Petrov said.\n"
        "“The market is closed,” Mayor Olena Mirova said.\n"
    )
    (alert,) = await published(direct, text, chat)
    assert alert.text.count("Six people were killed and 21 wounded") == 1
    assert "6 people killed" in alert.text
    assert "21 wounded" in alert.text.split("Six people")[0]
    await reader.say("/unsubscribe Belgorod")
    await reader.say("/subscribe Olena Mirova")
    (words,) = await published(direct, text.replace("Shebekino", "Valuyki") + "A ferry sank.\n", chat)
    assert words.blocks == ["The market is closed,"]


@pytest.mark.parametrize(
    ("text", "sentence", "names"),
    [
        (
            "The ministry said 12 people were killed in Belgorod, Mayor Olena Mirova said seven were hurt.",
            "The ministry said",
            ["Claimed by", "Olena Mirova"],
        ),
        (
            "Governor Ivan Petrov said 12 people were killed in Belgorod and called it “a black day for us”.",
            "Governor Ivan Petrov said",
            ["Ivan Petrov"],
        ),
        (
            "“Twelve people were killed in Belgorod tonight,” Ivan Petrov said after 12 drones were shot down.",
            "Twelve people were killed",
            ["Ivan Petrov"],
        ),
    ],
)
async def test_a_sentence_that_two_glosses_stand_above_is_shown_once(
    direct: Bot, text: str, sentence: str, names: list[str]
) -> None:
    await direct.person(int(READER)).say("/subscribe Belgorod")
    (alert,) = await published(direct, f"A long night\n\n{text}\n", int(READER))
    assert alert.text.count(sentence) == 1
    lines = [line for line in alert.text.split("\n") if line]
    assert len(lines) == len(set(lines))
    for name in names:
        assert name in alert.text
