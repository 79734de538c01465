"""A figure of a headline is that of whoever gives it below."""

import pytest

from store.extraction.draft import extract
from store.model import Claim
from tests.store.extraction.samples import article

BELOW = "Eight people were killed and 23 injured at the port, the mayor, Olena Mirova, said.\n"


def sources(text: str) -> list[tuple[float | None, str]]:
    facts = extract(article(text, "en")).facts
    return [
        (f.quantity.value, f.claimant.name)
        for f in facts
        if isinstance(f, Claim) and f.quantity.value is not None
    ]


@pytest.mark.parametrize(
    ("more", "claimant"),
    [
        ("", "Olena Mirova"),
        ("Eight people were killed, the fire service said.\n", ""),
        ("Eight people were killed.\n", ""),
    ],
)
def test_a_headlines_figure_has_the_source_of_the_same_one_below(more: str, claimant: str) -> None:
    text = f"Eight killed in attack on port\n\n{BELOW}{more}The ferry does not run.\n"
    assert sources(text)[0] == (8, claimant)


def test_another_figure_lends_no_source() -> None:
    assert sources(f"Nine killed in attack on port\n\n{BELOW}The ferry does not run.\n")[0] == (9, "")
