"""Why reports are one happening, and which other happenings may be the same: reasons for and against, with weights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sitrep.desk.incidents import Linked
from sitrep.exports.incident_phrases import title
from sitrep.incidents.scoring import Reason, Verdict, event_judge
from sitrep.ledger.incident_reports import Incident, Reported
from sitrep.web.views.quoted import outlet

#: So many reasons are told in short, and so many of each side for a likely duplicate.
SHORT: Final = 5
EACH_SIDE: Final = 3
#: So many reports of either incident are compared to say why they may be one.
_COMPARED: Final = 8


@dataclass(frozen=True, slots=True)
class Summed:
    """A reason that speaks for or against several pairs, its mean weight in log odds, and for how many pairs."""

    words: str
    pull: float
    pairs: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A report, the report it is likest to, how likely they are one, and every reason."""

    report: str
    likest: str
    probability: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """All pairs, the probability of the weakest, and the strongest reasons over all of them."""

    pairs: tuple[Pair, ...]
    strongest: float
    weakest: float
    reasons_for: tuple[Summed, ...]
    reasons_against: tuple[Summed, ...]


@dataclass(frozen=True, slots=True)
class Twin:
    """Another incident that may be this one."""

    id: str
    title: str
    when: str | None
    probability: float
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]


def why_linked(linked: Sequence[Linked]) -> Why | None:
    """Why these reports are one; None where there is but one."""
    names = {one.report.item.id: _name(one.report) for one in linked}
    pairs = [
        Pair(_name(one.report), names[one.likest], one.verdict.probability, one.verdict.reasons)
        for one in linked
        if one.verdict is not None and one.likest in names
    ]
    if not pairs:
        return None
    summed = _summed(reason for pair in pairs for reason in pair.reasons)
    odds = [pair.probability for pair in pairs]
    return Why(
        tuple(pairs), max(odds), min(odds),
        tuple(one for one in summed if one.pull > 0)[:SHORT], tuple(one for one in summed if one.pull < 0)[:SHORT],
    )  # fmt: skip


def twin(own: Incident, other: Incident, probability: float) -> Twin:
    """Why the other incident may be this one, by the two reports of them that are likest."""
    verdict = likest(own.reports, other.reports)
    when = other.fused.when.start if other.fused.when else None
    return Twin(
        other.id, title(other.fused), when, probability, reasons_for(verdict.reasons), reasons_against(verdict.reasons)
    )


def likest(left: Sequence[Reported], right: Sequence[Reported]) -> Verdict:
    """What is said of the two reports that are likest; of the newest few on each side."""
    judge = event_judge()
    compared = [(a.item, b.item) for a in left[-_COMPARED:] for b in right[-_COMPARED:]]
    best = max(compared, key=lambda pair: judge.probability(*pair))
    return judge.explain(*best)


def reasons_for(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The weightiest that speak for it."""
    return tuple(one for one in reasons if one.pull > 0)[:EACH_SIDE]


def reasons_against(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The weightiest that speak against it."""
    return tuple(one for one in reasons if one.pull < 0)[:EACH_SIDE]


def _summed(reasons: Iterable[Reason]) -> list[Summed]:
    groups: defaultdict[str, list[float]] = defaultdict(list)
    for one in reasons:
        groups[one.words].append(one.pull)
    found = [Summed(words, sum(pulls) / len(pulls), len(pulls)) for words, pulls in groups.items()]
    return sorted(found, key=lambda one: (-abs(one.pull) * one.pairs, one.words))


def _name(report: Reported) -> str:
    published = report.document.published
    return f"{outlet(report)}, {published[:10]}" if published else outlet(report)
