"""Datelines with their year, in capitals, and in lines that are broken to a width."""

from __future__ import annotations

import textwrap

import pytest

from digest import seeds
from digest.model import Seed


def one(text: str) -> Seed:
    (seed,), _ = seeds.read(text.encode("utf-8"), "seeds/a.txt")
    return seed


@pytest.mark.parametrize(
    ("line", "place", "day", "agency"),
    [
        ("МОСКВА, 5 марта 2025 г. – ", "Москва", "2025-03-05", ""),
        ("Тбилиси, 22 апреля 2025. ", "Тбилиси", "2025-04-22", ""),
        ("Тбилиси, 22 апреля 2025 года. ", "Тбилиси", "2025-04-22", ""),
        ("Астана, 5 марта 2025 г. /Степные примеры/. ", "Астана", "2025-03-05", "Степные примеры"),
        ("عمّان، 3 أبريل 2025 - ", "عمّان", "2025-04-03", ""),
        ("Budapest, 2025. március 4. – ", "Budapest", "2025-03-04", ""),
        ("Berlin, 4. März 2025 – ", "Berlin", "2025-03-04", ""),
        ("PARIS, le 4 mars 2025 – ", "Paris", "2025-03-04", ""),
        ("SAMPLEVIK, JAN 30, 2025 (PROBA NEWS) - ", "Samplevik", "2025-01-30", "PROBA NEWS"),
        ("OSLO, September 23, 2019 (Probewire) - ", "Oslo", "2019-09-23", "Probewire"),
    ],
)
def test_a_dateline_with_its_year_gives_the_date_and_leaves_the_text(
    line: str, place: str, day: str, agency: str
) -> None:
    for text in (
        "Совет порта решил одолжить соседям два буксира.",
        "Yesterday, Ann Muster of Samplevik lent two tugs.",
    ):
        seed = one(f"{line}{text}\n\nThe second paragraph is here.\n")
        assert seed.dateline is not None
        assert (seed.dateline.places, seed.dateline.date, seed.dateline.agency) == ((place,), day, agency)
        assert (seed.date, seed.date_source) == (day, "dateline")
        assert seed.paragraphs == (text, "The second paragraph is here.")
        assert seed.credit == ((agency,) if agency else ())


def test_a_dateline_in_capitals_before_a_text_in_capitals() -> None:
    text = "THE PORT OF SAMPLEVIK HAS OPENED A NEW QUAY FOR SHIPS, THE MINISTRY SAID."
    seed = one(f"SAMPLEVIK, JAN 30, 2025 (PROBA NEWS) - {text}\n\nTHE SECOND PARAGRAPH.\n")
    assert (seed.date, seed.credit, seed.paragraphs) == ("2025-01-30", ("PROBA NEWS",), (text, "THE SECOND PARAGRAPH."))


@pytest.mark.parametrize("width", [40, 52, 63, 70, 80])
@pytest.mark.parametrize(
    "line",
    [
        "OSLO, September 23, 2019 (Probewire) - Yesterday, Minister Ann Muster of Norway said that the harbour would"
        " lend two tugs to the port of Probeville.",
        "Oslo, 23 Sept. 2019 (Gold Lamp Wire) - Minister Ann Muster said the harbour would lend two tugs.",
        "OSLO, SEPT 23, 2019 (PROBA NEWS) - THE PORT HAS OPENED A NEW QUAY FOR SHIPS, THE MINISTRY SAID ON MONDAY.",
        "Тбилиси, 23 сентября 2019. Министр Анна Образцова сообщила, что порт одолжит два буксира соседнему порту.",
    ],
)
def test_a_dateline_that_is_wrapped_is_no_line_of_names(line: str, width: int) -> None:
    for header in ("", "By Ann Muster\n", "Harbour lends two tugs\n\nBy Ann Muster\n\n"):
        seed = one(f"{header}{textwrap.fill(line, width)}\n\nThe second paragraph is here.\n")
        whole = (seed.dateline.raw if seed.dateline else "").strip() + " " + seed.paragraphs[0]
        assert (whole, len(seed.paragraphs)) == (line, 2)
        assert seed.date == "2019-09-23"


def test_a_dateline_on_a_line_of_its_own_may_stand_right_above_the_text() -> None:
    for gap in ("\n", "\n\n"):
        seed = one(f"By Ann Muster\nOslo, 19 Feb. 2025 (Gold Lamp Wire){gap}The council agreed to plant trees.\n")
        assert (seed.date, seed.credit, seed.byline) == ("2025-02-19", ("Gold Lamp Wire",), ("Ann Muster",))
        assert seed.paragraphs == ("The council agreed to plant trees.",)


@pytest.mark.parametrize("line", ["Karvan, 19 June 2020 - Ann Muster", "19 June 2020 | Karvan", "Karvan, 19 June 2020"])
def test_a_line_of_names_with_a_date_is_no_dateline_with_text(line: str) -> None:
    seed = one(f"Harbour lends two tugs\n\n{line}\n\nThe council agreed to plant trees.\n")
    assert (seed.date, seed.paragraphs) == ("2020-06-19", ("The council agreed to plant trees.",))


@pytest.mark.parametrize(
    ("line", "places", "day"),
    [
        ("GENEVA (12 November 2024) – The office said so.", ("Geneva",), "2024-11-12"),
        ("KENITRA, Morocco – Nov. 12, 2024 – The firm opened a plant.", ("Kenitra",), "2024-11-12"),
        ("KENITRA, Morocco — November 12, 2024 — The firm opened a plant.", ("Kenitra",), "2024-11-12"),
        ("London, UK – November 12, 2024: The firm opened a plant.", ("London",), "2024-11-12"),
        ("Berlin/München – 12. November 2024 – Die Firma eröffnet ein Werk.", ("Berlin", "München"), "2024-11-12"),
        ("PARIS – Le 12 novembre 2024 – La société a ouvert une usine.", ("Paris",), "2024-11-12"),
    ],
)
def test_a_day_apart_from_its_place_is_the_date_and_no_agency(line: str, places: tuple[str, ...], day: str) -> None:
    seed = one(f"{line}\n\nMore is to follow.\n")
    assert seed.dateline is not None
    assert (seed.dateline.places, seed.date, seed.credit) == (places, day, ())
    assert seed.paragraphs[0][0] in "TDL"


@pytest.mark.parametrize(
    "line",
    ["World War II (1 September 1939) – The war began at dawn.", "Karl Beispiel (12 November 2019): The board met."],
)
def test_a_day_in_brackets_behind_an_event_or_a_person_is_text(line: str) -> None:
    seed = one(f"{line}\n\nMore is to follow.\n")
    assert (seed.dateline, seed.date, seed.paragraphs[0]) == (None, None, line)


def test_a_day_between_dashes_behind_no_place_is_text() -> None:
    assert one("The harbour – 12 November 2024 – was closed for good.\n\nMore is to follow.\n").dateline is None
