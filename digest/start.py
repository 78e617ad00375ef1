"""Beginnings: a new digest that builds at once, and a new story for a person to write."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
from pathlib import Path

from digest import content, disk, importing
from digest.text import collapse, slug, unique

STARTER = (
    ("settings.toml", "pyproject.toml"),
    ("readme.md", "README.md"),
    ("requirements.txt", "requirements.txt"),
    ("sample.txt", "seeds/sample.txt"),
    ("about.md", "content/pages/about.md"),
    ("pages.yml", ".github/workflows/pages.yml"),
    ("gitattributes", ".gitattributes"),
    ("gitignore", ".gitignore"),
)
"""File of the package folder ``starter`` → file of a new digest; dotfiles, which packages lose, go by other names."""

_STORY = """\
---
title: {title}
date: {date}
source:
author:
countries: []  # what it is about, most important first: [Peru, Chile]
mentions: []  # countries that are only named
topics: []  # [human-rights, diplomacy]
tags: []
summary:
draft: true
---

Write the story here.
"""


def story(title: str, date: dt.date, root: Path) -> str:
    """Write the draft of a story into content/, under a name that no story has or had, and say where it is.

    It has no seal: from its first line it is a person's, and no import changes it.
    """
    title = collapse(title) or "Untitled"
    wanted = f"{date.isoformat()[:7].replace('-', '/')}/{slug(title)}"
    file = f"{content.FOLDER}/{unique(wanted, _taken(root))}{content.ENDING}"
    # A JSON string is a YAML one, whatever signs the headline holds.
    text = _STORY.format(title=json.dumps(title, ensure_ascii=False), date=date.isoformat())
    disk.write(f"{root}/{file}", text.encode())
    return f"{(root / file).as_posix()} is a draft; take the line `draft: true` out of it to publish it"


def _taken(root: Path) -> set[str]:
    """Return the paths that stories have, or had when they were imported: a deleted one must not seem to come back."""
    found, _ = disk.scan(root, content.FOLDER)
    now = {content.path_of(file.path) for file in found if file.path.endswith(content.ENDING)}
    rows = importing.read_rows(disk.read_text(root / content.LIST))
    return {path.casefold() for path in (*now, *(row.path for row in rows))}


def digest(folder: Path) -> list[Path]:
    """Make a new digest, and return its files. Raises FileExistsError where the folder holds anything but ``.git``."""
    if folder.exists() and {path.name for path in folder.iterdir()} - {".git"}:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(folder))
    files = {made: disk.read(disk.PACKAGE / "starter" / kept) for kept, made in STARTER}
    disk.write_all(folder, files)
    return [folder / made for made in files]
