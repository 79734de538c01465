"""What editors see of how the bot is used."""

from __future__ import annotations

from telegram import Update

from handlers.access import is_admin
from handlers.context import Context
from handlers.rich import Rich

__all__ = ["misses", "stats"]

SHOWN = 30


async def misses(update: Update, context: Context) -> None:
    """`/misses`: the questions that nothing stored answers, the most asked first."""
    t, message = context.texts(update), update.effective_message
    if message is None:
        return
    if not is_admin(update, context):
        await message.reply_text(t("desk.refused"))
        return
    found = context.store.feedback.misses(SHOWN)
    rich = Rich().line(t("misses.head") if found else t("misses.none"))
    for miss in found:
        rich.line(f"{miss.count} × {miss.question}")
    for page in rich.split():
        await message.reply_text(page.text)


async def stats(update: Update, context: Context) -> None:
    """`/stats`: how much is stored, and what waits."""
    t, message = context.texts(update), update.effective_message
    if message is None:
        return
    if not is_admin(update, context):
        await message.reply_text(t("desk.refused"))
        return
    rows = context.store.counts()
    lines = [t("stats.head"), *(f"{name}: {t.number(count)}" for name, count in sorted(rows.items()))]
    await message.reply_text("\n".join(lines))
