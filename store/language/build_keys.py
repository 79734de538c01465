"""Names of places as ids, in Latin letters, and as keys of `places.tsv`: the pure half of `build_places`."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

import simplemma
from anyascii import anyascii

from store.language.toponyms import PlaceKind, fold_name, keys_of_name, place_words, stem_name

__all__ = ["CITY_REGIONS", "HOME", "Draft", "Keys", "line_of", "romanise", "slug"]

_WELL_KNOWN = 300_000
_CURATED = 60  # outweighs a town of a million
_TOWN = 100_000
_SHORT = 5
HOME = ("ru/", "ua/", "by/")
CITY_REGIONS = {"ru/moscow", "ru/saint-petersburg", "ua/kyiv", "ua/sevastopol", "by/minsk"}
_ALWAYS = {PlaceKind.COUNTRY, PlaceKind.SEA, PlaceKind.AREA}
_PRECEDENCE = {
    PlaceKind.COUNTRY: 300,
    PlaceKind.SEA: 200,
    PlaceKind.AREA: 200,
    PlaceKind.REGION: 160,
    PlaceKind.SETTLEMENT: 10,
    PlaceKind.RAION: 0,
}
_OBLIQUE = {"ів": ("ов", "ев"), "їв": ("єв",)}
_ALPHABET = "абвгґдеєжзиіїйклмнопрстуфхцчшщюя"
_LATIN = "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch iu ia"
_ROMAN = dict(zip(_ALPHABET, _LATIN.split(), strict=True))
_ROMAN_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


@dataclass
class Draft:
    """A place while it is being put together; `names` are aliases in any script."""

    id: str
    kind: PlaceKind
    en: str
    indonesian: str = ""
    ru: str = ""
    uk: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    curated: bool = False
    names: list[str] = field(default_factory=list)

    def all_names(self) -> list[str]:
        """The labels, all aliases, and the oblique stem of a Ukrainian name (Харків, у Харкові)."""
        labels = (self.en, self.indonesian, self.ru, self.uk)
        oblique = [self.uk[:-2] + ending for ending in _OBLIQUE.get(self.uk[-2:], ())]
        return [name for name in (*labels, *self.names, *oblique) if name]

    def precedence(self) -> float:
        """How likely a bare name means this place: kind first, then curation, then size."""
        return _PRECEDENCE[self.kind] + _CURATED * self.curated + 10 * math.log10(self.population + 1)


def slug(name: str) -> str:
    """A name as a part of an id: small ASCII letters, digits and hyphens."""
    plain = anyascii(name).lower().replace("'", "").replace("`", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def romanise(name: str) -> str:
    """A Ukrainian name in Latin letters by the official table of 2010."""
    words = []
    for word in re.split(r"([ -])", re.sub("['’ʼь]", "", name).replace("зг", "зgh").replace("Зг", "Зgh")):
        letters = [
            (_ROMAN_INITIAL if index == 0 and letter in _ROMAN_INITIAL else _ROMAN).get(letter, letter)
            for index, letter in enumerate(word.lower())
        ]
        latin = "".join(letters)
        words.append(latin.capitalize() if word[:1].isupper() else latin)
    return "".join(words)


class Keys:
    """Turns a draft's names into keys, and knows which of them need evidence in a text."""

    def __init__(self, curated: dict[str, Any]) -> None:
        self.marked = {fold_name(name) for name in curated["marked"]}
        self.plain = {fold_name(name) for name in curated["plain"]}

    def of(self, draft: Draft) -> str:
        """The key column of a draft, sorted."""
        needs: dict[str, int] = {}
        for name in draft.all_names():
            need = self.need(name, draft)
            for key in keys_of_name(name):
                if key[0] == "~":
                    key = re.sub(r" (oblast|raion|krai)$", "", key)
                    need = self.need_of_stem(key[1:], need, draft)
                if need is not None:
                    needs[key] = 0 if key[0] == "=" else max(need, needs.get(key, 0))
        # A stem that is a name as it stands need not be said twice.
        said = (key for key in needs if key[0] != "~" or key[1:] not in needs)
        return "|".join(sorted(key + "?" * needs[key] for key in said))

    def need_of_stem(self, stem: str, need: int | None, draft: Draft) -> int | None:
        """As `need`, for a stem: a short one is the stem of many a word (Такео, такой)."""
        if need is None or len(stem) >= _SHORT or draft.kind not in {PlaceKind.SETTLEMENT, PlaceKind.RAION}:
            return need
        if draft.curated or draft.id.startswith(HOME):
            return max(need, 1)
        return None

    def need(self, name: str, draft: Draft) -> int | None:
        """The evidence that a name needs in a text (`place_finder.Need`); None: it is better not filed."""
        key, stem = fold_name(name), stem_name(name)
        if draft.kind in _ALWAYS or key in self.plain:
            return 0
        helpers = place_words()
        if {key, stem} & (self.marked | helpers.given_names) or key in helpers.kinds:
            return 2
        if draft.kind is PlaceKind.REGION:
            return 0
        if draft.id.rpartition("/")[0] in CITY_REGIONS:
            return 2
        home, indonesian = draft.id.startswith(HOME), draft.id.startswith("id/")
        known = draft.curated or draft.population >= (_TOWN if home or indonesian else _WELL_KNOWN)
        if " " not in key:
            if is_word(name, "id") and not draft.curated:
                return 2 if indonesian else None
            # Russian and Ukrainian dictionaries hold the names of towns, the English one of large cities.
            english = is_word(name, "en") and not (indonesian or (draft.curated and not home))
            if english or (not known and (is_word(name, "ru") or is_word(name, "uk"))):
                return 2 if home or known else None
            if len(stem) < _SHORT and not known:
                return 2 if home else None
        return 0 if known else 1


def is_word(name: str, lang: str) -> bool:
    """Whether a language's dictionary holds the name, as it is spelt or as it is folded."""
    return bool(simplemma.is_known(name.lower(), lang) or simplemma.is_known(fold_name(name), lang))


def line_of(draft: Draft, keys: Keys) -> str:
    """One line of the shipped file."""
    position = ["" if value is None else f"{value:.2f}" for value in (draft.lat, draft.lon)]
    uk = "" if draft.uk == draft.ru else draft.uk
    labels = [draft.en, *("" if label == draft.en else label for label in (draft.indonesian, draft.ru, uk))]
    kind = "" if draft.kind is PlaceKind.SETTLEMENT else draft.kind.value
    size = str(draft.population or "")
    return "\t".join([draft.id, kind, *position, size, "|".join(labels), keys.of(draft)])
