"""Texts that several pages show, kept in files until they are joined into them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from digest.disk.output import worker

Ref = tuple[str, int, int]
"""Where a stored text lies: file, offset and length in bytes."""


def store(folder: Path, texts: Iterable[str]) -> list[Ref]:
    """Add texts to a file that is this worker's own, and say where each lies."""
    raws = [text.encode() for text in texts]
    if not raws:
        return []
    name = worker()
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / name, "ab") as file:
        at = file.seek(0, os.SEEK_END)
        file.write(b"".join(raws))
    refs: list[Ref] = []
    for raw in raws:
        refs.append((name, at, len(raw)))
        at += len(raw)
    return refs


def fetch(folder: Path, wanted: Iterable[tuple[Ref, ...]]) -> list[tuple[str, ...]]:
    """Read stored texts."""
    with contextlib.ExitStack() as stack:
        files: dict[str, BinaryIO] = {}

        def text(ref: Ref) -> str:
            name, at, length = ref
            file = files.get(name)
            if file is None:
                file = files[name] = stack.enter_context(open(folder / name, "rb", buffering=0))
            file.seek(at)
            return file.read(length).decode()

        return [tuple(text(ref) for ref in refs) for refs in wanted]
