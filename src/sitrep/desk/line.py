"""The order of work: one list, nothing registers itself."""

from __future__ import annotations

from functools import cache

from sitrep.annotations.attribution import AttributionStep
from sitrep.annotations.casualties import CasualtyStep
from sitrep.annotations.damage_told import DamageStep
from sitrep.annotations.encoded import EncoderStep
from sitrep.annotations.encoder import PARTS
from sitrep.annotations.entities import EntityStep
from sitrep.annotations.lines import LineStep
from sitrep.annotations.meeting import MeetingStep
from sitrep.annotations.mentions import MentionStep
from sitrep.annotations.people_phrases import PeopleStep
from sitrep.annotations.quotations import QuotationStep
from sitrep.annotations.scenes import SceneStep
from sitrep.annotations.sentences import SentenceStep
from sitrep.annotations.sheet import Step, check
from sitrep.annotations.triggers import TriggerStep
from sitrep.annotations.weapons_used import WeaponStep
from sitrep.annotations.words import WordStep
from sitrep.codebook.actor_list import ListedActor
from sitrep.grounding.actors import ActorStep
from sitrep.grounding.dates import TimeStep
from sitrep.grounding.gazetteer import gazetteer
from sitrep.grounding.naming import NamingStep
from sitrep.grounding.places import PlaceStep
from sitrep.grounding.quantities import QuantityStep

#: No part of the encoder: the rules read alone.
RULES: frozenset[str] = frozenset()


@cache
def steps(learnt: frozenset[str] = PARTS, own: tuple[ListedActor, ...] = ()) -> tuple[Step, ...]:
    """Every step of reading, in order. To add a step, import it above and put it here.

    ``learnt`` are the parts of the encoder that take part: all of them in the product, ``RULES`` where the
    rules are to read alone. ``own`` are a user's own actors.
    """
    line: tuple[Step, ...] = (
        EncoderStep(parts=learnt),
        SentenceStep(),
        WordStep(),
        QuotationStep(),
        LineStep(),
        QuantityStep(),
        TimeStep(),
        MentionStep(gazetteer()),
        EntityStep(),
        NamingStep(),
        PlaceStep(),
        ActorStep(own),
        PeopleStep(),
        WeaponStep(),
        CasualtyStep(),
        DamageStep(),
        AttributionStep(),
        SceneStep(),
        TriggerStep(),
        MeetingStep(),
    )
    check(line)
    return line
