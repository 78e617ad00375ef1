"""What workers set down for each other: texts that several pages show, seed articles that become stories."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from digest.disk.output import worker

Ref = tuple[str, int, int]
"""Where something kept lies: file, offset and length in bytes."""


@contextlib.contextmanager
def keeping(folder: Path) -> Iterator[Callable[[bytes], Ref]]:
    """Give a function that adds bytes to a file of this worker's own and says where they lie."""
    name = worker()
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / name, "ab") as file:
        at = file.seek(0, os.SEEK_END)

        def keep(raw: bytes) -> Ref:
            nonlocal at
            ref = name, at, len(raw)
            at += file.write(raw)
            return ref

        yield keep


def kept(folder: Path, refs: Iterable[Ref]) -> Generator[bytes]:
    """Yield what was kept, one after another."""
    with contextlib.ExitStack() as stack:
        files: dict[str, BinaryIO] = {}
        for name, at, length in refs:
            file = files.get(name)
            if file is None:
                file = files[name] = stack.enter_context(open(folder / name, "rb", buffering=0))
            file.seek(at)
            yield file.read(length)


def store(folder: Path, texts: Iterable[str]) -> list[Ref]:
    """Keep texts, and say where each lies."""
    with keeping(folder) as keep:
        return [keep(text.encode()) for text in texts]


def fetch(folder: Path, wanted: Sequence[tuple[Ref, ...]]) -> list[tuple[str, ...]]:
    """Read stored texts."""
    with contextlib.closing(kept(folder, chain.from_iterable(wanted))) as raws:
        return [tuple(raw.decode() for raw in islice(raws, len(refs))) for refs in wanted]
