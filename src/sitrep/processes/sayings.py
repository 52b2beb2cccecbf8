"""What the parties say of the issues and proposals of an effort, statement by statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from sitrep.annotations.issues import issues_of
from sitrep.codebook.peace_efforts import pattern, peace_efforts
from sitrep.processes.naming import Mention
from sitrep.processes.parties import Cast, Party
from sitrep.processes.passages import Span, paragraph
from sitrep.records.report import IssueCode, Report, StanceKind, Statement

#: How far into what was said its subject stands, after a dateline.
SUBJECT = 3
#: Who only tells that there is a meeting takes no position.
MEETINGS = frozenset({"CONSULT"})
#: Stances that are the speaker's own, whoever the sentence is about.
OWN = frozenset({"demands", "accuses"})
#: What is said so is a position only where peace is spoken of.
VAGUE = frozenset({None, "accuses"})
#: What talks turn on where nothing more definite is said.
TALKS: IssueCode = "process"
#: Who takes a stance in a story of talks speaks of what talks turn on.
ABOUT_TALKS = "talks"


@dataclass(frozen=True, slots=True)
class Saying:
    """One stated position: whose, on what, which stance (None: none told), in which words, when, by whom.

    ``relayed`` says that someone of another party told it; ``proposals`` are the namings that stand in its words;
    ``matter`` are the keys of the parties that the passage names.
    """

    party: Party
    issue: str
    stance: StanceKind | None
    words: str
    spans: tuple[Span, ...]
    date: str
    speaker: str | None
    outlet: str | None
    document: str
    statement: str
    relayed: bool
    is_of_proposal: bool
    proposals: tuple[Mention, ...]
    matter: frozenset[str]


def sayings(report: Report, text: str, cast: Cast, named: Sequence[Mention]) -> tuple[Saying, ...]:
    """Every stated position of a story, in order, each once."""
    found: dict[tuple[object, ...], Saying] = {}
    for statement in report.statements:
        for saying in _sayings(statement, report, text, cast, named):
            found.setdefault((saying.party, saying.issue, saying.spans), saying)
    told = tuple(found.values())
    return tuple(saying for saying in told if not any(_retells(saying, one) for one in told))


def _retells(saying: Saying, one: Saying) -> bool:
    """Whether a saying only tells of another of its party: "Norway rejected the plan, its minister said"."""
    if (saying.party, saying.issue, saying.stance) != (one.party, one.issue, one.stance) or saying.spans == one.spans:
        return False
    return all(any(a <= begin and end <= b for a, b in saying.spans) for begin, end in one.spans)


def _sayings(statement: Statement, report: Report, text: str, cast: Cast, named: Sequence[Mention]) -> Iterator[Saying]:
    speaker = cast.of(statement.actor)
    if speaker is None or statement.certainty == "declined":
        return
    spans = tuple((quote.start, quote.end) for quote in statement.content)
    within = tuple(one for one in named if any(a <= one.span[0] < b for a, b in spans))
    told = list(_stances(statement, text, of_proposal=bool(within)))
    begin, end = paragraph(text, spans[0][0], beside=1)
    subject = _subject(text, spans[0], cast)
    anchors = [event.anchor for event in report.events if event.type in MEETINGS]
    if any(_overlaps(spans, (anchor.start, anchor.end)) for anchor in anchors):
        told = [(issue, stance) for issue, stance in told if stance is not None]
    if not within and not pattern(peace_efforts().peace_words).search(text, begin, end):
        told = [(issue, stance) for issue, stance in told if stance not in VAGUE]
    for issue, stance in told:
        party = subject if subject and stance is not None and stance not in OWN else speaker
        yield Saying(
            party=party,
            issue=issue,
            stance=stance,
            words=" … ".join(quote.text for quote in statement.content),
            spans=spans,
            date=_date(statement, report),
            speaker=statement.speaker,
            outlet=report.document.outlet,
            document=report.document.id,
            statement=statement.id,
            relayed=party != speaker,
            is_of_proposal=bool(within),
            proposals=within,
            matter=frozenset(one.key for start, _, one in cast.mentions if begin <= start < end) | {party.key},
        )


def _stances(statement: Statement, text: str, *, of_proposal: bool) -> Iterator[tuple[str, StanceKind | None]]:
    """The issues with the stance on each: as the report tells it, else by the words in the light of the whole story."""
    said = " ".join(quote.text for quote in statement.content)
    if statement.stance:
        for taken in statement.stance:
            yield taken.issue or TALKS, _whole_or_part(taken.issue or TALKS, taken.stance, said)
        return
    stance = _by_words(f"{statement.cue.text if statement.cue else ''} {said}")
    issues = issues_of(said, ABOUT_TALKS if stance else text) or ((TALKS,) if of_proposal or statement.issues else ())
    if issues and stance is not None:
        yield issues[0], _whole_or_part(issues[0], stance, said)
    elif issues and issues[0] != TALKS:
        yield issues[0], None


def _whole_or_part(issue: str, stance: StanceKind, said: str) -> StanceKind:
    """Who rejects or accepts some points of a proposal takes it in part."""
    if issue == TALKS and stance in {"accepts", "rejects"} and pattern(peace_efforts().partly).search(said):
        return "partly-accepts"
    return stance


def _by_words(said: str) -> StanceKind | None:
    known: tuple[StanceKind, ...] = get_args(StanceKind)
    told = [name for name, source in peace_efforts().stances.items() if pattern(source).search(said)]
    return next((stance for name in told for stance in known if stance == name), None)


def _subject(text: str, span: Span, cast: Cast) -> Party | None:
    """The party that what was said begins with ("Israel has agreed"); None where it begins otherwise."""
    start, end = span
    dash = text.rfind("— ", start, end)
    start = dash + 2 if dash >= 0 else start
    first = [party for a, _, party in cast.mentions if start <= a <= start + SUBJECT and text[a].isupper()]
    return first[0] if first else None


def _overlaps(spans: Sequence[Span], anchor: Span) -> bool:
    return any(start < anchor[1] and anchor[0] < end for start, end in spans)


def _date(statement: Statement, report: Report) -> str:
    when = statement.when.start or statement.when.end if statement.when else None
    return (when or report.document.published or "")[:10]
