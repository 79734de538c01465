"""A saved index: a folder of numpy files, lists of words, and a table of contents; memory-mapped."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np

from store.language.additions import additions, renewed
from store.search.corrections import Corrections
from store.search.segment import Segment
from store.search.vocabulary import Saved, Vocabulary

__all__ = ["load_index", "save_index"]

_FORMAT = 4
_DATA = ("glossary.toml", "names/people.toml", "id/questions.toml", "en/questions.toml", "places.tsv")


def save_index(
    path: Path, segments: Sequence[Segment], vocabulary: Vocabulary, corrections: Corrections
) -> None:
    """Writes the folder `path`; an older one of that name is replaced when the new one is complete."""
    fresh = path.with_name(path.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for number, segment in enumerate(segments):
        segment.save(fresh / f"segment{number}")
    saved = vocabulary.save()
    hashes, numbers, indexed = corrections.arrays()
    arrays = {**saved.arrays, "hashes": hashes, "numbers": numbers}
    for name, array in arrays.items():
        np.save(fresh / f"{name.strip('_')}.npy", array)
    for name, strings in (("words", saved.words), ("terms", saved.terms)):
        (fresh / f"{name}.txt").write_text("\n".join(strings), encoding="utf-8", newline="\n")
    table = {"format": _FORMAT, "data": _fingerprint(), "segments": len(segments), "indexed": indexed}
    (fresh / "index.json").write_text(json.dumps(table), encoding="utf-8")
    shutil.rmtree(path, ignore_errors=True)
    fresh.rename(path)


def load_index(path: Path) -> tuple[tuple[Segment, ...], Vocabulary, Corrections]:
    """The inverse of `save_index`.

    Raises `OSError` where there is none, `ValueError` where it is of another format or was made with other
    word data than the program has now (then build it again).
    """
    table = json.loads((path / "index.json").read_text(encoding="utf-8"))
    made_with = table.get("format"), table.get("data")
    if made_with != (_FORMAT, _fingerprint()):
        raise ValueError(f"not an index of this program's format {_FORMAT} and word data: {path}")
    words, terms = (
        (path / f"{name}.txt").read_text(encoding="utf-8").split("\n") for name in ("words", "terms")
    )
    names = ("flags", "roots", "speaker_terms", "marks", "_starts", "_word_terms")
    arrays = {name: np.load(path / f"{name.strip('_')}.npy") for name in names}
    hashes, numbers = (np.load(path / f"{name}.npy") for name in ("hashes", "numbers"))
    segments = tuple(Segment.load(path / f"segment{number}") for number in range(table["segments"]))
    corrections = Corrections.restored(words, hashes, numbers, table["indexed"])
    return segments, Vocabulary(Saved(words, terms, arrays)), corrections


@renewed
@cache
def _fingerprint() -> str:
    """Changes with every word of the data that terms are made from."""
    digest = hashlib.blake2b(digest_size=8)
    folder: Traversable = resources.files("store.language") / "data"
    for name in _DATA:
        digest.update(folder.joinpath(*name.split("/")).read_bytes())
    digest.update(repr(additions()).encode("utf-8", "replace"))
    return digest.hexdigest()
