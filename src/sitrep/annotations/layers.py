"""The layers of the engine and what their marks stand for.

Every span (``start``/``end`` pair) counts characters of the document's stored text, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from sitrep.annotations.encoder import Reading
from sitrep.annotations.sheet import Layer

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; ``paragraph`` counts from 0; headings and bullets are marked."""

    index: int
    paragraph: int
    kind: Literal["prose", "heading", "bullet", "dateline"] = "prose"


class Word(NamedTuple):
    """A word, number or punctuation mark, as written and in lower case with straight quotes."""

    text: str
    lower: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with its hedge: "at least six" is 6/6/None; ``unit`` is what follows when known.

    ``kind`` tells amounts from what merely looks like one: ages, clock times, years, ordinals,
    money, percentages, distances, durations, identifiers ("Dec. 8", "No. 41", "Resolution 2720").
    """

    low: int | None
    best: int | None
    high: int | None
    kind: Literal[
        "count", "age", "money", "percent", "distance", "duration", "clock", "date", "ordinal", "label", "measure"
    ] = "count"


#: One of something, and a pair.
ONE, BOTH = Quantity(1, 1, 1), Quantity(2, 2, 2)


Precision = Literal["minute", "hour", "part-of-day", "day", "days", "week", "month", "season", "year"]


TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Timex:
    """An expression of time as TIMEX3 (ISO 24617-1) marks it: its words without those that lead in, type and value."""

    span: Span
    type: TimexType
    value: str


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A resolved or unresolved expression of time.

    ``start`` and ``end`` are ISO 8601 local days or clock times ("2025-12-03T21:00"), both
    inclusive, None when open or unresolved. ``kind``: "point" (dates an event), "duration"
    ("five-hour", ``iso`` PT5H), "set" ("every night"), "reference" (tells of time and dates nothing: "now", "for
    years", the age of a man). ``anchored`` names what it was counted from: "published", "story" (another expression of
    the story), "event" (a deed that the story dates), "clause", "absolute", or a reason it is unresolved
    ("unresolved: …"). ``timexes`` is the same as TIMEX3 has it, two for a range ("from 2014 to 2020"): a week is
    2025-W49 there, and the Monday to Sunday of it here.
    """

    kind: Literal["point", "duration", "set", "reference"]
    start: str | None
    end: str | None
    precision: Precision | None
    iso: str | None = None
    anchored: str = "absolute"
    tense: Literal["past", "future", "either"] = "either"
    timexes: tuple[Timex, ...] = ()

    @property
    def timex_type(self) -> TimexType | None:
        """The TIMEX3 type of its first words, None where TIMEX3 marks none of them."""
        return self.timexes[0].type if self.timexes else None

    @property
    def timex_value(self) -> str | None:
        """The TIMEX3 value of its first words."""
        return self.timexes[0].value if self.timexes else None


@dataclass(frozen=True, slots=True)
class PlaceWhy:
    """Why a name stands for its place, or for none.

    ``signs`` are what spoke for it, each with what it added to the score, the weightiest first; ``likely`` is how
    likely it was meant among its namesakes and none of them. ``runner_up`` is the likeliest namesake with its unit and
    country ("Paris, Texas, US"). ``reason`` says why nothing was chosen, None where something was; ``rule`` names what
    overruled the score.
    """

    likely: float = 0.0
    signs: tuple[tuple[str, float], ...] = ()
    runner_up: str | None = None
    runner_up_likely: float = 0.0
    reason: Literal["no such name", "no namesake is likely", "no namesake lies there"] | None = None
    rule: Literal["a bare name means the town"] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in the text, resolved against the gazetteer or left unresolved (id None)."""

    name: str
    geonames_id: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: Literal["site", "city", "district", "region", "country"]
    note: str | None = None
    is_dateline: bool = False
    role: Literal["place", "actor", "either", "attributive"] = "place"
    # "either": a state or capital name whose use (place or actor) the mention step left open.
    # "attributive": only a modifier ("Kyiv's mayor", "Odesa regional head"): weak evidence.
    within: tuple[str, ...] = ()  # names of containing places as written ("Masisi territory")
    why: PlaceWhy | None = field(default=None, compare=False)


MentionKind = Literal["person", "organization", "state", "armed-group", "place-as-actor", "unnamed"]


@dataclass(frozen=True, slots=True)
class Profile:
    """What the mention step settled about one actor; shared by all its mentions."""

    name: str
    country: str | None = None
    sector: str | None = None
    sex: Literal["female", "male"] | None = None
    plural: bool = False
    anonymous: bool = False
    reason: Span | None = None
    outlet: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an actor. The mark's span is the name or head itself ("Oleksandr Vilkul").

    ``entity`` is shared by all mentions of one actor in the story and indexes ENTITIES.
    ``full`` is the whole phrase with title, role and apposition ("city chief Oleksandr Vilkul").
    ``form``: "name", "pronoun" ("he", "it"), "nominal" ("the group", "the spokesman"),
    "demonym" ("Russian" in "Russian drones": entity is the state).
    """

    entity: int
    kind: MentionKind
    form: Literal["name", "pronoun", "nominal", "demonym"]
    full: Span
    role: Span | None = None  # the role words inside or beside this mention
    affiliation: Span | None = None  # the body whose role it is ("Foreign Ministry" spokesman)
    profile: Profile | None = None  # what is known of the actor, for the entity step


