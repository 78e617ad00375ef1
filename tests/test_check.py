"""What `digest check` finds wrong with a built site, and what it lets pass."""

from __future__ import annotations

import json

import pytest
from conftest import OIL, House, Outcome

from digest import feedcheck, pagefacts, sitecheck
from digest.model import Problem

STORY = "content/2025/01/a.md"
PAGE = "2025/01/a.html"


@pytest.fixture
def built(house: House) -> House:
    """A small site without a mistake."""
    house.put("pyproject.toml", '[tool.digest]\nurl = "https://example.org/press/"\ndescription = "Reports"\n')
    for name in ("a", "b"):
        fields = {"date": "2025-01-02", "countries": "[Peru]", "topics": "[human-rights]", "source": "Karvan"}
        house.story(f"2025/01/{name}", title=f"Story {name}", summary=f"Of {name}.", **fields)
    return house.seed("oil.txt", OIL).build()


def check(house: House, *more: str) -> Outcome:
    return house.run("check", *more)


def spoil(house: House, page: str, old: str, new: str) -> House:
    """Change a built page, as a faulty theme would."""
    return house.edit(f"_site/{page}", old, new)


def test_a_good_site_has_no_errors(built: House) -> None:
    done = check(built)
    assert (done.status, done.said) == (0, "no errors\n")


def test_a_site_that_is_not_built_yet_is_one_error_that_says_what_to_do(house: House) -> None:
    done = check(house.story("2025/01/a"))
    assert done.status == 1
    assert done.err == "error: _site: nothing is built yet\n  hint: run `digest build`\n"


def test_a_check_changes_nothing_in_content_and_site(built: House) -> None:
    before = built.content(), built.site()
    check(built)
    assert (built.content(), built.site()) == before


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("[x](nowhere.html)", '"nowhere.html" leads nowhere'),
        ("[x](/nowhere/)", '"/press/nowhere/" leads nowhere'),
        ("[x](b.md#nothing)", 'nothing there has the id "nothing"'),
        ("![x](missing.png)", '"missing.png" leads nowhere'),
        ("[x](https://example.org/press/gone.html)", '"https://example.org/press/gone.html" leads nowhere'),
    ],
)
def test_a_broken_address_in_a_story_is_told_at_its_content_file(built: House, link: str, says: str) -> None:
    built.edit(STORY, "Some text.", f"Some text {link}.").build()
    done = check(built)
    assert done.status == 1
    assert f"error: {STORY}: the address " in done.err
    assert says in done.err


@pytest.mark.parametrize(
    "link",
    [
        "[x](b.md)",
        "[x](./b.html#main)",
        "[x](b)",
        "[x](/country/peru/)",
        "[x](https://example.org/press/)",
        "[x](https://example.org/other/gone.html)",
        "[x](https://elsewhere.example/gone)",
        "[x](mailto:desk@example.org)",
        "[x](#top)",
        "[x](b.md?from=a#:~:text=Some)",
    ],
)
def test_a_good_address_and_one_of_another_site_pass(built: House, link: str) -> None:
    built.edit(STORY, "Some text.", f"Some text {link}.").build()
    assert check(built).said == "no errors\n"


@pytest.mark.parametrize(
    ("new", "says"),
    [
        ('<link rel="stylesheet" href="/press/gone.css"></head>', '"/press/gone.css" leads nowhere'),
        ('<script src="gone.js"></script></head>', '"gone.js" leads nowhere'),
        ('<meta property="og:image" content="https://example.org/press/gone.png"></head>', "gone.png"),
        ('<link rel="canonical" href="https://example.org/press/gone.html"></head>', "gone.html"),
        ('<link rel="icon" href="/favicon.ico"></head>', "leaves the site, which lies under /press/"),
    ],
)
def test_what_a_page_loads_or_names_in_its_head_must_be_there(built: House, new: str, says: str) -> None:
    done = check(spoil(built, "feeds/index.html", "</head>", new))
    assert done.status == 1
    assert "error: _site/feeds/index.html:" in done.err
    assert says in done.err


def test_every_address_of_a_set_of_images_and_of_a_form_is_looked_at(built: House) -> None:
    more = '<img alt="" src="/press/" srcset="one.png 1x, two.png 2x"><form action="send"></form></main>'
    done = check(spoil(built, "feeds/index.html", "</main>", more))
    assert all(f'"{name}" leads nowhere' in done.err for name in ("one.png", "two.png", "send"))


