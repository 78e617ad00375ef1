"""`digest retag`: labels proposed anew for what nobody has edited, on real folders through the command line."""

from __future__ import annotations

import builtins
import io
import shutil
import subprocess

import pytest
from click.testing import CliRunner
from conftest import OIL, House, Outcome
from test_classify_cli import PLACES

from digest.cli import main
from digest.found import KINDS

STORY = "content/1987/03/norway-will-cut-its-oil-output-by-seven-per-cent.md"
MORE = "NO  regions: Samplevik\nSE  names: Energy Ministry\n"
"""A word list under which the story of ``OIL`` has one more country."""


def retag(house: House, *more: str) -> Outcome:
    done = CliRunner().invoke(main, ["retag", "--root", str(house.root), "--jobs", "1", *more])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Outcome(done.exit_code, done.stdout, done.stderr)


def imported(house: House) -> House:
    house.seed("oil.txt", OIL).build()
    return house.put("words/countries.txt", MORE)


def test_what_was_just_imported_keeps_its_labels(house: House) -> None:
    for place in PLACES:
        house.seed(f"{place}.txt", OIL.replace("Norway", place).replace("Oslo", f"Sampletown (STA) of {place}"))
    done = retag(house.build())
    assert (done.status, done.out) == (0, "")
    assert f"0 stories would change, {len(PLACES)} as before, 0 edited by hand" in done.err


def test_without_write_a_diff_is_shown_and_nothing_is_changed(house: House) -> None:
    before = imported(house).content()
    done = retag(house)
    assert done.status == 0
    assert "-countries: [Norway]\n" in done.out
    assert "+countries: [Norway, Sweden]\n" in done.out
    assert "1 story would change" in done.err
    assert house.content() == before


def test_only_the_labels_change(house: House) -> None:
    changed = [line for line in retag(imported(house)).out.splitlines() if line[:1] in "+-" and line[1:3] not in "++--"]
    assert {line[1:].partition(":")[0] for line in changed} <= {*KINDS, "evidence", "seal"}


def test_written_labels_are_those_of_an_import_and_the_seal_fits(house: House) -> None:
    assert retag(imported(house), "--write").status == 0
    written = house.read(STORY)
    house.run("import", "--again")
    assert house.read(STORY) == written


def test_a_second_time_nothing_changes(house: House) -> None:
    retag(imported(house), "--write")
    before = house.content()
    done = retag(house, "--write")
    assert (done.out, house.content()) == ("", before)
    assert "0 stories changed, 1 as before" in done.err


def test_the_diff_is_one_that_git_applies(house: House) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("there is no git")
    diff = retag(imported(house)).out
    subprocess.run([git, "apply", "-"], input=diff.encode(), cwd=house.root, check=True)
    assert "0 stories would change" in retag(house).err


def test_what_a_person_edited_is_never_touched_and_counted(house: House) -> None:
    imported(house).edit(STORY, "countries: [Norway]", "countries: [Peru]")
    house.story("2025/01/mine", "Sweden sings in Oslo.")
    before = house.content()
    done = retag(house, "--write")
    assert (done.status, done.out, house.content()) == (0, "", before)
    assert "2 edited by hand and left alone" in done.err


def test_line_ends_of_windows_do_not_make_a_file_a_persons(house: House) -> None:
    imported(house).put(STORY, house.read(STORY).replace("\n", "\r\n"))
    assert "1 story changed" in retag(house, "--write").err
    assert "0 stories would change, 1 as before" in retag(house).err


def test_named_files_and_folders_limit_it(house: House) -> None:
    imported(house)
    house.seed("b.txt", OIL.replace("1987", "1990").replace("April", "May")).build()
    folder = str(house.root / "content/1987")
    assert "0 stories would change" in retag(house, str(house.root / "content/1990")).err
    assert "1 story would change" in retag(house, folder).err
    outside = retag(house, str(house.root / "pyproject.toml"))
    assert outside.status == 2


def test_tags_that_the_raw_file_declared_stay(house: House) -> None:
    seed = "Title: A harbour in Norway\nDate: 2020-01-02\nTags: quays, herring\n\nNorway built it in Oslo.\n"
    house.seed("h.txt", seed).build().put("words/countries.txt", "SE  names: harbour\n")
    found = [path for path in house.content() if path.endswith(".md")]
    text = house.read(f"content/{found[0]}")
    retag(house, "--write")
    after = house.read(f"content/{found[0]}")
    assert [line for line in after.splitlines() if line.startswith("tags:")] == [
        line for line in text.splitlines() if line.startswith("tags:")
    ]
    assert "quays" in after


def test_a_declared_tag_that_a_word_list_finds_too_stays_when_the_list_is_gone(house: House) -> None:
    house.put("words/tags.txt", "Bridge Day | bridge\n")
    house.seed("a.txt", "Tags: Bridge Day\n\n" + OIL).build().delete("words/tags.txt")
    assert house.run("retag").out == ""


def test_settings_that_cannot_be_used_are_wrong_use(house: House) -> None:
    imported(house).put("pyproject.toml", '[tool.digest]\nlanguage = "xx"\n')
    assert retag(house).status == 2


def test_a_word_list_that_cannot_be_read_is_an_error(house: House) -> None:
    imported(house).put("words/countries.txt", "nonsense\n")
    done = retag(house)
    assert done.status == 1
    assert "words/countries.txt" in done.err


def test_a_story_that_is_edited_while_labels_are_looked_for_keeps_the_edit(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(house)
    real, edited = builtins.open, []

    def opened(file, *args, **kwargs):
        """Open the story as it was, and let a person save it right after it was read."""
        if not edited and str(file).endswith(STORY):
            edited.append(file)
            before = io.BytesIO((house.root / STORY).read_bytes())
            house.edit(STORY, "Norway", "Noreg")
            return before
        return real(file, *args, **kwargs)

    monkeypatch.setattr(builtins, "open", opened)
    done = retag(house, "--write")
    assert edited
    assert (done.status, "changed meanwhile" in done.err) == (1, True)
    assert "Noreg" in house.read(STORY)
