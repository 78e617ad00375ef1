"""The files that belong to the program, and those with which a digest adds to them: words, themes."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from digest.disk.listing import read_text
from digest.model import Layer, key_of

PACKAGE = Path(__file__).resolve().parent.parent
_SHAPE_PAGES = ("anyascii", "babel", "jinja2", "markdown", "markupsafe", "nh3")


@lru_cache(maxsize=1)
def code_print() -> bytes:
    """Fingerprint the program: its sources and word files, and the versions of the packages that shape a page."""
    sources = sorted(p for p in PACKAGE.rglob("*") if p.suffix in (".py", ".txt", ".tsv"))
    return key_of(*(p.name for p in sources), *(p.read_bytes() for p in sources), *_versions())


def _versions() -> list[str]:
    """Name the versions of the packages that shape a page: ``babel-2.18.0``.

    They stand in the names of the folders in which installers describe packages, where ``importlib.metadata`` finds
    them too. To load that takes as long as all the rest, so it is asked only for what no folder of the path tells of.
    """
    names = {name.lower() for folder in sys.path for name in _names(folder) if name.endswith("-info")}
    told = {name.rpartition(".")[0] for name in names if name.partition("-")[0] in _SHAPE_PAGES}
    untold = set(_SHAPE_PAGES) - {name.partition("-")[0] for name in told}
    if untold:
        from importlib.metadata import version

        told |= {f"{name}-{version(name)}" for name in untold}
    return sorted(told)


def _names(folder: str) -> list[str]:
    """List a folder of the path; what is no folder, or may not be listed, has nothing for Python either."""
    try:
        return os.listdir(folder) if folder else []
    except OSError:
        return []


def inputs(root: Path) -> bytes:
    """Fingerprint what a digest says of itself and how it is to look: its settings, word lists and themes."""
    mine = [root / "pyproject.toml", *_below(root / "words"), *_below(root / "themes")]
    files = [file for file in (*mine, *_below(_default_theme())) if file.is_file()]
    return key_of(*(str(file) for file in files), *(file.read_bytes() for file in files))


def _below(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


def word_files(root: Path) -> dict[str, str]:
    """Read the word lists of the program, and under ``user/NAME`` those of the digest's own folder."""
    ours = {p.name: p.read_text("utf-8") for p in sorted((PACKAGE / "words").iterdir()) if p.suffix in (".txt", ".tsv")}
    mine = root / "words"
    theirs = {f"user/{p.name}": read_text(p) for p in sorted(mine.glob("*.txt")) if p.is_file()}
    return {**ours, **theirs}


def theme_layers(root: Path, theme: str) -> tuple[Layer, ...]:
    """Return the folders of a theme, the user's own first and the default theme's last."""
    folders = [root / "themes" / name for name in dict.fromkeys((theme, "default"))]
    folders = [folder for folder in folders if folder.is_dir()]
    default = _default_theme()
    if not any(folder.resolve() == default for folder in folders):
        folders.append(default)
    return tuple(Layer(_shown(folder, root), _contents(folder)) for folder in folders)


def _default_theme() -> Path:
    """Find the default theme: shipped as a package beside this one, or in the source tree it runs from."""
    shipped = find_spec("digest.themes")
    if shipped and shipped.submodule_search_locations:
        return (Path(shipped.submodule_search_locations[0]) / "default").resolve()
    return (PACKAGE.parent / "themes" / "default").resolve()


def _shown(folder: Path, root: Path) -> str:
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else f"themes/{folder.name}"


def _contents(folder: Path) -> dict[str, bytes]:
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.startswith("."))
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}
