"""Who may do what: the only check of authorisation in the house."""

from __future__ import annotations

from telegram import Update

from handlers.context import Context

__all__ = ["is_admin"]


def is_admin(update: Update, context: Context) -> bool:
    """Whether the person behind the update is an editor. A channel or an anonymous sender is nobody."""
    user = update.effective_user
    return user is not None and user.id in context.settings.admins
