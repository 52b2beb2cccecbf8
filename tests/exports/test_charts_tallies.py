"""Tallies stand on a baseline of zero, show what is not reviewed, and hide no figure that is cut."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exports.drawings import HOSTILE, holds_to_the_rules, of, words

from sitrep.exports.charts_tallies import (
    DayBar,
    TallyChart,
    TallyPanel,
    tally_label,
    tally_legend,
    tally_svg,
    tally_table,
)

FIRST = date(2026, 1, 1)


def day(number: int) -> date:
    return FIRST + timedelta(number)


def chart(*bars: DayBar, days: int = 14, unit: int = 1, title: str = "Killed") -> TallyChart:
    return TallyChart(FIRST, day(days - 1), (TallyPanel(title, "killed", bars, unit),), now=day(days - 1))


def bottom(rect: object) -> float:
    return float(rect.attrib["y"]) + float(rect.attrib["height"])  # type: ignore[attr-defined]


def test_bars_stand_on_zero_and_are_as_high_as_their_figures() -> None:
    root = holds_to_the_rules(tally_svg(chart(DayBar(day(2), 4), DayBar(day(3), 8)), 838, prefix="a"), "a")
    four, eight = of(root, "rect", "k")
    assert bottom(four) == bottom(eight)
    assert float(eight.attrib["height"]) == pytest.approx(2 * float(four.attrib["height"]))
    assert next(one.attrib["y1"] for one in of(root, "line", "base")) == f"{bottom(four):g}"


def test_the_part_not_yet_reviewed_is_hatched_and_stands_on_the_reviewed_one() -> None:
    root = holds_to_the_rules(tally_svg(chart(DayBar(day(2), 3, 1)), 838, prefix="a"), "a")
    (filled,) = of(root, "rect", "k")
    (hatched,) = [one for one in of(root, "rect") if one.attrib.get("fill", "").startswith("url(#a-")]
    assert bottom(hatched) == float(filled.attrib["y"])
    assert "4, of which 1 unreviewed" in "".join(root.itertext())


def test_a_whisker_reaches_the_highest_source() -> None:
    low = of(
        holds_to_the_rules(tally_svg(chart(DayBar(day(2), 3), DayBar(day(0), 10)), 838, prefix="a"), "a"), "line", "ks"
    )
    root = holds_to_the_rules(tally_svg(chart(DayBar(day(2), 3, high=10), DayBar(day(0), 10)), 838, prefix="a"), "a")
    whisker = [one for one in of(root, "line", "ks") if one not in low]
    highest = min(float(one.attrib["y"]) for one in of(root, "rect", "k"))
    assert min(float(one.attrib["y2"]) for one in whisker) == highest
    assert "whisker: highest of the sources" in words(root)


def test_at_least_has_an_arrow_and_its_words() -> None:
    root = holds_to_the_rules(tally_svg(chart(DayBar(day(13), 9, open=True)), 838, prefix="a"), "a")
    assert len(of(root, "path", "ks")) == 1
    assert "at least 9" in words(root)


def test_a_bar_that_would_flatten_the_others_is_cut_and_tells_its_number() -> None:
    usual = [DayBar(day(number), 10_000 + number) for number in range(9)]
    root = holds_to_the_rules(
        tally_svg(chart(*usual, DayBar(day(9), 600_000, note="Kyiv Oblast"), unit=1000), 838, prefix="a"), "a"
    )
    assert "600 on 10 Jan, Kyiv Oblast" in words(root)
    assert len(of(root, "path")) == 1
    heights = sorted(float(one.attrib["height"]) for one in of(root, "rect", "k"))
    assert heights[0] > heights[-1] / 4


def test_the_number_of_a_cut_bar_near_the_end_stands_before_it_and_not_beyond_the_chart() -> None:
    usual = [DayBar(day(number), 10) for number in range(9)]
    root = holds_to_the_rules(tally_svg(chart(*usual, DayBar(day(12), 600, open=True)), 838, prefix="a"), "a")
    (label,) = [one for one in of(root, "text") if "600" in "".join(one.itertext())]
    assert "end" in label.attrib["class"].split()


def test_a_day_of_nothing_has_no_bar_and_a_chart_of_nothing_says_so() -> None:
    assert "Killed: none told" in tally_label(chart())
    assert not of(holds_to_the_rules(tally_svg(chart(), 358, prefix="a"), "a"), "rect", "k")


def test_the_table_has_every_figure_with_its_hedge() -> None:
    told = tally_table(chart(DayBar(day(3), 1, 8, open=True), DayBar(day(2), 3, high=5), DayBar(day(40), 7)))
    assert told.rows == (
        ("2026-01-03", "Killed", "3", "0", "5"),
        ("2026-01-04", "Killed", "at least 9", "8", ""),
    )


def test_the_narrow_drawing_shows_the_latest_days() -> None:
    told = chart(DayBar(day(2), 3), DayBar(day(13), 5)).latest(7)
    assert tally_table(told).rows == (("2026-01-14", "Killed", "5", "0", ""),)


def test_hostile_words_stay_words() -> None:
    root = holds_to_the_rules(tally_svg(chart(DayBar(day(3), 1, note=HOSTILE), title=HOSTILE), 838, prefix="a"), "a")
    assert "<script>alert(1)</script>" in words(root)


def test_the_legend_is_free_of_styles_too() -> None:
    told = tally_legend("a")
    assert "style=" not in told and "<script" not in told
    assert 'id="a-legend-killed-h"' in told and "url(#a-legend-killed-h)" in told


BARS = st.builds(
    DayBar,
    st.dates(date(2025, 11, 1), date(2026, 4, 1)),
    st.integers(0, 10**7),
    st.integers(0, 10**4),
    st.none() | st.integers(0, 10**8),
    st.booleans(),
    st.booleans(),
    st.text(max_size=12),
)
PANELS = st.builds(
    TallyPanel,
    st.text(max_size=30),
    st.sampled_from(["killed", "wounded", "outage", "talks"]),
    st.lists(BARS, max_size=30, unique_by=lambda bar: bar.day).map(tuple),
    st.sampled_from([1, 1000]),
)


@given(PANELS, PANELS, st.dates(date(2025, 1, 1), date(2026, 3, 1)), st.integers(0, 900), st.integers(300, 1300))
def test_any_tallies_give_a_drawing_within_its_edges(
    one: TallyPanel, other: TallyPanel, first: date, days: int, width: int
) -> None:
    told = TallyChart(first, first + timedelta(days), (one, other), now=first)
    root = holds_to_the_rules(tally_svg(told, width, prefix="p1"), "p1")
    for rect in of(root, "rect"):
        assert float(rect.attrib["height"]) >= 0 and float(rect.attrib["width"]) >= 0
    _, _, wide, high = map(float, root.attrib["viewBox"].split())
    assert wide == width
    assert all(0 <= float(rect.attrib.get("y", 0)) <= high for rect in of(root, "rect"))
    assert len(tally_table(told).rows) == len(
        [b for p in (one, other) for b in p.bars if told.first <= b.day <= told.last]
    )
