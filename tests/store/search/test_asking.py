from store.search.asking import Days, Intent, load_asking


def test_intents_colloquial_forms_and_days_of_both_languages() -> None:
    asking = load_asking()
    assert Intent.SAID in asking.intents["apa", "kata"]
    assert Intent.HOW_MANY in asking.intents["how", "many"]
    assert asking.colloquial["id"]["brp"] == ("berapa",)
    assert asking.colloquial["id"]["menhan"] == ("menteri", "pertahanan")
    assert asking.months["agustus"] == asking.months["august"] == 7
    assert asking.days["tadi", "malam"] is Days.LAST_NIGHT
    assert {"yang", "the"} <= asking.function_words
