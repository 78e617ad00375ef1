"""Markdown with front matter to ``Article`` and back, and the seal that tells a person's file from a machine's."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from digest import flat
from digest.escape import escape
from digest.fields import READERS, Refused, shown
from digest.flat import Leaf
from digest.model import Article, Level, Problem, key_of
from digest.vocabulary import Names

if TYPE_CHECKING:
    from frontmatter.default_handlers import YAMLHandler

_SEAL = re.compile(r"seal: ([0-9a-f]+)")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_KINDS = {"countries": "country", "mentions": "country", "blocs": "bloc"}
_ONE_OR_MORE = ("source", "author")
_HOLD = ("draft", "embargo_until")
"""Fields whose unreadable value keeps a story back: better late than too early."""


# ---- reading


def parse(text: str, path: str, file: str, names: Names) -> tuple[Article | None, tuple[Problem, ...]]:
    """Read a content file: ``path`` is its place below content/ without the ending, ``file`` how problems name it.

    A field that cannot be read costs a problem and itself. Without readable front matter there is no article.
    """
    text = _lf(text)
    cut = _plainly_cut(text) or _cut(text)
    if cut is None:
        hint = "begin the file with a line ---, the fields, and another line ---"
        says = "its front matter has no end" if _boundary().match(text) else "has no front matter"
        return None, (Problem(file, 1, says, hint),)
    matter, body = cut
    found, spoiled, problems = _table(matter.removeprefix("\n"), file)
    if not found and problems:
        return None, problems
    found.pop("seal", None)
    values, more = _values(found, file, names)
    for name in spoiled:
        values |= _cautious(name)
    if "title" not in values:
        more += (Problem(file, 1, "has no `title`", "write title: and a headline"),)
        values["title"] = path.rpartition("/")[2].replace("-", " ").capitalize()
    return Article(path=path, body=body.strip("\n"), **values), (*problems, *more)


def _table(matter: str, file: str) -> tuple[dict[str, Leaf], frozenset[str], tuple[Problem, ...]]:
    """Read front matter as ``yamltree.read`` does; where its lines are simple, without loading YAML."""
    simple = flat.read(matter, first=2)
    if simple is not None:
        return simple, frozenset(), ()
    from digest import yamltree

    return yamltree.read(matter, file, first=2)


def _plainly_cut(text: str) -> tuple[str, str] | None:
    """Return front matter and body of a file whose two boundaries are a plain ``---`` each; None of any other."""
    end = text.find("\n---", 3)
    if text.startswith("---\n") and text.startswith("\n", end + 4) and end > 0:
        body = text[end + 4 :].lstrip("\n")
        if not (text[4].isspace() or body[:1].isspace()):
            return text[3 : end + 1], body
    return None


def _cut(text: str) -> tuple[str, str] | None:
    """Return front matter and body, cut where python-frontmatter cuts, without a look at every line."""
    boundary = _boundary()
    opening = boundary.match(text)
    at = text.find("\n---", opening.end()) if opening else -1
    while opening and at >= 0:
        if closing := boundary.match(text, at + 1):
            return text[opening.end() : closing.start()], text[closing.end() :]
        at = text.find("\n---", at + 1)
    return None


@lru_cache(maxsize=1)
def _handler() -> YAMLHandler:
    """Return what reads and writes YAML: to load it takes longer than to read a hundred plain files without it."""
    from frontmatter.default_handlers import YAMLHandler

    return YAMLHandler()


def _boundary() -> re.Pattern[str]:
    return _handler().FM_BOUNDARY


def _values(found: dict[str, Leaf], file: str, names: Names) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Turn the leaves of the front matter into the fields of an article."""
    values: dict[str, Any] = {}
    extra: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for name, (value, line) in found.items():
        if name not in READERS:
            extra.append((name, shown(value)))
            near = _meant(name)
            problems += _typing_error(name, near, line, file)
            values |= _cautious(near)
            continue
        try:
            values[name] = READERS[name](value, names)
        except Refused as error:
            problems.append(Problem(file, line, f"`{name}` {error.says}", error.hint))
            if error.kept is not None:
                values[name] = error.kept
            values |= _cautious(name)
    if extra:
        values["extra"] = tuple(extra)
    return values, tuple(problems)


def _cautious(name: str) -> dict[str, Any]:
    """Return what stands for a value that cannot be read where publishing too much would be worse than too little."""
    return {"draft": True} if name in _HOLD else {"rights": "link"} if name == "rights" else {}


