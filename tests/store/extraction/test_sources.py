"""Who vouches for a token: quotation first, then clause, then nobody."""

from store.extraction.sources import Source, Sources
from tests.store.extraction.samples import findings

TEXT = 'Koval said that "two roads" were shut. It rained.'


def test_quotation_clause_and_article() -> None:
    found = findings(TEXT, "en")
    sources = Sources(found.quotations, found.clauses)
    inside, clause, outside = (found.page.lowers.index(word) for word in ("two", "shut", "rained"))
    assert sources.quotation(inside) is found.quotations[0]
    assert [
        source.entity.name if source.entity else "" for source in map(sources.at, (inside, clause, outside))
    ] == [
        "Koval",
        "Koval",
        "",
    ]
    assert sources.at(outside) == Source()
    assert sources.begins(found.clauses[0].content[0])
    assert not sources.begins(outside)


def test_without_anything_nobody_vouches() -> None:
    sources = Sources((), ())
    assert sources.at(3) == Source()
    assert sources.quotation(0) is None
    assert not sources.begins(0)
