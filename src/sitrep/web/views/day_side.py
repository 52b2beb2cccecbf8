"""What stands beside a day's news: services that are out, talks, likely twins, open warnings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from sitrep.exports.chips import STATUSES, Chip
from sitrep.exports.incident_phrases import count_amount, headline, title
from sitrep.exports.phrases import moment_words
from sitrep.exports.situation_words import first_report
from sitrep.incidents.scoring import Reason
from sitrep.ledger.days import Warned
from sitrep.ledger.gated_incidents import Shown
from sitrep.ledger.incident_reports import Incident, Reported
from sitrep.ledger.queries import Body
from sitrep.records.report import Service
from sitrep.web.views.day_chart import OUT
from sitrep.web.views.incident_rows import Voice, voices_of
from sitrep.web.views.linking import likest, reasons_against, reasons_for
from sitrep.web.views.quoted import Quoted, sentence_quoted
from sitrep.web.words import plural

#: What stands among the talks: they themselves, what was agreed, what was asked for.
TALKS: Final = ("CONSULT", "AGREE", "REQUEST")
#: So many warnings of one kind come before those of others.
_OF_A_KIND: Final = 2
#: A day after which nothing was said of a cut is told as a gap.
_SILENT_DAYS: Final = 1


@dataclass(frozen=True, slots=True)
class Cut:
    """A service that is out: which and where, how it stands, for how many, since when, who says so."""

    incident: str
    heading: str
    chip: Chip
    amount: str
    since: str
    gap: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """Talks that were held or are to be held, with the words that tell of them."""

    incident: str
    heading: str
    chip: Chip
    quote: Quoted
    gap: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Twins:
    """Two incidents that may be one, and what speaks for and against it; ``reason`` is what one would sign."""

    left: str
    left_title: str
    left_when: str | None
    right: str
    right_title: str
    right_when: str | None
    probability: float
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]

    @property
    def reason_same(self) -> str:
        """What speaks for it, as a reason to sign."""
        return "; ".join(one.words for one in self.reasons_for)

    @property
    def reason_different(self) -> str:
        """What speaks against it, as a reason to sign."""
        return "; ".join(one.words for one in self.reasons_against)


def cuts(shown: Mapping[str, Shown], today: str, most: int) -> tuple[Cut, ...]:
    """The services that were cut, the newest first; one that is back is told as over."""
    told = [one.incident for one in shown.values() if one.incident is not None]
    back = list(_restored(told))
    found = [cut for incident in told for cut in _cuts(incident, back, today)]
    found.sort(key=lambda one: one.since, reverse=True)
    found.sort(key=lambda one: one.chip.word == "over")
    return tuple(found[:most])


def _restored(told: Sequence[Incident]) -> Iterator[tuple[str, str, str]]:
    """Which service came back where, and when that was told."""
    for incident in told:
        for report in incident.reports:
            for service in report.event.services:
                where = report.event.where
                if service.effect == "restored" and where:
                    yield service.service, where.name, report.document.published or ""


def _cuts(incident: Incident, back: Sequence[tuple[str, str, str]], today: str) -> Iterator[Cut]:
    newest = incident.reports[-1]
    published = newest.document.published or ""
    for service in newest.event.services:
        if service.effect not in OUT:
            continue
        where = incident.fused.where
        over = [at for kind, name, at in back if kind == service.service and where and name == where.name]
        start = incident.fused.when.start if incident.fused.when else None
        yield Cut(
            incident.id,
            f"{service.service.capitalize()} {service.effect}, {where.name if where else 'place not told'}",
            _standing(published, over, today),
            _amount(service),
            start or "",
            "" if over else _silence(published, today),
            voices_of(incident)[:1],
        )


def _standing(published: str, over: Sequence[str], today: str) -> Chip:
    if over:
        return Chip("reviewed", "over")
    return Chip("ongoing", "no word of its end") if published[:10] == today else Chip("unreviewed", "no later word")


def _silence(published: str, today: str) -> str:
    """For how long nothing was said of it."""
    if not published:
        return ""
    silent = (date.fromisoformat(today) - date.fromisoformat(published[:10])).days
    return f"No report that it is back for {plural(silent, 'day')}." if silent > _SILENT_DAYS else ""


def _amount(service: Service) -> str:
    if service.households is not None:
        return f"{count_amount(service.households).words} households"
    return f"{count_amount(service.people).words} people" if service.people is not None else ""


def talks_of(shown: Mapping[str, Shown], most: int) -> dict[str, tuple[Incident, Reported]]:
    """The first of these incidents that are talks, each with the report that tells of it."""
    told = {
        id_: one.incident
        for id_, one in shown.items()
        if one.incident and one.incident.fused.type in TALKS and not one.incident.fused.only_recalled
    }
    return {id_: (incident, first_report(incident)) for id_, incident in islice(told.items(), most)}


def talks(found: Mapping[str, tuple[Incident, Reported]], today: str, told: Mapping[str, Body]) -> tuple[Talk, ...]:
    """Talks that were held or announced; of one that was to be held before today and is not told of, the gap."""
    return tuple(_talk(incident, account, today, told.get(account.document.id)) for incident, account in found.values())


def _talk(incident: Incident, account: Reported, today: str, body: Body | None) -> Talk:
    where = incident.fused.where
    heading = headline(account.event) + (f", {where.name}" if where else "")
    chip = STATUSES[incident.fused.status]
    quote = sentence_quoted(account, body)
    return Talk(incident.id, heading, chip, quote, _gap(incident, today), voices_of(incident)[:1])


def _gap(incident: Incident, today: str) -> str:
    when = incident.fused.when
    if incident.fused.status != "planned":
        return ""
    if when is None or not when.end:
        return "No date has been told."
    if when.end[:10] < today:
        return f"Set for {moment_words(when.end[:10])}. No report says that it took place."
    return f"Set for {moment_words(when.end[:10])}."


def twins(pairs: Sequence[tuple[str, str, float]], shown: Mapping[str, Shown]) -> tuple[Twins, ...]:
    """The pairs to decide, of which both may be shown."""
    return tuple(
        _twins(left, right, probability)
        for one, other, probability in pairs
        if one in shown and other in shown and (left := shown[one].incident) and (right := shown[other].incident)
    )


def _twins(left: Incident, right: Incident, probability: float) -> Twins:
    verdict = likest(left.reports, right.reports)
    return Twins(
        left.id, _named(left), _start(left), right.id, _named(right), _start(right), probability,
        reasons_for(verdict.reasons), reasons_against(verdict.reasons),
    )  # fmt: skip


def _named(incident: Incident) -> str:
    return title(incident.fused)


def _start(incident: Incident) -> str | None:
    return incident.fused.when.start if incident.fused.when else None


@dataclass(frozen=True, slots=True)
class Open:
    """A gap or a doubt in what was read today, and the page that it leads to."""

    words: str
    path: str
    link: str


def open_warnings(shown: Mapping[str, Shown], warned: Sequence[Warned], most: int) -> tuple[Open, ...]:
    """What no report dates, what no gazetteer knows, and what the readings themselves warn of."""
    told = [one.incident for one in shown.values() if one.incident is not None]
    undated = [
        _open("No date:", one)
        for one in told if not (one.fused.when and (one.fused.when.start or one.fused.when.end))
    ]  # fmt: skip
    nowhere = [
        _open(f"No gazetteer knows “{one.fused.where.text}”:", one)
        for one in told if one.fused.where is not None and one.fused.where.lat is None
    ]  # fmt: skip
    own = [Open(one.message, f"/stories/{one.document}", _story(one)) for one in warned]
    kinds = (undated, nowhere, own)
    first = [one for kind in kinds for one in kind[:_OF_A_KIND]]
    return tuple([*first, *(one for kind in kinds for one in kind[_OF_A_KIND:])][:most])


def _open(words: str, incident: Incident) -> Open:
    where = incident.fused.where
    named = headline(first_report(incident).event) + (f", {where.name}" if where else "")
    return Open(words, f"/incidents/{incident.id}", named)


def _story(one: Warned) -> str:
    return one.title or one.outlet or "the story"
