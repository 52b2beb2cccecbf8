"""An event as one row of named columns: what CSV, Parquet, HXL and the properties of GeoJSON hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from sitrep.exports.figures import figure
from sitrep.exports.phrases import casualty_words, damage_words, service_words, weapon_words
from sitrep.ledger.export_queries import ToldEvent
from sitrep.records.report import Event, Role

Kind = Literal["text", "texts", "whole", "real", "flag"]
Value = str | int | float | bool | None | tuple[str, ...]
#: Between the parts of a column of texts, where a format has one text a cell.
BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that are filled together: their names with their kinds, and what fills them."""

    columns: tuple[tuple[str, Kind], ...]
    values: Callable[[ToldEvent], tuple[Value, ...]]


def flat(told: ToldEvent) -> tuple[Value, ...]:
    """The values of an event under COLUMNS."""
    row: list[Value] = []
    for group in GROUPS:
        row += group.values(told)
    return tuple(row)


def one_cell(value: Value) -> str | int | float | bool | None:
    """The value as one cell: several texts are joined."""
    return BETWEEN.join(value) if isinstance(value, tuple) else value


def _what(told: ToldEvent) -> tuple[Value, ...]:
    event = told.event
    return (
        event.id, event.type, event.mode, event.contexts, event.status, event.background, event.confidence,
        told.review,
    )  # fmt: skip


def _when(told: ToldEvent) -> tuple[Value, ...]:
    when, duration = told.event.when, told.event.duration
    length = duration.iso if duration else None
    return (when.start, when.end, when.precision, when.text, length) if when else (None, None, None, None, length)


def _where(told: ToldEvent) -> tuple[Value, ...]:
    where = told.event.where
    if where is None:
        return (None,) * 9
    return (
        where.name, where.note, where.precision, where.country, where.admin1, where.lat, where.lon, where.geonames_id,
        where.text,
    )  # fmt: skip


_ROLES: Final[tuple[Role, ...]] = ("actor", "recipient", "participant", "host", "mediator")
_NOBODY: Final[tuple[Value, ...]] = ((),) * (len(_ROLES) + 1)


def _who(told: ToldEvent) -> tuple[Value, ...]:
    event = told.event
    if not event.participants:
        return _NOBODY
    disputed = tuple([each.name for each in event.participants if each.disputed])
    return (*(named(event, role) for role in _ROLES), disputed)


def named(event: Event, role: Role) -> tuple[str, ...]:
    """The names of those who took part in this role."""
    return tuple([each.name for each in event.participants if each.role == role])


def _harm(told: ToldEvent) -> tuple[Value, ...]:
    event = told.event
    killed, wounded = figure(event, "killed"), figure(event, "wounded")
    people = tuple(
        f"{casualty_words(each)} {each.outcome}" + (f" ({each.speaker})" if each.speaker else "")
        for each in event.casualties
    )
    return (
        killed.low, killed.best, killed.high, wounded.low, wounded.best, wounded.high, people,
        tuple(map(weapon_words, event.weapons)), tuple(map(damage_words, event.damage)),
        tuple(map(service_words, event.services)),
    )  # fmt: skip


def _said(told: ToldEvent) -> tuple[Value, ...]:
    event = told.event
    return (
        speakers(event),
        tuple(each.certainty for each in event.sources),
        tuple(dict.fromkeys(channel for each in event.sources for channel in each.via)),
        event.issues,
        tuple(f"{link.relation} {link.event}" for link in event.links),
    )


def speakers(event: Event) -> tuple[str, ...]:
    """Who vouches for the event; nobody is the paper itself."""
    return tuple(each.speaker or "the paper" for each in event.sources)


def _from(told: ToldEvent) -> tuple[Value, ...]:
    quote, document = told.event.anchor, told.document
    return (
        quote.text, quote.start, quote.end, document.id, document.outlet, document.published, document.title,
        document.url, told.engine,
    )  # fmt: skip


GROUPS = (
    Group(
        (("id", "text"), ("type", "text"), ("mode", "text"), ("contexts", "texts"), ("status", "text"),
         ("background", "flag"), ("confidence", "real"), ("review", "text")),
        _what,
    ),
    Group(
        (("start", "text"), ("end", "text"), ("time_precision", "text"), ("when", "text"), ("duration", "text")),
        _when,
    ),
    Group(
        (("place", "text"), ("place_note", "text"), ("place_precision", "text"), ("country", "text"),
         ("admin1", "text"), ("lat", "real"), ("lon", "real"), ("geonames_id", "whole"), ("where", "text")),
        _where,
    ),
    Group(
        (("actors", "texts"), ("recipients", "texts"), ("participants", "texts"), ("hosts", "texts"),
         ("mediators", "texts"), ("disputed", "texts")),
        _who,
    ),
    Group(
        (("killed_low", "whole"), ("killed_best", "whole"), ("killed_high", "whole"), ("wounded_low", "whole"),
         ("wounded_best", "whole"), ("wounded_high", "whole"), ("casualties", "texts"), ("weapons", "texts"),
         ("damage", "texts"), ("services", "texts")),
        _harm,
    ),
    Group(
        (("said_by", "texts"), ("certainties", "texts"), ("via", "texts"), ("issues", "texts"), ("links", "texts")),
        _said,
    ),
    Group(
        (("quote", "text"), ("quote_start", "whole"), ("quote_end", "whole"), ("document", "text"),
         ("outlet", "text"), ("published", "text"), ("title", "text"), ("url", "text"), ("engine", "text")),
        _from,
    ),
)  # fmt: skip

#: Every column with its kind, in the order in which formats hold them.
COLUMNS: tuple[tuple[str, Kind], ...] = tuple(column for group in GROUPS for column in group.columns)
