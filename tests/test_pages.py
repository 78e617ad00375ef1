"""Every page the site must have, at its address, and nothing of what is held back."""

from __future__ import annotations

import pytest
from conftest import House
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from samples import SITE, a_look, all_pages, shelved, story

from digest.content import path_of
from digest.model import Link, Page, Problem, Story


def site(*stories: Story, free: tuple[Story, ...] = (), files: tuple[tuple[str, str], ...] = (), **options: object):
    """Name the pages of a site, by address, with what is wrong."""
    look = a_look(about=bool(free), **options)
    catalog = shelved(*stories, site=look.site, names=look.names)
    wanted, problems = all_pages(catalog, free, files, look)
    return {page.url: page for page in wanted.values()}, problems


def good(*stories: Story, **more) -> dict[str, Page]:
    wanted, problems = site(*stories, **more)
    assert problems == ()
    return wanted


ABOUT = story("pages/about", title="About us", date=None)
MANY = tuple(
    story(
        f"2020/{n % 2 + 6:02}/s{n:02}",
        countries=("TM",),
        topics=("human-rights",),
        tags=("COVID-19",),
        source=("Trend",),
        blocs=("EU",),
        aliases=(f"/old/{n}.html",) if n < 2 else (),
    )
    for n in range(120)
)


@pytest.fixture(scope="module")
def urls() -> dict[str, Page]:
    return good(*MANY, story("undated/x", date=None), free=(ABOUT,), files=(("2020/06/map.png", "1234"),))


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("/", "index.html"),
        ("/2020/06/s00.html", "2020/06/s00.html"),
        ("/2020/06/", "2020/06/index.html"),
        ("/country/", "country/index.html"),
        ("/country/turkmenistan/", "country/turkmenistan/index.html"),
        ("/country/turkmenistan/2020-06.html", "country/turkmenistan/2020-06.html"),
        ("/country/turkmenistan/feed.xml", "country/turkmenistan/feed.xml"),
        ("/country/turkmenistan/human-rights/", "country/turkmenistan/human-rights/index.html"),
        ("/country/turkmenistan/human-rights/2020.html", "country/turkmenistan/human-rights/2020.html"),
        ("/topic/human-rights/", "topic/human-rights/index.html"),
        ("/topic/human-rights/2020-07.html", "topic/human-rights/2020-07.html"),
        ("/topic/human-rights/feed.xml", "topic/human-rights/feed.xml"),
        ("/topic/politics/", "topic/politics/index.html"),
        ("/tag/covid-19/", "tag/covid-19/index.html"),
        ("/tag/covid-19/feed.xml", "tag/covid-19/feed.xml"),
        ("/source/trend/", "source/trend/index.html"),
        ("/source/trend/feed.xml", "source/trend/feed.xml"),
        ("/bloc/european-union/", "bloc/european-union/index.html"),
        ("/bloc/european-union/feed.xml", "bloc/european-union/feed.xml"),
        ("/bloc/", "bloc/index.html"),
        ("/topic/", "topic/index.html"),
        ("/tag/", "tag/index.html"),
        ("/source/", "source/index.html"),
        ("/feed.xml", "feed.xml"),
        ("/feed.atom", "feed.atom"),
        ("/feed.json", "feed.json"),
        ("/feeds/", "feeds/index.html"),
        ("/feeds.opml", "feeds.opml"),
        ("/search/", "search/index.html"),
        ("/404.html", "404.html"),
        ("/sitemap.xml", "sitemap.xml"),
        ("/robots.txt", "robots.txt"),
        ("/about/", "about/index.html"),
        ("/archive/", "archive/index.html"),
        ("/undated/x.html", "undated/x.html"),
        ("/undated/", "undated/index.html"),
        ("/old/0.html", "old/0.html"),
        ("/2020/06/map.png", "2020/06/map.png"),
    ],
)
def test_every_address_of_the_design_is_there(urls: dict[str, Page], url: str, file: str) -> None:
    assert urls[url].file == file


def test_there_is_nothing_else(urls: dict[str, Page]) -> None:
    known = (
        "/2020/",
        "/country/",
        "/topic/",
        "/tag/",
        "/source/",
        "/bloc/",
        "/feed",
        "/old/",
        "/static/",
        "/undated/",
        "/archive/",
    )
    whole = {"/", "/search/", "/404.html", "/sitemap.xml", "/robots.txt", "/about/"}
    assert [url for url in urls if not url.startswith(known) and url not in whole] == []


