"""Listing and reading what people put into a digest."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from digest.model import Problem, key_of

_COARSE, _FINE = 2 * 10**9, 10**8
"""Nanoseconds in which a clock is sure to tick: one that counts seconds (FAT: every second one), and any other."""


@dataclass(frozen=True, slots=True)
class Found:
    """A listed file: its path below the root of the digest, with ``/``, and its state.

    Two looks at a file that find the same state found the same bytes; an empty state promises nothing.
    """

    path: str
    size: int
    state: str


Scan = tuple[Iterable[Found], tuple[Problem, ...]]
"""Files that were found, by path, and what is wrong with others."""


def scan(root: Path, folder: str) -> tuple[list[Found], tuple[Problem, ...]]:
    """List the files below ``root/folder``, hidden ones left out, sorted by path.

    A symbolic link to a file is followed while it stays inside the folder; any other link, a name that is not UTF-8,
    and a folder that cannot be listed are problems.
    """
    top = root / folder
    found: list[Found] = []
    problems: list[Problem] = []
    todo = [folder] if top.is_dir() else []
    now = time.time_ns()
    while todo:
        below = todo.pop()
        try:
            entries = list(os.scandir(root / below))
        except OSError as error:
            problems.append(Problem(below, 0, f"cannot be listed: {error.strerror}", "give yourself the right to it"))
            continue
        for entry in entries:
            name = entry.name
            path = f"{below}/{name}"
            if name.startswith("."):
                continue
            if not name.isascii() and not _is_text(path):
                problems.append(_odd_name(path))
            elif entry.is_symlink() and not _inside(Path(entry.path), top):
                problems.append(_leaves(path))
            elif entry.is_dir():
                todo.append(path)
            elif entry.is_file():
                seen = entry.stat()
                found.append(Found(path, seen.st_size, _input_state(seen, now)))
    return sorted(found, key=lambda f: f.path), tuple(problems)


def _input_state(seen: os.stat_result, now: int) -> str:
    """Return what differs once a file was changed, replaced, or swapped with another; empty where that is not sure.

    The time of the change (``ctime``) is the system's own: no program can set it back, as ``cp -p`` does with the time
    of the last writing. Two changes within one tick of the clock look like one, and a clock that was set back makes
    what is newer than now (ns): such a state is not sure. On Windows there is no time of the change, and none is.
    """
    coarse = seen.st_ctime_ns % 10**9 == 0
    if os.name == "nt" or seen.st_ctime_ns >= now - (_COARSE if coarse else _FINE):
        return ""
    return f"{seen.st_size}.{seen.st_mtime_ns}.{seen.st_ctime_ns}.{seen.st_ino}"


def seen(found: Iterable[Found], problems: Iterable[Problem]) -> bytes:
    """Fingerprint what ``scan`` found; empty where one of the files may change without being noticed."""
    lines = [f"{file.path}\0{file.state}" if file.state else "" for file in found]
    return key_of("\n".join(lines), repr(tuple(problems))) if all(lines) else b""


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
        with open(f"{root}/{file}", "rb", buffering=0) as opened:
            return opened.read()
    except OSError as error:
        return Problem(file, 0, f"cannot be read: {error.strerror}", "give yourself the right to read it, or remove it")


def text_of(raw: bytes) -> str:
    """Read bytes as UTF-8 without a BOM, what is not UTF-8 as marks."""
    return raw.decode("utf-8", "replace").removeprefix("\ufeff")  # three times faster than "utf-8-sig"


def read_text(path: Path) -> str:
    """Read a text file as UTF-8, what is not UTF-8 as marks; empty where there is none."""
    try:
        with open(path, "rb", buffering=0) as file:
            return text_of(file.read())
    except OSError:
        if path.is_file():
            raise
        return ""
