"""Run a command and say what it cost: wall and CPU seconds, peak memory, files and bytes written."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

PAUSE = 0.02
"""Seconds between two looks at the memory of the processes."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a command cost. Memory is resident, in MB: of the main process, and summed over the tree of processes."""

    wall: float
    cpu: float = float("nan")
    main: float = float("nan")
    tree: float = float("nan")
    files: float = float("nan")
    size: float = float("nan")
    """MB in the files that were written."""


def median(figures: Iterable[Figure]) -> Figure:
    """Return the median of each column."""
    rows = tuple(figures)
    return Figure(*(statistics.median(getattr(row, column.name) for row in rows) for column in fields(Figure)))


def run(command: tuple[str, ...], folder: Path, output: Path) -> Figure:
    """Run a command in ``folder`` and measure it; files below ``output`` count as written when they changed meanwhile.

    Exits with the last lines that the command printed where it fails.
    """
    mark = _now(output)
    before = _cpu()
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=folder
    ) as process:
        peaks = _watch(process)
        said = process.communicate()[0].decode("utf-8", "replace")
        wall = time.perf_counter() - start
    cpu = _cpu() - before
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n" + "\n".join(said.strip().splitlines()[-15:]))
    files, size = _written(output, mark)
    return Figure(wall, cpu, *peaks(), files, size)


def _cpu() -> float:
    """Return the user and system seconds of the processes that ended below this one; 0 where nobody counts them."""
    times = os.times()
    return times.children_user + times.children_system


# ---- memory


def _watch(process: subprocess.Popen[bytes]) -> Callable[[], tuple[float, float]]:
    """Sample the memory of a process and of its children until it ends; needs /proc, else nothing is known."""
    peaks = [0.0, 0.0]

    def sample() -> None:
        while process.poll() is None:
            peaks[0] = max(peaks[0], _megabytes(process.pid, "VmHWM"))
            peaks[1] = max(peaks[1], peaks[0], sum(_megabytes(pid, "VmRSS") for pid in _tree(process.pid)))
            time.sleep(PAUSE)

    threading.Thread(target=sample, daemon=True).start()
    return lambda: (peaks[0] or float("nan"), peaks[1] or float("nan"))


def _tree(pid: int) -> list[int]:
    """Return a process and all below it."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text(encoding="ascii").split()]
            except OSError:  # the thread has just ended
                continue
    return found


def _megabytes(pid: int, field: str) -> float:
    """Return a field of /proc/PID/status: VmRSS is the resident memory now, VmHWM its peak so far."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(field + ":")), 0.0)


# ---- files


def _now(output: Path) -> int:
    """Return the time that the file system gives to a file beside ``output`` now: it lags a little behind the clock."""
    marker = output.with_name(output.name + ".mark")
    marker.parent.mkdir(parents=True, exist_ok=True)
    time.sleep(PAUSE)
    marker.write_bytes(b"")
    found = marker.stat().st_ctime_ns
    marker.unlink()
    return found


def _written(output: Path, mark: int) -> tuple[int, float]:
    """Count the files that were written since ``mark``, and their MB."""
    sizes = [found.st_size for found in _files(output) if max(found.st_ctime_ns, found.st_mtime_ns) >= mark]
    return len(sizes), sum(sizes) / 1e6


def _files(folder: Path) -> Iterator[os.stat_result]:
    for where, _, names in os.walk(folder):
        for name in names:
            yield os.stat(os.path.join(where, name), follow_symlinks=False)
