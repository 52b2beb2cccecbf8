"""How quickly pages came is told by the 95th percentile of all answers, the first of them counted as well."""

import pytest

from sitrep_eval.pages import Timed


@pytest.mark.parametrize(("answers", "p95"), [(20, 19.0), (100, 95.0), (10, 10.0), (1, 1.0)])
def test_nineteen_of_twenty_answers_come_as_quickly_as_the_percentile_says(answers: int, p95: float) -> None:
    timed = Timed.of("/", [number / 1000 for number in range(answers, 0, -1)], 2048)

    assert (timed.p95, timed.slowest, timed.kilobytes) == (p95, float(answers), 2)
