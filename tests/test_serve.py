"""The preview: it answers as the published site would, to this machine only, and shows a saved edit at once."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import PROJECT, chromium, needs_browser

PATIENCE = 30.0
"""Seconds to wait for what should come within one: the machine may be busy."""
SETTINGS = '[tool.digest]\ntitle = "Valley News"\nurl = "https://example.org/base/"\n'
STORY = "content/2020/06/dam.md"
SCRIPT = b"/livereload.js"
OVERLAY = b'id="digest-mistakes"'


def story(title: str, words: str = "The dam was opened.") -> str:
    lines = "\n\n".join(f"Paragraph {n} tells how the water rose and fell in the valley that year." for n in range(60))
    return f"---\ntitle: {title}\ndate: 2020-06-19\nsource: Valley News\ncountries: [Norway]\n---\n{words}\n\n{lines}\n"


@dataclass(frozen=True, slots=True)
class Running:
    """A preview server, the digest that it serves, and what it printed."""

    root: Path
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def printed(self) -> str:
        return self.log.read_text("utf-8")

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        body = b"" if answer.status == 101 else answer.read()
        connection.close()
        return answer, body

    def body(self, path: str) -> bytes:
        return self.get(path)[1]

    def save(self, file: str, text: str) -> None:
        """Save as editors do: a file beside it, which then takes its place."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.tmp")
        beside.write_text(text, "utf-8")
        os.replace(beside, path)


def until(true: Callable[[], Any]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(root: Path, port: int) -> list[str]:
    return [sys.executable, "-m", "digest", "serve", "--root", str(root), "--port", str(port)]


def start(root: Path, log: Path) -> Running:
    port = free_port()
    # Tests that a shell runs in the background are deaf to Ctrl-C, and so would be the server that they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with log.open("wb") as out:
        process = subprocess.Popen(command(root, port), cwd=PROJECT, stdout=out, stderr=out)
    server = Running(root, port, process, log)
    until(lambda: "serving" in server.printed() or process.poll() is not None)
    assert process.poll() is None, server.printed()
    return server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    root = tmp_path_factory.mktemp("digest")
    (root / "content/2020/06").mkdir(parents=True)
    (root / "pyproject.toml").write_text(SETTINGS, "utf-8")
    (root / STORY).write_text(story("A dam opens"), "utf-8")
    for n in range(3):
        (root / f"content/2020/06/other-{n}.md").write_text(story(f"Story {n}"), "utf-8")
    running = start(root, tmp_path_factory.mktemp("log") / "log.txt")
    yield running
    running.process.kill()
    running.process.wait()


# ---- what a request gets


@pytest.mark.parametrize(
    ("path", "status", "kind", "location"),
    [
        ("/base/2020/06/dam.html", 200, "text/html; charset=utf-8", None),
        ("/base/2020/06/dam", 200, "text/html; charset=utf-8", None),
        ("/base/feed.xml", 200, "application/xml; charset=utf-8", None),
        ("/base/nothing", 404, "text/html; charset=utf-8", None),
        ("/", 302, None, "/base/"),
        ("/base/country?a=b", 302, None, "/base/country/?a=b"),
    ],
)
def test_the_server_answers_so(server: Running, path: str, status: int, kind: str | None, location: str | None) -> None:
    answer, _ = server.get(path)
    assert (answer.status, answer.headers["Location"]) == (status, location)
    assert answer.headers["Cache-Control"] == "no-store"
    assert kind is None or answer.headers["Content-Type"] == kind


def test_the_search_index_is_served(server: Running) -> None:
    answer, _ = server.get("/base/pagefind/pagefind.js", method="HEAD")
    assert answer.status == 200


@pytest.mark.parametrize(
    "path",
    ["/base/../pyproject.toml", "/base/%2e%2e/pyproject.toml", "/base/..%2fpyproject.toml", "/base/.made-by-digest"],
)
def test_nothing_but_the_site_is_served(server: Running, path: str) -> None:
    answer, body = server.get(path)
    assert answer.status == 404
    assert b"tool.digest" not in body


def test_only_this_machine_is_answered(server: Running) -> None:
    """A foreign page can make its own name lead to 127.0.0.1 (DNS rebinding), but cannot hide that name."""
    assert server.get("/base/", Host=f"localhost:{server.port}")[0].status == 200
    assert server.get("/base/", Host=f"evil.example:{server.port}")[0].status == 403
    assert server.get("/base/", Host="localhost:1")[0].status == 403
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec_WebSocket_Version": "13"}
    upgrade["Sec_WebSocket_Key"] = "dGhlIHNhbXBsZSBub25jZQ=="
    assert server.get("/livereload", Origin=f"http://127.0.0.1:{server.port}", **upgrade)[0].status == 101
    assert server.get("/livereload", Origin="http://evil.example", **upgrade)[0].status == 403
    foreign = f"evil.example:{server.port}"
    assert server.get("/livereload", Origin=f"http://{foreign}", Host=foreign, **upgrade)[0].status == 403


def test_the_script_is_in_what_is_served_and_not_in_the_output(server: Running) -> None:
    for path in ("/base/", "/base/nothing"):
        assert SCRIPT in server.body(path)
    assert SCRIPT not in server.body("/base/feed.xml")
    assert server.body("/livereload.js")
    assert not [p for p in (server.root / "_site").rglob("*.html") if SCRIPT in p.read_bytes()]


# ---- what a change does


@pytest.fixture(scope="module")
def page(server: Running) -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--no-first-run"]
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium(), args=flags)
        tab = browser.new_page(viewport={"width": 1000, "height": 500})
        tab.set_default_timeout(PATIENCE * 1000)
        tab.goto(f"http://127.0.0.1:{server.port}/base/2020/06/dam.html")
        yield tab
        browser.close()


