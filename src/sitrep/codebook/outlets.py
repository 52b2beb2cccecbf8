"""The outlets that Sitrep knows by name: agencies, broadcasters, papers and bodies."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from sitrep.codebook.files import Entry, read
from sitrep.errors import CodebookError

OutletKind = Literal["agency", "broadcaster", "paper", "body"]


class _Named(Entry):
    name: str
    also: tuple[str, ...] = ()


class _Outlets(Entry):
    agency: tuple[_Named, ...]
    broadcaster: tuple[_Named, ...]
    paper: tuple[_Named, ...]
    body: tuple[_Named, ...]


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher of stories: its shown name and its kind."""

    name: str
    kind: OutletKind


@cache
def outlets() -> dict[str, Outlet]:
    """Every known outlet by each of its names, folded to lower case; a name that two outlets bear is an error."""
    listed: _Outlets = read("outlets.yaml", _Outlets)
    kinds: tuple[tuple[OutletKind, tuple[_Named, ...]], ...] = (
        ("agency", listed.agency),
        ("broadcaster", listed.broadcaster),
        ("paper", listed.paper),
        ("body", listed.body),
    )
    found: dict[str, Outlet] = {}
    for kind, entries in kinds:
        for entry in entries:
            for name in (entry.name, *entry.also):
                if name.casefold() in found:
                    raise CodebookError(f"outlets.yaml: {name!r} is listed twice.", check="Keep one of the two.")
                found[name.casefold()] = Outlet(entry.name, kind)
    return found


def known_outlet(name: str) -> Outlet | None:
    """The outlet that bears this name, whatever its case; None when nobody listed it."""
    return outlets().get(name.strip().casefold())
