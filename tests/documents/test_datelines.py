"""A dateline is known by its shape, and what only looks like one is left alone."""

from datetime import date

import pytest
from hypothesis import given
from tests.strategies import news

from sitrep.documents.datelines import read_dateline, with_dateline
from sitrep.documents.document import Document
from sitrep.documents.headings import heading_date

PUBLISHED = date(2024, 12, 5)


@pytest.mark.parametrize(
    ("line", "place", "agency", "day"),
    [
        ("KHARTOUM, Sudan (AP) — Shells fell.", "KHARTOUM, Sudan", "AP", None),
        ("KYIV, Ukraine, Dec 4 (Reuters) - Shells fell.", "KYIV, Ukraine", "Reuters", date(2024, 12, 4)),
        ("GENEVA/KHARTOUM, 12 November 2024 (OCHA) – Shells fell.", "GENEVA/KHARTOUM", "OCHA", date(2024, 11, 12)),
        (
            "GAZA/JERUSALEM/CAIRO, March 18 (Reuters) - Shells fell.",
            "GAZA/JERUSALEM/CAIRO",
            "Reuters",
            date(2024, 3, 18),
        ),
        ("DOHA, Qatar — Shells fell.", "DOHA, Qatar", None, None),
        ("NAIROBI, Kenya (EAPS) -- Shells fell.", "NAIROBI, Kenya", "EAPS", None),
        ("MOSCOW. Dec 4 (Interfax) - Shells fell.", "MOSCOW", "Interfax", date(2024, 12, 4)),
        ("MOSCOW, December 4. /TASS/. Shells fell.", "MOSCOW", "TASS", date(2024, 12, 4)),
        ("Kyiv, 4 December (Ukrinform) — Shells fell.", "Kyiv", "Ukrinform", date(2024, 12, 4)),
        ("PORT SUDAN (Reuters) - Shells fell.", "PORT SUDAN", "Reuters", None),
        ("(Reuters) - Shells fell.", None, "Reuters", None),
        ("CNN — Shells fell.", None, "CNN", None),
        ("Kyiv, Ukraine CNN — Shells fell.", "Kyiv, Ukraine", "CNN", None),
        ("Damascus, SANA- Shells fell.", "Damascus", "SANA", None),
        ("ISLAMABAD, Dec 4 (APP): Shells fell.", "ISLAMABAD", "APP", date(2024, 12, 4)),
        ("GENEVA (12 November 2024) – Shells fell.", "GENEVA", None, date(2024, 11, 12)),
        ("RAMALLAH, Monday, December 2, 2024 (WAFA) – Shells fell.", "RAMALLAH", "WAFA", date(2024, 12, 2)),
        ("BEIRUT, Nov. 30 (Xinhua) -- Shells fell.", "BEIRUT", "Xinhua", date(2024, 11, 30)),
        ("UNITED NATIONS (The Associated Press) — Shells fell.", "UNITED NATIONS", "AP", None),
        ("NEAR BAKHMUT, Ukraine (AP) — Shells fell.", "NEAR BAKHMUT, Ukraine", "AP", None),
        ("PORT-AU-PRINCE, Haiti (AP) _ Shells fell.", "PORT-AU-PRINCE, Haiti", "AP", None),
        ("N’DJAMENA, Chad (AP) — Shells fell.", "N’DJAMENA, Chad", "AP", None),
        ("Deir el-Balah, Gaza – Shells fell.", "Deir el-Balah, Gaza", None, None),
        ("Nairobi — Shells fell.", "Nairobi", None, None),
        ("KARACHI: Shells fell.", "KARACHI", None, None),
        ("SAN SALVADOR, 3 JAN 90 -- Shells fell.", "SAN SALVADOR", None, date(1990, 1, 3)),
    ],
)
def test_datelines_give_place_agency_and_day(
    line: str, place: str | None, agency: str | None, day: date | None
) -> None:
    found = read_dateline(line)
    assert found is not None
    assert (found.place, found.agency, found.day and found.day.settled(PUBLISHED)) == (place, agency, day)
    assert line[found.end :] == "Shells fell."


