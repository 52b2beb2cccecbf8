"""The weights of role candidates are those under which what gold confirms is likeliest."""

from __future__ import annotations

import numpy as np
from tests.records.test_roles import STRIKE

from sitrep.annotations.sheet import lay
from sitrep.desk.line import RULES, steps
from sitrep.documents.document import Document
from sitrep.documents.published import parse_published
from sitrep.records.assemble import drafts_of
from sitrep.records.drafts import Story
from sitrep_train.fit_roles import Choice, Listening, fit, left_out, share_right


def choices(count: int, *, telling: int) -> list[Choice]:
    """Choices between two options, in which one feature tells the right one and the other is noise."""
    noise = np.random.default_rng(7)
    found = []
    for number in range(count):
        features = noise.normal(size=(2, 2))
        features[:, telling] = (1.0, -1.0) if number % 2 else (-1.0, 1.0)
        found.append(Choice(number, "when", features, features[:, telling] > 0, 0))
    return found


def test_what_tells_the_right_option_gets_the_weight() -> None:
    first, second = fit(choices(60, telling=0)), fit(choices(60, telling=1))

    assert first[0] > 10 * abs(first[1])
    assert second[1] > 10 * abs(second[0])


def test_a_story_left_out_is_chosen_rightly_where_the_rules_are_right_by_chance() -> None:
    found = choices(60, telling=0)

    assert share_right(found, None) == 0.5
    assert left_out(found) == 1.0


def test_several_right_options_share_the_likelihood() -> None:
    features = np.array([[1.0], [1.0], [0.0]])

    weights = fit([Choice(0, "when", features, np.array([True, True, False]), 2)])

    assert weights[0] > 0


def test_listening_notes_every_choice_and_changes_nothing() -> None:
    sheet = lay(Document(STRIKE, published=parse_published("2025-06-19")), steps(RULES))
    roles = Listening(None)

    heard, alone = drafts_of(Story(sheet), roles), drafts_of(Story(sheet))

    assert {role for role, _ in roles.noted} >= {"when", "where", "actor", "weapon", "again"}
    assert [(draft.when, draft.where, draft.parties) for draft in heard] == [
        (draft.when, draft.where, draft.parties) for draft in alone
    ]
