"""What one story tells of a meeting: its standing, round, format, who was there, what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from sitrep.codebook.peace_efforts import pattern, peace_efforts
from sitrep.processes.parties import Cast, Party
from sitrep.processes.passages import Span, paragraph, sentence
from sitrep.records.report import Event, Report

Standing = Literal["proposed", "planned", "held", "cancelled", "recalled"]
Presence = Literal["present", "expected", "absent", "by-phone"]
#: How the status of an event stands for that of a meeting; what is missing is no meeting.
STANDINGS: Final[Mapping[str, Standing]] = {
    "hypothetical": "proposed",
    "planned": "planned",
    "occurred": "held",
    "ongoing": "held",
    "cancelled": "cancelled",
}
#: Formats in which nobody sits at the table.
FROM_AFAR: Final = frozenset({"phone", "video"})
#: Whoever receives or mediates is no side of it.
RECEIVING: Final = frozenset({"host", "mediator"})
#: So many sides make a meeting.
SIDES: Final = 2
#: From so many sides on, a meeting is multilateral.
MANY: Final = 3


@dataclass(frozen=True, slots=True)
class Attendance:
    """One party at a meeting, with those who are named for it."""

    party: Party
    people: tuple[str, ...]
    role: str
    presence: Presence


@dataclass(frozen=True)
class Telling:
    """One story's telling of one meeting; ``matter`` are the keys of the parties that it is about."""

    event: Event
    document: str
    outlet: str | None
    published: str
    standing: Standing
    attendance: tuple[Attendance, ...]
    known: frozenset[str]
    matter: frozenset[str]
    parties: Mapping[str, Party]
    is_peace: bool
    is_other: bool
    round: int | None
    format: str | None

    @property
    def is_whole(self) -> bool:
        """Whether it tells of two sides and of a time or place: less is an effort, not a meeting."""
        told = self.event.when is not None or self.event.where is not None
        return told and len(self.attendance) >= SIDES and self.standing != "proposed"


def tellings(report: Report, text: str, cast: Cast) -> tuple[Telling, ...]:
    """The meetings that a story tells of."""
    told = [one for event in report.events if (one := _telling(event, report, text, cast)) is not None]
    return tuple(one for one in told if not _comes_of(one, told))


def _telling(event: Event, report: Report, text: str, cast: Cast) -> Telling | None:
    standing = _standing(event, text, report.document.published)
    if event.type not in peace_efforts().types or standing is None:
        return None
    begin, end = sentence(text, event.anchor.start)
    words = text[begin : max(end, event.anchor.end)]
    seats = tuple(_attendance(event, standing, text, cast))
    matter = _matter(event, text, cast) | {seat.party.key for seat in seats}
    parties = {party.key: party for _, _, party in cast.mentions} | {seat.party.key: seat.party for seat in seats}
    issues = set(event.issues) & peace_efforts().peace_issues
    return Telling(
        event=event,
        document=report.document.id,
        outlet=report.document.outlet,
        published=report.document.published or "",
        standing=standing,
        attendance=seats,
        known=frozenset(filter(None, (cast.known(side.actor) for side in event.participants))),
        matter=matter,
        parties=parties,
        is_peace=bool(issues) or _says(peace_efforts().peace_words, words) or _names_a_proposal(words),
        is_other=not issues and _says(peace_efforts().other_matters, words),
        round=_round(words),
        format=_format(event, words, seats),
    )


def _standing(event: Event, text: str, published: str | None) -> Standing | None:
    """The meeting's standing; what is called off is, and what lies after the story is yet to come."""
    standing = STANDINGS.get(event.status)
    begin, end = sentence(text, event.anchor.start)
    if standing in ("held", "planned") and _says(peace_efforts().called_off, text[begin:end]):
        return "cancelled"
    if standing == "held" and event.background:
        return "recalled"
    start = event.when.start if event.when else None
    if standing == "held" and published and start and start[:10] > published[:10]:
        return "planned"
    return standing


def _says(source: str, words: str) -> bool:
    return pattern(source).search(words) is not None


