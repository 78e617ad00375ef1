"""Themes: the user's files over the default theme's, what a change touches, and what a mistake costs."""

from __future__ import annotations

import re
from dataclasses import replace

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import meta, nodes
from samples import PROJECT, SITE, a_look, all_pages, article, card, named, shelved, story

from digest import articles, disk, render, theme, views
from digest.look import Look, look, printed, word
from digest.model import Layer, Page
from digest.render import PageTask, StoryTask
from digest.templates import environment
from digest.theme import Theme

DEFAULT = disk.theme_layers(PROJECT, "default")


def layered(mine: dict[str, str], under: dict[str, str] | None = None, language: str = "en") -> Theme:
    """Lay one made-up folder over another."""
    layers = tuple(
        Layer(name, {path: text.encode() for path, text in files.items()})
        for name, files in (("themes/mine", mine), ("themes/default", under or {}))
    )
    found, problems = theme.load(layers, language)
    assert problems == ()
    return found


def mine(files: dict[str, str], language: str = "en") -> Look:
    """Return the look of a site whose owner has put some files over the default theme."""
    layers = (Layer("themes/mine", {path: text.encode() for path, text in files.items()}), *DEFAULT)
    found, problems = theme.load(layers, language)
    assert problems == ()
    return look(replace(SITE, language=language), named(language), found, b"", {})


# ---- layers


def test_the_users_file_wins_and_the_rest_stays() -> None:
    found = layered(
        {"templates/a.html": "mine", "static/x.css": "mine"},
        {"templates/a.html": "default", "templates/b.html": "default", "static/x.css": "d", "static/y.css": "d"},
    )
    assert found.templates == {"a.html": "mine", "b.html": "default"}
    assert found.files["a.html"] == "themes/mine/templates/a.html"
    assert found.files["b.html"] == "themes/default/templates/b.html"
    assert found.static == {"x.css": b"mine", "y.css": b"d"}
    assert found.fallback == {"a.html": "default", "b.html": "default"}


def test_the_users_words_win_one_by_one() -> None:
    found = layered({"strings/en.toml": 'search = "Find"'}, {"strings/en.toml": 'search = "Search"\nfeeds = "Feeds"'})
    assert found.strings == {"search": "Find", "feeds": "Feeds"}


def test_a_word_that_a_language_lacks_is_english() -> None:
    under = {"strings/en.toml": 'a = "A"\nb = "B"', "strings/pt.toml": 'b = "pt"', "strings/pt-BR.toml": 'c = "br"'}
    assert layered({}, under, "pt-BR").strings == {"a": "A", "b": "pt", "c": "br"}
    assert layered({}, under, "xx").strings == {"a": "A", "b": "B"}


def test_a_static_file_is_named_after_its_contents_so_that_browsers_may_keep_it() -> None:
    one, two = layered({"static/a.css": "1", "static/LICENSE": "1"}), layered({"static/a.css": "2"})
    assert re.fullmatch(r"static/a\.[0-9a-f]{8}\.css", one.assets["a.css"])
    assert re.fullmatch(r"static/LICENSE\.[0-9a-f]{8}", one.assets["LICENSE"])
    assert one.assets["a.css"] != two.assets["a.css"]


def test_windows_line_ends_in_a_template_change_nothing() -> None:
    assert layered({"templates/a.html": "a\r\nb"}).key == layered({"templates/a.html": "a\nb"}).key


@pytest.mark.parametrize("raw", [b"search = ", b"\xff\xfe", b"search = 'a'\nsearch = 'b'"])
def test_a_broken_file_of_words_is_told_and_the_others_are_used(raw: bytes) -> None:
    layers = (Layer("themes/mine", {"strings/en.toml": raw}), Layer("d", {"strings/en.toml": b'search = "Search"'}))
    found, problems = theme.load(layers, "en")
    assert [p.path for p in problems] == ["themes/mine/strings/en.toml"]
    assert problems[0].hint
    assert found.strings == {"search": "Search"}


# ---- fingerprints

