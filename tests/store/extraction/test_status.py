"""Revised, contradicted and denied figures are all kept, with their status."""

from store.extraction.draft import extract
from store.model import Claim, Status
from tests.store.extraction.samples import article


def statuses(text: str, lang: str) -> list[tuple[float | None, Status]]:
    facts = extract(article(text, lang)).facts
    return [(f.quantity.value, f.status) for f in facts if isinstance(f, Claim) and f.kind != "event"]


def test_a_revision_keeps_both_figures_and_links_them() -> None:
    text = "Otoritas menyebut enam orang tewas. Namun, jumlah itu direvisi menjadi empat orang."
    facts = [f for f in extract(article(text, "id")).facts if isinstance(f, Claim) and f.kind != "event"]
    assert [(f.quantity.value, f.status) for f in facts] == [
        (6.0, Status.SUPERSEDED),
        (4.0, Status.CORRECTED),
    ]
    assert facts[0].related == (facts[1].id,)
    assert facts[1].related == (facts[0].id,)


def test_two_sources_contradict_each_other() -> None:
    text = "The ministry said 224 people were killed. The army said 300 people were killed."
    assert [status for _, status in statuses(text, "en")] == [Status.DISPUTED, Status.DISPUTED]


def test_words_of_doubt_dispute_a_claim() -> None:
    text = "Klaim Bondar bahwa 1.000 km persegi wilayah itu direbut masih diragukan."
    assert statuses(text, "id") == [(1000.0, Status.DISPUTED)]


def test_a_denial_of_that_claim_disputes_it() -> None:
    text = (
        "Ukraina mengatakan telah menembak jatuh satu jet.\nKementerian Pertahanan Rusia membantah hal itu."
    )
    assert statuses(text, "id") == [(1.0, Status.DISPUTED)]


def test_a_figure_that_was_later_revised_is_superseded() -> None:
    text = "Authorities initially reported five killed, but the number was later revised."
    assert statuses(text, "en") == [(5.0, Status.SUPERSEDED)]


def test_a_denial_far_away_or_of_nothing_changes_nothing() -> None:
    far = (
        "Ukraina mengatakan telah menembak jatuh satu jet."
        + "\nHujan turun." * 4
        + "\nMoskow membantah hal itu."
    )
    assert statuses(far, "id") == [(1.0, Status.STANDING)]
    assert statuses("Moskow membantah menyerang. Dua orang tewas.", "id") == [(2.0, Status.STANDING)]


def test_different_places_or_sizes_do_not_contradict() -> None:
    text = "The ministry said 24 people were killed in Kyiv. The army said 30 people were killed in Kharkiv."
    assert [status for _, status in statuses(text, "en")] == [Status.STANDING] * 2
    text = "The ministry said 4 people were killed. The army said 300 people were killed."
    assert [status for _, status in statuses(text, "en")] == [Status.STANDING] * 2


def test_a_revision_without_an_older_figure_changes_nothing() -> None:
    assert statuses("The plan was revised.", "en") == []
    assert statuses("The toll was revised to 12.", "en") == [(12.0, Status.STANDING)]


def test_a_denial_of_something_else_leaves_the_claims_before_it_alone() -> None:
    begun = "The premier said 80 villages were at risk.\n"
    assert statuses(begun + "Mayor Ivan Hryb denied that the bridge was damaged.", "en") == [
        (80.0, Status.STANDING)
    ]
    assert statuses(begun + "Mayor Ivan Hryb denied that claim.", "en") == [(80.0, Status.DISPUTED)]


def test_figures_of_other_places_contradict_nobody() -> None:
    text = (
        "Rebels said 24 people were killed in Sagaing. A medic said 40 people were killed. "
        "State media said 13 people were killed in Mandalay."
    )
    assert [status for _, status in statuses(text, "en")] == [
        Status.DISPUTED,
        Status.DISPUTED,
        Status.STANDING,
    ]
