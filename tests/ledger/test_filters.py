"""Who is asked for is found by every name they are listed under, and by no part of another word."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, literal, select

from sitrep.ledger.filters import holds_actor
from sitrep.ledger.folding import fold


@pytest.mark.parametrize(
    ("told", "asked", "found"),
    [
        ("Rapid Support Forces | villagers", "RSF", True),
        ("RSF", "RSF", True),
        ("the RSF fighters", "RSF", True),
        ("Hayat Tahrir al-Sham", "HTS", True),
        ("Human Rights Monitor", "HTS", False),
        ("Steve Witkoff", "witkoff", True),
        ("Russia | Ukraine", "ukraine", True),
        ("Russia", "ukraine", False),
        ("100% Company", "100%", True),
    ],
)
def test_an_actor_is_found_by_its_names_and_not_inside_other_words(told: str, asked: str, *, found: bool) -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        assert bool(connection.scalar(select(holds_actor(literal(fold(told)), asked)))) is found
