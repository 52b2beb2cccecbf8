"""Incidents as rows of a table: when, what and where, how many, who says so; parts stand under their whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sitrep.exports.chips import STATUSES, Chip
from sitrep.exports.incident_phrases import Amount, figure_amount, headline, names, place_words
from sitrep.exports.situation_words import first_report
from sitrep.incidents.nesting import PartOf
from sitrep.incidents.sides import vouching
from sitrep.ledger.decisions import REVIEWED
from sitrep.ledger.gated_incidents import Shown
from sitrep.ledger.incident_reports import Incident
from sitrep.records.report import Source, When
from sitrep.web.words import day, days

#: Outcomes that have columns of their own.
_COLUMNS: Final = ("killed", "wounded")
#: Times that are told more finely than a day.
_FINE: Final = ("minute", "hour", "part-of-day")
#: A time in so many letters fits under its day.
_SHORT: Final = 20
#: So many voices are named in a row.
_VOICES: Final = 2


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says so: a name and a capacity."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident in a row; ``whole`` is what it is part of, and ``nested`` says that it stands under that."""

    id: str
    days: str
    time: str
    what: str
    where: str
    others: str
    killed: Amount | None
    wounded: Amount | None
    voices: tuple[Voice, ...]
    more_voices: int
    chips: tuple[Chip, ...]
    reports: int
    whole: str | None = None
    nested: bool = False
    recalled: bool = False


def rows_of(
    shown: Mapping[str, Shown], order: Sequence[str], wholes: Mapping[str, PartOf], *, year: bool = True
) -> tuple[IncidentRow, ...]:
    """The incidents in this order, but that a part stands under its whole where both are here."""
    made = {id_: row_of(shown[id_], year=year) for id_ in order if id_ in shown and shown[id_].incident is not None}
    parts: dict[str, list[str]] = {}
    for id_ in made:
        whole = wholes[id_].whole if id_ in wholes else None
        if whole in made:
            parts.setdefault(whole, []).append(id_)
    under = {part for inner in parts.values() for part in inner}
    found: list[IncidentRow] = []
    for id_, row in made.items():
        if id_ not in under:
            found.append(_within(row, wholes))
            found += [replace(_within(made[part], wholes), nested=True) for part in _below(id_, parts)]
    return tuple(found)


def _below(whole: str, parts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for part in parts.get(whole, ()):
        yield part
        yield from _below(part, parts)


def _within(row: IncidentRow, wholes: Mapping[str, PartOf]) -> IncidentRow:
    return replace(row, whole=wholes[row.id].whole) if row.id in wholes else row


def row_of(shown: Shown, *, year: bool) -> IncidentRow:
    """One incident in a row, its days with their ``year`` or without."""
    incident = shown.incident
    assert incident is not None
    fused = incident.fused
    figures = {one.outcome: figure_amount(one) for one in fused.figures}
    others = [f"{amount.words} {outcome}" for outcome, amount in figures.items() if outcome not in _COLUMNS]
    voices = voices_of(incident)
    return IncidentRow(
        id=incident.id,
        days=_days(fused.when, year=year),
        time=_time(fused.when),
        what=headline(first_report(incident).event),
        where=place_words(fused.where),
        others="; ".join(others),
        killed=figures.get("killed"),
        wounded=figures.get("wounded"),
        voices=voices[:_VOICES],
        more_voices=max(0, len(voices) - _VOICES),
        chips=tuple(_chips(shown)),
        reports=len(incident.reports),
        recalled=fused.only_recalled,
    )


def _days(when: When | None, *, year: bool) -> str:
    """The days, with the year where it is asked for or changes."""
    if when is None:
        return "no date"
    ends = [end[:4] for end in (when.start, when.end) if end]
    if len(set(ends)) == len("ab"):
        return f"{day(when.start, year=True)} – {day(when.end, year=True)}"
    return f"{days(when.start, when.end)} {ends[0] if year else ''}".strip() if ends else "no date"


def _time(when: When | None) -> str:
    """The hour, or the part of the day where the story says it in few words."""
    if when is None or when.precision not in _FINE:
        return ""
    if when.start and len(when.start) > len("2025-12-04"):
        return when.start[11:16]
    return when.text if len(when.text) <= _SHORT else ""


def voices_of(incident: Incident) -> tuple[Voice, ...]:
    """Who vouches for it."""
    return tuple(_voices(incident))


def _voices(incident: Incident) -> Iterator[Voice]:
    """The distinct ones who vouch, by the newest report first; the outlet itself where nobody is named."""
    seen: set[str] = set()
    for report in reversed(incident.reports):
        told = [one for one in vouching(report.event.sources) if one.speaker]
        own = Voice(report.document.outlet or "outlet not told", "in its own voice")
        listed = [_voice(one) for one in told] or [own]
        for voice in listed:
            if voice.name not in seen:
                seen.add(voice.name)
                yield voice


def _voice(source: Source) -> Voice:
    role = capacity(source)
    channels = [one for one in source.via if one != source.speaker]
    via = f"via {names(channels)}" if channels else ""
    return Voice(source.speaker or "", ", ".join(each for each in (role, via) if each))


def capacity(source: Source) -> str:
    """In what capacity they speak, without the words by which they are named: "familiar with the matter"."""
    name, role = source.speaker or "", source.role or ""
    if role.casefold() in name.casefold():
        return ""
    bare = name.casefold().removeprefix("a ").removeprefix("an ").removeprefix("the ")
    return role[len(bare) :].lstrip(" ,") if bare and role.casefold().startswith(f"{bare} ") else role


def _chips(shown: Shown) -> Iterator[Chip]:
    """How it stands when it did not simply happen, and whether anybody reviewed it."""
    assert shown.incident is not None
    fused = shown.incident.fused
    if fused.status != "occurred":
        yield STATUSES[fused.status]
    if any(one.disputed for one in fused.figures):
        yield Chip("disputed", "disputed")
    left = sum(review not in REVIEWED for review in shown.reviews.values())
    if not left:
        yield Chip("reviewed", "reviewed")
    else:
        yield Chip("unreviewed", "unreviewed" if left == len(shown.reviews) else f"{left} unreviewed")
