"""When a chat is told: time zone, quiet hours, the daily digest's time, a mute, a pause."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton, Message, Update

from handlers import replies
from handlers.access import may_set
from handlers.context import Context
from handlers.keyboards import button, keyboard
from handlers.texts import Texts
from handlers.typed import duration, one_line, zone_label, zone_named
from store import Hours

__all__ = [
    "LONGEST_MUTE",
    "MUTED_STORIES",
    "daily",
    "keep",
    "mute",
    "pause",
    "press",
    "quiet",
    "settings",
    "silence_row",
    "story",
    "zone",
]

MUTE, LONGEST_MUTE = timedelta(hours=8), timedelta(days=7)
MUTED_STORIES = 50
RANGE = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|—|\s)\s*(\d{1,2})(?:[:.](\d{2}))?")
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
OFF = "off"
# Who sets these means the next time that they name, not one that has passed.
CLOCKS = {"zone", "daily_at"}


def _args(context: Context) -> str:
    return one_line(" ".join(context.args or []), 60)


def _chat(update: Update) -> str:
    return str(update.effective_chat.id) if update.effective_chat else ""


def _clock(hour: str, minute: str | None) -> time | None:
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        return None


async def settings(update: Update, context: Context) -> None:
    """`/settings`: what is set for the chat, with buttons."""
    message = update.effective_message
    if message is not None:
        t = context.texts(update)
        hours = context.store.hours(_chat(update), t.lang)
        now = context.now()
        await replies.say(message, context, _text(t, hours, now), _rows(t, hours, now))


def _text(t: Texts, hours: Hours, now: datetime) -> str:
    lines = [
        t("hours.head"),
        t("hours.zone", zone=zone_label(hours.zone), time=f"{now.astimezone(ZoneInfo(hours.zone)):%H:%M}"),
    ]
    if hours.quiet:
        lines.append(t("hours.quiet", begin=f"{hours.quiet[0]:%H:%M}", end=f"{hours.quiet[1]:%H:%M}"))
    else:
        lines.append(t("hours.no_quiet"))
    lines.append(t("hours.daily", time=f"{hours.daily_at:%H:%M}"))
    if hours.paused:
        lines.append(t("hours.paused"))
    elif hours.muted_until and hours.muted_until > now:
        lines.append(t("hours.muted", time=_shown(t, hours, hours.muted_until)))
    return "\n".join([*lines, "", t("hours.how")])


def _shown(t: Texts, hours: Hours, at: datetime) -> str:
    local = at.astimezone(ZoneInfo(hours.zone))
    return f"{t.day(local.date())} {local:%H:%M}"


def silence_row(t: Texts, hours: Hours, now: datetime) -> list[InlineKeyboardButton]:
    """Buttons for no news: for some hours, or until they are wanted again."""
    muted = hours.muted_until is not None and hours.muted_until > now
    mute_button = button(
        t("hours.button.unmute" if muted else "hours.button.mute"), "hrs", "unmute" if muted else "mute"
    )
    pause_button = button(
        t("hours.button.resume" if hours.paused else "hours.button.pause"),
        "hrs",
        "resume" if hours.paused else "pause",
    )
    return [mute_button, pause_button]


def _rows(t: Texts, hours: Hours, now: datetime) -> list[list[InlineKeyboardButton]]:
    quiet_button = button(
        t("hours.button.loud" if hours.quiet else "hours.button.night"),
        "hrs",
        "loud" if hours.quiet else "night",
    )
    return [silence_row(t, hours, now), [quiet_button]]


async def press(update: Update, context: Context, arguments: list[str]) -> None:
    """`hrs:WHAT`: one of the buttons under the settings."""
    changes: dict[str, dict[str, Any]] = {
        "mute": {"muted_until": (context.now() + MUTE).isoformat()},
        "unmute": {"muted_until": ""},
        "pause": {"paused": True},
        "resume": {"paused": False},
        "night": {"quiet_from": "22:00", "quiet_to": "07:00"},
        "loud": {"quiet_from": "", "quiet_to": ""},
    }
    await _set(update, context, **changes.get(arguments[0], {}))


async def keep(context: Context, chat: str, **fields: Any) -> None:
    """Keep settings of a chat, and look again at what is held for it."""
    await context.durable(context.store.remember(chat, **fields))
    anew = bool(CLOCKS & fields.keys())
    await context.durable(context.store.digests.reschedule(chat, context.now(), anew=anew))


async def _set(update: Update, context: Context, **fields: Any) -> None:
    """Keep settings and show how it is now."""
    message, chat = update.effective_message, _chat(update)
    if not isinstance(message, Message) or not await may_set(update, context):
        return
    await keep(context, chat, **fields)
    t, now = context.texts(update), context.now()
    hours = context.store.hours(chat, t.lang)
    shown, rows = _text(t, hours, now), keyboard(_rows(t, hours, now))
    if update.callback_query is not None:
        await update.callback_query.edit_message_text(shown, reply_markup=rows)
    else:
        await message.reply_text(shown, reply_markup=rows)


async def _how(update: Update, context: Context, text: str) -> None:
    if update.effective_message is not None:
        await update.effective_message.reply_text(context.texts(update)(text))


async def quiet(update: Update, context: Context) -> None:
    """`/quiet 22-7` or `/quiet off`."""
    typed = _args(context)
    if typed.casefold() == OFF:
        await _set(update, context, quiet_from="", quiet_to="")
        return
    found = RANGE.fullmatch(typed)
    begin, end = (_clock(found[1], found[2]), _clock(found[3], found[4])) if found else (None, None)
    if begin is None or end is None or begin == end:
        await _how(update, context, "hours.quiet.how")
        return
    await _set(update, context, quiet_from=f"{begin:%H:%M}", quiet_to=f"{end:%H:%M}")


async def zone(update: Update, context: Context) -> None:
    """`/zone Asia/Jakarta`; a city's name is enough."""
    found = zone_named(_args(context))
    if not found:
        await _how(update, context, "hours.zone.how")
        return
    await _set(update, context, zone=found)


async def daily(update: Update, context: Context) -> None:
    """`/daily 8` or `/daily 18:30`: when the daily digest comes."""
    found = CLOCK.fullmatch(_args(context))
    at = _clock(found[1], found[2]) if found else None
    if at is None:
        await _how(update, context, "hours.daily.how")
        return
    await _set(update, context, daily_at=f"{at:%H:%M}")


async def mute(update: Update, context: Context) -> None:
    """`/mute [HOURS]`, `/mute 2 days`; 8 hours without a number; `/mute off`."""
    typed = _args(context)
    if typed.casefold() == OFF:
        await _set(update, context, muted_until="")
        return
    span = duration(context.texts(update), typed) if typed else MUTE
    if span is None or span > LONGEST_MUTE:
        await _how(update, context, "hours.mute.how")
        return
    until = context.now() + span
    await _set(update, context, muted_until=until.isoformat())


async def pause(update: Update, context: Context) -> None:
    """`/pause`: no news at all until it is given again."""
    paused = bool(context.store.chat(_chat(update)).get("paused"))
    await _set(update, context, paused=not paused)


async def story(update: Update, context: Context, arguments: list[str]) -> None:
    """`mst:STORY`: nothing more about this story."""
    message, chat = update.effective_message, _chat(update)
    if isinstance(message, Message) and await may_set(update, context):
        known = context.store.chat(chat).get("muted_stories", [])
        kept = [*(one for one in known if one != arguments[0]), arguments[0]][-MUTED_STORIES:]
        await context.durable(context.store.remember(chat, muted_stories=kept))
        await message.reply_text(context.texts(update)("hours.story_muted"))
