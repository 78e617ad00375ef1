"""What an import sets down while it works: scratch folders, the files it made, how all take their places."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from digest.disk.output import clear, worker


@contextlib.contextmanager
def scratch(parent: Path, name: str) -> Iterator[Path]:
    """Give a hidden folder below ``parent`` that is gone in the end, as is what a killed run left of its own."""
    folder = parent / f".{name}.{worker()}"
    sweep(parent, name)
    try:
        folder.mkdir(parents=True)
        yield folder
    finally:
        sweep(parent, name)  # workers of a killed run may just have ended


def sweep(parent: Path, name: str) -> None:
    """Remove the folders that runs which were killed left of ``scratch``."""
    for folder in list(parent.glob(f".{name}.*")):
        clear(folder)


def stage(folder: Path, name: str, raw: bytes) -> None:
    """Write a file that is to take its place later."""
    with open(f"{folder}/{name}", "wb") as file:
        file.write(raw)


def place_all(root: Path, folder: Path, moves: Iterable[tuple[str, str]]) -> None:
    """Bring staged files of ``folder``, given as (name, path below ``root``), to their places, all of them or none.

    Raises OSError, and then everything is as it was. A run that is killed meanwhile has brought the first of them.
    """
    done: list[tuple[str, str]] = []
    made: set[str] = set()
    try:
        for name, path in moves:
            target = f"{root}/{path}"
            parent = os.path.dirname(target)
            if parent not in made:
                os.makedirs(parent, exist_ok=True)
                made.add(parent)
            spare = _spared(target, f"{folder}/{name}.old")
            os.replace(f"{folder}/{name}", target)
            done.append((target, spare))
    except OSError:
        for target, spare in reversed(done):
            with contextlib.suppress(OSError):
                os.replace(spare, target) if spare else os.unlink(target)
        raise


def _spared(target: str, spare: str) -> str:
    """Keep the file that is to be replaced under a second name, and return that; empty where there is none."""
    if not os.path.isfile(target):
        return ""
    try:
        os.link(target, spare)
    except OSError:  # there are no such links on this disk
        shutil.copy2(target, spare)
    return spare
