"""Figures over time go in steps, keep what was overtaken, and show what is not counted as such."""

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.exports.drawings import HOSTILE, holds_to_the_rules, of, words

from sitrep.exports.charts_figures import (
    FigureChart,
    FigureMark,
    ReportTick,
    figure_label,
    figure_legend,
    figure_svg,
    figure_table,
)

START = datetime(2024, 11, 12, 6, tzinfo=UTC)


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


RESCUE_38 = FigureMark(at(0), 38, "Response Room", "at least 38", "best", open=True)
OTHER_61 = FigureMark(at(1), 61, "Administration", "61", "other")
RESCUE_41 = FigureMark(at(40), 41, "Response Room", "41", "best", note="corrected")
EARLY_12 = FigureMark(at(-6), 12, "A resident", "at least 12", "uncounted", open=True, note="early, partial")


def chart(*marks: FigureMark, reports: tuple[ReportTick, ...] = ()) -> FigureChart:
    return FigureChart("Killed", "killed", marks, reports, happened=(at(-8), "strike"))


def path(root: object, stroke: str) -> str:
    (found,) = [one.attrib["d"] for one in of(root, "path", "ks") if one.attrib["stroke-width"] == stroke]  # type: ignore[arg-type]
    return str(found)


def test_the_best_figure_goes_in_steps_and_never_in_slopes() -> None:
    root = holds_to_the_rules(figure_svg(chart(RESCUE_38, RESCUE_41, OTHER_61), 838))
    assert re.fullmatch(r"M[\d.]+,[\d.]+H[\d.]+V[\d.]+H[\d.]+", path(root, "2.4"))
    assert "L" not in "".join(one.attrib["d"] for one in of(root, "path"))


def test_amounts_stand_over_a_baseline_of_zero() -> None:
    root = holds_to_the_rules(figure_svg(chart(RESCUE_38, RESCUE_41, OTHER_61), 838))
    base = next(float(one.attrib["y1"]) for one in of(root, "line", "base"))
    tall = {one.attrib["fill"] + one.attrib["stroke"]: base - float(one.attrib["cy"]) for one in of(root, "circle")}
    assert abs(tall["var(--page)var(--killed)"] / tall["var(--killed)var(--page)"] - 61 / 41) < 0.02


def test_the_ends_tell_the_best_and_every_other_origin_by_name() -> None:
    told = words(holds_to_the_rules(figure_svg(chart(RESCUE_38, RESCUE_41, OTHER_61), 838)))
    assert "41 | best: Response Room" in told and "61 | Administration" in told


def test_what_is_not_counted_is_grey_and_moves_no_line() -> None:
    with_early = holds_to_the_rules(figure_svg(chart(EARLY_12, RESCUE_38, OTHER_61), 838))
    assert [one.attrib["stroke"] for one in of(with_early, "circle")].count("var(--ink-3)") == 1
    assert "≥ 12, early, partial" in words(with_early)
    assert len([one for one in of(with_early, "path") if one.attrib.get("stroke-dasharray")]) == 1


def test_a_single_figure_has_no_band() -> None:
    assert not [
        one for one in of(holds_to_the_rules(figure_svg(chart(RESCUE_41), 838)), "path") if "fill" in one.attrib
    ]


def test_copies_are_pale_ticks_and_no_dots() -> None:
    copied = FigureMark(at(3), 61, "Nile Courier", "61", "copy")
    reports = (ReportTick(at(1), "Wire"), ReportTick(at(3), "Nile Courier", copy=True))
    root = holds_to_the_rules(figure_svg(chart(OTHER_61, copied, reports=reports), 838))
    assert len(of(root, "circle")) == 1
    assert [one.attrib["stroke"] for one in of(root, "line") if one.attrib.get("stroke-width")] == [
        "var(--line-2)",
        "var(--ink)",
    ]


def test_an_origin_that_becomes_the_best_ends_its_dashed_line_there() -> None:
    later_best = FigureMark(at(20), 60, "Administration", "60", "best")
    root = holds_to_the_rules(figure_svg(chart(RESCUE_38, OTHER_61, later_best), 838))
    assert len([one for one in of(root, "path") if one.attrib.get("stroke-dasharray")]) == 1
    assert "60 | best: Administration" in words(root)


def test_the_label_and_the_table_tell_the_same_figures() -> None:
    told = chart(EARLY_12, RESCUE_38, OTHER_61, RESCUE_41)
    assert figure_label(told) == (
        "Killed over time by source: 4 figures told 12–13 Nov 2024; best 41, Response Room; from 41 to 61"
    )
    assert [row[2] for row in figure_table(told).rows] == ["at least 12", "at least 38", "61", "41"]
    assert figure_label(chart()) == "Killed over time by source: no figure with a date"


def test_hostile_words_stay_words() -> None:
    bad = FigureMark(at(0), 3, HOSTILE, HOSTILE, "best", note=HOSTILE)
    root = holds_to_the_rules(figure_svg(chart(bad, reports=(ReportTick(at(0), HOSTILE),)), 838))
    assert "<script>alert(1)</script>" in "".join(root.itertext())
    assert "style=" not in figure_legend("killed")


MARKS = st.builds(
    FigureMark,
    st.integers(-40_000, 9_000).map(at) | st.dates(START.date(), at(99).date()),
    st.integers(0, 10**6),
    st.sampled_from(["one", "another", "a third with a very long name that goes on and on"]),
    st.text(max_size=20),
    st.sampled_from(["best", "other", "uncounted", "copy"]),
    st.none() | st.integers(0, 10**6),
    st.none() | st.integers(0, 10**6),
    st.booleans(),
    st.text(max_size=20),
)


@given(st.lists(MARKS, max_size=12).map(tuple), st.integers(320, 1300))
def test_any_figures_give_a_drawing_within_its_edges(marks: tuple[FigureMark, ...], width: int) -> None:
    told = FigureChart("Killed", "killed", marks, tuple(ReportTick(one.at, one.who) for one in marks))
    root = holds_to_the_rules(figure_svg(told, width))
    for dot in of(root, "circle"):
        assert 0 <= float(dot.attrib["cx"]) <= width
        assert 0 <= float(dot.attrib["cy"]) <= 222.1
    assert len(figure_table(told).rows) == len(marks)
