"""Notice what a person saves in a digest, through the system's own file events."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import click
from watchfiles import Change, awatch

from digest import config

FOLDERS = ("seeds", "content", "themes", "words")
"""Folders of a digest that a build reads, beside the settings."""
STEP = 5
"""Milliseconds between two looks at what the system reported: too few to be felt, too many to cost anything."""
QUIET = 0.05
"""Seconds without a change that end a burst of them. Above twice ``STEP``, within which a change is seen."""
WARY = 0.2
"""The same, for changes that come during a build or within ``SOON`` of it: they are a burst's that goes on."""
SOON = 0.5
LONGEST_BURST = 1.5
"""Seconds after which a burst counts as ended though changes still come."""

_SCRATCH = re.compile(r"[.#].*|.*~|.*\.(swp|swx|tmp|part|crdownload)|4913|___jb_\w+___")
"""Names of files that editors and browsers write beside the real one (Vim tries a folder out with ``4913``)."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What was saved since a build last asked."""

    event: asyncio.Event = field(default_factory=asyncio.Event)
    files: set[Path] = field(default_factory=set)
    """The files; the root itself where anything may have changed."""

    def note(self, files: Iterable[Path]) -> None:
        """Add files, and wake who waits."""
        self.files.update(files)
        self.event.set()

    def taken(self) -> frozenset[Path]:
        """Return the files, and forget them."""
        files = frozenset(self.files)
        self.files.clear()
        return files


async def watch(root: Path, changed: Changes) -> None:
    """Note whatever is saved that a build reads, and the root once, when the watch stands; never return.

    The root is watched flat, since _site/ and much else lies below it; the folders that come and go in it, deeply.
    """
    deep = await _watch_folders(root, changed)
    async for found in awatch(root, watch_filter=partial(matters, root), step=STEP, recursive=False):
        if any(Path(path).name in FOLDERS and change != Change.modified for change, path in found):
            deep.cancel()
            deep = await _watch_folders(root, changed)
        elif any(Path(path).name == config.FILE for _, path in found):
            changed.note([root])


async def _watch_folders(root: Path, changed: Changes) -> asyncio.Task[None]:
    """Start to watch the folders that there are. What was saved in them before counts as a change."""
    task = asyncio.create_task(_report([root / name for name in FOLDERS if (root / name).is_dir()], root, changed))
    await asyncio.sleep(0)  # the watch stands once the task had its first turn
    changed.note([root])
    return task


async def _report(folders: list[Path], root: Path, changed: Changes) -> None:
    if not folders:
        return
    try:
        async for found in awatch(*folders, watch_filter=partial(matters, root), step=STEP):
            changed.note(Path(path) for _, path in found)
    except FileNotFoundError:  # a folder is gone again, which the watch on the root reports
        return
    except OSError as error:
        click.echo(f"cannot watch for changes: {error}; set WATCHFILES_FORCE_POLLING=1 and start again", err=True)


def matters(root: Path, _: Change, path: str) -> bool:
    """Say whether a changed file is one that a person saves: not in a hidden folder, not an editor's scratch file."""
    file = Path(path)
    parts = file.relative_to(root).parts if file.is_relative_to(root) else (file.name,)
    return not any(part.startswith(".") for part in parts) and not _SCRATCH.fullmatch(file.name)


async def begun(changed: Changes, calm: float | None) -> bool:
    """Wait for the first of some changes; return False where none came in ``calm`` seconds."""
    try:
        async with asyncio.timeout(calm):
            await changed.event.wait()
    except TimeoutError:
        return False
    changed.event.clear()
    return True


async def settled(changed: Changes, built: float) -> None:
    """Wait for the end of a burst of changes; ``built`` is when the last build ended, by the clock of the loop."""
    clock = asyncio.get_running_loop().time
    quiet = QUIET if clock() - built > SOON else WARY
    end = clock() + LONGEST_BURST
    with contextlib.suppress(TimeoutError):
        while clock() < end:
            changed.event.clear()
            async with asyncio.timeout(quiet):
                await changed.event.wait()
    changed.event.clear()
