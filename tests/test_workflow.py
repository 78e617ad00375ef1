"""The GitHub Pages workflows: this project's own, and the one that a new digest gets."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import PROJECT

OWN = PROJECT / ".github/workflows/pages.yml"
STARTER = PROJECT / "digest/starter/pages.yml"
BOTH = pytest.mark.parametrize("file", [OWN, STARTER], ids=["own", "starter"])
BASH = shutil.which("bash")
needs_bash = pytest.mark.skipif(
    BASH is None or sys.platform == "win32", reason="the step runs on Linux; there is no bash like its own here"
)
BASE = "https://user.github.io/repo"


def read(file: Path) -> dict[str, Any]:
    found = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)  # plain texts: YAML reads the key `on` as true
    assert isinstance(found, dict)
    return found


def steps(file: Path) -> list[dict[str, Any]]:
    return [step for job in read(file)["jobs"].values() for step in job["steps"]]


def build_step(file: Path, folder: Path, status: int, strict: str = "", base: str = BASE) -> tuple[int, str, list[str]]:
    """Run the text of the build step, as GitHub does, with a program ``digest`` that ends with ``status``.

    Returns the exit status, what was printed, and the arguments that ``digest`` got.
    """
    step = next(step for step in steps(file) if "digest build" in step.get("run", ""))
    script, fake, told = folder / "step.sh", folder / "bin/digest", folder / "arguments"
    script.write_text(step["run"], "utf-8")
    fake.parent.mkdir(exist_ok=True)
    fake.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{told}"\nexit {status}\n', "utf-8")
    fake.chmod(0o755)
    assert step["shell"] == "bash"
    assert BASH is not None
    env = {"PATH": f"{fake.parent}{os.pathsep}{os.environ['PATH']}", "BASE_URL": base, "STRICT": strict}
    command = [BASH, "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout, told.read_text("utf-8").splitlines()


@needs_bash
@BOTH
@pytest.mark.parametrize(
    ("status", "strict", "ends"),
    [(0, "", 0), (1, "", 0), (2, "", 2), (0, "true", 0), (1, "true", 1), (2, "true", 2), (1, "false", 0), (1, "1", 1)],
)
def test_errors_are_published_around_and_stop_only_where_that_is_wished(
    file: Path, tmp_path: Path, status: int, strict: str, ends: int
) -> None:
    ended, out, arguments = build_step(file, tmp_path, status, strict)
    assert ended == ends
    assert ("::warning" in out) == (status == 1 and ends == 0)
    assert ("--strict" in arguments) == (strict in ("true", "1"))


@needs_bash
@BOTH
@pytest.mark.parametrize(
    ("base", "url"),
    [
        (BASE, f"{BASE}/"),
        (f"{BASE}/", f"{BASE}/"),
        ("https://user.github.io", "https://user.github.io/"),
        ("https://news.example.org/", "https://news.example.org/"),
    ],
)
def test_the_site_is_built_for_the_address_that_pages_gives_it(file: Path, tmp_path: Path, base: str, url: str) -> None:
    _, _, arguments = build_step(file, tmp_path, 0, base=base)
    assert arguments == ["build", "--url", url]


@needs_bash
def test_an_address_cannot_smuggle_a_command_in(tmp_path: Path) -> None:
    evil = "https://x.example/$(touch pwned);`touch pwned` '\" &"
    _, _, arguments = build_step(OWN, tmp_path, 0, base=evil)
    assert arguments == ["build", "--url", f"{evil}/"]


@BOTH
def test_no_expression_stands_in_a_script(file: Path) -> None:
    assert not any("${{" in step.get("run", "") for step in steps(file))


@BOTH
def test_it_runs_on_pushes_every_day_and_by_hand(file: Path) -> None:
    on = read(file)["on"]
    assert set(on) == {"push", "schedule", "workflow_dispatch"}
    assert "main" in on["push"]["branches"]


@BOTH
def test_each_job_may_do_no_more_than_it_must_and_ends_by_itself(file: Path) -> None:
    workflow = read(file)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]["group"] == "pages"
    jobs = workflow["jobs"]
    assert jobs["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert all(int(job["timeout-minutes"]) <= 30 for job in jobs.values())


@BOTH
def test_only_githubs_own_actions_are_used_at_a_version(file: Path) -> None:
    used = [step["uses"] for step in steps(file) if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", name) for name in used)
    checkout = next(step for step in steps(file) if step.get("uses", "").startswith("actions/checkout@"))
    assert checkout["with"]["persist-credentials"] == "false"


def test_the_two_workflows_differ_only_in_how_they_install() -> None:
    own, starter = (file.read_text("utf-8").splitlines() for file in (OWN, STARTER))
    differ = [(a.strip(), b.strip()) for a, b in zip(own, starter, strict=True) if a != b]
    assert ("run: python -m pip install .", "run: python -m pip install -r requirements.txt") in differ
    assert all(a.startswith(("#", "run: python -m pip", "cache-dependency-path:")) for a, _ in differ)


@pytest.mark.skipif(importlib.util.find_spec("check_jsonschema") is None, reason="check-jsonschema is not installed")
@BOTH
def test_it_is_what_github_takes_for_a_workflow(file: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
