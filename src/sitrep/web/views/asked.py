"""What an address asks of incidents, read strictly: what cannot be read is refused in words."""

from __future__ import annotations

from typing import Final

from sitrep.codebook.countries import country_by_name
from sitrep.errors import BadQuestion
from sitrep.ledger.filters import EventFilter
from sitrep.ledger.incident_queries import IncidentFilter
from sitrep.records.report import EventType, Status
from sitrep.web.addresses import Address
from sitrep.web.views.asking import code_asked, day_asked

#: The questions of the list, in the order of its form.
ASKED: Final = ("since", "until", "place", "country", "type", "actor", "status", "min_killed", "q")


def incident_filter(address: Address) -> IncidentFilter:
    """The filter that the address asks for."""
    wanted = EventFilter(
        since=day_asked(address, "since"),
        until=day_asked(address, "until"),
        place=address.get("place"),
        country=country_asked(address),
        type=code_asked(address, "type", EventType),
        actor=address.get("actor"),
        status=code_asked(address, "status", Status),
        text=address.get("q"),
    )
    return IncidentFilter(event=wanted, min_killed=_number(address.get("min_killed")))


def country_asked(address: Address) -> str | None:
    """The code of the country that the address names by code or name."""
    stated = address.get("country")
    if stated is None:
        return None
    code = stated.strip()
    found = code.upper() if len(code) == len("UA") else country_by_name(code)
    if found is None:
        raise BadQuestion(f"No country is called {code!r}.", check="Write its name or its code: Ukraine, UA.")
    return found


def _number(stated: str | None) -> int | None:
    if stated is None:
        return None
    told = stated.strip()
    if not told.isascii() or not told.isdecimal() or len(told) > len("1000000000"):
        raise BadQuestion(f"min_killed={stated!r} is no number of people.", check="Write a whole number.")
    return int(told)
