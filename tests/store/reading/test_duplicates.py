"""Near duplicates by word triples."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.reading.duplicates import Likeness, containment, likeness, shingles

ARTICLE = " ".join(f"kata{i}" for i in range(200))


def test_the_same_with_a_footer_is_a_duplicate() -> None:
    assert likeness(ARTICLE + " baca juga berita lain", ARTICLE.upper()) is Likeness.DUPLICATE


def test_a_longer_version_is_an_update() -> None:
    assert likeness(ARTICLE + " dan " + " ".join(f"baru{i}" for i in range(200)), ARTICLE) is Likeness.UPDATE


def test_another_article_is_different() -> None:
    assert likeness(" ".join(f"lain{i}" for i in range(200)), ARTICLE) is Likeness.DIFFERENT


@given(st.text(), st.text())
def test_containment_is_a_share(a: str, b: str) -> None:
    x, y = shingles(a), shingles(b)
    assert 0 <= containment(x, y) <= 1
    assert containment(x, x) == bool(x)
    assert likeness(a, b) == likeness(b, a)
