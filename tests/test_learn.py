"""`digest learn`: corrections become a file of weights where that helps, on real folders through the command line."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from conftest import OIL, House, Outcome, files
from hypothesis import given
from hypothesis import strategies as st

from digest import learning
from digest.classify import learned
from digest.classify.countries import CUT
from digest.classify.learned import Learned
from digest.cli import main

FIRST = ("Norway", "Peru", "Kenya", "Japan", "Chile", "Egypt")
STORY = """ date 2020-0{month}-{day:02} {first} and Britain sign treaty number {number}

By Karvan

{first} signed a treaty with Britain on Monday, the ministry of {first} said. Ships of {first} will sail.

Ministers met in London.
"""


def run(house: House, verb: str, *more: str) -> Outcome:
    done = CliRunner().invoke(main, [verb, "--root", str(house.root), *more])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Outcome(done.exit_code, done.stdout, done.stderr)


def learn(house: House) -> Outcome:
    return run(house, "learn", "--jobs", "1")


def seeded(house: House, count: int = 24) -> list[str]:
    """Import stories in which Britain stands beside another country; return their files."""
    for number in range(count):
        text = STORY.format(month=number % 9 + 1, day=number % 28 + 1, first=FIRST[number % 6], number=number)
        house.seed(f"s{number:02}.txt", text)
    house.build()
    return [f"content/{path}" for path in house.content() if path.endswith(".md")]


def demoted(house: House, count: int = 24) -> House:
    """Let a person say of every story that Britain is only a mention."""
    for path in seeded(house, count):
        text = house.read(path)
        assert "United Kingdom]" in text, text
        text = re.sub(r"countries: \[(\w+), United Kingdom\]", r"countries: [\1]\nmentions: [United Kingdom]", text)
        house.put(path, text)
    return house


def test_a_digest_without_corrections_learns_nothing_and_nothing_is_written(house: House) -> None:
    seeded(house, 6)
    before = files(house.root)
    done = learn(house)
    assert done.status == 0
    assert "edited stories whose seed is there: 0" in done.out
    assert files(house.root) == before


def test_corrections_that_agree_with_each_other_are_learned_and_applied(house: House) -> None:
    done = learn(demoted(house))
    assert done.status == 0, done.err
    assert "written to words/learned.txt" in done.out
    text = house.read("words/learned.txt")
    assert re.search(r"countries: F1 0\.\d{3} before, (1\.000|0\.9\d\d) after", text)
    fresh = STORY.format(month=3, day=7, first="Mexico", number=99)
    told = run(house.seed("fresh.txt", fresh), "explain", str(house.root / "seeds/fresh.txt")).out
    assert "\nlearned" in told
    assert re.search(r"^countries +Mexico \(MX\)", told, re.M)
    assert re.search(r"^mentions +United Kingdom \(GB\)", told, re.M)


def test_what_people_changed_is_counted_by_label(house: House) -> None:
    done = learn(demoted(house))
    rows = {line[:44].strip(): line[44:].split() for line in done.out.splitlines() if len(line) > 50}
    assert rows["countries"] == ["0", "24"]
    assert rows["mentions"] == ["24", "0"]
    assert rows["United Kingdom"] == ["24", "0"]


def test_another_order_is_counted_and_is_no_correction(house: House) -> None:
    for path in seeded(house, 3):
        text = house.read(path)
        house.put(path, re.sub(r"countries: \[(\w+), United Kingdom\]", r"countries: [United Kingdom, \1]", text))
    told = learn(house).out
    assert "  put in another order: 3" in told
    assert "edited stories whose seed is there: 3, with other countries or topics: 0" in told


def test_without_the_file_labels_are_as_before(house: House) -> None:
    demoted(house)
    fresh = str(
        house.seed("fresh.txt", STORY.format(month=3, day=7, first="Mexico", number=99)).root / "seeds/fresh.txt"
    )
    before = run(house, "explain", fresh, "--json").out
    learn(house)
    assert run(house, "explain", fresh, "--json").out != before
    house.delete("words/learned.txt")
    assert run(house, "explain", fresh, "--json").out == before


def test_learning_twice_writes_the_same_file(house: House) -> None:
    learn(demoted(house))
    before = house.read("words/learned.txt")
    learn(house)
    assert house.read("words/learned.txt") == before


def test_what_was_learned_reaches_the_stories_that_nobody_edited_through_retag(house: House) -> None:
    demoted(house).seed("fresh.txt", STORY.format(month=3, day=7, first="Mexico", number=99)).build()
    [path] = [path for path in house.content() if "mexico" in path]
    edited = {name: raw for name, raw in house.content().items() if name != path}
    assert "countries: [Mexico, United Kingdom]" in house.read(f"content/{path}")
    learn(house)
    run(house, "retag", "--write", "--jobs", "1")
    assert "countries: [Mexico]" in house.read(f"content/{path}")
    assert {name: raw for name, raw in house.content().items() if name != path} == edited


def test_too_few_corrections_write_nothing(house: House) -> None:
    done = learn(demoted(house, 12))
    assert "too few to learn from, nothing is written" in done.out
    assert not (house.root / "words").exists()


def test_corrections_without_a_pattern_write_nothing(house: House) -> None:
    """Every story gets another country that its text does not name: no weight can tell."""
    odd = "Albania Bhutan Cuba Djibouti Ecuador Fiji Ghana Haiti Iceland Jamaica Laos Mali".split()
    for number, path in enumerate(seeded(house)):
        text = house.read(path)
        house.put(path, re.sub(r"countries: \[", f"countries: [{odd[number % 12]}, ", text))
    done = learn(house)
    assert "it does not help: nothing is written" in done.out
    assert not (house.root / "words").exists()


def test_a_story_without_its_seed_is_no_example(house: House) -> None:
    demoted(house, 3).delete("seeds/s00.txt")
    house.story("2025/01/own", "Norway sings.", countries="[Peru]")
    assert "edited stories whose seed is there: 2" in learn(house).out


def test_a_file_that_a_person_spoiled_is_an_error_and_not_used(house: House) -> None:
    house.seed("oil.txt", OIL).put("words/learned.txt", "about: 0.4\ncountry Norway: 2\n")
    done = house.run("build")
    assert "words/learned.txt:2" in done.err
    assert done.status == 1
    assert "countries: [Norway]" in house.read(f"content/{next(p for p in house.content() if p.endswith('.md'))}")


weights = st.floats(0.1, 10).map(lambda x: round(x, 2))


@given(
    st.builds(
        Learned,
        st.floats(0.05, 1).map(lambda x: round(x, 2)),
        st.dictionaries(st.sampled_from(["NO", "GB", "US"]), weights),
        st.dictionaries(st.sampled_from(["energy", "politics", "human-rights"]), weights),
    )
)
def test_what_is_written_is_what_is_read(one: Learned) -> None:
    gains = {kind: learning.Gain(0.5, 0.9) for kind in ("countries", "topics")}
    assert learned.parse(learning.written(one, gains, 30, _names())) == one


def _names() -> learning.Names:
    from samples import NAMES

    return NAMES


@pytest.mark.parametrize(
    "line", ["about: 0", "about: 1.5", "country NO: 11", "country no: 1", "topic Energy: 1", "NO: 2"]
)
def test_what_makes_no_sense_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        learned.parse(f"# a comment\n{line}\n")


def test_a_weight_must_mend_more_than_it_costs_in_steps() -> None:
    def fitted(count: int, spoiled: int = 0) -> Learned:
        tried = (Learned(), *(Learned(countries={"NO": weight}) for weight in learning.WEIGHTS))
        kept = [{"countries": ("NO",), "topics": ()}] * count + [{"countries": (), "topics": ()}] * spoiled
        under = [tuple((("NO",) if "NO" in one.countries else (), ()) for one in tried)] * (count + spoiled)
        return learning.fit(kept, under, tried)

    assert fitted(0) == fitted(1) == Learned(CUT)
    assert fitted(2).countries in ({"NO": 0.7}, {"NO": 1.4})
    assert fitted(9, spoiled=9) == Learned(CUT)


def test_folds_share_out_all_stories_each_once() -> None:
    for count in range(12):
        assert sorted(n for fold in learning.folds(count) for n in fold) == list(range(count))
