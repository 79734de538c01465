import re
import string
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import handlers
from handlers.help import COMMANDS, EDITORS, OWNERS
from handlers.texts import LANGUAGES, Texts, texts
from store import Stance, Status

FOLDER = Path(handlers.__file__).parent / "texts"


def catalogue(lang: str) -> dict[str, str | tuple[str, ...]]:
    with (FOLDER / f"{lang}.po").open(encoding="utf-8") as file:
        return {str(m.id if isinstance(m.id, str) else m.id[0]): m.string for m in read_po(file) if m.id}


def placeholders(value: str | tuple[str, ...]) -> set[str]:
    forms = [value] if isinstance(value, str) else list(value)
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_same_keys_and_placeholders(lang: str) -> None:
    english, other = catalogue("en"), catalogue(lang)
    assert other.keys() == english.keys()
    assert [k for k in other if placeholders(other[k]) != placeholders(english[k])] == []
    assert [k for k, v in other.items() if not v] == []


def used_keys() -> set[str]:
    root = FOLDER.parent.parent
    code = "\n".join(
        p.read_text(encoding="utf-8") for d in ("handlers", "bot") for p in (root / d).rglob("*.py")
    )
    return set(re.findall(r't(?:\.count|exts\(\w+\))?\(\s*"([a-z_]+\.[a-z_0-9.]+)"', code))


def test_every_key_used_in_the_code_exists() -> None:
    known = set(catalogue("en"))
    assert len(used_keys()) > 30
    assert used_keys() - known == set()


def test_every_command_stance_and_status_has_its_words() -> None:
    known = set(catalogue("en"))
    wanted = {f"menu.{name}" for name in (*COMMANDS, *EDITORS, *OWNERS)}
    wanted |= {f"{kind}.{stance}" for stance in Stance for kind in ("stance", "quote")}
    wanted |= {f"status.{status}" for status in Status if status}
    assert wanted - known == set()


def test_plurals_numbers_and_days_follow_the_language() -> None:
    en, indonesian = texts("en"), texts("id")
    assert en.count("draft.claims", 1) == "1 claim"
    assert en.count("draft.claims", 1200) == "1,200 claims"
    assert indonesian.count("draft.claims", 1200) == "1.200 klaim"
    assert en.day(date(2024, 8, 14)) == "14 Aug 2024"
    assert indonesian.days(date(2024, 8, 13), date(2024, 8, 14)) == "13 Agu 2024 – 14 Agu 2024"


def test_an_unknown_language_speaks_english_and_an_unknown_key_is_known_to_be_missing() -> None:
    assert Texts("tlh").lang == "en"
    assert not texts("id").has("no.such.key")
    assert texts("id").has("start.hello")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_has_one_text(lang: str) -> None:
    """Babel joins two texts of one key without a word."""
    text = (FOLDER / f"{lang}.po").read_text(encoding="utf-8")
    _, *blocks = text.strip().split("\n\n")
    keys = [re.findall(r'^msgid "(.+)"$', block, re.MULTILINE) for block in blocks]
    firsts = [re.findall(r'^msgstr(?:\[0\])? "', block, re.MULTILINE) for block in blocks]
    assert [key for key, first in zip(keys, firsts, strict=True) if len(key) != 1 or len(first) != 1] == []
    assert len(keys) == len({key for (key,) in keys})
