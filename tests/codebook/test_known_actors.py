"""The actors known by name and the words that mark actors: complete, typed and free of contradictions."""

from __future__ import annotations

import pytest

from sitrep.codebook.actor_kinds import actor_kinds
from sitrep.codebook.actor_words import INHERIT, NO_SECTOR, actor_nouns, actor_roles, actor_use
from sitrep.codebook.countries import countries
from sitrep.codebook.known_actors import KnownActor, given_names, known_actors, public_figures


def test_there_are_groups_and_media_enough() -> None:
    """At least 150 armed groups and 150 news media are known, under more names."""
    actors = set(known_actors().values())
    assert len({actor.name for actor in actors if actor.kind == "armed-group"}) >= 150
    assert len({actor.name for actor in actors if actor.outlet}) >= 150


def test_every_country_and_sector_of_a_known_actor_exists() -> None:
    """Codes are those of the country table and of the sectors."""
    sectors = set(actor_kinds().sectors)
    for actor in known_actors().values():
        assert actor.country is None or actor.country in countries(), actor
        assert actor.sector is None or actor.sector in sectors, actor
    for figure in public_figures().values():
        assert figure.country is None or figure.country in countries(), figure
        assert figure.sector in sectors or figure.country is None, figure


def test_every_sector_that_words_settle_exists() -> None:
    """Roles, ranks, bodies and groups name sectors of the codebook."""
    sectors = set(actor_kinds().sectors) | {INHERIT, NO_SECTOR}
    bodies = actor_nouns().bodies
    for named in (
        actor_roles().roles,
        actor_roles().ranks,
        bodies.common,
        bodies.named,
        bodies.weak,
        actor_nouns().people,
        actor_use().group_words,
    ):
        assert set(named) <= sectors
    assert set(actor_nouns().describer_sectors.values()) <= sectors


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("RSF", KnownActor("Rapid Support Forces", "armed-group", "SD", "REB")),
        ("ICRC", KnownActor("International Committee of the Red Cross", "organization", None, "SOC")),
        ("UNHCR", KnownActor("U.N. refugee agency", "organization", None, None)),
        ("Suspilne", KnownActor("Suspilne", "organization", "UA", "JRN", outlet=True)),
    ],
)
def test_a_short_name_leads_to_its_actor(name: str, expected: KnownActor) -> None:
    """Acronyms and other names lead to the actor with its country and sector."""
    assert known_actors()[name] == expected


def test_sexes_of_given_names_are_known_or_open() -> None:
    """A given name is a woman's, a man's or either's."""
    assert set(given_names().values()) == {"f", "m", ""}
    assert given_names()["oleksandr"] == "m"


def test_every_adversary_is_a_country() -> None:
    """Whom a country calls the enemy is a country too."""
    pairs = actor_use().adversaries
    assert set(pairs) | set(pairs.values()) <= set(countries())
