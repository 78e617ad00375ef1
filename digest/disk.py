"""The only module that lists, reads, writes or deletes files."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from digest.model import Problem, key_of
from digest.theme import Layer

PACKAGE = Path(__file__).resolve().parent
_SHAPE_PAGES = ("anyascii", "babel", "jinja2", "markdown", "markupsafe", "nh3")
_INPUTS = ("seeds", "content", "themes", "words", ".git", ".digest")
MARK = ".made-by-digest"
"""File in the output folder that says it is ours to clear."""


class NotOurs(Exception):
    """The output folder holds files that this program did not make."""


@dataclass(frozen=True, slots=True)
class Found:
    """A listed file: its path below the root of the digest, with ``/``."""

    path: str
    size: int


def scan(root: Path, folder: str) -> tuple[list[Found], tuple[Problem, ...]]:
    """List the files below ``root/folder``, hidden ones left out, sorted by path.

    A symbolic link to a file is followed while it stays inside the folder; any other link, a name that is not UTF-8,
    and a folder that cannot be listed are problems.
    """
    top = root / folder
    found: list[Found] = []
    problems: list[Problem] = []
    todo = [top] if top.is_dir() else []
    while todo:
        below = todo.pop()
        try:
            entries = list(os.scandir(below))
        except OSError as error:
            place = below.relative_to(root).as_posix()
            problems.append(Problem(place, 0, f"cannot be listed: {error.strerror}", "give yourself the right to it"))
            continue
        for entry in entries:
            path = Path(entry.path).relative_to(root).as_posix()
            if entry.name.startswith("."):
                continue
            if not _is_text(path):
                problems.append(_odd_name(path))
            elif entry.is_symlink() and not _inside(Path(entry.path), top):
                problems.append(_leaves(path))
            elif entry.is_dir():
                todo.append(Path(entry.path))
            elif entry.is_file():
                found.append(Found(path, entry.stat().st_size))
    return sorted(found, key=lambda f: f.path), tuple(problems)


def _is_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _odd_name(path: str) -> Problem:
    shown = path.encode("utf-8", "replace").decode()
    return Problem(shown, 0, "its name is not UTF-8; the file was not read", "rename it")


def _inside(link: Path, top: Path) -> bool:
    """Say whether a link leads to a file inside the folder; links to folders are not followed, they could go round."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # a dangling link, or one that leads to itself
        return False
    return target.is_file() and target.is_relative_to(top.resolve())


def _leaves(path: str) -> Problem:
    says = "is a symbolic link that leaves the folder, leads to a folder or nowhere; it was not followed"
    return Problem(path, 0, says, "copy the file into the folder")


def read(path: Path) -> bytes:
    """Read a file."""
    return path.read_bytes()


def try_read(root: Path, file: str) -> bytes | Problem:
    """Read a file that a user put there; where that cannot be done, say why."""
    try:
        return (root / file).read_bytes()
    except OSError as error:
        return Problem(file, 0, f"cannot be read: {error.strerror}", "give yourself the right to read it, or remove it")


def read_text(path: Path) -> str:
    """Read a text file as UTF-8, what is not UTF-8 as marks; empty where there is none."""
    return path.read_bytes().decode("utf-8-sig", "replace") if path.is_file() else ""


def write(path: Path, raw: bytes) -> bool:
    """Write a file in one step, through a temporary name; return False where it already holds just that."""
    with contextlib.suppress(OSError):
        if path.stat().st_size == len(raw) and path.read_bytes() == raw:
            return False
    try:
        staged = _staged(path, raw)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        staged = _staged(path, raw)
    os.replace(staged, path)
    return True


def publish(output: Path, file: str, raw: bytes) -> bool:
    """Write a file of the output, as ``write`` does; what stands in its way there, a folder or a file, gives way."""
    path = output / file
    try:
        return write(path, raw)
    except (NotADirectoryError, FileExistsError, IsADirectoryError, PermissionError):
        if path.is_dir():
            shutil.rmtree(path)
        for parent in path.parents:
            if parent.is_relative_to(output) and parent.is_file():
                parent.unlink()
        return write(path, raw)


def _staged(path: Path, raw: bytes) -> str:
    """Write bytes under a temporary name beside ``path``, which no scan sees, and return that name."""
    folder, name = os.path.split(path)
    staged = os.path.join(folder, f".{name[:100]}.{os.getpid()}.tmp")
    try:
        with open(staged, "wb") as file:
            file.write(raw)
    except FileNotFoundError:
        raise
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(staged)
        raise
    return staged


