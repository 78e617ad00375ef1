"""What happens to a user's articles and edits, through the command line."""

from __future__ import annotations

import pytest
from conftest import OIL, House

STORY = "content/1987/03/norway-will-cut-its-oil-output-by-seven-per-cent.md"
PAGE = "1987/03/norway-will-cut-its-oil-output-by-seven-per-cent.html"


def test_a_raw_article_becomes_a_page(house: House) -> None:
    house.seed("oil.txt", OIL).build()
    page = house.page(PAGE)
    assert "Norway will cut its oil output by seven per cent" in page
    assert "The cut begins in April &amp; ends in June." in page
    assert "Karvan" in page
    assert "---" not in page
    assert house.has("country/norway/index.html")
    assert "Norway will cut" in house.page("country/norway/feed.xml")


def test_an_edit_by_hand_survives_any_number_of_imports(house: House) -> None:
    house.seed("oil.txt", OIL).build().edit(STORY, "seven per cent, the Energy", "7 %, the Energy")
    before = house.content()
    for _ in range(100):
        house.run("import")
    house.run("import", "--again")
    assert house.content() == before
    assert "7 %, the Energy" in house.build().page(PAGE)


def test_labels_that_a_person_adds_and_removes_stay_so(house: House) -> None:
    house.seed("oil.txt", OIL).build().edit(STORY, "countries: [Norway]", "countries: [Sweden, Norway]")
    house.build().run("import", "--again")
    assert "countries: [Sweden, Norway]" in house.read(STORY)
    assert house.build().has("country/sweden/index.html")


def test_a_deleted_story_stays_deleted_until_its_seed_is_named(house: House) -> None:
    house.seed("oil.txt", OIL).build().delete(STORY)
    house.build().run("import", "--again")
    assert not house.has(PAGE)
    assert list(house.content()) == ["imported.txt"]
    assert house.run("import", str(house.root / "seeds/oil.txt")).status == 0
    assert house.build().has(PAGE)


def test_a_deleted_story_stays_deleted_in_a_fresh_clone(house: House, tmp_path) -> None:
    house.seed("oil.txt", OIL).build().delete(STORY)
    clone = house.clean_copy(tmp_path / "clone").build()
    assert not clone.has(PAGE)


def test_a_renamed_story_keeps_its_new_name(house: House) -> None:
    house.seed("oil.txt", OIL).build().put("content/1987/03/oil-cut.md", house.read(STORY)).delete(STORY)
    house.build().run("import", "--again")
    assert house.has("1987/03/oil-cut.html")
    assert not house.has(PAGE)
    assert sorted(house.content()) == ["1987/03/oil-cut.md", "imported.txt"]


def test_a_corrected_seed_changes_an_untouched_story_in_place(house: House) -> None:
    house.seed("oil.txt", OIL).build()
    guid = [line for line in house.read(STORY).splitlines() if line.startswith("guid:")]
    house.seed("oil.txt", OIL.replace("ends in June", "ends in July")).build()
    assert "ends in July" in house.page(PAGE)
    assert [line for line in house.read(STORY).splitlines() if line.startswith("guid:")] == guid
    assert len(house.content()) == 2


def test_a_corrected_seed_leaves_an_edited_story_alone_and_says_so(house: House) -> None:
    house.seed("oil.txt", OIL).build().edit(STORY, "source: Karvan", "source: Norsk Telegram")
    done = house.seed("oil.txt", OIL.replace("June", "July")).run("build")
    assert done.status == 0
    assert "edited by hand" in done.err
    assert "June" in house.page(PAGE)
    assert "Norsk Telegram" in house.page(PAGE)


def test_a_file_name_that_is_used_again_for_other_news_makes_a_second_story(house: House) -> None:
    house.seed("today.txt", OIL).build()
    other = " date 1987-03-18 By Karvan\n\nPeru opened a railway museum in Cusco on Wednesday.\n\n---\n"
    house.seed("today.txt", other).build()
    assert house.has(PAGE)
    assert house.has("country/peru/index.html")


def test_a_lost_list_of_imports_brings_nothing_back_twice(house: House) -> None:
    house.seed("oil.txt", OIL).build().edit(STORY, "Karvan", "Karawan").delete("content/imported.txt")
    house.build()
    assert sorted(house.content()) == ["1987/03/" + STORY.rpartition("/")[2], "imported.txt"]


def test_an_untouched_story_that_git_gave_windows_line_ends_is_still_untouched(house: House) -> None:
    house.seed("oil.txt", OIL).build()
    house.put(STORY, house.read(STORY).replace("\n", "\r\n"))
    house.seed("oil.txt", OIL.replace("June", "July")).build()
    assert "July" in house.page(PAGE)


def test_an_article_without_a_date_gets_none_and_a_warning(house: House) -> None:
    done = house.seed("x.txt", "Norway opens a bridge\n\nBy Karvan\n\nA bridge was opened in Oslo.\n").run("build")
    assert done.status == 0
    assert "warning: seeds/x.txt" in done.err
    [story] = [path for path in house.content() if path.endswith(".md")]
    assert story.startswith("undated/")
    assert "date:" not in house.read(f"content/{story}")
    assert "<pubDate>" not in house.page("feed.xml")


