"""An incident as rows of the derived tables: what lists filter, sort and show of it without fusing it again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter

from sitrep.codebook.harms import harms
from sitrep.incidents.figures import Figure
from sitrep.incidents.fusion import Fused, Telling, fuse
from sitrep.incidents.parties import party_name
from sitrep.ledger.folding import fold
from sitrep.ledger.incident_reports import Told
from sitrep.ledger.rows import place_names
from sitrep.records.report import Event

#: Stands between the parts of a sort order; it comes before every letter, so that the shorter of two parts comes first.
BETWEEN: Final = "\x1f"
#: What sorts after every day.
_LAST: Final = "~"
#: The largest number that a column holds, and how many digits it has.
_MOST: Final = 2**63 - 1
_DIGITS: Final = 19
#: What a place is marked with where no people came to harm, but a service was cut.
_OUTAGE: Final = "outage"
_CUT: Final = ("cut", "reduced")


def view_row(id_: str, told: Sequence[Told], fused: Fused) -> dict[str, Any]:
    """The row of ``incident_views``."""
    tellings = [one.telling for one in told]
    published = sorted(one.published for one in tellings if one.published)
    first, last = (published[0], published[-1]) if published else (None, None)
    columns = _told_columns(fused, [one.event for one in tellings])
    return {
        "id": id_, **columns, "side": side(_doers(told)),
        "place_folded": _joined(name for one in tellings for name in place_names(one.event.where)),
        "actors_folded": _actors(tellings), "outlets_folded": _joined(one.outlet for one in tellings),
        "reports": len(told), "documents": len(fused.documents), "origins": fused.origins,
        "independent_sources": fused.independent_sources,
        "confidence": max(one.event.confidence for one in tellings),
        "first_published": first, "last_published": last, **_orders(id_, fused, last or "", columns["dead"]),
    }  # fmt: skip


def _told_columns(fused: Fused, events: Sequence[Event]) -> dict[str, Any]:
    """The columns of ``incident_views`` that say what the reports of these events together tell."""
    return {
        "type": fused.type, "mode": fused.mode, "status": fused.status, "background": fused.only_recalled,
        **_time(fused), **_place(fused), **_toll(fused, "killed"), **_toll(fused, "wounded"),
        "dead": min(killed(fused), _MOST), "disputed": any(one.disputed for one in fused.figures),
        "gravest": _gravest(fused, events),
    }  # fmt: skip


def killed(fused: Fused) -> int:
    """How many were killed: the best figure, else the lowest; 0 where nobody tells of any."""
    return next(
        (one.best if one.best is not None else one.low or 0 for one in fused.figures if one.outcome == "killed"), 0
    )


def side(told: Iterable[Iterable[str]]) -> str:
    """Who did it, as most reports say, of which each names the parties: countries where they are known, else names."""
    counted = Counter(" and ".join(sorted(map(party_name, doers))) for doers in told)
    counted.pop("", None)
    return min(counted, key=lambda name: (-counted[name], name)) if counted else ""


def _doers(told: Sequence[Told]) -> Iterator[Iterable[str]]:
    acts = (json.loads(one.packed).get("act") for one in told)
    return (act["doers"] for act in acts if act)


def packed_fusion(fused: Fused) -> str:
    """The view as JSON, without the history of its figures: that is long, and asked for one incident at a time."""
    figures = tuple(replace(one, history=()) for one in fused.figures)
    return _shape().dump_json(replace(fused, figures=figures)).decode()


def unpacked_fusion(text: str) -> Fused:
    """The view that was packed; its figures have no history."""
    return _shape().validate_json(text)


@cache
def _shape() -> TypeAdapter[Fused]:
    return TypeAdapter(Fused)


def fused(told: Sequence[Told]) -> Fused:
    """The view that these reports make together."""
    return fuse([one.telling for one in told])


def _time(fused: Fused) -> dict[str, str | None]:
    """A happening without an end is over on the day on which it began."""
    when = fused.when
    start = when.start[:10] if when and when.start else None
    end = when.end[:10] if when and when.end else start
    return {"start_day": start, "end_day": end, "time_precision": when.precision if when else None}


def _place(fused: Fused) -> dict[str, Any]:
    """Where it was by most reports."""
    where = fused.where
    return {
        "place": where.name if where else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "country": where.country if where else None,
        "admin1": where.admin1 if where else None,
        "place_precision": where.precision if where else None,
    }


def _toll(fused: Fused, outcome: str) -> dict[str, int | None]:
    told: Figure | None = next((one for one in fused.figures if one.outcome == outcome), None)
    ends = (told.low, told.best, told.high) if told else (None, None, None)
    kept = [None if end is None else min(end, _MOST) for end in ends]
    return dict(zip((f"{outcome}_low", f"{outcome}_best", f"{outcome}_high"), kept, strict=True))


def _gravest(fused: Fused, events: Sequence[Event]) -> str | None:
    harmed = {one.outcome for one in fused.figures if one.best or one.low or one.high}
    if harmed:
        return min(harmed, key=harms().gravity.index)
    cut = any(service.effect in _CUT for event in events for service in event.services)
    return _OUTAGE if cut else None


def _actors(tellings: Sequence[Telling]) -> str:
    """Everyone who took part: names, words, the ids and names of the actors behind them."""
    names: dict[str | None, None] = {}
    for one in tellings:
        for part in one.event.participants:
            known = one.actors.get(part.actor or "")
            names.update(dict.fromkeys((part.name, part.text, part.actor, known.name if known else None)))
    return _joined(names)


def _joined(names: Iterable[str | None]) -> str:
    """The folded names, each once, in order: what order reports come in makes no difference."""
    return " | ".join(sorted({fold(name) for name in names if name}))


def _orders(id_: str, fused: Fused, last: str, dead: int) -> dict[str, str]:
    start = fused.when.start if fused.when and fused.when.start else ""
    place = fused.where.name if fused.where else ""
    return {
        "by_day": BETWEEN.join((start or _LAST, place, id_)),
        "by_newest": BETWEEN.join((start[:10], last, id_)),
        "by_report": BETWEEN.join((last, id_)),
        "by_dead": BETWEEN.join((f"{dead:0{_DIGITS}}", start[:10], id_)),
    }
