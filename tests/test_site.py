"""The sample site, as published: links, HTML, feeds, titles, and what readers and machines find on each page."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import feedparser
import html5lib
import pytest
from conftest import PROJECT, SHARED, House, needs_browser

BASE = "/press-digest/"
URL = "https://example.org/press-digest/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The project's own digest, built with its search index."""
    root = tmp_path_factory.mktemp("sample")
    for name in ("seeds", "content"):
        shutil.copytree(PROJECT / name, root / name)
    shutil.copy(PROJECT / "pyproject.toml", root)
    house = House(root)
    before = house.content()
    done = house.run("build", "--search")
    assert done.status == 0, done.said
    assert house.content() == before, "the committed Markdown is not what the seeds make"
    return house


def pages(house: House) -> list[Path]:
    return [p for p in sorted((house.root / "_site").rglob("*.html")) if "pagefind" not in p.parts]


def test_the_samples_are_many_and_marked(sample: House) -> None:
    stories = [p for p in (sample.root / "content").rglob("*.md") if "pages" not in p.parts]
    assert 22 <= len(stories) <= 30
    for story in stories:
        text = story.read_text("utf-8")
        assert "Sample Desk" in text
        assert "Press Digest" in text.strip().splitlines()[-1], f"{story.name} is not marked as a sample"


def test_every_kind_of_page_is_there(sample: House) -> None:
    for path in (
        "index.html", "country/index.html", "topic/index.html", "tag/index.html", "source/index.html",
        "bloc/index.html", "archive/index.html", "feeds/index.html", "search/index.html", "404.html",
        "about/index.html",
        "feed.xml", "feed.atom", "feed.json", "feeds.opml", "sitemap.xml", "robots.txt", "2020/06/index.html",
        "country/turkmenistan/index.html", "country/turkmenistan/feed.xml", "bloc/european-union/feed.xml",
        "topic/diplomacy/feed.xml", "source/sample-desk/feed.xml", "pagefind/pagefind.js",
    ):  # fmt: skip
        assert sample.has(path), path


def test_check_finds_nothing_wrong(sample: House) -> None:
    done = sample.run("check")
    assert done.status == 0, done.said
    assert "error" not in done.err, done.err


def test_every_page_is_html_that_a_strict_parser_takes(sample: House) -> None:
    for page in pages(sample):
        html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page.read_text("utf-8"))


def test_every_page_has_a_title_of_its_own_and_is_described(sample: House) -> None:
    titles: dict[str, str] = {}
    for page in pages(sample):
        text, name = page.read_text("utf-8"), page.relative_to(sample.root / "_site").as_posix()
        title = re.search(r"<title>(.+?)</title>", text)
        assert title, name
        assert titles.setdefault(title[1], name) == name
        assert re.search(r'<html lang="en" dir="ltr">', text), name
        if 'content="noindex"' not in text:
            path = name.removesuffix("index.html") if name.endswith("index.html") else name
            assert f'<link rel="canonical" href="{URL}{path}">' in text, name
            assert '<meta name="description" content="' in text, name
            assert f'<meta property="og:url" content="{URL}{path}">' in text, name


def test_every_page_names_its_own_feed_first(sample: House) -> None:
    def first(path: str) -> str:
        found = re.search(r'<link rel="alternate" type="application/rss\+xml"[^>]* href="([^"]+)"', sample.page(path))
        assert found, path
        return found[1]

    assert first("index.html") == BASE + "feed.xml"
    for place in ("country/chile/", "topic/diplomacy/", "source/sample-desk/", "bloc/european-union/"):
        assert first(place + "index.html") == f"{BASE}{place}feed.xml"
    [story] = (sample.root / "_site/2023/04").glob("finland*.html")
    assert first(f"2023/04/{story.name}") == BASE + "country/finland/feed.xml"


def test_feeds_parse_and_carry_whole_articles(sample: House) -> None:
    feeds = [*(sample.root / "_site").rglob("feed.xml"), sample.root / "_site/feed.atom"]
    assert len(feeds) > 40
    for path in feeds:
        feed = feedparser.parse(path.read_bytes())
        where = path.relative_to(sample.root / "_site").as_posix()
        assert not feed.bozo, (where, feed.get("bozo_exception"))
        assert feed.feed.title
        links = [link.href for link in feed.feed.links if link.rel == "self"]
        assert links == [URL + where]
        assert feed.entries
        for entry in feed.entries:
            assert entry.link.startswith(URL)
            assert entry.id.startswith("tag:")
            assert len(entry.content[0].value) > 500
            assert entry.published_parsed
        dates = [entry.published_parsed for entry in feed.entries]
        assert dates == sorted(dates, reverse=True)


