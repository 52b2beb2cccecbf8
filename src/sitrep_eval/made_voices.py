"""Made-up stories with voices: what was said of what happened, by whom, and paragraphs that tell nothing new."""

from __future__ import annotations

from random import Random
from typing import Final

from sitrep.documents.document import Document
from sitrep.identity import identify
from sitrep.records.report import Actor, Event, Quote, Report, RoleText, Statement

FIRST_NAMES: Final = ("Ana", "Borys", "Chol", "Daryna", "Emin", "Faiza", "Goran", "Halyna", "Idris", "Jana")
LAST_NAMES: Final = ("Adeka", "Bilous", "Dekari", "Holub", "Ismat", "Koval", "Lado", "Marek", "Osman", "Tarnov")
WORDS: Final = (
    "the", "of", "officials", "said", "that", "residents", "night", "morning", "rescuers", "worked", "killed", "people",
    "houses", "windows", "power", "water", "region", "army", "drone", "talks", "ceasefire", "aid", "road", "hospital",
    "children", "street", "smoke", "report", "governor", "border", "week", "since", "war", "began", "and", "in", "on",
)  # fmt: skip
#: So many paragraphs of so many words follow what is told, and every so many words one of a kind of its own.
PARAGRAPHS: Final = 4
IN_A_PARAGRAPH: Final = 40
ODD: Final = 12


def spoken_too(document: Document, report: Report, *, seed: int) -> tuple[Document, Report]:
    """The story, longer, with a statement and its speaker for every event."""
    chance = Random(f"{seed} {document.id}")  # noqa: S311 -- a made-up war needs no secrets
    text = "\n".join([document.text, *(_paragraph(chance) for _ in range(PARAGRAPHS))])
    longer = Document(text, title=document.title, outlet=document.outlet, published=document.published)
    speakers = [f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}" for _ in report.events]
    facts = report.document.model_copy(
        update={"id": longer.id, "characters": len(longer.text), "sha256": longer.sha256}
    )
    events = tuple(_acting(longer, event, at) for at, event in enumerate(report.events))
    said = tuple(_said(longer, event, who) for event, who in zip(events, speakers, strict=True))
    actors = {
        each.id: each for event, who in zip(events, speakers, strict=True) for each in _actors(longer, event, who)
    }
    return longer, report.model_copy(
        update={"document": facts, "events": events, "statements": said, "actors": tuple(actors.values())}
    )


def _paragraph(chance: Random) -> str:
    words = [
        f"{chance.choice(LAST_NAMES).lower()}{chance.randint(0, 999)}" if at % ODD == 0 else chance.choice(WORDS)
        for at in range(IN_A_PARAGRAPH)
    ]
    return f"{' '.join(words).capitalize()}."


def _acting(document: Document, event: Event, at: int) -> Event:
    """The event as the longer story tells it, its side an actor of the story."""
    side = event.participants[0]
    acting = side.model_copy(update={"actor": identify("actor", document.id, side.name)})
    return event.model_copy(update={"id": identify("event", document.id, at), "participants": (acting,)})


def _said(document: Document, event: Event, who: str) -> Statement:
    quote = event.anchor
    cue, last = quote.end - len("said."), ", the mayor said."
    said = Quote(start=quote.start, end=quote.end - len(last), text=quote.text[: -len(last)])
    return Statement(
        id=identify("statement", document.id, quote.start), speaker=who, actor=identify("actor", document.id, who),
        role="mayor", affiliation=None, anonymous=False, anonymity_reason=None, kind="indirect",
        cue=Quote(start=cue, end=cue + len("said"), text="said"),
        content=(said,),
        via=(), addressee=None, when=None, certainty="asserted", issues=("ceasefire",) if event.id[-1] in "05" else (),
        stance=(), background=False, evidence={"role": ((cue - len("mayor "), cue - 1),)},
    )  # fmt: skip


def _actors(document: Document, event: Event, who: str) -> tuple[Actor, Actor]:
    side, at = event.participants[0], event.evidence["participants.0"]
    cue = event.anchor.end - len("said.")
    role = RoleText(text="mayor", evidence=(cue - len("mayor "), cue - 1))
    return (
        Actor(id=side.actor or "", name=side.name, kind="state", country=side.country, sector="MIL", roles=(),
              mentions=at),
        Actor(id=identify("actor", document.id, who), name=who, kind="person", country=None, sector=None, roles=(role,),
              mentions=(role.evidence,)),
    )  # fmt: skip
