"""Verbs bend as English bends them."""

import pytest

from sitrep.codebook.inflection import inflect


def forms(entry: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for form in inflect(entry):
        found.setdefault(form.form, set()).add(" ".join(form.words))
    return found


@pytest.mark.parametrize(
    ("entry", "form", "words"),
    [
        ("bomb", "ed", {"bombed"}),
        ("ram", "ed", {"rammed"}),
        ("kidnap", "ed", {"kidnapped"}),
        ("airdrop", "ing", {"airdropping"}),
        ("offer", "ed", {"offered"}),
        ("transfer", "ed", {"transferred"}),
        ("target", "ed", {"targeted"}),
        ("cancel", "ed", {"canceled", "cancelled"}),
        ("carry out", "ed", {"carried out"}),
        ("torch", "s", {"torches"}),
        ("strike/struck/struck", "ed", {"struck"}),
        ("take/took/taken", "participle", {"taken"}),
        ("take/took/taken", "past", {"took"}),
        ("free", "ing", {"freeing"}),
    ],
)
def test_a_verb_bends(entry: str, form: str, words: set[str]) -> None:
    assert forms(entry)[form] == words


def test_a_verb_that_is_its_own_past_has_no_base_of_its_own() -> None:
    assert "base" not in forms("hit/hit/hit")
    assert forms("hit/hit/hit")["ed"] == {"hit"}