def test_drafts_and_embargoed_and_future_stories_get_out_through_no_door(house: House) -> None:
    house.story("2025/12/out", date="2025-12-01", countries="Norway", tags="fish, boats", summary="Shown.")
    house.story(
        "2025/12/draft", "SECRETWORD.", date="2025-12-02", countries="Norway", draft="true", summary="SECRETWORD"
    )
    house.story("2025/12/held", "SECRETWORD", date="2025-12-03", countries="Peru", embargo_until="2026-01-16")
    house.story("2026/02/later", "SECRETWORD", date="2026-02-01", countries="Chad")
    house.story("2025/12/odd", "SECRETWORD", date="2025-12-02", draft="perhaps")
    house.story("pages/plans", "SECRETWORD", draft="true").put("content/2025/12/secret.png", b"png")
    house.edit("content/2025/12/draft.md", "SECRETWORD.", "![x](secret.png) SECRETWORD.")
    done = house.run("build", "--search")
    assert done.status == 1  # `draft: perhaps` is an error, and holds the story back
    for file, raw in house.site().items():
        assert b"SECRETWORD" not in raw, file
        assert not any(word in file for word in ("draft", "held", "later", "odd", "plans", "secret")), file
        assert not any(word in raw for word in (b"2025/12/draft", b"/held", b"/later", b"/odd", b"/plans/")), file
    index = b"".join(p.read_bytes() for p in (house.root / "_site/pagefind").rglob("*") if p.is_file())
    assert b"SECRETWORD" not in index


def test_an_embargo_ends_on_its_day(house: House) -> None:
    house.story("2025/12/held", date="2025-12-03", embargo_until="2026-01-16").build()
    assert not house.has("2025/12/held.html")
    house.build("--today", "2026-01-16")
    assert house.has("2025/12/held.html")


def test_rights_rule_page_feeds_and_lists_alike(house: House) -> None:
    house.edit(
        "pyproject.toml", 'title = "The Test Digest"', 'title = "T"\nsources = { Closed = "link", Half = "excerpt" }'
    )
    where = "https://news.example/a"
    house.story("2025/01/closed", "BODYWORD", date="2025-01-02", source="Closed", url=where, summary="SUMMARYWORD")
    house.story("2025/01/half", "BODYWORD", date="2025-01-03", source="Half", url=where, summary="Half of it.")
    house.story("2025/01/whole", "WHOLEWORD", date="2025-01-04", source="Open", url=where).build()
    for file, raw in house.site().items():
        assert b"BODYWORD" not in raw, file
        assert b"SUMMARYWORD" not in raw, file
    assert where in house.page("2025/01/closed.html")
    assert "Half of it." in house.page("feed.xml")
    assert "WHOLEWORD" in house.page("feed.xml")


def test_an_alias_leads_to_the_story(house: House) -> None:
    house.story("2025/01/new-name", date="2025-01-02", aliases="[/2019/05/old.html, /short]").build()
    for old in ("2019/05/old.html", "short/index.html"):
        assert 'content="0; url=/press/2025/01/new-name.html"' in house.page(old)
    assert "old.html" not in house.page("sitemap.xml")


def test_pictures_and_documents_beside_a_story_are_published(house: House) -> None:
    house.story("2025/01/map", "![A map](map.png) and [the report](report.pdf).", date="2025-01-02")
    house.put("content/2025/01/map.png", b"\x89PNG").put("content/2025/01/report.pdf", b"%PDF").build()
    assert (house.root / "_site/2025/01/map.png").read_bytes() == b"\x89PNG"
    assert (house.root / "_site/2025/01/report.pdf").read_bytes() == b"%PDF"
    assert "https://example.org/press/2025/01/map.png" in house.page("feed.xml")


def test_a_theme_of_ones_own_changes_one_file_and_keeps_the_rest(house: House) -> None:
    house.story("2025/01/a", date="2025-01-02").put("themes/mine/templates/404.html", "<title>Lost</title>My own page")
    house.edit("pyproject.toml", "[tool.digest]", '[tool.digest]\ntheme = "mine"').build()
    assert house.page("404.html") == "<title>Lost</title>My own page"
    assert "The Test Digest" in house.page("index.html")


def test_free_pages_are_linked_from_every_page(house: House) -> None:
    house.story("pages/imprint", "Who we are.", title="Imprint").story("pages/about", "See [this](imprint.md).")
    house.story("2025/01/a", date="2025-01-02").build()
    assert '<a href="/press/imprint/">Imprint</a>' in house.page("2025/01/a.html")
    assert '<a href="/press/about/">About</a>' in house.page("2025/01/a.html")
    assert 'href="/press/imprint/"' in house.page("about/index.html")


def test_a_picture_beside_a_free_page_is_shown(house: House) -> None:
    house.story("pages/about", "![Our office](office.png)").put("content/pages/office.png", b"png").build()
    assert 'src="/press/pages/office.png"' in house.page("about/index.html")
    assert house.has("pages/office.png")


