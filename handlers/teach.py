"""What editors teach: another spelling of a person, a place, a word. It counts at once, in asking and extraction."""

from __future__ import annotations

from telegram import Message, Update

from handlers.access import name_of
from handlers.context import Context
from handlers.keyboards import button, keyboard
from handlers.review import put
from handlers.rich import Rich
from handlers.texts import Texts
from handlers.typed import one_line
from store import Lesson, RejectedWrite, Sort

__all__ = ["alias", "choose", "place", "show", "turn", "unteach", "word"]

LIMIT = 80
ON_A_PAGE = 16
A_ROW = 8


def _text(update: Update) -> str:
    """What stands behind the command."""
    message = update.effective_message
    return ((message.text or "") if message else "").partition(" ")[2]


async def _pair(update: Update, context: Context, sign: str, how: str) -> tuple[str, str] | None:
    """(left, right) of a sign, clean; None, and said why or `how`, where one is missing or too long."""
    t, (left, _, right) = context.texts(update), _text(update).partition(sign)
    pair = one_line(left, len(left)), one_line(right, len(right))
    if not all(pair):
        await _say(update, t(how))
    elif max(map(len, pair)) > LIMIT:
        await _say(update, t("teach.long", limit=t.number(LIMIT)))
    else:
        return pair
    return None


async def _say(update: Update, text: str) -> None:
    if isinstance(update.effective_message, Message):
        await update.effective_message.reply_text(text)


async def alias(update: Update, context: Context) -> None:
    """`/alias SPELLING = NAME`: both are one person from now on."""
    pair = await _pair(update, context, "=", "teach.how.person")
    if pair is None:
        return
    name, whose = pair
    await _teach(update, context, context.store.overlay.spelling(name, whose), name)


async def word(update: Update, context: Context) -> None:
    """`/word WORD = KNOWN WORD`: both mean the same, in the language of the chat."""
    pair = await _pair(update, context, "=", "teach.how.word")
    if pair is None:
        return
    (name, meaning), lang = pair, context.texts(update).lang
    await _teach(update, context, context.store.overlay.word(name, meaning, lang), name)


async def place(update: Update, context: Context) -> None:
    """`/place NAME = PLACE`: another name; `/place NAME, REGION`: a place that the gazetteer lacks."""
    t, new = context.texts(update), "=" not in _text(update)
    pair = await _pair(update, context, "," if new else "=", "teach.how.place")
    if pair is None:
        return
    name, known = pair
    places = context.store.places(known)
    if not places:
        await _say(update, t("subscribe.unknown", name=known))
    elif context.store.certain(places):
        await _teach_place(update, context, name, places[0].id, new=new)
    else:
        await _ask_place(update, context, t, name, [found.id for found in places], new=new)


async def _ask_place(
    update: Update, context: Context, t: Texts, name: str, options: list[str], *, new: bool
) -> None:
    """Several places fit: which one?"""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None:
        return
    token = str(update.update_id)
    flow = {"token": token, "name": name, "new": new, "options": options}
    await context.durable(context.store.flows.open(str(chat.id), str(user.id), flow, at=context.now()))
    rows = []
    for number, region in enumerate(options):
        chain = [context.store.place_name(part, t.lang) for part in context.store.chain(region)]
        label = ", ".join(dict.fromkeys([*chain[:1], *chain[1:-1]]))
        rows.append([button(label, "tea", token, number)])
    await put(update, Rich().add(t("subscribe.which")), rows)


async def choose(update: Update, context: Context, arguments: list[str]) -> None:
    """`tea:TOKEN:N`: one of the places."""
    token, number = arguments
    chat, user = update.effective_chat, update.effective_user
    flow = context.store.flows.get(str(chat.id), str(user.id), now=context.now()) if chat and user else None
    if flow is None or flow.get("token") != token or "name" not in flow:
        await _say(update, context.texts(update)("fix.over"))
        return
    await _teach_place(update, context, flow["name"], flow["options"][int(number)], new=flow["new"])


async def _teach_place(update: Update, context: Context, name: str, region: str, *, new: bool) -> None:
    overlay = context.store.overlay
    lesson = overlay.new_place(name, region) if new else overlay.place_name(name, region)
    await _teach(update, context, lesson, name)


async def _teach(update: Update, context: Context, lesson: Lesson | str, name: str) -> None:
    """Keep a lesson and say what it means, or say why not."""
    t, message = context.texts(update), update.effective_message
    if not isinstance(message, Message):
        return
    if isinstance(lesson, str):
        await message.reply_text(t(f"teach.why.{lesson}", name=name))
        return
    try:
        overlay = context.store.overlay
        await context.run(overlay.teach, [lesson], by=name_of(update), at=context.now())
    except RejectedWrite:
        await message.reply_text(t("failure.store"))
        return
    rows = [[button(t("button.unteach"), "unt", lesson.digest)]]
    text = t("teach.done", lesson=_line(t, context, lesson))
    await message.reply_text(text, reply_markup=keyboard(rows))


def _line(t: Texts, context: Context, lesson: Lesson) -> str:
    """ "Selenskyj = Volodymyr Zelensky" ."""
    if lesson.sort is Sort.PLACE:
        chain = [context.store.place_name(part, t.lang) for part in context.store.chain(lesson.means)]
        return f"{lesson.name} = {', '.join(dict.fromkeys(chain))}"
    return f"{lesson.name} = {lesson.means}" + (f" ({lesson.lang})" if lesson.lang else "")


# --- what was taught --------------------------------------------------------------------------------------


async def show(update: Update, context: Context) -> None:
    """`/words`: everything that was taught, each with a button that forgets it."""
    await _list(update, context, 0)


async def turn(update: Update, context: Context, arguments: list[str]) -> None:
    """`les:PAGE`: another page."""
    await _list(update, context, int(arguments[0]))


async def _list(update: Update, context: Context, page: int) -> None:
    t, lessons = context.texts(update), context.store.overlay.lessons()
    start = page * ON_A_PAGE
    shown = list(enumerate(lessons, 1))[start : start + ON_A_PAGE]
    rich = Rich().line(t("teach.list") if lessons else t("teach.none"))
    for number, lesson in shown:
        rich.line(f"{number}. {_line(t, context, lesson)}")
    forget = [button(f"✕ {number}", "unt", lesson.digest) for number, lesson in shown]
    rows = [forget[at : at + A_ROW] for at in range(0, len(forget), A_ROW)]
    turns = [button(t("button.back"), "les", page - 1)] if page > 0 else []
    turns += [button(t("button.more"), "les", page + 1)] if len(lessons) > start + ON_A_PAGE else []
    await put(update, rich, [*rows, turns])


async def unteach(update: Update, context: Context, arguments: list[str]) -> None:
    """`unt:LESSON`: forget it."""
    t, overlay = context.texts(update), context.store.overlay
    lesson = next((one for one in overlay.lessons() if one.digest == arguments[0]), None)
    if lesson is None:
        await _say(update, t("teach.gone"))
        return
    line = _line(t, context, lesson)
    await context.run(overlay.unteach, lesson.key, by=name_of(update), at=context.now())
    await _say(update, t("teach.forgotten", lesson=line))
