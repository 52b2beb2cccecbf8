"""One report: everything one story claims, in the shape of the record contract.

Field names, enumerations and rules are those of docs/record.md.
Every value read from the text carries evidence; a report whose quotations do not stand refuses to exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator

SCHEMA: Literal["sitrep.report/1"] = "sitrep.report/1"

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "INTERCEPT", "DISRUPT", "RESPOND",
]  # fmt: skip
Status = Literal["occurred", "ongoing", "planned", "attempted", "threatened", "denied", "hypothetical", "cancelled"]
TimePrecision = Literal["minute", "hour", "part-of-day", "day", "days", "week", "month", "season", "year"]
PlacePrecision = Literal["site", "city", "district", "region", "country"]
Role = Literal["actor", "recipient", "participant", "host", "mediator"]
WeaponKind = Literal[
    "drone", "missile", "ballistic-missile", "cruise-missile", "glide-bomb", "bomb", "rocket", "artillery", "tank",
    "mortar", "gun", "grenade", "mine", "ied", "vehicle", "knife", "fire", "tear-gas", "chemical", "cyber", "other",
]  # fmt: skip
Outcome = Literal[
    "killed", "wounded", "missing", "detained", "abducted", "released", "displaced", "evacuated", "trapped"
]
Sex = Literal["female", "male"]
Category = Literal[
    "child", "adult", "elderly", "civilian", "military", "militant", "police", "rescuer", "medic", "journalist",
    "aid-worker", "official", "prisoner",
]  # fmt: skip
DamagedObject = Literal[
    "residential", "school", "hospital", "energy", "gas", "heat", "water", "rail", "road", "port", "airport",
    "bridge", "ship", "vehicle", "government", "military", "religious", "industrial", "agricultural", "cultural",
    "commercial", "infrastructure", "other",
]  # fmt: skip
DamageEffect = Literal["damaged", "destroyed", "burned", "shut-down"]
ServiceKind = Literal["electricity", "heat", "gas", "water", "transport", "telecom", "health", "education"]
ServiceEffect = Literal["cut", "reduced", "restored"]
Certainty = Literal["asserted", "denied", "hedged", "declined", "intended", "wanted"]
IssueCode = Literal[
    "territory", "security-guarantees", "ceasefire", "withdrawal", "disarmament", "sanctions", "prisoners-of-war",
    "hostages", "nato-membership", "reconstruction", "elections", "accountability", "nuclear", "arms-supplies",
    "humanitarian-access", "frozen-assets", "constitution", "process", "other",
]  # fmt: skip
StanceKind = Literal["accepts", "rejects", "partly-accepts", "demands", "offers", "undecided", "accuses"]
ActorKind = Literal["person", "organization", "state", "armed-group", "place-as-actor", "unnamed"]
SpanPair = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=1)]]


class Part(BaseModel):
    """Any part of a report: frozen, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Quote(Part):
    """Words of the stored text: ``text[start:end]`` equals ``text``, always."""

    start: int = Field(ge=0)
    end: int = Field(ge=1)
    text: str = Field(min_length=1)

    @model_validator(mode="after")
    def _as_long_as_its_span(self) -> Quote:
        if self.end - self.start != len(self.text):
            raise ValueError(f"[evidence] {self.text!r} is not {self.end - self.start} characters long")
        return self


class Count(Part):
    """An amount as the story hedges it: low ≤ best ≤ high; an open end is null."""

    low: int | None = Field(ge=0)
    best: int | None = Field(ge=0)
    high: int | None = Field(ge=0)
    text: str

    @model_validator(mode="after")
    def _in_order(self) -> Count:
        known = [n for n in (self.low, self.best, self.high) if n is not None]
        if not known or known != sorted(known):
            raise ValueError(f"a count needs low ≤ best ≤ high, not {known}")
        return self


class When(Part):
    """The days or clock times of an event, both ends inclusive; null is an open end."""

    start: str | None
    end: str | None
    precision: TimePrecision
    text: str


class Duration(Part):
    """How long it lasted, as an ISO 8601 duration."""

    iso: str = Field(pattern=r"^P")
    text: str


