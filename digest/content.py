"""Content files become stories: their paths, and reading them in batches. Pure; ``run.refresh`` brings the bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath

from digest import articles
from digest.catalog import story_of
from digest.config import Site
from digest.model import Problem, Story, key_of
from digest.text import slug
from digest.vocabulary import Names

FOLDER = "content"
ENDING = ".md"
COPIED = frozenset((".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".pdf"))
"""Endings of the files beside a story that are published with it. SVG is not among them: it may hold scripts."""
FREE = "pages/"
LIST = "content/imported.txt"
"""The list of what was imported (see ``importing``)."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was found in a content file: a story, or only problems."""

    file: str
    print: bytes
    story: Story | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """The files below ``content/``, by what they are."""

    stories: tuple[str, ...]
    """Markdown files, as paths below the root."""
    copied: Mapping[str, str] = field(repr=False)
    """File below the root → path on the site."""
    problems: tuple[Problem, ...] = ()
    seen: bytes = b""
    """Fingerprint of all the files (see ``disk.seen``)."""


def path_of(file: str) -> str:
    """Return the path of a content file on the site, without its ending: every part of it a slug."""
    folder, _, name = file.rpartition("/")
    stem, _, ending = name.rpartition(".")
    slugs = (*_folders(folder), slug(stem if stem and ending else name, 200))
    return "/".join(slugs)


@lru_cache(maxsize=4096)  # a month's stories share a folder
def _folders(folder: str) -> tuple[str, ...]:
    return tuple(slug(part, 200) for part in PurePosixPath(folder).relative_to(FOLDER).parts)


def listing(files: Iterable[str]) -> Listing:
    """Tell stories from the files beside them, and refuse a second file for one address."""
    by_path: dict[str, str] = {}
    copied: dict[str, str] = {}
    taken: set[str] = set()
    problems: list[Problem] = []
    for file in sorted(files):
        ending = _ending(file)
        if ending == ENDING:
            path = path_of(file)
            first = by_path.setdefault(path, file)
            if first is not file:
                says = f"two stories have one slug: {first} already has the address /{path}.html"
                problems.append(Problem(file, 0, says, "rename one of the files"))
        elif ending in COPIED:
            folder = path_of(str(PurePosixPath(file).parent / "x")).rpartition("/")[0]
            path = f"{folder}/{PurePosixPath(file).name}".lstrip("/")
            if path in taken:
                says = f"another file already has the address /{path}"
                problems.append(Problem(file, 0, says, "rename one of their folders"))
            else:
                copied[file] = path
                taken.add(path)
        elif file != LIST:
            says = f"files ending in {ending or 'nothing'} are not published"
            problems.append(Problem(file, 0, says, "use PNG, JPEG, WebP, AVIF, GIF or PDF", "warning"))
    return Listing(tuple(sorted(by_path.values())), copied, tuple(problems))


def _ending(file: str) -> str:
    """Return the ending of a file's name in lower case, with its dot; empty where it has none."""
    stem, _, ending = file.rpartition("/")[2].rpartition(".")
    return f".{ending.lower()}" if stem and ending else ""


def read(file: str, raw: bytes, site: Site, names: Names) -> Read:
    """Read a content file."""
    print_ = key_of(raw)
    try:
        text = raw.decode().removeprefix("\ufeff")  # three times faster than "utf-8-sig"
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = Problem(file, line, "is not UTF-8 text", "save it as UTF-8 in your editor")
        return Read(file, print_, None, (problem,))
    article, problems = articles.parse(text, path_of(file), file, names)
    story = story_of(article, site, print_, articles.untouched(text)) if article else None
    return Read(file, print_, story, problems)
