"""Who the actors of a report are, by the seed's ids: the same for every story that tells of them.

What a report keeps is enough: names, roles, countries and the day. A Wikidata id in it settles the actor.
"""

from __future__ import annotations

from datetime import date

from sitrep.grounding.actor_index import Roster, roster
from sitrep.grounding.actor_people import Named, Resolution, Surroundings
from sitrep.grounding.actors import resolve
from sitrep.records.report import Actor, Report


def identities(report: Report, *, listed: Roster | None = None) -> dict[str, Resolution]:
    """The listed actor, or the reason why there is none, by the id of each actor of the report."""
    listed = listed or roster()
    around = _surroundings(report)
    published = report.document.published
    day = date.fromisoformat(published[:10]) if published else None
    return {actor.id: _known(actor, day, around, listed) for actor in report.actors}


def _known(actor: Actor, day: date | None, around: Surroundings, listed: Roster) -> Resolution:
    known = listed.by_wikidata.get(actor.wikidata) if actor.wikidata else None
    if known is not None:
        return Resolution(known, 1.0, "its Wikidata id")
    role = ", ".join(role.text for role in actor.roles)
    return resolve(Named(actor.name, actor.kind, role, actor.country), day, around, listed=listed)


def _surroundings(report: Report) -> Surroundings:
    """What the report says that may support a name."""
    states = {actor.country for actor in report.actors if actor.kind in {"state", "place-as-actor"}}
    places = {event.where.country for event in report.events if event.where}
    return Surroundings(
        tuple(actor.name for actor in report.actors if actor.kind == "person"),
        tuple(actor.name for actor in report.actors if actor.kind in {"organization", "armed-group"}),
        frozenset(country for country in states if country),
        frozenset(country for country in places if country),
    )
