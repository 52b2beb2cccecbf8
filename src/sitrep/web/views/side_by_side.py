"""The reports of an incident beside one another: what each tells, and what differs from the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sitrep.codebook.wording import wording
from sitrep.exports.incident_phrases import count_amount, place_words
from sitrep.exports.phrases import UNTOLD, count_words, person_words, service_words, when_words
from sitrep.ledger.incident_reports import Reported
from sitrep.records.report import Casualty, Event
from sitrep.web.views.figures import CLASSES, outcome_words
from sitrep.web.views.quoted import Quoted, Reviews, anchored, is_reviewed, outlet, quoted

#: So many reports stand side by side unless all are asked for.
SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """A value with the story's words for it; ``aside`` is said in grey after it."""

    words: str
    said: Quoted
    shade: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a report tells of one thing; no pieces where it tells nothing."""

    pieces: tuple[Piece, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A report's head: who published it, when, what status it gives, its words."""

    outlet: str
    published: str | None
    status: str
    background: bool
    document: str
    event: str
    reviewed: bool
    words: Quoted


@dataclass(frozen=True, slots=True)
class Side:
    """The reports shown, how many there are, how many copies are folded, and a row for each thing that any tells."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    reports: int
    copies: int


def side_by_side(reports: Sequence[Reported], copies: frozenset[str], reviews: Reviews, *, most: int) -> Side:
    """The reports in order of publication, copies folded; of many the first and the newest."""
    listed = sorted(reports, key=lambda one: (one.document.published or "", one.arrival))
    own = [one for one in listed if one.document.id not in copies]
    shown = own if len(own) <= most else [own[0], *own[len(own) - most + 1 :]]
    rows = [(label, cells) for label, tell in _tellers(shown) if (cells := _cells(shown, tell))]
    return Side(
        tuple(_column(one, reviews) for one in shown), tuple(rows), len(listed), len(listed) - len(own)
    )  # fmt: skip


def _column(report: Reported, reviews: Reviews) -> Column:
    event, facts = report.event, report.document
    return Column(
        outlet(report), facts.published, event.status, event.background, facts.id, event.id,
        is_reviewed(reviews, event.id), anchored(report),
    )  # fmt: skip


def _cells(shown: Sequence[Reported], tell: Teller) -> tuple[Cell, ...]:
    """A row's cells; none where no report tells of it."""
    told = [tuple(tell(one)) for one in shown]
    if not any(told):
        return ()
    before = [told[0], *told]
    return tuple(
        Cell(pieces, [each.words for each in pieces] != [each.words for each in was])
        for pieces, was in zip(told, before, strict=False)
    )


Teller = Callable[[Reported], Iterator[Piece]]


def _tellers(shown: Sequence[Reported]) -> Iterator[tuple[str, Teller]]:
    outcomes = dict.fromkeys(casualty.outcome for one in shown for casualty in one.event.casualties)
    order = list(wording().outcome)
    for outcome in sorted(outcomes, key=order.index):
        yield outcome_words(outcome), _of_outcome(outcome)
    yield from _REST


def _of_outcome(outcome: str) -> Teller:
    def tell(report: Reported) -> Iterator[Piece]:
        for number, casualty in enumerate(report.event.casualties):
            if casualty.outcome == outcome:
                words = count_amount(casualty.count).words if casualty.count else UNTOLD
                said = quoted(report, f"casualties.{number}", casualty.text)
                yield Piece(words, said, CLASSES.get(outcome, ""), _speaker(casualty, report.event))

    return tell


def _speaker(casualty: Casualty, event: Event) -> str:
    if casualty.speaker:
        return casualty.speaker
    named = [source.speaker for source in event.sources if source.speaker and source.certainty == "asserted"]
    return named[0] if len(named) == 1 else ""


def _among(report: Reported) -> Iterator[Piece]:
    for number, casualty in enumerate(report.event.casualties):
        for at, person in enumerate(casualty.of):
            yield Piece(person_words(person), quoted(report, f"casualties.{number}.of.{at}", person.text))


def _status(report: Reported) -> Iterator[Piece]:
    told = f"{report.event.status}, recalled" if report.event.background else report.event.status
    yield Piece(told, anchored(report))


def _when(report: Reported) -> Iterator[Piece]:
    if report.event.when is not None:
        yield Piece(when_words(report.event.when), quoted(report, "when", report.event.when.text))


def _where(report: Reported) -> Iterator[Piece]:
    if report.event.where is not None:
        yield Piece(place_words(report.event.where), quoted(report, "where", report.event.where.text))


def _weapons(report: Reported) -> Iterator[Piece]:
    for number, weapon in enumerate(report.event.weapons):
        kind = weapon.kind.replace("-", " ")
        words = f"{kind}: {count_words(weapon.count)}" if weapon.count else kind
        aside = f"{count_words(weapon.intercepted)} stopped" if weapon.intercepted else ""
        yield Piece(words, quoted(report, f"weapons.{number}", weapon.text), "", aside)


def _damage(report: Reported) -> Iterator[Piece]:
    for number, damage in enumerate(report.event.damage):
        count = f" ({count_words(damage.count)})" if damage.count else ""
        words = f"{damage.object} {damage.effect}{count}"
        yield Piece(words, quoted(report, f"damage.{number}", damage.text))


def _services(report: Reported) -> Iterator[Piece]:
    for number, service in enumerate(report.event.services):
        yield Piece(service_words(service), quoted(report, f"services.{number}", service.text), "o")


def _in_roles(*roles: str) -> Teller:
    def tell(report: Reported) -> Iterator[Piece]:
        for number, party in enumerate(report.event.participants):
            if party.role in roles:
                aside = "disputed" if party.disputed else ""
                yield Piece(party.name, quoted(report, f"participants.{number}", party.text), "", aside)

    return tell


def _sources(report: Reported) -> Iterator[Piece]:
    for number, source in enumerate(report.event.sources):
        if source.speaker is None:
            continue
        role = source.role if source.role and source.role != source.speaker else ""
        told = "" if source.certainty == "asserted" else wording().certainty[source.certainty]
        words = source.text or source.speaker
        aside = ", ".join(each for each in (role, told) if each)
        yield Piece(source.speaker, quoted(report, f"sources.{number}", words), "", aside)


_REST: Final[tuple[tuple[str, Teller], ...]] = (
    ("Among them", _among), ("Weapon", _weapons), ("By whom", _in_roles("actor")),
    ("Against", _in_roles("recipient")), ("Between", _in_roles("participant")),
    ("Host, mediator", _in_roles("host", "mediator")), ("Services", _services), ("Damage", _damage),
    ("When", _when), ("Where", _where), ("Status", _status), ("Who says so", _sources),
)  # fmt: skip
