"""The cases that the benchmark measures, for one program each time: what is changed, then one build."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import corpus
from measure import Figure, run
from peers import Program

Prepare = Callable[[Program, int], None]
"""What happens before a build; the number tells repeated edits apart."""


def cold(program: Program, _: int) -> None:
    """Remove what earlier builds left."""
    shutil.rmtree(program.output, ignore_errors=True)
    shutil.rmtree(program.state, ignore_errors=True)


def unchanged(_: Program, __: int) -> None:
    """Change nothing."""


def edit(program: Program, number: int) -> None:
    """Add a sentence to the text of one story."""
    story = a_story(program)
    story.write_text(f"{story.read_text(encoding='utf-8')}\nSentence {number} more.\n", encoding="utf-8")


def add(program: Program, number: int) -> None:
    """Put a copy of a story beside it under another name."""
    story = a_story(program)
    shutil.copyfile(story, story.with_name(f"a-new-one-{number}.md"))


def restyle_lists(program: Program, number: int) -> None:
    """Change the template that lists show a story with."""
    _restyle(program, program.list_template, number)


def restyle_stories(program: Program, number: int) -> None:
    """Change the template of a story's page."""
    _restyle(program, program.story_template, number)


CASES: tuple[tuple[str, Prepare], ...] = (
    ("cold", cold),
    ("nothing changed", unchanged),
    ("one body edited", edit),
    ("one new article", add),
    ("list template changed", restyle_lists),
    ("story template changed", restyle_stories),
)
RAW, COPY, PREVIEW = "cold, from raw seeds", "copying the site", "edit to page in the preview"
"""The other cases: for this program alone; the floor, what writing the files costs alone; see ``latency``."""


def case(program: Program, prepare: Prepare, number: int) -> Figure:
    """Prepare, and measure the build."""
    prepare(program, number)
    return run(program.build, program.root, program.output)


def raw(program: Program, count: int) -> Figure:
    """Measure a cold build from raw seeds; afterwards the program's folder holds them in place of the Markdown."""
    shutil.rmtree(program.root / "content", ignore_errors=True)
    cold(program, 0)
    corpus.write_raw(program.root, count)
    return run(program.build, program.root, program.output)


def copy(program: Program) -> Figure:
    """Measure what copying the finished site costs, with ``cp`` where there is one."""
    target = program.root / "copy"
    shutil.rmtree(target, ignore_errors=True)
    in_python = (sys.executable, "-c", "import shutil, sys; shutil.copytree(*sys.argv[1:])")
    command = ("cp", "-r") if shutil.which("cp") else in_python
    figure = run((*command, str(program.output), str(target)), program.root, target)
    shutil.rmtree(target)
    return figure


def a_story(program: Program) -> Path:
    """Return the file of a story from the middle of the corpus."""
    stories = sorted((program.root / "content").rglob("story-*.md"))
    return stories[len(stories) // 2]


def _restyle(program: Program, template: tuple[str, str], number: int) -> None:
    path, before = program.root / template[0], template[1]
    text = path.read_text(encoding="utf-8").replace(before, f"<span hidden>{number}</span>{before}", 1)
    path.write_text(text, encoding="utf-8")
