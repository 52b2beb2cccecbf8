"""Proposals of an effort: whose they are, their versions, their points by issue, and who took them how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sitrep.identity import identify
from sitrep.processes.naming import Mention, Point
from sitrep.processes.parties import Party
from sitrep.processes.passages import Span
from sitrep.processes.sayings import Saying

#: What a stance makes of a proposal.
ANSWERS = {"accepts": "accepted", "rejects": "rejected", "partly-accepts": "partly", "undecided": "open"}


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a proposal, from when on it is told of, by which story."""

    label: str
    points: int | None
    published: str
    document: str
    outlet: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class ToldPoint:
    """One point, the issues it touches, the version it was told of, and where it stands."""

    words: str
    issues: tuple[str, ...]
    version: int
    document: str
    span: Span


@dataclass(frozen=True, slots=True)
class Answer:
    """How one party took a version of a proposal, newest last."""

    party: Party
    status: str
    version: int
    date: str
    speaker: str | None
    words: str
    document: str
    statement: str


@dataclass(frozen=True)
class Proposal:
    """One proposal; ``status`` is what all answers together make of it."""

    id: str
    name: str
    author: Party | None
    versions: tuple[Version, ...]
    points: tuple[ToldPoint, ...]
    answers: tuple[Answer, ...]
    status: str


@dataclass
class _Draft:
    """A proposal while it is gathered."""

    author: Party | None
    is_counter: bool
    labels: Counter[str] = field(default_factory=Counter)
    versions: list[Version] = field(default_factory=list)
    points: dict[tuple[str, Span], ToldPoint] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)

    @property
    def numbers(self) -> set[int]:
        """How many points its versions had."""
        return {version.points for version in self.versions if version.points is not None}


def proposals(process: str, named: Sequence[Mention], said: Sequence[Saying]) -> tuple[Proposal, ...]:
    """The proposals named in an effort's stories, in the order in which they were first told of."""
    drafts: list[_Draft] = []
    homes: dict[tuple[str, Span], tuple[_Draft, int]] = {}
    for mention in sorted(named, key=lambda one: (one.published, one.document, one.span)):
        draft = _home(mention, drafts)
        if draft is not None:
            _add(draft, mention)
            homes[mention.document, mention.span] = draft, len(draft.versions) - 1
    for saying in sorted(said, key=lambda one: (one.date, one.document, one.spans)):
        _answer(saying, homes)
    return tuple(_made(process, draft) for draft in drafts if draft.versions)


def _home(mention: Mention, drafts: list[_Draft]) -> _Draft | None:
    """The proposal that is meant, a new one where none fits; None for "the plan" where none was told of."""
    fitting = [one for one in drafts if one.is_counter == mention.is_counter]
    if mention.author is not None:
        fitting = [one for one in fitting if one.author in (None, mention.author)]
    near = [one for one in fitting if mention.document in one.documents] or fitting
    if mention.points is not None:
        numbered = [one for one in fitting if mention.points in one.numbers]
        near = numbered or (near if mention.is_new or mention.author else [one for one in near if not one.numbers])
    if near:
        return near[-1]
    if mention.bare:
        return None
    drafts.append(_Draft(mention.author, mention.is_counter))
    return drafts[-1]


def _add(draft: _Draft, mention: Mention) -> None:
    draft.author = draft.author or mention.author
    draft.documents.add(mention.document)
    label = _label(mention)
    if not mention.bare:
        draft.labels[label] += 1
    version = Version(label, mention.points, mention.published, mention.document, mention.outlet, mention.span)
    if not draft.versions or _is_new(draft, mention):
        draft.versions.append(version)
    for point in mention.content:
        _add_point(draft, mention, point)


def _is_new(draft: _Draft, mention: Mention) -> bool:
    """Another number of points, or words that say so, which a story tells once."""
    if mention.points is not None:
        return bool(draft.numbers) and mention.points not in draft.numbers
    return mention.is_new and not any(version.label == _label(mention) for version in draft.versions)


def _add_point(draft: _Draft, mention: Mention, point: Point) -> None:
    known = {" ".join(one.words.lower().split()) for one in draft.points.values()}
    if " ".join(point.words.lower().split()) not in known:
        told = ToldPoint(point.words, point.issues, len(draft.versions) - 1, mention.document, point.span)
        draft.points[mention.document, point.span] = told


def _answer(saying: Saying, homes: dict[tuple[str, Span], tuple[_Draft, int]]) -> None:
    status = ANSWERS.get(saying.stance or "")
    for mention in saying.proposals[:1]:
        home = homes.get((mention.document, mention.span))
        if home is not None and status is not None:
            draft, version = home
            told = saying.date, saying.speaker, saying.words, saying.document, saying.statement
            draft.answers.append(Answer(saying.party, status, version, *told))


def _label(mention: Mention) -> str:
    """The naming without its article."""
    words = " ".join(mention.words.split())
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in {"the", "a", "an", "its", "his", "her", "their", "this", "that"} else words


def _made(process: str, draft: _Draft) -> Proposal:
    author = draft.author
    return Proposal(
        id=identify("proposal", process, author.key if author else None, draft.is_counter, draft.versions[0].label),
        name=_name(draft),
        author=author,
        versions=tuple(draft.versions),
        points=tuple(draft.points.values()),
        answers=tuple(draft.answers),
        status=_status([answer for answer in draft.answers if answer.version == len(draft.versions) - 1]),
    )


def _name(draft: _Draft) -> str:
    """The naming with a number of points, which is a proposal's name in the news; else the one told most."""
    numbered = [version.label for version in draft.versions if version.points is not None]
    return numbered[0] if numbered else draft.labels.most_common(1)[0][0]


def _status(answers: Sequence[Answer]) -> str:
    """What the newest answers to a version make of it: open where nobody answered, partly where they differ."""
    newest = {answer.party: answer.status for answer in answers}
    found = set(newest.values())
    return found.pop() if len(found) == 1 else "partly" if found else "open"
