"""What the encoder reads, in the terms of attribution and template corpora."""

from __future__ import annotations

from sitrep.annotations.encoder import Reading
from sitrep.annotations.linking import Linked, sayings
from sitrep.annotations.template_roles import fillers
from sitrep.codebook.linking import Linking
from sitrep_eval.attribution import Pieces, Said
from sitrep_eval.roles import Entity


def said_by_encoder(reading: Reading, weights: Linking | None = None) -> list[Said]:
    """Every saying that the encoder ties together; its content's pieces are one mention."""
    return [_said(reading, one) for one in sayings(reading, weights)]


def fillers_by_encoder(text: str, reading: Reading) -> dict[str, list[Entity]]:
    """Who fills the roles of the text's incidents, each entity by one mention."""
    return {role: [((one.words, one.start),) for one in found] for role, found in fillers(text, reading).items()}


def _said(reading: Reading, one: Linked) -> Said:
    source: tuple[Pieces, ...] = ((reading.characters(one.source),),) if one.source else ()
    content = tuple(reading.characters(piece) for piece in one.content)
    return Said(source, ((reading.characters(one.cue),),), (content,) if content else ())
