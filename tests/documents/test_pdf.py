"""A PDF's text is its story; what is locked, scanned, broken or a bomb is refused with its reason, in bounds."""

import io
import resource
import time
import zlib
from datetime import date

import pytest
from pypdf import PdfReader, PdfWriter
from tests.documents.pdfs import packed, pdf, zeros

from sitrep.documents.document import Document
from sitrep.documents.paragraphs import paragraphs
from sitrep.documents.pdf_pages import MOST_PAGES
from sitrep.documents.readers import Refusal, read_bytes

STORY = [
    "KYIV, Ukraine (AP) - Shells fell on a market on Monday, wound-",
    "ing six people, officials said on Tuesday at noon in the",
    "city.",
    "The mayor (Ivan) said nothing. He left the building at noon.",
]


def only(raw: bytes, name: str = "story.pdf") -> Document | Refusal:
    (found,) = read_bytes(raw, name=name)
    return found


def story(raw: bytes) -> Document:
    found = only(raw)
    assert isinstance(found, Document)
    return found


def code(raw: bytes) -> str:
    found = only(raw)
    assert isinstance(found, Refusal)
    assert found.error.check
    return found.error.code


def locked(password: str, owner: str | None = None) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([STORY]))))
    writer.encrypt(password, owner, algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_lines_become_paragraphs_and_broken_words_whole() -> None:
    assert story(pdf([STORY])).text.splitlines() == [
        "KYIV, Ukraine (AP) - Shells fell on a market on Monday, wounding six people, officials said on Tuesday "
        "at noon in the city.",
        "The mayor (Ivan) said nothing. He left the building at noon.",
    ]


def test_the_day_a_file_was_made_stands_in_for_its_publication_and_the_rule_says_so() -> None:
    found = story(pdf([STORY], info="/Title (Market shelled) /CreationDate (D:20251204091500+02'00')"))

    assert (found.published, found.published_rule, found.title) == (date(2025, 12, 4), "file made", "Market shelled")
    assert "published-rule" in [notice.code for notice in found.notices]


def test_a_day_in_the_text_wins_over_the_day_the_file_was_made() -> None:
    lines = ["Flash update (as of 12 November 2024)", *STORY[3:]]
    found = story(pdf([lines], info="/CreationDate (D:20251204091500Z)"))

    assert (found.published, found.published_rule) == (date(2024, 11, 12), "as-of heading")


@pytest.mark.parametrize("title", ["Microsoft Word - Document1", "sitrep final.docx", "untitled", ""])
def test_what_a_program_put_in_place_of_a_title_is_none(title: str) -> None:
    assert story(pdf([STORY], info=f"/Title ({title})")).title is None


def test_headers_footers_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            "Nile Desk Weekly",
            f"{name} - Shells fell on a market.",
            *STORY[3:],
            f"Page {number} of 4",
            "Nile Desk - 12 May",
        ]
        for number, name in enumerate(["KYIV", "SUMY", "ODESA", "LVIV"], 1)
    ]
    text = story(pdf(pages)).text

    assert text.count("Shells fell") == 4
    assert "Weekly" not in text
    assert "Page" not in text


def test_a_heading_and_an_item_stand_on_lines_of_their_own() -> None:
    page = "Key points\n• Shells fell on the market.\n• Six people were hurt there,\nof whom two died.\nNext steps"
    assert list(paragraphs([page])) == [
        "Key points",
        "• Shells fell on the market.",
        "• Six people were hurt there, of whom two died.",
        "Next steps",
    ]


def test_a_pdf_without_a_password_to_read_it_is_read() -> None:
    assert "six people" in story(locked("", "owner")).text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (locked("secret"), "input.encrypted"),
        (pdf([[], []]), "input.scanned"),
        (pdf([["12"], ["13"]]), "input.scanned"),
        (pdf([STORY])[:300], "input.broken"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 5_000, "input.broken"),
        (pdf([]), "input.scanned"),
        (pdf([STORY]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R 2 0 R]"), "input.broken"),
        (pdf([STORY], info="/A " + "[" * 100_000), "input.broken"),
        (pdf([["a"]] * (MOST_PAGES + 1)), "input.size"),
    ],
    ids=["locked", "scanned", "numbers", "cut short", "junk", "no page", "circle", "deep", "many pages"],
)
def test_what_is_no_readable_pdf_is_refused_with_its_code(raw: bytes, expected: str) -> None:
    assert code(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [packed(zeros(1_500)), packed(zlib.compress(b"BT /F1 12 Tf " + b"(a) Tj " * 210_000 + b"ET", 1))],
    ids=["blanks", "words"],
)
def test_a_pdf_bomb_is_refused_in_time_and_this_process_does_not_grow(raw: bytes) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()

    assert code(raw) == "input.size"
    assert time.monotonic() - began < 50
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes


def test_a_pdf_is_told_by_its_bytes_whatever_its_name() -> None:
    assert isinstance(only(pdf([STORY]), "-"), Document)
    assert isinstance(only(b"\n\n" + pdf([STORY]), "x.pdf"), Document)
