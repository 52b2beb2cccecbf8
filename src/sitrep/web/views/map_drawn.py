"""The map as it is drawn without scripts: the days that are chosen, one mark a point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sitrep.exports.drawing import Drawn
from sitrep.exports.maps import MapPoint, Precision, map_svg
from sitrep.web.views.map_asking import Asked
from sitrep.web.views.map_marks import GRAVEST, HAPPENED, PRECISIONS, Mark
from sitrep.web.words import days, plural

#: A drawing of more points than this is too much to send to everyone; the gravest are drawn, the list has all.
_MOST: Final = 150
#: So many letters are sent with every page; a larger drawing is sent to who asks for it.
LIGHT: Final = 150_000


def drawn(marks: Sequence[Mark], asked: Asked) -> Drawn:
    """The map of what happened in these days; events at one point share a mark, as large as the deadliest's."""
    by_place: dict[tuple[float | None, float | None, str | None], list[Mark]] = {}
    for one in marks:
        if one.pointed and one.status in HAPPENED and lies_in(one, asked.since, asked.until):
            by_place.setdefault((one.lat, one.lon, one.precision), []).append(one)
    if not by_place:
        return Drawn("")
    gravest = sorted(by_place.values(), key=lambda some: (-max(one.dead for one in some), -len(some), some[0].id))
    return map_svg([_point(some) for some in gravest[:_MOST]], prefix="drawn", title="Map of the events listed")


def lies_in(mark: Mark, since: str | None, until: str | None) -> bool:
    """Whether any of its days does; what has no date lies in all days alone."""
    if mark.start is None and mark.end is None:
        return since is None and until is None
    early = since is not None and mark.end is not None and mark.end < since
    return not early and not (until is not None and mark.start is not None and mark.start > until)


def _point(some: Sequence[Mark]) -> MapPoint:
    first = max(some, key=lambda one: (one.dead, -GRAVEST.index(one.gravest), one.id))
    assert first.lat is not None and first.lon is not None
    kind: Precision = next(each for each in PRECISIONS if each == first.precision)
    words = plural(len(some), "event") if len(some) > 1 else first.toll
    return MapPoint(
        lat=first.lat, lon=first.lon, precision=kind, name=first.place or "", words=words, told=words,
        outcome=min((one.gravest for one in some), key=GRAVEST.index), dead=first.dead,
        reviewed=any(one.reviewed for one in some), country=first.country or "",
        when=days(first.start, first.end), link=f"/incidents/{first.id}" if len(some) == 1 else "",
    )  # fmt: skip
