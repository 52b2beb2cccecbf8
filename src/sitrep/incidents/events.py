"""A reported event as one item: what the report says of it, and the words it is told with."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from sitrep.codebook.incident_acts import incident_acts
from sitrep.incidents.items import Act, Days, Item, Spot, Terms
from sitrep.incidents.parties import Sides
from sitrep.incidents.rarity import Rarity
from sitrep.incidents.terms import count_terms
from sitrep.incidents.text_items import text_item
from sitrep.records.report import Event, Report, When, Where

#: Roles that do, and roles to whom it is done; the others stand on neither side.
DOING = frozenset({"actor", "participant"})
#: A night, where two days are told for one part of a day: from this hour of the first to this hour of the second.
NIGHT = (18, 8)
DAY = 24
#: So many words and so many names of its paragraph are kept with an event.
KEPT_TERMS = 40
ISO_DAY = len("2025-12-03")


def event_items(report: Report, text: str) -> tuple[Item, ...]:
    """Every event of a report as an item, in the report's order.

    Terms are weighed by shipped statistics alone: what was read before must not change what an event is.
    """
    rarity, sides = Rarity(), Sides(report)
    published = published_day(report)
    return tuple(_item(event, report.document.id, published, text, rarity, sides) for event in report.events)


def published_day(report: Report) -> date | None:
    """The day of publication, None when unknown."""
    told = report.document.published
    return date.fromisoformat(told[:10]) if told else None


def _item(event: Event, document: str, published: date | None, text: str, rarity: Rarity, sides: Sides) -> Item:
    told = _paragraph(text, event.anchor.start, event.anchor.end)
    item = text_item(event.id, document, published, count_terms("", [told]), rarity)
    item = Item(item.id, document, item.published, words=heaviest(item.words), names=heaviest(item.names))
    hours = _hours(event.when, published) if event.when else None
    return replace(
        item,
        days=((hours[0] // DAY, (hours[1] - 1) // DAY),) if hours else (),
        hours=hours,
        spots=(_spot(event.where),) if event.where else (),
        tolls=_tolls(event),
        act=_act(event, told, sides),
    )


def heaviest(terms: Terms) -> Terms:
    """The terms that say most, so that an event is small to keep: weights to two places."""
    ranked = sorted(terms.weights.items(), key=lambda entry: (-entry[1], entry[0]))[:KEPT_TERMS]
    return Terms.of({term: round(weight, 2) for term, weight in sorted(ranked)})


def _paragraph(text: str, start: int, end: int) -> str:
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return text[first : last if last >= 0 else len(text)]


def _act(event: Event, told: str, sides: Sides) -> Act:
    return Act(
        type=event.type,
        mode=event.mode,
        status=event.status,
        background=event.background,
        doers=sides.of(p for p in event.participants if p.role in DOING),
        sufferers=sides.of(p for p in event.participants if p.role == "recipient"),
        hosts=sides.of(p for p in event.participants if p.role in ("host", "mediator")),
        targets=_targets(event, told),
        weapons=frozenset(weapon.kind for weapon in event.weapons),
        objects=frozenset(damage.object for damage in event.damage),
        issues=frozenset(event.issues),
    )


def _targets(event: Event, told: str) -> frozenset[str]:
    """The named spots and ships of the paragraph, but not whoever speaks there."""
    speakers = " ".join(source.speaker or "" for source in event.sources).lower()
    found = {_bare(match.group()) for match in _named_spots().finditer(told)}
    found |= {_bare(match.group(1)) for match in _named_ships().finditer(told)}
    if event.where and event.where.precision == "site":
        found.add(_bare(event.where.name))
    return frozenset(name for name in found if name not in speakers)


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ")


@cache
def _named_spots() -> re.Pattern[str]:
    low = sorted(incident_acts().spot_words)
    words = "|".join([word.capitalize() for word in low] + low)
    return re.compile(rf"(?:[A-Z][\w’'-]+ ){{1,3}}(?:{words})\b")


@cache
def _named_ships() -> re.Pattern[str]:
    words = "|".join(sorted(incident_acts().ship_words))
    return re.compile(rf"\b(?:{words}),? (?:the )?([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,2}})")


def _tolls(event: Event) -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for casualty in event.casualties:
        if casualty.count is not None and casualty.count.best is not None:
            found[casualty.outcome].add(casualty.count.best)
    return {outcome: frozenset(numbers) for outcome, numbers in found.items()}


def _spot(where: Where) -> Spot:
    return Spot(where.name, where.geonames_id, where.lat, where.lon, where.country, where.admin1, where.precision)


def _hours(when: When, published: date | None) -> Days | None:
    """The first hour and the one after the last, counted from the first day there is; an open end closes today."""
    start, end = when.start or when.end, when.end or (published.isoformat() if published else None) or when.start
    if start is None or end is None:
        return None
    first, last = _hour(start), _hour(end)
    if when.precision == "part-of-day" and len(start) == len(end) == ISO_DAY:
        return _part(when.text, first, last)
    return first, max(last, first) + (1 if "T" in end else DAY)


def _part(words: str, first: int, last: int) -> Days:
    """The hours of a part of a day; a night of two days runs from the evening of the first."""
    if last - first == DAY:
        return first + NIGHT[0], last + NIGHT[1]
    told = words.lower()
    parts = incident_acts().day_parts
    start, end = next((parts[word] for word in parts if word in told), (0, DAY))
    return first + start, max(last + end, first + start + 1)


def _hour(told: str) -> int:
    at = datetime.fromisoformat(told)
    return at.toordinal() * DAY + at.hour
