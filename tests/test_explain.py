"""What `explain` and `classify` tell of an article, through the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import OIL, PROJECT, SHARED, House, Outcome, needs_shared
from hypothesis import given
from hypothesis import strategies as st

from digest import telling
from digest.cli import main
from digest.model import Evidence

STORY = "content/1987/03/norway-will-cut-its-oil-output-by-seven-per-cent.md"
HARBOUR = """ date 2020-06-22 Peru opens a new harbour at Callao

By Karvan

LIMA, June 21 (Northern Courier) - Peru opened a harbour on Monday, the transport ministry said.

A second one follows on 06/07/2020.

---
Follow us on Chirper @karvan
"""


def explain(house: House, file: str, *more: str) -> Outcome:
    done = CliRunner().invoke(main, ["explain", "--root", str(house.root), str(house.root / file), *more])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Outcome(done.exit_code, done.stdout, done.stderr)


def data(house: House, file: str) -> list[dict[str, Any]]:
    found = json.loads(explain(house, file, "--json").out)
    assert isinstance(found, list)
    return found


def classify(text: str, *more: str) -> Outcome:
    """Run the verb as a program of its own, with bytes in and out."""
    command = [sys.executable, "-m", "digest", "classify", *more]
    env = {**os.environ, "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(command, input=text.encode(), capture_output=True, env=env, cwd=PROJECT, check=False)
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_the_sentence_that_decided_a_country_is_shown_with_its_words_marked(house: House) -> None:
    told = explain(house.seed("oil.txt", OIL), "seeds/oil.txt").out
    assert "Norway (NO)" in told
    assert "paragraph 1, sentence 1" in told
    assert "«Norway» will cut its oil output" in told
    assert "title-generated" in told


def test_what_a_raw_file_says_of_itself_is_shown(house: House) -> None:
    told = explain(house.seed("port.txt", HARBOUR), "seeds/port.txt").out
    rows = {line[:15].strip(): line[15:] for line in told.splitlines()[1:] if line[:1].strip()}
    assert told.startswith("seeds/port.txt#1, line 1\n")
    assert rows["headline"] == "Peru opens a new harbour at Callao"
    assert rows["date"] == "2020-06-22, from the date line"
    assert rows["source"] == "Karvan; Northern Courier"
    assert rows["dateline"].startswith("LIMA, June 21 (Northern Courier)")
    assert rows["layout"] == "date-line, utf-8"
    assert "06/07/2020 (body, ambiguous)" in rows["other dates"]
    assert "Follow us on Chirper @karvan" in rows["dropped"]
    assert rows["language"] == "en"


def test_lines_are_no_longer_than_a_hundred_characters(house: House) -> None:
    told = explain(house.seed("oil.txt", OIL + "\n" + HARBOUR), "seeds/oil.txt").out
    assert max(map(len, told.splitlines())) <= telling.WIDTH


def test_json_has_the_keys_of_the_front_matter_and_how_each_thing_was_found(house: House) -> None:
    (found,) = data(house.seed("port.txt", HARBOUR), "seeds/port.txt")
    assert found["title"] == "Peru opens a new harbour at Callao"
    assert found["title_origin"] == "given"
    assert (found["date"], found["date_precision"], found["date_source"]) == ("2020-06-22", "day", "date-line")
    assert found["dateline"]["places"] == ["Lima"]
    assert found["dateline"]["agency"] == "Northern Courier"
    assert found["countries"] == ["PE"]
    assert found["countries_basis"] == "text"
    assert found["layout"] == "date-line"
    assert found["seed"] == "seeds/port.txt#1"
    assert {"text": "06/07/2020", "role": "body", "ambiguous": True} in found["other_dates"]
    peru = next(e for e in found["evidence"] if e["label"] == "PE")
    assert (peru["kind"], peru["name"], peru["place"]) == ("countries", "Peru", "title")
    assert peru["sentence"][peru["start"] : peru["end"]] == "Peru"


def test_several_articles_of_a_file_are_told_one_by_one(house: House) -> None:
    house.seed("two.txt", OIL + HARBOUR)
    assert [found["countries"] for found in data(house, "seeds/two.txt")] == [["NO"], ["PE"]]
    told = explain(house, "seeds/two.txt").out
    assert told.index("seeds/two.txt#1") < told.index("seeds/two.txt#2")


def test_a_text_about_no_country_says_so(house: House) -> None:
    house.seed("cake.txt", " date 2020-01-02 By Karvan\n\nA cake was baked.\n\nIt was eaten.\n")
    (found,) = data(house, "seeds/cake.txt")
    assert found["warnings"] == ["title-generated", "no-country"]
    assert "no-country: " in explain(house, "seeds/cake.txt").out


def test_the_house_country_stands_in_where_a_text_names_none(house: House) -> None:
    house.seed("cake.txt", " date 2020-01-02 By Karvan\n\nA cake was baked.\n\nIt was eaten.\n")
    told = explain(house, "seeds/cake.txt", "--home", "pe").out
    assert "Peru (PE) – house country, the text names none" in told


def test_a_story_is_told_as_its_file_stands(house: House) -> None:
    house.seed("oil.txt", OIL).build().edit(STORY, "countries: [Norway]", "countries: [Sweden, Norway]")
    told = explain(house, STORY).out
    assert "Sweden (SE) – by hand" in told
    assert "Norway (NO)" in told
    assert "«Norway» will cut its oil output" in told
    (found,) = data(house, STORY)
    assert found["countries"] == ["SE", "NO"]
    assert found["layout"] == "front-matter"
    assert found["seed"] == "seeds/oil.txt#1"


def test_an_edited_sentence_is_quoted_as_it_now_stands(house: House) -> None:
    house.seed("oil.txt", OIL).build().edit(STORY, "will cut its oil output by seven per cent,", "will trim it,")
    assert "«Norway» will trim it" in explain(house, STORY).out


def test_an_unknown_name_in_a_story_is_an_error_and_the_rest_is_told(house: House) -> None:
    house.story("2025/01/a", "Peru sings.", date="2025-01-02", countries="[Perou-sur-Mer, Peru]")
    done = explain(house, "content/2025/01/a.md")
    assert done.status == 1
    assert "Perou-sur-Mer" in done.err
    assert "Peru (PE)" in done.out


def test_a_file_that_cannot_be_read_gives_an_error_and_no_article(house: House) -> None:
    house.seed("x.txt", b"%PDF-1.7 \x00")
    done = explain(house, "seeds/x.txt", "--json")
    assert done.status == 1
    assert json.loads(done.out) == []
    assert "PDF" in done.err


@pytest.mark.parametrize(
    ("stamp", "precision"),
    [
        (None, ""),
        ("2020-06", "month"),
        ("2020-06-19", "day"),
        ("2020-06-19T15:16", "minute"),
        ("2020-06-19T15:16+05:00", "minute"),
        ("2020-06-19T15:16:30+05:00", "second"),
    ],
)
def test_the_precision_of_a_date_is_that_of_its_print(stamp: str | None, precision: str) -> None:
    assert telling.precision(stamp) == precision


@given(st.text(max_size=30), st.text(min_size=1, max_size=9), st.text(max_size=30))
def test_marks_take_nothing_away_from_a_sentence(before: str, words: str, after: str) -> None:
    sentence = before + words + after
    evidence = Evidence("x", "1.1", len(before), len(before) + len(words), sentence)
    shown = telling.marked(evidence)
    assert len(shown) == len(sentence) + 2
    assert shown[len(before)] in "«["
    assert shown[len(before) + 1 : len(before) + 1 + len(words)] == words


# ---- classify


def test_lines_are_answered_in_order_with_codes_and_iptc_numbers() -> None:
    rows = [
        {
            "id": "a",
            "title": "",
            "date": 2011,
            "text": "Peru and the European Union held talks on human rights.",
            "x": [1],
        },
        {"id": 2, "text": "La Norvège a reçu une ambassade.", "lang": "fr-CA"},
        {"text": ""},
    ]
    done = classify("\n".join(json.dumps(row) for row in rows) + "\n")
    assert done.status == 0, done.err
    found = [json.loads(line) for line in done.out.splitlines()]
    assert [one["id"] for one in found] == ["a", 2, ""]
    assert found[0]["countries"] == ["PE"]
    assert found[0]["blocs"] == ["EU"]
    topic = next(t for t in found[0]["topics"] if t["id"] == "human-rights")
    assert topic["medtop"] == "medtop:20000592"
    assert topic["top"] == "medtop:11000000"
    assert found[1]["countries"] == ["NO"]
    assert found[2]["countries"] == []


def test_letters_of_every_script_go_in_and_out_as_utf_8() -> None:
    done = classify(json.dumps({"id": "ю", "text": "Туркменистан открыл порт."}, ensure_ascii=False) + "\n")
    assert json.loads(done.out)["countries"] == ["TM"]
    assert '"id": "ю"' in done.out


@pytest.mark.parametrize("line", ["[1]", "3", "null", "{", "words", '{"text": 3}'])
def test_a_line_that_is_no_article_is_an_error_and_the_others_are_answered(line: str) -> None:
    done = classify(f'{line}\n{{"id": "b", "text": "Peru."}}\n')
    assert done.status == 1
    assert "<stdin>:1" in done.err
    assert [json.loads(answer)["id"] for answer in done.out.splitlines()] == ["b"]


@pytest.mark.parametrize("date", ["1987", "1987-3-9", "yesterday", None, "", "1987-03-17"])
def test_any_date_or_none_is_taken(date: str | None) -> None:
    done = classify(json.dumps({"id": "a", "date": date, "text": "Peru."}) + "\n")
    assert done.status == 0, done.err


# ---- the owner's samples


@needs_shared
@pytest.mark.parametrize("name", sorted(p.name for p in (SHARED / "samples").glob("*.txt")))
def test_the_samples_are_told_as_expected(house: House, name: str) -> None:
    expected = json.loads((SHARED / "samples/expected.json").read_text("utf-8"))["files"].get(name)
    if expected is None:
        pytest.skip("nothing is expected of this sample")
    found = data(house.seed(name, (SHARED / "samples" / name).read_bytes()), f"seeds/{name}")
    assert [one["layout"] for one in found] == [expected["layout"]] * len(expected["articles"])
    for one, wanted in zip(found, expected["articles"], strict=True):
        assert one["encoding"] == expected["encoding"]
        for key in ("title_origin", "date_precision", "date_source", "dropped"):
            assert one[key] == wanted[key]
        assert one["source"] == wanted["agencies"]
        assert one["author"] == wanted["authors"]
        assert (one["dateline"] or {}).get("raw") == (wanted["dateline"] or {}).get("raw")
        assert (one["date"] or "")[:10] == (wanted["date"] or "")
        assert set(wanted["warnings"]) <= {*one["warnings"], *wanted.get("warnings_also", ())}


def test_the_program_runs_on_a_file_by_its_path_alone(tmp_path: Path) -> None:
    (tmp_path / "oil.txt").write_text(OIL, "utf-8")
    env = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "digest", "explain", "oil.txt"]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=env, check=False)
    assert done.returncode == 0, done.stderr
    assert b"Norway (NO)" in done.stdout
