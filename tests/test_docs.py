"""The documentation is true: its links lead somewhere, and its reference names what there is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
from conftest import PROJECT
from doc_pages import DOCS, FENCE, REFERENCE, coded, sections, shown, table

from digest import articles, config, seeds, vocabulary
from digest.classify import blocs, lexicon, tags, topics
from digest.cli import main
from digest.fields import READERS
from digest.vocabulary import Names

_LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^\s)>]+)[^)]*\)|(?:src|srcset|href)=\"([^\"]+)\"")
_HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)
_PARAGRAPH_CODE = re.compile(r"`[^`\n]+`")


# ---- links


def prose(text: str) -> str:
    """Leave out what is code: its links are examples."""
    return _PARAGRAPH_CODE.sub("", re.sub(r"^    .*$", "", FENCE.sub("", text), flags=re.MULTILINE))


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    found: set[str] = set()
    for heading in _HEADING.findall(FENCE.sub("", text)):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").replace("*", "").lower()
        anchor = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        number = next(n for n in range(1000) if (f"{anchor}-{n}" if n else anchor) not in found)
        found.add(f"{anchor}-{number}" if number else anchor)
    return found


def broken(page: Path) -> Iterator[str]:
    """Yield the links of a page that lead to no file or no heading."""
    for match in _LINK.finditer(prose(page.read_text("utf-8"))):
        link = match[1] or match[2]
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or not target.is_relative_to(PROJECT):
            yield f"{link}: no such file"
        elif anchor and anchor not in anchors(target.read_text("utf-8")):
            yield f"{link}: no such heading"


@pytest.mark.parametrize("page", DOCS, ids=shown)
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    assert list(broken(page)) == []


def test_a_broken_link_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "PROJECT", tmp_path.resolve())
    page = tmp_path.resolve() / "a.md"
    page.write_text("# One `two`\n\n[x](b.md) [y](#one-two) [z](#three) ![p](p.png) `[c](d.md)`\n", "utf-8")
    assert [said.partition(":")[0] for said in broken(page)] == ["b.md", "#three", "p.png"]


def test_every_page_is_listed_in_the_index() -> None:
    index = (PROJECT / "docs/README.md").read_text("utf-8")
    for page in (PROJECT / "docs").rglob("*.md"):
        if page.name != "README.md":
            assert f"({page.relative_to(PROJECT / 'docs').as_posix()})" in index, page


# ---- the reference against the program


def test_the_settings_page_names_every_setting_with_its_default() -> None:
    rows = table((REFERENCE / "settings.md").read_text("utf-8"), "setting")
    assert [coded(row[0]) for row in rows] == [field.name for field in fields(config.Site)]
    for row in rows:
        default = getattr(config.Site(), coded(row[0]))
        written = tomllib.loads(f"x = {row[2].strip('`')}")["x"]
        assert written == (list(default) if isinstance(default, tuple) else default), row[0]


def test_the_example_of_the_settings_page_sets_every_setting() -> None:
    example = next(m[4] for m in FENCE.finditer((REFERENCE / "settings.md").read_text("utf-8")) if m[3] == "toml")
    site, problems = config.read(example)
    assert problems == ()
    unset = {f.name for f in fields(site) if f.name not in tomllib.loads(example)["tool"]["digest"]}
    assert unset == set()


def test_every_toml_example_is_one_that_the_program_takes() -> None:
    for page in DOCS:
        for match in FENCE.finditer(page.read_text("utf-8")):
            if match[3] == "toml" and "[tool.digest]" in match[4]:
                assert config.read(match[4])[1] == (), (page, match[4])


def test_the_front_matter_page_names_every_key() -> None:
    rows = table((REFERENCE / "front-matter.md").read_text("utf-8"), "key")
    assert [coded(row[0]) for row in rows] == list(READERS)


def test_the_front_matter_page_names_every_topic_and_bloc() -> None:
    page = (REFERENCE / "front-matter.md").read_text("utf-8")
    named = [re.findall(r"`([^`]+)`", " ".join(row)) for row in table(page, "first level")]
    known = topics.parse((PROJECT / "digest/words/topics.txt").read_text("utf-8"))
    assert named == [[t.slug, *(k.slug for k in known if k.parent == t.slug)] for t in known if not t.parent]
    codes = [coded(row[0]) for row in table(page, "code")]
    assert codes == [bloc.code for bloc in blocs.parse((PROJECT / "digest/words/blocs.txt").read_text("utf-8"))]


def test_the_examples_of_the_layouts_are_read_as_the_page_says() -> None:
    for heading, part in sections((REFERENCE / "seeds.md").read_text("utf-8")).items():
        layout = re.search(r"Name(?: of the layout)?: `([^`]+)`", part)
        for example in (match[4] for match in FENCE.finditer(part) if match[3] == "text"):
            found, problems = seeds.read(example.encode(), "seeds/x.txt")
            assert layout, heading
            assert [seed.layout for seed in found] == [layout[1]], example
            assert not any(problem.level == "error" for problem in problems), example


def test_the_examples_of_the_word_lists_can_be_read() -> None:
    ours = {name: (PROJECT / "digest/words" / name).read_text("utf-8") for name in ("topics.txt",)}
    readers: dict[str, Callable[[str], object]] = {
        "countries.txt": lexicon.countries,
        "topics.txt": lambda text: topics.load(ours["topics.txt"] + "\n" + text),
        "tags.txt": tags.load,
        "blocs.txt": blocs.parse,
    }
    parts = sections((REFERENCE / "word-lists.md").read_text("utf-8"))
    for name, read in readers.items():
        assert read(next(match[4] for match in FENCE.finditer(parts[f"`{name}`"]))), name


def test_the_fields_of_the_country_list_are_named() -> None:
    rows = table((REFERENCE / "word-lists.md").read_text("utf-8"), "field")
    named = {name.partition(" ")[0] for row in rows for name in re.findall(r"`([^`]+)`", row[0])} - {"ru", "fr", "de"}
    with pytest.raises(ValueError, match="known: ") as refused:
        lexicon.countries("NO  nonsense: x")
    known = str(refused.value).partition("known: ")[2].replace("or a language of two letters", "")
    assert named == {name.strip().partition(" ")[0] for name in known.split(",")} - {""}


def test_the_example_of_the_front_matter_page_can_be_read() -> None:
    example = next(m[4] for m in FENCE.finditer((REFERENCE / "front-matter.md").read_text("utf-8")))
    assert articles.parse(example, "2020/06/x", "content/2020/06/x.md", _names())[1] == ()


def _names() -> Names:
    words = {name: (PROJECT / "digest/words" / name).read_text("utf-8") for name in ("blocs.txt", "topics.txt")}
    return vocabulary.load("en", blocs.parse(words["blocs.txt"]), topics.parse(words["topics.txt"]))


def names_of(command: click.Command) -> set[str]:
    """Return the options of a verb by their long name, and its arguments in capitals."""
    return {
        next(name for name in param.opts if name.startswith("--"))
        if isinstance(param, click.Option)
        else str(param.opts[0]).upper()
        for param in command.params
    }


def test_the_command_line_page_names_every_verb() -> None:
    page = (REFERENCE / "command-line.md").read_text("utf-8")
    assert {coded(row[0]) for row in table(page, "verb")} == set(main.commands)
    assert {f"`digest {verb}`" for verb in main.commands} <= set(sections(page))


@pytest.mark.parametrize("verb", sorted(main.commands))
def test_the_command_line_page_names_every_option_of_a_verb_and_no_other(verb: str) -> None:
    parts = sections((REFERENCE / "command-line.md").read_text("utf-8"))
    mine = parts[f"`digest {verb}`"]
    named = {coded(row[0]) for row in table(mine, "option")}
    if "(#common-options)" in mine:
        named |= {coded(row[0]) for row in table(parts["Common options"], "option")}
    assert named == names_of(main.commands[verb])


def test_readme_names_the_two_commands_of_a_fresh_machine_and_the_makefile_has_them() -> None:
    readme, makefile = ((PROJECT / name).read_text("utf-8") for name in ("README.md", "Makefile"))
    for target in ("site", "test", "serve"):
        assert f"make {target}" in readme
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_readme_names_every_verb_that_a_newcomer_needs() -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    for verb in ("init", "build", "serve", "check"):
        assert f"digest {verb}" in readme