def test_a_mistyped_draft_or_embargo_holds_the_story_back(house: House) -> None:
    house.story("2025/01/a", date="2025-01-02", Draft="true").story(
        "2025/01/b", date="2025-01-02", embargo="2099-01-01"
    )
    done = house.run("build")
    assert done.status == 1
    assert "did you mean `draft`?" in done.err
    assert "did you mean `embargo_until`?" in done.err
    assert not house.has("2025/01/a.html")
    assert not house.has("2025/01/b.html")


@pytest.mark.parametrize(
    "link",
    [
        "[x](secret.pdf)", "[x](/press/2025/12/secret.pdf)", "[x](/2025/12/secret.pdf#page=2)", "[x](secret.pdf?a=1)",
        "[x][y]\n\n[y]: secret.pdf", "![x](./img/../secret.pdf)", "<a href='secret.pdf'>x</a>", "see secret.pdf",
        "[x](https://example.org/press/2025/12/secret.pdf)",
    ],
)  # fmt: skip
@pytest.mark.parametrize("held", ["draft: true", "rights: link", "embargo_until: 2099-01-01", "rights: exerpt"])
def test_what_only_an_unpublished_text_names_is_not_published(house: House, link: str, held: str) -> None:
    house.put("content/2025/12/a.md", f"---\ntitle: A\ndate: 2025-12-01\n{held}\n---\n\n{link}\n")
    house.put("content/2025/12/secret.pdf", b"%PDF").put("content/2025/12/other.pdf", b"%PDF").run("build")
    assert not house.has("2025/12/secret.pdf")
    assert house.has("2025/12/other.pdf")
    house.story("2025/12/b", f"![x](secret.pdf) {link}", date="2025-12-01").run("build")
    assert house.has("2025/12/secret.pdf")


def test_a_story_that_cannot_be_read_holds_back_the_files_beside_it(house: House) -> None:
    house.put("content/2025/12/a.md", "---\ntitle: A: b: c\ndraft: true\n---\n\n[x](secret.pdf)\n")
    assert house.put("content/2025/12/secret.pdf", b"%PDF").run("build").status == 1
    assert not house.has("2025/12/secret.pdf")


def test_rights_that_cannot_be_read_show_a_link_only(house: House) -> None:
    house.story("2025/01/a", "BODYWORD", date="2025-01-02", rights="exerpt")
    assert house.run("build").status == 1
    assert all(b"BODYWORD" not in raw for raw in house.site().values())


def test_a_withdrawn_text_leaves_the_search_index_at_once(house: House) -> None:
    house.story("2025/01/a", "SECRETWORD", date="2025-01-02").story("2025/01/b", date="2025-01-02").build("--search")
    assert house.has("pagefind/pagefind.js")
    house.story("2025/01/a", "SECRETWORD", date="2025-01-02", draft="true").build()
    assert not house.has("pagefind")


def test_an_embargo_without_a_zone_is_meant_in_the_zone_of_the_site(house: House) -> None:
    house.edit("pyproject.toml", "[tool.digest]", '[tool.digest]\ntimezone = "America/Los_Angeles"')
    house.story("2025/12/held", date="2025-12-03", embargo_until="2026-01-16").build("--today", "2026-01-16")
    assert not house.has("2025/12/held.html")
    assert house.build("--today", "2026-01-17").has("2025/12/held.html")


def test_a_story_that_was_renamed_to_any_name_is_corrected_in_place(house: House) -> None:
    house.seed("oil.txt", OIL).build().put("content/1987/03/Oil Cut.md", house.read(STORY)).delete(STORY)
    house.build().seed("oil.txt", OIL.replace("June", "July")).build()
    assert sorted(house.content()) == ["1987/03/Oil Cut.md", "imported.txt"]
    assert "July" in house.read("content/1987/03/Oil Cut.md")


def test_the_list_of_imports_leads_nowhere_outside(house: House, tmp_path) -> None:
    house.seed("oil.txt", OIL).build()
    house.put("content/imported.txt", house.read("content/imported.txt").replace("1987/03/", "../../evil/"))
    house.delete(STORY).run("import", str(house.root / "seeds/oil.txt"))
    assert not (tmp_path / "evil").exists()


def test_a_warning_about_a_seed_is_for_whoever_imports_it(house: House) -> None:
    house.seed("x.txt", "Norway opens a bridge\n\nBy Karvan\n\nA bridge was opened in Oslo.\n")
    assert "no date" in house.run("build").err
    assert "no date" not in house.run("build").err


def test_lists_of_names_are_in_the_order_of_the_alphabet(house: House) -> None:
    for n, country in enumerate(("Cuba", "Côte d’Ivoire", "Chile", "Österreich", "Peru")):
        house.story(f"2025/01/s{n}", date="2025-01-02", countries=country)
    page = house.build().page("country/index.html")
    places = [page.index(f">{name}<") for name in ("Austria", "Chile", "Côte d’Ivoire", "Cuba", "Peru")]
    assert places == sorted(places)
