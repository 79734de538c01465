"""The bot's own words, through gettext. One .po file a language; a missing word falls back on English.

Message ids are keys (`start.hello`), so that no language is the original. Placeholders are `{name}`.
"""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

__all__ = ["LANGUAGES", "Texts", "texts"]

FOLDER = Path(__file__).parent
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.po")))
FALLBACK = "en"


@cache
def _catalogue(lang: str) -> NullTranslations:
    with (FOLDER / f"{lang}.po").open(encoding="utf-8") as file:
        catalogue = read_po(file, locale=lang)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    translations = GNUTranslations(compiled)
    if lang != FALLBACK:
        translations.add_fallback(_catalogue(FALLBACK))
    return translations


class Texts:
    """The words of one language. `zone` is the reader's time zone, "" where nothing is known of it."""

    def __init__(self, lang: str, zone: str = "") -> None:
        self.lang = lang if lang in LANGUAGES else FALLBACK
        self.zone = zone
        self._catalogue = _catalogue(self.lang)

    def __call__(self, key: str, **fields: object) -> str:
        """The text under `key` with its placeholders filled."""
        return self._catalogue.gettext(key).format(**fields)

    def has(self, key: str) -> bool:
        """Whether there is a text under `key`."""
        return self._catalogue.gettext(key) != key

    def count(self, key: str, n: float, **fields: object) -> str:
        """The plural form of `key` for `n`; `{n}` is the number as the language writes it."""
        form = int(n) if float(n).is_integer() else 2
        return self._catalogue.ngettext(key, key, form).format(n=self.number(n), **fields)

    def number(self, value: float) -> str:
        """A number with the language's separators."""
        return str(format_decimal(value, locale=self.lang))

    def day(self, day: date) -> str:
        """A day such as "14 Aug 2024"."""
        return str(format_date(day, "d MMM y", locale=self.lang))

    def days(self, start: date, end: date) -> str:
        """One day or an interval."""
        return self.day(start) if start == end else f"{self.day(start)} – {self.day(end)}"


@cache
def texts(lang: str, zone: str = "") -> Texts:
    """The words of `lang`, or of the fallback where the language is unknown."""
    return Texts(lang, zone)
