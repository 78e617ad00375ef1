"""Dates as they are printed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import stamps

LAW = settings(max_examples=300, deadline=None)


@pytest.mark.parametrize(
    ("written", "stamp"),
    [
        ("2020-06-19", "2020-06-19"),
        (" 2020-06-19 ", "2020-06-19"),
        ("2020-06", "2020-06"),
        ("2020-06-19T15:16", "2020-06-19T15:16"),
        ("2020-06-19 15:16", "2020-06-19T15:16"),
        ("2020-06-19 15:16:00", "2020-06-19T15:16"),
        ("2020-06-19T15:16:07.25", "2020-06-19T15:16:07"),
        ("2020-06-19T15:16Z", "2020-06-19T15:16+00:00"),
        ("2020-06-19 15:16 +0500", "2020-06-19T15:16+05:00"),
        ("2020-06-19T15:16:00-03:30", "2020-06-19T15:16-03:30"),
        ("2020-02-29", "2020-02-29"),
        ("0001-01-01", "0001-01-01"),
    ],
)
def test_a_date_is_kept_at_the_precision_of_its_print(written: str, stamp: str) -> None:
    assert stamps.parse(written) == stamp


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2020",
        "17 Marhc 1987",
        "2021-02-29",
        "2020-13",
        "2020-00-10",
        "0000-01-01",
        "20200619",
        "2020-06-19T24:00",
        "2020-06-19T15",
        "2020-06-19T15:16+25:00",
        "2020-06-19T15:16+05:99",
        "19.06.2020",
        "06/07/2020",
        "2020-06-19x",
        "٢٠٢٠-٠٦-١٩",
    ],
)
def test_what_is_no_date_is_refused_not_guessed(written: str) -> None:
    assert stamps.parse(written) is None


@pytest.mark.parametrize(
    ("stamp", "day", "month"),
    [
        ("2020-06", "2020-06-01", "2020-06"),
        ("2020-06-19", "2020-06-19", "2020-06"),
        ("2020-06-30T23:59-11:00", "2020-06-30", "2020-06"),
    ],
)
def test_archives_go_by_the_day_as_printed_whatever_its_zone(stamp: str, day: str, month: str) -> None:
    assert (stamps.day(stamp), stamps.month(stamp)) == (day, month)


@pytest.mark.parametrize(
    ("stamp", "timezone", "moment"),
    [
        ("2020-06-19T15:16+05:00", "UTC", "2020-06-19T10:16:00+00:00"),
        ("2020-06-19T15:16", "Asia/Ashgabat", "2020-06-19T10:16:00+00:00"),
        ("2020-06-19", "Asia/Ashgabat", "2020-06-18T19:00:00+00:00"),
        ("2020-06", "UTC", "2020-06-01T00:00:00+00:00"),
        ("0001-01-01", "Asia/Ashgabat", "0001-01-01T00:00:00+00:00"),
    ],
)
def test_a_time_without_a_zone_is_meant_in_the_timezone_of_the_site(stamp: str, timezone: str, moment: str) -> None:
    assert stamps.instant(stamp, timezone).isoformat() == moment


MOMENTS = st.datetimes(min_value=dt.datetime(1, 1, 1), max_value=dt.datetime(9999, 12, 31))
FORMS = st.sampled_from(["%Y-%m", "%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M+05:00"])


@LAW
@given(MOMENTS, FORMS)
def test_every_date_that_is_read_stays_so_when_it_is_read_again_and_has_a_moment(
    moment: dt.datetime, form: str
) -> None:
    written = form.replace("%Y", f"{moment.year:04}")
    stamp = stamps.parse(moment.strftime(written))
    assert stamp is not None
    assert stamps.parse(stamp) == stamp
    assert stamps.instant(stamp, "Asia/Ashgabat").tzinfo is dt.UTC
    assert stamps.day(stamp).startswith(stamps.month(stamp))


@LAW
@given(st.text() | st.from_regex(r"\d{1,4}-\d\d?(-\d\d?)?([T ]\d\d:\d\d.*)?"))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = stamps.parse(text)
    assert found is None or stamps.parse(found) == found


def test_a_month_or_day_of_one_digit_is_filled_up() -> None:
    assert stamps.parse("2030-1-5") == "2030-01-05"
    assert stamps.parse("2030-1-5T09:00Z") == "2030-01-05T09:00+00:00"
