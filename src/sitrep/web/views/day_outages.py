"""The services that were cut as the strip of a day tells them: households, or people, or that no number is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sitrep.exports.incident_phrases import count_amount, names, place_words
from sitrep.exports.phrases import UNTOLD
from sitrep.ledger.incident_reports import Incident
from sitrep.records.report import Count, Service
from sitrep.web.views.day_chart import OUT
from sitrep.web.views.incident_head import StripCell
from sitrep.web.views.incident_rows import voices_of
from sitrep.web.words import plural

#: The service without which people are "without power".
_POWER: Final = "electricity"


@dataclass(frozen=True, slots=True)
class _Cut:
    """A service that one incident tells to be out, and for how many of whom."""

    service: Service
    count: Count | None
    whom: str
    incident: Incident

    @property
    def rank(self) -> tuple[bool, bool, bool, int]:
        """Those with a number first, power before other services, households before people, then the greatest."""
        number = next((n for n in (self.count.best, self.count.low, self.count.high) if n), 0) if self.count else 0
        return self.count is not None, self.service.service == _POWER, self.whom == "households", number


def outage_cells(happened: Mapping[str, Incident]) -> Iterator[StripCell]:
    """The cut of which most is told, in one cell, and how many more there are; nothing where no service is out."""
    cuts = [cut for one in happened.values() for cut in _cuts(one)]
    if cuts:
        first = max(cuts, key=lambda one: one.rank)
        others = len({one.incident.id for one in cuts}) - 1
        yield _cell(first, f"; {plural(others, 'more cut')}" if others else "")


def _cuts(incident: Incident) -> Iterator[_Cut]:
    """The cuts by the newest report that tells of any."""
    for report in reversed(incident.reports):
        out = [service for service in report.event.services if service.effect in OUT]
        for service in out:
            count, whom = (service.households, "households") if service.households else (service.people, "people")
            yield _Cut(service, count, whom, incident)
        if out:
            return


def _cell(cut: _Cut, more: str) -> StripCell:
    voices = names((voice.name for voice in voices_of(cut.incident)), 1)
    basis = f"{place_words(cut.incident.fused.where)}; {voices}{more}"
    told = f"{cut.service.service.capitalize()} {cut.service.effect}"
    if cut.count is None:
        return StripCell(told, None, UNTOLD, "o", basis)
    amount = count_amount(cut.count)
    power = cut.service.service == _POWER and cut.service.effect == "cut"
    label = f"{cut.whom.capitalize()} without power" if power else f"{told}, {cut.whom}"
    return StripCell(label, replace(amount, span=""), "", "o", f"{amount.span}; {basis}" if amount.span else basis)
