"""The gazetteer: a tree of places (country > region > district > settlement) found by name in any spelling.

Ids are paths: `ru`, `ru/belgorod`, `ru/belgorod/shebekinsky/shebekino`. Disputed places are filed as GeoNames
files them (Crimea under Ukraine) and bear both sides' names; an overlay may file them otherwise.
The data and their licences stand in `data/NOTICE`; `build_places.py` makes them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import chain
from typing import Any

from rapidfuzz import fuzz, process

from store.errors import PackFault
from store.language.additions import additions, renewed
from store.language.place_finder import NO_PLACE, NameIndex, PlaceMention, find_places, fits
from store.language.toponyms import DATA, PlaceKind, Word, keys_of_name, place_words, words_of

__all__ = ["LANGUAGES", "Gazetteer", "Place", "PlaceKind", "PlaceMatch", "PlaceMention", "gazetteer"]

LANGUAGES = ("en", "id", "ru", "uk")
_BESIDE = {"ru": "uk", "uk": "ru"}
_MAX_TYPED = 60
_MIN_SCORE = 70.0
_TYPO_PENALTY = 0.97


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `lat` and `lon` are degrees, None where unknown; `population` is 0 where unknown.

    `labels` are its names in the order of `LANGUAGES` ("" = see `Gazetteer.label`), `keys` its folded names
    and stems in the notation of `build_places`. `parent` is "" for countries, seas and cross-border areas.
    """

    id: str
    name: str
    kind: PlaceKind
    parent: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    labels: tuple[str, ...] = ("", "", "", "")
    keys: tuple[str, ...] = ()

    @classmethod
    def parse(cls, line: str) -> Place:
        """Read one line of `places.tsv`."""
        place_id, kind, lat, lon, population, labels, keys = line.split("\t")
        names = tuple(labels.split("|"))
        return cls(
            place_id,
            names[0],
            PlaceKind(kind or PlaceKind.SETTLEMENT),
            place_id.rpartition("/")[0],
            float(lat) if lat else None,
            float(lon) if lon else None,
            int(population or 0),
            names,
            tuple(keys.split("|")),
        )


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place that a typed name may mean, with its likeness in 0..100 (100 = one of its names)."""

    id: str
    score: float


class Gazetteer:
    """All places, looked up by id or name. Immutable; `with_overlay` gives a changed copy."""

    def __init__(self, lines: Iterable[str], overlay: Iterable[Place] = ()) -> None:
        """Index the lines of `places.tsv`, likeliest place first. Rows of `overlay` replace or add places."""
        self._overlay = {place.id: place for place in overlay}
        self._places = dict(self._overlay)
        self._lines: dict[str, str] = {}
        self._index = NameIndex()
        for place in self._overlay.values():
            self._index.add(place.id, place.keys)
        for line in lines:
            place_id = line[: line.index("\t")]
            self._lines[place_id] = line
            if place_id not in self._overlay:
                self._index.add(place_id, line[line.rindex("\t") + 1 :].split("|"))

    def __contains__(self, place_id: object) -> bool:
        return place_id != NO_PLACE and (place_id in self._lines or place_id in self._places)

    def __iter__(self) -> Iterator[str]:
        """All ids, likeliest place first."""
        yield from self._overlay
        yield from (i for i in self._lines if i not in self._overlay and i != NO_PLACE)

    def get(self, place_id: str) -> Place:
        """The place with this id; KeyError if there is none."""
        place = self._places.get(place_id)
        if place is None:
            place = self._places[place_id] = Place.parse(self._lines[place_id])
        return place

    def chain(self, place_id: str) -> tuple[str, ...]:
        """The place itself, then what it lies in, up to the country; empty for an unknown id."""
        path: list[str] = []
        while place_id in self and place_id not in path:
            path.append(place_id)
            place_id = self.get(place_id).parent
        return tuple(path)

    def label(self, place_id: str, lang: str) -> str:
        """The place's name in a language ("Laut Hitam"), or the nearest language's where that is unknown."""
        place = self.get(place_id)
        labels = dict(zip(LANGUAGES, place.labels, strict=True))
        return labels.get(lang) or labels.get(_BESIDE.get(lang, "")) or place.name

    def find(self, text: str, any_case: bool = False) -> list[PlaceMention]:
        """The places that a text of any language names, in order; never inside one another.

        Names must begin with a capital; `any_case` is for typed questions, which seldom have them.
        """
        found = find_places(text, self._index, self.get, self.chain, any_case)
        return [PlaceMention(span, place_id, self.get(place_id).name) for span, place_id in found]

    def resolve(self, name: str, limit: int = 5) -> list[PlaceMatch]:
        """The places that a typed name may mean, best first; a region stands before its centre.

        The name may have generic words ("desa Ustinka"), typing errors, any spelling or script. Only its
        first 60 characters count.
        """
        words = words_of(name[:_MAX_TYPED])
        kinds = place_words().kinds
        wanted = {kinds[word.key] for word in words if word.key in kinds}
        bare = [word for word in words if word.key not in kinds] or words
        scores = self._exact(words) or self._exact(bare) or self._alike(bare)
        order = {place_id: rank for rank, place_id in enumerate(scores)}
        best = sorted(
            scores, key=lambda i: (-scores[i], not any(fits(self.get(i), kind) for kind in wanted), order[i])
        )
        return [PlaceMatch(place_id, round(scores[place_id], 1)) for place_id in best[:limit]]

    def _exact(self, words: list[Word]) -> dict[str, float]:
        if not words:
            return {}
        surface = " ".join(word.text for word in words)
        found = self._index.lookup(words, surface) or self._index.lookup(words, surface.upper())
        return dict.fromkeys((place_id for place_id in found if place_id != NO_PLACE), 100.0)

    def _alike(self, words: list[Word]) -> dict[str, float]:
        """Places by likeness of letters, for typing errors."""
        scores: dict[str, float] = {}
        latin = " ".join(word.key for word in words)
        cyrillic = " ".join(word.stem for word in words if word.cyrillic)
        for table, typed in ((self._index.names, latin), (self._index.stems, cyrillic)):
            near = process.extract(typed, table.keys(), scorer=fuzz.ratio, score_cutoff=_MIN_SCORE, limit=20)
            for key, ratio, _ in near if typed else ():
                for place_id in table[key]:
                    scores[place_id] = max(scores.get(place_id, 0.0), ratio * _TYPO_PENALTY)
        return {i: scores[i] for i in sorted(scores, key=self._index.rank.__getitem__) if i in self}

    def nearest(self, lat: float, lon: float) -> str:
        """The id of the settlement nearest to a position in degrees."""
        return min(self._positions, key=lambda position: _distance(lat, lon, position[1], position[2]))[0]

    @cached_property
    def _positions(self) -> list[tuple[str, float, float]]:
        """Id, latitude and longitude of all settlements whose position is known."""
        rest = (Place.parse(line) for place_id, line in self._lines.items() if place_id not in self._overlay)
        return [
            (place.id, place.lat, place.lon)
            for place in chain(self._overlay.values(), rest)
            if place.kind is PlaceKind.SETTLEMENT and place.lat is not None and place.lon is not None
        ]

    def with_overlay(self, rows: Iterable[Mapping[str, Any]]) -> Gazetteer:
        """A copy with places added or changed. Raises PackFault with all faults of the rows.

        A row holds `id` and any of `kind`, `parent`, `lat`, `lon`, `population`, `labels` (language -> name)
        and `names` (more names, any script). A new place lies where its id says, or where `parent` says.
        """
        overlay = dict(self._overlay)
        for row in rows:
            place_id = str(row["id"])
            known = overlay.get(place_id) or (self.get(place_id) if place_id in self else None)
            blank = Place(place_id, "", PlaceKind.SETTLEMENT, place_id.rpartition("/")[0])
            overlay[place_id] = _changed(known or blank, row)
        changed = Gazetteer(self._lines.values(), overlay.values())
        if faults := [fault for place in overlay.values() for fault in changed._faults(place)]:
            raise PackFault(faults)
        return changed

    def _faults(self, place: Place) -> Iterator[str]:
        if not place.name:
            yield f"{place.id}: no name"
        if place.parent and place.parent not in self:
            yield f"{place.id}: lies in {place.parent}, which is unknown"
        if place.id == self.get(self.chain(place.id)[-1]).parent:
            yield f"{place.id}: lies in itself"


def _distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The square of a great circle's chord: orders distances, near the poles and the date line too."""
    a, b = math.radians(lat), math.radians(other_lat)
    across = math.radians(other_lon - lon)
    return 2 - 2 * (math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(across))


