"""What the preview makes of a URL, a page and a changed file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from watchfiles import Change

from digest import preview, watch
from digest.model import Problem
from digest.preview import Answer, View

SCRIPT = b"/livereload.js"
OVERLAY = b'id="digest-mistakes"'


# ---- what a URL gets

FILES = {"index.html", "404.html", "feed.xml", "2020/06/index.html", "2020/06/dam.html", "a b/ä.txt", ".secret"}


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/repo/", Answer(200, "index.html")),
        ("/repo/2020/06/", Answer(200, "2020/06/index.html")),
        ("/repo/2020/06/dam", Answer(200, "2020/06/dam.html")),
        ("/repo/a%20b/%C3%A4.txt", Answer(200, "a b/ä.txt")),
        ("/", Answer(302, location="/repo/")),
        ("/repo", Answer(302, location="/repo/")),
        ("/repo/2020/06", Answer(302, location="/repo/2020/06/")),
        ("/feed.xml", Answer(404, "404.html")),
        ("/repo/2020/", Answer(404, "404.html")),
        ("/repo/2020/06/dam/", Answer(404, "404.html")),
        ("/repo/2020//06/", Answer(404, "404.html")),
        ("/repo/.secret", Answer(404, "404.html")),
        ("/repo/2020/%2e%2e/index.html", Answer(404, "404.html")),
        ("/repo/2020%5C06%5Cdam.html", Answer(404, "404.html")),
        ("/old/2020/06/dam.html", Answer(302, location="/repo/2020/06/dam.html")),
    ],
)
def test_a_url_gets_what_github_pages_would_give(path: str, answer: Answer) -> None:
    assert preview.find(path, View("/repo/", former=("/old/",)), FILES.__contains__) == answer


@pytest.mark.parametrize(("base", "former"), [("/", "/old/"), ("/new/", "/"), ("/a/b/", "/a/"), ("/a/", "/a/b/")])
@given(path=st.text("ab./%2eF:\\old-nw", max_size=14))
def test_no_url_leads_out_of_the_site_or_in_circles(base: str, former: str, path: str) -> None:
    at, seen = f"/{path}", set()
    while (
        found := preview.find(at, View(base, former=(former,)), {"index.html", "a/index.html"}.__contains__)
    ).location:
        assert at not in seen
        assert found.location.startswith(base)
        assert not found.location.startswith("//")
        seen.add(at)
        at = found.location
    assert found.file in ("", "index.html", "a/index.html")


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("feed.atom", "application/atom+xml; charset=utf-8"),
        ("search.JS", "application/javascript; charset=utf-8"),
        ("wasm.en.wasm", "application/wasm"),
        ("photo.png", "image/png"),
        ("fragment.pf_fragment", "application/octet-stream"),
    ],
)
def test_a_file_has_the_type_its_name_says(file: str, kind: str) -> None:
    assert preview.kind(file) == kind


# ---- what is added to a page


@pytest.mark.parametrize(
    "page",
    [
        b"<!doctype html><html><head><title>T</title></head><body>B</body></html>",
        b"<!DOCTYPE html><HTML><HEAD LANG=en><TITLE>T</TITLE></HEAD><BODY>B</BODY></HTML>",
        b"<!doctype html><head><style>" + b"x" * 100_000 + b"</style></head><header>B",
        b"<!doctype html><title>T</title><header>B</header>",
        b"",
    ],
)
def test_every_page_gets_the_script(page: bytes) -> None:
    dressed = preview.dress(page, View("/"), 8000)
    assert dressed.count(SCRIPT) == 1
    assert OVERLAY not in dressed
    assert dressed.startswith(page[:15])


def test_what_a_mistake_says_is_text_never_markup() -> None:
    mistake = Problem("content/<b>.md", 4, 'is "<script>alert(1)</script>"', "write <i>")
    dressed = preview.dress(b"<head></head>", View("/", problems=(mistake,)), 8000)
    assert b"<code>content/&lt;b&gt;.md:4</code>" in dressed
    assert b"&lt;script&gt;alert(1)" in dressed
    assert b"write &lt;i&gt;" in dressed


# ---- what starts a build


@pytest.mark.parametrize(
    ("file", "counts"),
    [
        ("content/2020/06/dam.md", True),
        ("content/2020/4913.md", True),
        ("content/2020/4913", False),
        ("content/.dam.md.swp", False),
        ("content/dam.md~", False),
        ("content/#dam.md#", False),
        ("content/.obsidian/workspace.json", False),
    ],
)
def test_scratch_files_of_editors_start_no_build(file: str, counts: bool) -> None:
    root = Path("/home/me/.work/digest")
    assert watch.matters(root, Change.modified, str(root / file)) == counts
