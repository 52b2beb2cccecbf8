"""A stand-in for the reading engine: simple enough to predict, and every value has its words."""

import re

from sitrep.documents.document import Document
from sitrep.identity import identify
from sitrep.records.report import (
    Actor,
    Casualty,
    Count,
    DocumentFacts,
    Event,
    Participant,
    Quote,
    Report,
    RoleText,
    Source,
    Statement,
    When,
    Where,
)

STRIKE = re.compile(r"(?P<who>[^\W\d_]+) struck (?P<place>[^\W\d_]+)(?: on (?P<day>\d{4}-\d\d-\d\d))?")
HURT = re.compile(r"(?P<count>\d+) wounded")
SAID = re.compile(r"(?P<speaker>[^\W\d_]+) said (?P<said>[^.\n]+)")

STORY = (
    "Russia struck Odesa on 2025-12-03, 6 wounded. Łukasz said the port still works.\n"
    "Israel struck Gaza on 2025-12-01. Zelenskyy said talks on the ceasefire go on in Küçükçekmece.\n"
)


def read(document: Document) -> Report:
    """Who "struck" whom, how many "wounded", who "said" what."""
    if "BROKEN" in document.text:
        raise RuntimeError("the engine fell over")
    facts = DocumentFacts(
        id=document.id, title=document.title, outlet=document.outlet, url=document.url,
        published=document.published_text, language=document.language, characters=len(document.text),
        sha256=document.sha256,
    )  # fmt: skip
    events = tuple(_event(document, found) for found in STRIKE.finditer(document.text))
    statements = tuple(_statement(document, found) for found in SAID.finditer(document.text))
    actors = {event.participants[0].actor: _actor(event) for event in events}
    return Report(document=facts, events=events, statements=statements, actors=tuple(actors.values()), warnings=())


def _event(document: Document, found: re.Match[str]) -> Event:
    who, place, day = found["who"], found["place"], found["day"]
    actor = identify("actor", document.id, who)
    evidence = {"participants.0": [found.span("who")], "where": [found.span("place")]}
    when = None
    if day:
        when = When(start=day, end=day, precision="day", text=day)
        evidence["when"] = [found.span("day")]
    hurt = HURT.match(document.text, found.end() + 2)
    casualties: tuple[Casualty, ...] = ()
    if hurt:
        count = Count(low=int(hurt["count"]), best=int(hurt["count"]), high=int(hurt["count"]), text=hurt["count"])
        casualties = (Casualty(outcome="wounded", count=count, speaker=None, text=hurt[0]),)
        evidence |= {"casualties.0": [hurt.span()], "casualties.0.count": [hurt.span("count")]}
    return Event(
        id=identify("event", document.id, *found.span()), type="ASSAULT", mode="aerial", status="occurred",
        background=False, when=when, duration=None,
        where=Where(name=place, geonames_id=None, lat=None, lon=None, country="UA" if place == "Odesa" else "PS",
                    admin1=None, precision="city", note=None, text=place),
        participants=(Participant(role="actor", name=who, actor=actor, sector="MIL", country=None, text=who),),
        casualties=casualties, sources=(Source(speaker=None, actor=None, role=None, certainty="asserted", text=None),),
        anchor=Quote(start=found.start(), end=found.end(), text=found[0]),
        evidence={path: tuple(spans) for path, spans in evidence.items()}, confidence=0.9,
    )  # fmt: skip


def _statement(document: Document, found: re.Match[str]) -> Statement:
    said = Quote(start=found.start("said"), end=found.end("said"), text=found["said"])
    return Statement(
        id=identify("statement", document.id, *found.span()), speaker=found["speaker"], actor=None, role=None,
        affiliation=None, anonymous=False, anonymity_reason=None, kind="indirect", cue=None, content=(said,),
        via=("Telegram",), addressee=None, when=None, certainty="asserted",
        issues=("ceasefire",) if "ceasefire" in said.text else (), background=False,
        evidence={"speaker": (found.span("speaker"),)},
    )  # fmt: skip


def _actor(event: Event) -> Actor:
    side = event.participants[0]
    span = event.evidence["participants.0"][0]
    roles = (RoleText(text=side.text, evidence=span),)
    return Actor(
        id=side.actor or "", name=side.name, kind="state", country=None, sector="MIL", roles=roles, mentions=(span,)
    )
