from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.links import FACT, PERSON, REGION, link, payload, read, share


@given(st.sampled_from([FACT, REGION, PERSON]), st.text(min_size=1, max_size=40))
def test_a_payload_is_read_back_or_too_long(kind: str, name: str) -> None:
    try:
        text = payload(kind, name)
    except UnicodeEncodeError:
        return
    assert len(text) <= 64
    assert not text or read(text) == (kind, name)
    assert all(char.isascii() and (char.isalnum() or char in "-_") for char in text)


@pytest.mark.parametrize("text", ["", "ask", "f", "f!!!", "xYWJj", "f" + "A" * 61, "f\u0661"])
def test_what_is_no_payload_opens_nothing(text: str) -> None:
    assert read(text) == ("", "")


def test_a_link_that_would_be_too_long_is_none() -> None:
    assert link("kabar_bot", FACT, "a1-q1") == "https://t.me/kabar_bot?start=fYTEtcTE"
    assert share("kabar_bot", FACT, "a1-q1").startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me")
    assert (link("kabar_bot", PERSON, "x" * 60), share("kabar_bot", PERSON, "x" * 60)) == ("", "")
