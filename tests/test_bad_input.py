"""Bad input costs one clear line, with file, line and a hint, and never the rest of the build."""

from __future__ import annotations

import builtins
import os
import re
import sys
import time

import pytest
from conftest import OIL, House

GOOD = "1987/03/norway-will-cut-its-oil-output-by-seven-per-cent.html"


def complaint(house: House, *places: str) -> str:
    """Build, expect exit status 1, one error line that begins with each place, and everything else built."""
    house.seed("good.txt", OIL)
    done = house.run("build")
    assert done.status == 1, done.said
    errors = [line for line in done.err.splitlines() if line.startswith("error: ")]
    for place in places:
        assert any(line.startswith(f"error: {place}: ") for line in errors), (place, errors)
    assert len(errors) == len(places), errors
    assert done.err.count("  hint: ") >= len(errors)
    assert house.has(GOOD)
    again = house.run("build")
    assert (again.status, [x for x in again.err.splitlines() if x.startswith("error")]) == (1, errors)
    return done.err


def test_a_seed_of_binary_data(house: House) -> None:
    complaint(house.seed("a.txt", bytes(range(256)) * 20), "seeds/a.txt")


def test_an_empty_seed(house: House) -> None:
    complaint(house.seed("a.txt", ""), "seeds/a.txt")


def test_a_seed_of_fifty_megabytes(house: House) -> None:
    path = house.seed("a.txt", "").root / "seeds/a.txt"
    with path.open("wb") as file:
        file.truncate(50 * 2**20)
    assert "too large" in complaint(house, "seeds/a.txt")


def test_front_matter_that_is_not_yaml(house: House) -> None:
    house.put("content/2020/01/a.md", "---\ntitle: A\nsummary: a: b: c\n---\n\nText.\n")
    assert "not YAML" in complaint(house, "content/2020/01/a.md:3")
    assert not house.has("2020/01/a.html")


def test_front_matter_that_is_too_long_costs_its_story_until_it_is_shorter(house: House) -> None:
    crowd = ", ".join(f"Karl Beispiel the {number}th" for number in range(2000))
    house.seed("a.txt", OIL.replace("Norway", "Peru")).build()
    [name] = house.content().keys() - {"imported.txt"}
    shorter = crowd[: crowd.index(", ", 30_000)]
    house.edit(f"content/{name}", "countries:", f"people: [{crowd}]\ncountries:")
    mine = house.content()[name]
    assert "hint: shorten its lists" in complaint(house, f"content/{name}:2")
    house.seed("a.txt", OIL.replace("Norway", "Peru").replace("seven", "nine")).run("build")
    assert house.content()[name] == mine
    house.edit(f"content/{name}", crowd, shorter).build()
    assert "Karl Beispiel the 1000th" in house.page(name.replace(".md", ".html"))


def test_a_file_without_front_matter(house: House) -> None:
    complaint(house.put("content/2020/01/a.md", "Just text.\n"), "content/2020/01/a.md:1")


def test_a_content_file_that_is_not_utf_8(house: House) -> None:
    house.put("content/2020/01/a.md", "---\ntitle: Привет\n---\n".encode("windows-1251"))
    house.put("content/2020/01/b.md", b"\xef\xbb\xbf---\n---\n\xff\n")
    assert "UTF-8" in complaint(house, "content/2020/01/a.md:2", "content/2020/01/b.md:3")


def test_an_unknown_country_names_the_nearest(house: House) -> None:
    house.story("2020/01/a", date="2020-01-01", countries="[Norwey, Peru]")
    assert "did you mean Norway?" in complaint(house, "content/2020/01/a.md:4")
    assert house.has("country/peru/index.html")


def test_several_unknown_topics_are_told_with_one_hint_for_those_that_are_like_none(house: House) -> None:
    house.story("2020/01/a", topics="[Sports, watr-resources, qqq, zzz]")
    said = complaint(house, "content/2020/01/a.md:3")
    assert '"Sports": did you mean sport?; "watr-resources": did you mean water-resources?; "qqq", "zzz": leave' in said


def test_a_date_that_is_none(house: House) -> None:
    house.story("2020/01/a", date="17 Marhc 1987")
    err = complaint(house, "content/2020/01/a.md:3")
    assert '`date` is "17 Marhc 1987", which is not a date' in err
    assert house.has("2020/01/a.html")


