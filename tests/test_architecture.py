"""The rules of the house, read from the syntax tree: bot runs, handlers talk, store knows."""

from __future__ import annotations

import ast
import importlib
import re
import statistics
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "handlers", "store")
FILES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))

# Which rooms of the store a room may import. `store` itself stands for model and errors.
ROOMS = {
    "model": set[str](),
    "errors": set[str](),
    "language": {"model", "errors"},
    "reading": {"model", "errors", "language"},
    "extraction": {"model", "errors", "language"},
    "search": {"model", "errors", "language"},
    "database": {"model", "errors"},
    "intake": {"model", "errors", "language", "reading", "extraction"},
    "scenes": {"model", "errors", "language"},
    "vetoes": {"model", "errors", "language", "search", "scenes"},
    "answers": {"model", "errors", "language", "search", "alike", "similar", "vetoes", "scenes", "editing"},
    "audit": {"database"},
    "editing": {"model", "errors", "language"},
    "flows": {"database"},
    "versions": {"errors"},
    "editors": {"database", "audit"},
    "tally": {"database"},
    "broadcasts": {"errors", "database", "audit", "chats", "outbox", "pending"},
    "figures": {"database", "outbox", "tally"},
    "overlay": {"errors", "language", "database", "audit"},
    "nearness": {"model", "reading", "library", "drafts"},
    "drafts": {"model", "errors", "database", "editing", "audit", "pending", "versions", "reading"},
    "recall": {"database", "feedback", "outbox"},
    "corrections": {
        "model",
        "errors",
        "database",
        "editing",
        "audit",
        "pending",
        "versions",
        "drafts",
        "outbox",
        "recall",
    },
    "rereading": {
        "model",
        "errors",
        "database",
        "editing",
        "audit",
        "pending",
        "drafts",
        "intake",
        "nearness",
    },
    "hours": set(),
    "subscriptions": {"model", "language", "database"},
    "stories": {"model", "database", "intake", "subscriptions"},
    "digests": {"database", "chats", "hours", "outbox", "pending"},
    "delivery": {
        "model",
        "language",
        "database",
        "chats",
        "hours",
        "library",
        "outbox",
        "regions",
        "stories",
        "subscriptions",
    },
    "inbox": {"model", "errors", "database"},
    "outbox": {"model", "errors", "database", "pending"},
    "feedback": {"model", "errors", "database", "pending"},
    "conversation": {"model", "errors", "language", "search"},
    "pending": {"errors", "database"},
    "chats": {"model", "errors", "database", "pending", "hours"},
    "chronicle": {"model", "errors", "language"},
    "library": {
        "model",
        "errors",
        "language",
        "database",
        "alike",
        "chronicle",
        "recent",
        "regions",
        "highlights",
        "developing",
    },
    "developing": {"model", "database", "alike", "stories"},
    "highlights": {"model", "errors", "language", "alike", "similar", "subscriptions"},
    "shelf": {"model", "errors", "search", "database"},
    "answering": {"model", "search", "answers", "library", "similar"},
    "alike": {"model", "errors", "language"},
    "similar": {"model", "errors", "language", "alike"},
    "recent": set(),
    "regions": {"model", "errors", "language"},
    "describe": {"model", "errors", "language", "editing"},
    "service": {
        "model",
        "errors",
        "language",
        "search",
        "database",
        "intake",
        "answering",
        "answers",
        "describe",
        "regions",
        "inbox",
        "outbox",
        "delivery",
        "digests",
        "nearness",
        "rereading",
        "subscriptions",
        "recent",
        "feedback",
        "shelf",
        "pending",
        "chronicle",
        "chats",
        "library",
        "audit",
        "drafts",
        "flows",
        "corrections",
        "overlay",
        "editors",
        "tally",
        "broadcasts",
        "figures",
    },
    "__init__": {
        "delivery",
        "hours",
        "reading",
        "subscriptions",
        "model",
        "errors",
        "language",
        "extraction",
        "search",
        "database",
        "intake",
        "service",
        "similar",
        "conversation",
        "outbox",
        "regions",
        "recent",
        "audit",
        "drafts",
        "editing",
        "corrections",
        "overlay",
        "editors",
        "broadcasts",
        "figures",
    },
}
ONLY_IN = {
    "telegram": ("handlers", "bot"),
    "tinydb": ("store/database",),
    "rapidfuzz": ("store/search", "store/language"),
}
DOOR = {"store"}
# Modules whose whole body is one table or one public entry and that other tests drive.
UNMIRRORED = {"__init__.py", "__main__.py"}
# Words of a language pack that stand in code all the same, each with its reason.
WORDS_IN_CODE: dict[str, str] = {
    "head": "an element of HTML",
    "section": "an element of HTML",
    "articles": "a table of the store",
    "state": "a field of an outbox row",
    "stories": "a table of the store",
    "killed": "a kind of claim",
    "until": "a field of an outbox row",
}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports_of(path: Path) -> Iterator[str]:
    package = name_of(path).split(".")[:-1]
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{module}.{alias.name}"
                yield inner if is_module(inner) else module


