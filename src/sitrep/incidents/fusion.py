"""The reports of one incident as one view, dissent kept: figures, origins, statuses, time, place and parties."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, get_args

from sitrep.codebook.incident_sides import incident_sides, whole_words
from sitrep.incidents.figures import Figure, Reported, Standing, figure
from sitrep.incidents.origins import Imprint, origins
from sitrep.incidents.sides import body, same_body, voice_of, vouching
from sitrep.records.report import (
    Actor,
    Casualty,
    Event,
    PlacePrecision,
    Report,
    Source,
    Status,
    TimePrecision,
    When,
    Where,
)

#: Statuses in the order in which one happening may pass through them on one day.
ORDER: Final = ("threatened", "hypothetical", "planned", "cancelled", "attempted", "ongoing", "occurred", "denied")


@dataclass(frozen=True)
class Telling:
    """One event of one report, with its story's facts, its actors and the words it stands in."""

    event: Event
    document: str
    outlet: str | None
    published: str
    actors: Mapping[str, Actor]
    imprint: Imprint
    words: str


@dataclass(frozen=True, slots=True)
class StatusChange:
    """From when on, by which story, the incident had this status."""

    status: Status
    published: str
    document: str
    item: str


@dataclass(frozen=True)
class Fused:
    """What the reports together say of one incident."""

    type: str
    mode: str | None
    status: Status
    statuses: tuple[StatusChange, ...]
    when: When | None
    where: Where | None
    figures: tuple[Figure, ...]
    parties: tuple[tuple[str, str, int], ...]
    documents: tuple[str, ...]
    origins: int
    independent_sources: int
    vouchers: tuple[str, ...]
    only_recalled: bool


def tellings(report: Report, text: str, imprint: Imprint) -> tuple[Telling, ...]:
    """Every event of a report, ready to be fused."""
    document = report.document
    actors = {actor.id: actor for actor in report.actors}
    return tuple(
        Telling(
            event,
            document.id,
            document.outlet,
            document.published or "",
            actors,
            imprint,
            words_around(text, event.anchor.start, event.anchor.end),
        )
        for event in report.events
    )


def fuse(told: Sequence[Telling]) -> Fused:
    """One view of an incident's tellings, the same whatever order they come in."""
    assert told
    listed = sorted(told, key=lambda one: (one.published, one.event.id))
    news = [one for one in listed if not one.event.background] or listed
    origin = origins(list({one.document: one.imprint for one in listed}.values()))
    statuses = _statuses(listed)
    vouchers = _vouchers(news, origin)
    return Fused(
        type=_commonest(one.event.type for one in news) or news[0].event.type,
        mode=_commonest(one.event.mode for one in news),
        status=statuses[-1].status,
        statuses=statuses,
        when=_when(news),
        where=_where(news),
        figures=_figures(listed, origin),
        parties=_parties(news),
        documents=tuple(dict.fromkeys(one.document for one in listed)),
        origins=len({origin[one.document] for one in news}),
        independent_sources=len(vouchers),
        vouchers=tuple(vouchers),
        only_recalled=all(one.event.background for one in listed),
    )


def words_around(text: str, start: int, end: int) -> str:
    """The paragraph that these words stand in."""
    last = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : last if last >= 0 else len(text)]


def _statuses(listed: Sequence[Telling]) -> tuple[StatusChange, ...]:
    """How the status went on, a status once told and unchanged told once; recalled history changes nothing new."""
    ordered = sorted(listed, key=lambda one: (one.published, ORDER.index(one.event.status), one.event.id))
    news = [one for one in ordered if not one.event.background] or ordered
    found: list[StatusChange] = []
    for one in news:
        if not found or found[-1].status != one.event.status:
            found.append(StatusChange(one.event.status, one.published, one.document, one.event.id))
    return tuple(found)


def _figures(listed: Sequence[Telling], origin: dict[str, str]) -> tuple[Figure, ...]:
    by_outcome: defaultdict[str, list[Reported]] = defaultdict(list)
    for one in listed:
        for casualty in one.event.casualties:
            if casualty.count is not None:
                by_outcome[casualty.outcome].append(_reported(one, casualty, origin))
    recalled = all(one.event.background for one in listed)
    return tuple(figure(outcome, _weighed(values, recalled=recalled)) for outcome, values in sorted(by_outcome.items()))


def _reported(one: Telling, casualty: Casualty, origin: dict[str, str]) -> Reported:
    assert casualty.count is not None
    country = one.event.where.country if one.event.where else None
    source = _speaker(one, casualty)
    return Reported(
        item=one.event.id,
        document=one.document,
        outlet=one.outlet,
        published=one.published,
        outcome=casualty.outcome,
        count=casualty.count,
        voice=voice_of(source, one.actors, country),
        origin=origin[one.document],
        standing=_standing(one, casualty, source),
        corrects=bool(whole_words(incident_sides().corrections).search(one.words.lower())),
    )