TREE = {
    "templates/base.html": "base {% block main %}{% endblock %}",
    "templates/_macros.html": "{% macro a() %}a{% endmacro %}",
    "templates/_card.html": '{% import "_macros.html" as m %}card',
    "templates/list.html": "{%- extends 'base.html' -%}{% include '_card.html' %}",
    "templates/story.html": '{% extends "base.html" %}',
    "templates/plain.html": "plain",
    "templates/chosen.html": "{% include which %}",
    "templates/lost.html": "{% include 'nowhere.html' %}",
    "templates/ring.html": "{% include 'ring.html' %}",
}


@pytest.mark.parametrize(
    ("changed", "reached"),
    [
        ("base.html", {"base.html", "list.html", "story.html", "chosen.html"}),
        ("_macros.html", {"_macros.html", "_card.html", "list.html", "chosen.html"}),
        ("_card.html", {"_card.html", "list.html", "chosen.html"}),
        ("plain.html", {"plain.html", "chosen.html"}),
        ("story.html", {"story.html", "chosen.html"}),
    ],
)
def test_a_changed_template_moves_those_that_reach_it_and_no_other(changed: str, reached: set[str]) -> None:
    before = layered(TREE).prints
    after = layered({**TREE, f"templates/{changed}": TREE[f"templates/{changed}"] + " changed"}).prints
    assert {name for name in before if before[name] != after[name]} == reached


@pytest.mark.parametrize(
    "call",
    [
        '{% include ["x.html", "y.html"] %}',
        '{% include "x.html" if a else "y.html" %}',
        '{%+ include "y.html" %}',
        "{%-\n include\n 'y.html' %}",
        '{% from "y.html" import a %}',
        '{% include "x" ~ ".html" %}',
        '{% include ("y.html") %}',
    ],
)
def test_however_a_template_is_named_its_change_is_seen(call: str) -> None:
    under = {"templates/a.html": call, "templates/x.html": "x", "templates/y.html": "y"}
    if "y.html" in call:
        assert layered(under).prints["a.html"] != layered({**under, "templates/y.html": "z"}).prints["a.html"]
    assert layered(under).prints["a.html"] == layered(dict(under)).prints["a.html"]


@pytest.mark.parametrize("name", sorted(a_look().theme.templates))
def test_what_a_template_of_the_default_theme_reaches_is_what_jinja_finds(name: str) -> None:
    templates = a_look().theme.templates
    tree = jinja2.Environment().parse(templates[name])
    placed = (call.args[0].value for call in tree.find_all(nodes.Call) if getattr(call.node, "name", "") == "part")
    assert set(theme._named(templates[name])) == {*meta.find_referenced_templates(tree), *placed}


@pytest.mark.parametrize("call", ['part("y.html")', 'part( "y.html", a="b")', "part ('y.html')", 'part("y" ~ ".html")'])
def test_however_a_part_is_placed_its_change_is_seen(call: str) -> None:
    under = {"templates/a.html": f"{{{{ {call} }}}}", "templates/y.html": "y"}
    assert layered(under).prints["a.html"] != layered({**under, "templates/y.html": "z"}).prints["a.html"]


def test_a_changed_word_or_static_file_moves_every_template() -> None:
    under = {**TREE, "strings/en.toml": 'a = "A"', "static/x.css": "x"}
    before = layered(under).prints
    for change in ({"strings/en.toml": 'a = "B"'}, {"static/x.css": "y"}):
        after = layered(change, under).prints
        assert all(before[name] != after[name] for name in before)


# ---- mistakes

CONTEXT = Page("/404.html", "404", "404.html", title="Lost", robots="noindex")


@pytest.mark.parametrize(
    ("files", "path", "line", "says"),
    [
        ({"404.html": "a\nb\n{{ nothing }}"}, "404.html", 3, "nothing"),
        ({"404.html": "a\n{% if %}"}, "404.html", 2, "TemplateSyntaxError"),
        ({"404.html": "{% endif %}"}, "404.html", 1, "TemplateSyntaxError"),
        ({"404.html": "\n\n{{ 1 / 0 }}"}, "404.html", 3, "ZeroDivisionError"),
        ({"404.html": "{{ t('no_such_word') }}"}, "404.html", 1, "no_such_word"),
        ({"404.html": "{% include 'nowhere.html' %}"}, "404.html", 0, "nowhere.html"),
        ({"404.html": "{% include '_mine.html' %}", "_mine.html": "\n{{ nothing }}"}, "_mine.html", 2, "nothing"),
        ({"404.html": "{{ asset('no.css') }}"}, "404.html", 1, "no.css"),
        ({"404.html": "{% for x in range(3) %}{{ x.y.z }}{% endfor %}"}, "404.html", 1, "has no attribute"),
    ],
)
def test_a_broken_template_is_told_with_its_line_and_the_default_theme_stands_in(
    files: dict[str, str], path: str, line: int, says: str
) -> None:
    skin = mine({f"templates/{name}": text for name, text in files.items()})
    [made] = render.pages(skin, (PageTask(CONTEXT),))
    [problem] = made.problems
    assert (problem.path, problem.line, problem.level) == (f"themes/mine/templates/{path}", line, "error")
    assert says in problem.says
    assert problem.hint
    assert made.page is not None
    assert b"Page not found" in made.page


