"""Long shelves: the latest in front, months behind, and old pages that never shift."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import a_look, all_pages, card, shelved, story

from digest import archives
from digest.archives import LATEST, PART, Part
from digest.catalog import newest_first
from digest.model import Card, Shelf

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
    return list(archives.parts(cards, folder, flat))


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


def shelf_of(number: int) -> Shelf:
    stories = (story(f"2025/{n % 3 + 1:02}/s{n}", countries=("TM",)) for n in range(number))
    return shelved(*stories).shelves["country", "TM"]


def test_a_shelf_of_thirty_has_no_month_pages_and_one_of_thirty_one_has() -> None:
    assert archives.periods(shelf_of(LATEST), a_look()) == ()
    links = archives.periods(shelf_of(LATEST + 1), a_look())
    assert [(link.name, link.href, link.count) for link in links] == [
        ("March 2025", "/press/country/turkmenistan/2025-03.html", 10),
        ("February 2025", "/press/country/turkmenistan/2025-02.html", 10),
        ("January 2025", "/press/country/turkmenistan/2025-01.html", 11),
    ]


def test_a_country_with_a_topic_has_a_page_a_year() -> None:
    stories = [
        story(f"{2020 + n % 3}/{n % 12 + 1:02}/s{n}", date=f"{2020 + n % 3}-03", countries=("TM",), topics=("sport",))
        for n in range(PART * 2 + LATEST + 1)
    ]
    catalog = shelved(*stories)
    shelf = catalog.pairs["TM", "sport"]
    links = archives.periods(shelf, a_look())
    assert [(link.name, link.href, link.count) for link in links] == [
        ("2022", "/press/country/turkmenistan/sport/2022.html", 77),
        ("2021", "/press/country/turkmenistan/sport/2021.html", 77),
        ("2020", "/press/country/turkmenistan/sport/2020.html", 77),
    ]
    assert "country/turkmenistan/sport/2021.html" in all_pages(catalog, (), (), a_look())[0]


def test_a_long_year_is_cut_into_parts_that_cannot_be_taken_for_months() -> None:
    cards = shelved(*(story(f"2020/01/s{n}", date="2020-01-02") for n in range(PART + 1))).cards
    assert [part.url for part in archives.parts(cards, "/", by="year")] == ["/2020-part-2.html", "/2020.html"]


def test_a_month_in_parts_is_one_link_with_the_count_of_all() -> None:
    stories = [story(f"2025/03/s{n}", countries=("TM",)) for n in range(250)]
    [link] = archives.periods(shelved(*stories).shelves["country", "TM"], a_look())
    assert (link.name, link.href, link.count) == ("March 2025", "/press/country/turkmenistan/2025-03.html", 250)


@pytest.mark.parametrize(("language", "name"), [("en", "March 2025"), ("ru", "март 2025"), ("zh", "2025年3月")])
def test_months_are_named_in_the_language_of_the_site(language: str, name: str) -> None:
    look = a_look(language=language)
    assert archives.named(Part("2025-03", 1, 1, "", ()), look).startswith(name)


def test_a_part_says_its_number() -> None:
    assert archives.named(Part("2025-03", 2, 3, "", ()), a_look()) == "March 2025, Part 2"
    assert archives.named(Part("", 1, 1, "", ()), a_look()) == "Undated"


def test_the_front_of_a_shelf_shows_the_latest_thirty_and_the_months_show_all() -> None:
    stories = [story(f"2025/{n % 3 + 1:02}/s{n:03}", countries=("TM",)) for n in range(140)]
    wanted, problems = all_pages(shelved(*stories), (), (), a_look())
    assert problems == ()
    front = wanted["country/turkmenistan/index.html"]
    assert len(front.cards) == LATEST
    assert front.cards == tuple(newest_first(s.card for s in stories))[:LATEST]
    below = [p for file, p in wanted.items() if file.startswith("country/turkmenistan/2025-")]
    assert sorted(c.path for p in below for c in p.cards) == sorted(s.card.path for s in stories)
    linked = {link.href for link in front.data["months"]}
    assert linked == {"/press" + p.url for p in below}


def test_every_part_can_be_reached_by_the_links_to_older_and_newer() -> None:
    stories = [story(f"2025/{n % 2 + 1:02}/s{n:03}", countries=("TM",)) for n in range(450)]
    wanted, _ = all_pages(shelved(*stories), (), (), a_look())
    for start, prefix in (
        ("country/turkmenistan/2025-02-3.html", "country/turkmenistan/"),
        ("2025/02/part-3.html", "2025/"),
    ):
        chain = [start]
        while older := wanted[chain[-1]].data["older"]:
            file = older.href.removeprefix("/press/")
            chain.append(file + ("index.html" if file.endswith("/") else ""))
            assert wanted[chain[-1]].data["newer"].href.removeprefix("/press/") in chain[-2]
        assert len(chain) == 6
        assert all(file.startswith(prefix) for file in chain)
        assert sorted(c.path for file in chain for c in wanted[file].cards) == sorted(s.card.path for s in stories)
