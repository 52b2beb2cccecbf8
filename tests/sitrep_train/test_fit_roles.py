"""The weights of role candidates are those under which what gold confirms is likeliest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.records.test_roles import STRIKE

from sitrep.annotations.sheet import lay
from sitrep.desk.line import RULES, steps
from sitrep.documents.document import Document
from sitrep.documents.published import parse_published
from sitrep.records.assemble import drafts_of
from sitrep.records.drafts import Story
from sitrep_train.fit_roles import BEFORE, Choice, Listening, decided, fit, left_out, rules_alone

NAMES = ("model", "ruled", "none")


def choices(count: int, *, telling: int) -> list[Choice]:
    """Choices between a filler and none, in which one feature tells the right one and the rules are right by chance."""
    noise = np.random.default_rng(7)
    found = []
    for number in range(count):
        features = np.zeros((2, 3))
        features[0, :2], features[1, 2] = noise.normal(size=2), 1.0
        features[0, telling] = 3.0 if number % 2 else -3.0
        found.append(Choice(number, "when", features, np.array([number % 2 == 1, number % 2 == 0]), 0))
    return found


def test_what_tells_the_right_option_gets_the_weight() -> None:
    weights = fit(choices(300, telling=0), NAMES)

    assert weights[0] > 1 > weights[2]


def test_little_seen_leaves_the_weights_near_what_was_believed() -> None:
    few, many = (fit(choices(count, telling=0), NAMES) for count in (2, 300))

    assert abs(few[1] - BEFORE["ruled"]) < abs(many[1] - BEFORE["ruled"])


def test_weights_that_gain_on_stories_left_out_take_the_rules_place() -> None:
    gain, doubt = left_out(choices(300, telling=0), NAMES)

    assert gain > doubt > 0
    assert decided(choices(300, telling=0), NAMES)[0] > 0


def test_the_rules_stand_where_nothing_better_was_seen() -> None:
    found = [replace(choice, right=choice.right[::-1]) for choice in choices(12, telling=2)]
    shuffled = [replace(choice, features=np.abs(choice.features), right=np.array([True, False])) for choice in found]

    assert decided(shuffled, NAMES).tolist() == rules_alone(NAMES).tolist()


def test_listening_notes_every_choice_and_changes_nothing() -> None:
    sheet = lay(Document(STRIKE, published=parse_published("2025-06-19")), steps(RULES))
    roles = Listening(None)

    heard, alone = drafts_of(Story(sheet), roles), drafts_of(Story(sheet))

    assert {role for role, _ in roles.noted} >= {"when", "where", "actor", "weapon", "again"}
    assert [(draft.when, draft.where, draft.parties) for draft in heard] == [
        (draft.when, draft.where, draft.parties) for draft in alone
    ]
