"""What a build writes and removes, and the reason that it gives for each page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import PROJECT, Laid, a_look, all_pages, laid, named, shelved, story

from digest import disk, plan, theme
from digest.look import Look, look
from digest.model import Layer, Page, Story, key_of
from digest.plan import WHY, why

BASE = (
    story("2025/01/a", countries=("TM",), tags=("fish",), body="One."),
    story("2025/02/b", countries=("TM",), topics=("sport",), body="Two."),
    story("2025/03/c", countries=("NO",), body="Three."),
)


def build(stories: tuple[Story, ...], skin: Look | None = None, before: Laid | None = None) -> Laid:
    """Lay out a site, perhaps on what an earlier build left."""
    skin = skin or a_look()
    catalog = shelved(*stories, site=skin.site, names=skin.names)
    return laid(catalog, skin, before=before.filed if before else None, present=before.present if before else None)


def rebuild(
    before: tuple[Story, ...], after: tuple[Story, ...], old: Look | None = None, new: Look | None = None
) -> Laid:
    """Lay out a second build on what the first one wrote."""
    return build(after, new, build(before, old))


# ---- nothing to do


def test_a_second_build_writes_nothing_and_removes_nothing() -> None:
    made = rebuild(BASE, BASE)
    assert (made.why, made.removals) == ({}, [])
    assert made.days.keys() == build(BASE).pages.keys()


FIELDS = st.fixed_dictionaries(
    {
        "countries": st.sampled_from([(), ("TM",), ("TM", "NO")]),
        "topics": st.sampled_from([(), ("sport",), ("human-rights",)]),
        "tags": st.sampled_from([(), ("fish",), ("Fish", "boats")]),
        "date": st.sampled_from([None, "2025-01-02", "2025-02", "2025-02-03T10:00+05:00"]),
        "body": st.sampled_from(["One.", "Two."]),
        "draft": st.booleans(),
    }
)
STORIES = st.dictionaries(st.integers(0, 9), FIELDS, max_size=5).map(
    lambda table: tuple(story(f"2025/01/s{n}", **fields) for n, fields in table.items())
)


@settings(max_examples=50, deadline=None)
@given(STORIES, STORIES)
def test_after_any_build_the_next_one_has_nothing_to_do(before: tuple[Story, ...], after: tuple[Story, ...]) -> None:
    made = rebuild(before, after)
    assert made.filed == build(after).filed
    again = build(after, before=made)
    assert (again.why, again.removals) == ({}, [])
    assert again.filed == made.filed


@settings(max_examples=200, deadline=None)
@given(STORIES, STORIES)
def test_a_page_that_is_kept_is_the_same_page(before: tuple[Story, ...], after: tuple[Story, ...]) -> None:
    old, new = build(before), build(after)
    for file in new.pages.keys() - rebuild(before, after).why.keys():
        assert new.pages[file] == old.pages[file]


@settings(max_examples=200, deadline=None)
@given(STORIES, STORIES)
def test_what_is_removed_is_what_no_page_wants(before: tuple[Story, ...], after: tuple[Story, ...]) -> None:
    assert set(rebuild(before, after).removals) == build(before).pages.keys() - build(after).pages.keys()


# ---- why


def test_a_new_page_is_new() -> None:
    made = build(BASE)
    assert set(made.why.values()) == {"new"}
    assert made.why.keys() == made.pages.keys() == made.days.keys()


def test_an_edit_to_a_body_touches_its_page_and_the_feeds_that_carry_it_and_no_list() -> None:
    after = (replace_story(BASE[0], body="Edited."), *BASE[1:])
    assert rebuild(BASE, after).why == dict.fromkeys(
        ["2025/01/a.html", "feed.xml", "feed.atom", "feed.json", "country/turkmenistan/feed.xml"], "the story changed"
    )


def test_an_edit_to_a_title_touches_the_lists_too() -> None:
    after = (replace_story(BASE[0], title="Edited"), *BASE[1:])
    said = rebuild(BASE, after).why
    assert said["2025/01/a.html"] == "the story changed"
    assert said["country/turkmenistan/index.html"] == "a story that it shows changed"
    assert said["2025/02/b.html"] == "a link or a count on it changed"
    assert "country/norway/index.html" not in said
    assert "2025/03/c.html" not in said


def test_a_second_story_with_a_tag_makes_a_link_of_the_tag_on_the_first() -> None:
    far = tuple(story(f"2025/01/m{n}", date=f"2025-01-{n + 8:02}") for n in range(3))
    said = rebuild((*BASE, *far), (*BASE, *far, story("2025/04/d", tags=("fish",)))).why
    assert said["2025/01/a.html"] == "a link or a count on it changed"
    assert said["tag/fish/index.html"] == "new"
    assert "2025/02/b.html" not in said


def replace_story(old: Story, **fields: object) -> Story:
    before = {"countries": old.card.countries, "topics": old.card.topics, "tags": old.card.tags, "body": "One."}
    return story(old.card.path, **{**before, **fields})


def skin(templates: dict[str, bytes], code: bytes = b"some version", **settings_: object) -> Look:
    plain = a_look(**settings_)
    layers = (Layer("themes/mine", templates), *disk.theme_layers(PROJECT, "default"))
    return look(plain.site, named(plain.site.language), theme.load(layers, "en")[0], code, {})


def test_a_changed_template_touches_the_pages_that_use_it_and_no_other() -> None:
    said = rebuild(BASE, BASE, skin({}), skin({"templates/404.html": b"x"})).why
    assert said == {"404.html": "its template changed"}


def test_a_changed_card_touches_the_lists_and_no_story() -> None:
    said = rebuild(BASE, BASE, skin({}), skin({"templates/_card.html": b"x"})).why
    assert {"index.html", "country/norway/index.html", "2025/01/index.html"} <= set(said)
    assert not {"2025/01/a.html", "robots.txt", "404.html"} & set(said)


@pytest.mark.parametrize(("template", "file"), [("_item.xml", "feed.xml"), ("_entry.atom", "feed.atom")])
def test_a_changed_feed_item_touches_the_feeds(template: str, file: str) -> None:
    said = rebuild(BASE, BASE, skin({}), skin({f"templates/{template}": b"x"})).why
    assert said[file] == "its template changed"
    assert not any(name.endswith(".html") for name in said)


def test_a_changed_base_template_touches_every_page_and_no_feed() -> None:
    said = rebuild(BASE, BASE, skin({}), skin({"templates/base.html": b"x"})).why
    assert {"index.html", "2025/01/a.html", "404.html"} <= set(said)
    assert not {"feed.xml", "feed.json", "robots.txt"} & set(said)


def test_changed_settings_touch_every_page() -> None:
    made = rebuild(BASE, BASE, skin({}), skin({}, timezone="Asia/Ashgabat"))
    assert made.why.keys() == made.days.keys()
    assert made.why["2025/01/a.html"] == "the settings changed"


def test_another_version_of_the_program_touches_every_page() -> None:
    made = rebuild(BASE, BASE, skin({}, key_of("one")), skin({}, key_of("two")))
    assert set(made.why.values()) == {"digest itself changed"}
    assert made.why.keys() == made.days.keys()


def test_the_first_part_that_moved_gives_the_reason() -> None:
    old = b"".join(bytes([n]) * 8 for n in range(len(WHY)))
    for number, reason in enumerate(WHY):
        at = number * 8
        assert why(old[:at] + b"x" * 8 + old[at + 8 :], old) == reason
        assert why(old[:at] + b"x" * (len(old) - at), old) == reason
    assert why(old, old) == ""


@pytest.mark.parametrize("old", [None, b"", b"short"])
def test_a_page_without_a_usable_key_is_new(old: bytes | None) -> None:
    assert why(b"x" * 48, old) == "new"


# ---- removals, and what happened behind our back


def test_the_pages_of_a_story_that_went_are_removed() -> None:
    made = rebuild(BASE, BASE[:2])
    assert set(made.removals) == {
        "2025/03/c.html",
        "2025/03/index.html",
        "country/norway/index.html",
        "country/norway/feed.xml",
    }


def test_a_stray_file_in_the_output_is_removed() -> None:
    first = build(BASE)
    made = laid(shelved(*BASE), a_look(), before=first.filed, present={**first.present, "stray.html": "someone's"})
    assert (made.why, made.removals) == ({}, ["stray.html"])


@pytest.mark.parametrize("file", ["404.html", "2025/01/a.html", "country/norway/feed.xml"])
def test_a_page_that_someone_deleted_is_written_again(file: str) -> None:
    first = build(BASE)
    left = {name: state for name, state in first.present.items() if name != file}
    assert laid(shelved(*BASE), a_look(), before=first.filed, present=left).why == {file: "new"}


@pytest.mark.parametrize("file", ["404.html", "2025/01/a.html", "country/norway/feed.xml"])
def test_a_page_that_is_not_as_we_wrote_it_is_written_again(file: str) -> None:
    first = build(BASE)
    left = {**first.present, file: "touched"}
    assert laid(shelved(*BASE), a_look(), before=first.filed, present=left).why == {file: "new"}


def test_a_changed_picture_is_copied_again() -> None:
    catalog = shelved(*BASE)
    one, two = (
        all_pages(catalog, (), (("2025/01/map.png", mark),), a_look())[0]["2025/01/map.png"] for mark in ("1", "2")
    )
    assert plan.key(one, {}, a_look()) != plan.key(two, {}, a_look())
    assert plan.key(one, {}, a_look()) == plan.key(Page(*one), {}, a_look())
