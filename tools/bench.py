"""Measure builds of a generated archive: wall and CPU seconds, peak memory, files. ``make bench`` runs it.

Times belong to a machine; the table names it. Run it on a quiet one, and compare figures of one run only.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import corpus

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Figure:
    """What one build cost. Memory is in MB: of the main process, and of the whole tree of processes."""

    name: str
    wall: float
    cpu: float
    main: float
    tree: float
    said: str


def measure(name: str, root: Path, jobs: int) -> Figure:
    """Build the digest in ``root`` once."""
    command = [sys.executable, "-m", "digest", "build", "--no-search", "--jobs", str(jobs), "--root", str(root)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=PROJECT)
    peaks = _watch(process)
    said = process.communicate()[0].strip().splitlines()
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        sys.exit("\n".join(said[-5:]))
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Figure(name, wall, cpu, peaks()[0], peaks()[1], said[-1].partition(" in /")[0])


def _watch(process: subprocess.Popen[str]) -> Callable[[], tuple[float, float]]:
    """Sample the memory of a process and of its children until it ends; needs /proc, else the figures are 0."""
    peaks = [0.0, 0.0]

    def sample() -> None:
        while process.poll() is None:
            sizes = [_resident(pid) for pid in _tree(process.pid)]
            if sizes:
                peaks[0] = max(peaks[0], sizes[0])
                peaks[1] = max(peaks[1], sum(sizes))
            time.sleep(0.02)

    threading.Thread(target=sample, daemon=True).start()
    return lambda: (peaks[0], peaks[1])


def _tree(pid: int) -> list[int]:
    found = [pid]
    for task in found:
        children = Path(f"/proc/{task}/task/{task}/children")
        if children.exists():
            found += [int(child) for child in children.read_text("ascii").split()]
    return found


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def stages(root: Path, count: int, jobs: int) -> list[Figure]:
    """Build a corpus cold, unchanged, after an edit, after a new article, and from raw seeds."""
    shutil.rmtree(root, ignore_errors=True)
    corpus.write(root, count)
    figures = [measure("cold", root, jobs), measure("nothing changed", root, jobs)]
    story = sorted((root / "content").rglob("*.md"))[count // 2]
    story.write_text(story.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
    figures.append(measure("one body edited", root, jobs))
    story.with_name("a-new-one.md").write_text(story.read_text("utf-8"), "utf-8")
    figures.append(measure("one new article", root, jobs))
    shutil.rmtree(root)
    corpus.write_raw(root, count)
    figures.append(measure("cold, from raw seeds", root, jobs))
    return figures


def table(count: int, figures: list[Figure]) -> str:
    """Write figures as a Markdown table."""
    rows = [
        f"| {count:,} | {f.name} | {f.wall:.2f} | {f.cpu:.2f} | {f.main:.0f} | {f.tree:.0f} | {f.said} |"
        for f in figures
    ]
    head = (
        "| articles | build | wall s | CPU s | main MB | all MB | |\n| ---: | --- | ---: | ---: | ---: | ---: | --- |"
    )
    return "\n".join([head, *rows])


def main() -> None:
    """Measure each size, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000], help="numbers of articles (default: 1000)")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    arguments = parser.parse_args()
    memory = Path("/dev/shm")
    where = tempfile.mkdtemp(prefix="digest-bench-", dir=memory if memory.is_dir() else None)
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, {arguments.jobs} jobs\n")
    try:
        for size in arguments.sizes:
            print(table(size, stages(Path(where) / "digest", size, arguments.jobs)), flush=True)
    finally:
        shutil.rmtree(where, ignore_errors=True)


if __name__ == "__main__":
    main()
