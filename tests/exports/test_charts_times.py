"""On the line of time told is not done: what has not happened is hollow, and what is not shown is counted."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.exports.drawings import HOSTILE, holds_to_the_rules, of, words

from sitrep.exports.charts_axes import TimeAxis
from sitrep.exports.charts_times import TimeLane, TimeLine, TimeMark, time_label, time_legend, time_svg, time_table

FIRST, LAST = date(2025, 5, 10), date(2025, 5, 23)
NOW = datetime(2025, 5, 20, 20, tzinfo=UTC)


def chart(*marks: TimeMark) -> TimeLine:
    return TimeLine("The talks", FIRST, LAST, (TimeLane("Talks", marks),), (NOW, "as told on 20 May"))


def test_what_took_place_is_filled_and_what_is_planned_is_hollow() -> None:
    root = holds_to_the_rules(
        time_svg(
            chart(TimeMark(date(2025, 5, 12), "Doha", "done"), TimeMark(date(2025, 5, 21), "Cairo", "planned")), 1192
        )
    )
    (disc,) = of(root, "circle")
    (diamond,) = [one for one in of(root, "rect") if "transform" in one.attrib]
    assert disc.attrib["fill"] == "var(--talks)"
    assert diamond.attrib["fill"] == "var(--page)"
    assert float(diamond.attrib["x"]) > float(disc.attrib["cx"])


def test_the_line_of_now_parts_what_was_told_from_what_is_to_come() -> None:
    root = holds_to_the_rules(time_svg(chart(TimeMark(date(2025, 5, 21), "Cairo", "planned")), 1192))
    (now,) = of(root, "line", "now")
    (diamond,) = [one for one in of(root, "rect") if "transform" in one.attrib]
    assert float(now.attrib["x1"]) < float(diamond.attrib["x"])
    assert "as told on 20 May" in words(root)


def test_an_ongoing_talk_lasts_from_its_beginning_to_its_end() -> None:
    root = holds_to_the_rules(time_svg(chart(TimeMark(date(2025, 5, 12), "Doha", "ongoing", date(2025, 5, 13))), 1192))
    (bar,) = [one for one in of(root, "path") if one.attrib["stroke-width"] == "12"]
    left, right = bar.attrib["d"][1:].split(",")[0], bar.attrib["d"].split("H")[1]
    days = (float(right) - float(left)) / ((1192 - 0) / 14)
    assert 1.8 < days < 2.1


def test_a_break_is_dashed_and_a_cancelled_meeting_crossed_out() -> None:
    broken = TimeMark(date(2025, 5, 11), "break", "break", date(2025, 5, 19))
    off = TimeMark(date(2025, 5, 12), "Rome", "cancelled")
    root = holds_to_the_rules(time_svg(chart(broken, off), 1192))
    dashed, crossed = of(root, "path")
    assert dashed.attrib["stroke-dasharray"] == "2 4" and crossed.attrib["fill"] == "none"
    assert not of(root, "circle")


def test_what_lies_outside_the_days_is_counted_and_stays_in_the_table() -> None:
    told = chart(TimeMark(date(2025, 5, 12), "Doha", "done"), TimeMark(date(2025, 7, 1), "Cairo", "planned"))
    assert time_label(told) == "The talks, 10–23 May 2025: 1 took place; 1 outside these days"
    assert [row[3] for row in time_table(told).rows] == ["Doha", "Cairo"]


def test_labels_never_lie_on_one_another() -> None:
    crowd = [TimeMark(date(2025, 5, 14), f"a meeting of envoys {number}", "done") for number in range(9)]
    root = holds_to_the_rules(time_svg(chart(*crowd), 1192))
    spots = [(one.attrib["x"], one.attrib["y"]) for one in of(root, "text", "halo")]
    assert len(spots) == len(set(spots)) < 9
    assert sum("a meeting of envoys 8" in (one.text or "") for one in of(root, "title")) == 1


def test_hostile_words_stay_words() -> None:
    root = holds_to_the_rules(time_svg(chart(TimeMark(date(2025, 5, 14), HOSTILE, "done", told=HOSTILE)), 1192))
    assert "<script>alert(1)</script>" in "".join(root.itertext())
    assert "style=" not in time_legend()


MOMENTS = st.dates(date(2024, 1, 1), date(2026, 1, 1)) | st.integers(-9_000, 9_000).map(
    lambda n: NOW + timedelta(hours=n)
)
MARKS = st.builds(
    TimeMark,
    MOMENTS,
    st.text(max_size=40),
    st.sampled_from(["done", "ongoing", "planned", "cancelled", "break", "limit"]),
    st.none() | MOMENTS,
    st.text(max_size=20),
    st.sampled_from(["talks", "killed", "ink-2"]),
    st.booleans(),
)


@given(st.lists(MARKS, max_size=12).map(tuple), st.text(max_size=20), st.integers(320, 1300), st.integers(0, 900))
def test_any_marks_give_a_drawing_within_its_edges(
    marks: tuple[TimeMark, ...], name: str, width: int, days: int
) -> None:
    told = TimeLine("The talks", FIRST, FIRST + timedelta(days), (TimeLane(name, marks),), (NOW, name))
    root = holds_to_the_rules(time_svg(told, width))
    assert all(0 <= float(one.attrib["cx"]) <= width for one in of(root, "circle"))
    assert len(time_table(told).rows) == len(marks)


def test_mondays_of_a_long_axis_are_named_by_their_days() -> None:
    names = [name for _, name in TimeAxis.of_days(date(2026, 1, 1), date(2026, 5, 4), 0, 1192).ticks()]

    assert names[:3] == ["5 Jan", "12", "19"] and "2 Feb" in names
