"""Pronouns and definite roles meet their speaker, or stay open."""

from tests.store.extraction.samples import findings


def speakers(text: str, lang: str) -> list[str]:
    return [item.entity.name if item.entity else "" for item in findings(text, lang).resolved]


def test_pronouns_take_the_last_speaker() -> None:
    text = '"Ya," kata Maryna Koval.\n"Tidak," ujarnya.\nIa menambahkan jalan ditutup.'
    assert speakers(text, "id") == ["Maryna Koval"] * 3


def test_gender_is_respected() -> None:
    text = "Mrs Maryna Koval said it was shut. Spokesman Ihor Bondar said it was open. She said it was shut."
    assert speakers(text, "en") == ["Maryna Koval", "Ihor Bondar", "Maryna Koval"]


def test_it_takes_an_institution() -> None:
    text = "The defence ministry said the road was shut. Maryna Koval said so too. It said more would follow."
    assert speakers(text, "en")[-1] == "defence ministry"


def test_a_definite_role_points_back() -> None:
    text = 'Seorang pejabat senior mengatakan jalan ditutup. "Tunggu saja," kata pejabat itu.'
    assert speakers(text, "id") == ["pejabat senior", "pejabat senior"]


def test_a_pronoun_without_anybody_stays_open() -> None:
    assert speakers("Ia mengatakan jalan ditutup.", "id") == [""]
