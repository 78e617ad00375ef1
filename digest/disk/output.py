"""The output folder, and whatever else is written: in one step each, or all or none."""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path

_INPUTS = ("seeds", "content", "themes", "words", ".git", ".digest")
MARK = ".made-by-digest"
"""File in the output folder that says it is ours to clear."""


class NotOurs(Exception):
    """The output folder holds files that this program did not make."""


def write(path: str, raw: bytes, staged: str = "") -> os.stat_result:
    """Write a file in one step, through a temporary name, and leave it alone where it already holds just that.

    ``staged`` is a file that holds the bytes already, and is to take the place.
    """
    try:
        seen = os.stat(path)
        if seen.st_size == len(raw):
            with open(path, "rb") as file:
                if file.read() == raw:
                    return seen
    except OSError:  # mostly since there is none yet
        pass
    try:
        return _placed(path, raw, staged)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return _placed(path, raw, staged)


def _placed(path: str, raw: bytes, staged: str) -> os.stat_result:
    name, seen = (staged, os.stat(staged)) if staged else _staged(path, raw)
    os.replace(name, path)
    return seen


def publish(output: Path, file: str, raw: bytes, staged: str = "") -> str:
    """Write a file of the output, as ``write`` does, and return its state.

    What stands in its way there, a folder or a file, gives way.
    """
    path = f"{output}/{file}"
    try:
        return _state(write(path, raw, staged))
    except (NotADirectoryError, FileExistsError, IsADirectoryError, PermissionError):
        _clear_way(output, Path(path))
        return _state(write(path, raw, staged))


def _clear_way(output: Path, path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    for parent in path.parents:
        if parent.is_relative_to(output) and parent.is_file():
            parent.unlink()


def move(staged: Path, output: Path, file: str) -> str:
    """Bring a staged file to its place in the output, and return its state."""
    with open(staged / file, "rb") as source:
        raw = source.read()
    return publish(output, file, raw, f"{staged}/{file}")


def worker() -> str:
    """Name this thread of this process of this machine: no other that sees the same disk has the name."""
    return f"{platform.node()[:60]}.{os.getpid()}.{threading.get_ident()}"


def _staged(path: str, raw: bytes) -> tuple[str, os.stat_result]:
    """Write bytes under a temporary name beside ``path``, which no scan sees; return that name, and its state."""
    folder, _, name = path.rpartition("/")
    staged = f"{folder}/.{name[:100]}.{worker()}.tmp"
    try:
        with open(staged, "wb") as file:
            file.write(raw)
            file.flush()
            return staged, os.fstat(file.fileno())
    except FileNotFoundError:
        raise
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(staged)
        raise


def write_all(root: Path, files: Mapping[str, bytes]) -> None:
    """Write several files or none. Raises OSError, and then everything is as it was.

    All are staged before the first takes its place; where one cannot take it, those that did are put back.
    """
    staged: list[tuple[str, Path]] = []
    before: list[tuple[Path, bytes | None]] = []
    try:
        for path, raw in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            staged.append((_staged(f"{root}/{path}", raw)[0], root / path))
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


def _state(found: os.stat_result) -> str:
    """Return what tells that a written file was changed or replaced behind our back."""
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
                elif not entry.name.startswith(".") or entry.name.endswith(".tmp"):  # left by a build that was killed
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
        with contextlib.suppress(OSError):  # a page that is now a folder, or lies below what is now a file
            path.unlink()
        for parent in path.parents:
            if parent == folder:
                break
            try:
                parent.rmdir()
            except OSError:
                break


def clear(folder: Path) -> None:
    """Delete a folder of ours with all that is in it."""
    shutil.rmtree(folder, ignore_errors=True)


def swap(new: Path, old: Path) -> None:
    """Put a finished folder in the place of an older one."""
    clear(old)
    os.replace(new, old)