def test_two_stories_with_one_slug(house: House) -> None:
    house.story("2020/01/a-story", date="2020-01-01").story("2020/01/A Story", date="2020-01-02")
    assert "one slug" in complaint(house, "content/2020/01/a-story.md")


def test_an_alias_that_another_page_has(house: House) -> None:
    house.story("2020/01/a", date="2020-01-01", aliases="[/country/norway/]")
    complaint(house, "content/2020/01/a.md")


def test_a_template_with_a_mistake_is_stood_in_for(house: House) -> None:
    house.edit("pyproject.toml", "[tool.digest]", '[tool.digest]\ntheme = "mine"')
    house.put("themes/mine/templates/archive.html", "one\n{% if %}\n").put(
        "themes/mine/templates/404.html", "one\ntwo\n{{ nothing.at_all }}\n"
    )
    complaint(house, "themes/mine/templates/archive.html:2", "themes/mine/templates/404.html:3")
    assert "<h1>" in house.page("archive/index.html")
    assert "<h1>" in house.page("404.html")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_link_that_leaves_the_folder_is_not_followed(house: House, tmp_path) -> None:
    (tmp_path / "secret.md").write_text("---\ntitle: SECRETWORD\n---\n", "utf-8")
    (tmp_path / "secret.txt").write_text("SECRETWORD", "utf-8")
    house.story("2020/01/a", date="2020-01-01").seed("b.txt", OIL.replace("Norway", "Peru"))
    os.symlink(tmp_path / "secret.md", house.root / "content/2020/01/out.md")
    os.symlink(tmp_path / "secret.txt", house.root / "seeds/out.txt")
    os.symlink(tmp_path / "gone", house.root / "content/loose.md")
    complaint(house, "content/2020/01/out.md", "content/loose.md", "seeds/out.txt")
    assert all(b"SECRETWORD" not in raw for raw in house.site().values())


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything can be read here")
def test_a_file_that_may_not_be_read(house: House) -> None:
    house.story("2020/01/a", date="2020-01-01").seed("b.txt", OIL)
    (house.root / "seeds/b.txt").chmod(0)
    (house.root / "content/2020/01/a.md").chmod(0)
    complaint(house, "content/2020/01/a.md", "seeds/b.txt")


def test_strict_publishes_nothing_when_anything_is_wrong(house: House) -> None:
    house.seed("good.txt", OIL).build()
    before = house.site()
    house.story("2020/01/a", date="17 Marhc 1987").story("2020/01/b", date="2020-01-01")
    done = house.run("build", "--strict")
    assert done.status == 1
    assert "nothing was published" in done.out
    assert house.site() == before


def test_strict_publishes_nothing_after_a_mistake_in_a_template(house: House) -> None:
    house.seed("good.txt", OIL).build()
    before = house.site()
    house.edit("pyproject.toml", "[tool.digest]", '[tool.digest]\ntheme = "mine"')
    house.put("themes/mine/templates/404.html", "{{ nothing }}")
    assert house.run("build", "--strict").status == 1
    assert house.site() == before