def test_a_mistake_that_every_page_has_is_told_once(built: House) -> None:
    for file in built.site():
        if file.endswith(".html"):
            spoil(built, file, "</main>", '<a href="/press/gone/">x</a></main>')
    done = check(built)
    assert done.err.count("/press/gone/") == 1
    assert "other pages)" in done.err


def test_two_pages_with_one_title_are_a_warning(built: House) -> None:
    built.edit("content/2025/01/b.md", "title: Story b", "title: Story a").build()
    done = check(built)
    assert done.status == 0
    assert f'warning: {STORY}: has the title "Story a – Press Digest", as content/2025/01/b.md has' in done.err


def test_redirects_may_share_a_title(built: House) -> None:
    built.edit(STORY, "title:", "aliases: [/old/one.html, /old/two.html]\ntitle:").build()
    assert built.has("old/two.html")
    assert check(built).said == "no errors\n"


def test_a_page_without_a_description_is_a_warning(built: House) -> None:
    done = check(built.edit(STORY, "summary: Of a.\n", "").build())
    assert done.status == 0
    assert f"warning: {STORY}: the page has no description" in done.err


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("<title>Feeds", "<title></title><title>Feeds", "the page has no title"),
        ('<html lang="en"', "<html", "the page does not say its language"),
        ("</main>", '<img src="/press/feed.xml"></main>', "has no text for those who cannot see it"),
        ("</main>", '<p id="main"></p></main>', 'the id "main" stands twice on the page'),
    ],
)
def test_what_readers_need_of_a_page_is_asked_for(built: House, old: str, new: str, says: str) -> None:
    done = check(spoil(built, "feeds/index.html", old, new))
    assert done.status == 1
    assert "error: _site/feeds/index.html" in done.err
    assert says in done.err


def test_an_unknown_name_in_a_story_is_an_error_of_its_line(built: House) -> None:
    built.edit(STORY, "countries: [Peru]", "countries: [Perou-sur-Mer]")
    done = check(built)
    assert done.status == 1
    line = built.read(STORY).splitlines().index("countries: [Perou-sur-Mer]") + 1
    assert f'error: {STORY}:{line}: `countries` names "Perou-sur-Mer"' in done.err


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("feed.xml", "</channel>", "</chanel>", "is not XML"),
        (
            "feed.xml",
            "<link>https://example.org/press/2025/01/a.html",
            "<link>https://example.org/press/z.html",
            "z.html",
        ),
        ("feed.atom", "<updated>", "<updated>some day ", "none of RFC 3339"),
        ("feed.json", '"version"', '"vision"', "has no `version`"),
        ("feed.json", "{", "", "is not JSON"),
        ("feeds.opml", "country/peru/feed.xml", "country/pero/feed.xml", "country/pero/feed.xml"),
        ("sitemap.xml", "2025/01/a.html", "2025/01/z.html", "2025/01/z.html"),
    ],
)
def test_feeds_and_sitemaps_must_parse_be_whole_and_lead_somewhere(
    built: House, file: str, old: str, new: str, says: str
) -> None:
    text = built.page(file)
    assert old in text
    done = check(built.put(f"_site/{file}", text.replace(old, new)))
    assert done.status == 1
    assert f"error: _site/{file}" in done.err
    assert says in done.err


def test_a_site_that_was_built_for_another_address_is_checked_under_that_one(built: House) -> None:
    built.build("--url", "https://user.github.io/repo/")
    done = check(built)
    assert done.status == 0
    assert "warning: _site: was built for https://user.github.io/repo/" in done.err
    assert check(built, "--url", "https://user.github.io/repo/").said == "no errors\n"


@pytest.mark.parametrize("url", ["https://example.org/", "https://user.github.io/a/b/"])
def test_a_site_under_any_base_path_passes(built: House, url: str) -> None:
    built.edit(STORY, "Some text.", "[x](/country/peru/) and [y](b.md).").build("--url", url)
    assert check(built, "--url", url).said == "no errors\n"


def test_an_output_elsewhere_is_named_by_its_path(house: House, tmp_path) -> None:
    done = check(house, "--output", str(tmp_path / "out"))
    assert str(tmp_path / "out") in done.err


# ---- the pure parts


