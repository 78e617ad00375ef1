"""What readers do, in a real browser: search, read without JavaScript, on a phone, in the dark, in Arabic."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator

import pytest
from conftest import House, chromium, needs_browser
from playwright.sync_api import Browser, sync_playwright

pytestmark = needs_browser

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of a few stories under its base path; gives the address of its front page."""
    root = tmp_path_factory.mktemp("web")
    house = House(root / "digest").put("pyproject.toml", '[tool.digest]\nurl = "https://example.org/press/"\n')
    for n in range(12):
        house.story(
            f"2025/01/story-{n:02}",
            f"The harbour text number {n}.",
            title=f"Harbour story {n}",
            date=f"2025-01-{n + 1:02}",
            countries="Peru",
            source="Karvan",
        )
    house.story(
        "2025/02/ar",
        "أعلنت السلطات المحلية عودة المياه.",
        title="عودة المياه",
        date="2025-02-01",
        language="ar",
        countries="Sudan",
    )
    house.story(
        "2025/03/ru",
        "Министерство объявило о сокращении добычи.",
        title="Осло сократит добычу",
        date="2025-03-01",
        language="ru",
        countries="Norway",
        blocs="EU",
        topics="energy",
        tags="[Оффшор]",
        source="Трасса",
    )
    house.story("2025/03/only", "Hidden.", title="Lighthouse kept", rights="link", url="https://news.example/1")
    house.put("content/2025/03/lamp.png", b"").story("2025/03/lamp", "![](lamp.png)", title="Lantern lit")
    house.build("--search")
    served = root / "served"
    served.mkdir()
    (house.root / "_site").rename(served / "press")
    handler = functools.partial(Quiet, directory=str(served))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/press/"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


def test_search_finds_a_story_under_the_base_path(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(site + "search/")
    page.get_by_role("searchbox").fill("harbour")
    page.wait_for_selector("#results a")
    assert page.locator("#results li").count() == 10
    page.get_by_role("button", name="More results").click()
    page.wait_for_function("document.querySelectorAll('#results li').length === 12")
    page.locator("#results a").first.click()
    assert "/press/2025/01/story-" in page.url
    page.close()


def test_a_link_with_a_query_searches_at_once(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(site + "search/?q=nothingatall")
    page.wait_for_function("document.getElementById('status').textContent.includes('nothingatall')")
    assert page.locator("#results li").count() == 0
    page.close()


def results(site: str, browser: Browser, query: str) -> list[list[str]]:
    """Search, and return the lines of each result."""
    page = browser.new_page()
    page.goto(site + "search/")
    page.get_by_role("searchbox").fill(query)
    page.wait_for_selector("#results li")
    lines = [item.inner_text().splitlines() for item in page.locator("#results li").all()]
    page.close()
    return [[line for line in mine if line] for mine in lines]


@pytest.mark.parametrize("query", ["Norway", "European Union", "Energy", "Оффшор", "Трасса"])
def test_a_story_is_found_by_its_labels_which_its_excerpt_does_not_show(
    site: str, browser: Browser, query: str
) -> None:
    shown = ["Norway", "Mar 1, 2025", "Осло сократит добычу", "Министерство объявило о сокращении добычи.", "Трасса"]
    assert shown in results(site, browser, query)


def test_a_story_is_found_by_its_headline_which_its_excerpt_does_not_repeat(site: str, browser: Browser) -> None:
    first = results(site, browser, "Harbour story 7")[0]
    assert first == ["Peru", "Jan 8, 2025", "Harbour story 7", "The harbour text number 7.", "Karvan"]


def test_a_story_without_any_text_is_found_by_its_headline(site: str, browser: Browser) -> None:
    assert results(site, browser, "lighthouse") == [["Lighthouse kept"]]
    assert results(site, browser, "lantern") == [["Lantern lit"]]


def test_everything_is_there_without_javascript(site: str, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(site)
    page.get_by_role("link", name="Peru").first.click()
    assert page.url.endswith("/press/country/peru/")
    page.get_by_role("link", name="Harbour story 3", exact=True).click()
    assert page.get_by_text("The harbour text number 3.").is_visible()
    page.goto(site + "search/")
    assert "Search needs JavaScript" in page.locator("body").inner_text()
    page.close()


@pytest.mark.parametrize("path", ["", "country/peru/", "2025/01/story-03.html", "2025/02/ar.html", "feeds/", "search/"])
def test_a_phone_never_scrolls_sideways(site: str, browser: Browser, path: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(site + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_dark_mode_is_dark(site: str, browser: Browser) -> None:
    page = browser.new_context(color_scheme="dark").new_page()
    page.goto(site)
    red, green, blue = page.evaluate(
        "getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).map(Number)"
    )
    assert max(red, green, blue) < 60
    page.close()


def test_an_arabic_story_reads_from_the_right(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(site + "2025/02/ar.html")
    assert page.evaluate("getComputedStyle(document.querySelector('.prose')).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('.mast')).direction") == "ltr"
    page.close()


def test_a_page_asks_only_its_own_host(site: str, browser: Browser) -> None:
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    for path in ("", "2025/01/story-03.html", "search/?q=harbour"):
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
    origin = site.split("/press/")[0]
    assert [url for url in asked if not url.startswith((origin, "blob:", "data:"))] == []
    page.close()
