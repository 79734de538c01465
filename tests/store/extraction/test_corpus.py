"""The corpus of each language: cases from files; known gaps must fail, so that they are removed when closed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from store.extraction import extract
from store.model import Claim, Quotation
from tests.store.extraction.samples import article

CORPUS = Path(__file__).parents[2] / "corpus" / "extraction"


def cases() -> list[Any]:
    """Every case of every language, the known gaps marked."""
    found = []
    for path in sorted(CORPUS.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], start=1):
            marks = [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []
            found.append(pytest.param(path.stem, case, marks=marks, id=f"{path.stem}-{number}"))
    return found


@pytest.mark.parametrize(("lang", "case"), cases())
def test_a_case_is_found_as_written(lang: str, case: dict[str, Any]) -> None:
    text = case["text"]
    facts = extract(article(text, lang)).facts
    quotations = [fact for fact in facts if isinstance(fact, Quotation)]
    claims = [fact for fact in facts if isinstance(fact, Claim) and fact.kind != "event"]
    found = {
        "direct": [[q.span.of(text), q.attribution.name] for q in quotations if q.direct],
        "indirect": [[q.span.of(text), q.attribution.name] for q in quotations if not q.direct],
        "claims": [[c.kind, c.quantity.value, c.claimant.name] for c in claims],
    }
    for field, expected in case.items():
        if field in found:
            assert found[field] == expected, field
