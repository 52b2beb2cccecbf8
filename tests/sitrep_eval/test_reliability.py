"""Stated confidence against what gold confirms."""

import json
from pathlib import Path

import pytest

from sitrep.desk.reading import read_document
from sitrep_eval.reliability import Reliability, binned, reliability


def test_the_error_is_the_mean_distance_of_stated_from_confirmed() -> None:
    """Nine events at .8 of which all are right, and one at .5 that is wrong: (9·.2 + 1·.5) / 10."""
    assert Reliability(((0.5, 1, 0.0), (0.8, 9, 1.0))).error == pytest.approx(0.23)


def test_events_stated_with_nearly_the_same_confidence_are_weighed_together() -> None:
    """.61 and .69 share a bin, 1 falls into the last."""
    low, high = binned([(0.61, True), (0.69, False), (1.0, True)]).rows

    assert low == pytest.approx((0.65, 2, 0.5))
    assert high == (1.0, 1, 1.0)


def test_no_event_is_no_error() -> None:
    """A folder without a predicted event has nothing to be wrong about."""
    assert Reliability(()).error == 0


def test_every_event_read_is_counted_once() -> None:
    """The rows of a folder hold as many events as its reports."""
    found = reliability(Path("tests/heldout"), read=read_document)
    rows = json.loads(found.to_json())["rows"]

    assert sum(row["events"] for row in rows) == sum(count for _, count, _ in found.rows) > 0
    assert all(0 <= row["right"] <= 1 for row in rows)


def test_stated_confidence_can_be_trusted_on_stories_nobody_tuned_on() -> None:
    """On the held-out stories the stated confidences lie within a tenth of the confirmed shares."""
    assert reliability(Path("tests/heldout"), read=read_document).error <= 0.1