class Where(Part):
    """The place where the act took effect; ``country`` is ISO 3166-1 alpha-2, null at sea."""

    name: str
    geonames_id: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: PlacePrecision
    note: str | None
    text: str


class Participant(Part):
    """Who took part and how; ``actor`` is an actor's id, ``sector`` a PLOVER code."""

    role: Role
    name: str
    actor: str | None
    sector: str | None
    country: str | None
    disputed: bool = False
    text: str


class Weapon(Part):
    """A kind of weapon, how many were launched (on INTERCEPT: brought down), how many stopped."""

    kind: WeaponKind
    count: Count | None
    intercepted: Count | None
    text: str


class Person(Part):
    """Some of the people of a casualty figure, as described."""

    count: int = Field(ge=1)
    sex: Sex | None
    age: int | None = Field(ge=0, le=130)
    category: Category | None
    text: str


class Casualty(Part):
    """A figure of people to whom one thing happened; rival figures carry their speaker."""

    outcome: Outcome
    count: Count | None
    speaker: str | None
    of: tuple[Person, ...] = ()
    text: str


class Damage(Part):
    """An object and what became of it."""

    object: DamagedObject
    effect: DamageEffect
    count: Count | None
    text: str


class Service(Part):
    """A public service cut, reduced or restored, and for how many."""

    service: ServiceKind
    effect: ServiceEffect
    people: Count | None
    households: Count | None
    text: str


class Source(Part):
    """Who says this happened; ``speaker`` null is the paper's own voice."""

    speaker: str | None
    actor: str | None
    role: str | None
    anonymous: bool = False
    via: tuple[str, ...] = ()
    certainty: Certainty
    text: str | None


class Link(Part):
    """How this event hangs together with another of the same report."""

    relation: Literal["part-of", "caused-by", "follows"]
    event: str


