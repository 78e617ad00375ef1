"""Batches of pure functions over an executor: here, in processes of this machine, or wherever a caller's runs."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from typing import Any, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

BATCH = 50
"""Items handed to a worker at a time: enough to hide the cost of handing over, few enough to share out evenly."""
WORTH_IT = 300
"""Items below which starting processes costs more than it saves."""


_MOST = 61
"""Processes that Windows can wait for at once."""


class Spread(Protocol):
    """Maps ``function(shared, batch)`` over batches of items; results come in the order of the items."""

    def __call__(
        self, function: Callable[[Any, tuple[Item, ...]], list[Result]], shared: Any, items: Sequence[Item], /
    ) -> Iterator[Result]: ...


def cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows
        return os.cpu_count() or 1


@contextlib.contextmanager
def workers(jobs: int, executor: Executor | None = None) -> Iterator[Spread]:
    """Give a ``Spread`` over ``executor``, or over ``jobs`` processes, started when a task is large enough for them."""
    with contextlib.ExitStack() as stack:
        started: list[Executor] = [executor] if executor else []

        def spread(
            function: Callable[[Any, tuple[Item, ...]], list[Result]], shared: Any, items: Sequence[Item], /
        ) -> Iterator[Result]:
            batches = [tuple(items[i : i + BATCH]) for i in range(0, len(items), BATCH)]
            if not started and (jobs < 2 or len(items) < WORTH_IT):
                results: Iterator[list[Result]] = (function(shared, batch) for batch in batches)
            else:
                if not started:
                    started.append(stack.enter_context(_processes(jobs)))
                results = started[0].map(function, [shared] * len(batches), batches)
            for batch in results:
                yield from batch

        yield spread


def _processes(jobs: int) -> ProcessPoolExecutor:
    # Spawned, not forked: the same on every system, and safe beside threads.
    return ProcessPoolExecutor(min(jobs, _MOST), mp_context=multiprocessing.get_context("spawn"))
