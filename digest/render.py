"""One page to its bytes: Markdown, sanitising, Jinja. Pure functions over batches, for any executor."""

from __future__ import annotations

import contextlib
import re
import traceback
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

import jinja2
import markupsafe
from markupsafe import Markup, escape

from digest import articles, jsonfeed, prose, views
from digest.look import Look, helpers
from digest.model import Article, Card, Page, Problem, travels
from digest.profile import Lap, unmeasured

_CONSTANT = re.compile(
    r"""\{\{ (?:(?P<helper>t|link|absolute|asset|asset_url)\("(?P<of>[^"]+)"\)|site\.(?P<field>\w+)) \}\}"""
)

_VALUES = "(values for templates)"
"""In a profile: the time that passes before a template is rendered, from whatever came before."""

# The function in C below ``escape``, where this markupsafe has it.
_escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)


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


@lru_cache(maxsize=4)
def _environment(look: Look, own: bool) -> jinja2.Environment:
    """Return the one environment of a look, and the one of the default theme alone that stands in for it."""
    theme, given = look.theme, helpers(look)
    sources = theme.templates if own else theme.fallback

    def source(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        return (_folded(sources[name], given), theme.files[name], lambda: True) if name in sources else None

    environment = jinja2.Environment(
        loader=_quick(jinja2.FunctionLoader(source)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.globals.update(given)
    environment.globals["part"] = _part(environment)
    return environment


def _quick(loader: jinja2.BaseLoader) -> jinja2.BaseLoader:
    """Make templates quicker in two places where Jinja is careful for the sake of others."""
    plain = loader.load

    def load(environment: jinja2.Environment, name: str, globals: object = None) -> jinja2.Template:
        # The environment's own table of globals, not a chain of tables a template, which is slow to copy for each page.
        template = plain(environment, name, environment.globals)
        template.root_render_func.__globals__["escape"] = _escaped
        return template

    loader.load = load  # type: ignore[method-assign]
    return loader


def _escaped(value: object) -> str:
    """Escape a value as Jinja does, but for a last step that costs more than all else: the result is no ``Markup``."""
    if type(value) is str:
        return _escape_text(value)
    return value if type(value) is Markup else escape(value)


def _part(environment: jinja2.Environment) -> Callable[..., Markup]:
    """Return the helper ``part(template, name=value, …)``: what many pages share is rendered once, placed in each."""

    # By type too, since a text and the same text as ready HTML are equal.
    @lru_cache(maxsize=1024, typed=True)
    def part(template: str, **values: Hashable) -> Markup:
        return Markup(environment.get_template(template).render(values).strip())

    return part


def _folded(source: str, given: Mapping[str, Any]) -> str:
    """Put what is the same on every page (``{{ t("by") }}``, ``{{ site.title }}``) into a template as text.

    It is escaped as Jinja would; what cannot be looked up, or would itself read as a template, is left to Jinja.
    """

    def text(match: re.Match[str]) -> str:
        try:
            value = getattr(given["site"], match["field"]) if match["field"] else given[match["helper"]](match["of"])
        except (AttributeError, KeyError, AssertionError):
            return match[0]
        literal = str(escape(value))
        return match[0] if "{" in literal or "\n" in literal else literal

    return _CONSTANT.sub(text, source)


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