class Event(Part):
    """One act at one place and time by one side, as one report tells it."""

    id: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...] = ()
    status: Status
    background: bool
    when: When | None
    duration: Duration | None
    where: Where | None
    participants: tuple[Participant, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    damage: tuple[Damage, ...] = ()
    services: tuple[Service, ...] = ()
    sources: tuple[Source, ...] = ()
    issues: tuple[IssueCode, ...] = ()
    links: tuple[Link, ...] = ()
    anchor: Quote
    evidence: dict[str, tuple[SpanPair, ...]]
    confidence: float = Field(ge=0, le=1)

    @model_validator(mode="after")
    def _no_value_without_its_words(self) -> Event:
        evidence = self.evidence
        for path, _ in quoted_values(self):
            if not evidence.get(path):
                raise ValueError(f"[evidence] {self.id}: {path} rests on no words")
        return self


class Stance(Part):
    """What a speaker takes up toward an issue or a proposal."""

    issue: IssueCode | None
    proposal: str | None
    stance: StanceKind


class Statement(Part):
    """What was said: by whom, through whom, how firmly, about what."""

    id: str
    speaker: str | None
    actor: str | None
    role: str | None
    affiliation: str | None
    anonymous: bool
    anonymity_reason: str | None
    kind: Literal["direct", "indirect", "mixed"]
    cue: Quote | None
    content: tuple[Quote, ...] = Field(min_length=1)
    via: tuple[str, ...] = ()
    addressee: str | None
    when: When | None
    certainty: Certainty
    issues: tuple[IssueCode, ...] = ()
    stance: tuple[Stance, ...] = ()
    background: bool
    evidence: dict[str, tuple[SpanPair, ...]] = Field(default_factory=dict)


class RoleText(Part):
    """The words of a role or title."""

    text: str
    evidence: SpanPair


class Actor(Part):
    """Someone who acts or speaks in the story."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    roles: tuple[RoleText, ...] = ()
    mentions: tuple[SpanPair, ...] = ()
    wikidata: str | None = None


class DocumentFacts(Part):
    """What is known of the story itself."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    language: str
    characters: int = Field(ge=0)
    sha256: str


class Warning_(Part):
    """Something a reader of the report should know."""

    model_config = ConfigDict(title="Warning", frozen=True, extra="forbid")

    code: str
    message: str


class Report(Part):
    """What one story says, every value standing on its words."""

    schema_: Literal["sitrep.report/1"] = Field(default=SCHEMA, alias="schema")
    document: DocumentFacts
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    actors: tuple[Actor, ...]
    warnings: tuple[Warning_, ...]

    @model_validator(mode="after")
    def _quotations_stand(self, info: ValidationInfo) -> Report:
        """Checked when the stored text is handed over as ``context={"text": …}``."""
        text = (info.context or {}).get("text")
        if text is not None:
            verify_quotations(self, text)
        return self

    def to_json(self, *, indent: int | None = 2) -> str:
        """The report as JSON, byte for byte the same for equal reports."""
        return self.model_dump_json(by_alias=True, indent=indent)


def quoted_values(event: Event) -> list[tuple[str, str]]:
    """The paths of an event's values that were read from the text, with the words they quote."""
    single = (("when", event.when), ("duration", event.duration), ("where", event.where))
    found = [(path, value.text) for path, value in single if value is not None]
    found += [(f"participants.{i}", participant.text) for i, participant in enumerate(event.participants)]
    for i, weapon in enumerate(event.weapons):
        counts = (("count", weapon.count), ("intercepted", weapon.intercepted))
        found += _counted(f"weapons.{i}", weapon.text, counts)
    for i, casualty in enumerate(event.casualties):
        found += _counted(f"casualties.{i}", casualty.text, (("count", casualty.count),))
        found += [(f"casualties.{i}.of.{j}", person.text) for j, person in enumerate(casualty.of)]
    for i, damage in enumerate(event.damage):
        found += _counted(f"damage.{i}", damage.text, (("count", damage.count),))
    for i, service in enumerate(event.services):
        counts = (("people", service.people), ("households", service.households))
        found += _counted(f"services.{i}", service.text, counts)
    found += [(f"sources.{i}", source.text) for i, source in enumerate(event.sources) if source.text is not None]
    return found


def _counted(path: str, text: str, counts: tuple[tuple[str, Count | None], ...]) -> list[tuple[str, str]]:
    """What is told with counts, and the counts that are told of it."""
    return [(path, text), *((f"{path}.{name}", count.text) for name, count in counts if count is not None)]


def verify_quotations(report: Report, text: str) -> None:
    """Refuses a report any of whose quotations does not stand in the text, or whose evidence lies outside it."""
    for event in report.events:
        _stands(text, event.anchor.start, event.anchor.end, event.anchor.text, event.id)
        _lies_within(text, event.evidence, event.id)
        for path, words in quoted_values(event):
            start, end = event.evidence[path][0]
            _stands(text, start, end, words, f"{event.id} {path}")
    for statement in report.statements:
        for quote in (*statement.content, *((statement.cue,) if statement.cue else ())):
            _stands(text, quote.start, quote.end, quote.text, statement.id)
        _lies_within(text, statement.evidence, statement.id)
        for path, said in _said_values(statement):
            for start, end in statement.evidence.get(path, ()):
                _stands(text, start, end, said, f"{statement.id} {path}")
    for actor in report.actors:
        for role in actor.roles:
            _stands(text, *role.evidence, role.text, actor.id)
        _lies_within(text, {"mentions": actor.mentions}, actor.id)


def _said_values(statement: Statement) -> Iterator[tuple[str, str]]:
    """The values of a statement that are quoted word for word; its speaker may stand there as "he"."""
    quoted = {
        "role": statement.role,
        "affiliation": statement.affiliation,
        "anonymity_reason": statement.anonymity_reason,
        "addressee": statement.addressee,
        "when": statement.when.text if statement.when else None,
        **{f"stance.{number}.proposal": one.proposal for number, one in enumerate(statement.stance)},
    }
    for path, words in quoted.items():
        if words is not None:
            yield path, words


def _stands(text: str, start: int, end: int, words: str, what: str) -> None:
    if text[start:end] != words:
        raise ValueError(f"[evidence] {what} at {start}: expected {words!r}, found {text[start:end]!r}")


def _lies_within(text: str, evidence: dict[str, tuple[SpanPair, ...]], what: str) -> None:
    for path, spans in evidence.items():
        for start, end in spans:
            if not start < end <= len(text):
                raise ValueError(f"[evidence] {what} {path}: no words stand at [{start}, {end})")


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a report."""
    return Report.model_json_schema(by_alias=True, mode="serialization")
