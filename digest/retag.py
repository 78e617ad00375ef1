"""`digest retag`: new labels for stories that nobody has edited. ``relabel`` decides, this room reads and writes."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from digest import content, disk, ledger, relabel
from digest.desk import LOCK, WAITING, Progress, counted, settings, silent
from digest.model import Problem, failed
from digest.work import workers


@dataclass(frozen=True, slots=True)
class Done:
    """What was proposed, or written."""

    diff: tuple[str, ...]
    """Lines, each with its end."""
    changed: int
    same: int
    edited: int
    """Stories that are a person's, and were let alone."""
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> bool:
        """Whether something in the input is wrong."""
        return failed(self.problems)


def retag(
    root: Path,
    named: Collection[str] | None,
    write: bool,
    jobs: int,
    progress: Progress = silent,
    patience: float = ledger.PATIENCE,
) -> Done:
    """Propose labels for all stories, or for those of the files ``named`` below the root; with ``write``, write them.

    To write, it waits until no other run is at work, and tells ``progress`` so. Raises ``Unusable`` for settings that
    cannot be used, and OSError where a file cannot be written, or where another run is still at work after ``patience``
    seconds: then none is.
    """
    said = settings(root)
    wait = ledger.alone(root / LOCK, lambda: progress(WAITING, 0, 1), patience) if write else contextlib.nullcontext()
    with wait, workers(jobs) as spread:
        files, strays = disk.scan(root, content.FOLDER)
        stories = [file for file in content.listing(f.path for f in files).stories if named is None or file in named]
        read = [(file, disk.try_read(root, file)) for file in stories]
        unread = [raw for _, raw in read if isinstance(raw, Problem)]
        texts = [(file, raw) for file, raw in read if isinstance(raw, bytes)]
        proposals = spread(relabel.propose, (said.words, said.site.home, said.names), texts)
        found = list(counted(proposals, len(texts), "finding labels", progress))
        changed = {one.file: one.after.encode() for one in found if one.after}
        if write:
            _write(root, dict(texts), changed)
    problems = (*said.problems, *strays, *unread, *(p for one in found for p in one.problems))
    edited = sum(not one.sealed for one in found)
    same = sum(one.sealed and not one.after and not one.problems for one in found)
    return Done(tuple(relabel.diff(found)), len(changed), same, edited, tuple(sorted(problems)))


def _write(root: Path, before: Mapping[str, bytes], changed: Mapping[str, bytes]) -> None:
    """Write stories, all or none. Raises OSError, also where one is not as it was ``before``: a person was there."""
    for file in changed:
        if disk.try_read(root, file) != before[file]:
            raise OSError(errno.EBUSY, "it was changed meanwhile; no story was written", file)
    disk.write_all(root, changed)
