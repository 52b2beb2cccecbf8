"""How statements stand with reviewers, and how they read where somebody corrected them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, ScalarSelect, select

from sitrep.ledger.contents import digest
from sitrep.ledger.correcting import corrected
from sitrep.ledger.decisions import Review, about, standing
from sitrep.ledger.review_log import decisions_about
from sitrep.ledger.review_tables import review_decisions
from sitrep.records.report import Statement

#: How one statement stands, and how it is told.
Stood = tuple[Review, Statement]


def stood(connection: Connection, stored: Mapping[str, tuple[str, str]]) -> dict[str, Stood]:
    """Each statement of ``stored`` (by its id its JSON and its story's text) as it stands and as it was corrected."""
    decided = decisions_about(connection, stored)
    found: dict[str, Stood] = {}
    for id_, (json, text) in stored.items():
        said = Statement.model_validate_json(json)
        history = decided.get(id_, [])
        own = about(history, digest(json))
        stands = standing(own)
        review: Review = "changed" if history and not own else stands.review
        found[id_] = (review, corrected(said, stands.edits, text) if stands.corrections else said)
    return found


def once_accepted() -> ScalarSelect[str]:
    """The ids of the statements that somebody accepted or corrected at some time; few beside all of them."""
    words = review_decisions.c
    asked = select(words.subject).where(words.kind == "statement", words.verdict.in_(("accept", "correct")))
    return asked.distinct().scalar_subquery()
