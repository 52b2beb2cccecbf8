"""No outlet's name is another's, and every code that people read has its words."""

from typing import get_args

from sitrep.codebook.outlets import known_outlet, outlets
from sitrep.codebook.publication import month_numbers, publication
from sitrep.codebook.wording import wording
from sitrep.records.report import Certainty, EventType, IssueCode, Outcome, Role


def test_every_shown_name_leads_back_to_its_own_outlet() -> None:
    for outlet in set(outlets().values()):
        assert known_outlet(outlet.name) == outlet


def test_every_type_role_outcome_certainty_and_issue_has_its_word() -> None:
    words = wording()
    assert set(words.event) == set(get_args(EventType))
    assert set(words.role) == set(get_args(Role))
    assert set(words.outcome) == set(get_args(Outcome))
    assert set(words.certainty) == set(get_args(Certainty))
    assert set(words.issue) == set(get_args(IssueCode))


def test_every_month_has_its_names_in_lower_case() -> None:
    assert set(publication().months) == set(range(1, 13))
    assert all(name == name.lower() for name in month_numbers())


def test_what_is_no_place_is_listed_in_capitals() -> None:
    assert all(words == words.upper() for words in publication().not_places)
