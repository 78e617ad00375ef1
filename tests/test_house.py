"""The rules of the house: short functions, pure rooms, imports that go one way, nothing hidden in module state."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent

LAYERS = (
    ("model",),
    # Pure: values in, values out.
    (
        "archives articles catalog classify config content contested escape evidence extras feedcheck fields flat found"
        " importing jsonfeed learning links look pagefacts pages plan preview profile prose relabel render seeds"
        " shelves shorthand showing sitecheck stamps starter survey telling templatecode templates text theme themes"
        " views vocabulary wordlists words yamltree"
    ).split(),
    # The rim: what touches the world. `desk` is the record that its stages share, `press` what workers do.
    ("disk", "ledger", "work"),
    ("desk", "press"),
    ("cluster", "intake", "publish", "search", "still"),
    ("run",),
    ("quick",),
    ("check", "classifying", "console", "explain", "learn", "progress", "retag", "serve", "start", "watch"),
    ("arguments",),
    ("cli",),
    ("__main__",),
)
"""The rooms of the package; one may import those above it, and its neighbours where that makes no circle."""
PURE = frozenset((*LAYERS[0], *LAYERS[1]))

OUTSIDE = frozenset(
    "asyncio ctypes fcntl getpass glob http io livereload logging multiprocessing os pathlib pickle platform random"
    " secrets select shutil signal socket sqlite3 ssl subprocess sys tempfile threading time tornado uuid"
    " watchfiles webbrowser".split()
)
"""Modules with which a program reaches files, clocks, chance, the network or other programs."""
OUTSIDE_CALLS = frozenset("open input print exec eval compile __import__ breakpoint".split())
ALLOWED = {("templatecode", "compile")}
"""To compile a template runs nothing."""
CLOCKS = frozenset("now today utcnow read_text write_text read_bytes write_bytes unlink mkdir urlopen".split())
MUTATORS = frozenset(
    "add append appendleft clear discard extend insert pop popitem popleft remove reverse setdefault sort update"
    " difference_update intersection_update symmetric_difference_update".split()
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources() -> list[str]:
    """Return the Python files that the rules hold for, as paths below the root."""
    found = [*(PROJECT / "digest").rglob("*.py"), *(PROJECT / "tools").rglob("*.py"), PROJECT / "build.py"]
    return sorted(path.relative_to(PROJECT).as_posix() for path in found)


def trees(*folders: str) -> dict[str, ast.Module]:
    wanted = [file for file in sources() if not folders or file.startswith(folders)]
    return {file: ast.parse((PROJECT / file).read_text(encoding="utf-8"), file) for file in wanted}


TREES = trees()
ROOMS = trees("digest/")


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def room(file: str) -> str:
    """Return the room that a file of the package belongs to: ``seeds`` for ``digest/seeds/head.py``."""
    return file.removeprefix("digest/").partition("/")[0].removesuffix(".py")


def imported(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield the full names of all that a file imports, wherever in it, with their lines; not what only types need."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their package"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


# ---- size and docstrings


@pytest.mark.parametrize("file", TREES)
def test_a_function_fits_on_a_screen(file: str) -> None:
    long = [f"{f.name}, line {f.lineno}" for f in functions(TREES[file]) if (f.end_lineno or 0) - f.lineno >= 40]
    assert long == []


def test_nine_functions_in_ten_are_under_twenty_lines() -> None:
    lengths = sorted((f.end_lineno or 0) - f.lineno + 1 for tree in TREES.values() for f in functions(tree))
    assert lengths[len(lengths) * 9 // 10] < 20


@pytest.mark.parametrize("file", TREES)
def test_a_module_has_fewer_than_300_lines(file: str) -> None:
    assert len((PROJECT / file).read_text(encoding="utf-8").splitlines()) < 300


@pytest.mark.parametrize("file", TREES)
def test_what_is_public_says_what_it_is(file: str) -> None:
    tree = TREES[file]
    public = [node for node in tree.body if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_")]
    inside = [
        node
        for holder in public
        if isinstance(holder, ast.ClassDef)
        for node in holder.body
        if isinstance(node, Function) and not node.name.startswith("_") and not _from_a_framework(file, holder)
    ]
    assert [node.name for node in (*public, *inside) if not ast.get_docstring(node)] == []
    assert ast.get_docstring(tree) or not tree.body, "the module has no docstring"


@pytest.mark.parametrize("file", ROOMS)
def test_every_signature_has_its_types(file: str) -> None:
    for function in functions(ROOMS[file]):
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        untyped = [a.arg for a in arguments if a.annotation is None and a.arg not in ("self", "cls")]
        assert (untyped, function.returns is None) == ([], False), f"{function.name}, line {function.lineno}"


# ---- imports go one way


def level(name: str) -> int:
    return next(number for number, rooms in enumerate(LAYERS) if name in rooms)


def test_every_room_has_its_place_in_the_table() -> None:
    placed = [name for rooms in LAYERS for name in rooms]
    assert len(placed) == len(set(placed))
    assert {room(file) for file in ROOMS} - {"__init__"} <= set(placed)


@pytest.mark.parametrize("file", ROOMS)
def test_a_room_imports_only_from_its_own_layer_and_those_above(file: str) -> None:
    mine = room(file)
    for name, line in imported(ROOMS[file]):
        parts = name.split(".")
        if parts[0] == "digest" and parts[1] not in ("__version__", mine):
            assert level(parts[1]) <= level(mine), f"line {line}: {mine} imports {parts[1]}"


def test_the_model_imports_nothing_of_ours() -> None:
    for file, tree in ROOMS.items():
        if room(file) == "model":
            assert [n for n, _ in imported(tree) if n.startswith("digest.") and not n.startswith("digest.model.")] == []


def test_no_imports_go_in_a_circle() -> None:
    names = {file.removesuffix(".py").removesuffix("/__init__").replace("/", "."): tree for file, tree in ROOMS.items()}
    above = {
        name: {n if n in names else n.rpartition(".")[0] for n, _ in imported(tree) if n.startswith("digest.")} - {name}
        for name, tree in names.items()
    }
    done: set[str] = set()
    while ready := {
        name for name in above if name not in done and not (above[name] & names.keys()) - done - {"digest"}
    }:
        done |= ready
    assert set(above) - done == set()


# ---- purity


@pytest.mark.parametrize("file", [file for file in ROOMS if room(file) in PURE])
def test_a_pure_room_touches_nothing_of_the_world(file: str) -> None:
    for name, line in imported(ROOMS[file]):
        allowed = name == "pathlib.PurePosixPath"
        assert allowed or name.partition(".")[0] not in OUTSIDE, f"line {line}: imports {name}"
        assert not name.startswith(("urllib.request", "importlib.resources")), f"line {line}: imports {name}"
    for node in ast.walk(ROOMS[file]):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            allowed = (room(file), node.func.id) in ALLOWED
            assert allowed or node.func.id not in OUTSIDE_CALLS, f"line {node.lineno}: calls {node.func.id}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in CLOCKS, f"line {node.lineno}: calls {node.func.attr}"


def test_only_disk_lists_writes_and_deletes_files_and_only_the_ledger_knows_sqlite() -> None:
    for file, tree in ROOMS.items():
        names = {name.partition(".")[0] for name, _ in imported(tree)}
        assert "sqlite3" not in names or room(file) == "ledger", file
        assert not names & {"shutil", "glob"} or room(file) == "disk", file


# ---- state


def bound_in(function: Function) -> set[str]:
    """Return the names that a function binds itself."""
    names = {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    return names | {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def mutated(node: ast.AST) -> Iterator[str]:
    """Yield the names whose value a piece of code changes in place."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute) and inner.func.attr in MUTATORS:
            yield from ([inner.func.value.id] if isinstance(inner.func.value, ast.Name) else [])
        if isinstance(inner, ast.Subscript | ast.Attribute) and not isinstance(inner.ctx, ast.Load):
            yield from ([inner.value.id] if isinstance(inner.value, ast.Name) else [])


