"""Values of a report in plain words: hedges stay, gaps are shown, nothing is rounded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sitrep.codebook.countries import name_of
from sitrep.codebook.wording import wording
from sitrep.exports.dates import day_words, range_words
from sitrep.ledger.decisions import Review
from sitrep.records.report import (
    Casualty,
    Count,
    Damage,
    Event,
    Person,
    Service,
    Source,
    Statement,
    Weapon,
    When,
    Where,
)

#: The clock time of an ISO moment, and its zone.
_CLOCK = re.compile(r"T(\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)?$")
#: Where people were harmed and nobody says how many.
UNTOLD = "number not told"


def review_words(review: Review) -> str:
    """How something stands with reviewers: "reviewed", "reviewed, corrected", "rejected", "unreviewed"."""
    return wording().review[review]


def count_words(count: Count | None) -> str:
    """An amount with its hedge: "6", "at least 6", "up to 40", "12–15", "about 1,200 (1,100–1,300)"."""
    return UNTOLD if count is None else amount_words(count.low, count.best, count.high, count.text)


def amount_words(low: int | None, best: int | None, high: int | None, text: str) -> str:
    """An amount that is told, with its hedge; an open end is None."""
    if low is not None and low == best == high:
        return f"{low:,}" if low else "0, stated"
    if best is not None:
        if low == best and high is None:
            return f"at least {best:,}"
        if high == best and low is None:
            return f"at most {best:,}"
        if low is None and high is None:
            return f"about {best:,}"
        return f"about {best:,} ({_range(low, high)})"
    if low is not None and high is None:
        return f"{text} ({low:,} or more)"
    return f"up to {high:,}" if low is None else _range(low, high)


def _range(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return f"{low:,} or more" if low is not None else f"up to {high:,}"
    return f"{low:,}–{high:,}"


def when_words(when: When | None) -> str:
    """The time of an event: "3 Dec 2025", "3–4 Dec 2025", "since 1 Aug 2024", "11 Feb 2026, 06:40–07:10".

    "no date" without any.
    """
    if when is None:
        return "no date"
    if when.start is None and when.end is None:
        return f"{when.text} (not resolved)"
    if when.start is None:
        return f"until {moment_words(when.end or '')}"
    if when.end is None:
        return f"since {moment_words(when.start)}"
    return _between(when.start, when.end)


def _between(start: str, end: str) -> str:
    """From one ISO day or clock time to another, what both share told once."""
    if start == end:
        return moment_words(start)
    if len(start) == len(end) == len("2026-02-11"):
        return range_words(date.fromisoformat(start), date.fromisoformat(end))
    if start[:10] == end[:10] and len(start) > len("2026-02-11"):
        (first, zone), (last, other) = _clock(start), _clock(end)
        if zone == other:
            return f"{moment_words(start[:10])}, {first}–{last}{zone}"
    return f"{moment_words(start)} – {moment_words(end)}"


def moment_words(iso: str) -> str:
    """An ISO day or clock time as people write it; anything else as it stands."""
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    clock, zone = _clock(iso)
    return f"{day_words(day, year=True)}{f', {clock}' if clock else ''}{zone}"


def _clock(iso: str) -> tuple[str, str]:
    """The clock time of an ISO moment and its zone in words; both empty for a day."""
    found = _CLOCK.match(iso[10:])
    if found is None:
        return iso[11:], ""
    zone = found[2]
    return found[1], f" UTC{'' if zone in ('Z', '+00:00') else zone}" if zone else ""


def where_words(where: Where | None) -> str:
    """The place with its note and its region; "no place" without one."""
    if where is None:
        return "no place"
    name = f"{where.note} {where.name}" if where.note else where.name
    country = name_of(where.country) or where.country if where.country else None
    around = [part for part in (where.admin1, country) if part and part != where.name]
    return ", ".join([name, *around])


def event_words(event: Event) -> str:
    """A heading for an event: its kind and place."""
    words = wording()
    kind = words.mode.get(event.mode or "", words.event[event.type])
    return f"{kind}, {event.where.name}" if event.where else kind


def code_words(event: Event) -> str:
    """The codes of an event: type, mode, status, confidence."""
    parts = [f"{event.type} {event.mode}" if event.mode else event.type, event.status, *event.contexts]
    return " · ".join([*parts, f"{event.confidence:.2f}".lstrip("0")])


def casualty_words(casualty: Casualty) -> str:
    """The figure alone; its outcome stands beside it."""
    return count_words(casualty.count)


def person_words(person: Person) -> str:
    """People of a figure as described, with their number where there are several."""
    told = person.count == 1 or f"{person.count:,}" in person.text
    return person.text if told else f"{person.text} ({person.count:,})"


def weapon_words(weapon: Weapon) -> str:
    """The kind of weapon, how many, and how many were stopped."""
    return weapon_line(weapon.kind, _if_told(weapon.count), _if_told(weapon.intercepted))


def weapon_line(kind: str, count: str | None, intercepted: str | None) -> str:
    """The same of a weapon whose amounts are told in these words."""
    words = kind.replace("-", " ")
    if count:
        words = f"{words}: {count}"
    return f"{words}, {intercepted} intercepted" if intercepted else words


def damage_words(damage: Damage) -> str:
    """What was damaged, how, and how many."""
    return damage_line(damage.object, damage.effect, _if_told(damage.count))


def harm_words(damage: Damage) -> str:
    """The same for people who read: "a school damaged", "homes destroyed (12)"."""
    several = damage.count if damage.count and damage.count.best != 1 else None
    return damage_line(wording().thing[damage.object], damage.effect.replace("-", " "), _if_told(several))


def damage_line(thing: str, effect: str, count: str | None) -> str:
    """The same of an object whose amount is told in these words."""
    return f"{thing} {effect} ({count})" if count else f"{thing} {effect}"


def service_words(service: Service) -> str:
    """Which service, what became of it, and for how many."""
    return service_line(service.service, service.effect, _if_told(service.people), _if_told(service.households))


def service_line(service: str, effect: str, people: str | None, households: str | None) -> str:
    """The same of a service whose amounts are told in these words."""
    of_people = f", {people} people" if people else ""
    of_households = f", {households} households" if households else ""
    return f"{service} {effect}{of_people}{of_households}"


def _if_told(count: Count | None) -> str | None:
    return count_words(count) if count else None


def source_words(source: Source) -> str:
    """Who says so, in what capacity and through whom; the paper's own voice is named as such."""
    name = source.speaker or "the paper itself"
    role = f", {source.role}" if source.role and source.role != source.speaker else ""
    via = f", via {', '.join(source.via)}" if source.via else ""
    certainty = f" ({wording().certainty[source.certainty]})" if source.certainty != "asserted" else ""
    return f"{name}{role}{via}{certainty}"


def speaker_words(statement: Statement) -> str:
    """Who speaks; the paper's own voice is named as such."""
    return statement.speaker or "the paper itself"


def stance_words(statement: Statement) -> str:
    """What the speaker takes up toward issues and proposals; empty without any."""
    return "; ".join(
        f"{stance.stance.replace('-', ' ')} {stance.proposal or stance.issue or ''}".strip()
        for stance in statement.stance
    )


def content_words(statement: Statement) -> str:
    """What was said, its pieces joined by an ellipsis."""
    return " … ".join(quote.text for quote in statement.content)


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural where it stands for several or none."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def joined(told: Sequence[str]) -> str:
    """All of them in a line, the last after "and"."""
    return " and ".join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else "".join(told)
