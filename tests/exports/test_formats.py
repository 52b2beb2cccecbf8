"""One table of formats; JSON is byte-equal and reads back; tables keep to their width and steer no terminal."""

import json

import pytest
from tests.exports.samples import TEXT, bare, sample

from sitrep.exports.formats import FORMATS
from sitrep.exports.json_report import write_json
from sitrep.exports.stories import ReadStory, Surface
from sitrep.exports.table import write_table
from sitrep.records.report import Report


def test_json_table_and_html_are_offered() -> None:
    assert list(FORMATS) == ["json", "table", "html"]


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_writes_the_same_twice_and_ends_its_last_line(name: str) -> None:
    first, second = (FORMATS[name].write([sample(), bare("Shells fell.")], Surface()) for _ in range(2))
    assert first == second
    assert first.endswith("\n")


def test_one_story_is_one_json_object_that_reads_back() -> None:
    story = sample()
    assert Report.model_validate_json(write_json([story]), context={"text": TEXT}) == story.report


def test_several_stories_are_an_array_and_none_is_an_empty_one() -> None:
    assert [report["schema"] for report in json.loads(write_json([sample(), sample()]))] == ["sitrep.report/1"] * 2
    assert json.loads(write_json([])) == []


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
def test_no_line_of_a_table_is_wider_than_asked(width: int) -> None:
    written = write_table([sample(url="https://nile.example/" + "a" * 300)], Surface(width))
    assert max(map(len, written.splitlines())) <= width


def test_a_piped_table_holds_no_escape_sequence_and_a_coloured_one_does() -> None:
    assert "\x1b" not in write_table([sample()])
    assert "\x1b[" in write_table([sample()], Surface(100, colour=True))


def test_a_table_tells_figures_with_their_hedge_and_their_source() -> None:
    words = " ".join(write_table([sample()], Surface(200)).split())
    assert "at least 9 killed (Amna Idris)" in words
    assert "Talks [CONSULT, planned]" in words
    assert "1 event of background" in words
    assert "Warning: No publication date is known." in words


def test_a_story_cannot_steer_the_terminal_or_write_markup() -> None:
    story: ReadStory = sample(title="\x1b[2J[bold]Hit[/bold] \u202egnp.exe", name="\x9b31m:smile:")
    written = write_table([story], Surface(200))
    assert not {"\x1b", "\x9b", "\u202e"} & set(written)
    assert "[bold]Hit[/bold]" in written
    assert ":smile:" in written
