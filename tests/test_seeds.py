"""What a press officer may drop into ``seeds/``, and what must come out of it."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import seeds
from digest.model import Seed
from digest.seeds.datelines import split_dateline
from digest.seeds.dates import find, near, printed
from digest.text import collapse

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "seeds"
SHARED = HERE.parent.parent / "shared"
SAMPLES = SHARED / "samples"
OURS = {"no-date", "dates-differ", "encoding-guessed", "no-text", "text-dropped"}


def read(text: str) -> tuple[Seed, ...]:
    return seeds.read(text.encode("utf-8"), "seeds/a.txt")[0]


def one(text: str) -> Seed:
    found = read(text)
    assert len(found) == 1
    return found[0]


# ---- golden files: one a family of layouts, in several languages and encodings


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.txt")), ids=lambda path: path.stem)
def test_a_file_of_each_family_gives_the_seeds_beside_it(path: Path) -> None:
    found, problems = seeds.read(path.read_bytes(), path.name)
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert [shown(seed) for seed in found] == wanted["seeds"]
    assert [problem.says for problem in problems] == wanted["problems"]


def shown(seed: Seed) -> dict[str, object]:
    """The fields of a seed that hold something, but for its raw text."""
    values = {key: value for key, value in asdict(seed).items() if value and key not in ("text", "path", "index")}
    return json.loads(json.dumps(values))  # type: ignore[no-any-return]


# ---- the samples and the owner's article


def sample_cases() -> list[tuple[str, dict[str, object]]]:
    expected = SAMPLES / "expected.json"
    if not expected.exists():
        return []
    return list(json.loads(expected.read_text(encoding="utf-8"))["files"].items())


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not in this checkout")
@pytest.mark.parametrize(("name", "want"), sample_cases())
def test_a_sample_file_gives_what_its_description_says(name: str, want: dict[str, list[dict[str, object]]]) -> None:
    found, _ = seeds.read((SAMPLES / name).read_bytes(), name)
    assert len(found) == len(want["articles"])
    for seed, article in zip(found, want["articles"], strict=True):
        assert (seed.encoding, seed.layout) == (want["encoding"], want["layout"])
        assert described(seed) == {key: article[key] for key in described(seed)}
        assert seed.paragraphs[0].startswith(str(article["body_starts"]))
        assert seed.paragraphs[-1].endswith(str(article["body_ends"]))
        assert set(seed.warnings) == OURS.intersection(article["warnings"])  # type: ignore[call-overload]


def described(seed: Seed) -> dict[str, object]:
    day, _, time = (seed.date or "").partition("T")
    line = seed.dateline
    return {
        "title": seed.headline or None,
        "date": day or None,
        "time": time or None,
        "date_source": seed.date_source,
        "updated": seed.updated,
        "other_dates": [
            {"text": o.text, "role": o.role, "ambiguous": True} if o.ambiguous else {"date": o.text, "role": o.role}
            for o in seed.other_dates
        ],
        "dateline": line
        and {
            "places": list(line.places),
            "countries": _countries(line.raw),
            "date": line.date,
            "agency": line.agency or None,
            "raw": line.raw,
        },
        "authors": list(seed.byline),
        "agencies": list(seed.credit),
        "publication": seed.publication or None,
        "body_paragraphs": len(seed.paragraphs),
        "dropped": list(seed.dropped),
    }


def _countries(raw: str) -> list[str]:
    """Country of a sample's dateline: the reader of seeds leaves that to the classifier."""
    known = {"ashgabat": "TM", "ашхабад": "TM", "tashkent": "UZ"}
    return [code for town, code in known.items() if raw.lower().startswith(town)]


@pytest.mark.skipif(not (SHARED / "seeds").exists(), reason="the owner's article is not in this checkout")
def test_the_owners_article_keeps_its_eight_paragraphs_word_for_word() -> None:
    path = next((SHARED / "seeds").glob("*.txt"))
    (seed,), problems = seeds.read(path.read_bytes(), path.name)
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    assert seed.paragraphs == tuple(collapse(block) for block in blocks[1:-1])
    assert (len(seed.paragraphs), seed.date, seed.credit, seed.headline) == (8, "2020-06-19", ("Trend",), "")
    assert (seed.dropped, problems) == (("---",), ())


