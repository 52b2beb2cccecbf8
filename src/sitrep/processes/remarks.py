"""How the sides characterised a meeting: "constructive", "very useful", "no breakthrough"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitrep.codebook.peace_efforts import pattern, peace_efforts
from sitrep.processes.parties import Cast, Party
from sitrep.processes.passages import Span, sentence
from sitrep.processes.telling import Telling
from sitrep.records.report import Report, Statement


@dataclass(frozen=True, slots=True)
class Remark:
    """The words by which someone characterised a meeting; ``leaning`` is 1 for well, -1 for badly."""

    event: str
    party: Party | None
    speaker: str | None
    words: str
    leaning: int
    span: Span
    document: str
    outlet: str | None
    published: str


def remarks(report: Report, text: str, cast: Cast, told: Sequence[Telling]) -> tuple[Remark, ...]:
    """Every characterisation of a meeting in a story, tied to the meeting told last before it."""
    if not told:
        return ()
    found: dict[Span, Remark] = {}
    for start, end, leaning in _characterisations(text):
        voice = _voice(report, text, cast, start)
        if voice is None or any(begin <= start < close for begin, close in found):
            continue
        speaker, party = voice
        document = report.document
        found[start, end] = Remark(
            _meeting(told, start), party, speaker, text[start:end], leaning, (start, end),
            document.id, document.outlet, document.published or "",
        )  # fmt: skip
    return tuple(found[span] for span in sorted(found))


def _characterisations(text: str) -> Iterator[tuple[int, int, int]]:
    """The words that characterise, each once, those of a worse word before those of a better one within it."""
    rules = sorted(peace_efforts().characterisations, key=lambda rule: rule.leaning)
    taken: list[Span] = []
    for rule in rules:
        for match in pattern(rule.pattern).finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                yield *match.span(), rule.leaning


def _voice(report: Report, text: str, cast: Cast, at: int) -> tuple[str | None, Party | None] | None:
    """Who says so, where the words are said of a meeting; None where they are nobody's or of something else."""
    begin, end = sentence(text, at)
    words = text[begin:end]
    said = _saying(report, at)
    if said is not None and (_of_a_meeting(_content(said)) or _of_a_meeting(words)):
        return said.speaker, cast.of(said.actor)
    called = pattern(peace_efforts().called).search(text, begin, at)
    if called is None or not _of_a_meeting(text[called.end() : end]):
        return None
    named = [(party, text[a:b]) for a, b, party in cast.mentions if begin <= a and b <= called.start()]
    return (named[-1][1], named[-1][0]) if named else None


def _of_a_meeting(words: str) -> bool:
    """Whether the words name a meeting, or tell how one went in words that are said of nothing else."""
    alone = [rule.pattern for rule in peace_efforts().characterisations if rule.alone]
    return any(pattern(source).search(words) for source in (peace_efforts().meeting_words, *alone))


def _saying(report: Report, at: int) -> Statement | None:
    """The statement whose words stand here, the shortest of several."""
    over = [one for one in report.statements if any(quote.start <= at < quote.end for quote in one.content)]
    return min(over, key=lambda one: (one.speaker is None, len(_content(one))), default=None)


def _content(statement: Statement) -> str:
    return " ".join(quote.text for quote in statement.content)


def _meeting(told: Sequence[Telling], at: int) -> str:
    """The meeting whose words hold the place or stand last before it, else the story's first; rather a held one."""
    whole = [one for one in told if one.is_whole] or list(told)
    told = [one for one in whole if one.standing in ("held", "recalled")] or whole
    before = [one for one in told if one.event.anchor.start <= at]
    return max(before or told[:1], key=lambda one: one.event.anchor.start).event.id