def test_the_json_feed_says_the_same_as_the_atom_feed(sample: House) -> None:
    feed = json.loads(sample.page("feed.json"))
    atom = ET.fromstring(sample.page("feed.atom"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in feed["items"]] == [e.findtext(ATOM + "id") for e in atom.findall(ATOM + "entry")]
    assert [item["content_html"] for item in feed["items"]] == [
        e.findtext(ATOM + "content") for e in atom.findall(ATOM + "entry")
    ]


def test_opml_names_every_feed(sample: House) -> None:
    named = {o.get("xmlUrl") for o in ET.fromstring(sample.page("feeds.opml")).iter("outline") if o.get("xmlUrl")}
    there = {URL + p.relative_to(sample.root / "_site").as_posix() for p in (sample.root / "_site").rglob("feed.xml")}
    assert named == there


def test_the_sitemap_names_every_page_that_may_be_found(sample: House) -> None:
    listed = set(re.findall(r"<loc>(.+?)</loc>", sample.page("sitemap.xml")))
    wanted = set()
    for page in pages(sample):
        if 'content="noindex"' not in page.read_text("utf-8"):
            path = page.relative_to(sample.root / "_site").as_posix()
            wanted.add(URL + (path.removesuffix("index.html") if path.endswith("index.html") else path))
    assert listed == wanted


def test_structured_data_names_the_original(house: House) -> None:
    house.story("2025/01/a", date="2025-01-02", url="https://news.example/1", source="Karvan", countries="Peru").build()
    data = json.loads(re.search(r'ld\+json">(.+?)</script>', house.page("2025/01/a.html"), re.S)[1])  # type: ignore[index]
    assert data["@type"] == "NewsArticle"
    assert data["isBasedOn"] == "https://news.example/1"
    assert data["datePublished"] == "2025-01-02"
    assert data["contentLocation"] == [{"@type": "Country", "name": "Peru"}]


def test_nothing_is_asked_of_other_hosts(sample: House) -> None:
    asks = re.compile(
        r'<(?:script|img|iframe|source|embed|audio|video)\b[^>]*\ssrc="([^"]+)"'
        r'|<link rel="(?:stylesheet|icon|preload)[^>]* href="([^"]+)"'
    )
    for page in pages(sample):
        for match in asks.finditer(page.read_text("utf-8")):
            assert (match[1] or match[2]).startswith(BASE), (page.name, match[0])
    for style in (sample.root / "_site/static").glob("*.css"):
        assert not re.search(r"url\((?![\"']?data:)|@import", style.read_text("utf-8"))


@pytest.mark.parametrize("url", ["https://user.github.io/repo/", "https://www.example.org/"])
def test_the_site_is_right_under_a_project_path_and_at_a_root(house: House, url: str) -> None:
    house.story("2025/01/a", "[About](/about/)", date="2025-01-02", countries="Peru").story(
        "pages/about", title="About"
    )
    house.build("--url", url)
    base = "/" + url.split("/", 3)[3]
    assert f'href="{base}country/peru/"' in house.page("2025/01/a.html")
    assert f'<a href="{base}about/"' in house.page("2025/01/a.html")
    assert f'<link rel="canonical" href="{url}2025/01/a.html">' in house.page("2025/01/a.html")
    assert house.run("check", "--url", url).status == 0


@needs_browser
@pytest.mark.skipif(not (SHARED / "tools/check").exists(), reason="the checks of ../shared/tools are not here")
def test_the_validators_find_nothing(sample: House) -> None:
    """Links, the HTML checker, feed rules, the sitemap's schema, axe on forty pages in light and dark, weight."""
    done = subprocess.run(
        ["bash", str(SHARED / "tools/check"), str(sample.root / "_site"), BASE],
        capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PAGES": "40"}, check=False,
    )  # fmt: skip
    assert done.stdout.count("\n") >= 6, done.stdout + done.stderr
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_quicker_code_of_templates_gives_the_bytes_that_jinja_gives(house: House) -> None:
    more = {
        "evidence": "{Norway: 1.1}",
        "author": "A. Writer",
        "correction": "A <b> word.",
        "url": "https://example.org/",
    }
    for n in range(35):
        language = "ru" if n % 3 else "en"
        house.story(
            f"2024/0{n % 2 + 1}/s{n}", date=f"2024-0{n % 2 + 1}", countries="[Norway]", tags=f"[t{n % 5}]", **more
        )
        house.edit(f"content/2024/0{n % 2 + 1}/s{n}.md", "title:", f"language: {language}\ntopics: [sport]\ntitle:")
    house.story("pages/about", "About *us*.")
    quick = house.build().site()
    house.edit("pyproject.toml", "[tool.digest]", '[tool.digest]\ntheme = "slow"')
    for file in (PROJECT / "themes/default/templates").iterdir():
        # A key of a table, asked for like an attribute: the quicker code gives up there, and Jinja's own is used.
        house.put(f"themes/slow/templates/{file.name}", file.read_text() + "{% set q = {'a': ''} %}{{ q.a }}")
    assert house.build().site() == quick
