"""What an import does with each seed article, decided on plain values: nothing twice, and people win."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from samples import NAMES, SITE

from digest import articles, importing
from digest.catalog import story_of
from digest.importing import Brief, Row, Step, label_of, print_of, read_rows, write_rows
from digest.model import Evidence, Labels, OtherDate, Seed, Story


@dataclass(frozen=True)
class State:
    """What there is: the list, the stories by their paths with their texts, the seed files."""

    rows: tuple[Row, ...]
    stories: Mapping[str, Story | None]
    bodies: Mapping[str, str] = field(default_factory=dict)
    files: frozenset[str] = frozenset()

    @property
    def known(self) -> importing.State:
        return importing.State(self.rows, self.stories, self.files)


EMPTY = State((), {})
READ: dict[tuple[str, int, str], Seed] = {}
"""The articles of all briefs."""

OIL = (
    "Norway will cut its oil output by seven per cent, the Energy Ministry said in Oslo.",
    "The cut begins in April.",
)
RAIL = ("Peru opened a railway museum in Cusco on Wednesday.", "It has forty engines, the mayor told reporters there.")
FISH = ("Chad counts the fish of its great lake every spring.", "Boats and nets are counted as well, said the warden.")


def seed(
    text: tuple[str, ...] = OIL,
    path: str = "seeds/a.txt",
    index: int = 1,
    headline: str = "",
    date: str | None = "1987-03-17",
    **more: object,
) -> Seed:
    """Return a seed article whose raw text is its headline, its date and its paragraphs."""
    raw = "\n".join(filter(None, (headline, date, *text)))
    return Seed(path, index, raw, headline=headline, date=date, paragraphs=text, **more)  # type: ignore[arg-type]


def brief(seed: Seed, state: State = EMPTY) -> Brief:
    """Say in short what a seed article is, where there is what ``state`` holds."""
    mark = print_of(seed)
    READ[seed.path, seed.index, mark] = seed
    earlier = [(row, path) for row, path in importing.candidates(state.known) if row.label == label_of(seed)]
    alike = tuple(path for _, path in earlier if importing.resembles(seed, state.bodies.get(path, "")))
    return importing.brief(seed, mark, alike)


def decide(found: Iterable[Seed], state: State, **options: object) -> tuple[tuple[Step, ...], tuple[Row, ...]]:
    return importing.decide([brief(s, state) for s in found], state.known, **options)  # type: ignore[arg-type]


def source(step: Step) -> Seed:
    """Return the seed article of a step."""
    return READ[step.seed.path, step.seed.index, step.seed.print]


def files(*seeds: Seed) -> frozenset[str]:
    return frozenset(s.path for s in seeds)


def after(state: State, steps: Iterable[Step], rows: tuple[Row, ...], *seeds: Seed) -> State:
    """Carry out the steps: what an import leaves behind."""
    stories, bodies = dict(state.stories), dict(state.bodies)
    for step in steps:
        if step.what in ("new", "rewrite"):
            made = importing.article(source(step), Labels(), step, SITE, NAMES)
            stories[step.path] = story_of(made, SITE, b"", True)
            bodies[step.path] = articles.write(made, NAMES)
    return State(rows, stories, bodies, files(*seeds) if seeds else state.files)


def imported(*seeds: Seed, state: State = EMPTY, **options: object) -> State:
    """Import seed articles, and return what there is then."""
    steps, rows = decide(seeds, replace(state, files=files(*seeds) | state.files), **options)
    return after(state, steps, rows, *seeds)


def whats(found: Iterable[Seed], state: State, **options: object) -> list[str]:
    return [step.what for step in decide(found, state, **options)[0]]


def only(state: State) -> tuple[str, Story]:
    """Return the only story that there is."""
    [(path, story)] = state.stories.items()
    assert story is not None
    return path, story


def edited(state: State, path: str = "") -> State:
    """Let a person edit a story: its seal breaks."""
    path = path or next(iter(state.stories))
    story = state.stories[path]
    assert story is not None
    return replace(state, stories={**state.stories, path: structs.replace(story, sealed=False)})


def without(state: State, path: str = "") -> State:
    """Let a person delete a story."""
    path = path or next(iter(state.stories))
    return replace(state, stories={p: s for p, s in state.stories.items() if p != path})


def moved(state: State, path: str, to: str = "") -> State:
    """Let a person move a story to another file."""
    to = to or path + "-moved"
    story = state.stories[path]
    assert story is not None
    state = without(state, path)
    return replace(
        state,
        stories={**state.stories, to: structs.replace(story, card=structs.replace(story.card, path=to))},
        bodies={**state.bodies, to: state.bodies[path]},
    )


def renamed(state: State, to: str) -> State:
    """Let a person move the only story."""
    return moved(state, only(state)[0], to)


# ---- new and known


def test_a_new_article_becomes_a_new_story_in_the_folder_of_its_month() -> None:
    [step], [row] = decide([seed()], EMPTY)
    assert (step.what, step.path) == ("new", "1987/03/norway-will-cut-its-oil-output-by-seven-per-cent")
    assert row == Row(print_of(seed()), "seeds/a.txt#1", step.path)


def test_a_printed_headline_names_the_file_and_an_undated_story_lies_apart() -> None:
    [step], _ = decide([seed(headline="Oil falls", date=None)], EMPTY)
    assert step.path == "undated/oil-falls"


def test_an_imported_article_is_known() -> None:
    assert whats([seed()], imported(seed())) == ["known"]


def test_two_stories_with_one_headline_get_two_names() -> None:
    state = imported(seed(OIL, headline="Brief"), seed(RAIL, index=2, headline="Brief"))
    assert sorted(state.stories) == ["1987/03/brief", "1987/03/brief-2"]


def test_the_name_of_a_deleted_story_is_not_given_to_another() -> None:
    state = without(imported(seed(OIL, headline="Brief")))
    [step], _ = decide([seed(RAIL, "seeds/b.txt", headline="Brief")], state)
    assert step.path == "1987/03/brief-2"


def test_names_that_differ_in_case_only_are_one_name_on_some_systems() -> None:
    state = State((), {"1987/03/BRIEF": None})
    assert decide([seed(headline="Brief")], state)[0][0].path == "1987/03/brief-2"


def test_a_file_by_a_person_keeps_its_name() -> None:
    path = decide([seed()], EMPTY)[0][0].path
    [step], _ = decide([seed()], State((), {path: None}))
    assert step.path == path + "-2"


def test_the_same_text_twice_is_one_story() -> None:
    state = imported(seed(), seed(path="seeds/b.txt"), seed(index=2))
    assert len(state.stories) == len(state.rows) == 1
    assert whats([seed(path="seeds/c.txt")], state) == ["known"]


def test_line_ends_and_spaces_make_no_second_article() -> None:
    other = replace(seed(), text=seed().text.replace("\n", "\n\n").replace(" ", "  ") + "\n")
    assert print_of(other) == print_of(seed())


# ---- changed seeds


def change(old: Seed) -> Seed:
    """Correct a word of a seed article."""
    return seed(
        tuple(p.replace("April", "May").replace("forty", "fifty") for p in old.paragraphs),
        old.path,
        old.index,
        old.headline,
    )


def test_a_corrected_seed_rewrites_the_untouched_story_in_place_under_its_old_id() -> None:
    state = imported(seed())
    path, story = only(state)
    [step], [row] = decide([change(seed())], state)
    assert (step.what, step.path, step.guid) == ("rewrite", path, story.card.guid)
    assert row == Row(print_of(change(seed())), "seeds/a.txt#1", path)


def test_a_corrected_seed_leaves_an_edited_story_alone_and_is_not_told_of_again() -> None:
    state = edited(imported(seed()))
    steps, rows = decide([change(seed())], state)
    assert [step.what for step in steps] == ["edited"]
    assert whats([change(seed())], after(state, steps, rows)) == ["known"]


def test_a_content_file_that_cannot_be_read_is_a_persons() -> None:
    state = imported(seed())
    state = replace(state, stories=dict.fromkeys(state.stories))
    assert whats([change(seed())], state) == ["edited"]
    assert whats([seed()], state, again=True) == ["kept"]


def test_again_rewrites_what_is_untouched_and_nothing_else() -> None:
    state = imported(seed(OIL), seed(RAIL, index=2))
    state = edited(state, state.rows[0].path)
    found = {s.path: s.what for s in decide([seed(OIL), seed(RAIL, index=2)], state, again=True)[0]}
    assert found == {state.rows[0].path: "kept", state.rows[1].path: "rewrite"}


def test_a_new_headline_over_a_corrected_text_is_still_the_same_story() -> None:
    state = imported(seed(headline="Oil falls"))
    [step], _ = decide([seed((OIL[0], "The cut begins in May."), headline="Oil drops")], state)
    assert (step.what, step.path) == ("rewrite", "1987/03/oil-falls")


def test_a_wholly_new_text_under_the_same_headline_and_date_is_a_new_version_of_the_story() -> None:
    state = imported(seed(OIL, headline="News in brief"))
    assert whats([seed(RAIL, headline="News in brief")], state) == ["rewrite"]


def test_a_reused_file_name_with_a_wholly_new_article_makes_a_new_story() -> None:
    state = imported(seed(OIL, headline="Oil falls"))
    [step], rows = decide([seed(RAIL, headline="Museum opens", date="1987-03-18")], state)
    assert (step.what, step.path) == ("new", "1987/03/museum-opens")
    assert len(rows) == 2
    assert whats([seed(RAIL, headline="Museum opens", date="1987-03-18")], after(state, [step], rows)) == ["known"]


def test_an_article_put_in_front_of_the_others_changes_none_of_them() -> None:
    state = imported(seed(OIL), seed(RAIL, index=2))
    now = [seed(FISH), seed(OIL, index=2), seed(RAIL, index=3)]
    steps, rows = decide(now, state)
    assert [(source(s).paragraphs[0][:4], s.what) for s in steps] == [
        ("Chad", "new"),
        ("Norw", "known"),
        ("Peru", "known"),
    ]
    assert {row.label for row in rows} == {"seeds/a.txt#1", "seeds/a.txt#2", "seeds/a.txt#3"}


def test_an_article_in_front_and_a_correction_behind_it_are_told_apart() -> None:
    state = imported(seed(OIL, headline="Oil falls"), seed(RAIL, index=2, headline="Museum opens"))
    paths = {row.label: row.path for row in state.rows}
    now = [
        seed(FISH, headline="Fish counted"),
        change(seed(OIL, index=2, headline="Oil falls")),
        seed(RAIL, index=3, headline="Museum opens"),
    ]
    found = {s.seed.title: (s.what, s.path) for s in decide(now, state)[0]}
    assert found["Fish counted"][0] == "new"
    assert found["Oil falls"] == ("rewrite", paths["seeds/a.txt#1"])
    assert found["Museum opens"] == ("known", paths["seeds/a.txt#2"])


def test_an_article_taken_out_of_the_file_leaves_its_story() -> None:
    state = imported(seed(OIL), seed(RAIL, index=2))
    steps, rows = decide([seed(RAIL)], state)
    assert [step.what for step in steps] == ["known"]
    assert {row.path for row in rows} == set(state.stories)


# ---- moved seed files


def test_a_renamed_seed_file_is_the_same_article_under_its_new_name() -> None:
    state = imported(seed())
    elsewhere = seed(path="seeds/2020/new.txt")
    steps, [row] = decide([elsewhere], replace(state, files=files(elsewhere)))
    assert [step.what for step in steps] == ["known"]
    assert row.label == "seeds/2020/new.txt#1"


def test_a_copy_elsewhere_does_not_take_the_label_over() -> None:
    state = imported(seed())
    copy = seed(path="seeds/b.txt")
    [row] = decide([copy], replace(state, files=frozenset(("seeds/a.txt", "seeds/b.txt"))))[1]
    assert row.label == "seeds/a.txt#1"


def test_after_a_move_a_correction_is_still_a_correction() -> None:
    elsewhere = seed(path="seeds/new.txt")
    state = imported(elsewhere, state=replace(imported(seed()), files=frozenset()))
    assert len(state.stories) == 1
    assert whats([change(elsewhere)], state) == ["rewrite"]


# ---- what people do to stories


def test_a_deleted_story_stays_deleted() -> None:
    state = without(imported(seed()))
    assert whats([seed()], state) == ["deleted"]
    assert whats([seed()], state, again=True) == ["deleted"]
    assert whats([seed(path="seeds/b.txt")], state) == ["deleted"]


def test_a_deleted_story_stays_deleted_when_its_seed_is_corrected() -> None:
    state = without(imported(seed(headline="Oil falls")))
    steps, rows = decide([change(seed(headline="Oil falls"))], state)
    assert [step.what for step in steps] == ["deleted"]
    assert whats([change(seed(headline="Oil falls"))], replace(state, rows=rows)) == ["deleted"]


def test_a_deleted_story_without_a_printed_headline_stays_deleted_when_its_seed_is_corrected() -> None:
    assert whats([change(seed())], without(imported(seed()))) == ["deleted"]


def test_a_deleted_story_comes_back_where_it_was_when_its_seed_is_named() -> None:
    state = imported(seed())
    path, _ = only(state)
    [step], rows = decide([seed()], without(state), named=["seeds/a.txt"])
    assert (step.what, step.path) == ("new", path)
    assert whats([seed()], after(state, [step], rows)) == ["known"]


def test_naming_a_seed_whose_story_is_there_does_no_harm() -> None:
    state = edited(imported(seed()))
    assert whats([seed()], state, named=["seeds/a.txt"]) == ["known"]


def test_a_renamed_story_keeps_its_new_name() -> None:
    state = renamed(imported(seed()), "1987/03/oil-cut")
    [step], [row] = decide([seed()], state)
    assert (step.what, step.path, row.path) == ("known", "1987/03/oil-cut", "1987/03/oil-cut")


def test_a_renamed_story_is_corrected_under_its_new_name() -> None:
    [step], _ = decide([change(seed())], renamed(imported(seed()), "1987/03/oil-cut"))
    assert (step.what, step.path) == ("rewrite", "1987/03/oil-cut")


# ---- a lost or damaged list


def test_a_lost_list_brings_nothing_back_twice() -> None:
    state = replace(imported(seed()), rows=())
    steps, [row] = decide([seed()], state)
    assert [step.what for step in steps] == ["known"]
    assert row == imported(seed()).rows[0]


def test_a_lost_list_and_a_corrected_seed_still_make_no_second_story() -> None:
    state = replace(imported(seed()), rows=())
    steps, _ = decide([change(seed())], state)
    assert [step.path for step in steps] == list(state.stories)
    assert "new" not in [step.what for step in steps]


def test_a_lost_list_and_edited_stories_of_one_file_find_each_other_again() -> None:
    state = imported(seed(OIL), seed(RAIL, index=2))
    state = replace(edited(edited(state), list(state.stories)[1]), rows=())
    assert whats([seed(OIL), seed(RAIL, index=2)], state) == ["known", "known"]


def test_a_lost_list_and_an_article_in_front_are_told_apart() -> None:
    state = replace(imported(seed(OIL), seed(RAIL, index=2)), rows=())
    assert whats([seed(FISH), seed(OIL, index=2), seed(RAIL, index=3)], state) == ["new", "known", "known"]


def test_the_list_is_sorted_and_is_read_as_it_was_written() -> None:
    rows = (Row("b" * 32, "seeds/b.txt#1", "x/b"), Row("a" * 32, "seeds/a.txt#1", "x/a"))
    text = write_rows(rows)
    assert text.splitlines() == [f"{'a' * 32}\tseeds/a.txt#1\tx/a", f"{'b' * 32}\tseeds/b.txt#1\tx/b"]
    assert read_rows(text) == tuple(sorted(rows))
    assert write_rows(read_rows(text + text)) == text


def test_a_merge_mark_in_the_list_does_no_harm() -> None:
    row = Row("a" * 32, "seeds/a.txt#1", "x/a")
    text = f"<<<<<<< HEAD\n{write_rows([row])}=======\n\nnonsense\n>>>>>>> main\n"
    assert read_rows(text) == (row,)
    assert read_rows(write_rows([row]).replace("\n", "\r\n")) == (row,)


def test_a_list_that_two_branches_wrote_may_hold_an_article_twice() -> None:
    state = imported(seed())
    twin = replace(state.rows[0], label="seeds/b.txt#1")
    steps, rows = decide([seed()], replace(state, rows=(*state.rows, twin)))
    assert [step.what for step in steps] == ["known"]
    assert len({row.path for row in rows}) == 1


# ---- laws

TEXTS = (OIL, RAIL, FISH, (OIL[0], "The cut begins in May."), (*RAIL, "A third line."))
SEEDS = st.lists(
    st.builds(
        lambda text, path, headline, date: (text, path, headline, date),
        st.sampled_from(TEXTS),
        st.sampled_from(["seeds/a.txt", "seeds/b.txt"]),
        st.sampled_from(["", "Brief", "Oil falls"]),
        st.sampled_from([None, "1987-03-17", "1987-04"]),
    ),
    max_size=5,
).map(lambda made: _numbered(made))


def _numbered(made: list[tuple[tuple[str, ...], str, str, str | None]]) -> tuple[Seed, ...]:
    count: dict[str, int] = {}
    seeds = []
    for text, path, headline, date in made:
        count[path] = count.get(path, 0) + 1
        seeds.append(seed(text, path, count[path], headline, date))
    return tuple(seeds)


def act(state: State, hand: str, at: int) -> State:
    """Let a person do something to one of the stories, or to the list."""
    if hand == "lose":
        return replace(state, rows=())
    if not state.stories:
        return state
    path = sorted(state.stories)[at % len(state.stories)]
    return {"edit": edited, "delete": without, "rename": moved}.get(hand, lambda s, _: s)(state, path)


HANDS = st.lists(
    st.tuples(st.sampled_from(["edit", "delete", "rename", "lose", "nothing"]), st.integers(0, 5)), max_size=3
)


@settings(max_examples=150, deadline=None)
@given(SEEDS, HANDS, SEEDS, st.booleans())
def test_importing_the_same_again_changes_nothing(before, hands, now, again: bool) -> None:
    state = imported(*before)
    for hand, at in hands:
        state = act(state, hand, at)
    steps, rows = decide(now, replace(state, files=files(*now)), again=again)
    state = after(state, steps, rows, *now)
    steps, rows = decide(now, state)
    assert {step.what for step in steps} <= {"known", "deleted"}
    assert rows == state.rows or set(rows) == set(state.rows)


@settings(max_examples=150, deadline=None)
@given(SEEDS, HANDS, SEEDS, st.booleans())
def test_no_import_ever_writes_a_persons_file_and_no_two_articles_share_one(before, hands, now, again: bool) -> None:
    state = imported(*before)
    for hand, at in hands:
        state = act(state, hand, at)
    steps, _ = decide(now, replace(state, files=files(*now)), again=again)
    written = [step.path for step in steps if step.what in ("new", "rewrite")]
    assert len(written) == len(set(written))
    for step in steps:
        story = state.stories.get(step.path)
        if step.what == "new":
            assert step.path not in state.stories
        if step.what == "rewrite":
            assert story is not None
            assert story.sealed


@settings(max_examples=100, deadline=None)
@given(SEEDS, st.randoms())
def test_the_order_in_which_seeds_are_read_does_not_matter(seeds, random) -> None:
    mixed = list(seeds)
    random.shuffle(mixed)
    assert decide(mixed, EMPTY) == decide(seeds, EMPTY)


# ---- the story that is made


def test_a_story_says_what_was_printed_and_what_was_found() -> None:
    labels = Labels(
        countries=(Evidence("NO", "1.1"),),
        mentions=(Evidence("PE", "2.1"),),
        blocs=(Evidence("EU", "title"),),
        topics=(Evidence("sport", "1.1"),),
        tags=(Evidence("COVID-19", "1.2"),),
        people=(Evidence("Karl Beispiel", "1.3"),),
        organisations=(Evidence("Specimen Roads Agency", "2.1"), Evidence("COVID-19", "2.2"), Evidence("fish", "2.3")),
        language="en",
    )
    raw = seed(
        headline="Oil falls",
        credit=("Trend",),
        publication="AZERNEWS",
        tags=("fish", "COVID-19"),
        other_dates=(OtherDate("06/07", "event", True), OtherDate("June 5", "body")),
    )
    step = Step(brief(raw), "new", "1987/03/oil-falls")
    made = importing.article(raw, labels, step, SITE, NAMES)
    assert (made.title, made.title_origin, made.date) == ("Oil falls", "given", "1987-03-17")
    assert (made.source, made.publication) == (("Trend",), "AZERNEWS")
    assert (made.countries, made.mentions, made.blocs, made.topics) == (("NO",), ("PE",), ("EU",), ("sport",))
    assert made.tags == ("fish", "COVID-19")
    assert (made.people, made.organisations) == (("Karl Beispiel",), ("Specimen Roads Agency", "COVID-19", "fish"))
    assert made.evidence == (
        ("Norway", "1.1"),
        ("Peru", "2.1"),
        ("European Union", "title"),
        ("sport", "1.1"),
        ("Karl Beispiel", "1.3"),
        ("Specimen Roads Agency", "2.1"),
    )
    assert made.other_dates == ("06/07 (event, ambiguous)", "June 5 (body)")
    assert made.seed == label_of(raw) == "seeds/a.txt#1"
    assert made.guid == f"tag:example.org,1987:{print_of(raw)}"
    assert made.summary


def test_a_story_without_a_printed_headline_says_that_its_headline_was_made() -> None:
    made = importing.article(seed(), Labels(), Step(brief(seed()), "new", "x"), SITE, NAMES)
    assert made.title_origin == "generated"
    assert made.title in OIL[0]


@pytest.mark.parametrize("paragraphs", [(), ("",)])
def test_even_an_article_without_text_has_a_title(paragraphs: tuple[str, ...]) -> None:
    empty = replace(seed(), paragraphs=paragraphs, headline="")
    assert importing.title_of(empty)


def test_a_rewritten_story_keeps_its_id() -> None:
    step = Step(brief(seed()), "rewrite", "x", "tag:example.org,1987:first")
    assert importing.article(seed(), Labels(), step, SITE, NAMES).guid == "tag:example.org,1987:first"


@pytest.mark.parametrize("name", sorted(NAMES.names["country"])[:20])
def test_the_story_that_is_made_is_a_good_content_file(name: str) -> None:
    labels = Labels(countries=(Evidence(name, "1.1"),))
    made = importing.article(seed(), labels, Step(brief(seed()), "new", "1987/03/x"), SITE, NAMES)
    again, problems = articles.parse(articles.write(made, NAMES), "1987/03/x", "x.md", NAMES)
    assert problems == ()
    assert again == made