def write_all(root: Path, files: Mapping[str, bytes]) -> None:
    """Write several files or none. Raises OSError, and then everything is as it was.

    All are staged before the first takes its place; where one cannot take it, those that did are put back.
    """
    staged: list[tuple[str, Path]] = []
    before: list[tuple[Path, bytes | None]] = []
    try:
        for path, raw in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            staged.append((_staged(root / path, raw), root / path))
        for name, target in staged:
            before.append((target, target.read_bytes() if target.is_file() else None))
            os.replace(name, target)
    except OSError:
        for target, old in before:
            with contextlib.suppress(OSError):
                target.unlink(missing_ok=True) if old is None else target.write_bytes(old)
        for name, _ in staged:
            with contextlib.suppress(OSError):
                os.unlink(name)
        raise


def state(path: Path) -> str:
    """Return what tells that a written file was changed or replaced behind our back; empty where it is gone."""
    try:
        return _state(path.stat(follow_symlinks=False))
    except OSError:
        return ""


def _state(found: os.stat_result) -> str:
    return f"{found.st_size}.{found.st_mtime_ns}"


def outputs(folder: Path, kept: str) -> dict[str, str]:
    """List the files of the output folder with their state; hidden files and the folder ``kept`` are left out."""
    found: dict[str, str] = {}
    todo = [""] if folder.is_dir() else []
    while todo:
        below = todo.pop()
        with os.scandir(folder / below) as entries:
            for entry in entries:
                path = below + entry.name
                if entry.is_dir(follow_symlinks=False):
                    todo += [path + "/"] if path != kept else []
                elif not path.startswith("."):
                    found[path] = _state(entry.stat(follow_symlinks=False))
    return found


def claim(folder: Path, root: Path) -> None:
    """Take the output folder as ours. Raises ``NotOurs`` where it holds, or lies among, what we did not make."""
    if folder == root or folder in root.parents or any(folder.is_relative_to(root / name) for name in _INPUTS):
        raise NotOurs(f"{folder} is where a digest's own files are; choose another folder with --output")
    if folder.is_dir() and not (folder / MARK).exists() and any(folder.iterdir()):
        raise NotOurs(f"{folder} holds files that digest did not make; empty it, or choose another with --output")
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / MARK).exists():
        (folder / MARK).touch()


def remove(folder: Path, files: Iterable[str]) -> None:
    """Delete files below a folder, and the folders that this leaves empty."""
    for file in files:
        path = folder / file
        path.unlink(missing_ok=True)
        for parent in path.parents:
            if parent == folder:
                break
            try:
                parent.rmdir()
            except OSError:
                break


# ---- the program's own files


@lru_cache(maxsize=1)
def code_print() -> bytes:
    """Fingerprint the program: its sources and word files, and the versions of the packages that shape a page."""
    sources = sorted(p for p in PACKAGE.rglob("*") if p.suffix in (".py", ".txt", ".tsv"))
    versions = (f"{name} {version(name)}" for name in _SHAPE_PAGES)
    return key_of(*(p.name for p in sources), *(p.read_bytes() for p in sources), *versions)


def word_files(root: Path) -> dict[str, str]:
    """Read the word lists of the program, and under ``user/NAME`` those of the digest's own folder."""
    ours = {p.name: p.read_text("utf-8") for p in sorted((PACKAGE / "words").iterdir()) if p.suffix in (".txt", ".tsv")}
    mine = root / "words"
    theirs = {f"user/{p.name}": read_text(p) for p in sorted(mine.glob("*.txt")) if p.is_file()}
    return {**ours, **theirs}


def theme_layers(root: Path, theme: str) -> tuple[Layer, ...]:
    """Return the folders of a theme, the user's own first and the default theme's last."""
    folders = [root / "themes" / name for name in dict.fromkeys((theme, "default"))]
    folders = [folder for folder in folders if folder.is_dir()]
    default = _default_theme()
    if not any(folder.resolve() == default for folder in folders):
        folders.append(default)
    return tuple(Layer(_shown(folder, root), _contents(folder)) for folder in folders)


def _default_theme() -> Path:
    """Find the default theme: shipped as a package beside this one, or in the source tree it runs from."""
    shipped = find_spec("digest.themes")
    if shipped and shipped.submodule_search_locations:
        return (Path(shipped.submodule_search_locations[0]) / "default").resolve()
    return (PACKAGE.parent / "themes" / "default").resolve()


def _shown(folder: Path, root: Path) -> str:
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else f"themes/{folder.name}"


def _contents(folder: Path) -> dict[str, bytes]:
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.startswith("."))
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def clear(folder: Path) -> None:
    """Delete a folder of ours with all that is in it."""
    shutil.rmtree(folder, ignore_errors=True)


def swap(new: Path, old: Path) -> None:
    """Put a finished folder in the place of an older one."""
    clear(old)
    os.replace(new, old)
