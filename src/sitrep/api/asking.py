"""How a question is put: which rows, how many of them, where to go on, and through which gate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request
from pydantic import BaseModel, Field

from sitrep.api.replies import MOST, SOME
from sitrep.api.tokens import site_of
from sitrep.documents.published import parse_published
from sitrep.errors import BadQuestion
from sitrep.ledger.filters import Box, EventFilter
from sitrep.ledger.gate import Gate
from sitrep.ledger.opening import Book
from sitrep.ledger.paging import Turn
from sitrep.records.report import EventType, Status

#: No word that is searched for is longer.
_LONGEST = 200


def book_of(request: Request) -> Iterator[Book]:
    """A transaction for questions, so that a whole answer is of one moment."""
    with site_of(request).ledger.reading() as book:
        yield book


def day(typed: str | None) -> str | None:
    """A day as it was typed, as ISO 8601; an impossible one is refused."""
    return None if typed is None else parse_published(typed).isoformat()[:10]


def box(typed: str | None) -> Box | None:
    """West, south, east and north in degrees, parted by commas."""
    if typed is None:
        return None
    try:
        west, south, east, north = (float(each) for each in typed.split(","))
    except ValueError as problem:
        raise BadQuestion(f"bbox={typed!r} is no box.", check="Write west,south,east,north in degrees.") from problem
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise BadQuestion(f"bbox={typed!r} lies off the map.", check="Degrees: -180 to 180, and -90 to 90.")
    return Box(west, south, east, north)


Asked = Annotated[Book, Depends(book_of)]


class Question(BaseModel, extra="forbid"):
    """What stands after the question mark; a name that means nothing is refused."""


class Turned(Question):
    """A list is asked page by page."""

    after: str | None = Field(None, max_length=400, description="Where the list goes on: `next` of the answer before.")
    limit: int = Field(SOME, ge=1, le=MOST, description="How many rows at most.")

    @property
    def turn(self) -> Turn:
        """The same as the ledger takes it."""
        return Turn(cursor=self.after, limit=self.limit)


class Gated(Question):
    """Which rows may be told."""

    gate: Gate = Field("reviewed", description="What a person accepted or corrected; all: everything, marked.")


class OfHappenings(Question):
    """Which happenings are asked for."""

    since: str | None = Field(None, max_length=60, description="On this day or later: 2025-12-04.")
    until: str | None = Field(None, max_length=60, description="On this day or earlier.")
    type: EventType | None = Field(None, description="PLOVER's code: ASSAULT, CONSULT …")
    status: Status | None = Field(None, description="occurred, planned, denied …")
    place: str | None = Field(None, max_length=_LONGEST, description="The place's name, or part of it.")
    country: str | None = Field(None, pattern="^[A-Za-z]{2}$", description="ISO 3166-1 alpha-2: UA, SD.")
    actor: str | None = Field(None, max_length=_LONGEST, description="Anyone who took part.")
    bbox: str | None = Field(None, max_length=_LONGEST, description="west,south,east,north in degrees.")
    text: str | None = Field(None, max_length=_LONGEST, description="Words that it rests on.")
    outlet: str | None = Field(None, max_length=_LONGEST, description="Published by this outlet.")

    @property
    def wanted(self) -> EventFilter:
        """The same as the ledger takes it."""
        return self.wanted_with()

    def wanted_with(self, *, background: bool | None = None) -> EventFilter:
        """The same, only of news or only of what is recalled."""
        return EventFilter(
            background=background,
            since=day(self.since), until=day(self.until), type=self.type, status=self.status, place=self.place,
            country=self.country, actor=self.actor, box=box(self.bbox), text=self.text, outlet=self.outlet,
        )  # fmt: skip