def is_module(name: str) -> bool:
    path = ROOT / name.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def definitions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    own = name_of(path)
    layer = own.split(".")[0]
    for target in imports_of(path):
        top = target.split(".")[0]
        if top in PACKAGES:
            assert PACKAGES.index(top) >= PACKAGES.index(layer), f"{own} looks up at {target}"
        if top == "store" and layer != "store":
            assert target in DOOR, f"{own} passes by the store's door: {target}"
        if top == layer == "store" and room_of(target) != room_of(own):
            assert room_of(target) in ROOMS[room_of(own)], f"{own} may not import {target}"
        if top in ONLY_IN:
            place = "/".join(own.split("."))
            assert place.startswith(ONLY_IN[top]), f"{own} imports {top}"


@pytest.mark.parametrize("path", [p for p in FILES if p.is_relative_to(ROOT / "store")], ids=name_of)
def test_the_store_neither_waits_nor_looks_at_the_clock(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        assert not isinstance(node, ast.AsyncFunctionDef | ast.Await | ast.AsyncWith | ast.AsyncFor)
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"now", "utcnow", "today"}, (
                f"{name_of(path)}:{node.lineno} reads the clock"
            )


def test_no_import_cycle() -> None:
    graph = {name_of(p).removesuffix(".__init__"): set(imports_of(p)) for p in FILES}
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join([*path, module])
        if module in done or module not in graph:
            return
        for target in graph[module]:
            visit(target, (*path, module))
        done.add(module)

    for module in graph:
        visit(module, ())


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_and_functions_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    for node in definitions(path):
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        assert length <= 40, f"{name_of(path)}:{node.lineno} {node.name} has {length} lines"


def test_the_median_function_has_at_most_eight_lines() -> None:
    lengths = [(n.end_lineno or n.lineno) - n.lineno + 1 for p in FILES for n in definitions(p)]
    assert not lengths or statistics.median(lengths) <= 8


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_all_is_true(path: Path) -> None:
    module = importlib.import_module(name_of(path).removesuffix(".__init__"))
    if path.name == "__main__.py" or not path.read_text(encoding="utf-8").strip():
        return
    public = getattr(module, "__all__", None)
    assert public is not None, f"{name_of(path)} has no __all__"
    assert [name for name in public if not hasattr(module, name)] == []


@pytest.mark.parametrize("path", [p for p in FILES if p.name not in UNMIRRORED], ids=name_of)
def test_every_module_has_its_mirrored_test(path: Path) -> None:
    relative = path.relative_to(ROOT)
    mirrored = ROOT / "tests" / relative.parent / f"test_{relative.name}"
    assert mirrored.exists(), f"no {mirrored.relative_to(ROOT)}"


def pack_words() -> set[str]:
    words: set[str] = set()

    def collect(value: object) -> None:
        if isinstance(value, str):
            words.update(re.findall(r"[^\W\d_]{4,}", value.lower()))
        elif isinstance(value, list):
            for item in value:
                collect(item)
        elif isinstance(value, dict):
            for key, item in value.items():
                collect(item)
                if " " in key:
                    collect(key)

    for pack in (ROOT / "store/language/data").glob("*/*.toml"):
        if len(pack.parent.name) == 2:
            collect(tomllib.loads(pack.read_text(encoding="utf-8")))
    return words


def compared_literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """String literals that are compared with, looked up in, or compiled to a pattern."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            parts: list[ast.expr] = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            parts = list(node.args)
        else:
            continue
        for part in parts:
            for leaf in ast.walk(part):
                if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str):
                    yield leaf.lineno, leaf.value


# The model's own vocabulary (kinds, statuses, field names) is English by design and not a language's word.
def model_words() -> set[str]:
    text = (ROOT / "store/model.py").read_text(encoding="utf-8")
    return {word.lower() for word in re.findall(r"[^\W\d_]{4,}", text)}


def test_words_of_a_language_are_data() -> None:
    words, own = pack_words(), model_words()
    found = []
    for path in FILES:
        if not path.is_relative_to(ROOT / "store") or path.name.startswith("build_"):
            continue
        for line, literal in compared_literals(tree_of(path)):
            for word in re.findall(r"[^\W\d_]{4,}", literal.lower()):
                if word in words and word not in own and word not in WORDS_IN_CODE:
                    found.append(f"{name_of(path)}:{line}: {word}")
    assert found == []
