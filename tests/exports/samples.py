"""A short story of our own with its record, built by hand."""

from sitrep.documents.document import Document
from sitrep.exports.stories import ReadStory
from sitrep.records.report import (
    Actor,
    Casualty,
    Count,
    DocumentFacts,
    Event,
    Participant,
    Person,
    Quote,
    Report,
    RoleText,
    Source,
    Stance,
    Statement,
    Warning_,
    Weapon,
    When,
    Where,
)

TEXT = (
    "TAWILA, Sudan (Nile Desk) — A drone hit a grain market in Tawila on Monday, killing at least nine people, "
    "among them a nurse, 34, said Amna Idris, head of the town's clinic.\n"
    "“Nobody warned us,” she said. The army is to meet elders on Sunday.\n\n"
    "The war began in April 2023.\n"
)


def span(words: str, text: str = TEXT) -> tuple[int, int]:
    """Where the words first stand in the text."""
    start = text.index(words)
    return start, start + len(words)


def quote(words: str, text: str = TEXT) -> Quote:
    """The words as a quotation of the text."""
    start, end = span(words, text)
    return Quote(start=start, end=end, text=words)


def attack() -> Event:
    """The strike on the market, with a figure, a person and a source."""
    return Event(
        id="event-1",
        type="ASSAULT",
        mode="drone",
        contexts=("military",),
        status="occurred",
        background=False,
        when=When(start="2024-11-11", end="2024-11-11", precision="day", text="on Monday"),
        duration=None,
        where=Where(
            name="Tawila",
            geonames_id=None,
            lat=None,
            lon=None,
            country="SD",
            admin1="North Darfur",
            precision="city",
            note=None,
            text="Tawila",
        ),
        weapons=(Weapon(kind="drone", count=Count(low=1, best=1, high=1, text="A"), intercepted=None, text="A drone"),),
        casualties=(
            Casualty(
                outcome="killed",
                count=Count(low=9, best=9, high=None, text="at least nine"),
                speaker="Amna Idris",
                of=(Person(count=1, sex=None, age=34, category="medic", text="a nurse, 34"),),
                text="killing at least nine people",
            ),
        ),
        sources=(
            Source(
                speaker="Amna Idris",
                actor="actor-1",
                role="head of the town's clinic",
                certainty="asserted",
                text="said Amna Idris",
            ),
        ),
        anchor=quote("A drone hit a grain market in Tawila on Monday"),
        evidence={
            "when": (span("on Monday"),),
            "where": (span("Tawila"),),
            "weapons.0": (span("A drone"),),
            "weapons.0.count": ((span("A drone")[0], span("A drone")[0] + 1),),
            "casualties.0": (span("killing at least nine people"),),
            "casualties.0.count": (span("at least nine"),),
            "casualties.0.of.0": (span("a nurse, 34"),),
            "sources.0": (span("said Amna Idris"),),
        },
        confidence=0.9,
    )


def meeting() -> Event:
    """The talks to come, with one side named and no place."""
    return Event(
        id="event-2", type="CONSULT", mode=None, status="planned", background=False,
        when=When(start="2024-11-17", end="2024-11-17", precision="day", text="on Sunday"),
        duration=None, where=None,
        participants=(
            Participant(role="participant", name="the army", actor=None, sector="MIL", country="SD", text="The army"),
        ),
        anchor=quote("The army is to meet elders on Sunday"),
        evidence={"when": (span("on Sunday"),), "participants.0": (span("The army"),)},
        confidence=0.8,
    )  # fmt: skip


def war() -> Event:
    """The background."""
    return Event(
        id="event-3", type="ASSAULT", mode=None, status="occurred", background=True, when=None, duration=None,
        where=None, anchor=quote("The war began"), evidence={}, confidence=0.5,
    )  # fmt: skip


def statement() -> Statement:
    """The head of the clinic's own words."""
    return Statement(
        id="statement-1", speaker="Amna Idris", actor="actor-1", role="head of the town's clinic", affiliation=None,
        anonymous=False, anonymity_reason=None, kind="direct", cue=quote("she said"),
        content=(quote("Nobody warned us,"),), via=("Nile Desk",), addressee=None, when=None, certainty="asserted",
        issues=("accountability",), stance=(Stance(issue="accountability", proposal=None, stance="accuses"),),
        background=False,
    )  # fmt: skip


def actor(name: str = "Amna Idris") -> Actor:
    """The head of the clinic."""
    role = "head of the town's clinic"
    return Actor(
        id="actor-1", name=name, kind="person", country="SD", sector=None,
        roles=(RoleText(text=role, evidence=span(role)),), mentions=(span("Amna Idris"),),
    )  # fmt: skip


def facts(document: Document) -> DocumentFacts:
    """What the report repeats of its document."""
    return DocumentFacts(
        id=document.id, title=document.title, outlet=document.outlet, url=document.url,
        published=document.published_text, language="en", characters=len(document.text), sha256=document.sha256,
    )  # fmt: skip


def sample(
    *,
    title: str | None = "Market hit",
    outlet: str | None = "Nile Desk",
    url: str | None = None,
    name: str = "Amna Idris",
) -> ReadStory:
    """The story read, its quotations checked; the arguments stand in for hostile or missing metadata."""
    document = Document(TEXT, title=title, outlet=outlet, url=url)
    fields = {
        "document": facts(document),
        "events": (attack(), meeting(), war()),
        "statements": (statement(),),
        "actors": (actor(name),),
        "warnings": (Warning_(code="published-missing", message="No publication date is known."),),
    }
    return ReadStory(TEXT, Report.model_validate(fields, context={"text": TEXT}))


def bare(text: str) -> ReadStory:
    """A story in which nothing was read."""
    document = Document(text)
    return ReadStory(text, Report(document=facts(document), events=(), statements=(), actors=(), warnings=()))
