"""Who first vouches: copies of one text and stories credited to one agency share an origin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sitrep.codebook.outlets import known_outlet, outlets
from sitrep.identity import identify
from sitrep.incidents.minhash import COPY, Sketch, shared, sketch
from sitrep.records.report import Report

#: How far into a story an agency is credited for the whole of it.
HEAD = 400
_REPORTED = r"(?:reported|reports|said in a report|news agency reported)"


@dataclass(frozen=True, slots=True)
class Imprint:
    """What tells a story's origin: its outlet, the agency it credits, and the sketch of its text."""

    document: str
    outlet: str | None
    agency: str | None
    sketch: Sketch


def imprint(report: Report, text: str) -> Imprint:
    """The imprint of a story; ``text`` is the document's stored text."""
    document = report.document
    return Imprint(document.id, document.outlet, credited(text, document.outlet), sketch(text))


def credited(text: str, outlet: str | None) -> str | None:
    """The agency that the story is by: the outlet itself, or the one that its head or its end credits."""
    known = known_outlet(outlet) if outlet else None
    if known and known.kind == "agency":
        return known.name
    found = _credit().search(text[:HEAD]) or _signature().search(text.rstrip()[-HEAD:])
    return None if found is None else _named(next(filter(None, found.groups())))


def origins(imprints: Sequence[Imprint]) -> dict[str, str]:
    """The origin of every story, the same for those that share one, whatever order they come in."""
    leads: dict[str, str] = {one.document: one.document for one in imprints}

    def root(document: str) -> str:
        while leads[document] != document:
            document = leads[document]
        return document

    listed = sorted(imprints, key=lambda one: one.document)
    for number, left in enumerate(listed):
        for right in listed[:number]:
            if same_origin(left, right):
                first, second = sorted((root(left.document), root(right.document)))
                leads[second] = first
    return {one.document: identify("origin", root(one.document)) for one in imprints}


def same_origin(left: Imprint, right: Imprint) -> bool:
    """Whether one agency or one text stands behind the two stories."""
    if left.agency is not None and left.agency == right.agency:
        return True
    return shared(left.sketch, right.sketch) >= COPY


def _named(name: str) -> str | None:
    known = known_outlet(name)
    return known.name if known else None


@cache
def _credit() -> re.Pattern[str]:
    """ "(Reuters)" or "Reuters reported", which credits the whole story when it stands at its head."""
    names = _agencies()
    return re.compile(rf"\(({names})\)|\b({names}) {_REPORTED}|\b{_REPORTED} by ({names})\b|\baccording to ({names})\b")


@cache
def _signature() -> re.Pattern[str]:
    """A bare agency as the last line or in brackets at the end."""
    names = _agencies()
    return re.compile(rf"(?:\n[—–\- ]*|\()({names})\)?\s*$")


@cache
def _agencies() -> str:
    """Every name of an agency, written as its outlet writes it; the longest first."""
    names = {name for outlet in outlets().values() if outlet.kind == "agency" for name in (outlet.name,)}
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
