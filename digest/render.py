"""One page to its bytes: Markdown, sanitising, Jinja. Pure functions over batches, for any executor."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import jinja2
from markupsafe import Markup

from digest import articles, jsonfeed, prose, views
from digest.look import Look
from digest.model import Article, Card, Page, Problem, travels
from digest.profile import Lap, unmeasured
from digest.templates import environment as _environment

_VALUES = "(values for templates)"
"""In a profile: the time that passes before a template is rendered, from whatever came before."""


@travels
@dataclass(frozen=True, slots=True)
class StoryTask:
    """A story to read, and what is wanted of it: its page, its items in RSS, Atom and JSON Feed."""

    card: Card
    file: str
    text: str = field(repr=False)
    page: Page | None = None
    item: bool = False
    entry: bool = False


@dataclass(frozen=True, slots=True)
class PageTask:
    """Any other page, with the ready-made fragments that it joins, in order."""

    page: Page
    fragments: tuple[str, ...] = field(default=(), repr=False)
    text: str = field(default="", repr=False)
    """The Markdown file of a free page."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a task. ``page`` is None where it could not be rendered."""

    name: str
    """The file of a page, the path of a story."""
    page: bytes | None = field(default=None, repr=False)
    item: str = field(default="", repr=False)
    entry: str = field(default="", repr=False)
    json: str = field(default="", repr=False)
    problems: tuple[Problem, ...] = ()
    sound: bool = True
    """False where a fragment in it is a stand-in."""


def ready(look: Look, lap: Lap) -> None:
    """Compile the templates that are not compiled yet, so that a profile does not charge the first page with it."""
    environment = _environment(look, True)
    for name in look.theme.templates:
        before = len(environment.cache or ())
        with contextlib.suppress(Exception):  # the page that needs it will tell
            environment.get_template(name)
        if len(environment.cache or ()) > before:
            lap("(compiling templates)", name)


def stories(look: Look, tasks: tuple[StoryTask, ...], lap: Lap = unmeasured) -> list[Made]:
    """Render what is wanted of each story. ``lap``, here and below, is told each step, for a profile."""
    return [_story(look, task, lap) for task in tasks]


def pages(look: Look, tasks: tuple[PageTask, ...], lap: Lap = unmeasured) -> list[Made]:
    """Render other pages."""
    return [_page(look, task, lap) for task in tasks]


def cards(look: Look, tasks: tuple[tuple[Card, bool], ...], lap: Lap = unmeasured) -> list[Made]:
    """Render cards for lists; the flag asks for the larger form of a front page's lead."""
    made = []
    for card, lead in tasks:
        context = {"card": views.card(card, look), "lead": lead}
        text, problems = _template(look, "_card.html", context, card.path, lap)
        made.append(Made(card.path, item=(text or "").strip(), problems=problems))
    return made


def _story(look: Look, task: StoryTask, lap: Lap) -> Made:
    name = task.page.file if task.page else task.card.path
    article, html = _read(look, task.text, task.card.path, task.file, lap)
    if article is None:  # it was read a moment ago; a file that changed since is read anew by the next build
        return Made(task.card.path)
    page: str | None = None
    problems: tuple[Problem, ...] = ()
    if task.page:
        context = views.story(article, task.page, html, look)
        context["page"] = views.page(task.page, look, views.story_data(article, task.page, look))
        page, problems = _template(look, task.page.template, context, name, lap)
    view = views.feed_item(task.card, html, look) if task.item or task.entry else {}
    item, more = _template(look, "_item.xml", {"item": view}, name, lap) if task.item else ("", ())
    entry, most = _template(look, "_entry.atom", {"entry": view}, name, lap) if task.entry else ("", ())
    json = jsonfeed.item(view) if task.entry else ""
    if json:
        lap("(JSON Feed)", name)
    return Made(
        task.card.path,
        page.encode() if page is not None else None,
        (item or "").strip(),
        (entry or "").strip(),
        json,
        (*problems, *more, *most),
    )


def _read(look: Look, text: str, path: str, file: str, lap: Lap) -> tuple[Article | None, str]:
    """Read a story or a free page, and its body as HTML."""
    article, _ = articles.parse(text, path, file, look.names)
    lap("(reading a story)", file)
    html = prose.to_html(article.body) if article else ""
    lap("(Markdown)", file)
    return article, html


def _page(look: Look, task: PageTask, lap: Lap) -> Made:
    page = task.page
    if page.kind == "json":
        raw = jsonfeed.feed(page, task.fragments, look).encode()
        lap("(JSON Feed)", page.file)
        return Made(page.file, raw)
    joined = tuple(Markup(fragment) for fragment in task.fragments)
    if page.kind in ("feed", "atom"):
        context: dict[str, Any] = {**views.feed(page, look), "items": joined}
    elif page.kind == "free":
        _, html = _read(look, task.text, page.file, page.file, lap)
        context = {"body": Markup(prose.at_home(html, look.site.base, free=True))}
    else:
        context = {**page.data, "cards": joined}
    context |= {"page": views.page(page, look), "feed": context.get("feed", page.feed)}
    text, problems = _template(look, page.template, context, page.file, lap)
    return Made(page.file, text.encode() if text is not None else None, problems=problems)


# ---- Jinja


def _template(
    look: Look, name: str, context: Mapping[str, Any], page: str, lap: Lap
) -> tuple[str | None, tuple[Problem, ...]]:
    """Render a template; where the user's fails, say so and use the default theme's in its place."""
    lap(_VALUES, page)
    text: str | None
    problems: tuple[Problem, ...] = ()
    # Jinja asks a table for an attribute first, and for a key only when that has failed: attributes are quicker.
    context = {key: SimpleNamespace(**value) if type(value) is dict else value for key, value in context.items()}
    try:
        text = _environment(look, True).get_template(name).render(context)
    except Exception as error:  # a template is its author's program: it may raise anything
        text, problems = _stand_in(look, name, context), (_mistake(error, name, look),)
    lap(name, page)
    return text, problems


def _stand_in(look: Look, name: str, context: Mapping[str, Any]) -> str | None:
    try:
        return _environment(look, False).get_template(name).render(context)
    except Exception:
        return None


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
    says = f"the template fails: {what}".replace("\n", " ")
    hint = "mend it; until then the default theme's template stands in"
    return Problem(where, line, says, hint)
