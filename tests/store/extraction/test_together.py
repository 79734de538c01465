"""An article in two languages: each half read in its own, one draft of both."""

from store.extraction.draft import extract
from store.model import Claim, Quotation
from tests.store.extraction.samples import article

TEXT = """Kepala desa Maryna Koval mengatakan sedikitnya 12 orang tewas dan 30 orang terluka di desa itu.
"Kami kekurangan obat bius," kata Koval. Jalan menuju desa itu masih tertutup sampai sekarang.

The head of the village council Ihor Bondar said that at least 14 people were killed in the village.
"We heard three blasts," Bondar said. The road to the village was still closed on the day after."""


def test_each_half_is_read_in_its_language() -> None:
    draft = extract(article(TEXT, "id"))
    claims = [fact for fact in draft.facts if isinstance(fact, Claim) and fact.kind == "killed"]
    assert [(c.quantity.value, c.quantity.unit, c.claimant.name) for c in claims] == [
        (12.0, "orang", "Maryna Koval"),
        (14.0, "people", "Ihor Bondar"),
    ]
    direct = [fact for fact in draft.facts if isinstance(fact, Quotation) and fact.direct]
    assert [(q.span.of(TEXT), q.attribution.name) for q in direct] == [
        ("Kami kekurangan obat bius,", "Maryna Koval"),
        ("We heard three blasts,", "Ihor Bondar"),
    ]
    assert draft.article.text == TEXT


def test_facts_have_ids_in_reading_order() -> None:
    draft = extract(article(TEXT, "en"))
    ids = [fact.id for fact in draft.facts]
    quotations = [fact for fact in draft.facts if isinstance(fact, Quotation)]
    claims = len(ids) - len(quotations)
    assert ids == [f"a-q{n + 1}" for n in range(len(quotations))] + [f"a-c{n + 1}" for n in range(claims)]
    assert [fact.span.start for fact in quotations] == sorted(fact.span.start for fact in quotations)
    assert len({fact.group for fact in quotations if fact.direct}) == 2
    assert {person.name for person in draft.people} >= {"Maryna Koval", "Ihor Bondar"}


def test_one_language_is_read_as_before() -> None:
    half = TEXT.partition("\n\n")[0]
    assert extract(article(half, "id")).facts
    assert all(fact.id.startswith("a-") for fact in extract(article(half, "id")).facts)
