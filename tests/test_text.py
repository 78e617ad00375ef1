"""Visible characters, sentences, slugs."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.text import collapse, sentence_spans, sentences, slug, unique, visible

LAW = settings(max_examples=300, deadline=None)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("bell\x07 and null\x00", "bell and null"),
        ("hu\xadmani\xadtarian", "humanitarian"),
        ("\ufeffTrend", "Trend"),
        ("zero\u200bwidth", "zerowidth"),
        ("lone \ud800 half", "lone  half"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("\u200fعربي", "\u200fعربي"),
    ],
)
def test_only_what_no_reader_can_see_is_dropped(raw: str, shown: str) -> None:
    assert visible(raw) == shown


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("  a \t b\n\nc ", "a b c"),
        ("10\u00a0000\u202ftonnes", "10 000 tonnes"),
        ("a\x0bb\x0cc\x1fd\x85e", "a b c d e"),
        ("\u200b \xad", ""),
    ],
)
def test_a_collapsed_text_is_one_line_with_single_spaces(raw: str, line: str) -> None:
    assert collapse(raw) == line


@LAW
@given(st.text())
def test_collapsing_twice_changes_nothing_and_what_is_left_can_be_written_to_a_file(text: str) -> None:
    line = collapse(text)
    assert collapse(line) == line
    assert line.encode("utf-8").decode("utf-8") == line
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in line)


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("Oil fell. Gas rose.", ["Oil fell.", "Gas rose."]),
        ("Mr. Berdiev met Gen. A. B. Kuli. They talked.", ["Mr. Berdiev met Gen. A. B. Kuli.", "They talked."]),
        ("It grew by 1.5 per cent. So did No. 7.", ["It grew by 1.5 per cent.", "So did No. 7."]),
        ('"We won!" she said. Then left.', ['"We won!" she said.', "Then left."]),
        ("He said: «Да.» Потом ушёл.", ["He said: «Да.»", "Потом ушёл."]),
        ("Встреча прошла в г. Ашхабаде. Обсудили газ.", ["Встреча прошла в г. Ашхабаде.", "Обсудили газ."]),
        ("Really? Yes… No!", ["Really?", "Yes…", "No!"]),
        ("No stop at the end", ["No stop at the end"]),
        ("The U.S. Senate voted. It passed.", ["The U.S. Senate voted.", "It passed."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(paragraph: str, found: list[str]) -> None:
    assert sentences(paragraph) == found


@LAW
@given(st.text(st.sampled_from("Ab. !?\"'»(…\u0416\u0436 1U.S")))
def test_sentences_hold_every_letter_of_the_paragraph_in_order(paragraph: str) -> None:
    assert "".join("".join(sentences(paragraph)).split()) == "".join(paragraph.split())
    spans = list(sentence_spans(paragraph))
    assert spans == sorted(spans)
    assert all(a < b for a, b in spans)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("OPEC cuts oil output", "opec-cuts-oil-output"),
        ("Türkmenistanyň sesi", "turkmenistanyn-sesi"),
        ("Туркменистан и ЕС", "turkmenistan-i-es"),
        ("Don’t panic", "dont-panic"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\x", "c-windows-x"),
        ("index", "index-story"),
        ("Part 2", "part-2-story"),
        ("CON", "con-story"),
        ("!!!", "untitled"),
        ("", "untitled"),
    ],
)
def test_a_slug_reads_like_the_title_and_never_takes_a_reserved_name(title: str, name: str) -> None:
    assert slug(title) == name


def test_a_long_slug_ends_with_a_whole_word() -> None:
    found = slug("Energy ministers of the Caspian states discuss humanitarian cooperation in Ashgabat")
    assert found == "energy-ministers-of-the-caspian-states-discuss-humanitarian"


@LAW
@given(st.text(), st.integers(5, 80))
def test_every_slug_is_ascii_short_never_empty_and_stays_as_it_is(text: str, limit: int) -> None:
    found = slug(text, limit)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found)
    assert len(found) <= max(limit, len("untitled")) + len("-story")
    assert slug(found, 200) == found


@given(st.sets(st.sampled_from(["oil", "oil-2", "oil-3", "oil-4", "gas"])))
def test_a_unique_name_is_new_and_begins_with_the_wanted_one(taken: set[str]) -> None:
    found = unique("oil", taken)
    assert found not in taken
    assert found == "oil" or re.fullmatch(r"oil-\d", found)
    assert ("oil" in taken) or found == "oil"
