from store.model import Article, Attribution, Claim, FactKind, Quotation, Span, StoredFact


def test_a_stored_quotation_shows_its_own_words_and_a_claim_its_sentence() -> None:
    article = Article("a1", "“No,” said Ann. Two drones fell.", "en")
    quotation = Quotation("a1-1", Span(1, 4), Span(0, 15), Attribution("Ann"))
    claim = Claim("a1-2", Span(16, 32), Span(16, 26), "downed")
    assert StoredFact(quotation, article).text == "No,"
    assert StoredFact(claim, article).text == "Two drones fell."


def test_a_claim_without_number_is_an_event() -> None:
    assert Claim("x", Span(0, 1), Span(0, 1), "event").fact is FactKind.EVENT
    assert Claim("x", Span(0, 1), Span(0, 1), "killed").fact is FactKind.CLAIM
    assert Quotation("x", Span(0, 1), Span(0, 1), Attribution()).fact is FactKind.QUOTATION


def test_a_span_covers_what_lies_inside_it() -> None:
    assert Span(2, 6).covers(Span(2, 6))
    assert not Span(2, 6).covers(Span(1, 3))
