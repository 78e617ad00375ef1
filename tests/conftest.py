"""A digest in a temporary folder, driven through the command line as its user would."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from digest.cli import main

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"
TODAY = "2026-01-15"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared with the owner's files is not here")


@dataclass(frozen=True)
class Outcome:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


@dataclass(frozen=True)
class House:
    """A digest's folder."""

    root: Path

    def seed(self, name: str, text: str | bytes) -> House:
        return self.put(f"seeds/{name}", text)

    def put(self, path: str, text: str | bytes) -> House:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def story(self, name: str, body: str = "Some text.", **fields: str) -> House:
        """Write content/NAME.md by hand; fields are YAML values as a person would type them."""
        matter = {"title": name.rpartition("/")[2].replace("-", " "), **fields}
        lines = "".join(f"{key}: {value}\n" for key, value in matter.items())
        return self.put(f"content/{name}.md", f"---\n{lines}---\n\n{body}\n")

    def edit(self, path: str, old: str, new: str) -> House:
        text = self.read(path)
        assert old in text, f"{old!r} is not in {path}"
        return self.put(path, text.replace(old, new))

    def delete(self, path: str) -> House:
        (self.root / path).unlink()
        return self

    def read(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def page(self, path: str) -> str:
        return self.read(f"_site/{path}")

    def has(self, path: str) -> bool:
        return (self.root / "_site" / path).exists()

    def run(self, verb: str, *more: str) -> Outcome:
        """Run a verb in this digest. The search index is left aside unless a test asks for it."""
        args = [verb, "--root", str(self.root), "--today", TODAY, "--jobs", "1", *more]
        if verb == "build" and "--search" not in more:
            args.append("--no-search")
        return self.run_plain(*(a for a in args if a != "--search"))

    def run_plain(self, *args: str) -> Outcome:
        """Run the program with just these arguments."""
        result = CliRunner().invoke(main, args)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Outcome(result.exit_code, result.stdout, result.stderr)

    def build(self, *more: str) -> House:
        """Build, and insist that nothing is wrong."""
        done = self.run("build", *more)
        assert done.status == 0, done.said
        return self

    def site(self) -> dict[str, bytes]:
        """Return every file of the site, the search bundle aside."""
        return files(self.root / "_site")

    def content(self) -> dict[str, bytes]:
        return files(self.root / "content")

    def clean_copy(self, where: Path) -> House:
        """Copy what a fresh clone would hold: no output, no ledger."""
        shutil.copytree(self.root, where, ignore=shutil.ignore_patterns("_site", ".digest"))
        return House(where)


def files(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and "pagefind" not in p.relative_to(folder).parts
    }


@pytest.fixture
def house(tmp_path: Path) -> House:
    (tmp_path / "digest").mkdir()
    return House(tmp_path / "digest").put("pyproject.toml", SETTINGS)


SETTINGS = """[tool.digest]
title = "The Test Digest"
url = "https://example.org/press/"
"""

OIL = """ date 1987-03-17 By Karvan

Norway will cut its oil output by seven per cent, the Energy Ministry said in Oslo on Tuesday.

The cut begins in April & ends in June.

---
"""


def chromium() -> str | None:
    """Return the browser for the tests that need one; with DIGEST_NEED_BROWSER=1 its absence is a failure."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None and os.environ.get("DIGEST_NEED_BROWSER") == "1":
        raise RuntimeError("DIGEST_NEED_BROWSER=1, but there is no chromium")
    return found


needs_browser = pytest.mark.skipif(chromium() is None, reason="there is no chromium on this machine")