def _speaker(one: Telling, casualty: Casualty) -> Source:
    """Who gives the figure: its own speaker, else the weightiest who vouches for the event, else the paper."""
    country = one.event.where.country if one.event.where else None
    named = [source for source in one.event.sources if source.speaker is not None]
    if casualty.speaker is not None:
        own = [source for source in named if same_body(source.speaker or "", casualty.speaker)]
        return own[0] if own else _bare(casualty.speaker)
    vouch = vouching(named) or vouching(one.event.sources)
    return min(vouch, key=lambda source: voice_of(source, one.actors, country).rank) if vouch else _bare(None)


def _bare(speaker: str | None) -> Source:
    return Source(speaker=speaker, actor=None, role=None, certainty="asserted", text=None)


def _standing(one: Telling, casualty: Casualty, source: Source) -> Standing:
    if source.certainty == "denied":
        return "denied"
    if one.event.background:
        return "background"
    return "partial" if _of_a_group(casualty) or _told_larger(one, casualty) else "current"


def _of_a_group(casualty: Casualty) -> bool:
    """Whether all whom the figure counts are described as one group of people ("two children")."""
    assert casualty.count is not None
    groups = {person.category for person in casualty.of if person.category in incident_sides().groups}
    counted = sum(person.count for person in casualty.of if person.category in incident_sides().groups)
    return len(groups) == 1 and casualty.count.best is not None and counted >= casualty.count.best > 0


def _told_larger(one: Telling, casualty: Casualty) -> bool:
    """Whether the same story gives a larger figure of the same outcome and of the same speaker."""
    assert casualty.count is not None
    own = casualty.count.best
    rivals = [
        other.count.best
        for other in one.event.casualties
        if other.outcome == casualty.outcome and other.count is not None and other.speaker == casualty.speaker
    ]
    return own is not None and any(best is not None and best > own for best in rivals)


def _weighed(values: list[Reported], *, recalled: bool) -> list[Reported]:
    """A count of some is one of all where nobody counts more; recalled figures count where nothing else is told."""
    whole = [one.value for one in values if one.standing == "current"]
    if recalled and not whole:
        values = [replace(one, standing="current") if one.standing == "background" else one for one in values]
        whole = [one.value for one in values if one.standing == "current"]
    most = max(whole, default=-1)
    return [
        replace(one, standing="current") if one.standing == "partial" and one.value > most else one for one in values
    ]


def _vouchers(news: Sequence[Telling], origin: dict[str, str]) -> list[str]:
    """The distinct persons and bodies that assert it; a story that names nobody counts as its origin, once."""
    names: list[str] = []
    unnamed: dict[str, str] = {}
    for one in news:
        told = vouching(one.event.sources)
        spoken = [source.speaker for source in told if source.speaker is not None and not source.anonymous]
        names.extend(spoken)
        if not spoken and told:
            unnamed.setdefault(origin[one.document], one.outlet or one.document)
    distinct: list[str] = []
    for name in sorted(set(names), key=lambda name: (-len(body(name)), name)):
        if not any(same_body(name, other) for other in distinct):
            distinct.append(name)
    return sorted(distinct) + sorted(unnamed.values())


def _commonest(values: Iterable[str | None]) -> str | None:
    counted = Counter(value for value in values if value is not None)
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None


def _when(news: Sequence[Telling]) -> When | None:
    """The finest time told by most, the earliest of equals; of a happening put off, the last one told."""
    told = [one for one in news if one.event.when is not None and one.event.when.start]
    last = [one for one in told if one.event.status == told[-1].event.status] if told else []
    days = Counter(one.event.when.start[:10] for one in last if one.event.when and one.event.when.start)
    precisions = get_args(TimePrecision)

    def rank(one: Telling) -> tuple[int, int, str]:
        assert one.event.when
        assert one.event.when.start
        return -days[one.event.when.start[:10]], precisions.index(one.event.when.precision), one.event.id

    if not last:
        return None
    newest = last[-1:] if last[0].event.status == "planned" else last
    return min(newest, key=rank).event.when


def _where(news: Sequence[Telling]) -> Where | None:
    """The place told by most, the finest of equals."""
    told = [one for one in news if one.event.where is not None]
    names = Counter(one.event.where.name for one in told if one.event.where)
    precisions = get_args(PlacePrecision)

    def rank(one: Telling) -> tuple[int, int, str]:
        assert one.event.where
        return -names[one.event.where.name], precisions.index(one.event.where.precision), one.event.id

    return min(told, key=rank).event.where if told else None


def _parties(news: Sequence[Telling]) -> tuple[tuple[str, str, int], ...]:
    """Role, name and in how many reports, the most told first."""
    counted = Counter((part.role, part.name) for one in news for part in {*one.event.participants})
    return tuple((role, name, n) for (role, name), n in sorted(counted.items(), key=lambda e: (-e[1], e[0])))
