"""Every likeness by which items are compared.

A likeness is one function of two items, alike from either side, with a docstring that says what it states.
To add one, import it and put it here; then learn the weights anew (``python -m sitrep_train.fit_incidents`` for
articles, ``fit_incident_events`` for events).
"""

from __future__ import annotations

from collections.abc import Sequence

from sitrep.incidents import acts, circumstances, texts
from sitrep.incidents.items import Item
from sitrep.incidents.likeness import Feature, Likeness

#: How two articles can be alike.
ARTICLE_FEATURES: tuple[Feature, ...] = (
    circumstances.days_between,
    circumstances.day_shared,
    circumstances.nearest_days,
    circumstances.regions_shared,
    circumstances.places_alike,
    circumstances.kilometres_between,
    circumstances.killed_agree,
    circumstances.wounded_agree,
    texts.words_alike,
    texts.openings_alike,
    texts.titles_alike,
    texts.title_within,
    texts.titles_within,
    texts.rarest_name,
    texts.second_name,
    texts.names_alike,
    texts.names_dwelt_on,
    texts.proper_alike,
    texts.third_proper,
    texts.proper_dwelt_on,
    texts.weight_of_names,
    texts.ages_shared,
    texts.ages_agree,
    texts.addresses_agree,
    texts.numbers_shared,
    texts.shorter_text,
    texts.longer_text,
)

#: How two reported events can be alike.
EVENT_FEATURES: tuple[Feature, ...] = (
    acts.modes_agree,
    acts.times_meet,
    acts.days_off,
    acts.places_fit,
    acts.doers_agree,
    acts.others_did_it,
    acts.sufferers_agree,
    acts.talkers_agree,
    acts.targets_agree,
    acts.objects_agree,
    acts.tolls_agree,
    acts.tellings_alike,
    acts.names_shared,
    acts.published_apart,
)


def compare(left: Item, right: Item, features: Sequence[Feature]) -> tuple[Likeness, ...]:
    """Every likeness of two items, in the order of the features."""
    return tuple(feature(left, right) for feature in features)
