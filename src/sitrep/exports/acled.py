"""Events in ACLED's 31 columns; an event that is none of ACLED's kinds is left out, and counted."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import BinaryIO

from sitrep.codebook.files import Entry
from sitrep.exports.cells import BETWEEN, Cell, CsvSheet
from sitrep.exports.country_codes import codes_of
from sitrep.exports.figures import figure
from sitrep.exports.flat import speakers
from sitrep.exports.handing_on import HandedOn, LeftOut
from sitrep.exports.mappings import read_mapping
from sitrep.exports.sides import Side, SideKind, sides
from sitrep.exports.spans import day, days_of, graded, year
from sitrep.ledger.export_queries import ToldEvent
from sitrep.records.report import Event, EventType, PlacePrecision, WeaponKind, When, Where


class Rule(Entry):
    """What must be true of an event to be of this sub-event type; what is not told may be anything."""

    type: EventType
    mode: tuple[str, ...] = ()
    weapon: tuple[WeaponKind, ...] = ()
    no_weapon: tuple[WeaponKind, ...] = ()
    context: tuple[str, ...] = ()
    first: tuple[SideKind, ...] = ()
    second: tuple[SideKind, ...] = ()
    at_home: bool = False
    sub: str


class Acled(Entry):
    """The whole of ``acled.yaml``."""

    columns: tuple[str, ...]
    rules: tuple[Rule, ...]
    event_types: dict[str, tuple[str, ...]]
    disorder_types: dict[str, str]
    inter: dict[SideKind, int]
    inter_abroad: int
    inter_crowd: dict[str, int]
    time_precision: tuple[tuple[int, int], ...]
    night: str
    geo_precision: dict[PlacePrecision, int]
    geo_precision_noted: int


@cache
def acled() -> Acled:
    """ACLED's columns and codes, and how events are mapped to them."""
    return read_mapping("acled.yaml", Acled)


def write_acled(told: Iterable[ToldEvent], out: BinaryIO) -> HandedOn:
    """One row for each event that has an ACLED kind."""
    done = HandedOn()
    sheet = CsvSheet(out, acled().columns)
    sheet.rows(done.rows(told, _row))
    sheet.end()
    return done


def sub_event_type(told: ToldEvent) -> str | None:
    """The sub-event type by the first rule that fits; None when ACLED has no such events."""
    first, second = sides(told)
    return next((rule.sub for rule in acled().rules if _fits(rule, told.event, first, second)), None)


def _fits(rule: Rule, event: Event, first: Side, second: Side) -> bool:
    weapons = {weapon.kind for weapon in event.weapons}
    country = event.where.country if event.where else None
    return (
        event.type == rule.type
        and (not rule.mode or (event.mode or "none") in rule.mode)
        and (not rule.weapon or bool(weapons & set(rule.weapon)))
        and not weapons & set(rule.no_weapon)
        and (not rule.context or bool(set(event.contexts) & set(rule.context)))
        and (not rule.first or first.kind in rule.first)
        and (not rule.second or second.kind in rule.second)
        and (not rule.at_home or (first.country is not None and first.country == country))
    )


def _row(told: ToldEvent) -> tuple[Cell, ...] | LeftOut:
    sub = sub_event_type(told)
    if sub is None:
        return LeftOut("of no kind that ACLED has")
    kind = next(name for name, subs in acled().event_types.items() if sub in subs)
    disorder = acled().disorder_types.get(sub, acled().disorder_types[kind])
    first, second = sides(told)
    country = told.event.where.country if told.event.where else None
    inter1 = acled().inter_crowd.get(kind) or _inter(first, country)
    inter2 = _inter(second, country)
    when = told.event.when
    return (
        told.event.id, day(when.start) if when else None, year(when.start) if when else None, _time_precision(when),
        disorder, kind, sub,
        *_names(first), inter1, *_names(second), inter2, _interaction(inter1, inter2, alone=not second.parties),
        "Civilian targeting" if second.kind == "civilians" else None,
        *_place(told.event.where),
        told.document.outlet, None, told.event.anchor.text, figure(told.event, "killed").least, _tags(told), None,
    )  # fmt: skip


def _names(side: Side) -> tuple[str | None, str | None]:
    """The first name, and those who stand with it."""
    names = side.names
    return (names[0] if names else None, BETWEEN.join(names[1:]) or None)


def _inter(side: Side, country: str | None) -> int | None:
    """What kind of actor a side is; whether a state's forces are at home must be known."""
    if side.kind is None:
        return None
    if side.kind == "state":
        if side.country is None or country is None:
            return None
        return acled().inter["state"] if side.country == country else acled().inter_abroad
    return acled().inter[side.kind]


def _interaction(first: int | None, second: int | None, *, alone: bool) -> int | None:
    """The two codes side by side, the smaller first; 0 stands for nobody."""
    if first is None or (second is None and not alone):
        return None
    return first * 10 if second is None else min(first, second) * 10 + max(first, second)


def _time_precision(when: When | None) -> int | None:
    days = days_of(when)
    if when is not None and days == 2 and when.precision == acled().night:
        days = 1
    return graded(days, acled().time_precision)


def _place(where: Where | None) -> tuple[Cell, ...]:
    """From ``iso`` to ``geo_precision``."""
    if where is None:
        return (None,) * 10
    codes = codes_of(where.country)
    precision = acled().geo_precision[where.precision]
    if where.note and precision < acled().geo_precision_noted:
        precision = acled().geo_precision_noted
    district = where.name if where.precision == "district" else None
    return (
        int(codes.numeric) if codes.numeric else None, codes.region or None, codes.acled or None,
        where.admin1, district, None, where.name, where.lat, where.lon, precision,
    )  # fmt: skip


def _tags(told: ToldEvent) -> str:
    """What ACLED has no column for: where it is from, who vouches for it, how sure it is, what people decided."""
    facts = {
        "review": told.review,
        "status": told.event.status,
        "confidence": str(told.event.confidence),
        "said by": ", ".join(speakers(told.event)),
        "published": told.document.published,
        "document": told.document.id,
        "url": told.document.url,
    }
    return BETWEEN.join(f"{name}={value}" for name, value in facts.items() if value)