# ---- files that cannot be read are told in one line


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b"\n \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"---\n\n---\n", "empty"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (bytes(range(256)) * 8, "binary"),
        (b"a" * (seeds.MAX_BYTES + 1), "too large"),
    ],
)
def test_a_file_that_is_no_text_gives_one_error_and_no_seed(raw: bytes, says: str) -> None:
    found, (problem,) = seeds.read(raw, "seeds/bad.txt")
    assert found == ()
    assert (problem.path, problem.level) == ("seeds/bad.txt", "error")
    assert says in problem.says
    assert problem.hint
    assert "\n" not in problem.says + problem.hint


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (("Zürich opens".encode(), b"", "The café is full.".encode("cp1252")), ("Zürich opens", "The café is full.")),
        (("Öl wird teurer, sagt Jörg.".encode("cp1252"), b"", b"Es bleibt so."), ("Öl wird teurer, sagt Jörg.",)),
        (("Все о погоде".encode("cp1251"), b"", "Снег идёт.".encode("cp1251")), ("Все о погоде", "Снег идёт.")),
    ],
)
def test_lines_of_two_encodings_in_a_small_file_are_each_read_as_what_they_are(
    parts: tuple[bytes, ...], shown: tuple[str, ...]
) -> None:
    (seed,), _ = seeds.read(b"\n".join(parts) + b"\n", "x.txt")
    assert all(line in "\n".join((seed.headline, *seed.paragraphs)) for line in shown)


def test_a_missing_date_is_a_warning_with_its_line() -> None:
    found, (problem,) = seeds.read(b" date 2020-06-19 By A\n\nOne.\n---\n\nBy Ivo Sampler\n\nTwo is here.\n", "x.txt")
    assert [seed.warnings for seed in found] == [(), ("no-date",)]
    assert (problem.line, problem.level) == (6, "warning")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=600))
def test_no_bytes_make_the_reader_raise(raw: bytes) -> None:
    found, problems = seeds.read(raw, "x.txt")
    assert found or problems


_FRAGMENTS = st.sampled_from(
    "\n|\n\n|---|By |BY   |HD   |LP\n|TD\n|AN   Document X|date |2020-06-19|06/07/2020|June |19 June 2020|Title: "
    "|Date: |Copyright 2020 |Length: 4 words\n|Body\n|End of Document|###|ASHGABAT, June 18 - |(Reporting by X)|<p>"
    "|</p>|<br>|&amp;|Ann Muster|\ufeff|\xad|。|12:61|99.99.2020|=?utf-8?q?=ZZ?=|©|, |. |Published: |Updated: | "
    "|41 words\n|FOR IMMEDIATE RELEASE|Tags: [a|- b|1 of 2 DOCUMENTS|From: <>|\x00|(|/X/. ".split("|")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_FRAGMENTS, max_size=40).map("".join))
def test_no_mixture_of_header_parts_makes_the_reader_raise(text: str) -> None:
    found, _ = seeds.read(text.encode("utf-8"), "x.txt")
    for seed in found:
        assert all(collapse(paragraph) == paragraph for paragraph in seed.paragraphs)


# ---- nothing of the body is lost

