"""Whether anything at all changed since the last build: the quickest answer, which loads nothing that renders.

A build that ends with all in order leaves a picture of what it found and made. While the next one sees the same
picture, it has nothing to do, and says again what the last one said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from digest import disk, ledger
from digest.desk import CACHE, Options, Report
from digest.disk import Scan
from digest.ledger import Ledger
from digest.model import KEPT, Plan, Problem, key_of

_SCENE = "scene"


@dataclass(frozen=True, slots=True)
class Scene:
    """Fingerprints of all that a build depends on, and of the site; what was said of it; stories and pages."""

    inputs: bytes
    content: bytes
    seeds: bytes
    output: bytes
    indexed: bool
    problems: tuple[Problem, ...]
    stories: int
    held: int
    pages: int


class Glance(NamedTuple):
    """What was seen at first sight."""

    report: Report | None = None
    """Of a build that has nothing to do; None where it may have."""
    scan: Scan | None = None
    """The files of content/, where they were looked at, to be gone through once: a build does not keep them,
    since they may be a hundred thousand."""


_read = msgspec.msgpack.Decoder(Scene).decode


def glance(options: Options) -> Glance:
    """Look for a change. Raises ``disk.NotOurs``."""
    disk.claim(options.output, options.root)
    with ledger.opened(options.root / CACHE, disk.code_print().hex(), whole=False) as book:
        raw = book.meta(_SCENE)
    if not raw:
        return Glance()
    scene, root = _read(raw), options.root
    if scene.inputs != inputs(options) or scene.indexed != _indexed(options):
        return Glance()
    found, strays = disk.scan(root, "content")
    same = (
        scene.content == disk.seen(found, strays)
        and scene.seeds == disk.seen(*disk.scan(root, "seeds"))
        and scene.output == _shown(disk.outputs(options.output, KEPT))
    )
    done = Report(scene.problems, plan=Plan((), (), scene.pages), stories=scene.stories, held=scene.held)
    return Glance(done if same else None, (iter(found), strays))


def remember(
    options: Options, book: Ledger, report: Report, seen: tuple[bytes, bytes, bytes], output: Mapping[str, str]
) -> None:
    """Leave the picture for the next build; none where a file could change without being noticed.

    ``seen`` are the fingerprints of inputs, content/ and seeds/ as they were before this build read them.
    """
    shown = _shown(output)
    problems = tuple(problem for problem in report.problems if problem.path != CACHE)
    pages = len(report.plan.writes) + report.plan.kept
    if all(seen) and shown:
        scene = Scene(*seen, shown, _indexed(options), problems, report.stories, report.held, pages)
        book.set_meta(_SCENE, msgspec.msgpack.encode(scene))


def forget(book: Ledger) -> None:
    """Remove the picture, before anything that it shows is touched."""
    book.set_meta(_SCENE, b"")


def _shown(output: Mapping[str, str]) -> bytes:
    """Fingerprint the output folder; empty where a page could not be written."""
    return (
        key_of("\n".join(sorted(f"{file}\0{state}" for file, state in output.items()))) if all(output.values()) else b""
    )


def inputs(options: Options) -> bytes:
    """Fingerprint what shapes every page: options, settings, words and themes."""
    said = (options.output, options.today, options.url, options.search, options.strict, options.again)
    return key_of(repr(said), disk.inputs(options.root))


def _indexed(options: Options) -> bool:
    return (options.output / KEPT / "pagefind.js").is_file()
