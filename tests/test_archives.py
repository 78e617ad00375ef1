"""Long shelves: the latest in front, years and months behind, and old pages that never shift."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import a_look, all_pages, card, shelved, story

from digest import archives
from digest.archives import LATEST, PART, YEAR, Part
from digest.catalog import newest_first
from digest.model import Card, Link, Page, Shelf

DAYS = st.lists(st.tuples(st.integers(1, 3), st.integers(1, 28)) | st.none(), max_size=12)


def cards_of(days: list[tuple[int, int] | None], copies: int = 1) -> tuple[Card, ...]:
    """Return cards, newest first; each day stands for ``copies`` stories."""
    made = [
        card(f"2025/03/s{n}-{k}", date=day and f"2025-{day[0]:02}-{day[1]:02}")
        for n, day in enumerate(days)
        for k in range(copies)
    ]
    return tuple(newest_first(made))


def parts(cards: tuple[Card, ...], folder: str = "/x/", flat: bool = True) -> list[Part]:
    return list(archives.by_month(cards, folder, flat))


# ---- parts


@settings(max_examples=100, deadline=None)
@given(DAYS, st.integers(1, 60))
def test_every_story_stands_on_exactly_one_month_page_newest_first(days, copies: int) -> None:
    cards = cards_of(days, copies)
    pieces = parts(cards)
    assert [c for piece in pieces for c in piece.cards] == list(cards)
    assert all((c.date or "")[:7] == piece.period for piece in pieces for c in piece.cards)
    assert all(1 <= len(piece.cards) <= PART for piece in pieces)
    assert len({piece.url for piece in pieces}) == len(pieces)


@settings(max_examples=100, deadline=None)
@given(DAYS, st.integers(1, 60), st.integers(0, 150))
def test_newer_stories_never_change_a_full_part_nor_any_other_month(days, copies: int, more: int) -> None:
    before = cards_of(days, copies)
    newest = max((c.date for c in before if c.date), default="2025-01-01")
    new = tuple(card(f"2025/03/z{n}", date=newest + "T12:00") for n in range(more))
    after = {p.url: p.cards for p in parts(tuple(newest_first((*before, *new))))}
    for piece in parts(before):
        if len(piece.cards) == PART or piece.period != newest[:7]:
            assert after[piece.url] == piece.cards
        else:
            assert after[piece.url][-len(piece.cards) :] == piece.cards


def test_a_month_of_250_stories_has_three_parts_numbered_from_the_oldest() -> None:
    cards = tuple(newest_first(card(f"2025/03/s{n:03}", date=f"2025-03-{n // 10 + 1:02}") for n in range(250)))
    pieces = parts(cards)
    assert [(p.number, p.count, len(p.cards), p.url) for p in pieces] == [
        (3, 3, 50, "/x/2025-03-3.html"),
        (2, 3, 100, "/x/2025-03-2.html"),
        (1, 3, 100, "/x/2025-03.html"),
    ]
    assert pieces[-1].cards[-1].date == "2025-03-01"
    assert [p.url for p in parts(cards, "/", flat=False)] == [
        "/2025/03/part-3.html",
        "/2025/03/part-2.html",
        "/2025/03/",
    ]


def test_a_hundred_stories_are_one_part() -> None:
    assert [p.url for p in parts(cards_of([(1, 1)], 100))] == ["/x/2025-01.html"]
    assert len(parts(cards_of([(1, 1)], 101))) == 2


def test_undated_stories_have_a_page_of_their_own_at_the_end() -> None:
    cards = cards_of([None, (1, 1)])
    assert [p.url for p in parts(cards)] == ["/x/2025-01.html", "/x/undated.html"]
    assert [p.url for p in parts(cards, "/", flat=False)] == ["/2025/01/", "/undated/"]


def test_a_story_whose_day_is_unknown_stands_in_its_month() -> None:
    assert [p.period for p in parts((card(date="2025-03"),))] == ["2025-03"]


def test_stories_on_both_sides_of_midnight_make_each_month_one_run() -> None:
    dates = ("2025-04-01T00:30+05:00", "2025-03-31T23:00-08:00", "2025-04-01T03:00+05:00")
    cards = tuple(newest_first(card(f"2025/03/s{n}", date=date) for n, date in enumerate(dates)))
    pieces = parts(cards)
    assert [p.period for p in pieces] == ["2025-04", "2025-03"]
    assert sum(len(p.cards) for p in pieces) == 3


@pytest.mark.parametrize("items", [[], [1], [1, 2, 3]])
def test_neighbours_lie_on_both_sides(items: list[int]) -> None:
    found = list(archives.with_neighbours(items))
    assert [item for _, item, _ in found] == items
    assert [older for _, _, older in found[:-1]] == items[1:]
    assert [newer for newer, _, _ in found[1:]] == items[:-1]
    if items:
        assert (found[0][0], found[-1][2]) == (None, None)


# ---- what a reader of a long shelf meets


def shelf_of(number: int, year: int = 2025, months: int = 3) -> Shelf:
    """Return the shelf of a country with so many stories in one year, shared out over months."""
    stories = (
        story(f"{year}/{n % months + 1:02}/s{n}", date=f"{year}-{n % months + 1:02}", countries=("TM",))
        for n in range(number)
    )
    return shelved(*stories).shelves["country", "TM"]


def years(shelf: Shelf) -> tuple[Link, ...]:
    """Return the links from the front of a shelf to its years."""
    return archives.years(shelf, archives.parts(shelf), a_look())


def all_of(shelf: Shelf) -> dict[str, Page]:
    """Return the pages of a shelf of Turkmenistan, by address below it."""
    stories = (story(card.path, date=card.date, countries=("TM",)) for card in shelf.cards)
    wanted, problems = all_pages(shelved(*stories), (), (), a_look())
    assert problems == ()
    at = "country/turkmenistan/"
    return {file.removeprefix(at): page for file, page in wanted.items() if file.startswith(at)}


def test_a_shelf_of_thirty_has_no_years_and_one_of_thirty_one_has() -> None:
    assert years(shelf_of(LATEST)) == ()
    assert set(all_of(shelf_of(LATEST))) == {"index.html", "feed.xml"}
    [year] = years(shelf_of(LATEST + 1))
    assert (year.name, year.href, year.count) == ("2025", "/press/country/turkmenistan/2025.html", 31)


def test_a_year_with_few_stories_is_one_page_and_one_with_many_has_months() -> None:
    few, many = shelf_of(YEAR, 2024), shelf_of(YEAR + 1, 2025)
    both = shelved(*(story(c.path, date=c.date, countries=("TM",)) for c in (*few.cards, *many.cards)))
    assert [part.url.rpartition("/")[2] for part in archives.parts(both.shelves["country", "TM"])] == [
        "2025-03.html",
        "2025-02.html",
        "2025-01.html",
        "2024.html",
    ]


def test_a_year_that_is_cut_into_months_keeps_its_address_as_a_list_of_them() -> None:
    year = all_of(shelf_of(YEAR + 1))["2025.html"]
    assert [(link.name, link.href, link.count) for link in year.data["periods"]] == [
        ("March 2025", "/press/country/turkmenistan/2025-03.html", 20),
        ("February 2025", "/press/country/turkmenistan/2025-02.html", 20),
        ("January 2025", "/press/country/turkmenistan/2025-01.html", 21),
    ]
    assert (year.title, year.cards, year.data["shelf"]["count"]) == ("Turkmenistan: 2025", (), 61)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 90), st.integers(1, 230))
def test_no_address_of_a_shelf_is_lost_when_it_grows(before: int, more: int) -> None:
    old, new = shelf_of(before + LATEST, 2024), shelf_of(before + more, 2025)
    grown = shelved(*(story(c.path, date=c.date, countries=("TM",)) for c in (*old.cards, *new.cards)))
    assert set(all_of(old)) <= set(all_of(grown.shelves["country", "TM"]))


def test_a_country_with_a_topic_has_years_too() -> None:
    stories = [
        story(f"{2020 + n % 3}/{n % 12 + 1:02}/s{n}", date=f"{2020 + n % 3}-03", countries=("TM",), topics=("sport",))
        for n in range(LATEST * 2)
    ]
    catalog = shelved(*stories)
    links = years(catalog.pairs["TM", "sport"])
    assert [(link.name, link.href, link.count) for link in links] == [
        ("2022", "/press/country/turkmenistan/sport/2022.html", 20),
        ("2021", "/press/country/turkmenistan/sport/2021.html", 20),
        ("2020", "/press/country/turkmenistan/sport/2020.html", 20),
    ]
    assert "country/turkmenistan/sport/2021.html" in all_pages(catalog, (), (), a_look())[0]


def test_a_month_in_parts_is_one_link_with_the_count_of_all() -> None:
    [link] = all_of(shelf_of(250, months=1))["2025.html"].data["periods"]
    assert (link.name, link.href, link.count) == ("January 2025", "/press/country/turkmenistan/2025-01.html", 250)


@pytest.mark.parametrize(("language", "name"), [("en", "March 2025"), ("ru", "март 2025"), ("zh", "2025年3月")])
def test_months_are_named_in_the_language_of_the_site(language: str, name: str) -> None:
    look = a_look(language=language)
    assert archives.named(Part("2025-03", 1, 1, "", ()), look).startswith(name)


def test_a_part_says_its_number() -> None:
    assert archives.named(Part("2025-03", 2, 3, "", ()), a_look()) == "March 2025, Part 2"
    assert archives.named(Part("", 1, 1, "", ()), a_look()) == "Undated"


def test_the_front_of_a_shelf_shows_the_latest_thirty_and_its_years_show_all() -> None:
    shelf = shelf_of(140)
    below = all_of(shelf)
    front, year = below.pop("index.html"), below.pop("2025.html")
    del below["feed.xml"]
    assert [c.path for c in front.cards] == [c.path for c in shelf.cards][:LATEST]
    assert sorted(c.path for p in below.values() for c in p.cards) == sorted(c.path for c in shelf.cards)
    assert [link.href for link in front.data["periods"]] == ["/press" + year.url]
    assert {link.href for link in year.data["periods"]} == {"/press" + p.url for p in below.values()}