def test_an_empty_site_has_its_fixed_pages_and_no_shelf() -> None:
    wanted = good()
    assert {"/", "/country/", "/feed.xml", "/feed.json", "/search/", "/404.html", "/sitemap.xml"} <= set(wanted)
    assert not any(url.startswith("/country/") and url != "/country/" for url in wanted)
    assert wanted["/feed.xml"].cards == ()


def test_a_site_without_search_has_no_search_page_and_no_link_to_one() -> None:
    assert "/search/" not in good(search=False)
    assert "search" not in {link.key for link in a_look(search=False).nav}
    assert "search" in {link.key for link in a_look().nav}


def test_the_navigation_names_the_about_page_only_where_there_is_one() -> None:
    assert "about" in {link.key for link in a_look(about=True).nav}
    assert "about" not in {link.key for link in a_look().nav}


def test_a_story_keeps_its_address_whatever_its_date_says() -> None:
    wanted = good(story("2020/06/x", date="2021-01-05"))
    assert "/2020/06/x.html" in wanted
    assert [c.path for c in wanted["/2021/01/"].cards] == ["2020/06/x"]
    assert "/2020/06/" not in wanted


# ---- what is held back


def test_a_build_says_how_many_stories_are_held_back(house: House) -> None:
    house.story("2020/01/a", date="2020-01-01").story("2020/01/b", draft="true").story("2087/01/c", date="2087-01-01")
    for _ in range(2):  # also where it has nothing to do
        assert house.run("build").out.startswith("1 story, 2 held back; ")
    house.delete("content/2020/01/b.md").delete("content/2087/01/c.md")
    assert house.run("build").out.startswith("1 story; ")


SECRET = {"countries": ("PE",), "topics": ("sport",), "tags": ("secret",), "source": ("Secret",), "blocs": ("UN",)}


@pytest.mark.parametrize("hold", [{"draft": True}, {"date": "2026-02-01"}, {"embargo_until": "2026-02-01"}])
def test_what_is_held_back_appears_nowhere(hold: dict[str, object]) -> None:
    hidden = [
        story(f"2025/0{n}/secret-{n}", title=f"Secret {n}", aliases=(f"/secret/{n}",), **SECRET, **hold)
        for n in range(1, 5)
    ]
    shown = story("2025/03/shown", countries=("NO",), mentions=("PE",))
    assert good(shown, *hidden) == good(shown)
    assert "ecret" not in repr(good(shown, *hidden))


# ---- one file, one page


def problem(*stories: Story, **more) -> Problem:
    problems = site(*stories, **more)[1]
    assert len(problems) == 1
    assert problems[0].level == "error"
    assert problems[0].hint
    return problems[0]


def test_an_alias_that_is_another_storys_address_is_a_problem_and_the_story_stays() -> None:
    stories = story("2025/03/a", aliases=("/2025/03/b.html",)), story("2025/03/b")
    found = problem(*stories)
    assert "/2025/03/b.html is taken by content/2025/03/b.md" in found.says
    assert site(*stories)[0]["/2025/03/b.html"].kind == "story"


def test_the_problem_of_an_alias_names_the_file_that_holds_it() -> None:
    found = problem(story("2025/03/a", aliases=("/2025/03/b.html",)), story("2025/03/b"))
    assert found.path == "content/2025/03/a.md"


def test_two_stories_cannot_have_one_alias() -> None:
    found = problem(story("2025/03/a", aliases=("/x/",)), story("2025/03/b", aliases=("/x",)))
    assert (found.path, found.says) == ("content/2025/03/b.md", "its address /x/ is taken by content/2025/03/a.md")


def test_names_that_differ_in_case_only_are_one_name_on_some_systems() -> None:
    assert "/OLD.html" in problem(story("2025/03/a", aliases=("/old.html", "/OLD.html"))).says


@pytest.mark.parametrize(
    ("free", "taken"), [("pages/country", "/country/"), ("pages/feeds", "/feeds/"), ("pages/search", "/search/")]
)
def test_a_free_page_cannot_take_the_place_of_one_of_ours(free: str, taken: str) -> None:
    wanted, problems = site(story(), free=(story(free, date=None),))
    assert [(p.path, taken in p.says) for p in problems] == [(f"content/{free}.md", True)]
    assert wanted[taken].kind != "free"


def test_a_story_cannot_take_the_place_of_a_month_of_a_shelf() -> None:
    found = problem(*MANY, story("country/turkmenistan/2020-06", date=None))
    assert found.path == "content/country/turkmenistan/2020-06.md"
    assert "/country/turkmenistan/2020-06.html" in found.says


