"""A draft as a prediction."""

from store.extraction import extract
from store.extraction.predict import predict
from tests.store.extraction.samples import article


def test_every_field_of_the_format_is_there() -> None:
    text = '"Sedikitnya dua hingga tiga orang tewas," kata Maryna Koval. Sepertiga rumah hancur.'
    found = predict(extract(article(text, "id")))
    [quote] = found["quotes"]
    assert text[quote["start"] : quote["end"]] == quote["text"]
    assert (quote["speaker"], quote["cue"], quote["kind"]) == ("Maryna Koval", "kata", "direct")
    assert [claim["value"] for claim in found["claims"] if claim["kind"] != "event"] == [[2.0, 3.0], "1/3"]
