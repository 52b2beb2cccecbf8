"""A made-up war told by made-up stories, as many as asked for: the same seed makes the same stories.

Every day a few dozen things happen in towns of a few countries; each is told by one to six stories in the days after,
whose tolls rise, and each story tells of a few things. The records are made, not read: what is weighed is linking.
A story that is spoken has statements, actors and further paragraphs too, as long as news are: for weighing questions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Final

from sitrep.documents.document import Document
from sitrep.identity import identify
from sitrep.records.report import (
    Casualty,
    Count,
    DocumentFacts,
    Event,
    EventType,
    Participant,
    Quote,
    Report,
    Source,
    Weapon,
    When,
    Where,
)
from sitrep_eval.made_voices import spoken_too

FIRST_DAY: Final = date(2024, 1, 1)
OUTLETS: Final = ("AP", "Reuters", "The Daily Ledger", "Kyiv Post", "Sudan Tribune", "The Evening Sun", "Radio Dabanga")
SIDES: Final = (("RU", "Russia", "UA"), ("UA", "Ukraine", "RU"), ("SD", "The army", "SD"), ("IL", "Israel", "PS"))
SYLLABLES: Final = ("ka", "ro", "mi", "ve", "lu", "sha", "to", "ne", "dar", "bil", "os", "yer")
WEAPONS: Final = ("drone", "missile", "artillery", "glide-bomb")
OBJECTS: Final = ("garage", "school", "market", "depot", "clinic", "bridge", "farm", "station", "bakery", "warehouse")
#: How many things happen a day, and in how many towns of a country.
A_DAY: Final = 40
TOWNS: Final = 150
#: At most so many stories tell of one thing, within so many days.
TELLINGS: Final = 6
DAYS_AFTER: Final = 3
#: At most so many things are told of in one story.
IN_ONE: Final = 6


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened: when, where, by whom, with what, and its toll."""

    day: date
    type: EventType
    side: tuple[str, str, str]
    where: Where
    weapon: str
    object: str
    street: str
    killed: int


def stories(records: int, *, seed: int = 1, spoken: bool = False) -> Iterator[tuple[Document, Report]]:
    """Stories that together tell of at least so many events, in the order of their publication."""
    for story in _stories(records, seed):
        yield spoken_too(*story, seed=seed) if spoken else story


def _stories(records: int, seed: int) -> Iterator[tuple[Document, Report]]:
    chance = Random(seed)  # noqa: S311 -- a made-up war needs no secrets
    towns = list(_towns(chance))
    waiting: dict[date, list[Happening]] = {}
    told, day = 0, FIRST_DAY
    while told < records:
        for happening in (_happening(day, towns, chance) for _ in range(A_DAY)):
            for _ in range(chance.randint(1, TELLINGS)):
                later = day + timedelta(chance.randint(0, DAYS_AFTER))
                waiting.setdefault(later, []).append(happening)
        today = waiting.pop(day, [])
        chance.shuffle(today)
        while today and told < records:
            size = chance.randint(1, IN_ONE)
            chosen, today = list(dict.fromkeys(today[:size])), today[size:]
            told += len(chosen)
            yield _story(day, chosen, chance, told)
        day += timedelta(1)


def _towns(chance: Random) -> Iterator[tuple[tuple[str, str, str], Where]]:
    names = ["".join(each).capitalize() for each in product(SYLLABLES, repeat=3)]
    chance.shuffle(names)
    for side in SIDES:
        for number in range(TOWNS):
            name, region = names.pop(), f"{side[2]} region {number % 12}"
            yield side, Where(
                name=name, geonames_id=None, lat=round(chance.uniform(10, 50), 3),
                lon=round(chance.uniform(20, 40), 3), country=side[2], admin1=region, precision="city", note=None,
                text=name,
            )  # fmt: skip


def _happening(day: date, towns: list[tuple[tuple[str, str, str], Where]], chance: Random) -> Happening:
    side, where = chance.choice(towns)
    street = f"{''.join(chance.choices(SYLLABLES, k=3)).capitalize()} Street"
    kind: EventType = "ASSAULT" if chance.random() < 0.8 else "COERCE"
    return Happening(
        day, kind, side, where, chance.choice(WEAPONS), chance.choice(OBJECTS), street, chance.randint(0, 9)
    )


def _story(day: date, happenings: list[Happening], chance: Random, number: int) -> tuple[Document, Report]:
    told = [(one, one.killed + chance.choice((0, 0, 0, 1))) for one in happenings]
    lines = [
        f"{one.side[1]} struck a {one.object} on {one.street} in {one.where.name} with a {one.weapon} on "
        f"{one.day.isoformat()}, {killed} killed, the mayor said."
        for one, killed in told
    ]
    title = f"Story {number} of {day.isoformat()}"
    document = Document("\n".join(lines), title=title, outlet=chance.choice(OUTLETS), published=day)
    events, at = [], 0
    for line, (one, killed) in zip(lines, told, strict=True):
        events.append(_event(document, at, line, one, killed))
        at += len(line) + 1
    facts = DocumentFacts(
        id=document.id, title=title, outlet=document.outlet, url=None, published=document.published_text,
        language="en", characters=len(document.text), sha256=document.sha256,
    )  # fmt: skip
    return document, Report(document=facts, events=tuple(events), statements=(), actors=(), warnings=())


def _event(document: Document, at: int, line: str, one: Happening, killed: int) -> Event:
    def span(words: str) -> tuple[int, int]:
        start = at + line.index(words)
        return start, start + len(words)

    day, toll = one.day.isoformat(), str(killed)
    dead, _ = span(f"{toll} killed")
    return Event(
        id=identify("event", document.id, at), type=one.type, mode="aerial", status="occurred", background=False,
        when=When(start=day, end=day, precision="day", text=day), duration=None, where=one.where,
        participants=(
            Participant(role="actor", name=one.side[1], actor=None, sector="MIL", country=one.side[0],
                        text=one.side[1]),
        ),
        weapons=(Weapon.model_validate({"kind": one.weapon, "count": None, "intercepted": None, "text": one.weapon}),),
        casualties=(
            Casualty(outcome="killed", count=Count(low=killed, best=killed, high=killed, text=toll), speaker=None,
                     text=f"{toll} killed"),
        ),
        sources=(
            Source(speaker="the mayor", actor=None, role="mayor", certainty="asserted", text="the mayor said"),
        ),
        anchor=Quote(start=at, end=at + len(line), text=line),
        evidence={
            "when": (span(day),), "where": (span(one.where.name),), "participants.0": (span(one.side[1]),),
            "weapons.0": (span(one.weapon),), "casualties.0": (span(f"{toll} killed"),),
            "casualties.0.count": ((dead, dead + len(toll)),), "sources.0": (span("the mayor said"),),
        },
        confidence=0.9,
    )  # fmt: skip