@pytest.mark.parametrize("alias", ["/sitemap.xml", "/robots.txt", "/feed.xml", "/", "/index.html", "/country"])
def test_an_alias_cannot_take_the_place_of_a_page_of_the_site(alias: str) -> None:
    before = site(story())[0]
    wanted, problems = site(story(aliases=(alias,)))
    assert len(problems) == 1
    assert {url: page.kind for url, page in wanted.items()} == {url: page.kind for url, page in before.items()}


@pytest.mark.parametrize("alias", ["/2025/03/oil.html/", "/2025/03/oil.html/x.html", "/feed.xml/a/b.html"])
def test_an_address_below_a_file_is_a_problem_since_no_disk_can_hold_it(alias: str) -> None:
    wanted, problems = site(story("2025/03/oil", aliases=(alias,)))
    assert len(problems) == 1
    files = {page.file for page in wanted.values()}
    assert not any(
        f"{other}/" in f"{file}/" and other != file for file in files for other in files if file.startswith(f"{other}/")
    )


def test_the_folder_of_the_search_index_is_not_for_stories() -> None:
    wanted, problems = site(story("pagefind/x", date=None), story(aliases=("/pagefind/old.html",)))
    assert [p.path for p in problems] == ["content/pagefind/x.md", "content/2025/03/oil.md"]
    assert not any(url.startswith("/pagefind") for url in wanted)


def test_a_country_and_a_topic_with_one_slug_lie_in_different_folders() -> None:
    stories = [story(f"2025/03/s{n}", source=("Sport",), topics=("sport",), tags=("sport",)) for n in range(2)]
    assert {"/source/sport/", "/topic/sport/", "/tag/sport/"} <= set(good(*stories))


# ---- redirects


@pytest.mark.parametrize(
    ("alias", "url"), [("/2019/05/old.html", "/2019/05/old.html"), ("/short", "/short/"), ("/folder/", "/folder/")]
)
def test_an_alias_leads_to_the_story_and_search_engines_do_not_list_it(alias: str, url: str) -> None:
    page = good(story("2025/03/oil", aliases=(alias,)))[url]
    assert page.data["target"] == "/press/2025/03/oil.html"
    assert page.data["target_absolute"] == "https://example.org/press/2025/03/oil.html"
    assert page.robots == "noindex"


def test_a_free_page_may_have_an_alias() -> None:
    wanted = good(free=(structs.replace(ABOUT, aliases=("/imprint.html",)),))
    assert wanted["/imprint.html"].data["target"] == "/press/about/"


# ---- what a page shows


def test_a_story_page_links_to_the_shelves_that_exist_and_to_no_other() -> None:
    one = story("2025/03/a", countries=("TM",), mentions=("NO", "PE"), topics=("human-rights",), tags=("fish", "boats"))
    other = story("2025/03/b", countries=("NO",), tags=("boats",))
    hrefs = {(kind, label): address for kind, label, address in good(one, other)["/2025/03/a.html"].data["hrefs"]}
    assert hrefs == {
        ("country", "TM"): "/press/country/turkmenistan/",
        ("country", "NO"): "/press/country/norway/",
        ("topic", "human-rights"): "/press/topic/human-rights/",
        ("topic", "politics"): "/press/topic/politics/",
        ("tag", "boats"): "/press/tag/boats/",
    }


def test_a_story_page_names_its_neighbours_in_time() -> None:
    wanted = good(*(story(f"2025/0{n}/s{n}", title=f"S{n}") for n in (1, 2, 3)))
    middle = wanted["/2025/02/s2.html"].data
    assert middle["newer"] == Link("S3", "/press/2025/03/s3.html")
    assert middle["older"] == Link("S1", "/press/2025/01/s1.html")
    assert wanted["/2025/03/s3.html"].data["newer"] is None
    assert wanted["/2025/01/s1.html"].data["older"] is None


def test_a_new_story_changes_no_story_page_but_that_of_its_neighbour() -> None:
    stories = [story(f"2025/0{n}/s{n}", countries=("TM",)) for n in (1, 2, 3)]
    before, after = good(*stories), good(*stories, story("2025/04/s4", countries=("TM",)))
    changed = {url for url, page in before.items() if page.kind == "story" and after[url] != page}
    assert changed == {"/2025/03/s3.html"}


