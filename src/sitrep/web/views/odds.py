"""Happenings of which one tells what another denies, or counts otherwise: the sides beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sitrep.codebook.wording import wording
from sitrep.exports.incident_phrases import count_amount, title
from sitrep.exports.phrases import source_words, when_words
from sitrep.incidents.figures import Figure
from sitrep.ledger.contested import Contested
from sitrep.ledger.incident_reports import Reported
from sitrep.records.report import Source

#: The colour classes of outcomes.
_SHADES: Final = {"killed": "k", "wounded": "w"}
#: Certainties by which a voice stands for what is told.
_FOR: Final = ("asserted", "hedged")
_PAPER: Final = "the paper itself"


@dataclass(frozen=True, slots=True)
class Voiced:
    """What one voice says: a figure or a few words, who, and where its words stand."""

    words: str
    who: str
    outlet: str
    published: str | None
    document: str
    pin: str


@dataclass(frozen=True, slots=True)
class Column:
    """One side of a point: its heading and its voices; ``denies`` gives it its shape."""

    heading: str
    denies: bool
    voices: tuple[Voiced, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """What is contested, the sides beside each other."""

    about: str
    shade: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Odds:
    """A happening and its contested points."""

    incident: str
    title: str
    when: str
    reports: int
    reviewed: bool
    points: tuple[Point, ...]


def odds(contested: Contested) -> Odds:
    """The view of a contested happening."""
    known = {one.event.id: one for one in contested.reports}
    points = [_figure(figure, known) for figure in contested.fused.figures if figure.disputed]
    return Odds(
        contested.id, title(contested.fused), when_words(contested.fused.when), len(contested.reports),
        contested.reviewed, (*_denied(contested), *points),
    )  # fmt: skip


def _figure(figure: Figure, known: Mapping[str, Reported]) -> Point:
    """Each side's newest whole count."""
    told = {one.voice.side: one for one in figure.history if one.standing == "current"}
    columns = []
    for side in figure.sides:
        one = told[side.side]
        report = _by_item(one.document, one.outcome, one.count.text, known)
        pin = f"#v={report[0]}.{report[1]}" if report else ""
        voice = Voiced(
            count_amount(one.count).words, voice_words(one.voice.name, one.voice.role), one.outlet or "outlet not told",
            one.published or None, one.document, pin,
        )  # fmt: skip
        columns.append(Column("", denies=False, voices=(voice,)))
    return Point(wording().outcome[figure.outcome], _SHADES.get(figure.outcome, ""), tuple(columns))


def voice_words(name: str | None, role: str | None) -> str:
    """Who it is and in what capacity; the paper's own voice is named as such."""
    return ", ".join(part for part in dict.fromkeys((name or _PAPER, role)) if part)


def _by_item(document: str, outcome: str, text: str, known: Mapping[str, Reported]) -> tuple[str, str] | None:
    """The event and the path of the value that tells this figure."""
    for id_, one in known.items():
        if one.document.id == document:
            for number, casualty in enumerate(one.event.casualties):
                if casualty.outcome == outcome and casualty.count and casualty.count.text == text:
                    return id_, f"casualties.{number}"
    return None


def _denied(contested: Contested) -> Iterator[Point]:
    """That it happened, or who did it, as some assert and others deny."""
    if not contested.denials:
        return
    stand = tuple(_voices(contested.reports, deny=False))
    deny = tuple(_voices(contested.reports, deny=True))
    if stand and deny:
        doers = [
            side.name for one in contested.reports for side in one.event.participants
            if side.role == "actor" and side.disputed
        ]  # fmt: skip
        about = f"By {' and '.join(dict.fromkeys(doers))}" if doers else "That it happened so"
        columns = (Column("Says so", denies=False, voices=stand), Column("Denies it", denies=True, voices=deny))
        yield Point(about, "", columns)


def _voices(reports: Iterable[Reported], *, deny: bool) -> Iterator[Voiced]:
    """Everyone who says so, or who denies it, each once; a story that names nobody says so itself."""
    seen = set()
    for one in reports:
        event = one.event
        listed = list(enumerate(event.sources))
        if not deny and not any(source.certainty in _FOR for source in event.sources) and event.status != "denied":
            listed.append((-1, Source(speaker=None, actor=None, role=None, certainty="asserted", text=None)))
        for number, source in listed:
            who = source_words(source.model_copy(update={"certainty": "asserted"}))
            fits = source.certainty == "denied" if deny else source.certainty in _FOR
            if fits and (who, one.document.outlet) not in seen:
                seen.add((who, one.document.outlet))
                path = f"sources.{number}" if source.text else "anchor"
                yield Voiced("", who, one.document.outlet or "outlet not told", one.document.published,
                             one.document.id, f"#v={event.id}.{path}")  # fmt: skip
