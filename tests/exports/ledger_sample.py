"""A small ledger of our own writing: one story of a war with all that exports must tell apart, and an older one."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tests.exports.samples import TEXT, actor, attack, facts, meeting, span, statement, war
from tests.stand_in import read

from sitrep.documents.document import Document, Notice
from sitrep.identity import identify
from sitrep.ledger.book import Run, append, begin_run
from sitrep.ledger.export_queries import ToldEvent, Wanted, told_events
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.records.report import (
    Actor,
    Casualty,
    Count,
    Event,
    Link,
    Participant,
    Person,
    Quote,
    Report,
    Source,
    Weapon,
    When,
    Where,
    quoted_values,
)

ENGINE = "0.1.0+test"
STORY = (
    "PORT SUDAN (Two Rivers Post) — Army shells struck a school in Zalingei on Tuesday night, killing 12 to 15 people, "
    "among them three children, residents said.\n"
    "Fighters of the Dawn Front ambushed soldiers near Kabkabiya on Wednesday; at least two soldiers were killed.\n"
    "Air defences shot down six drones over Port Sudan. Hundreds marched in Gedaref this week.\n"
    "The two armies will meet in Juba on Sunday. The army denied that it bombed Nyala.\n"
    "In 2023 gunmen took Zalingei.\n"
)
DOCUMENT = Document(
    STORY,
    title='=HYPERLINK("https://evil.example","School hit")',
    outlet="Two Rivers Post",
    url="https://tworivers.example/zalingei",
    published=datetime(2025, 3, 6, 8, 30, tzinfo=UTC),
    published_rule="option",
    place="PORT SUDAN",
    body_start=31,
    dateline_day=date(2025, 3, 6),
    notices=(Notice("outlet-unknown", "Nobody knows the outlet."),),
)


def event(anchor: str, **fields: Any) -> Event:
    """An event of the story, its words found where they first stand."""
    told: dict[str, Any] = {
        "id": identify("event", anchor), "mode": None, "status": "occurred", "background": False, "when": None,
        "duration": None, "where": None, "anchor": Quote(start=span(anchor, STORY)[0], end=span(anchor, STORY)[1],
                                                         text=anchor),
        "confidence": 0.75,
    } | fields  # fmt: skip
    made = Event.model_construct(**told)
    return Event(**told, evidence={path: (span(words, STORY),) for path, words in quoted_values(made)})


def place(name: str, *, lat: float | None = None, lon: float | None = None, **fields: Any) -> Where:
    """A place in Sudan."""
    told = {"geonames_id": None, "country": "SD", "admin1": None, "precision": "city", "note": None, "text": name}
    return Where(name=name, lat=lat, lon=lon, **(told | fields))


def party(role: Any, text: str, sector: str | None, *, actor: str | None = None, **fields: Any) -> Participant:
    """Someone of Sudan who took part."""
    return Participant(**({"role": role, "name": text, "actor": actor, "sector": sector, "country": "SD", "text": text}
                          | fields))  # fmt: skip


def when(text: str, start: str | None, end: str | None, precision: Any = "day") -> When:
    """The days of an event."""
    return When(start=start, end=end, precision=precision, text=text)


def count(text: str, low: int | None, best: int | None, high: int | None) -> Count:
    """An amount."""
    return Count(low=low, best=best, high=high, text=text)


def killed(text: str, amount: Count | None, *of: Person) -> Casualty:
    """The dead of an event."""
    return Casualty(outcome="killed", count=amount, speaker=None, of=of, text=text)


def source(text: str | None, certainty: Any = "asserted") -> Source:
    """Who says so."""
    return Source(speaker=text, actor=None, role=None, certainty=certainty, text=text)


def shelling() -> Event:
    """A school shelled by night; the toll is a range and three of the dead are children."""
    children = Person(count=3, sex=None, age=None, category="child", text="three children")
    return event(
        "Army shells struck a school in Zalingei", type="ASSAULT", mode="heavy-weapons", contexts=("military",),
        when=when("on Tuesday night", "2025-03-04", "2025-03-05", "part-of-day"),
        where=place("Zalingei", lat=12.9, lon=23.47, admin1="Central Darfur", geonames_id=363885),
        participants=(party("actor", "Army", "MIL", actor="actor-army"),),
        weapons=(Weapon(kind="artillery", count=None, intercepted=None, text="shells"),),
        casualties=(killed("killing 12 to 15 people", count("12 to 15", 12, None, 15), children),),
        sources=(source("residents"),),
    )  # fmt: skip


def ambush() -> Event:
    """Fighters against soldiers, near a town."""
    return event(
        "Fighters of the Dawn Front ambushed soldiers", type="ASSAULT", when=when("on Wednesday", *["2025-03-05"] * 2),
        where=place("Kabkabiya", lat=13.65, lon=24.08, admin1="North Darfur", note="near"),
        participants=(
            party("actor", "Dawn Front", "REB", actor="actor-front"), party("recipient", "soldiers", "MIL"),
        ),
        casualties=(killed("at least two soldiers were killed", count("at least two", 2, 2, None)),),
        sources=(source(None),), links=(Link(relation="follows", event=shelling().id),),
    )  # fmt: skip


def shot_down() -> Event:
    """Drones brought down, by a side that is not named."""
    drones = Weapon(kind="drone", count=count("six", 6, 6, 6), intercepted=None, text="six drones")
    return event(
        "Air defences shot down six drones", type="INTERCEPT", weapons=(drones,),
        where=place("Port Sudan", lat=19.6175, lon=37.2164),
    )  # fmt: skip


def march() -> Event:
    """A march in a week, in a town without coordinates."""
    return event(
        "Hundreds marched in Gedaref", type="PROTEST", mode="demo", where=place("Gedaref"),
        when=when("this week", "2025-03-03", "2025-03-06", "days"), participants=(party("actor", "Hundreds", "CVL"),),
    )  # fmt: skip


def talks() -> Event:
    """A meeting to come."""
    return event(
        "The two armies will meet in Juba", type="CONSULT", status="planned",
        when=when("on Sunday", *["2025-03-09"] * 2), where=place("Juba", lat=4.85, lon=31.58, country="SS"),
        participants=(party("participant", "two armies", "MIL", country=None),),
    )  # fmt: skip


def denial() -> Event:
    """A bombing that is told only as denied."""
    return event(
        "it bombed Nyala", type="ASSAULT", mode="aerial", status="denied", where=place("Nyala", lat=12.05, lon=24.88),
        sources=(source("The army", "denied"),),
    )  # fmt: skip


def recalled() -> Event:
    """A town taken two years before."""
    return event(
        "gunmen took Zalingei", type="COERCE", mode="seize", background=True,
        when=when("In 2023", "2023-01-01", "2023-12-31", "year"), where=place("Zalingei", lat=12.9, lon=23.47),
    )  # fmt: skip


def report() -> Report:
    """What the story says."""
    events = (shelling(), ambush(), shot_down(), march(), talks(), denial(), recalled())
    people = (
        Actor(id="actor-army", name="Sudanese army", kind="organization", country="SD", sector="MIL",
              mentions=(span("Army", STORY),), wikidata="Q1"),
        Actor(id="actor-front", name="Dawn Front", kind="armed-group", country="SD", sector="REB",
              mentions=(span("Dawn Front", STORY),)),
    )  # fmt: skip
    return Report(document=facts(DOCUMENT), events=events, statements=(), actors=people, warnings=())


def make_ledger(path: Path) -> Ledger:
    """A ledger of the story, read twice by two engines, of the market of Tawila, and of a story of the stand-in's."""
    ledger = open_ledger(path)
    market = Document(TEXT, title="Market hit", outlet="Nile Desk")
    tawila = Report(document=facts(market), events=(attack(), meeting(), war()), statements=(statement(),),
                    actors=(actor(),), warnings=())  # fmt: skip
    odesa = Document("Russia struck Odesa on 2025-03-01, 6 wounded.", outlet="AP", published=date(2025, 3, 2))
    with ledger.transaction() as book:
        old = begin_run(book, Run("2025-03-06T09:00:00+00:00", "0.0.9", '{"rules":"old"}', ("stories",)))
        append(book, DOCUMENT, report().model_copy(update={"events": ()}), engine="0.0.9", run=old)
        run = begin_run(book, Run("2025-03-07T09:00:00+00:00", ENGINE, '{"rules":"new"}', ("stories",)))
        for document, read_in_it in ((DOCUMENT, report()), (market, tawila), (odesa, read(odesa))):
            append(book, document, read_in_it, engine=ENGINE, run=run)
    return ledger


def told(ledger: Ledger, **wanted: Any) -> list[ToldEvent]:
    """The events of a ledger, reviewed or not, with actors and texts."""
    with ledger.reading() as book:
        whole: dict[str, Any] = {"actors": True, "text": True, "gate": "all"}
        return list(told_events(book, Wanted(**whole | wanted)))