def test_feeds_hold_as_many_stories_as_the_settings_say() -> None:
    wanted = good(*MANY, feed_length=3)
    for url in ("/feed.xml", "/feed.atom", "/feed.json", "/country/turkmenistan/feed.xml"):
        assert len(wanted[url].cards) == 3
    assert wanted["/feed.xml"].cards == wanted["/"].cards[:3]


def test_every_feed_is_named_on_the_page_of_feeds(urls: dict[str, Page]) -> None:
    named = {link.href for _, links in urls["/feeds/"].data["groups"] for link in links}
    assert named == {f"/press{url}" for url in urls if url.endswith("/feed.xml") and url != "/feed.xml"}


def test_the_index_of_topics_is_a_tree() -> None:
    wanted = good(story("2025/03/a", topics=("human-rights",)), story("2025/03/b", topics=("diplomacy", "sport")))
    top = wanted["/topic/"].data["entries"]
    assert [(link.name, link.count) for link in top] == [("Politics", 2), ("Sport", 1)]
    assert [(link.name, link.count) for link in top[0].children] == [("Diplomacy", 1), ("Human rights", 1)]


def test_the_archive_names_every_month_with_its_count() -> None:
    wanted = good(story("2024/12/a"), story("2025/03/b"), story("2025/03/c"), story("undated/d", date=None))
    data = wanted["/archive/"].data
    assert [(year, [(m.name, m.href, m.count) for m in months]) for year, months in data["years"]] == [
        ("2025", [("March 2025", "/press/2025/03/", 2)]),
        ("2024", [("December 2024", "/press/2024/12/", 1)]),
    ]
    assert (data["undated"].href, data["undated"].count) == ("/press/undated/", 1)


def test_the_sitemap_lists_the_pages_that_search_engines_shall_see(urls: dict[str, Page]) -> None:
    listed = {url for url, _ in urls["/sitemap.xml"].data["urls"]}
    assert "https://example.org/press/2020/06/s00.html" in listed
    assert "https://example.org/press/country/turkmenistan/" in listed
    assert "https://example.org/press/about/" in listed
    for url in ("/404.html", "/old/0.html", "/feed.xml", "/robots.txt", "/2020/06/map.png"):
        assert f"https://example.org/press{url}" not in listed


# ---- laws

PATHS = st.sampled_from(["2025/03/a", "2025/03/b", "2025/04/a", "undated/a", "country/norway/2025-03", "feeds/x", "a"])
SITES = st.lists(
    st.builds(
        lambda path, aliases, countries, topics: story(
            path, date="2025-03-07", aliases=aliases, countries=countries, topics=topics
        ),
        PATHS,
        st.lists(st.sampled_from(["/x", "/x/", "/X/", "/2025/03/a.html", "/feed.xml", "/a.html/b"]), max_size=2).map(
            tuple
        ),
        st.sampled_from([(), ("NO",), ("TM", "NO")]),
        st.sampled_from([(), ("sport",), ("human-rights",)]),
    ),
    max_size=7,
    unique_by=lambda s: s.card.path,
)


@settings(max_examples=100, deadline=None)
@given(SITES)
def test_whatever_is_asked_for_every_story_has_its_page_and_every_file_one_page(stories: list[Story]) -> None:
    wanted, problems = site(*stories)
    files = [page.file.casefold() for page in wanted.values()]
    assert len(files) == len(set(files))
    assert not any(file.startswith(f"{other}/") for file in files for other in files)
    for made in stories:
        page = wanted[f"/{made.card.path}.html"]
        assert page.kind == "story" or any(made.card.path in p.path for p in problems)


@settings(max_examples=50, deadline=None)
@given(SITES, st.randoms())
def test_the_order_of_the_files_changes_no_page(stories: list[Story], random) -> None:
    mixed = list(stories)
    random.shuffle(mixed)
    assert site(*mixed) == site(*stories)


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("content/2020/06/x.md", "2020/06/x"),
        ("content/2020/06/Ölpreis fällt.md", "2020/06/olpreis-fallt"),
        ("content/index.md", "index-story"),
        ("content/a b/c.d.md", "a-b/c-d"),
        ("content/a.b/.md", "a-b/md"),
    ],
)
def test_the_address_of_a_story_is_the_path_of_its_file_made_safe(file: str, path: str) -> None:
    assert path_of(file) == path


def test_the_site_at_the_root_of_a_host_has_no_base_path() -> None:
    wanted = good(story(countries=("TM",)), url="https://example.org/")
    assert wanted["/2025/03/oil.html"].data["hrefs"][0][2] == "/country/turkmenistan/"
    assert SITE.base == "/press/"
