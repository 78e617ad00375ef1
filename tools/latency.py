"""How long an edit takes to reach its page on disk while a preview runs."""

from __future__ import annotations

import contextlib
import math
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from cases import a_story
from measure import Figure
from peers import Program

EDITS = 5
REST = 1.0
"""Seconds from one edit to the next, and three times what the last one took: a page is there before its build ends, and
Pelican does not see what is saved while it builds."""
AGAIN = 10.0
"""Seconds after which the first edit, which may come before the preview watches, is saved again."""
LONGEST = 600.0
"""Seconds after which waiting for a page ends, and the time counts as unknown."""
LOOK = 0.002


def latency(program: Program) -> Figure:
    """Start the preview of a built site, edit one text several times, and return the median time to its page."""
    story = a_story(program)
    path = story.relative_to(program.root / "content").with_suffix("").as_posix()
    page = program.output / program.page.format(path=path)
    times: list[float] = []
    with _preview(program):
        last = _edit_to_page(story, page, 0, AGAIN)
        for number in range(1, EDITS + 1):
            if not math.isnan(last):
                time.sleep(REST + 3 * last)
                last = _edit_to_page(story, page, number, math.inf)
                times.append(last)
    return Figure(math.nan if math.isnan(last) else statistics.median(times))


def _edit_to_page(story: Path, page: Path, number: int, again: float) -> float:
    """Edit a text and return the seconds until its page shows it; save it once more after every ``again`` seconds."""
    said = f"Edit{number}of{EDITS}"
    text = f"{story.read_text(encoding='utf-8')}\n{said}.\n"
    start = saved = time.perf_counter()
    story.write_text(text, encoding="utf-8")
    while said.encode() not in _contents(page):
        now = time.perf_counter()
        if now - start > LONGEST:
            return math.nan
        if now - saved > again:
            saved = now
            story.write_text(text, encoding="utf-8")
        time.sleep(LOOK)
    return time.perf_counter() - start


def _contents(page: Path) -> bytes:
    """Read a page; nothing while it is being replaced."""
    try:
        return page.read_bytes()
    except OSError:
        return b""


@contextlib.contextmanager
def _preview(program: Program) -> Iterator[None]:
    """Run the preview, on a free port, from when it stands to the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [part.format(port=port) for part in program.serve]
    with subprocess.Popen(
        command,
        cwd=program.root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            _await(process, program.ready)
            yield
        finally:
            process.terminate()


def _await(process: subprocess.Popen[str], ready: str) -> None:
    """Return once a line has what the preview says when it stands; go on reading, so that it is never held up."""
    assert process.stdout
    stands = threading.Event()
    lines: list[str] = []

    def read(output: Iterator[str]) -> None:
        for line in output:
            lines.append(line)
            if ready in line:
                stands.set()

    threading.Thread(target=read, args=(process.stdout,), daemon=True).start()
    end = time.monotonic() + LONGEST
    while not stands.wait(0.05):
        if process.poll() is not None or time.monotonic() > end:
            sys.exit("the preview does not stand:\n" + "".join(lines[-15:]))
