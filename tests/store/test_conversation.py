import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.conversation import MOST_NAMES, Wish, bare_command, names_in, resolve, wish


@pytest.mark.parametrize(
    ("before", "text", "whole"),
    [
        ("what did Putin say on Monday", "and Biden?", "what did biden say on monday"),
        ("apa kata putin hari senin", "kalau biden?", "apa kata biden hari senin"),
        ("berapa drone ditembak jatuh di Belgorod", "dan di Kursk?", "berapa drone ditembak jatuh di kursk"),
        ("how many drones were shot down", "and in Kursk?", "how many drones were shot down kursk"),
        ("what did Putin say", "what did Macron say about the war", "what did Macron say about the war"),
        ("what did Putin say", "drones shot down overnight", "drones shot down overnight"),
        ("how many died in Odesa", "and wounded?", "how many wounded in odesa"),
        ("berapa orang tewas di Odesa", "kalau luka?", "berapa luka di odesa"),
        ("what did Putin say", "and the weather", "and the weather"),
        ("what happened in Kherson", "how many wounded?", "how many wounded in kherson"),
        ("apa yang terjadi di Kursk", "berapa yang terluka", "berapa yang terluka di kursk"),
        ("what happened in the Kherson region", "how many drones", "how many drones in kherson"),
        ("what happened in Kherson", "how many wounded in Odesa", "how many wounded in Odesa"),
        ("apa kata Putin", "berapa yang tewas", "berapa yang tewas"),
        ("", "and Biden?", "and Biden?"),
        ("what did Putin say", "?!", "?!"),
        ("how many prisoners were exchanged", "is there a ceasefire", "is there a ceasefire"),
        ("how many prisoners were exchanged", "are there any dead", "are there any dead"),
    ],
)
def test_a_follow_up_leans_on_the_question_before(before: str, text: str, whole: str) -> None:
    assert resolve(before, text) == whole


def test_a_pointing_question_keeps_what_the_one_before_was_about() -> None:
    found = resolve("what happened in Shebekino", "when was that")
    assert found.startswith("when was")
    assert "shebekino" in found


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("subscribe me to Kursk", Wish("kursk")),
        ("tell me when there is news on kursk", Wish("kursk")),
        ("kabarin kalau ada berita kursk", Wish("kursk")),
        ("berhenti kabari Belgorod", Wish("belgorod", end=True)),
        ("stop belgorod alerts pls", Wish("belgorod", end=True)),
        ("stop notif belgorod dong", Wish("belgorod", end=True)),
        ("tolong kabari saya soal Kursk dong ya", Wish("kursk")),
        ("kalo ada berita soal Kursk kabarin ya", Wish("kursk")),
        ("min tolong infoin klo ada berita ttg belgorod", Wish("belgorod")),
        ("saya mau langganan Kursk", Wish("kursk")),
        ("could you please notify me about Kursk", Wish("kursk")),
        ("if there is news about Kursk let me know pls", Wish("kursk")),
        ("I want to subscribe to Odesa", Wish("odesa")),
        ("jgn kabarin aku tentang Belgorod lagi ya", Wish("belgorod", end=True)),
        ("gak usah kabari Belgorod lagi", Wish("belgorod", end=True)),
        ("I don't want to hear about Belgorod anymore", Wish("belgorod", end=True)),
        ("kabarin dong kalo ada berita soal negosiasi", Wish("negosiasi")),
        ("what did Putin say", None),
        ("can you tell me what Putin said", None),
        ("kalau ada berita soal Kursk", None),
        ("berapa yang tewas kalau ada berita kabari", None),
        ("please", None),
        ("tolong ya", None),
        ("stop", None),
        ("subscribe me to a very long sentence about nothing at all", None),
    ],
)
def test_a_wish_in_plain_words(text: str, wished: Wish | None) -> None:
    assert wish(text) == wished


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("help", "help"),
        ("Bantuan!", "help"),
        ("STOP", "halt"),
        ("please stop", "halt"),
        ("stop all", "halt"),
        ("stop alerts pls", "halt"),
        ("berhenti", "halt"),
        ("berhenti dong", "halt"),
        ("brhenti kabarin semua", "halt"),
        ("stop belgorod", ""),
        ("berhenti kabari Kursk", ""),
        ("help for Kursk", ""),
        ("bantuan kemanusiaan", ""),
        ("when will it stop", ""),
        ("please", ""),
        ("", ""),
    ],
)
def test_a_command_without_its_stroke(text: str, command: str) -> None:
    assert bare_command(text) == command


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kursk", ("kursk",)),
        ("Kursk and Belgorod", ("kursk", "belgorod")),
        ("Kursk, Belgorod, dan Bryansk", ("kursk", "belgorod", "bryansk")),
        ("Kursk & Kursk", ("kursk",)),
        ("Kursk juga", ("kursk",)),
        ("Olena Mirova as well as drones", ("olena mirova", "drones")),
        ("Andriivka", ("andriivka",)),
        (", and ,", ()),
        ("", ()),
    ],
)
def test_the_names_of_a_list(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("subscribe me to Kursk, Bryansk, Sumy, Kharkiv, Odesa and Kherson", 6),
        ("please, follow Kursk, Belgorod", 2),
        ("kabarin dong kalo ada berita soal Kursk, Belgorod ya", 2),
        ("please, follow Kursk", 1),
    ],
)
def test_a_wish_for_several(text: str, names: int) -> None:
    found = wish(text)
    assert found is not None
    assert len(names_in(found.name)) == names


@pytest.mark.parametrize(
    "text",
    [
        "stop telling me lies and tell me what happened in Kursk",
        "follow " + ", ".join(f"name{n}" for n in range(11)),
        "follow the drones that were shot down and tell me who did it",
    ],
)
def test_a_sentence_is_no_list(text: str) -> None:
    assert wish(text) is None


PIECES = st.sampled_from(
    ["kursk", "Belgorod", "and", "dan", "as", "well", ",", "&", "follow", "stop", "please", "\ud83d"]
)
SAID = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=20).map(" ".join)


@given(SAID)
def test_any_words_are_names_or_none_and_a_name_is_no_list(text: str) -> None:
    names = names_in(text)
    assert len(set(names)) == len(names)
    assert all(names_in(name) == (name,) for name in names)
    found = wish(text)
    assert found is None or 0 < len(names_in(found.name)) <= MOST_NAMES
    assert bare_command(text) in ("", "help", "halt")
    assert not (found and bare_command(text))
