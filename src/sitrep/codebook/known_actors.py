"""Actors known by name: armed groups, organisations, news media, public figures and given names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Literal

from sitrep.codebook.actor_list import ListedActor, bodies, people
from sitrep.codebook.actor_spellings import words_of
from sitrep.codebook.outlets import outlets
from sitrep.errors import CodebookError

Kind = Literal["organization", "armed-group"]


@dataclass(frozen=True, slots=True)
class KnownActor:
    """What is known of an actor before the story is read."""

    name: str
    kind: Kind
    country: str | None
    sector: str | None
    outlet: bool = False
    plain: bool = False  # the name is also a word or a person's name ("Dawn", "Petra")


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """A person in public life: full name, the given names it is written with, country and sector."""

    name: str
    given: frozenset[str]
    country: str | None
    sector: str | None
    sex: str | None


def _rows(file: str, columns: int) -> list[list[str]]:
    """The rows of a table in the data folder below its heading, each with this many cells."""
    text = resources.files("sitrep.codebook").joinpath("data", file).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:] if line and not line.startswith("#")]
    for number, row in enumerate(rows, 2):
        if len(row) != columns:
            raise CodebookError(f"{file}, row {number}: {len(row)} cells.", check=f"Each row has {columns} cells.")
    return rows


@cache
def known_actors() -> dict[str, KnownActor]:
    """Every armed group, organisation and news medium by each of its names as written."""
    found: dict[str, KnownActor] = {}
    for body in bodies():
        kind: Kind = "armed-group" if body.kind == "armed-group" else "organization"
        actor = KnownActor(body.name, kind, body.country, body.sector)
        for name in body.names:
            found.setdefault(name, actor)
    for name, country, also, plain in _rows("news_media.tsv", 4):
        actor = KnownActor(name, "organization", country or None, "JRN", outlet=True)
        for alias in (name, *filter(None, also.split("|"))):
            found.setdefault(alias, replace(actor, plain=True) if alias in plain.split("|") else actor)
    for alias, outlet in outlets().items():
        if outlet.kind != "body" and alias == outlet.name.casefold():
            found.setdefault(outlet.name, KnownActor(outlet.name, "organization", None, "JRN", outlet=True))
    return found


@cache
def media() -> tuple[ListedActor, ...]:
    """The news media as listed actors ("media-tass"), each with its names that are no word or person's name."""
    names: dict[tuple[str, str | None], list[str]] = {}
    for name, actor in known_actors().items():
        if actor.outlet and not actor.plain:
            names.setdefault((actor.name, actor.country), []).append(name)
    return tuple(
        ListedActor(
            f"media-{'-'.join(words_of(name))}", name, "media", country, "JRN",
            tuple(each for each in listed if each != name), source="news media",
        )
        for (name, country), listed in names.items()
    )  # fmt: skip


@cache
def public_figures() -> dict[str, PublicFigure]:
    """Public figures by the name they go by alone ("Putin"), in lower case."""
    found: dict[str, PublicFigure] = {}
    for person in people():
        given = frozenset(name.split()[0].lower() for name in person.names)
        sector = person.sector if person.country else None  # officers of international bodies have none
        figure = PublicFigure(person.name, given, person.country, sector, person.sex)
        for short in person.alone:
            found.setdefault(short.lower(), figure)
    return found


@cache
def given_names() -> dict[str, str]:
    """Given names in lower case with the sex of their bearers: "f", "m" or "" for either."""
    return {name.lower(): sex for name, sex in _rows("given_names.tsv", 2)}
