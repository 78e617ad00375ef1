"""The tutorial and the how-to guides can be followed: their commands run, and what they show is what happens.

CONTRIBUTING.md tells what the comments above fenced blocks mean.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import PROJECT
from doc_pages import Block, blocks, shown

from digest.cli import main

TODAY = "1768435200"
"""2026-01-15, as SOURCE_DATE_EPOCH."""
RUN = tuple(sorted([PROJECT / "docs/tutorial.md", *(PROJECT / "docs/how-to").glob("*.md")]))


def runs(block: Block) -> bool:
    return block.language in ("console", "sh") and block.order in ("", "exit status")


def carry_out(block: Block, said: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Do what a block asks for; return what the last command printed."""
    if block.order == "file":
        Path(block.value).parent.mkdir(parents=True, exist_ok=True)
        Path(block.value).write_text(block.text, "utf-8", newline="\n")
    elif block.order == "edit":
        edit(Path(block.value), block.text)
    elif block.order == "part of":
        in_order(block.text, Path(block.value).read_text("utf-8"))
    elif block.order == "prints":
        in_order(block.text, said)
    elif runs(block):
        for command in block.text.splitlines():
            said = run(shlex.split(command), int(block.value or 0), said, monkeypatch)
    return said


def run(words: list[str], status: int, said: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a line that begins with ``digest`` or ``cd``; pass over any other, and over the endless preview."""
    if words[:1] == ["cd"]:
        monkeypatch.chdir(words[1])
    if words[:1] != ["digest"] or words[1:2] == ["serve"]:
        return said
    quick = ["--no-search", "--jobs", "1"] if words[1] == "build" and "--no-search" not in words else []
    done = CliRunner().invoke(main, [*words[1:], *quick])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == status, f"{shlex.join(words)}: {done.output}"
    return done.output


def edit(path: Path, diff: str) -> None:
    """Replace each run of ``-`` lines by the ``+`` lines that follow it."""
    text = path.read_text("utf-8")
    for old, new in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)*)", diff, re.MULTILINE):
        before, after = (re.sub(r"^[-+]", "", part, flags=re.MULTILINE) for part in (old, new))
        assert before in text, f"{path} does not hold {before!r}"
        text = text.replace(before, after, 1)
    path.write_text(text, "utf-8", newline="\n")


def in_order(lines: str, whole: str) -> None:
    at = 0
    for line in filter(None, lines.splitlines()):
        found = whole.find(line, at)
        assert found >= 0, f"{line!r} is not in\n{whole}"
        at = found + len(line)


@pytest.mark.parametrize("page", RUN, ids=shown)
def test_the_commands_of_a_page_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    said = ""
    for block in blocks(page.read_text("utf-8")):
        try:
            said = carry_out(block, said, monkeypatch)
        except (AssertionError, OSError) as error:
            pytest.fail(f"{shown(page)}:{block.line}: {error}")


def test_the_tutorial_and_most_guides_have_commands_that_are_run() -> None:
    having = {shown(page) for page in RUN if any(runs(block) for block in blocks(page.read_text("utf-8")))}
    assert "docs/tutorial.md" in having
    assert len(having) >= 6


def test_the_options_that_explain_a_build_are_among_the_commands() -> None:
    ran = {
        line
        for page in RUN
        for block in blocks(page.read_text("utf-8"))
        if runs(block)
        for line in block.text.splitlines()
    }
    assert {"digest build --why", "digest build --profile"} <= ran


def test_a_command_that_fails_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for text in ("digest build --nonsense\n", "digest import seeds/none.txt\n"):
        with pytest.raises(AssertionError, match="Error"):
            carry_out(Block(1, "console", "", "", text), "", monkeypatch)
    with pytest.raises(AssertionError, match="is not in"):
        carry_out(Block(1, "text", "prints", "", "seeds: 3 imported\n"), "seeds: 2 imported\n", monkeypatch)


def test_a_block_that_is_not_run_gives_a_reason() -> None:
    for page in RUN:
        for block in blocks(page.read_text("utf-8")):
            assert block.order != "not run" or len(block.value) > 10, f"{shown(page)}:{block.line}"