_PROSE = st.text(
    st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Z"), exclude_characters="\x85\u2028\u2029<&"),
    min_size=1,
    max_size=120,
).filter(lambda text: collapse(text) != "" and re.fullmatch(r"\W*", text) is None)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PROSE, min_size=1, max_size=6))
def test_paragraphs_below_an_owners_header_come_back_word_for_word(paragraphs: list[str]) -> None:
    raw = " date 2020-06-19 By Trend\n\n" + "\n\n".join(paragraphs) + "\n\n---\n"
    (seed,), _ = seeds.read(raw.encode("utf-8"), "x.txt")
    dateline = seed.dateline.raw if seed.dateline else ""
    body, wanted = " ".join((seed.headline, dateline, *seed.paragraphs)), " ".join(paragraphs)
    if seed.dropped == ("---",):
        assert _solid(body) == _solid(wanted)
    else:  # what looks like furniture is set apart, and still not lost
        assert sorted(_solid(" ".join((body, *seed.dropped[:-1])))) == sorted(_solid(wanted))
    assert (seed.date, seed.credit[:1]) == ("2020-06-19", ("Trend",))


def _solid(text: str) -> str:
    return collapse(text).replace(" ", "")


_SENTENCES = st.lists(
    st.sampled_from("the a harbour board tug will go on Samplegrad 12 says – (old) “new”".split()), min_size=5
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_SENTENCES.map(lambda words: f"We {' '.join(words)}."), min_size=1, max_size=6), st.integers(40, 90))
def test_hard_wrapped_lines_are_joined_to_their_paragraphs(paragraphs: list[str], width: int) -> None:
    wrapped = "\n\n".join(_wrap(paragraph, width) for paragraph in paragraphs)
    assert one(f" date 2020-06-19 By Trend\n\n{wrapped}\n").paragraphs == tuple(paragraphs)


def _wrap(text: str, width: int) -> str:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the council had met.",
        "Copyright law in the country is being rewritten.",
        "Follow-up talks are due in August.",
        "Read the report first, the minister said.",
        "NATO - which has 30 members - met.",
        "Source: the ministry, which asked for silence and did not want to be quoted on the matter at all.",
        "Contacts between the two capitals resumed.",
    ],
)
def test_a_sentence_that_begins_like_furniture_stays_in_the_body(line: str) -> None:
    seed = one(f" date 2020-06-19 By Trend\n\nThe council met.\n\n{line}\n")
    assert seed.paragraphs == ("The council met.", line)


# ---- boundaries


def test_a_rule_is_a_boundary_only_before_a_header() -> None:
    furniture = " date 2020-06-19 By A\n\nOne is here.\n\n---\n\nFollow us @a\n"
    assert len(read(furniture)) == 1
    for header in (
        "date 2020-06-20 By B",
        "By Ivo Sampler",
        "TASHKENT, June 23 (B) - Text follows.",
        "Title: B\nDate: 2020-06-20",
    ):
        first, second = read(f" date 2020-06-19 By A\n\nOne is here.\n\n---\n{header}\n\nTwo is here.\n")
        assert first.paragraphs == ("One is here.",)
        assert second.paragraphs[-1] == "Two is here."
        assert (second.index, second.line) == (2, 6)


def test_an_article_added_below_leaves_the_text_of_those_above_alone() -> None:
    above = " date 2020-06-19 By A\n\nOne is here.\n"
    first, second = read(f"{above}\n---\n date 2020-06-20 By B\n\nTwo is here.\n")
    assert first.text == one(above).text
    assert second.text == " date 2020-06-20 By B\n\nTwo is here."


def test_line_ends_do_not_change_the_text_of_an_article() -> None:
    text = " date 2020-06-19 By A\n\nOne is here.\n\nTwo is here.\n"
    assert one(text).text == one(text.replace("\n", "\r\n")).text == one(text.replace("\n", "\r")).text


# ---- agency or author, by layout alone


