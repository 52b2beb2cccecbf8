"""What happened, as parts of a situation report in HTML: the strip, incidents by place, outages and talks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Final

from sitrep.codebook.countries import name_of
from sitrep.codebook.event_types import event_types
from sitrep.desk.situation import Effort, Listed, Situation
from sitrep.exports.chips import HAPPENED, MEETINGS, STATUSES, Chip
from sitrep.exports.incident_phrases import count_amount, figure_amount, headline, names, place_words
from sitrep.exports.phrases import counted, moment_words, when_words
from sitrep.exports.situation_drawn import anchor, meeting_words, talks_line
from sitrep.exports.situation_words import cells, figure_of, first_report, people, vouched
from sitrep.incidents.figures import Figure
from sitrep.ledger.incident_reports import Incident
from sitrep.ledger.incident_rows import killed
from sitrep.processes.meetings import Meeting
from sitrep.records.report import Service

_NOWHERE: Final = "Country not told"


def strip(told: Situation) -> str:
    """The strip of figures; nothing where there are none."""
    found = []
    for one in cells(told):
        hedge = f"<small>{escape(one.amount.hedge)}</small> " if one.amount.hedge else ""
        span = f" <small>{escape(one.amount.span)}</small>" if one.amount.span else ""
        found.append(
            f"<div><dt>{escape(one.label)}</dt>"
            f'<dd class="v n {one.shade}">{hedge}{escape(one.amount.number)}{span}</dd>'
            f'<dd class="b">{escape(one.basis)}</dd></div>'
        )
    return f'<dl class="strip">{"".join(found)}</dl>' if found else ""


def items(listed: Iterable[str]) -> str:
    """A list of entries; nothing where there are none."""
    found = "".join(f"<li>{one}</li>" for one in listed)
    return f'<ul class="items">{found}</ul>' if found else ""


def item(heading: str, chips_: str, *lines: str) -> str:
    """An entry: its heading with chips beside it, then lines; all of it markup already."""
    return f'<div class="t1"><span>{heading}</span><span>{chips_}</span></div>' + "".join(lines)


def source(words: str) -> str:
    """The line that names who says so."""
    return f'<div class="src"><b>{escape(words)}</b></div>'


def incidents(told: Situation) -> str:
    """What happened, in groups by country and region, parts under their wholes."""
    listed = [one for one in told.news if not _is_said(one)]
    if not listed:
        return '<p class="q">No incident of these days is in the report.</p>'
    rows = "".join(_group(name, members) for name, members in _by_place(listed))
    nests = any(one.part_of for one in listed)
    note = '<p class="note gap">Barred rows are parts of the row above them and never added to it.</p>' if nests else ""
    head = (
        '<thead><tr><th>When</th><th>What happened, where</th><th class="num">Killed</th><th class="num">Wounded</th>'
        "<th>Who says so</th><th>Status</th></tr></thead>"
    )
    return f'<table class="stack">{head}{rows}</table>{note}'


def _is_said(one: Listed) -> bool:
    """Whether it is talk and no deed: such stand under Talks."""
    return event_types()[one.incident.fused.type].quad.startswith("verbal")


def _by_place(listed: Sequence[Listed]) -> Iterator[tuple[str, list[Listed]]]:
    """By country, then region, the dead first; a part stands right after its whole."""
    known = {one.incident.id for one in listed}
    parts: defaultdict[str, list[Listed]] = defaultdict(list)
    groups: defaultdict[tuple[bool, str, str], list[Listed]] = defaultdict(list)
    for one in sorted(listed, key=lambda each: -killed(each.incident.fused)):
        if one.part_of and one.part_of.whole in known:
            parts[one.part_of.whole].append(one)
        else:
            where = one.incident.fused.where
            country = name_of(where.country) if where and where.country else None
            groups[country is None, country or _NOWHERE, (where.admin1 if where else None) or ""].append(one)
    for (_, country, region), members in sorted(groups.items()):
        name = f"{region}, {country}" if region else country
        yield name, [each for one in members for each in _with_parts(one, parts)]


def _with_parts(one: Listed, parts: Mapping[str, list[Listed]]) -> Iterator[Listed]:
    yield one
    for part in parts.get(one.incident.id, ()):
        yield from _with_parts(part, parts)


def _group(name: str, members: Sequence[Listed]) -> str:
    inside = {one.incident.id for one in members}
    rows = "".join(_row(one, nested=bool(one.part_of and one.part_of.whole in inside)) for one in members)
    return f'<tbody><tr class="group"><th colspan="6" scope="rowgroup">{escape(name)}</th></tr>{rows}</tbody>'


def _row(one: Listed, *, nested: bool) -> str:
    incident, fused = one.incident, one.incident.fused
    dead = people(incident) if killed(fused) else ""
    among = f'<div class="s">killed: {escape(dead)}</div>' if dead else ""
    when = escape(when_words(fused.when)) if fused.when else '<span class="qq">not told</span>'
    cells_ = (
        f'<td class="q first">{when}</td>',
        f'<td class="full"><div class="what">{escape(what(incident))}</div>{among}',
        f'<div class="src">{escape(place_words(fused.where))}</div></td>',
        _number(figure_of(incident, "killed"), "k", "killed"),
        _number(figure_of(incident, "wounded"), "w", "wounded"),
        f'<td class="full src"><b>{escape(vouched(incident))}</b> · {_reports(incident)}</td>',
        f'<td class="last">{chips(one)}</td>',
    )
    return f'<tr id="{escape(anchor(incident))}"{" class=in" if nested else ""}>{"".join(cells_)}</tr>'


def what(incident: Incident) -> str:
    """What happened, in a few words."""
    return headline(first_report(incident).event)


def _reports(incident: Incident) -> str:
    return f"{counted(len(incident.fused.documents), 'report')}, {counted(incident.fused.origins, 'origin')}"


def _number(figure: Figure | None, shade: str, label: str) -> str:
    """The figure with its hedge as a sign; a stated zero in words, and nothing where nobody tells."""
    if figure is None:
        return f'<td class="num nil0" data-l="{label}"></td>'
    told = figure_amount(figure)
    if told.number == "0":
        return f'<td class="num" data-l="{label}"><span class="q">0, stated</span></td>'
    span = f' <small class="q">{escape(told.span)}</small>' if told.span else ""
    return f'<td class="num" data-l="{label}"><span class="n {shade}">{escape(told.sign)}</span>{span}</td>'


def chips(one: Listed) -> str:
    """How it stands: its status where it did not simply happen, and whether it was reviewed."""
    fused = one.incident.fused
    found = [] if fused.status in HAPPENED else [_chip(STATUSES[fused.status])]
    if any(figure.disputed for figure in fused.figures):
        found.append(_chip(Chip("disputed", "disputed")))
    return " ".join([*found, _review_chip(reviewed=one.reviewed)])


def _chip(chip: Chip) -> str:
    return f'<span class="chip {chip.shape}">{chip.word}</span>'


def _review_chip(*, reviewed: bool) -> str:
    state = "reviewed" if reviewed else "unreviewed"
    return f'<span class="chip {state}">{state}</span>'


def announced(told: Situation) -> str:
    """What did not happen, or not yet: planned, threatened, denied."""
    return items(_entry(one) for one in told.announced if not _is_said(one))


def _entry(one: Listed) -> str:
    fused = one.incident.fused
    around = f"<div>{escape(place_words(fused.where))} · {escape(when_words(fused.when))}</div>"
    return item(escape(what(one.incident)), chips(one), around, source(vouched(one.incident)))


def outages(told: Situation) -> str:
    """Services cut or restored, each as it was last told."""
    return items(_outage(one) for one in told.news if any(report.event.services for report in one.incident.reports))


def _outage(one: Listed) -> str:
    fused = one.incident.fused
    newest = next(report for report in reversed(one.incident.reports) if report.event.services)
    services = "; ".join(dict.fromkeys(f"{each.service} {each.effect}" for each in newest.event.services))
    numbers = ", ".join(dict.fromkeys(words for each in newest.event.services if (words := _served(each))))
    number = f'<span class="n o">{escape(numbers)}</span>' if numbers else '<span class="qq">number not told</span>'
    around = f"{escape(place_words(fused.where))} · {escape(when_words(fused.when))} · {number}"
    heading = escape(services[:1].upper() + services[1:])
    return item(heading, chips(one), f"<div>{around}</div>", source(vouched(one.incident)))


def _served(service: Service) -> str:
    """For how many, with the hedge; nothing where it is not told."""
    if service.households:
        return f"{count_amount(service.households).words} households"
    return f"{count_amount(service.people).words} people" if service.people else ""


def talks(told: Situation) -> str:
    """Peace efforts with their meetings of these days, then all else that was said and agreed."""
    efforts = "".join(_effort(effort, told) for effort in told.efforts)
    known = {event for effort in told.efforts for one in effort.meetings for event in one.events}
    others = [
        one
        for one in (*told.news, *told.announced)
        if _is_said(one) and not known & {report.event.id for report in one.incident.reports}
    ]
    return efforts + items(_entry(one) for one in others)


def _effort(effort: Effort, told: Situation) -> str:
    rows = "".join(_meeting(one, reviewed=one.id in effort.reviewed) for one in effort.meetings)
    head = "<thead><tr><th>When</th><th>What</th><th>Who says so</th><th>Status</th></tr></thead>"
    return (
        f'<h3 class="gap">{escape(effort.process.name)}</h3>{talks_line(effort, told)}'
        f'<table class="stack gap">{head}<tbody>{rows}</tbody></table>'
    )


def _meeting(meeting: Meeting, *, reviewed: bool) -> str:
    said = names(speaker for change in meeting.history for speaker in change.said_by)
    said = said or names(change.outlet or "outlet not told" for change in meeting.history)
    return (
        f'<tr><td class="q first">{escape(moment_words(meeting.day))}</td>'
        f'<td class="full"><div class="what">{escape(meeting_words(meeting))}</div></td>'
        f'<td class="full src"><b>{escape(said)}</b></td>'
        f'<td class="last">{_chip(MEETINGS[meeting.standing])} {_review_chip(reviewed=reviewed)}</td></tr>'
    )
