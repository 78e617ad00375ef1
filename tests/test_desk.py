"""What a build knows before it begins: settings, names and word lists, and which program it is."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest
from conftest import PROJECT, House

from digest import ledger
from digest.desk import Settings, read_site, remembered, settings
from digest.disk import program

LISTS = {"countries.txt": "NO  names: Sampleland\n", "topics.txt": "[sport]\nlabels: en Games\n"}


def twice(house: House) -> list[Settings]:
    """Read settings and lists for two builds with one ledger."""
    found = []
    for _ in range(2):
        with ledger.opened(house.root / ".digest/ledger.sqlite", "one program") as book:
            found.append(remembered(house.root, read_site(house.root, None), book))
    return found


@pytest.mark.parametrize("language", ["en", "de-AT", "ru", "ar", "zh"])
@pytest.mark.parametrize("lists", [{}, LISTS], ids=["our lists", "own lists"])
def test_names_that_a_build_left_are_those_that_the_lists_give(
    house: House, language: str, lists: dict[str, str]
) -> None:
    house.put("pyproject.toml", f"[tool.digest]\nlanguage = '{language}'\nnames = 'plain'\ncounts_as = {{ XK = 'RS' }}")
    for name, text in lists.items():
        house.put(f"words/{name}", text)
    first, again = twice(house)
    plain = settings(house.root)
    assert first == again == plain
    assert again.words.files == plain.words.files
    assert again.names.codes["country"].get("sampleland") == ("NO" if lists else None)


def test_names_follow_a_change_of_the_lists_and_of_the_settings(house: House) -> None:
    seen = [twice(house)[1].names]
    house.put("words/countries.txt", LISTS["countries.txt"])
    seen.append(twice(house)[1].names)
    house.put("pyproject.toml", "[tool.digest]\nterritory_names = { NO = 'Norge' }")
    seen.append(twice(house)[1].names)
    house.delete("words/countries.txt")
    seen.append(twice(house)[1].names)
    assert ["sampleland" in names.codes["country"] for names in seen] == [False, True, True, False]
    assert [names.name("country", "NO") for names in seen] == ["Norway", "Norway", "Norge", "Norge"]


def test_a_list_that_cannot_be_used_is_told_of_by_every_build(house: House) -> None:
    house.put("words/countries.txt", "no line of ours\n").put("words/odd.txt", "x\n")
    first, again = twice(house)
    assert [problem.path for problem in first.problems] == ["words/countries.txt", "words/odd.txt"]
    assert first == again == settings(house.root)


def test_a_build_of_plain_stories_loads_no_classifier_no_yaml_and_no_markdown(house: House) -> None:
    house.story("2025/01/a", title="A fair", date="2025-01-02", countries="[NO]").build().story("2025/01/b", title="B")
    slow = "digest.classify", "yaml", "frontmatter", "markdown", "nh3"
    script = (
        f"import atexit, sys; atexit.register(lambda: print('loaded:', {set(slow)} & sys.modules.keys()));"
        "from digest.cli import main; main(standalone_mode=False)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "build", "--root", str(house.root), "--output", str(house.root / "_site")],
        capture_output=True, text=True, encoding="utf-8", check=False, cwd=PROJECT,
    )  # fmt: skip
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "loaded: set()"), done.stdout + done.stderr
    assert house.has("2025/01/b.html")


def test_the_program_knows_the_versions_of_the_packages_that_shape_a_page() -> None:
    assert program._versions() == sorted(f"{name}-{version(name)}" for name in program._SHAPE_PAGES)


def test_a_package_that_is_described_in_no_folder_is_known_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "some.zip", "w") as file:
        file.writestr("babel-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: babel\nVersion: 1.0\n")
    monkeypatch.setattr(program, "_SHAPE_PAGES", ("babel",))
    monkeypatch.setattr(sys, "path", [str(tmp_path / "some.zip")])
    assert program._versions() == ["babel-1.0"]


def test_a_folder_of_the_path_that_may_not_be_listed_keeps_nothing_from_working(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.listdir

    def listed(folder: str) -> list[str]:
        if folder == str(tmp_path):
            raise PermissionError(13, "Permission denied", folder)
        return real(folder)

    before = program._versions()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setattr(os, "listdir", listed)
    assert program._versions() == before
