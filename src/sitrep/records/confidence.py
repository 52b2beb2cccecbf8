"""How likely a story reports an event as coded: by the words that report it and by how much of it is told."""

from __future__ import annotations

import math

from sitrep.codebook.confidence import confidence_file
from sitrep.records.drafts import Draft

#: Digits of a stated confidence; more would promise more than is known.
DIGITS = 2
#: No probability is taken for nearer than this to none or all.
LEAST = 1e-3


def confidence(draft: Draft) -> float:
    """The calibrated probability of the event; where no encoder read the story, the share that its details tell."""
    known, details = confidence_file(), details_told(draft)
    odds = trigger_odds(draft)
    if odds is None:
        return known.by_details[min(details, len(known.by_details) - 1)]
    learnt = known.learnt
    told = learnt.base + learnt.by_detail * details + learnt.by_odds * odds
    return round(1 / (1 + math.exp(-told)), DIGITS)


def details_told(draft: Draft) -> int:
    """How many of these its own words tell: a time, a place, people hurt, a weapon, more than one party."""
    return sum([draft.own_time, draft.own_place, bool(draft.casualties), bool(draft.weapons), len(draft.parties) > 1])


def trigger_odds(draft: Draft) -> float | None:
    """The log odds of its likeliest trigger, as rules and encoder together find; None where no encoder read."""
    likely = [mark.confidence for mark in draft.triggers if mark.value.recalled is not None]
    if not likely:
        return None
    bounded = min(max(*likely, LEAST), 1 - LEAST)
    return math.log(bounded / (1 - bounded))