FEED = "<rss version='2.0'><channel><title>T</title><link>/</link><description/>{}</channel></rss>"
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'>{}</feed>"
BARE = "<id>i</id><title>t</title><updated>2020-01-01T00:00:00Z</updated>"
HEAD = f"{BARE}<author><name>n</name></author>"
VERSION = "https://jsonfeed.org/version/1.1"


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("a.xml", FEED.format(""), None),
        ("a.xml", "<rss/>", "no <channel>"),
        ("a.xml", FEED.replace("<title>T</title>", "").format(""), "no <title>"),
        ("a.xml", FEED.replace("<description/>", "").format(""), "no <description>"),
        ("a.xml", FEED.format("<item><guid>g</guid></item>"), "neither title nor description"),
        ("a.xml", FEED.format("<item><title>x</title><guid>g</guid></item>" * 2), "the guid 'g' stands twice"),
        ("a.xml", FEED.format("<item><title>x</title><pubDate>2020-01-01</pubDate></item>"), "none of RFC 822"),
        ("a.atom", ATOM.format(HEAD), None),
        ("a.atom", ATOM.format(""), "no <id>"),
        ("a.atom", ATOM.format(HEAD + "<entry/>"), "has no <updated>"),
        (
            "a.atom",
            ATOM.format(HEAD.partition("<author>")[0] + f"<entry>{HEAD.partition('<author>')[0]}</entry>"),
            "<author>",
        ),
        ("feed.json", json.dumps({"version": VERSION, "title": "t", "items": []}), None),
        ("feed.json", json.dumps({"version": VERSION, "items": []}), "no `title`"),
        ("feed.json", json.dumps({"version": VERSION, "title": "t"}), "no list of `items`"),
        ("x.json", json.dumps({"version": VERSION, "title": "t", "items": [{"content_text": ""}]}), "has no `id`"),
        ("feed.json", json.dumps({"version": VERSION, "title": "t", "items": [{"id": "1"}]}), "neither `content_html`"),
        ("feed.json", "[]", "no JSON object"),
        ("other.json", "[]", None),
        ("other.xml", "<browserconfig/>", None),
    ],
)
def test_the_required_parts_of_a_feed(file: str, text: str, says: str | None) -> None:
    wrong = [words for _, words in feedcheck.read(file, text.encode()).wrong]
    assert any(says in words for words in wrong) if says else not wrong


def problems(html: str, *present: str, url: str = "https://e.example/b/") -> tuple[Problem, ...]:
    page = pagefacts.facts(
        "x/index.html", f'<html lang="en"><title>T</title><meta name="description" content="d">{html}'
    )
    site = sitecheck.Site(url, frozenset(("index.html", "x/index.html", *present)), (page,))
    return sitecheck.check(site, lambda file: file)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "#",
        "./",
        "..",
        "../",
        "/b",
        "/b/",
        "/b/x",
        "//e.example/b/x/",
        "HTTPS://E.example/b/x/",
        "?q",
        "data:,x",
        "tel:1",
    ],
)
def test_addresses_that_lead_somewhere(address: str) -> None:
    assert problems(f'<a href="{address}">x</a>') == ()


@pytest.mark.parametrize("address", ["../..", "/", "/bb/", "X/", "/b/X/", "//e.example/b/y", "../y", "#y", "http://["])
def test_addresses_that_lead_nowhere(address: str) -> None:
    (problem,) = problems(f'<a href="{address}">x</a>')
    assert problem.level == "error"
    assert f'"{address}"' in problem.says


def test_an_address_may_be_written_in_percent_signs_and_in_letters() -> None:
    assert problems('<img alt="" src="/b/%D1%8E%20a.png"><img alt="" src="../ю a.png">', "ю a.png") == ()


def test_a_style_sheet_must_find_what_it_names() -> None:
    data = {"static/a.css": b"p { background: url('b.png') }\nq { background: url(data:image/png;base64,x) }"}
    site = sitecheck.Site("https://e.example/", frozenset(("index.html", *data)), (), data)
    (problem,) = sitecheck.check(site, lambda file: file)
    assert (problem.path, problem.line) == ("static/a.css", 1)
    assert '"b.png" leads nowhere' in problem.says


def test_a_title_of_a_drawing_is_not_the_title_of_the_page() -> None:
    assert pagefacts.facts("x", "<title>One &amp; two</title><svg><title>Three</title></svg>").title == "One & two"


def test_what_a_script_holds_is_no_markup() -> None:
    assert pagefacts.facts("x", '<script>"<a href=gone>"</script><a href=here>').links == ((1, "here"),)
