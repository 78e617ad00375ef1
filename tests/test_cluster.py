"""Building on a cluster gives the same site; what keeps a cluster from building is said in words."""

from __future__ import annotations

import http.server
import importlib.util
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import pytest
from conftest import PROJECT, TODAY, House, Outcome

from digest import cluster, disk, run, work
from digest.arguments import today
from digest.desk import Options

needs_dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None, reason="Dask's package distributed is not installed"
)
PLAIN = "The council met in Lima on Tuesday & agreed on little."
MARKED = "A *first* point[^1] and a [link](https://example.org/).\n\n- one\n- two\n\n[^1]: A note on {n}.\n"


def filled(house: House, count: int, plain: int = 3) -> House:
    """Put stories into a digest; one in ``plain`` is in Markdown that needs the long way."""
    rng = random.Random(3)
    for n in range(count):
        day = f"2025-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        body = MARKED.replace("{n}", str(n)) if n % plain == 0 else PLAIN
        labels = {"countries": rng.choice(("Peru", "Norway", "Kenya")), "tags": f"[{rng.choice(('fish', 'oil'))}]"}
        house.story(f"{day[:4]}/{day[5:7]}/story-{n}", body, date=day, source="Trend", **labels)
    return house


# ---- threads


def options(house: House) -> Options:
    return Options(house.root, house.root / "_site", today(None), search=False, jobs=4)


def test_threads_of_one_process_write_the_same_bytes(house: House, tmp_path: Path) -> None:
    filled(house, 200, plain=1)
    other = house.clean_copy(tmp_path / "other")
    run.build(options(house))
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)  # so that threads meet in the middle of everything
    try:
        with ThreadPoolExecutor(4) as pool:
            report = run.build(options(other), pool)
    finally:
        sys.setswitchinterval(before)
    assert not report.failed
    assert house.site() == other.site()


def test_threads_never_share_a_temporary_file(tmp_path: Path) -> None:
    raws = [bytes([n]) * 100_000 for n in range(64)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda raw: disk.write(f"{tmp_path}/page.html", raw), raws))
    assert (tmp_path / "page.html").read_bytes() in raws
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_no_more_batches_are_handed_out_than_asked_for_and_the_rest_are_cancelled() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for n in range(100 * work.BATCH):
            taken.append(n)
            yield n

    with ThreadPoolExecutor(1) as pool, work.workers(2, pool) as spread:
        results = spread(same, None, items())
        assert next(results) == 0
        assert len(taken) <= work.BATCH * (2 * work.AHEAD + 1) + work.WORTH_IT
        results.close()  # type: ignore[attr-defined]


def same(shared: None, batch: tuple[int, ...]) -> list[int]:
    return list(batch)


# ---- a real cluster