@pytest.mark.parametrize(
    "line",
    [
        "BREAKING - Ten people were killed in the attack.",
        "UPDATE 1-Army shells the town of Tawila.",
        "Joseph Mbeki — the army’s spokesman — said the town had fallen.",
        "Government forces — backed by drones — entered Tawila.",
        "The army said it had taken three towns - a claim the rebels denied.",
        "SYRIA: Strikes on power lines - Flash Update No. 3",
        "A truce was signed in Tawila on Monday.",
        "Nine people died (AP) and more were hurt.",
        "KYIV —",
        "REPORT - Ten people were killed in the attack.",
        "THE ARMY -- WHICH HOLDS THE TOWN -- SAID IT HAD SHELLED THE HILLS.",
    ],
)
def test_what_only_looks_like_a_dateline_is_left_alone(line: str) -> None:
    assert read_dateline(line) is None


def test_a_dateline_below_headline_and_byline_is_found() -> None:
    text = "Shells fall on Tawila\nBy Ana Reyes\n12 November 2024\n\nTAWILA, Sudan (AP) — Shells fell."
    found = read_dateline(text)
    assert found is not None
    assert text[found.start : found.end] == "TAWILA, Sudan (AP) — "


def test_a_dash_in_a_later_paragraph_is_no_dateline() -> None:
    assert read_dateline("Shells fell on two towns on Monday, officials said.\nTAWILA — Nine people died.") is None


def test_a_dateline_gives_outlet_and_date_only_where_nobody_else_does() -> None:
    text = "KYIV, 4 December 2024 (Ukrinform) — Shells fell."
    alone = with_dateline(Document(text))
    assert (alone.outlet, alone.outlet_rule, alone.published) == ("Ukrinform", "dateline", date(2024, 12, 4))
    told = with_dateline(Document(text, outlet="Daily Post", published=PUBLISHED, published_rule="option"))
    assert (told.outlet, told.agency, told.published, told.published_rule) == (
        "Daily Post", "Ukrinform", PUBLISHED, "option",
    )  # fmt: skip
    assert told.dateline_day == date(2024, 12, 4)


def test_a_dateline_without_a_year_settles_no_publication_date() -> None:
    document = with_dateline(Document("KYIV, Dec 4 (Reuters) - Shells fell."))
    assert (document.published, document.dateline_day) == (None, None)


@given(news)
def test_a_dateline_lies_within_its_text(text: str) -> None:
    found = read_dateline(text)
    assert found is None or 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SUDAN: Shelling - Flash Update No. 2 (as of 15 March 2024, 4 p.m.)\nHIGHLIGHTS", "2024-03-15"),
        ("Night attack on Varesh\n03.08.2023, 09:15\nShells fell.", "2023-08-03"),
        ("Shells fall\nPublished: 12 May 2025 14:03 UTC\nShells fell.", "2025-05-12T14:03:00+00:00"),
        ("Shells fall\nUpdated: 14 May 2025\nPublished on 12 May 2025\nShells fell.", "2025-05-12"),
        ("Shells fall\nMonday, 12 November 2024\nShells fell.", "2024-11-12"),
        ("Shells fell on 12 November 2024 in Varesh.", None),
        ("Shells fall\n12 November\nShells fell.", None),
        ("Truce signed on 12 November 2024 collapses in Varesh\nShells fell.", None),
    ],
)
def test_the_head_of_a_story_may_state_its_date(text: str, expected: str | None) -> None:
    found = heading_date(text)
    assert (found[0].isoformat() if found else None) == expected


@pytest.mark.parametrize(("line", "begins"), [("Dec 4 - Shells fell.", 8), ("March 3 - Shells fell.", 0)])
def test_a_day_alone_before_a_dash_opens_the_story_only_near_its_publication(line: str, begins: int) -> None:
    document = with_dateline(Document(line, published=date(2024, 12, 5), published_rule="option"))

    assert document.body_start == begins
