"""Clock times of a zone: what offset a local time has there on its day, summer time included."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from sitrep.codebook.zones import zones

MINUTE = 60
UNIVERSAL = "UTC"
#: A zone counted from universal time: "utc+3", "gmt-5", "utc+5:30".
COUNTED = re.compile(r"(?:utc|gmt)(?P<sign>[+-])(?P<hours>\d{1,2})(?::(?P<minutes>\d\d))?")


def offset_at(zone: str, local: datetime) -> str | None:
    """The offset from UTC, "+02:00", of a local clock time in an IANA zone; None where no such zone is known.

    An hour that summer time repeats is taken the first time round.
    """
    known = _zone(zone)
    shift = local.replace(tzinfo=known).utcoffset() if known is not None else None
    return offset_of(round(shift.total_seconds()) // MINUTE) if shift is not None else None


def offset_of(minutes: int) -> str:
    """An offset of so many minutes east of Greenwich: 120 is "+02:00"."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def minutes_of(offset: str) -> int:
    """The minutes east of Greenwich of an offset: "+02:00" is 120, none is none."""
    if not offset:
        return 0
    hours, minutes = offset[1:].split(":")
    return (-1 if offset[0] == "-" else 1) * (MINUTE * int(hours) + int(minutes))


def in_zone(zone: str, local: str) -> str | None:
    """A local clock time, "2025-07-01T21:00", with the offset it has in an IANA zone; None for an unknown zone."""
    offset = offset_at(zone, datetime.fromisoformat(local))
    return f"{local}{offset}" if offset else None


def offset_told(words: str, local: datetime) -> str:
    """The offset of the zone that a story names at a clock time, "GMT" or "Kyiv"; empty where none is known."""
    known, counted = zones(), COUNTED.fullmatch(words)
    if counted is not None:
        minutes = 60 * int(counted["hours"]) + int(counted["minutes"] or 0)
        return offset_of(-minutes if counted["sign"] == "-" else minutes)
    told = known.letters.get(words) or known.names.get(words) or ""
    if told[:1] in {"+", "-"} or not told:
        return told
    return offset_at(told, local) or ""


def is_utc(words: str) -> bool:
    """Whether the zone named is universal time: "GMT", "UTC", "Greenwich mean"."""
    known = zones()
    return known.names.get(words) == UNIVERSAL or known.letters.get(words) == offset_of(0)


def day_there(clock: str, zone: str) -> date | None:
    """The day that a clock time with an offset falls on in an IANA zone: 2300 GMT is the next day in Kyiv.

    A time that tells no offset is local and stays on its own day; None for an unknown zone.
    """
    told, known = datetime.fromisoformat(clock), _zone(zone)
    if known is None:
        return None
    return told.date() if told.tzinfo is None else told.astimezone(known).date()


@cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # no such zone, or a platform without the database
        return None