def test_a_broken_card_does_not_empty_the_lists() -> None:
    skin = mine({"templates/_card.html": "{{ card.no_such }}"})
    [made] = render.cards(skin, ((card(title="Oil falls"), False),))
    assert [p.path for p in made.problems] == ["themes/mine/templates/_card.html"]
    assert "Oil falls" in made.item


def test_a_page_of_a_kind_that_no_theme_has_is_a_problem_not_a_crash() -> None:
    [made] = render.pages(a_look(), (PageTask(CONTEXT._replace(template="none.html")),))
    assert made.page is None
    assert "none.html" in made.problems[0].says


def test_a_broken_base_template_is_replaced_as_a_whole() -> None:
    [made] = render.pages(mine({"templates/base.html": "{{ nothing }}"}), (PageTask(CONTEXT),))
    assert made.page is not None
    assert b"Page not found" in made.page
    assert made.page.startswith(b"<!doctype html>") or made.page.lower().startswith(b"<!doctype html>")


def test_what_a_template_is_given_is_escaped_whatever_its_name_ends_in() -> None:
    hostile = '<script>alert("x")</script> & "quotes"'
    for template, value in (
        ("404.html", "{{ page.title }}"),
        ("robots.txt", "{{ page.title }}"),
        ("feed.rss", "{{ page.title }}"),
    ):
        skin = mine({f"templates/{template}": value})
        [made] = render.pages(skin, (PageTask(CONTEXT._replace(template=template, title=hostile)),))
        assert made.page is not None
        assert b"<script>" not in made.page
        assert b"&lt;script&gt;" in made.page


