import json
from pathlib import Path

import pytest

from store.search.corrections import Corrections
from store.search.segment import build_segment
from store.search.storage import load_index, save_index
from store.search.vocabulary import Vocabulary
from tests.store.search.builders import RECORDS


def test_everything_comes_back(tmp_path: Path) -> None:
    vocabulary, corrections = Vocabulary(), Corrections()
    segment = build_segment(RECORDS, vocabulary)
    corrections.update(vocabulary.words)
    save_index(tmp_path / "index", (segment,), vocabulary, corrections)
    segments, words, fixes = load_index(tmp_path / "index")
    assert words.words == vocabulary.words
    assert words.terms == vocabulary.terms
    assert words.save().arrays["_word_terms"].tolist() == vocabulary.save().arrays["_word_terms"].tolist()
    assert fixes.near("gldkov") == corrections.near("gldkov") != []
    assert segments[0].documents.tolist() == segment.documents.tolist()
    assert words.word("karyzh") == vocabulary.word("karyzh")
    assert words.word("never-seen") == vocabulary.word("never-seen")


def test_an_index_of_another_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text('{"format": 0}')
    with pytest.raises(ValueError, match="format"):
        load_index(tmp_path)


def test_an_index_of_other_word_data_is_refused(tmp_path: Path) -> None:
    vocabulary = Vocabulary()
    save_index(tmp_path / "index", (build_segment(RECORDS, vocabulary),), vocabulary, Corrections())
    table = tmp_path / "index" / "index.json"
    made = json.loads(table.read_text(encoding="utf-8"))
    table.write_text(json.dumps({**made, "data": "0" * len(made["data"])}), encoding="utf-8")
    with pytest.raises(ValueError, match="word data"):
        load_index(tmp_path / "index")
