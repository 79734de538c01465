"""`/backup`: everything that is stored as one file, to an owner's own chat and nowhere else."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

from telegram import Message, Update

from handlers.access import name_of
from handlers.context import Context
from store import Store

__all__ = ["MAX_BYTES", "send"]

# Telegram takes 50 MB from a bot; the request around the file has some bytes, too.
MAX_BYTES = 49 * 1024 * 1024
MEGABYTE = 1024 * 1024


async def send(update: Update, context: Context) -> None:
    """Pack a backup and send it; where it is too large, say how to make one on the machine."""
    t, message = context.texts(update), update.effective_message
    if not isinstance(message, Message):
        return
    if message.chat.type != message.chat.PRIVATE:
        await message.reply_text(t("backup.private"))
        return
    with tempfile.TemporaryDirectory(prefix="kabar-backup-") as folder:
        packed = await context.run(_packed, context.store, Path(folder))
        size = packed.stat().st_size
        if size > MAX_BYTES:
            await message.reply_text(t("backup.too_large", size=t.number(-(-size // MEGABYTE))))
            return
        name = f"kabar-{context.now():%Y-%m-%d-%H%M}.zip"
        data = await context.run(packed.read_bytes)
        await message.reply_document(data, filename=name, caption=t("backup.done"))
    context.later(context.store.audit.note(name_of(update), "backup", at=context.now()))


def _packed(store: Store, folder: Path) -> Path:
    """A backup as one archive."""
    copy, packed = folder / "store", folder / "store.zip"
    store.backup(copy)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(copy.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(copy))
    return packed
