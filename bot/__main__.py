"""The command line: `python -m bot [COMMAND]`."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import bot
import handlers
import store
from bot import commands, lessons, samples, upkeep
from bot.app import run as run_application
from bot.config import Config, ConfigFault
from bot.console import Console, piped, typed
from bot.logs import set_up
from bot.show import SHOWN, show
from handlers.texts import texts

Arguments = argparse.Namespace


def one_home() -> None:
    """`handlers` and `store` are common names: another distribution's must never be picked up."""
    homes = {Path(str(package.__file__)).resolve().parent.parent for package in (bot, handlers, store)}
    if len(homes) != 1:
        sys.exit("bot, handlers and store come from different folders: " + ", ".join(map(str, sorted(homes))))


def day(text: str) -> date:
    """An ISO day given on the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2024-08-14") from error


def positive(text: str) -> int:
    """A whole number above zero given on the command line."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return int(text)


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    top = argparse.ArgumentParser(
        prog="python -m bot", description="Kabar answers questions about conflict news."
    )
    verbs = top.add_subparsers(dest="command", metavar="COMMAND")
    verbs.add_parser("run", help="serve Telegram; needs TELEGRAM_BOT_TOKEN")
    verbs.add_parser("chat", help="ask in this terminal")
    p = verbs.add_parser("import", help="read articles from files and folders and publish them")
    p.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    p.add_argument("--date", type=day, metavar="ISO", help="day of publication; unknown where not given")
    p.add_argument("--source", default="", metavar="TEXT", help="outlet")
    p.add_argument("--lang", default="", choices=["id", "en"], help="language of the articles")
    p = verbs.add_parser("ask", help="answer one question, or with - one a line from standard input")
    p.add_argument("question", metavar="QUESTION")
    p.add_argument("--json", action="store_true", help="one JSON object a question")
    p.add_argument("--asked-on", type=day, metavar="ISO", help="the day of asking, for words like last night")
    p.add_argument("--limit", type=positive, default=5, metavar="N", help="at most N facts (default 5)")
    p.add_argument("--explain", action="store_true", help="also show what was understood of the question")
    p = verbs.add_parser("extract", help="show what is found in articles, without storing anything")
    p.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    p.add_argument("--json", action="store_true", help="one JSON object an article (the default)")
    p.add_argument("--explain", type=int, metavar="N", help="the rules that fired in sentence N")
    _upkeep(verbs)
    verbs.add_parser("health", help="exit code 0 where a bot is running on this data folder")
    return top


def _upkeep(verbs: Any) -> None:
    """The commands that look after a store."""
    p = verbs.add_parser("check", help="verify the store")
    p.add_argument("--json", action="store_true")
    p = verbs.add_parser(
        "show", help="what the editors' desk shows, as JSON lines; beside a running bot, too"
    )
    p.add_argument("what", choices=sorted(SHOWN), metavar="WHAT", help=", ".join(sorted(SHOWN)))
    p = verbs.add_parser("export", help="write everything as JSON lines")
    p.add_argument("folder", type=Path, metavar="DIR")
    p = verbs.add_parser(
        "backup", help="copy everything into an empty or new folder, beside a running bot, too"
    )
    p.add_argument("folder", type=Path, metavar="DIR")
    p = verbs.add_parser("restore", help="make a backup the store; only where nothing is stored yet")
    p.add_argument("folder", type=Path, metavar="DIR")
    p = verbs.add_parser(
        "words", help="what editors taught (names, places, words), as JSON lines; or take in a file"
    )
    p.add_argument(
        "--import", dest="source", type=Path, metavar="FILE", help="take in lines that this command wrote"
    )
    verbs.add_parser("repair", help="make a damaged store usable; deletes nothing")


def run(config: Config, _: Arguments) -> int:
    """Serve Telegram."""
    opened = store.open_store(commands.store_folder(config))
    try:
        run_application(config, opened)
    finally:
        opened.close()
    return 0


def chat(config: Config, _: Arguments) -> int:
    """Ask in the terminal; where nothing is stored yet, in a sample store of its own."""
    lang = "id" if os.environ.get("LANG", "").startswith("id") else "en"
    opened = _real_store(commands.store_folder(config))
    if opened is not None:
        return asyncio.run(_talk(opened, lang, []))
    with tempfile.TemporaryDirectory(prefix="kabar-samples-") as folder:
        sample = store.open_store(Path(folder))
        print(texts(lang)("console.samples", n=samples.fill(sample)))
        return asyncio.run(_talk(sample, lang, samples.questions(lang)))


def _real_store(folder: Path) -> store.Store | None:
    """The store that holds articles, for reading only where a bot is running on it; None where there is none."""
    if not folder.exists():
        return None
    try:
        opened = store.open_store(folder)
    except store.StoreLocked:
        opened = store.open_store(folder, read_only=True)
    if opened.empty:
        opened.close()
        return None
    return opened


async def _talk(opened: store.Store, lang: str, examples: list[str]) -> int:
    t = texts(lang)
    interactive = sys.stdin.isatty()
    if examples and interactive:
        print("\n".join([t("console.examples"), *(f"  {question}" for question in examples)]))
    if interactive:
        print(t("console.hello"))
    try:
        async with Console(opened, lang=lang) as console:
            answered = await console.talk(typed("> ") if interactive else piped(sys.stdin))
            for question in [] if interactive or answered else examples[:3]:
                print(f"> {question}")
                await console.say(question)
    finally:
        opened.close()
    return 0


COMMANDS: dict[str, Callable[[Config, Arguments], int]] = {
    "run": run,
    "chat": chat,
    "import": lambda c, a: commands.import_files(c, a.paths, a.date, a.source, a.lang),
    "ask": lambda c, a: commands.ask(c, a.question, a.asked_on, a.limit, as_json=a.json, explained=a.explain),
    "extract": lambda _, a: commands.extract_files(a.paths, sentence=a.explain),
    "check": lambda c, a: commands.check(c, as_json=a.json),
    "export": lambda c, a: commands.export(c, a.folder),
    "backup": lambda c, a: upkeep.backup(c, a.folder),
    "restore": lambda c, a: upkeep.restore(c, a.folder),
    "show": lambda c, a: show(c, a.what),
    "words": lambda c, a: lessons.words(c, a.source),
    "repair": lambda c, _: upkeep.repair(c),
    "health": lambda c, _: commands.health(c),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 2 where the settings or arguments are wrong, 1 where the command failed."""
    one_home()
    arguments = parser().parse_args(argv)
    token = os.environ.get("TELEGRAM_BOT_TOKEN", "").strip()
    name = arguments.command or ("run" if token else "chat")
    try:
        config = Config.from_env(os.environ, telegram=name == "run")
    except ConfigFault as fault:
        print(fault, file=sys.stderr)
        return 2
    set_up(config.log_level)
    try:
        return COMMANDS[name](config, arguments)
    except BrokenPipeError:
        # Whoever read the output has seen enough; nothing is left to be flushed into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (store.StoreError, OSError) as error:
        print(f"{name}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
