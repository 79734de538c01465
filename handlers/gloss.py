"""A fact in the bot's own words: one short line, made from the fact's fields, never from its sentence."""

from __future__ import annotations

from datetime import timedelta

from handlers.texts import Texts
from store import Bound, Gloss

__all__ = ["amount", "figure", "gloss_line"]

VAGUE = {
    Bound.TENS,
    Bound.HUNDREDS,
    Bound.THOUSANDS,
    Bound.TEN_THOUSANDS,
    Bound.HUNDRED_THOUSANDS,
    Bound.MILLIONS,
}
LIMITED = {Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOUT}


def amount(t: Texts, gloss: Gloss) -> str:
    """The number as the source bounds it: "at least 12", "10–14", "dozens of"; empty without a number."""
    if gloss.fraction:
        return gloss.fraction
    if gloss.value is None:
        return t(f"bound.{gloss.bound}") if gloss.bound in VAGUE else ""
    number = t.number(gloss.value)
    if gloss.high is not None:
        return f"{number}–{t.number(gloss.high)}"
    return t(f"bound.{gloss.bound}", n=number) if gloss.bound in LIMITED else number


def _plural(t: Texts, unit: str) -> str:
    """A unit's plural; the language's own lists name the words that have none, or one of their own."""
    *before, last = unit.split()
    if last in t("unit.unchanged").split():
        return unit
    own = _pairs(t("unit.plurals"))
    return " ".join([*before, own[last]]) if last in own else t("unit.many", unit=unit)


def _singular(t: Texts, unit: str) -> str:
    *before, last = unit.split()
    return " ".join([*before, _pairs(t("unit.singulars")).get(last, last)])


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in text.split() if ":" in pair)


def _what(t: Texts, gloss: Gloss) -> str:
    """What is reported: "117 drones shot down", "no deaths", "state of emergency"."""
    if gloss.kind == "event":
        return next((t(f"topic.{name}") for name in gloss.topics if t.has(f"topic.{name}")), t("kind.event"))
    if gloss.value == 0 and t.has(f"kind.{gloss.kind}.none"):
        return t(f"kind.{gloss.kind}.none")
    unit = gloss.unit
    if gloss.translated:
        unit = _singular(t, unit) if gloss.value == 1 and gloss.high is None else _plural(t, unit)
    if unit.split()[-1:] and unit.split()[-1].lower() in t("unit.said_by_the_kind").split():
        # "2 dead killed": the kind says it already.
        unit = t("unit.people") if gloss.value is None and gloss.bound in VAGUE else ""
    counted = " ".join(part for part in (amount(t, gloss), unit) if part)
    key = f"kind.{gloss.kind}" if t.has(f"kind.{gloss.kind}") else "kind.other"
    return t(key, what=counted)


def _who(t: Texts, gloss: Gloss) -> str:
    return t(f"stance.{gloss.stance}", who=gloss.who) if gloss.who else t("stance.article")


def _when(t: Texts, gloss: Gloss) -> str:
    if gloss.start is None:
        return ""
    end = gloss.end or gloss.start
    if gloss.when == "since":
        return t("when.since", day=t.day(gloss.start))
    if gloss.when == "night":
        # A night is filed under the evening on which it begins; people call it by the morning.
        return t("when.night", day=t.day(end + timedelta(days=1)))
    return t.days(gloss.start, end)


def gloss_line(t: Texts, gloss: Gloss) -> str:
    """The whole line, such as "117 drones shot down, says Russia; night to 14 Aug 2024: Kursk, Voronezh"."""
    if gloss.kind == "quotation":
        head = t(f"quote.{gloss.stance}", who=gloss.who) if gloss.who else t("quote.unknown")
    else:
        head = f"{_what(t, gloss)}, {_who(t, gloss)}"
    scene = ": ".join(part for part in (_when(t, gloss), ", ".join(gloss.places)) if part)
    line = f"{head}; {scene}" if scene else head
    return line[:1].upper() + line[1:]


def figure(t: Texts, gloss: Gloss) -> str:
    """A number with who gives it and when: "117 (Russia, 14 Aug 2024)"."""
    who = gloss.who or t("figure.article")
    day = t.day(gloss.start) if gloss.start else t("article.undated")
    return f"{amount(t, gloss)} ({who}, {day})"
