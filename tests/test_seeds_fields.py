"""Fields as front matter writes them: lists, quotes, addresses; and bytes of another encoding within UTF-8."""

from __future__ import annotations

import pytest

from digest import seeds
from digest.model import Seed

TEXT = "The harbour board has agreed to lend two tugs to its neighbour."


def one(text: str | bytes) -> Seed:
    (seed,), _ = seeds.read(text if isinstance(text, bytes) else text.encode("utf-8"), "seeds/a.txt")
    return seed


@pytest.mark.parametrize("frame", ["---\n", ""])
@pytest.mark.parametrize(
    "authors",
    [
        "author: [Juan Muster, Eva Paz]",
        'authors: ["Juan Muster", \'Eva Paz\']', "author:\n  - Juan Muster\n  - Eva Paz",
        'author:\n- "Juan Muster"\n- Eva Paz', "Author: Juan Muster, Eva Paz", "author: Juan Muster and Eva Paz",
    ],
)  # fmt: skip
def test_a_list_of_authors_is_split(frame: str, authors: str) -> None:
    seed = one(
        f"{frame}title: \"Two tugs lent\"\n{authors}\ntags: [tugs, 'the harbour']\ndate: 2021-03-04\n{frame}\n{TEXT}\n"
    )
    assert (seed.headline, seed.date) == ("Two tugs lent", "2021-03-04")
    assert (seed.byline, seed.tags) == (("Juan Muster", "Eva Paz"), ("tugs", "the harbour"))
    assert seed.paragraphs == (TEXT,)


@pytest.mark.parametrize(
    ("printed", "url"),
    [
        ("www.karvan.example/x", "https://www.karvan.example/x"),
        ("karvan.example/x", "https://karvan.example/x"),
        ("https://karvan.example/x", "https://karvan.example/x"),
        ("<http://karvan.example/x>", "http://karvan.example/x"),
        ("javascript:alert(1)", ""),
        ("mailto:a@karvan.example", ""),
        ("see above", ""),
    ],
)
def test_an_address_is_one_that_a_reader_can_open(printed: str, url: str) -> None:
    seed = one(f"Title: Two tugs lent\nURL: {printed}\nDate: 2021-03-04\n\n{TEXT}\n")
    assert (seed.url, seed.headline, seed.date, seed.paragraphs) == (url, "Two tugs lent", "2021-03-04", (TEXT,))


def test_stray_bytes_of_another_encoding_within_utf8_are_read_as_such() -> None:
    text = "Der Hafen verleiht zwei Schlepper für die Brücke über den Fjord, so hieß es später. "
    stray = b"The board \x96 all of it \x96 said \x93yes\x94 in M\xfcnster."
    raw = f"Title: Two tugs lent\nDate: 2021-03-04\n\n{text}{text}\n\n".encode() + stray
    seed = one(raw)
    assert (seed.encoding, seed.warnings) == ("utf-8", ("encoding-guessed",))
    assert seed.paragraphs == ((text * 2).strip(), "The board – all of it – said “yes” in Münster.")


def test_a_whole_file_of_another_encoding_is_still_told() -> None:
    text = f"Der Hafen verleiht zwei Schlepper für die Brücke über den Fjord, so hieß es später.\n\n{TEXT}\n"
    assert one(text.encode("cp1252")).encoding == "windows-1252"


def test_a_made_headline_ends_on_no_comma_of_any_script() -> None:
    lead = "قرر مجلس الميناء إعارة قاطرتين إلى الميناء المجاور، حسب ما قاله رئيس المجلس في المدينة، وذلك بعد اجتماع"
    made = seeds.headline(f"{lead} {lead}")
    assert made
    assert made[-1] not in "،,;؛、，"


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("20240214T101500Z", "2024-02-14T10:15+00:00"),
        ("9 сентябрь 2024 йил", "2024-09-09"),
        ("1402/11/25", None),
        ("2567-11-25", None),
        ("25.11.1402", None),
    ],
)
def test_a_day_is_read_in_the_calendar_of_the_press_alone(printed: str, day: str | None) -> None:
    assert one(f"Title: Two tugs are lent\nDate: {printed}\nSource: Karvan\n\nThe board lends two tugs.\n").date == day


def test_the_sign_of_a_hashtag_goes_and_that_of_a_name_stays() -> None:
    seed = one("Title: Two tugs are lent\nTags: #tugs, C#, #harbour#\n\nThe board lends two tugs.\n")
    assert seed.tags == ("tugs", "C#", "harbour")
