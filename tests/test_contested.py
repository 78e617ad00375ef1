"""Contested territories: what they are called and counted as, by the settings, through the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from babel import Locale
from click.testing import CliRunner
from conftest import PROJECT, House

from digest import contested, vocabulary
from digest.cli import main

SETTINGS = (PROJECT / "docs/reference/settings.md").read_text("utf-8").partition("## Contested territories")[2]
ROWS = [tuple(c.strip() for c in line.split("|")[1:-1]) for line in SETTINGS.splitlines() if line.startswith("| ")][2:]


def countries(root: Path, *texts: str) -> list[list[str]]:
    """Return the countries that `digest classify` tells for each text."""
    given = "".join(json.dumps({"id": n, "text": text, "lang": "en"}) + "\n" for n, text in enumerate(texts))
    done = CliRunner().invoke(main, ["classify", "--root", str(root), "--jobs", "1"], input=given)
    assert done.exit_code == 0, done.stderr
    return [json.loads(line)["countries"] for line in done.stdout.splitlines()]


def settings(house: House, lines: str) -> House:
    return house.put("pyproject.toml", f"[tool.digest]\nurl = 'https://e.org/'\n{lines}\n")


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_the_table_of_contested_territories_is_what_the_program_does(house: House, row: tuple[str, ...]) -> None:
    territories, counts, cldr, plain, un, key = row
    key = key.strip("`")
    code = key if counts == "itself" else {name: c for c, name in Locale("en").territories.items()}.get(counts, "")
    for territory in territories.split(", "):
        assert countries(house.root, f"They spoke about {territory} today.") == [[code] if code else []], territory
    if counts == "itself":
        profiles = vocabulary.profiles((PROJECT / "digest/words/names.txt").read_text("utf-8"))
        own = Locale("en").territories[code]
        assert cldr == own
        assert plain == profiles["plain"].get(code, {}).get("en", own)
        assert un == profiles["un"].get(code, {}).get("en", own)


def test_the_table_has_every_part_that_the_settings_know() -> None:
    keys = {row[5].strip("`") for row in ROWS}
    assert set(contested.PARTS) == {key for key in keys if re.fullmatch("[a-z-]+", key)}


def test_a_contested_territory_counts_as_the_settings_say(house: House) -> None:
    settings(house, 'counts_as = { XK = "RS", TW = "none", crimea = "none", abkhazia = "none", karabakh = "AM" }')
    texts = (
        "Envoys met in Pristina, the capital of Kosovo.",
        "Taiwan will vote. Taipei is calm.",
        "Sevastopol and all of Crimea were dark.",
        "Abkhazia closed a bridge.",
        "Georgia closed a bridge to Abkhazia.",
        "Stepanakert had no gas.",
        "Kharkiv and Crimea were dark.",
    )
    assert countries(house.root, *texts) == [["RS"], [], [], [], ["GE"], ["AM"], ["UA"]]


def test_an_import_counts_a_territory_so_and_retag_changes_what_nobody_edited(house: House) -> None:
    text = "Kosovo opens a bridge\n\n2020-06-19 Sample Wire\n\nKosovo opened a bridge in Pristina on Friday.\n"
    settings(house, "").seed("a.txt", text).build()
    path = "content/2020/06/kosovo-opens-a-bridge.md"
    assert "countries: [Kosovo]" in house.read(path)
    settings(house, 'counts_as = { XK = "RS" }')
    done = house.run_plain("retag", "--root", str(house.root), "--jobs", "1", "--write")
    assert (done.status, "1 story changed" in done.err) == (0, True)
    assert "countries: [Serbia]" in house.read(path)


def test_what_a_person_wrote_stays_whatever_it_counts_as(house: House) -> None:
    settings(house, 'counts_as = { XK = "RS" }').story(
        "2020/06/bridge", date="2020-06-19", countries="[Kosovo]"
    ).build()
    assert house.has("country/kosovo/index.html")
    assert not house.has("country/serbia/index.html")


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ("", "Palestinian Territories"),
        ("names = 'plain'", "Palestine"),
        ("names = 'un'", "State of Palestine"),
        ("names = 'un'\nterritory_names = { PS = 'Land of Palestine' }", "Land of Palestine"),
        ("names = 'un'\nlanguage = 'fr'", "État de Palestine"),
        ("names = 'plain'\nlanguage = 'de-AT'", "Palästina"),
    ],
)
def test_pages_bear_the_name_that_the_settings_choose(house: House, lines: str, shown: str) -> None:
    settings(house, lines).story("2020/06/fair", date="2020-06-19", countries="[PS]").build()
    assert f"<title>{shown}" in house.page("country/palestinian-territories/index.html")


@pytest.mark.parametrize("name", ["State of Palestine", "Palestine", "Palestinian Territories", "État de Palestine"])
def test_every_name_of_every_profile_is_understood_in_front_matter(house: House, name: str) -> None:
    settings(house, "").story("2020/06/fair", date="2020-06-19", countries=f"[{name}]").build()
    assert house.has("country/palestinian-territories/index.html")


@pytest.mark.parametrize(
    ("lines", "says", "hint"),
    [
        ("names = 'cldrr'", "no profile of names", 'did you mean "cldr"?'),
        ("names = 1", "is 1, which is not text", "write names = "),
        ("counts_as = { crimae = 'none' }", "no territory that it knows", "did you mean `crimea`?"),
        ("counts_as = { Kosovo = 'RS' }", "no territory that it knows", "did you mean `XK`?"),
        ("counts_as = { XK = 'Serbia' }", "not a country code", "did you mean `RS`?"),
        ("counts_as = { XK = 'nowhere at all' }", "not a country code", 'or "none"'),
        ("counts_as = { XK = 1 }", "is 1, which is not text", 'write "XK" = '),
        ("territory_names = { Kosovo = 'Kosovo*' }", "not a country code", "did you mean `XK`?"),
    ],
)
@pytest.mark.parametrize("verb", ["build", "classify"])
def test_what_the_settings_do_not_know_is_refused_with_the_nearest(
    house: House, verb: str, lines: str, says: str, hint: str
) -> None:
    settings(house, lines)
    done = house.run_plain(verb, "--root", str(house.root))
    assert done.status == 2
    assert "pyproject.toml:3" in done.err
    assert says in done.err
    assert hint in done.err


def test_a_word_list_with_an_unknown_part_is_refused(house: House) -> None:
    done = settings(house, "").put("words/countries.txt", "UA/crimae  regions: Sample Cape\n").run("build")
    assert "no contested part; known: abkhazia, crimea" in done.err


def test_words_of_ones_own_join_a_contested_part(house: House) -> None:
    settings(house, "counts_as = { crimea = 'none' }").put("words/countries.txt", "UA/crimea  regions: Sample Cape\n")
    assert countries(house.root, "They met at Sample Cape.") == [[]]