@pytest.mark.parametrize(
    ("header", "credit", "byline"),
    [
        (" date 2020-06-19 By Trend", ("Trend",), ()),
        (" date 2020-06-19 By Oguz Wire", ("Oguz Wire",), ()),
        (" date 2020-06-19 By Merdan Sampler - Karvan:", ("Karvan",), ("Merdan Sampler",)),
        ("date 2020-06-19\n\nBy THE LAMP STAFF", ("The Lamp",), ()),
        ("date 2020-06-19\n\nBy Ann Muster", (), ("Ann Muster",)),
        ("date 2020-06-19\n\nBy Ann Muster, staff writer", (), ("Ann Muster",)),
        ("date 2020-06-19\n\nBy Ann Muster and Ivo Sampler for Karvan", ("Karvan",), ("Ann Muster", "Ivo Sampler")),
        ("A mill reopened\n\n19 June 2020\nAuthor: Ann Muster", (), ("Ann Muster",)),
    ],
)
def test_the_form_of_a_line_tells_agencies_from_authors(
    header: str, credit: tuple[str, ...], byline: tuple[str, ...]
) -> None:
    seed = one(f"{header}\n\nThe mill reopened on Friday.\n")
    assert (seed.credit, seed.byline, seed.paragraphs) == (credit, byline, ("The mill reopened on Friday.",))


# ---- dates


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("19 июня 2020 г., 15:16 (GMT+5)", "2020-06-19T15:16+05:00"),
        ("19 июня 2020 года, 15:16 МСК", "2020-06-19T15:16+03:00"),
        ("20.06.2020 18:40", "2020-06-20T18:40"),
        ("June 19, 2020 Friday", "2020-06-19"),
        ("3:16 p.m. EDT, June 19, 2020", "2020-06-19T15:16-04:00"),
        ("12 am, 3 June 2020", "2020-06-03T00:00"),
        ("Fri, 19 Jun 2020 15:16:00 +0500", "2020-06-19T15:16+05:00"),
        ("2020-06-19T15:16:00Z", "2020-06-19T15:16+00:00"),
        ("19 juin 2020 à 15h16", "2020-06-19T15:16"),
        ("19. Juni 2020, 15.16 Uhr", "2020-06-19T15:16"),
        ("19 de junio de 2020", "2020-06-19"),
        ("19 giugno 2020", "2020-06-19"),
        ("19 de junho de 2020", "2020-06-19"),
        ("19 Haziran 2020 Cuma", "2020-06-19"),
        ("19 червня 2020 р.", "2020-06-19"),
        ("19 iyun 2020", "2020-06-19"),
        ("2020-nji ýylyň 19-njy iýuny", "2020-06-19"),
        ("2020 жылғы 19 маусым", "2020-06-19"),
        ("2020-yil 19-iyun", "2020-06-19"),
        ("١٩ يونيو ٢٠٢٠", "2020-06-19"),
        ("2020年6月19日", "2020-06-19"),
        ("June 2020", "2020-06"),
        ("13/07/2020", "2020-07-13"),
        ("07/13/2020", "2020-07-13"),
        ("06/07/2020", None),
    ],
)
def test_a_printed_date_becomes_a_stamp(line: str, stamp: str | None) -> None:
    found = printed(line)
    assert found is not None
    assert (found.stamp, found.rest) == (stamp, "")


@pytest.mark.parametrize(
    "line", ["31 June 2020", "30.02.2020", "2020-13-45", "19 June", "2020", "no date", "5 people in 2020"]
)
def test_what_is_no_day_gives_no_stamp(line: str) -> None:
    assert printed(line) is None


def test_a_year_is_taken_from_the_publication_never_from_a_clock() -> None:
    assert near(12, 30, "2021-01-02") == "2020-12-30"
    assert near(1, 2, "2020-12-30") == "2021-01-02"
    assert near(6, 18, None) is None
    seed = one("ASHGABAT, June 18 - The library opened.\n")
    assert seed.dateline is not None
    assert (seed.date, seed.dateline.date) == (None, None)


def test_ranges_of_years_are_no_dates() -> None:
    assert find("the plan for 2015-2020, and 12 to 2016-2020") == []


# ---- datelines


