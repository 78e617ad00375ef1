"""Templates as Jinja compiles them: what is the same on every page is put in first, what many share is made once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from typing import Any

import jinja2
import markupsafe
from jinja2 import nodes
from markupsafe import Markup, escape

from digest import templatecode
from digest.look import Look, helpers

_CONSTANT = ("t", "link", "absolute", "asset", "asset_url", "part")
"""Helpers that give the same text on every page, where nothing but a text is given to them."""

# The function in C below ``escape``, where this markupsafe has it.
_escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)


@lru_cache(maxsize=8)
def environment(look: Look, own: bool = True, plain: bool = False) -> jinja2.Environment:
    """Return the one environment of a look, or that of the default theme alone, which stands in for it (not ``own``).

    ``plain`` is for a page that the quicker code of templates (see ``templatecode``) does not get to its end.
    """
    theme, given = look.theme, helpers(look)
    sources = theme.templates if own else theme.fallback

    def source(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        return (sources[name], theme.files[name], lambda: True) if name in sources else None

    environment = jinja2.Environment(
        loader=_quick(jinja2.FunctionLoader(source), plain),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.globals.update(given)
    environment.globals["t"] = lru_cache(maxsize=4096, typed=True)(given["t"])
    environment.globals["part"] = _part(environment)
    # Jinja would look at each page whether a template has changed.
    environment.get_template = lru_cache(environment.get_template)  # type: ignore[method-assign]
    return environment


def _quick(loader: jinja2.BaseLoader, plain: bool) -> jinja2.BaseLoader:
    """Make templates quicker: with constants put in, and without two precautions that Jinja takes for others' sake."""

    def load(environment: jinja2.Environment, name: str, globals: object = None) -> jinja2.Template:
        source, file, current = loader.get_source(environment, name)
        tree = environment.parse(source, name, file)
        bound = _bound(tree)
        given = {key: value for key, value in environment.globals.items() if key not in bound}
        tree = _folded(tree, given)
        if plain:
            code = environment.compile(tree, name, file)
        else:
            code = templatecode.compiled(environment.compile(tree, name, file, raw=True), file or name)
        # The environment's own table of globals, not a chain of tables a template, which is slow to copy for each page.
        template = environment.template_class.from_code(environment, code, environment.globals, current)
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


def _bound(tree: nodes.Template) -> set[str]:
    """Return the names to which a template gives a meaning of its own."""
    found = set()
    for node in tree.find_all((nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport)):
        match node:
            case nodes.Name(name=name, ctx="store" | "param") | nodes.Macro(name=name) | nodes.Import(target=name):
                found.add(name)
            case nodes.FromImport(names=names):
                found |= {name if isinstance(name, str) else name[1] for name in names}
    return found


def _folded(node: Any, given: Mapping[str, Any]) -> Any:
    """Put what is the same on every page (``t("by")``, ``site.title``, ``part("_x.html")``) into a template's tree."""
    for name, value in node.iter_fields():
        if isinstance(value, list):
            setattr(node, name, [_folded(item, given) if isinstance(item, nodes.Node) else item for item in value])
        elif isinstance(value, nodes.Node):
            setattr(node, name, _folded(value, given))
    try:
        match node:
            case nodes.Call(node=nodes.Name(name=helper), args=[nodes.Const(value=str(of))], kwargs=[]) if (
                helper in _CONSTANT and helper in given and node.dyn_args is node.dyn_kwargs is None
            ):
                return nodes.Const(given[helper](of), lineno=node.lineno)
            case nodes.Getattr(node=nodes.Name(name="site"), attr=field):
                return nodes.Const(getattr(given["site"], field), lineno=node.lineno)
    except Exception:  # what cannot be looked up is said where a page needs it
        return node
    return node
