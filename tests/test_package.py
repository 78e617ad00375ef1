"""The installed package works from anywhere, with its theme, its word lists and its starter files."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import PROJECT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as a wheel, unpacked into a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    copied = ["digest", "themes", "pyproject.toml", "README.md", "LICENSE", "NOTICE"]
    source.mkdir()
    for name in copied:  # a build leaves files behind: not in the checkout
        subprocess.run([sys.executable, "-c", COPY, str(PROJECT / name), str(source / name)], check=True)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", str(source)]
    subprocess.run([*command, "--wheel-dir", str(folder)], check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


COPY = """
import shutil, sys, os
a, b = sys.argv[1:]
shutil.copytree(a, b, ignore=shutil.ignore_patterns("__pycache__")) if os.path.isdir(a) else shutil.copy(a, b)
"""


def digest(installed: Path, where: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "digest", *args], cwd=where, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(installed)}, check=False,
    )  # fmt: skip


def test_a_new_digest_builds_from_another_folder(installed: Path, tmp_path: Path) -> None:
    assert digest(installed, tmp_path, "init", "mine").returncode == 0
    done = digest(installed, tmp_path / "mine", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    page = (tmp_path / "mine/_site/index.html").read_text("utf-8")
    assert "static/digest." in page
    assert list((tmp_path / "mine/_site/static").glob("digest.*.css"))
    assert list((tmp_path / "mine/_site").glob("2*/*/*.html"))


def test_every_module_and_word_list_travels_along(installed: Path) -> None:
    """Another copy that is installed beside it would hide that one is missing."""
    ours = {
        path.relative_to(PROJECT) for ending in ("py", "txt", "tsv") for path in PROJECT.glob(f"digest/**/*.{ending}")
    }
    theirs = {path.relative_to(installed) for path in (installed / "digest").rglob("*")}
    assert ours <= theirs


def test_the_licence_and_the_notice_travel_along(installed: Path) -> None:
    names = {path.name for path in installed.rglob("*.dist-info/**/*")}
    assert {"LICENSE", "NOTICE"} <= names


def test_build_py_is_digest_build(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(PROJECT / "build.py"), "--root", str(tmp_path), "--no-search"],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "0 stories" in done.stdout


def test_build_py_without_its_packages_says_what_to_do(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-E", str(PROJECT / "build.py")],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "make site" in done.stderr
    assert "Traceback" not in done.stderr