@needs_browser
def test_a_saved_edit_appears_and_the_page_stays_where_it_was(server: Running, page: Any) -> None:
    for words in ("The dam was closed.", "The dam was mended.", "The dam was closed again."):  # in quick succession
        now = re.search(rb"snipver=([\w-]+)", server.body("/base/2020/06/dam.html"))
        assert now is not None
        page.wait_for_selector(f"script[src$='{now[1].decode()}']", state="attached")  # no reload is under way
        page.evaluate("scrollTo({top: 300, behavior: 'instant'})")
        server.save(STORY, story("A dam opens", words))
        page.get_by_text(words).wait_for()
        page.wait_for_function("scrollY === 300")


@needs_browser
def test_a_mistake_lies_over_the_last_good_page_until_it_is_mended(server: Running, page: Any) -> None:
    good = story("A dam opens", "The water is low.")
    server.save(STORY, good)
    page.get_by_text("The water is low.").wait_for()
    server.save(STORY, good.replace("2020-06-19", "2020-16-19").replace("low", "high"))
    overlay = page.locator("#digest-mistakes")
    overlay.get_by_text(f"{STORY}:3").wait_for()
    assert "2020-16-19" in overlay.inner_text()
    assert page.get_by_text("The water is low.").count() == 1
    assert f"error: {STORY}:3" in server.printed()
    server.save(STORY, good)
    overlay.wait_for(state="detached")


def test_a_broken_template_keeps_the_last_good_page(server: Running) -> None:
    theme = "themes/default/templates/story.html"
    server.save(theme, "{% extends 'base.html' %}\n{% block main %}\n{{ nonsense(\n{% endblock %}\n")
    until(lambda: OVERLAY in server.body("/base/2020/06/dam.html"))
    assert theme.encode() in server.body("/base/")
    assert b"Paragraph 7" in server.body("/base/2020/06/dam.html")
    shutil.rmtree(server.root / "themes")
    until(lambda: OVERLAY not in server.body("/base/2020/06/dam.html"))


def test_a_burst_of_saves_is_built_a_few_times_at_most(server: Running) -> None:
    """Once or twice, where the machine has time for this."""
    time.sleep(1)  # what came before is done with
    before = server.printed().count("files written")
    for n in range(15):
        server.save(STORY, story("A dam opens", f"Round {n} of many."))
        time.sleep(0.01)
    until(lambda: b"Round 14 of many." in server.body("/base/2020/06/dam.html"))
    time.sleep(0.5)
    assert 1 <= server.printed().count("files written") - before <= 5


def test_a_folder_of_seeds_that_appears_is_imported_and_that_ends(server: Running) -> None:
    """What an import writes into content/ is a change too, which must not start builds for ever."""
    before = server.printed().count("imported")
    text = "Bridge over the Glomma reopens\n\n19 June 2021\n\nOSLO, June 19 - The bridge in Norway was opened.\n"
    server.save("seeds/2021/bridge.txt", text)
    until(lambda: list(server.root.glob("content/2021/*/*.md")))
    made = next(iter(server.root.glob("content/2021/*/*.md")))
    url = f"/base/{made.relative_to(server.root / 'content').with_suffix('.html').as_posix()}"
    until(lambda: server.get(url)[0].status == 200)
    time.sleep(0.7)
    lines = server.printed().count("files written")
    time.sleep(0.7)
    assert server.printed().count("files written") == lines
    assert server.printed().count("imported") == before + 1


def test_once_all_is_calm_the_search_index_is_brought_up_to_date(server: Running) -> None:
    entry = server.root / "_site/pagefind/pagefind-entry.json"
    until(entry.is_file)
    before = entry.read_bytes()
    server.save("content/2020/06/mill.md", story("A mill turns"))
    until(lambda: not entry.is_file())  # an outdated index may hold what was withdrawn
    until(lambda: entry.is_file() and entry.read_bytes() != before)


def test_another_address_in_the_settings_moves_the_site(server: Running) -> None:
    server.save("pyproject.toml", SETTINGS.replace("/base/", "/moved/"))
    until(lambda: server.get("/moved/")[0].status == 200)
    assert server.get("/base/2020/06/dam.html")[0].headers["Location"] == "/moved/2020/06/dam.html"
    assert f"now at http://127.0.0.1:{server.port}/moved/" in server.printed()
    server.save("pyproject.toml", SETTINGS)
    until(lambda: server.get("/base/")[0].status == 200)


# ---- start and end


def test_a_port_that_is_taken_is_said_in_a_line(server: Running, tmp_path: Path) -> None:
    done = subprocess.run(command(tmp_path, server.port), cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"port {server.port} cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no Ctrl-C for one process alone on Windows")
def test_bad_settings_stop_no_server_and_control_c_ends_it_well(tmp_path: Path) -> None:
    root = tmp_path / "digest"
    root.mkdir()
    (root / "pyproject.toml").write_text('[tool.digest]\ntitel = "x"\nsearch = false\n', "utf-8")
    server = start(root, tmp_path / "log.txt")
    try:
        answer, body = server.get("/")
        assert answer.status == 404
        assert re.search(rb"pyproject.toml:2.*`titel`.*did you mean `title`", body)
        server.save("pyproject.toml", "[tool.digest]\nsearch = false\n")
        until(lambda: server.get("/")[0].status == 200 and OVERLAY not in server.body("/"))
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(PATIENCE) == 0
        assert "Traceback" not in server.printed()
    finally:
        server.process.kill()
        server.process.wait()