@dataclass(frozen=True, slots=True)
class Entity:
    """One actor of the story; its mark's span is its canonical (longest) mention.

    ``roles`` are spans of role words anywhere in the story, best first. ``country`` ISO alpha-2.
    ``sector`` a PLOVER sector code. ``plural`` for bodies of people ("officials", "gunmen").
    ``anonymous`` for unnamed single persons or counted persons ("a senior official",
    "two officials familiar with the talks"), never for institutions or officials as a body.
    ``outlet`` for news media.
    """

    index: int
    name: str
    kind: MentionKind
    country: str | None
    sector: str | None
    roles: tuple[Span, ...] = ()
    plural: bool = False
    anonymous: bool = False
    anonymity_reason: Span | None = None
    outlet: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: one act of reporting. The mark's span covers its sentence or sentences.

    ``speaker`` is the span of the speaker's mention (None: the paper itself, or unknown);
    ``entity`` its entity, None when not an actor. ``content`` spans as RECORD.md wants them.
    """

    speaker: Span | None
    entity: int | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: Literal["direct", "indirect", "mixed"]
    certainty: Literal["asserted", "denied", "hedged", "declined", "intended", "wanted"]
    via: tuple[Span, ...] = ()
    via_names: tuple[str, ...] = ()  # canonical outlet or channel names, in the order named
    addressee: Span | None = None
    when: Span | None = None  # a TIMES mark that dates the saying
    anonymity_reason: Span | None = None
    anonymous: bool = False  # several speakers at once, all of them unnamed
    background: bool = False
    issues: tuple[str, ...] = ()
    stance: tuple[tuple[str | None, Span | None, str], ...] = ()  # issue, proposal, stance


@dataclass(frozen=True, slots=True)
class PeoplePhrase:
    """People as described: "a 3-year-old girl", "two men", "at least eight people".

    ``count`` is None for a bare plural ("residents"); ``head`` is the noun's span.
    """

    count: Quantity | None
    head: Span
    sex: Literal["female", "male"] | None
    age: int | None
    category: str | None
    sector: str
    plural: bool
    definite: bool = False  # "the victims", "those killed": people told of before
    ages: tuple[int, ...] = ()  # one a person, in the order told ("two daughters, aged 6 and 11")
    named: bool = False  # the phrase holds the person's own name


@dataclass(frozen=True, slots=True)
class WeaponUse:
    """A weapon named, how many, and how many of those were stopped when told in one breath."""

    kind: str | None  # None: words that tell only a mode ("airstrike", "shelling")
    mode: str | None
    count: Quantity | None
    stopped: Quantity | None
    compound: bool  # a modifier only: "missile strike", "drone debris"
    negated: bool = False
    implied: bool = False  # told by the act alone: "opened fire", "torched"
    definite: bool = False  # told of before: "the missile", "one of the rockets"


@dataclass(frozen=True, slots=True)
class CasualtyPerson:
    """Some of the people of a figure, as described."""

    span: Span
    count: int
    sex: Literal["female", "male"] | None
    age: int | None
    category: str | None


@dataclass(frozen=True, slots=True)
class CasualtyFigure:
    """What happened to how many; the mark's span is the people's phrase."""

    outcome: str
    count: Quantity | None
    of: tuple[CasualtyPerson, ...]
    word: Span  # the words that tell the outcome
    sector: str = "CVL"
    recalled: bool = False  # "up from three": history of the figure
    part: bool = False  # describes people of a figure told before ("five of the dead were children")
    toll: bool = False  # the number a toll stands at, not people told of ("put the death toll at 61")

    @property
    def is_none(self) -> bool:
        """Whether it says that nobody was hurt."""
        return self.count is not None and self.count.high == 0


@dataclass(frozen=True, slots=True)
class DamageFact:
    """An object and what became of it; the mark's span is the object's phrase."""

    object: str
    effect: str
    count: Quantity | None
    word: Span  # the words that tell the effect
    negated: bool = False


TriggerForm = Literal["base", "s", "past", "participle", "ed", "ing", "noun"]


class Trigger(NamedTuple):
    """Words that report an event; the mark's span is those words.

    ``clause`` is the span of the clause they govern; ``support`` says whether it holds enough
    (a place, a day, people hurt, named parties) for a weak word to open an event. ``recalled`` is
    how likely the encoder finds it history that the story recalls; None where no encoder read it.
    """

    type: str
    mode: str | None
    form: TriggerForm
    frame: str
    sentence: int
    clause: Span
    subject: Span | None
    object: Span | None
    passive: bool
    status: str
    weak: bool
    vague: bool = False
    anaphoric: bool = False
    recalled: float | None = None
    quoted: bool = False
    service: str | None = None
    effect: str | None = None


ENCODED = Layer("encoded", Reading)
SENTENCES = Layer("sentences", Sentence)
WORDS = Layer("words", Word)
QUANTITIES = Layer("quantities", Quantity)
TIMES = Layer("times", TimeExpression)
PLACES = Layer("places", Place)
MENTIONS = Layer("mentions", Mention)
ENTITIES = Layer("entities", Entity)
ATTRIBUTIONS = Layer("attributions", Attribution)
PEOPLE = Layer("people", PeoplePhrase)
WEAPONS = Layer("weapons", WeaponUse)
CASUALTIES = Layer("casualties", CasualtyFigure)
DAMAGE = Layer("damage", DamageFact)
RULE_TRIGGERS = Layer("rule-triggers", Trigger)
TRIGGERS = Layer("triggers", Trigger)