def test_numbers_texts_and_ready_html_are_each_escaped_as_jinja_does() -> None:
    values = "{{ '<' ~ 1 }}{{ 7 }}{{ none }}{{ '<b>' | safe }}{{ '&' | e }}{{ ['<'] }}"
    [made] = render.pages(mine({"templates/404.html": values}), (PageTask(CONTEXT),))
    assert made.page == jinja2.Environment(autoescape=True).from_string(values).render().encode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ t('by') }}, {{ site.title }}", "By, A &amp; B {{ {% &lt;"),
        ("{{ part('_mine.html') }}!", "<b>By</b>\n{{ x }}!"),
        ("{% if site.description %}{{ site.description }}{% else %}none{% endif %}", "none"),
        ("{{ 'yes' if site.title == page.title else t('by') ~ link('/') }}", "By/press/"),
        ("{% macro t(x) %}mine {{ x }}{% endmacro %}{{ t('by') }}", "mine by"),
        ("{% from '_macro.html' import m as t %}{{ t('by') }}", "mine by"),
        ("{% set site = {'title': 'Other'} %}{{ site.title }}", "Other"),
        ("{% for link in 'ab' %}{{ link }}{% endfor %}", "ab"),
        ("{% for part in [t] %}{{ part('by') }}{% endfor %}", "By"),
        ("{% for n in [1, 2] recursive %}{{ n }}{{ loop.last }}{{ loop([]) }}{% endfor %}", "1False2True"),
        ("{% set x %}<b>{% for n in [1] %}{{ n }}{% endfor %}{% endset %}{{ x }}", "<b>1"),
        ("{% filter upper %}a{% if 0 %}b{% else %}c{% endif %}{% endfilter %}", "AC"),
        ("{% macro m(x) %}[{{ x }}{{ caller() }}]{% endmacro %}{% call m(1) %}<i>{% endcall %}", "[1<i>]"),
        ("{% block a %}a{% block b %}b{% endblock %}{% endblock %}{{ self.b() }}", "abb"),
        ("{% include '_mine.html' %}{% include 'x' ignore missing %}", "<b>By</b>\n{{ x }}\n"),
        ("{% extends '_base.html' %}{% block a %}{{ super() }}y{% endblock %}", "<xy>"),
        ("{{ {'b': {'c': 1}}.b.c }}{{ [5][0] }}{{ 'ab'.upper() }}{{ (x is defined) }}", "15ABFalse"),
        ("{% with a = {'n': 1} %}{{ a.n }}{% endwith %}", "1"),
        ("{% macro m() %}{{ kwargs['class'] }}{% endmacro %}{% for n in [1] %}{{ m(class='<') }}{% endfor %}", "&lt;"),
        ("{% macro m() %}a{% endmacro %}{% autoescape false %}{{ m() is escaped }}{% endautoescape %}", "False"),
        ("{% block a %}{% set n = 2 %}{% for x in range(n) %}{{ dict(y=x).y }}{% endfor %}{% endblock %}", "01"),
        (
            "{% set c = cycler('a', 'b') %}{% for x in [1, 2, 3] %}{{ c.next() }}{{ loop.cycle(7, 8) }}{% endfor %}",
            "a7b8a7",
        ),
    ],
)
def test_what_is_the_same_on_every_page_is_put_in_as_jinja_would(text: str, shown: str) -> None:
    macro = "{% macro m(x) %}mine {{ x }}{% endmacro %}"
    part = "<b>{{ t('by') }}</b>\n{{ '{{ x }}' }}\n"
    names = {"404.html": text, "_mine.html": part, "_macro.html": macro, "_base.html": "<{% block a %}x{% endblock %}>"}
    skin = mine({f"templates/{name}": body for name, body in names.items()})
    site = replace(skin.site, title="A & B {{ {% <", description="")
    [made] = render.pages(look(site, skin.names, skin.theme, b"", {}), (PageTask(CONTEXT),))
    assert (made.problems, made.page) == ((), shown.encode())


def test_a_part_that_fails_is_told_where_it_fails() -> None:
    skin = mine({"templates/_footlinks.html": "\n{{ nothing }}"})
    [made] = render.pages(skin, (PageTask(CONTEXT),))
    assert [(p.path, p.line) for p in made.problems] == [("themes/mine/templates/_footlinks.html", 2)]
    assert b"Page not found" in (made.page or b"")


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Oil falls", [("Oil falls", False)]),
        ("", [("", False)]),
        ("COVID-19 returns", [("COVID-19", True), (" returns", False)]),
        ("On  A-1 B-2", [("On  ", False), ("A-1", True), (" ", False), ("B-2", True)]),
        ("A well-beyond-all-measure word", [("A well-beyond-all-measure word", False)]),
    ],
)
def test_a_short_word_with_a_hyphen_is_kept_whole_in_a_headline(title: str, parts: list[tuple[str, bool]]) -> None:
    assert list(views.headline(title)) == parts


@given(st.text(alphabet="aB -é<\n", max_size=40))
def test_a_headline_in_parts_is_the_headline(title: str) -> None:
    assert "".join(text for text, _ in views.headline(title)) == title


# ---- words and dates

RUSSIAN = {
    1: "1 сообщение",
    2: "2 сообщения",
    5: "5 сообщений",
    11: "11 сообщений",
    21: "21 сообщение",
    24: "24 сообщения",
}


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 stories"), (1, "1 story"), (2, "2 stories"), (1234, "1,234 stories")]
)
def test_english_counts_one_story_and_two_stories(count: int, text: str) -> None:
    assert word(a_look().theme, "en", "n_stories", count=count) == text


@pytest.mark.parametrize(("count", "text"), RUSSIAN.items())
def test_russian_counts_in_its_own_three_forms(count: int, text: str) -> None:
    assert word(a_look(language="ru").theme, "ru", "n_stories", count=count) == text


@pytest.mark.parametrize("language", ["en", "ru", "de", "fr", "es"])
def test_every_language_of_the_default_theme_has_every_word_with_the_same_places(language: str) -> None:
    english, other = a_look().theme.strings, a_look(language=language).theme.strings
    own = set(_toml(language))
    assert own == set(_toml("en"))
    for key, words in english.items():
        assert _places(words) == _places(other[key]), key


