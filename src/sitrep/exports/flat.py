"""An event as one row of named columns: what CSV, Parquet, HXL and the properties of GeoJSON hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from sitrep.exports.cells import BETWEEN, Cell, Cells
from sitrep.exports.figures import Figure, spread
from sitrep.exports.phrases import UNTOLD, amount_words, damage_line, service_line, weapon_line
from sitrep.ledger.export_queries import ToldEvent
from sitrep.records.lean import LeanCasualty, LeanCount, LeanEvent, lean_event
from sitrep.records.report import Event, Outcome, Role

Kind = Literal["text", "texts", "whole", "real", "flag"]
#: Who vouches where no speaker is named.
PAPER: Final = "the paper"


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that are filled together: their names with their kinds, and what fills them."""

    columns: tuple[tuple[str, Kind], ...]
    values: Callable[[LeanEvent, ToldEvent], tuple[Cells, ...]]


def flat(told: ToldEvent) -> tuple[Cells, ...]:
    """The values of an event under COLUMNS."""
    event = lean_event(told.json)
    row: list[Cells] = []
    for group in GROUPS:
        row += group.values(event, told)
    return tuple(row)


def one_cell(value: Cells) -> Cell:
    """The value as one cell: several texts are joined."""
    return BETWEEN.join(value) if isinstance(value, tuple) else value


def _what(event: LeanEvent, told: ToldEvent) -> tuple[Cells, ...]:
    return (
        event["id"], event["type"], event["mode"], event["contexts"], event["status"], event["background"],
        event["confidence"], told.review,
    )  # fmt: skip


def _when(event: LeanEvent, _: ToldEvent) -> tuple[Cells, ...]:
    when, duration = event["when"], event["duration"]
    length = duration["iso"] if duration else None
    if when is None:
        return (None, None, None, None, length)
    return (when["start"], when["end"], when["precision"], when["text"], length)


def _where(event: LeanEvent, _: ToldEvent) -> tuple[Cells, ...]:
    where = event["where"]
    if where is None:
        return (None,) * 9
    return (
        where["name"], where["note"], where["precision"], where["country"], where["admin1"], where["lat"],
        where["lon"], where["geonames_id"], where["text"],
    )  # fmt: skip


_ROLES: Final[tuple[Role, ...]] = ("actor", "recipient", "participant", "host", "mediator")
_NOBODY: Final[tuple[Cells, ...]] = ((),) * (len(_ROLES) + 1)


def _who(event: LeanEvent, _: ToldEvent) -> tuple[Cells, ...]:
    parties = event["participants"]
    if not parties:
        return _NOBODY
    by_role: dict[str, tuple[str, ...]] = {}
    disputed: tuple[str, ...] = ()
    for each in parties:
        by_role[each["role"]] = (*by_role.get(each["role"], ()), each["name"])
        if each["disputed"]:
            disputed = (*disputed, each["name"])
    return (*[by_role.get(role, ()) for role in _ROLES], disputed)


_UNHARMED: Final[tuple[Cells, ...]] = (None,) * 6 + ((),)


def _harm(event: LeanEvent, _: ToldEvent) -> tuple[Cells, ...]:
    return (
        *(_people(event["casualties"]) if event["casualties"] else _UNHARMED),
        tuple([
            weapon_line(each["kind"], _amount(each["count"]), _amount(each["intercepted"]))
            for each in event["weapons"]
        ]),
        tuple([damage_line(each["object"], each["effect"], _amount(each["count"])) for each in event["damage"]]),
        tuple([
            service_line(each["service"], each["effect"], _amount(each["people"]), _amount(each["households"]))
            for each in event["services"]
        ]),
    )  # fmt: skip


def _people(told: tuple[LeanCasualty, ...]) -> tuple[Cells, ...]:
    killed, wounded = _spread(told, "killed"), _spread(told, "wounded")
    people = tuple(
        f"{_amount(each['count']) or UNTOLD} {each['outcome']}" + (f" ({each['speaker']})" if each["speaker"] else "")
        for each in told
    )
    return (killed.low, killed.best, killed.high, wounded.low, wounded.best, wounded.high, people)


def _spread(told: tuple[LeanCasualty, ...], outcome: Outcome) -> Figure:
    return spread([
        (each["speaker"], (count["low"], count["best"], count["high"]))
        for each in told if each["outcome"] == outcome and (count := each["count"])
    ])  # fmt: skip


def _amount(count: LeanCount | None) -> str | None:
    return amount_words(count["low"], count["best"], count["high"], count["text"]) if count else None


def _said(event: LeanEvent, _: ToldEvent) -> tuple[Cells, ...]:
    sources, links = event["sources"], event["links"]
    return (
        tuple([each["speaker"] or PAPER for each in sources]),
        tuple([each["certainty"] for each in sources]),
        tuple(dict.fromkeys([channel for each in sources for channel in each["via"]])),
        event["issues"],
        tuple([f"{link['relation']} {link['event']}" for link in links]) if links else (),
    )


def _from(event: LeanEvent, told: ToldEvent) -> tuple[Cells, ...]:
    quote, document = event["anchor"], told.document
    return (
        quote["text"], quote["start"], quote["end"], document.id, document.outlet, document.published, document.title,
        document.url, told.engine,
    )  # fmt: skip


def speakers(event: Event) -> tuple[str, ...]:
    """Who vouches for the event; nobody is the paper itself."""
    return tuple(each.speaker or PAPER for each in event.sources)


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
