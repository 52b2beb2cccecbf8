"""The parts of a record in a few words, as a table's cells show them."""

from sitrep.records.report import Count, Event, Participant, When

#: Who did it, and to whom.
_DOERS, _SUFFERERS = ("actor", "participant"), ("recipient",)


def amount(count: Count | None) -> str:
    """A count with its hedge: 6, ≥ 6, ≤ 40, ~ 1200, 12 to 15."""
    if count is None:
        return ""
    low, best, high = count.low, count.best, count.high
    if low is not None and low == high:
        return str(low)
    if best is not None:
        return f"≥ {best}" if high is None and low is not None else f"≤ {best}" if low is None else f"~ {best}"
    if low is not None:
        return f"≥ {low}" if high is None else f"{low} to {high}"
    return f"≤ {high}"


def days(when: When | None) -> str:
    """The day or span of days: 2025-12-03, 2025-12-03/04, "since" and "until" for open ends."""
    if when is None or (when.start is None and when.end is None):
        return f"({when.text})" if when else ""
    if when.start is None or when.end is None:
        return f"since {when.start}" if when.end is None else f"until {when.end}"
    if when.start == when.end:
        return when.start
    same = len(when.start) == len(when.end) == len("2025-12-03") and when.start[:8] == when.end[:8]
    return f"{when.start}/{when.end[8:]}" if same else f"{when.start}/{when.end}"


def kind(event: Event) -> str:
    """The type with its mode: ASSAULT/drone."""
    return f"{event.type}/{event.mode}" if event.mode else event.type


def place(event: Event) -> str:
    """The place's name with its country."""
    where = event.where
    if where is None:
        return ""
    name = f"{where.note} {where.name}" if where.note else where.name
    return f"{name}, {where.country}" if where.country and where.precision != "country" else name


def sides(event: Event) -> str:
    """Who → whom."""
    doers, sufferers = _names(event.participants, _DOERS), _names(event.participants, _SUFFERERS)
    return f"{doers} → {sufferers}" if sufferers else doers


def _names(participants: tuple[Participant, ...], roles: tuple[str, ...]) -> str:
    return ", ".join(each.name + ("?" if each.disputed else "") for each in participants if each.role in roles)


def harm(event: Event) -> str:
    """Casualties, damage and services in a few words: 6 wounded; energy damaged; heat cut (40000 people)."""
    parts = [f"{amount(each.count)} {each.outcome}" for each in event.casualties]
    parts += [f"{amount(each.count)} {each.object} {each.effect}" for each in event.damage]
    for service in event.services:
        people = [f"{amount(service.people)} people"] if service.people else []
        people += [f"{amount(service.households)} households"] if service.households else []
        parts.append(f"{service.service} {service.effect}" + (f" ({', '.join(people)})" if people else ""))
    return "; ".join(part.strip() for part in parts)


def weapons(event: Event) -> str:
    """The weapons with their numbers: 138 drone, 2 ballistic-missile."""
    return ", ".join(f"{amount(each.count)} {each.kind}".strip() for each in event.weapons)


def status(event: Event) -> str:
    """The status; in brackets what the story only recalls."""
    return f"({event.status})" if event.background else event.status


def speakers(event: Event) -> str:
    """Who vouches for the event; nobody is the paper itself."""
    return ", ".join(source.speaker or "the paper" for source in event.sources)
