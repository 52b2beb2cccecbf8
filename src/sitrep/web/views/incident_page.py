"""All that an incident's page shows, asked of the ledger once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sitrep.desk.incidents import Account
from sitrep.errors import UnknownId
from sitrep.exports.incident_phrases import Amount, names, place_words, title
from sitrep.exports.phrases import when_words
from sitrep.exports.situation_words import first_report
from sitrep.incidents.judgement import ENGINE, Judgement
from sitrep.ledger.decisions import Decision
from sitrep.ledger.gate import Gate
from sitrep.ledger.gated_incidents import shown_incidents
from sitrep.ledger.incident_queries import imprints_of, resolve
from sitrep.ledger.incident_reports import Incident
from sitrep.ledger.opening import Book
from sitrep.ledger.queries import bodies
from sitrep.ledger.reviews import IN, history
from sitrep.ledger.story_links import caused_by
from sitrep.web.views.figures import ChartView, FigureTable, charts_of, figure_table_of, shown
from sitrep.web.views.incident_head import Head, disputed_doers, head_of
from sitrep.web.views.linking import Twin, Why, twin, why_linked
from sitrep.web.views.origins import Origin, copies_of, origins_of
from sitrep.web.views.quoted import Quoted, Reviews, quoted
from sitrep.web.views.side_by_side import SHOWN, Side, side_by_side


@dataclass(frozen=True, slots=True)
class Kin:
    """Another incident that this one hangs together with, in a line; ``reason`` says how."""

    id: str
    title: str
    when: str
    place: str
    killed: Amount | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is disputed about who did it: a short heading, its chip, the words, and who says so."""

    heading: str
    shape: str
    word: str
    said: Quoted | None
    by: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as the history tells it: how many pairs it is about, and the beginning of its seal in the chain."""

    at: str
    by: str
    words: str
    reason: str
    told: int
    is_engine: bool
    seal: str = ""


@dataclass(frozen=True)
class IncidentPage:
    """One incident as it is shown; ``merged`` is an id that led here, empty when this one was asked for."""

    id: str
    head: Head
    charts: tuple[ChartView, ...]
    figures: FigureTable
    side: Side
    origins: tuple[Origin, ...]
    doubts: tuple[Doubt, ...]
    why: Why | None
    twins: tuple[Twin, ...]
    whole: Kin | None
    parts: tuple[Kin, ...]
    causes: tuple[Kin, ...]
    effects: tuple[Kin, ...]
    history: tuple[Decided, ...]
    rule: str


def page_of(book: Book, account: Account, reviews: Reviews, *, gate: Gate, every: bool) -> IncidentPage:
    """All that is told of the incident; ``every`` report side by side, or the first and the newest."""
    incident = account.incident
    documents = [one.document.id for one in incident.reports]
    origins = origins_of(incident.reports, account.origins, imprints_of(book, documents))
    copies = copies_of(origins)
    duplicates = dict(account.duplicates)
    wholes = [account.part_of.whole] if account.part_of else []
    near = _near(book, {*duplicates, *account.parts, *wholes}, gate)
    causes, effects = _linked(book, incident, gate)
    return IncidentPage(
        id=incident.id,
        head=head_of(incident, reviews, bodies(book, {first_report(incident).document.id})),
        charts=charts_of(incident, copies),
        figures=figure_table_of(incident, reviews),
        side=side_by_side(incident.reports, copies, reviews, most=len(documents) if every else SHOWN),
        origins=origins,
        doubts=tuple(_doubts(incident)),
        why=why_linked(account.linked),
        twins=tuple(twin(incident, near[id_], p) for id_, p in duplicates.items() if id_ in near),
        whole=next((kin(near[id_], account.part_of.reason) for id_ in wholes if id_ in near and account.part_of), None),
        parts=tuple(kin(near[id_]) for id_ in account.parts if id_ in near),
        causes=causes,
        effects=effects,
        history=_history(book, account),
        rule=incident.fused.figures[0].rule if incident.fused.figures else "",
    )


def kin(incident: Incident, reason: str = "") -> Kin:
    """Another incident in a line."""
    fused = incident.fused
    dead = next((shown(one) for one in fused.figures if one.outcome == "killed"), None)
    return Kin(incident.id, title(fused), when_words(fused.when), place_words(fused.where), dead, reason)


def _near(book: Book, ids: Iterable[str], gate: Gate) -> dict[str, Incident]:
    shown = shown_incidents(book, ids, gate)
    return {id_: one.incident for id_, one in shown.items() if one.incident is not None}


def _linked(book: Book, incident: Incident, gate: Gate) -> tuple[tuple[Kin, ...], tuple[Kin, ...]]:
    """What caused it and what it caused, as the stories say."""
    own = {one.event.id for one in incident.reports}
    links = [link for one in incident.reports for link in one.event.links]
    causes = [link.event for link in links if link.relation == "caused-by"]
    effects = caused_by(book, {one.document.id for one in incident.reports}, own)
    return _incidents_of(book, causes, incident.id, gate), _incidents_of(book, effects, incident.id, gate)


def _incidents_of(book: Book, events: Iterable[str], own: str, gate: Gate) -> tuple[Kin, ...]:
    ids: dict[str, None] = {}
    for event in events:
        try:
            ids[resolve(book, event)[1]] = None
        except UnknownId:
            continue
    ids.pop(own, None)
    return tuple(kin(one) for one in _near(book, ids, gate).values())


def _doubts(incident: Incident) -> Iterator[Doubt]:
    """Who is accused, who denies it, and who is not sure."""
    accused = names(disputed_doers(incident))
    seen: set[tuple[str | None, str]] = set()
    for report in incident.reports:
        for number, source in enumerate(report.event.sources):
            told = (source.speaker, source.certainty)
            wanted = ("denied", "hedged", "asserted") if accused else ("denied", "hedged")
            if told in seen or source.certainty not in wanted:
                continue
            seen.add(told)
            words = source.text
            said = quoted(report, f"sources.{number}", words) if words else None
            by = ", ".join(each for each in (source.speaker or "the paper itself", source.role) if each)
            yield Doubt(*_doubt(source.certainty, accused), said, by)


def _doubt(certainty: str, accused: str) -> tuple[str, str, str]:
    if certainty == "denied":
        return "It is denied", "denied", "denied"
    if certainty == "hedged":
        return "It is told with a hedge", "plain", "hedged"
    return f"{accused} accused", "reviewed", "asserted"


def _history(book: Book, account: Account) -> tuple[Decided, ...]:
    """What was judged about its reports as one happening, and what reviewers said of them; the newest first."""
    events = {one.event.id for one in account.incident.reports}
    own = account.incident.id
    reviewed = history(book, [*events, *(f"{own}{IN}{event}" for event in events)])
    found = [*decided(account.judgements), *map(_reviewed, reviewed)]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def _reviewed(one: Decision) -> Decided:
    word = one.word
    what = f"{word.path} of {word.subject}" if word.path else word.subject
    words = f"{_VERDICTS[word.verdict]} {what}" + (f": {word.value}" if word.value is not None else "")
    return Decided(
        word.at, word.by, words, f"“{word.note}”" if word.note else "", 1, is_engine=False, seal=one.hash[:6]
    )


#: What a reviewer did, in the past.
_VERDICTS: Final = {
    "accept": "accepted", "correct": "corrected", "reject": "rejected", "undo": "took back a decision on",
    "note": "left a note on",
}  # fmt: skip


def decided(judgements: Sequence[tuple[str, Judgement]]) -> list[Decided]:
    """The judgements on pairs of reports; those of one moment, author and reason are one line."""
    lines: dict[tuple[str, str, str, str, str], int] = {}
    for course, one in judgements:
        key = one.at, one.by, course, one.verdict, one.reason
        lines[key] = lines.get(key, 0) + 1
    return [
        Decided(at, by, _verdict(course, verdict), reason, count, by == ENGINE)
        for (at, by, course, verdict, reason), count in lines.items()
    ]


def _verdict(course: str, verdict: str) -> str:
    """A judgement in words; those of the engine have no course worth naming."""
    told = _JUDGED[verdict]
    return told if course == "link" else f"{course}: {told}"


_JUDGED: Final = {
    "same": "one happening",
    "different": "different happenings",
    "retired": "what was said is taken back",
}