def _changed(place: Place, row: Mapping[str, Any]) -> Place:
    """A place with the fields of an overlay row written over its own; names are added."""
    labels = dict(zip(LANGUAGES, place.labels, strict=True)) | dict(row.get("labels", {}))
    names = [*labels.values(), *row.get("names", ())]
    keys = {key for name in names if name for key in keys_of_name(name)}
    own = {field: row[field] for field in ("parent", "lat", "lon", "population") if field in row}
    return replace(
        place,
        name=labels["en"],
        kind=PlaceKind(row.get("kind", place.kind)),
        labels=tuple(labels[lang] for lang in LANGUAGES),
        keys=tuple(sorted({*filter(None, place.keys), *keys})),
        **own,
    )


@cache
def _shipped() -> Gazetteer:
    return Gazetteer((DATA / "places.tsv").read_text(encoding="utf-8").splitlines())


@renewed
@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that the program ships, read once, with the places and names that editors added.

    Raises `PackFault` where an added place does not fit.
    """
    named: dict[str, list[str]] = {}
    for place_id, name in additions().places:
        named.setdefault(place_id, []).append(name)
    shipped = _shipped()
    rows = [
        {"id": place_id, "names": names, **({} if place_id in shipped else {"labels": {"en": names[0]}})}
        for place_id, names in sorted(named.items())
    ]
    return shipped.with_overlay(rows) if rows else shipped
