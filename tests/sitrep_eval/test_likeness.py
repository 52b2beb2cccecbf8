"""When a predicted value counts as the gold one."""

import pytest

from sitrep_eval.likeness import kilometres, overlap, same_count, same_days, same_name, same_person, same_place
from sitrep_eval.matching import matched, pairs
from sitrep_eval.shapes import Count, Person, When, Where, characters


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        ("Oleksandr Vilkul", "Vilkul", True),
        ("the General Staff", "General Staff", True),
        ("Gen. Tomas Hale", "Tomas Haile", True),
        ("Ilona Marek", "Ilona Novak", False),
        ("UN", "UNHCR", False),
        (None, None, True),
        (None, "Marek", False),
    ],
)
def test_names_are_the_same_by_inclusion_surname_or_spelling(gold: str, predicted: str, same: bool) -> None:
    assert same_name(gold, predicted) is same


def test_a_city_is_the_same_within_25_kilometres() -> None:
    gold = Where(lat=50.0, lon=30.0, precision="city")

    assert same_place(gold, Where(lat=50.2, lon=30.0, precision="city"))
    assert not same_place(gold, Where(lat=50.3, lon=30.0, precision="city"))


def test_a_country_is_only_the_same_as_a_country() -> None:
    gold = Where(country="UA", precision="country")

    assert same_place(gold, Where(country="UA", precision="country"))
    assert not same_place(gold, Where(country="UA", precision="city"))


def test_a_place_without_coordinates_is_known_by_its_name() -> None:
    assert same_place(Where(name="Camp Sahra", precision="site"), Where(name="Sahra", lat=1.0, lon=1.0))


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    assert kilometres((0, 0), (1, 0)) == pytest.approx(111.2, abs=0.1)


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        ((6, 6, 6), (6, 6, 6), True),
        ((100, 100, 100), (91, 91, 91), True),
        ((6, 6, None), (6, 6, 6), False),
        ((24, None, None), (24, None, None), True),
        ((24, None, None), (24, 24, None), False),
    ],
)
def test_counts_are_the_same_within_a_tenth_and_open_at_the_same_ends(
    gold: tuple[int | None, ...], predicted: tuple[int | None, ...], same: bool
) -> None:
    left, right = (Count(low=c[0], best=c[1], high=c[2]) for c in (gold, predicted))

    assert same_count(left, right) is same


def test_a_clock_time_and_its_day_are_the_same_days() -> None:
    assert same_days(When(start="2025-03-03T21:00"), When(start="2025-03-03", end="2025-03-03"))


def test_an_age_says_enough_without_a_category() -> None:
    gold, predicted = Person(sex="male", age=9, category="child"), Person(sex="male", age=9)

    assert same_person(("killed", gold), ("killed", predicted))
    assert not same_person(("killed", gold), ("wounded", predicted))


def test_no_predicted_value_is_counted_twice() -> None:
    assert matched(["a", "a", "b"], ["a", "b", "b"], str.__eq__) == 2


def test_the_most_alike_are_paired_first_and_each_only_once() -> None:
    likeness = {(1, 1): 0.9, (1, 2): 1.0, (2, 2): 0.95, (2, 1): 0.5}

    found = pairs([1, 2], [1, 2], lambda g, p: likeness[g, p], floor=0.6)

    assert found == [(0, 1)]


def test_words_are_found_where_they_first_stand_and_offsets_are_believed() -> None:
    assert characters("is", "this is") == frozenset({2, 3})
    assert characters([{"start": 5, "end": 7, "text": "is"}], "this is") == frozenset({5, 6})
    assert characters("absent", "this is") == frozenset()


def test_overlap_is_the_shared_part_of_the_whole() -> None:
    assert overlap(frozenset({1, 2}), frozenset({2, 3})) == pytest.approx(1 / 3)
