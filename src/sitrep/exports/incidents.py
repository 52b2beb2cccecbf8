"""Incidents as JSON values: the same wherever they are handed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sitrep.desk.gated import Listed
from sitrep.desk.incidents import Account, Linked
from sitrep.incidents.figures import Figure, Reported
from sitrep.incidents.fusion import Fused, StatusChange
from sitrep.incidents.nesting import PartOf
from sitrep.incidents.tallying import TALLY_RULE, Tally
from sitrep.ledger.decisions import Review
from sitrep.ledger.incident_reports import Incident


def incident_value(listed: Listed) -> dict[str, Any]:
    """What a list says of an incident, and how its reports stand together."""
    told = _value(listed.id, listed.fused, listed.reports, listed.part_of)
    return {**told, "review": listed.review, "unreviewed_reports": listed.waiting}


def shown_value(incident: Incident, reviews: Mapping[str, Review], part_of: PartOf | None) -> dict[str, Any]:
    """What a list says of an incident as the gate lets it out, and how each of its reports stands."""
    told = _value(incident.id, incident.fused, len(incident.reports), part_of)
    return {**told, "reviews": dict(reviews)}


def _value(id_: str, fused: Fused, reports: int, part_of: PartOf | None) -> dict[str, Any]:
    return {
        "id": id_,
        "type": fused.type,
        "mode": fused.mode,
        "status": fused.status,
        "statuses": [_status(change) for change in fused.statuses],
        "only_recalled": fused.only_recalled,
        "when": fused.when.model_dump(mode="json") if fused.when else None,
        "where": fused.where.model_dump(mode="json") if fused.where else None,
        "parties": [{"role": role, "name": name, "reports": reports} for role, name, reports in fused.parties],
        "figures": [figure_value(figure) for figure in fused.figures],
        "reports": reports,
        "documents": list(fused.documents),
        "origins": fused.origins,
        "independent_sources": fused.independent_sources,
        "vouchers": list(fused.vouchers),
        "part_of": asdict(part_of) if part_of else None,
    }


def account_value(account: Account) -> dict[str, Any]:
    """All there is to say of an incident, every figure with its history and every report with its reasons."""
    incident = account.incident
    told = _value(incident.id, incident.fused, len(incident.reports), account.part_of)
    figures = [
        {**figure_value(figure), "history": [_reported(one) for one in figure.history]}
        for figure in incident.fused.figures
    ]
    return {
        **told,
        "asked": account.asked,
        "parts": list(account.parts),
        "figures": figures,
        "told": [linked_value(one, account.origins) for one in account.linked],
        "judgements": [{"kind": kind, **asdict(judgement)} for kind, judgement in account.judgements],
        "duplicates": [{"incident": other, "probability": p} for other, p in account.duplicates],
    }


def figure_value(figure: Figure) -> dict[str, Any]:
    """A figure with the rule that chose it and what each side says."""
    return {
        "outcome": figure.outcome,
        "low": figure.low,
        "best": figure.best,
        "high": figure.high,
        "rule": figure.rule,
        "disputed": figure.disputed,
        "sides": [asdict(side) for side in figure.sides],
    }


def linked_value(linked: Linked, origins: dict[str, str]) -> dict[str, Any]:
    """A report with its words, its origin and why it is of its incident."""
    report = linked.report
    return {
        "event": report.event.id,
        "document": asdict(report.document),
        "origin": origins.get(report.document.id),
        "status": report.event.status,
        "background": report.event.background,
        "quote": report.event.anchor.model_dump(mode="json"),
        "likest": linked.likest,
        "probability": round(linked.verdict.probability, 4) if linked.verdict else None,
        "reasons": [
            {"feature": reason.feature, "weight": reason.pull, "words": reason.words}
            for reason in (linked.verdict.reasons if linked.verdict else ())
        ],
    }


def tally_value(tally: Tally) -> dict[str, Any]:
    """A group of incidents with its casualties and the rule by which they were counted."""
    return {**asdict(tally), "rule": TALLY_RULE}


def _status(change: StatusChange) -> dict[str, Any]:
    return {"status": change.status, "published": change.published, "document": change.document, "event": change.item}


def _reported(one: Reported) -> dict[str, Any]:
    return {
        "event": one.item,
        "document": one.document,
        "outlet": one.outlet,
        "published": one.published or None,
        "count": one.count.model_dump(mode="json"),
        "speaker": one.voice.name,
        "side": one.voice.side,
        "kind": one.voice.kind,
        "origin": one.origin,
        "standing": one.standing,
    }
