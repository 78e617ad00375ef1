"""The same raw article in two files, of which one is changed: nothing comes later, and no two stories share an id."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import House

PLANT = "Title: Plant shut\nDate: 8 October 2024\n\nEstonia shuts a plant at Narva. {} jobs go, the minister said.\n"


@pytest.fixture
def copies(house: House) -> House:
    """A digest in which an article lies in two files, and was imported once."""
    house.seed("a.txt", PLANT.format("1,400")).seed("b.txt", PLANT.format("1,400"))
    assert len(_stories(house)) == 1
    return house


def _stories(house: House) -> dict[str, str]:
    """Build, and return the texts of the stories by path."""
    assert house.run("build").status == 0
    return {path: text.decode() for path, text in house.content().items() if path.endswith(".md")}


def _ids(house: House) -> set[str]:
    return {line for text in _stories(house).values() for line in text.splitlines() if line.startswith("guid: ")}


def test_what_a_changed_copy_does_is_done_at_once(copies: House) -> None:
    copies.edit("seeds/a.txt", "1,400", "1,500")
    first = _stories(copies)
    assert sorted(text.count("1,500 jobs") for text in first.values()) == [0, 2]  # its summary and its text
    assert _stories(copies) == first


def test_it_is_the_same_in_a_fresh_clone(copies: House, tmp_path: Path) -> None:
    copies.edit("seeds/a.txt", "1,400", "1,500")
    clone = copies.clean_copy(tmp_path / "clone")
    assert _stories(copies) == _stories(clone)


def test_the_stories_of_two_copies_have_ids_of_their_own(copies: House) -> None:
    copies.edit("seeds/a.txt", "1,400", "1,500")
    assert len(_ids(copies)) == 2


def test_an_earlier_text_of_a_story_that_comes_in_a_file_of_its_own_gets_an_id_of_its_own(house: House) -> None:
    house.seed("a.txt", PLANT.format("1,400"))
    _stories(house)
    house.edit("seeds/a.txt", "1,400", "1,500")
    _stories(house)
    house.seed("b.txt", PLANT.format("1,400"))
    assert len(_stories(house)) == len(_ids(house)) == 2
    assert house.run("check").status == 0
