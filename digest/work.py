"""Batches of pure functions over an executor: here, in processes of this machine, or wherever a caller's runs."""

from __future__ import annotations

import contextlib
import errno
import gc
import multiprocessing
import os
import pickle
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from functools import lru_cache
from itertools import chain, islice
from typing import Any, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

BATCH = 200
"""Items handed to a worker at a time: enough to hide the cost of handing over, few enough to share out evenly."""
WORTH_IT = 300
"""Items below which starting processes costs more than it saves."""
AHEAD = 3
"""Batches that each process may be ahead of the one whose results are given out."""

_MOST = 61
"""Processes that Windows can wait for at once."""
_SMALL = 120 * 1024
"""Peak memory of a process of which copies are made, in KB."""
_RARELY = (50_000, 20, 50)
"""Thresholds of Python's search for garbage in circles. Records by the ten thousand hold none, and to look among them
again and again costs a tenth of a build. What other circles there are, looks at young values find."""
_ALONE = threading.Lock()
"""Held while a batch is worked on: an executor may give a process several threads, and what renders is made for one."""


class Spread(Protocol):
    """Maps ``function(shared, batch)`` over batches of items; results come in the order of the items.

    With fewer items than ``worth`` no processes are started for them.
    """

    def __call__(
        self,
        function: Callable[[Any, tuple[Item, ...]], list[Result]],
        shared: Any,
        items: Iterable[Item],
        /,
        worth: int = WORTH_IT,
    ) -> Iterator[Result]: ...


def cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows
        return os.cpu_count() or 1


@contextlib.contextmanager
def workers(jobs: int, executor: Executor | None = None) -> Iterator[Spread]:
    """Give a ``Spread`` over ``executor``, or over ``jobs`` processes, started when a task is large enough for them.

    Items may come one by one: no more of them are asked for than the workers will soon need.
    """
    with contextlib.ExitStack() as stack:
        started: list[Executor] = [executor] if executor else []

        def spread(
            function: Callable[[Any, tuple[Item, ...]], list[Result]],
            shared: Any,
            items: Iterable[Item],
            /,
            worth: int = WORTH_IT,
        ) -> Iterator[Result]:
            source = iter(items)
            first = list(islice(source, worth))
            if not started and (jobs < 2 or len(first) < worth):
                results: Iterator[list[Result]] = (function(shared, batch) for batch in _batches(chain(first, source)))
            else:
                if not started:
                    started.append(stack.enter_context(_processes(jobs)))
                results = _in_order(started[0], function, shared, chain(first, source), AHEAD * max(jobs, 2))
            for batch in results:
                yield from batch

        yield spread


def _batches(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    source = iter(items)
    while batch := tuple(islice(source, BATCH)):
        yield batch


def runs(items: Sequence[Item], weight: Callable[[Item], int], most: int) -> Iterator[Sequence[Item]]:
    """Cut a batch into runs, each of which ends with the item that brings its weight to ``most``."""
    begin, held = 0, 0
    for number, item in enumerate(items):
        held += weight(item)
        if held >= most:
            yield items[begin : number + 1]
            begin, held = number + 1, 0
    if begin < len(items):
        yield items[begin:]


def stream(
    function: Callable[[Any, tuple[Item, ...]], list[Result]],
    shared: Any,
    items: Iterable[Item],
    jobs: int,
    alone: int = WORTH_IT,
) -> Iterator[list[Result]]:
    """Map over items that come one after another, without an end perhaps; yield the results of a batch, in order.

    The first ``alone`` items are worked on here, in batches that begin with a single item, so that the first results
    come soon. Only then are processes started, where ``jobs`` is more than one; they are kept ``AHEAD`` batches ahead.
    """
    source = iter(items)
    size, done = 1, 0
    while done < alone or jobs < 2:
        batch = tuple(islice(source, size))
        if not batch:
            return
        yield function(shared, batch)
        size, done = min(2 * size, BATCH), done + len(batch)
    with _processes(jobs) as pool:
        yield from _in_order(pool, function, shared, source, AHEAD * jobs)


def _in_order(
    pool: Executor,
    function: Callable[[Any, tuple[Item, ...]], list[Result]],
    shared: Any,
    source: Iterator[Item],
    most: int,
) -> Iterator[list[Result]]:
    """Hand batches to a pool, ``most`` at a time, and yield their results in the order of the batches."""
    waiting: deque[Future[list[Result]]] = deque()
    batches = _batches(source)
    packed = pickle.dumps(shared)
    try:
        while True:
            while len(waiting) < most and (batch := next(batches, ())):
                waiting.append(pool.submit(_call, function, packed, batch))
            if not waiting:
                return
            yield _result(waiting.popleft())
    finally:
        for future in waiting:
            future.cancel()


def _result(done: Future[Result]) -> Result:
    try:
        return done.result()
    except BrokenExecutor as error:
        says = "a process that worked for this one was ended from outside; memory may be short"
        raise ChildProcessError(errno.ECHILD, says) from error


def _call(function: Callable[[Any, Any], list[Result]], packed: bytes, batch: tuple[Any, ...]) -> list[Result]:
    with _ALONE:  # threads of Python would share a core anyway
        return function(_unpacked(packed), batch)


@lru_cache(maxsize=4)
def _unpacked(packed: bytes) -> Any:
    """Return what all batches of a task share, unpacked once a process."""
    return pickle.loads(packed)


def _processes(jobs: int) -> ProcessPoolExecutor:
    """Make processes. Where it is safe they are copies of this one, which need not load the program again."""
    safe = sys.platform == "linux" and threading.active_count() == 1 and _is_small()
    context = multiprocessing.get_context("fork" if safe else "spawn")
    return ProcessPoolExecutor(min(jobs, _MOST), mp_context=context, initializer=_begin)


def _is_small() -> bool:
    """Say whether a copy of this process costs little: what it holds may soon be held by each."""
    from resource import RUSAGE_SELF, getrusage  # not on Windows

    return getrusage(RUSAGE_SELF).ru_maxrss < _SMALL


def settle() -> None:
    """Look for garbage rarely from now on, and never among what this process holds already: that stays."""
    gc.freeze()
    gc.set_threshold(*_RARELY)


@contextlib.contextmanager
def unhurried() -> Iterator[None]:
    """Look for garbage rarely for a while."""
    before = gc.get_threshold()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _begin() -> None:
    settle()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that started it is no more: killed, it cannot say so."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