def _toml(language: str) -> dict[str, object]:
    import tomllib

    return tomllib.loads((PROJECT / f"themes/default/strings/{language}.toml").read_text(encoding="utf-8"))


def _places(words: object) -> set[str]:
    forms = [words] if isinstance(words, str) else list(words.values())  # type: ignore[attr-defined]
    return set(re.findall(r"\{(\w+)\}", " ".join(forms)))


@pytest.mark.parametrize(
    ("stamp", "form", "text"),
    [
        ("2020-06", "long", "June 2020"),
        ("2020-06", "medium", "June 2020"),
        ("2020-06-19", "long", "June 19, 2020"),
        ("2020-06-19", "medium", "Jun 19, 2020"),
        ("2020-06-19", "month", "June 2020"),
        ("2020-06-19T15:16+05:00", "medium", "Jun 19, 2020"),
        ("2020-06-19T15:16+05:00", "long", "June 19, 2020, 3:16 PM (UTC+05:00)"),
        ("2020-06-19T15:16+00:00", "long", "June 19, 2020, 3:16 PM (UTC)"),
        ("2020-06-19T15:16", "long", "June 19, 2020, 3:16 PM"),
        ("0087-06-19", "long", "June 19, 87"),
    ],
)
def test_a_date_is_shown_at_the_precision_of_its_print(stamp: str, form: str, text: str) -> None:
    assert printed(stamp, form, "en").replace("\u202f", " ") == text


def test_every_page_of_the_default_theme_can_be_rendered_in_every_language() -> None:
    for language in ("en", "ru", "ar"):
        skin = a_look(language=language)
        stories = [story(f"2025/03/s{n}", countries=("TM",), topics=("human-rights",), tags=("x",)) for n in range(4)]
        catalog = shelved(*stories, site=skin.site, names=skin.names)
        wanted, _ = all_pages(catalog, (), (), skin)
        tasks = tuple(
            PageTask(p) for p in wanted.values() if p.template and p.kind not in ("story", "feed", "atom", "json")
        )
        for made in render.pages(skin, tasks):
            assert made.problems == (), made.name
            assert made.page


def in_a_hurry(skin: Look, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Leave a look nothing but the quicker code of its templates: what that does not get to its end is a problem."""

    def refuse(name: str) -> jinja2.Template:
        raise RuntimeError(f"the quicker code of {name} does not get to its end")

    monkeypatch.setattr(environment(skin, plain=True), "get_template", refuse)
    return skin


def test_the_quicker_code_of_the_default_theme_gets_to_its_end_for_every_page(monkeypatch) -> None:
    """Nobody would see it otherwise: Jinja's own code, which takes its place, gives the same bytes, only later."""
    skin = in_a_hurry(a_look(), monkeypatch)
    few = {"countries": ("TM",), "topics": ("human-rights",), "tags": ("x",), "evidence": (("Turkmenistan", "1.1"),)}
    told = [article(f"2025/03/s{n}", source=("Karvan",), author=("A. B",), body="One.", **few) for n in range(35)]
    stories = {f"content/{one.path}.md": story(one.path, **few, source=one.source) for one in told}
    wanted, _ = all_pages(shelved(*stories.values(), site=skin.site), (), (), skin)
    tasks = [
        StoryTask(one.card, file, one.print, wanted[f"{one.card.path}.html"], True, True)
        for file, one in stories.items()
    ]
    others = [PageTask(p) for p in wanted.values() if p.template and p.kind not in ("story", "json")]
    made = [
        *render.stories(skin, tasks, [articles.write(one, skin.names) for one in told]),
        *render.pages(skin, others),
        *render.cards(skin, [(one.card, lead) for one in stories.values() for lead in (True, False)]),
    ]
    assert [problem for one in made for problem in one.problems] == []


def test_a_block_that_is_shown_once_more_does_not_slow_a_theme_down(monkeypatch) -> None:
    text = "{% block a %}{{ page.title }}{% endblock %}{{ self.a() }}"
    skin = in_a_hurry(mine({"templates/404.html": text}), monkeypatch)
    [made] = render.pages(skin, (PageTask(CONTEXT),))
    assert (made.page, made.problems) == (b"LostLost", ())
