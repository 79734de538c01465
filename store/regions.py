"""Regions for people: what a typed name means, and short keys for buttons."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from math import cos, hypot, radians

from store.language.additions import renewed
from store.language.places import PlaceMatch, gazetteer

__all__ = ["certain", "key_of", "kind_of", "matches", "near", "region_of", "with_wider"]

MAX_NAME = 60
# Scores of `Gazetteer.resolve`, 0..100: below the first nothing was meant, above the second it is sure.
PLAUSIBLE = 72
CERTAIN = 80
CLEARLY = 3
# A region may fit this much less than its centre and still be meant.
REGION_FIRST = 6
# A region of which articles are stored is meant rather than one that sounds as much like it.
STORED_BONUS = 5
# A button carries at most 64 bytes with its verb.
MAX_KEY = 48
# Who pins a place farther from every known one means something else.
NEAR_KM = 150
KM_A_DEGREE = 111.2


def matches(name: str, stored: Collection[str]) -> list[PlaceMatch]:
    """Regions that a typed name may mean, best first; a region stands before its centre of the same name."""
    found = [match for match in gazetteer().resolve(name[:MAX_NAME]) if match.score >= PLAUSIBLE]
    plain = " ".join(name.casefold().split())
    ranked = sorted(found, key=lambda match: (-_rank(match, stored), plain not in _labels(match.id)))
    for place, match in enumerate(ranked):
        above = next((other for other in ranked[place + 1 :] if _named_alike(other.id, match.id)), None)
        if above is not None and above.score >= match.score - REGION_FIRST:
            ranked.remove(above)
            ranked.insert(place, above)
    return ranked


def _labels(region: str) -> set[str]:
    """What a region is called, in small letters."""
    return {gazetteer().label(region, lang).casefold() for lang in ("id", "en", "ru", "uk")}


def _named_alike(region: str, inner: str) -> bool:
    """Whether a region contains a place and is called as it is."""
    label = gazetteer().label
    return region in gazetteer().chain(inner)[1:] and label(region, "en") == label(inner, "en")


def _rank(match: PlaceMatch, stored: Collection[str]) -> float:
    return match.score + (STORED_BONUS if match.id in stored else 0)


def certain(places: Sequence[PlaceMatch], stored: Collection[str]) -> bool:
    """Whether the first one is meant: it fits clearly best, or the others are smaller or lie inside it."""
    first, *others = places
    chain = gazetteer().chain
    inside = [other for other in others if first.id in chain(other.id)]
    best = max(_rank(match, stored) for match in (first, *inside))
    equals = [
        other for other in others if other not in inside and len(chain(other.id)) <= len(chain(first.id))
    ]
    rivals = [other for other in equals if _rank(other, stored) > best - CLEARLY]
    return max(match.score for match in (first, *inside)) >= CERTAIN and not rivals


def kind_of(region: str) -> str:
    """What sort of place it is: a value of `PlaceKind`, "" for no place."""
    found = gazetteer().get(region)
    return str(found.kind) if found is not None else ""


def key_of(region: str) -> str:
    """A key for a button: the id itself, or a digest of a long one."""
    if len(region.encode()) <= MAX_KEY:
        return region
    return "#" + hashlib.sha256(region.encode()).hexdigest()[:16]


@renewed
@cache
def _long_ones() -> dict[str, str]:
    return {key: region for region in gazetteer() if (key := key_of(region)) != region}


def region_of(key: str) -> str:
    """The region of a key; "" where there is none."""
    region = _long_ones().get(key, key)
    return region if gazetteer().chain(region) else ""


def near(lat: float, lon: float) -> tuple[str, ...]:
    """The place nearest to a point (degrees) and all that contain it; empty where the next one is far away."""
    place = gazetteer().nearest(lat, lon)
    found = gazetteer().get(place) if place else None
    if found is None or found.lat is None or found.lon is None:
        return ()
    north = (lat - found.lat) * KM_A_DEGREE
    east = (lon - found.lon) * KM_A_DEGREE * cos(radians(lat))
    return gazetteer().chain(place) if hypot(north, east) <= NEAR_KM else ()


def with_wider(regions: Iterable[str]) -> set[str]:
    """Regions and all that contain them."""
    return {part for region in regions for part in gazetteer().chain(region)}