@lru_cache(maxsize=1024)  # a key that is not ours mostly stands in every file
def _meant(name: str) -> str:
    """Return the field that a key which is not ours was probably meant to be; empty where it is like none."""
    near = get_close_matches(name.lower(), READERS, n=1, cutoff=0.75)
    return "embargo_until" if name.lower().startswith("embargo") else near[0] if near else ""


def _typing_error(name: str, near: str, line: int, file: str) -> list[Problem]:
    """Tell of a key that looks like one of ours: as an error where it would have held the story back, and now does."""
    if not near:
        return []
    held = "; the story is held back" if near in _HOLD else "; only a link is shown" if near == "rights" else ""
    level: Level = "error" if held else "warning"
    return [Problem(file, line, f"`{name}` is no field{held}", f"did you mean `{near}`?", level)]


# ---- writing


def write(article: Article, names: Names) -> str:
    """Write an article as a sealed Markdown file, names in the site's language."""
    matter: dict[str, Any] = {}
    for name in READERS:
        value = getattr(article, name)
        if value:
            matter[name] = _plain(name, value, names)
    matter |= dict(article.extra)
    return sealed(f"---\n{_yaml(matter)}\n---\n\n{article.body}")


def revised(text: str, article: Article, fields: Collection[str], names: Names) -> str:
    """Write some fields of an article into its sealed file anew, and seal it again; every other line stays.

    The importer writes a line a field: ``text`` must be as it wrote it (``untouched``).
    """
    head, _, body = _normal(text)[4:].partition("\n---\n")
    lines = {line.partition(":")[0]: line for line in head.split("\n")[:-1]}
    order = [*READERS, *(name for name in lines if name not in READERS)]
    for name in fields:
        value = getattr(article, name)
        lines[name] = _yaml({name: _plain(name, value, names)}) if value else ""
    front = "\n".join(lines[name] for name in order if lines.get(name))
    return sealed(f"---\n{front}\n---\n{body}")


def _yaml(matter: dict[str, Any]) -> str:
    """Write front matter: a line a field, lists and tables in brackets."""
    import yaml

    from digest import yamltree

    lines = [yamltree.line(name, value) for name, value in matter.items()]
    if None not in lines:
        return "\n".join(filter(None, lines))
    # Without one of them, PyYAML would put the whole table between brackets.
    flow = None if any(isinstance(value, (list, dict)) for value in matter.values()) else False
    # libyaml, the faster writer, would show an emoji as an escape.
    writer = {"Dumper": yaml.SafeDumper} if _ASTRAL.search(repr(matter)) else {}
    return _handler().export(
        matter, sort_keys=False, width=2**31 - 1, allow_unicode=True, default_flow_style=flow, **writer
    )


def body_of(paragraphs: Iterable[str]) -> str:
    """Make the Markdown of plain paragraphs."""
    return "\n\n".join(escape(paragraph) for paragraph in paragraphs)


def _plain(name: str, value: Any, names: Names) -> Any:
    """Return a field's value as YAML shall show it."""
    if name in _KINDS:
        return [names.name(_KINDS[name], code) for code in value]
    if name == "evidence":
        return dict(value)
    if name in ("date", "updated", "embargo_until") and len(value) == 10:
        return dt.date.fromisoformat(value)
    if name in _ONE_OR_MORE and len(value) == 1:
        return value[0]
    return list(value) if isinstance(value, tuple) else value


# ---- the seal


def sealed(text: str) -> str:
    """Add the seal of a machine-written file as the last line of its front matter."""
    text = _normal(text)
    head, _, body = text[4:].partition("\n---\n")
    return f"---\n{head}\nseal: {_print(text)}\n---\n{body}"


def untouched(text: str) -> bool:
    """Say whether a file is still exactly as the machine wrote it (line ends, a BOM and final newlines aside)."""
    head, mark, body = _normal(text).partition("\n---\n")
    rest, _, last = head.rpartition("\n")
    found = _SEAL.fullmatch(last)
    return found is not None and found[1] == _print(rest + mark + body)


def _normal(text: str) -> str:
    return _lf(text).rstrip("\n") + "\n"


def _lf(text: str) -> str:
    """Return a text without a BOM, its lines ended by LF alone."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n") if "\r" in text else text


def _print(text: str) -> str:
    return key_of(text).hex()