@contextmanager
def started(module: str, *args: str, path: Path = PROJECT) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program of Dask until the end of the block; ``path`` is where its digest comes from."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(path), os.environ.get("PYTHONPATH", "")))}
    command = [sys.executable, "-m", f"distributed.cli.{module}", *args]
    process = subprocess.Popen(command, cwd=path, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(true: Callable[[], bool]) -> None:
    """Wait for something that takes its time."""
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, "waited for a minute"
        time.sleep(0.02)


def joining(file: Path, threads: int, path: Path = PROJECT) -> AbstractContextManager[object]:
    """Run a worker."""
    more = ("--no-nanny", "--no-dashboard", "--nthreads", str(threads), "--local-directory", str(file.parent))
    return started("dask_worker", "--scheduler-file", str(file), *more, path=path)


def asked(address: str, question: str = "0") -> list[object]:
    """Ask every worker for the value of an expression."""
    import distributed

    with distributed.Client(address, set_as_default=False) as client:
        return list(client.run(eval, question).values())


@contextmanager
def scheduled(folder: Path) -> Iterator[tuple[str, Path]]:
    """Run a scheduler; give its address, and the file that leads workers to it."""

    file = folder / "scheduler.json"
    local = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
    with started("dask_scheduler", *local, "--scheduler-file", str(file)):
        until(lambda: file.exists() and file.read_text("utf-8").strip().endswith("}"))
        yield json.loads(file.read_text("utf-8"))["address"], file


def build(house: House, address: str) -> Outcome:
    command = [sys.executable, "-m", "digest", "build", "--no-search", "--cluster", address, "--today", TODAY]
    command += ["--root", str(house.root)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", check=False)
    return Outcome(done.returncode, done.stdout, done.stderr)


@needs_dask
def test_a_cluster_builds_the_same_site_and_a_worker_with_other_code_is_refused(house: House, tmp_path: Path) -> None:
    filled(house, 350)
    house.seed("oil.txt", "".join(f" date 1987-03-{d:02} By Karvan\n\nOil fell on day {d}.\n\n---\n" for d in (1, 2)))
    other = house.clean_copy(tmp_path / "other").build()
    with ExitStack() as stack:
        address, file = stack.enter_context(scheduled(tmp_path))
        for threads in (1, 2):
            stack.enter_context(joining(file, threads))
        until(lambda: len(asked(address)) == 2)
        done = build(house, address)
        assert (done.status, [line for line in done.err.splitlines() if line.startswith("error")]) == (0, [])
        assert all(asked(address, "'digest.render' in __import__('sys').modules")), "a worker had nothing to do"
        assert house.site() == other.site()
        assert house.content() == other.content()
        assert not [*(house.root / ".digest").glob("cluster.*")]

        shutil.copytree(PROJECT / "digest", tmp_path / "changed/digest")
        (tmp_path / "changed/digest/prose.py").open("a", encoding="utf-8").write("# changed\n")
        stack.enter_context(joining(file, 1, tmp_path / "changed"))
        until(lambda: len(asked(address)) == 3)
        house.story("2025/01/late", date="2025-01-30")
        done = build(house, address)
        assert done.status == 2
        assert "a worker runs another version of digest" in done.err
        assert "Traceback" not in done.said
        assert not house.has("2025/01/late.html")


# ---- what is said


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@needs_dask
@pytest.mark.parametrize("address", ["nonsense://host:1", "127.0.0.1:port", "", "http://127.0.0.1:80"])
def test_an_address_that_is_none_is_refused(house: House, address: str) -> None:
    done = house.story("a", date="2025-01-02").run("build", "--cluster", address)
    assert done.status == 2
    assert "is no address of a scheduler" in done.err


@needs_dask
def test_an_address_where_nothing_answers_is_refused(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    done = house.story("a", date="2025-01-02").run("build", "--cluster", f"127.0.0.1:{free_port()}")
    assert done.status == 2
    assert "no scheduler of Dask answers there" in done.err
    assert "dask scheduler" in done.err
    assert not house.has("index.html")


@needs_dask
def test_an_address_where_another_program_answers_is_refused(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        done = house.story("a", date="2025-01-02").run("build", "--cluster", f"127.0.0.1:{server.server_port}")
        server.shutdown()
    assert done.status == 2
    assert "no scheduler of Dask answers there" in done.err


def test_where_dask_is_missing_the_way_to_install_it_is_said(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = house.story("a", date="2025-01-02").run("build", "--cluster", "127.0.0.1:8786")
    assert done.status == 2
    assert "pip install 'press-digest[cluster]'" in done.err


def test_a_worker_that_does_not_see_the_digest_is_unfit(tmp_path: Path) -> None:
    (tmp_path / ".digest").mkdir()
    (tmp_path / ".digest/witness").touch()
    cluster.fit(tmp_path, ".digest/witness", tmp_path, disk.code_print())
    for root, code, says in ((tmp_path / "elsewhere", disk.code_print(), "does not see"), (tmp_path, b"", "version")):
        with pytest.raises(cluster.Unfit, match=says):
            cluster.fit(root, ".digest/witness", tmp_path, code)
