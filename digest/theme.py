"""A theme's files become one immutable record: templates, the words of the interface, names of static files.

Pure: the files come in as a table of contents, the user's own laid over the default theme's, file by file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from string import Formatter

import jinja2
from jinja2 import meta, nodes

from digest.config import no_toml
from digest.model import Layer, Problem, key_of

_STATIC = "static/"

_NAMING = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b|\bpart\s*\(")
"""What names another template, in whatever way."""
_WRITTEN_OUT = re.compile(
    r"""(?:\{%[-+]?\s*(?:extends|include|import|from)\s+|\bpart\()(?:"([^"\\]+)"|'([^'\\]+)')"""
    r"(?=\s*(?:[-+]?%\}|[,)]|(?:as|import|ignore|with|without)\b))"
)
"""The same with a name in quotes that is not the first part of an expression."""

Words = str | Mapping[str, str]
"""A text with ``{names}`` to fill in, or its plural forms by CLDR category."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What a theme holds. Two themes with one ``key`` are the same."""

    key: bytes
    templates: Mapping[str, str] = field(compare=False, repr=False)
    """Name → source, the user's own in front."""
    fallback: Mapping[str, str] = field(compare=False, repr=False)
    """Name → source of the default theme, used for a page whose own template fails."""
    files: Mapping[str, str] = field(compare=False, repr=False)
    """Template → how problems name its file."""
    prints: Mapping[str, bytes] = field(compare=False, repr=False)
    """Template → fingerprint of it and of all that it includes."""
    strings: Mapping[str, Words] = field(compare=False, repr=False)
    assets: Mapping[str, str] = field(compare=False, repr=False)
    """Static file → its published name: ``digest.css`` → ``static/digest.1f2e3d4c.css``."""
    static: Mapping[str, bytes] = field(compare=False, repr=False)
    """Static file → its contents."""


def load(layers: tuple[Layer, ...], language: str) -> tuple[Theme, tuple[Problem, ...]]:
    """Lay the layers over each other, the user's first and the default theme's last."""
    top: dict[str, tuple[str, bytes]] = {}
    for layer in reversed(layers):
        top.update({path: (layer.name, raw) for path, raw in layer.files.items()})
    templates, files = {}, {}
    problems: list[Problem] = []
    for path, (layer_name, raw) in top.items():
        if path.startswith("templates/"):
            name = path.removeprefix("templates/")
            files[name] = f"{layer_name}/{path}"
            templates[name] = raw.decode("utf-8", "replace").replace("\r\n", "\n")
            problems.extend(_no_text(files[name], raw))
    fallback = {
        path.removeprefix("templates/"): raw.decode("utf-8")
        for path, raw in layers[-1].files.items()
        if path.startswith("templates/")
    }
    strings = _strings(layers, language, problems)
    static = {p.removeprefix(_STATIC): raw for p, (_, raw) in sorted(top.items()) if p.startswith(_STATIC)}
    assets = {name: _published(name, raw) for name, raw in static.items()}
    shared = key_of(repr(sorted(strings.items())), repr(sorted(assets.items())))
    prints = {name: key_of(shared, *_sources(name, templates)) for name in templates}
    key = key_of(shared, repr(sorted(templates.items())))
    return Theme(key, templates, fallback, files, prints, strings, assets, static), tuple(problems)


def _no_text(file: str, raw: bytes) -> Iterator[Problem]:
    """Tell of a template that is not UTF-8: its letters would come out wrong."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        says = "is not UTF-8: letters come out wrong"
        yield Problem(file, raw.count(b"\n", 0, error.start) + 1, says, "save it as plain text in UTF-8")


def _published(name: str, raw: bytes) -> str:
    """Put the fingerprint of a static file into its name, so that browsers may keep it."""
    stem, dot, ending = name.rpartition(".")
    mark = key_of(raw).hex()[:8]
    return f"{_STATIC}{stem}.{mark}{dot}{ending}" if dot else f"{_STATIC}{name}.{mark}"


def _sources(name: str, templates: Mapping[str, str]) -> list[str]:
    """Return the sources of a template and of all that it reaches; of every one, where a name is computed."""
    return [f"{name}\n{source}" for name, source in sorted(reached(name, templates).items())]


def reached(name: str, templates: Mapping[str, str]) -> dict[str, str]:
    """Return a template and all that it extends, includes or places: name → source."""
    seen: dict[str, str] = {}
    todo = [name]
    while todo:
        current = todo.pop()
        if current in seen or current not in templates:
            continue
        seen[current] = templates[current]
        named = _named(templates[current])
        todo += templates if None in named else filter(None, named)
    return seen


@lru_cache(maxsize=256)
def _named(source: str) -> tuple[str | None, ...]:
    """Return the names of the templates that a template includes or places with ``part``; None for a computed name.

    Where all are written out they are read without Jinja, which takes a thousandth of a second for a template.
    """
    plain = [double or single for double, single in _WRITTEN_OUT.findall(source)]
    return tuple(plain) if len(plain) == len(_NAMING.findall(source)) else _parsed(source)


def _parsed(source: str) -> tuple[str | None, ...]:
    try:
        tree = jinja2.Environment().parse(source)
    except jinja2.TemplateSyntaxError:
        return (None,)
    calls = (call for call in tree.find_all(nodes.Call) if getattr(call.node, "name", "") == "part")
    placed = (call.args[0].value if isinstance(call.args[0], nodes.Const) else None for call in calls if call.args)
    return (*meta.find_referenced_templates(tree), *placed)


def _strings(layers: tuple[Layer, ...], language: str, problems: list[Problem]) -> dict[str, Words]:
    """Join the words of the interface: English first, the language's over it, the user's over the default theme's."""
    words: dict[str, Words] = {}
    for tongue in dict.fromkeys(("en", language.split("-")[0], language)):
        for layer in reversed(layers):
            path = f"strings/{tongue}.toml"
            if path not in layer.files:
                continue
            try:
                found = tomllib.loads(layer.files[path].decode("utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                problems.append(no_toml(f"{layer.name}/{path}", str(error), 'write key = "words" lines'))
                continue
            for key, text in found.items():
                own = key not in words and layer is not layers[-1]
                if own and (near := get_close_matches(key, words, n=1, cutoff=0.8)):
                    says = f"`{key}` is no word of the default theme's"
                    problems.append(Problem(f"{layer.name}/{path}", 0, says, f"did you mean `{near[0]}`?", "warning"))
                if _fits(text, words.get(key)):
                    words[key] = text
                else:
                    says = f"`{key}` is not of the form of the default theme's"
                    hint = "keep its {names}, and its plural forms where it has some"
                    problems.append(Problem(f"{layer.name}/{path}", 0, says, hint))
    return words


def _fits(text: object, model: Words | None) -> bool:
    """Say whether a text of the interface can stand for another: of the same kind, with no ``{name}`` of its own."""
    if isinstance(text, dict):
        return all(isinstance(form, str) for form in text.values()) and "other" in text and not isinstance(model, str)
    if not isinstance(text, str) or isinstance(model, dict):
        return False
    try:
        mine = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return False
    return model is None or mine <= {name for _, name, _, _ in Formatter().parse(str(model)) if name is not None}