@pytest.mark.parametrize(
    ("text", "places", "agency"),
    [
        ("TASHKENT, June 23 (Northern Courier) - Officials met.", ("Tashkent",), "Northern Courier"),
        ("АШХАБАД, 19 июн – Караван-Проба. Встреча прошла.", ("Ашхабад",), "Караван-Проба"),
        ("Москва. 19 июня. МАЯК - Встреча прошла.", ("Москва",), "МАЯК"),
        ("БАКУ, 19 июня. /Маяк/. Встреча прошла.", ("Баку",), "Маяк"),
        ("BAKU, Azerbaijan, June 19 - Officials met.", ("Baku",), ""),
        ("ALMA-ATA/MOSCOW, June 3 (X) -- Officials met.", ("Alma-Ata", "Moscow"), "X"),
        ("РОСТОВ-НА-ДОНУ, 3 мая — Маяк. Встреча прошла.", ("Ростов-на-Дону",), "Маяк"),
        ("Aschgabat (dpa) - Der Rat tagte.", ("Aschgabat",), "dpa"),
        ("DİYARBAKIR, 4 Mart (Fener) - Kurul toplandı.", ("Diyarbakır",), "Fener"),
    ],
)
def test_a_dateline_is_told_from_the_text(text: str, places: tuple[str, ...], agency: str) -> None:
    split = split_dateline(text)
    assert split is not None
    assert (split[1].places, split[1].agency) == (places, agency)
    assert split[0].rstrip() + " " + split[2] == text


# ---- headlines and summaries

_LEADS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=400)


@settings(max_examples=300, deadline=None)
@given(_LEADS)
def test_a_made_headline_fits_and_holds_only_the_leads_words_in_order(lead: str) -> None:
    made = seeds.headline(lead)
    assert len(made) <= 90
    rest = iter(re.findall(r"\w", collapse(lead)))
    assert all(char in rest for char in re.findall(r"\w", made))


@given(
    st.lists(
        st.sampled_from("The board of the port , in Mary has agreed to lend two tugs and ( old ) said".split()),
        max_size=60,
    )
)
def test_a_made_headline_never_ends_on_a_little_word_or_inside_one(words: list[str]) -> None:
    little = {"The", "the", "of", "in", "to", "has", "and", ",", "(", ")"}
    made = seeds.headline(" ".join(words))
    assert all(word in words for word in made.split())
    whole = " ".join(words).strip(" ,")  # a sentence that fits is not cut, whatever its last word
    if "(" not in words and len(whole) > 90 and made and not little.issuperset(made.split()):
        assert made.split()[-1] not in little or len(made.split()) == 1


@pytest.mark.parametrize(
    ("lead", "made"),
    [
        (
            "Tajikistan and the African Union (AU) have agreed on widening their exchange of students in the field of"
            " mountain farming, Lamp reports with reference to the Embassy of Tajikistan.",
            "Tajikistan and the African Union have agreed on widening their exchange of students",
        ),
        (
            "Two tugs left the harbour of Samplegrad, the board said on Friday.",
            "Two tugs left the harbour of Samplegrad",
        ),
        ("Совет порта решил одолжить два буксира, сообщает «Маяк».", "Совет порта решил одолжить два буксира"),
        ("Le port prête deux remorqueurs, a déclaré sa présidente.", "Le port prête deux remorqueurs"),
        ("港务局决定出借两艘拖船。拖船四月返回。", "港务局决定出借两艘拖船"),
        ("", ""),
        ("x" * 200, "x" * 89 + "…"),
    ],
)
def test_a_headline_says_what_happened_and_not_who_said_so(lead: str, made: str) -> None:
    assert seeds.headline(lead) == made


@given(st.lists(_LEADS, max_size=4))
def test_a_summary_fits_on_one_line(paragraphs: list[str]) -> None:
    made = seeds.summary(paragraphs)
    assert len(made) <= 300
    assert "\n" not in made


def test_a_summary_is_whole_sentences_where_they_fit() -> None:
    assert seeds.summary(("One is here. Two is here. Three is here.",)) == "One is here. Two is here."
    assert seeds.summary(("One is here.", "Two is here.")) == "One is here. Two is here."
    long = seeds.summary(("word " * 100,))
    assert long.endswith("word…")
    assert seeds.summary(()) == ""