@pytest.mark.parametrize("file", ROOMS)
def test_no_function_changes_a_value_of_its_module(file: str) -> None:
    tree = ROOMS[file]
    own = [s for s in tree.body if not isinstance(s, Function | ast.ClassDef)]
    module = {n.id for s in own for n in ast.walk(s) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    assert [n.lineno for n in ast.walk(tree) if isinstance(n, ast.Global)] == []
    for function in functions(tree):
        changed = (set(mutated(function)) - bound_in(function)) & module
        assert not changed, f"{function.name}, line {function.lineno}, changes {changed}"


@pytest.mark.parametrize("file", TREES)
def test_no_default_can_be_changed(file: str) -> None:
    for function in functions(TREES[file]):
        for default in (*function.args.defaults, *function.args.kw_defaults):
            assert not isinstance(default, ast.List | ast.Dict | ast.Set), f"{function.name}, line {function.lineno}"


UNFROZEN = {
    "Lists": "filled line by line while a word list is read",
    "_Notes": "what a parser of the standard library writes down while it reads a page",
}


def records() -> Iterator[tuple[str, ast.ClassDef]]:
    return ((file, node) for file, tree in ROOMS.items() for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def test_records_are_frozen_and_slotted() -> None:
    for file, node in records():
        if node.name in UNFROZEN:
            continue
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Name) and decorator.id == "dataclass":
                raise AssertionError(f"{file}: {node.name} is not frozen")
            if (
                isinstance(decorator, ast.Call)
                and isinstance(decorator.func, ast.Name)
                and decorator.func.id == "dataclass"
            ):
                given = {
                    k.arg for k in decorator.keywords if isinstance(k.value, ast.Constant) and k.value.value is True
                }
                assert {"frozen", "slots"} <= given, f"{file}: {node.name} is not frozen and slotted"


# ---- inheritance

FRAMEWORK = {
    "digest/serve.py": "the handlers of the server belong to tornado and livereload",
    "digest/pagefacts.py": "the parser of the standard library is used by inheriting from it",
}
KINDS = frozenset(("Protocol", "NamedTuple", "Struct", "IntEnum", "StrEnum"))


def _from_a_framework(file: str, node: ast.ClassDef) -> bool:
    return file in FRAMEWORK and bool(node.bases)


def test_nothing_inherits_but_exceptions() -> None:
    errors = {name for name, kind in vars(builtins).items() if _is_error(kind)}
    for file, node in records():
        for base in node.bases:
            name = ast.unparse(base).rpartition(".")[2]
            assert name in errors | KINDS or file in FRAMEWORK, f"{file}: {node.name} inherits from {name}"


def _is_error(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseException)


# ---- files


@pytest.mark.parametrize("file", TREES)
def test_every_text_file_is_opened_with_its_encoding(file: str) -> None:
    for node in ast.walk(TREES[file]):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("read_text", "write_text")
        ):
            least = 1 if node.func.attr == "write_text" else 0
            named = len(node.args) > least or any(k.arg == "encoding" for k in node.keywords)
            assert named or ast.unparse(node.func.value).endswith("disk"), f"line {node.lineno}"
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("open", "os.fdopen"):
            mode = ast.unparse(node.args[1]) if len(node.args) > 1 else "'r'"
            assert "b" in mode or any(k.arg == "encoding" for k in node.keywords), f"line {node.lineno}"


SKIPPED = frozenset("_site node_modules __pycache__ build dist".split())
# Put together here, so that this file does not hold what it looks for.
PRIVATE = re.compile(
    "|".join((r"(?<![\w.])/(?:home|Users)" + r"/(?!me/)\w", r"[A-Z]:\\" + r"Users\\", "/" + r"work/\w", "/" + r"root/"))
)


def texts() -> Iterator[Path]:
    """Yield the files of the repository, without what tools and the build leave there."""
    todo = [PROJECT]
    while todo:
        for path in todo.pop().iterdir():
            hidden = path.name.startswith(".") and path.name not in (".ci", ".github", ".gitattributes", ".gitignore")
            if hidden or path.name in SKIPPED or path.name.endswith(".egg-info"):
                continue
            if path.is_dir():
                todo.append(path)
            else:
                yield path


def test_no_file_names_a_folder_of_the_machine_that_it_was_made_on() -> None:
    found = {}
    for path in texts():
        if match := PRIVATE.search(path.read_bytes().decode("utf-8", "replace")):
            found[path.relative_to(PROJECT).as_posix()] = match[0]
    assert found == {}
