"""One page to its bytes: Markdown, sanitising, Jinja. Pure functions over batches, for any executor.

A batch goes step by step, each step for all of it: a processor does the same work again much faster than other work in
turn, by a fifth where it was measured (10,000 stories of 290 words).
"""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup
from msgspec import Struct

from digest import articles, jsonfeed, prose, views
from digest.look import Look
from digest.model import Article, Card, Page, Problem
from digest.profile import Lap, unmeasured
from digest.templates import environment as _environment
from digest.theme import Theme, reached

_VALUES = "(values for templates)"
"""In a profile: making what a template is filled with."""


class StoryTask(Struct, frozen=True, gc=False):
    """A story to read, and what is wanted of it: its page, its items in RSS, Atom and JSON Feed."""

    card: Card
    file: str
    print: bytes
    """Fingerprint of the file as it is known."""
    page: Page | None = None
    item: bool = False
    entry: bool = False


class PageTask(Struct, frozen=True, gc=False):
    """Any other page, with the ready-made fragments that it joins, in order."""

    page: Page
    fragments: tuple[str, ...] = ()
    text: str = ""
    """The Markdown file of a free page."""


class Fill(NamedTuple):
    """A template to fill, with what, and for which page."""

    template: str
    context: Mapping[str, Any]
    page: str


Filled = tuple[str | None, tuple[Problem, ...]]
"""A text, where one could be made, and what is wrong with the template."""


class Made(Struct, frozen=True, gc=False):
    """What came of a task. ``page`` is None where it could not be rendered."""

    name: str
    """The file of a page, the path of a story."""
    page: bytes | None = None
    item: str = ""
    entry: str = ""
    json: str = ""
    problems: tuple[Problem, ...] = ()


def ready(look: Look, lap: Lap) -> None:
    """Compile the templates that are not compiled yet, so that a profile does not charge the first page with it."""
    environment = _environment(look)
    for name in look.theme.templates:
        before = len(environment.cache or ())
        with contextlib.suppress(Exception):  # the page that needs it will tell
            environment.get_template(name)
        if len(environment.cache or ()) > before:
            lap("(compiling templates)", name)


def stories(look: Look, tasks: Sequence[StoryTask], texts: Sequence[str], lap: Lap = unmeasured) -> list[Made]:
    """Render what is wanted of each story, given with the text of its file.

    ``lap``, here and below, is told each step, for a profile.
    """
    found = [_read(look, text, task.card.path, task.file, lap) for task, text in zip(tasks, texts, strict=True)]
    told = list(zip(tasks, found, [_html(article, lap) for article in found], strict=True))
    pages = _filled(look, [_of_story(look, *each, lap) for each in told], lap)
    shown = [_feed_item(look, *each, lap) for each in told]
    asked = list(zip(tasks, shown, strict=True))
    items = [Fill("_item.xml", {"item": view}, task.card.path) if view and task.item else None for task, view in asked]
    entries = [Fill("_entry.atom", {"entry": v}, task.card.path) if v and task.entry else None for task, v in asked]
    parts = zip(tasks, pages, _filled(look, items, lap), _filled(look, entries, lap), _json(asked, lap), strict=True)
    return [
        Made(task.card.path, _bytes(page), _piece(item), _piece(entry), json, (*says, *more, *most))
        for task, (page, says), (item, more), (entry, most), json in parts
    ]


def pages(look: Look, tasks: Sequence[PageTask], lap: Lap = unmeasured) -> list[Made]:
    """Render other pages."""
    fills = [None if task.page.kind == "json" else _of_page(look, task, lap) for task in tasks]
    made = []
    for task, (text, problems) in zip(tasks, _filled(look, fills, lap), strict=True):
        page = task.page
        if page.kind == "json":
            text = jsonfeed.feed(page, task.fragments, look)
            lap("(JSON Feed)", page.file)
        made.append(Made(page.file, _bytes(text), problems=problems))
    return made


def cards(look: Look, tasks: Sequence[tuple[Card, bool]], lap: Lap = unmeasured) -> list[Made]:
    """Render cards for lists; the flag asks for the larger form of a front page's lead."""
    fills = []
    for card, lead in tasks:
        fills.append(Fill("_card.html", {"card": views.card(card, look), "lead": lead}, card.path))
        lap(_VALUES, card.path)
    filled = _filled(look, fills, lap)
    return [Made(card.path, item=_piece(text), problems=p) for (card, _), (text, p) in zip(tasks, filled, strict=True)]


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


def _piece(text: str | None) -> str:
    return (text or "").strip()


# ---- what templates are filled with


def _read(look: Look, text: str, path: str, file: str, lap: Lap) -> Article | None:
    """Read a story or a free page.

    It was read a moment ago; of a file that was spoiled since nothing comes, and the next build reads it anew.
    """
    article, _ = articles.parse(text, path, file, look.names)
    lap("(reading a story)", file)
    return article


