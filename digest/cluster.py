"""A Dask cluster as the place to work: the address of its scheduler becomes an executor, once its workers prove fit.

Workers read and write the files of the digest themselves. So they must see the same disk under the same paths, and run
the same program: each is asked at the start, and again with every batch, since workers come and go.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from digest import disk
from digest.desk import Options, Unusable
from digest.model import Problem

PORT = 8786
"""Where a scheduler of Dask listens when nothing else is said."""
PATIENCE = 5.0
"""Seconds to wait for an answer, and again for a first worker."""
_SAME = "install the same everywhere, and start the workers again"

Check = Callable[[], None]


class Unfit(Exception):
    """A worker cannot take part in a build; the arguments are the reason, and what to do."""


@contextlib.contextmanager
def joined(address: str, options: Options) -> Iterator[tuple[Executor, int]]:
    """Give an executor over the workers of a scheduler, and how many threads they have together.

    ``address`` is ``host:port`` or ``tcp://host:port``. Raises ``Unusable``, while work goes on too: where Dask is not
    installed, nothing answers, no worker is there, or one of them is unfit or lost.
    """
    dask = _package()
    full = _full(address)
    _greet(dask, full, address)
    with _witness(options.root) as witness, dask.Client(full, timeout=PATIENCE, set_as_default=False) as client:
        check = partial(fit, options.root, witness, options.output, disk.code_print())
        threads = _threads(client, check, address)
        pool = client.get_executor(pure=False)  # a batch is done for what it writes: never taken from another's result
        everywhere = lru_cache(maxsize=4)(partial(client.scatter, broadcast=True, hash=False))
        pool.submit = partial(_submit, pool.submit, check, everywhere)
        try:
            yield pool, threads
        except Unfit as error:
            raise Unusable((_problem(f"cluster {address}", error),)) from error
        except (CancelledError, dask.KilledWorker) as error:
            says = f"the cluster was lost while it worked ({type(error).__name__})"
            raise _unusable(address, says, "look into the logs of its workers, then build again") from error


def fit(root: Path, witness: str, output: Path, code: bytes) -> None:
    """Say nothing where this worker sees the digest and runs the program whose fingerprint is ``code``.

    ``witness`` is a file that the build made below ``root``. Raises ``Unfit``.
    """
    if not (root / witness).is_file():
        raise Unfit(f"a worker does not see {root}", "put the digest on storage that all share, under one path")
    if not os.access(output, os.W_OK):
        raise Unfit(f"a worker may not write to {output}", "run workers as the user who builds")
    if disk.code_print() != code:
        raise Unfit("a worker runs another version of digest, or of a package that shapes pages", _SAME)


# ---- the way there


def _package() -> Any:
    try:
        import distributed
    except ImportError as error:
        says = "needs Dask's package distributed, which is missing"
        hint = "install it with `pip install 'press-digest[cluster]'`, here and where the workers are"
        raise Unusable((Problem("--cluster", 0, says, hint),)) from error
    return distributed


def _full(address: str) -> str:
    """Return an address with its scheme and port."""
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    try:
        port = parts.port or PORT
    except ValueError:
        port = 0
    if parts.scheme not in ("tcp", "tls") or not parts.hostname or not port:
        raise _unusable(address, "is no address of a scheduler", "write it as host:8786 or tcp://host:8786")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}:{port}"


def _greet(dask: Any, full: str, address: str) -> None:
    """Ask who is there. A client of Dask would wait for ever where another program listens."""

    async def ask() -> Any:
        arguments = dask.Security().get_connection_args("client")
        async with dask.rpc(full, timeout=PATIENCE, connection_args=arguments) as scheduler:
            return await asyncio.wait_for(scheduler.identity(), PATIENCE)

    try:
        kind = asyncio.run(ask())["type"]
    except Exception as error:  # whatever listens there may answer anything, and what it says is read as Dask's
        hint = "start one with `dask scheduler`, or mend the address"
        raise _unusable(address, "no scheduler of Dask answers there", hint) from error
    if kind != "Scheduler":
        raise _unusable(address, f"is a {kind} of Dask, not its scheduler", "give the address that workers are given")


@contextlib.contextmanager
def _witness(root: Path) -> Iterator[str]:
    """Make a file that only those see who see this very folder; give its path below the root."""
    name = f".digest/cluster.{uuid.uuid4().hex}"
    disk.write(f"{root}/{name}", b"")
    try:
        yield name
    finally:
        disk.remove(root, (name,))


def _threads(client: Any, check: Check, address: str) -> int:
    """Return how many threads the workers have; all of them must be fit."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        raise _unusable(address, "has no workers", "start some with `dask worker`") from error
    found = client.run(check, on_error="return")
    wrong = {place: error for place, error in found.items() if error is not None}
    if wrong:
        raise Unusable(tuple(_problem(place, error) for place, error in sorted(wrong.items())))
    return sum(client.nthreads().values())


def _problem(worker: str, error: Exception) -> Problem:
    if isinstance(error, Unfit):
        return Problem(worker, 0, *error.args)
    return Problem(worker, 0, f"a worker cannot run digest: {error}", _SAME)


def _unusable(address: str, says: str, hint: str = "") -> Unusable:
    return Unusable((Problem(f"cluster {address}", 0, says, hint),))


# ---- the work


def _submit(
    submit: Callable[..., Future[Any]],
    check: Check,
    everywhere: Callable[[bytes], Any],
    call: Callable[..., Any],
    function: Callable[..., Any],
    shared: bytes,
    batch: tuple[Any, ...],
) -> Future[Any]:
    """Hand over what ``work`` asks for. What all batches share goes to each worker once.

    The batch travels packed: Dask would go through its records, in search of results of other tasks.
    """
    return submit(_checked, check, call, function, everywhere(shared), pickle.dumps(batch))


def _checked(check: Check, call: Callable[..., Any], function: Callable[..., Any], shared: bytes, batch: bytes) -> Any:
    check()
    return call(function, shared, pickle.loads(batch))
