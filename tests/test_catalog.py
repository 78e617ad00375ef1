"""Cards, shelves and what may be published when."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import NAMES, SITE, TODAY, article, card, named, shelved, story

from digest.catalog import by_period, newest_first, released, story_of, with_parents
from digest.config import Site
from digest.model import Shelf, Story

# ---- cards


def test_an_edit_to_the_body_leaves_the_card_alone_and_any_other_edit_does_not() -> None:
    before = card(summary="S", body="Old.")
    assert card(summary="S", body="New.") == before
    for change in ({"title": "X"}, {"date": "2025-03-08"}, {"summary": "X"}, {"tags": ("x",)}, {"source": ("x",)}):
        assert card(**{"summary": "S", "body": "Old.", **change}).key != before.key


def test_a_card_never_holds_the_body() -> None:
    assert "SECRET" not in repr(card(body="SECRET"))


@pytest.mark.parametrize(
    ("source", "publication", "shelf"),
    [(("Trend",), "AZERNEWS", ("Trend",)), ((), "AZERNEWS", ("AZERNEWS",)), ((), "", ()), (("A", "B"), "", ("A", "B"))],
)
def test_the_source_shelf_is_that_of_the_credit_else_of_the_paper(
    source: tuple[str, ...], publication: str, shelf: tuple[str, ...]
) -> None:
    assert card(source=source, publication=publication).source == shelf


def test_a_story_without_a_guid_gets_one_that_an_edit_does_not_change() -> None:
    one = card(title="A")
    assert one.guid == "tag:example.org,2025:2025-03-oil"
    assert card(title="B").guid == one.guid
    assert card("2025/03/gas").guid != one.guid
    assert card(guid="tag:x").guid == "tag:x"


def test_a_story_knows_the_files_beside_it() -> None:
    found = story(body="![x](map.png) [y](../04/b.pdf) [z](https://e.org/c.png)")
    assert {"2025/03/map.png", "2025/04/b.pdf"} <= set(found.files)


# ---- rights


@pytest.mark.parametrize(
    ("own", "source", "publication", "rights"),
    [
        (None, (), "", "full"),
        (None, ("Open",), "", "full"),
        (None, ("Half",), "", "excerpt"),
        (None, ("Half", "Closed"), "", "link"),
        (None, ("Closed", "Half"), "", "link"),
        (None, ("Open",), "Half", "excerpt"),
        (None, ("Half",), "Unknown", "excerpt"),
        (None, ("Unknown",), "", "full"),
        ("full", ("Closed",), "", "full"),
        ("link", ("Open",), "", "link"),
    ],
)
def test_the_strictest_source_decides_unless_the_story_says_otherwise(own, source, publication, rights) -> None:
    site = replace(SITE, sources={"Open": "full", "Half": "excerpt", "Closed": "link"})
    assert story(site=site, rights=own, source=source, publication=publication).card.rights == rights


def test_the_sites_own_rights_hold_for_sources_that_it_does_not_name() -> None:
    site = replace(SITE, rights="excerpt", sources={"Open": "full"})
    assert story(site=site, source=("Other",)).card.rights == "excerpt"
    assert story(site=site, source=("Open",)).card.rights == "full"


def test_where_only_a_link_is_allowed_no_list_shows_the_summary() -> None:
    assert card(rights="link", summary="SECRET").summary == ""
    assert card(rights="excerpt", summary="Shown").summary == "Shown"


def test_a_source_with_another_spelling_keeps_its_rights() -> None:
    site = replace(SITE, sources={"Trend": "link"})
    assert story(site=site, source=("TREND",)).card.rights == "link"


# ---- release


def out(today: str = "2026-01-15", **fields: object) -> bool:
    return released(story(**fields), dt.date.fromisoformat(today), "UTC")


@pytest.mark.parametrize(
    ("fields", "is_out"),
    [
        ({}, True),
        ({"date": None}, True),
        ({"draft": True}, False),
        ({"draft": True, "date": "1999-01-01"}, False),
        ({"date": "2026-01-15"}, True),
        ({"date": "2026-01-15T23:59"}, True),
        ({"date": "2026-01-16"}, False),
        ({"date": "2026-01"}, True),
        ({"date": "2026-02"}, False),
        ({"embargo_until": "2026-01-15"}, True),
        ({"embargo_until": "2026-01-16"}, False),
        ({"embargo_until": "2026-01"}, True),
        ({"embargo_until": "2026-02"}, False),
        ({"embargo_until": "2026-01-15T00:00"}, True),
        ({"embargo_until": "2026-01-15T00:01"}, False),
        ({"embargo_until": "2026-01-14T23:59"}, True),
        ({"embargo_until": "2026-01-15T05:00+05:00"}, True),
        ({"embargo_until": "2026-01-15T05:01+05:00"}, False),
        ({"embargo_until": "2026-01-14T20:00-05:00"}, False),
        ({"embargo_until": "2026-01-01", "draft": True}, False),
        ({"embargo_until": "2026-01-01", "date": "2026-03-01"}, False),
    ],
)
def test_a_story_is_out_when_nothing_holds_it(fields: dict[str, object], is_out: bool) -> None:
    assert out(**{"date": "2025-12-01", **fields}) is is_out


@settings(max_examples=200, deadline=None)
@given(
    st.dates(dt.date(2025, 1, 1), dt.date(2027, 1, 1)),
    st.dates(dt.date(2025, 1, 1), dt.date(2027, 1, 1)),
    st.sampled_from(["", "T00:00", "T12:30", "T12:30+05:00", "T23:30-11:00"]),
    st.integers(1, 500),
)
def test_what_is_out_stays_out(today: dt.date, until: dt.date, time: str, days: int) -> None:
    held = story(date="2024-01-01", embargo_until=until.isoformat() + time)
    assert released(held, today, "UTC") <= released(held, today + dt.timedelta(days), "UTC")


# ---- shelves


def names_on(shelf: Shelf) -> list[str]:
    return [c.path.rpartition("/")[2] for c in shelf.cards]


def test_a_story_stands_on_every_shelf_that_it_names_and_on_no_other() -> None:
    found = shelved(
        story(countries=("TM", "NO"), blocs=("EU",), topics=("sport",), source=("Trend",), mentions=("PE",))
    )
    assert {s.url for s in found.shelves.values()} == {
        "/country/turkmenistan/",
        "/country/norway/",
        "/bloc/european-union/",
        "/topic/sport/",
        "/source/trend/",
    }
    assert ("country", "PE") not in found.shelves


def test_held_stories_stand_nowhere() -> None:
    found = shelved(story("2025/03/a", countries=("TM",), draft=True), story("2026/02/b", countries=("NO",)))
    assert found.cards == ()
    assert found.shelves == {}
    assert found.stories == {}


def test_a_narrow_topic_stands_on_the_shelf_of_the_broader_one_too_and_once() -> None:
    found = shelved(story("2025/03/a", topics=("human-rights", "politics")), story("2025/03/b", topics=("diplomacy",)))
    assert names_on(found.shelves["topic", "politics"]) == ["a", "b"]
    assert names_on(found.shelves["topic", "human-rights"]) == ["a"]
    assert with_parents(("human-rights", "diplomacy"), NAMES) == ("human-rights", "diplomacy", "politics")


@pytest.mark.parametrize(("stories", "exists"), [(1, False), (2, True)])
def test_a_tag_needs_two_stories_for_a_page(stories: int, exists: bool) -> None:
    found = shelved(*(story(f"2025/03/s{n}", tags=("COVID-19",)) for n in range(stories)))
    assert (("tag", "COVID-19") in found.shelves) is exists


def test_a_tag_that_the_settings_name_has_a_page_with_one_story() -> None:
    found = shelved(story(tags=("COVID-19", "fish")), site=replace(SITE, tags=("covid 19",)))
    assert [s.label for s in found.kind("tag")] == ["COVID-19"]


def test_two_spellings_of_a_tag_share_a_shelf_under_the_commoner_name() -> None:
    tags = ("Covid-19", "COVID-19", "COVID-19")
    found = shelved(*(story(f"2025/03/s{n}", tags=(tag,)) for n, tag in enumerate(tags)))
    assert found.shelves["tag", "Covid-19"] is found.shelves["tag", "COVID-19"]
    [shelf] = found.kind("tag")
    assert (shelf.name, shelf.url, len(shelf.cards)) == ("COVID-19", "/tag/covid-19/", 3)


def test_two_spellings_in_one_story_are_one_story() -> None:
    found = shelved(story("2025/03/a", tags=("Oil", "oil")), story("2025/03/b", source=("Trend", "TREND")))
    assert found.kind("tag") == ()
    assert len(found.shelves["source", "Trend"].cards) == 1


@pytest.mark.parametrize(("stories", "exists"), [(2, False), (3, True)])
def test_a_country_and_a_topic_need_three_common_stories_for_a_page(stories: int, exists: bool) -> None:
    both = [story(f"2025/03/s{n}", countries=("TM",), topics=("human-rights",)) for n in range(stories)]
    found = shelved(*both, story("2025/03/x", countries=("TM",)), story("2025/03/y", topics=("human-rights",)))
    assert (("TM", "human-rights") in found.pairs) is exists
    assert (("TM", "politics") in found.pairs) is exists
    if exists:
        pair = found.pairs["TM", "human-rights"]
        assert pair.url == "/country/turkmenistan/human-rights/"
        assert pair.name == "Turkmenistan: Human rights"
        assert sorted(names_on(pair)) == ["s0", "s1", "s2"]


def test_drafts_do_not_count_towards_a_page() -> None:
    both = [story(f"2025/03/s{n}", countries=("TM",), topics=("sport",), tags=("x",), draft=n > 0) for n in range(3)]
    found = shelved(*both)
    assert found.pairs == {}
    assert found.kind("tag") == ()


def test_shelves_are_listed_by_name_in_the_language_of_the_site() -> None:
    stories = [story(f"2025/03/{code.lower()}", countries=(code,)) for code in ("TM", "NO", "PE")]
    assert [s.name for s in shelved(*stories).kind("country")] == ["Norway", "Peru", "Turkmenistan"]
    russian = shelved(*stories, site=replace(SITE, language="ru"), names=named("ru"))
    assert [s.name for s in russian.kind("country")] == ["Норвегия", "Перу", "Туркменистан"]
    assert {s.key for s in russian.kind("country")} == {"norway", "peru", "turkmenistan"}


# ---- order


def test_stories_are_listed_by_time_of_publication_the_latest_first_and_undated_ones_last() -> None:
    stories = [
        story("2025/03/morning", date="2025-03-07T08:00+05:00"),
        story("2025/03/evening", date="2025-03-07T20:00+05:00"),
        story("2025/03/month", date="2025-03"),
        story("2025/03/day", date="2025-03-08"),
        story("undated/b", date=None),
        story("undated/a", date=None),
        story("2025/03/a-day", date="2025-03-08"),
    ]
    order = [c.path.rpartition("/")[2] for c in shelved(*stories).cards]
    assert order == ["a-day", "day", "evening", "morning", "month", "a", "b"]


STORIES = st.lists(
    st.builds(
        lambda n, day, countries, topics, tags, draft: story(
            f"2025/03/s{n}",
            date=day and f"2025-03-{day:02}",
            countries=countries,
            topics=topics,
            tags=tags,
            draft=draft,
        ),
        st.integers(0, 12),
        st.none() | st.integers(1, 28),
        st.lists(st.sampled_from(["TM", "NO"]), unique=True).map(tuple),
        st.lists(st.sampled_from(["sport", "human-rights", "politics"]), unique=True).map(tuple),
        st.lists(st.sampled_from(["Oil", "oil", "gas"]), unique=True).map(tuple),
        st.booleans(),
    ),
    max_size=14,
    unique_by=lambda s: s.card.path,
)


@settings(max_examples=200, deadline=None)
@given(STORIES, st.randoms())
def test_the_order_in_which_files_are_read_changes_nothing_and_every_shelf_is_in_order(stories, random) -> None:
    found = shelved(*stories)
    mixed = list(stories)
    random.shuffle(mixed)
    assert shelved(*mixed) == found
    for shelf in (*found.shelves.values(), *found.pairs.values()):
        assert list(shelf.cards) == newest_first(shelf.cards)
        assert len({c.path for c in shelf.cards}) == len(shelf.cards)
    for kind in ("country", "topic"):
        for made in stories:
            labels = getattr(made.card, {"country": "countries", "topic": "topics"}[kind])
            for label in labels:
                assert (
                    made.card in found.shelves.get((kind, label), Shelf("", "", "", "", "")).cards
                ) is not made.draft


@settings(max_examples=100, deadline=None)
@pytest.mark.parametrize(("by", "length"), [("month", 7), ("year", 4)])
@given(STORIES)
def test_periods_hold_every_card_once(by: str, length: int, stories: list[Story]) -> None:
    cards = shelved(*stories).cards
    periods = by_period(cards, by)
    assert [c for mine in periods.values() for c in mine] == list(cards)
    assert all((c.date or "")[:length] == period for period, mine in periods.items() for c in mine)


def test_the_timezone_of_the_site_places_a_time_that_has_none() -> None:
    east = story_of(article(date="2025-03-07T08:00"), Site(timezone="Asia/Ashgabat"), b"", False)
    assert east.card.when == "2025-03-07T03:00:00+00:00"


def test_today_only_decides_what_is_out() -> None:
    stories = [story("2025/03/a", countries=("TM",)), story("2025/04/b", tags=("x",))]
    assert shelved(*stories) == shelved(*stories, today=TODAY + dt.timedelta(400))