def _html(article: Article | None, lap: Lap) -> str:
    html = prose.to_html(article.body) if article else ""
    lap("(Markdown)", article.path if article else "")
    return html


def _of_story(look: Look, task: StoryTask, article: Article | None, html: str, lap: Lap) -> Fill | None:
    """Give values to the page of a story, where it is wanted."""
    page = task.page
    if article is None or page is None:
        return None
    context = views.story(article, page, html, look)
    context["page"] = views.page(page, look, views.story_data(article, page, look))
    lap(_VALUES, page.file)
    return Fill(page.template, context, page.file)


def _feed_item(look: Look, task: StoryTask, article: Article | None, html: str, lap: Lap) -> dict[str, Any]:
    """Show a story in feeds, where that is wanted."""
    if article is None or not (task.item or task.entry):
        return {}
    view = views.feed_item(task.card, html, look)
    lap(_VALUES, task.card.path)
    return view


def _json(asked: Iterable[tuple[StoryTask, dict[str, Any]]], lap: Lap) -> Iterator[str]:
    for task, view in asked:
        yield jsonfeed.item(view) if view and task.entry else ""
        if view and task.entry:
            lap("(JSON Feed)", task.card.path)


def _of_page(look: Look, task: PageTask, lap: Lap) -> Fill:
    """Give values to a page that is not a story's."""
    page = task.page
    joined = tuple(Markup(fragment) for fragment in task.fragments)
    if page.kind in ("feed", "atom"):
        context: dict[str, Any] = {**views.feed(page, look), "items": joined}
    elif page.kind == "free":
        html = _html(_read(look, task.text, page.file, page.file, lap), lap)
        context = {"body": Markup(prose.at_home(html, look.base, free=True))}
    else:
        context = {**page.data, "cards": joined}
    context |= {"page": views.page(page, look), "feed": context.get("feed", page.feed)}
    lap(_VALUES, page.file)
    return Fill(page.template, context, page.file)


# ---- Jinja


def _filled(look: Look, fills: Iterable[Fill | None], lap: Lap) -> list[Filled]:
    """Fill templates; of nothing comes nothing."""
    return [_template(look, fill, lap) if fill else (None, ()) for fill in fills]


def _template(look: Look, fill: Fill, lap: Lap) -> Filled:
    """Fill a template; where the user's fails, say so and use the default theme's in its place."""
    name = fill.template
    # Jinja asks a table for an attribute first, and for a key only when that has failed: attributes are quicker.
    context = {key: SimpleNamespace(**v) if type(v) is dict else v for key, v in fill.context.items()}
    filled: Filled
    try:
        filled = _environment(look).get_template(name).render(context), ()
    except Exception:
        filled = _with_care(look, name, context)
    lap(name, fill.page)
    return filled


def _with_care(look: Look, name: str, context: Mapping[str, Any]) -> Filled:
    """Fill a template as Jinja itself does; where that fails too, it is a mistake."""
    try:
        return _environment(look, plain=True).get_template(name).render(context), ()
    except Exception as error:  # a template is its author's program: it may raise anything
        problems = (_mistake(error, name, look),)
    try:
        return _environment(look, own=False, plain=True).get_template(name).render(context), problems
    except Exception:
        return None, problems


def _mistake(error: Exception, name: str, look: Look) -> Problem:
    """Say where in which template an error arose."""
    files = set(look.theme.files.values())
    where, line = look.theme.files.get(name, name), 0
    if isinstance(error, jinja2.TemplateNotFound):
        return Problem(where, 0, f"the theme has no template `{error.name}`", "add it, or mend the name")
    if isinstance(error, jinja2.TemplateSyntaxError):
        where, line = error.filename or where, error.lineno
    else:
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename in files:
                where, line = frame.filename, frame.lineno or 0
    what = f"{type(error).__name__}: {error}"
    what = f"{what} is no word or file of the theme" if isinstance(error, KeyError) else what
    for file in _own_below(where, name, look.theme):
        says = f"what templates of the default theme need of it is missing: {what}".replace("\n", " ")
        return Problem(file, 0, says, "compare it with the default theme's, which stands in until it is mended")
    says = f"the template fails: {what}".replace("\n", " ")
    hint = "mend it; until then the default theme's template stands in"
    return Problem(where, line, says, hint)


def _own_below(where: str, name: str, skin: Theme) -> list[str]:
    """Return the files of the user's own that a template works with, where it failed in one of the default theme."""
    own = {n: skin.files[n] for n in sorted(skin.templates) if skin.templates[n] != skin.fallback.get(n)}
    return [] if where in own.values() else [own[n] for n in reached(name, skin.templates) if n in own]