def test_an_import_that_cannot_write_leaves_content_as_it_was(house: House, monkeypatch) -> None:
    house.seed("a.txt", OIL).build()
    before = house.content()
    house.seed("b.txt", OIL.replace("Norway", "Peru")).seed("c.txt", OIL.replace("Norway", "Chad"))
    time.sleep(0.3)  # no file may be so young that the next build looks at all of them anyway
    real, opened = builtins.open, []

    def full(file, mode="r", *args, **kwargs):
        if mode == "wb":
            opened.append(file)
            if len(opened) == 2:
                raise OSError(28, "No space left on device")
        return real(file, mode, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(builtins, "open", full)
        done = house.run("build")
    assert done.status == 1, done.said
    assert "No space left" in done.err
    assert house.content() == before
    assert len(house.build().content()) == len(before) + 2


def test_settings_that_cannot_be_used_are_all_named_and_nothing_is_done(house: House) -> None:
    house.seed("a.txt", OIL).put(
        "pyproject.toml", '[tool.digest]\nfeed_lenght = 3\nurl = "nowhere"\nhome = "Norwegia"\n'
    )
    done = house.run("build")
    assert done.status == 2
    for line, word in ((2, "feed_length"), (3, "web address"), (4, "country code")):
        assert re.search(rf"error: pyproject.toml:{line}: .*\n?.*{word}", done.err)
    assert not (house.root / "_site/index.html").exists()


def test_an_output_folder_of_somebody_else_is_not_touched(house: House) -> None:
    house.put("papers/thesis.doc", "mine").seed("a.txt", OIL)
    done = house.run("build", "--output", str(house.root / "papers"))
    assert done.status == 2
    assert house.read("papers/thesis.doc") == "mine"
    assert os.listdir(house.root / "papers") == ["thesis.doc"]


def test_errors_become_annotations_on_github(house: House, monkeypatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    done = house.story("2020/01/a", date="17 Marhc 1987").run("build")
    assert "::error file=content/2020/01/a.md,line=3::`date` is" in done.out


@pytest.mark.parametrize(
    ("name", "text", "page"),
    [
        ("_card.html", "{{ card.nope }}", "index.html"),
        ("_item.xml", "{{ item.nope }}", "feed.xml"),
        ("_entry.atom", "{{ entry.nope }}", "feed.atom"),
        ("story.html", "{% extends 'nothing.html' %}", "2020/01/a.html"),
    ],
)
def test_a_broken_fragment_is_told_at_every_build_and_stood_in_for(
    house: House, name: str, text: str, page: str
) -> None:
    house.story("2020/01/a", date="2020-01-01").build()
    good = house.page(page)
    house.edit("pyproject.toml", "[tool.digest]", '[tool.digest]\ntheme = "mine"')
    house.put(f"themes/mine/templates/{name}", text)
    for _ in range(3):
        done = house.run("build")
        assert done.status == 1
        assert done.err.count("error: ") == 1
        assert house.page(page) == good


def test_a_frame_that_lacks_what_all_pages_need_is_told_once(house: House) -> None:
    house.story("2020/01/a", date="2020-01-01").build()
    good = house.page("index.html")
    house.edit("pyproject.toml", "[tool.digest]", '[tool.digest]\ntheme = "mine"')
    house.put("themes/mine/templates/base.html", "<html>{% block main %}{% endblock %}</html>")
    done = house.run("build")
    assert (done.status, done.err.count("error: ")) == (1, 1)
    assert "error: themes/mine/templates/base.html: what templates of the default theme need" in done.err
    assert house.page("index.html") == good


def test_words_of_a_theme_that_ask_for_more_than_they_are_given(house: House) -> None:
    house.edit("pyproject.toml", "[tool.digest]", '[tool.digest]\ntheme = "mine"')
    house.put("themes/mine/strings/en.toml", 'about_country = "{nome}"\ncountries = 5\ntopics = "Subjects"\n')
    done = house.story("2020/01/a", date="2020-01-01", countries="Peru").run("build")
    assert (done.status, done.err.count("error: themes/mine/strings/en.toml")) == (1, 2)
    assert "Subjects" in house.page("index.html")


@pytest.mark.parametrize(
    ("name", "text", "line", "says"),
    [
        ("countries.txt", "# mine\nNORWAY regions: Samplevik\n", 2, "`NORWAY` is not a country code"),
        ("countries.txt", "ZZ regions: Samplevik\n", 1, "`ZZ` is not a country code"),
        ("topics.txt", "[railwys]\nen 5: sleeper\n", 1, "did you mean [railways]?"),
        ("topics.txt", "en 5: sleeper\n", 1, "stands below no topic"),
        ("tags.txt", "Fjord\nПаром\n".encode("windows-1251"), 2, "is not UTF-8"),
    ],
)
def test_a_slip_in_a_word_list_is_told_with_its_line(
    house: House, name: str, text: str | bytes, line: int, says: str
) -> None:
    house.put(f"words/{name}", text)
    assert says in complaint(house, f"words/{name}:{line}")


def test_a_mistyped_key_among_the_words_of_a_theme_is_told_with_the_nearest(house: House) -> None:
    house.edit("pyproject.toml", "[tool.digest]", '[tool.digest]\ntheme = "mine"')
    house.put("themes/mine/strings/en.toml", 'sorces = "Newsrooms"\nmy_own_words = "Mine"\n')
    done = house.story("2020/01/a").run("build")
    assert (done.status, done.err.count("warning: ")) == (0, 1)
    assert "`sorces`" in done.err
    assert "did you mean `sources`?" in done.err


def test_words_and_templates_of_a_theme_that_are_no_text_are_told_with_their_line(house: House) -> None:
    house.edit("pyproject.toml", "[tool.digest]", '[tool.digest]\ntheme = "mine"').story("2020/01/a")
    house.put("themes/mine/strings/en.toml", 'topics = "Subjects"\nsources = Newsrooms\n')
    house.put("themes/mine/templates/404.html", "<p>\n\u00fc".encode("latin-1"))
    complaint(house, "themes/mine/strings/en.toml:2", "themes/mine/templates/404.html:2")


def test_a_word_list_that_cannot_be_read(house: House) -> None:
    house.put("words/countries.txt", "# mine\nnonsense\n").put("words/odd.txt", b"\xff").put("words/x.txt/y", "")
    assert "is not used" in complaint(house, "words/countries.txt:2")


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
def test_a_file_whose_name_is_not_text(house: House) -> None:
    house.story("2020/01/a", date="2020-01-01").seed("b.txt", OIL)
    with open(os.fsencode(house.root) + b"/seeds/\xff.txt", "wb") as file:
        file.write(OIL.encode())
    done = house.run("build")
    assert done.status == 1
    assert "its name is not UTF-8" in done.err
    assert house.has("2020/01/a.html")


def test_what_stands_in_the_way_in_the_output_gives_way(house: House) -> None:
    house.story("2020/01/a", date="2020-01-01").build()
    good = house.site()
    house.delete("_site/robots.txt").put("_site/robots.txt/x", "").delete("_site/country/index.html")
    (house.root / "_site/country").rmdir()
    assert house.put("_site/country", "a file").build().site() == good


@pytest.mark.parametrize(("field", "value"), [("theme", "nope"), ("language", "xx")])
def test_settings_that_name_what_there_is_not(house: House, field: str, value: str) -> None:
    house.edit("pyproject.toml", "[tool.digest]", f'[tool.digest]\n{field} = "{value}"')
    assert house.run("build").status in (1, 2)


def test_a_country_that_is_none_is_refused_on_the_command_line(house: House) -> None:
    done = house.run_plain("classify", "--home", "Norwegia")
    assert done.status == 2
    assert "ISO 3166" in done.err


def test_a_file_that_is_no_seed_cannot_be_imported(house: House) -> None:
    done = house.put("notes.txt", OIL).run("import", str(house.root / "notes.txt"))
    assert done.status == 2
    assert "is not in" in done.err


@pytest.mark.parametrize("output", ["content", "seeds/site", "."])
def test_the_site_is_not_written_among_a_digests_own_files(house: House, output: str) -> None:
    assert house.run("build", "--output", str(house.root / output)).status == 2


def test_an_import_that_breaks_off_half_way_is_taken_back(house: House, monkeypatch) -> None:
    house.seed("a.txt", OIL).build()
    house.seed("a.txt", OIL.replace("June", "July"))
    for name in ("Chad", "Peru", "Japan"):
        house.seed(f"{name}.txt", OIL.replace("Norway", name))
    before = house.content()
    real, done = os.replace, []

    def breaks(source, target):
        done.append(target)
        if len(done) == 3:
            raise OSError(13, "Permission denied", str(target))
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", breaks)
        outcome = house.run("build")
    assert outcome.status == 1
    assert "nothing was imported" in outcome.err
    assert house.content() == before
    assert not [p for p in (house.root / "content").rglob("*") if p.name.startswith(".")]


def test_nothing_of_the_users_gives_way_to_an_import(house: House) -> None:
    house.seed("a.txt", OIL).put("content/imported.txt/notes.md", "mine")
    done = house.run("build")
    assert done.status == 1
    assert "nothing was imported" in done.err
    assert house.read("content/imported.txt/notes.md") == "mine"
    assert list(house.content()) == ["imported.txt/notes.md"]
