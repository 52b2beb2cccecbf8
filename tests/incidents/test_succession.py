"""A story read anew: which event takes the place of which."""

from __future__ import annotations

from sitrep.incidents.succession import Told, successors


def test_an_event_stays_itself_wherever_its_words_stand_now() -> None:
    assert successors([Told("a", "ASSAULT", 0, 10)], [Told("a", "CONSULT", 900, 910)]) == {"a": "a"}


def test_an_event_becomes_the_nearest_of_its_type() -> None:
    older = [Told("a", "ASSAULT", 0, 10), Told("b", "ASSAULT", 100, 110)]
    newer = [Told("c", "ASSAULT", 95, 110), Told("d", "ASSAULT", 5, 12), Told("e", "CONSULT", 0, 10)]

    assert successors(older, newer) == {"a": "d", "b": "c"}


def test_no_event_takes_the_place_of_two() -> None:
    older = [Told("a", "ASSAULT", 0, 10), Told("b", "ASSAULT", 12, 20)]

    assert successors(older, [Told("c", "ASSAULT", 11, 20)]) == {"b": "c"}


def test_what_stands_far_away_or_is_of_another_type_is_told_no_more() -> None:
    newer = [Told("b", "ASSAULT", 500, 510), Told("c", "CONSULT", 0, 10)]

    assert successors([Told("a", "ASSAULT", 0, 10)], newer) == {}