def _names_a_proposal(words: str) -> bool:
    return any(found["points"] or found["owner"] for found in peace_efforts().named_proposals.finditer(words))


def _round(words: str) -> int | None:
    ordinals = peace_efforts().ordinals
    told = [ordinals.get(found.group(1).lower()) for found in pattern(peace_efforts().round).finditer(words)]
    return next((number for number in told if number is not None), None)


def _format(event: Event, words: str, seats: tuple[Attendance, ...]) -> str:
    for name, source in peace_efforts().formats.items():
        if _says(source, words):
            return name
    if event.mode in ("phone", "multilateral"):
        return event.mode
    sides = {seat.party.key for seat in seats if seat.role == "participant" and seat.presence != "absent"}
    return "multilateral" if len(sides) >= MANY else "direct"


def _matter(event: Event, text: str, cast: Cast) -> frozenset[str]:
    """The parties that the story names, or in a story of many parties the paragraphs about the meeting."""
    named = frozenset(party.key for _, _, party in cast.mentions)
    if len(named) <= peace_efforts().one_matter:
        return named
    begin, end = paragraph(text, event.anchor.start, beside=1)
    return frozenset(party.key for start, _, party in cast.mentions if begin <= start < end)


def _attendance(event: Event, standing: Standing, text: str, cast: Cast) -> Iterator[Attendance]:
    span = paragraph(text, event.anchor.start)
    away = named_before(peace_efforts().absent, text, span, cast)
    afar = named_before(peace_efforts().by_phone, text, span, cast)
    default: Presence = "present" if standing in ("held", "recalled") else "expected"
    seated: dict[Party, list[str]] = {}
    roles: dict[Party, str] = {}
    for number, side in enumerate(event.participants):
        party = cast.seated(side)
        role = _role(event, number, text)
        if party is not None and role is not None:
            seated.setdefault(party, []).extend(filter(None, [cast.person(side.actor)]))
            roles.setdefault(party, role)
    for party in [one for one in dict.fromkeys((*seated, *away)) if one is not None]:
        presence: Presence = "absent" if party in away else "by-phone" if party in afar else default
        if event.mode == "phone" and presence == "present":
            presence = "by-phone"
        yield Attendance(party, tuple(dict.fromkeys(seated.get(party, ()))), roles.get(party, "participant"), presence)


def _role(event: Event, number: int, text: str) -> str | None:
    """The role of a participant; None for one who is only what a meeting of others is about.

    Whoever fights brings nobody together.
    """
    side = event.participants[number]
    role = "participant" if side.role in RECEIVING and side.sector in peace_efforts().own_sectors else side.role
    begin, end = sentence(text, event.anchor.start)
    subject = pattern(peace_efforts().subject).search(text, begin, end)
    spans = event.evidence.get(f"participants.{number}", ())
    if subject is None or role != "participant" or not spans or any(start < subject.end() for start, _ in spans):
        return role
    if _says(peace_efforts().mediation, text[subject.end() : spans[0][0]]):
        return "mediator"
    return None if _at_table(event, subject.start()) >= SIDES else role


def _at_table(event: Event, before: int) -> int:
    """How many take part who are named before this offset."""
    told = [event.evidence.get(f"participants.{number}", ()) for number in range(len(event.participants))]
    return sum(1 for spans in told if any(start < before for start, _ in spans))


def named_before(source: str, text: str, span: Span, cast: Cast) -> tuple[Party, ...]:
    """Whoever is named last before each place where the words stand, in its sentence."""
    found = []
    for match in pattern(source).finditer(text, *span):
        begin, _ = sentence(text, match.start())
        before = [party for start, end, party in cast.mentions if begin <= start and end <= match.start()]
        found += before[-1:]
    return tuple(dict.fromkeys(found))


def _comes_of(one: Telling, told: list[Telling]) -> bool:
    """Whether an agreement is told in the words of a meeting of the story: it came out of that, it is none itself."""
    if one.event.type == "CONSULT":
        return False
    anchor = one.event.anchor
    return any(
        other.event.type == "CONSULT"
        and other.event.anchor.start < anchor.end
        and anchor.start < other.event.anchor.end
        for other in told
    )
