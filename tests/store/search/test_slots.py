import pytest

from store.search.lexicon import load_lexicon
from store.search.slots import ReadWord, Slot, SlotKind, make_slots


def slots_of(text: str, **corrected: str) -> dict[str, Slot]:
    words = [
        ReadWord(word, ((corrected[word], 0.9), (word, 1.0)) if word in corrected else ((word, 1.0),))
        for word in text.split()
    ]
    return {slot.surface: slot for slot in make_slots(words, load_lexicon())}


def terms(slot: Slot) -> dict[str, float]:
    return dict(slot.terms)


def test_phrases_go_before_words() -> None:
    slots = slots_of("drone ditembak jatuh")
    assert set(slots) == {"drone", "ditembak jatuh"}
    assert terms(slots["ditembak jatuh"])["c:shoot_down"] > terms(slots["ditembak jatuh"])["c:destroy"]


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("gladkov", "gladkov", SlotKind.PERSON),
        ("belgorod", "belgorod", SlotKind.PLACE),
        ("1.240", "1.240", SlotKind.NUMBER),
        ("evakuasi", "evakuasi", SlotKind.CONCEPT),
        ("qwertyn", "qwertyn", SlotKind.NAME),
    ],
)
def test_kinds(text: str, surface: str, kind: SlotKind) -> None:
    assert slots_of(text)[surface].kind is kind


def test_function_words_make_no_slot_and_weak_words_a_light_one() -> None:
    slots = slots_of("apa yang reaksi kursk")
    assert set(slots) == {"reaksi", "kursk"}
    assert slots["reaksi"].share < slots["kursk"].share


def test_the_nearest_office_gives_its_holder() -> None:
    slots = slots_of("menteri luar negeri iran soal balasan ke israel")
    assert "p:araghchi" in terms(slots["menteri luar negeri"])
    assert "p:saar" not in terms(slots["menteri luar negeri"])


def test_a_country_and_an_office_in_one_phrase_are_two_things() -> None:
    words = [ReadWord(word, ((word, 1.0),)) for word in ("us", "president")]
    slots = make_slots(words, load_lexicon())
    assert [slot.kind for slot in slots] == [SlotKind.PLACE, SlotKind.CONCEPT]
    assert all("p:biden" in terms(slot) for slot in slots)


def test_whose_drones_they_are() -> None:
    slots = slots_of("russian drones downed by ukraine")
    assert terms(slots["russian drones"]) == {"own:ru": 1.0}
    assert slots["ukraine"].speaks
    assert not slots["russian"].speaks


def test_where_something_is_does_not_act() -> None:
    assert not slots_of("drone ditembak jatuh di rusia")["rusia"].speaks
    assert slots_of("drone ditembak jatuh rusia")["rusia"].speaks


def test_beside_a_verb_of_saying_stands_who_says_it() -> None:
    assert slots_of("menurut kremlin perang belum selesai")["kremlin"].speaks
    assert not slots_of("perang belum selesai kremlin")["kremlin"].speaks


def test_a_speaker_is_not_guessed_to_be_a_thing() -> None:
    slot = slots_of("apa kata rivera", rivera="river")["rivera"]
    assert slot.kind is SlotKind.NAME
    assert slot.terms == (("rivera", 1.0),)
    assert slots_of("apa kata gldkov", gldkov="gladkov")["gladkov"].kind is SlotKind.PERSON


def test_what_stands_after_about_is_the_topic() -> None:
    slots = slots_of("gladkov soal krimea")
    assert slots["krimea"].topic
    assert not slots["gladkov"].topic


def test_what_is_counted() -> None:
    slots = slots_of("berapa tentara indonesia tewas di lebanon")
    assert [slot.surface for slot in slots.values() if slot.counted] == ["tentara"]
    assert slots_of("how many drones does ukraine have left")["drones"].counted
    assert not any(slot.counted for slot in slots_of("korban shebekino").values())


def test_multipliers_belong_to_their_number() -> None:
    assert terms(slots_of("50 ribu orang")["50"]) == {"#50000": 1.0}


def test_the_same_thing_twice_is_one_slot() -> None:
    assert list(slots_of("kursk kursk")) == ["kursk"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("gubernur murmansk soal drone", "murmansk"),
        ("versi rusia soal serangan", "rusia"),
        ("russian version of the strike", "russian"),
        ("gencatan dilanggar kata ukraina", "ukraina"),
    ],
)
def test_who_is_asked_to_have_said_it(text: str, speaker: str) -> None:
    assert slots_of(text)[speaker].claims


def test_what_is_counted_is_not_whose_it_is_nor_people() -> None:
    assert slots_of("how many russian soldiers were captured")["soldiers"].counted
    assert slots_of("berapa orang tewas di kursk")["tewas"].counted


def test_spellings_of_a_first_name_are_one() -> None:
    assert set(slots_of("yuri slyusar")) == {"yuri slyusar"}


def test_who_is_asked_why_is_who_explains() -> None:
    assert slots_of("why did israel strike the tent")["israel"].speaks
    assert not slots_of("did israel strike the tent")["israel"].speaks


def test_what_is_counted_may_stand_before_how_many() -> None:
    slots = slots_of("yang terluka di pasar ikan berapa")
    assert [slot.surface for slot in slots.values() if slot.counted] == ["terluka"]


def test_a_place_beside_an_office_is_served() -> None:
    assert slots_of("menteri pertahanan lebanon soal beirut")["lebanon"].served
    assert slots_of("lebanese defence minister on beirut")["lebanese"].served
    assert not slots_of("menteri pertahanan lebanon soal beirut")["beirut"].served


def test_what_is_done_is_told_from_things() -> None:
    assert slots_of("jembatan diperbaiki")["diperbaiki"].act
    assert not slots_of("jembatan diperbaiki")["jembatan"].act


def test_whose_rockets_they_are_behind_from() -> None:
    slots = slots_of("roket dari kamboja")
    assert terms(slots["roket dari kamboja"]) == {"own:kh": 1.0}
    assert slots["kamboja"].owns
