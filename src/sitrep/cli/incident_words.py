"""Incidents in a few words, as rows and lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitrep.cli import phrases
from sitrep.cli.tables import Rows, one_line
from sitrep.desk.gated import Listed
from sitrep.desk.incidents import Account, Linked
from sitrep.exports.incidents import incident_value, tally_value
from sitrep.exports.phrases import review_words
from sitrep.incidents.figures import RULE, Figure, Reported
from sitrep.incidents.fusion import Fused
from sitrep.incidents.tallying import TALLY_NAME, Range, Tally
from sitrep.records.report import Where

COLUMNS = (
    "when", "type", "status", "where", "who", "killed", "wounded", "reports", "sources", "part of", "rule", "id",
    "review",
)  # fmt: skip
TALLY_COLUMNS = (
    "incidents", "nested", "killed low", "killed best", "killed high", "wounded low", "wounded best", "wounded high",
    "rule", "unreviewed",
)  # fmt: skip
#: No quotation is shown longer than this; --format json shows all of it.
_LONGEST = 200
#: How wide the names of lines are.
_NAMES = 9
#: Roles of those who did it or took part.
_DOERS, _SUFFERERS = ("actor", "participant"), ("recipient",)
#: How many parties are named in a row.
_PARTIES = 3


def rows(found: Sequence[Listed]) -> Rows:
    """Incidents as rows and as values."""
    cells = [_cells(each) for each in found]
    values = [incident_value(each) for each in found]
    return Rows(COLUMNS, cells, values, whole=frozenset({"id", "part of"}))


def tally_rows(found: Sequence[Tally], total: Tally, by: str) -> Rows:
    """Groups and their total as rows and as values."""
    listed = [*found, total]
    cells = [(each.group, each.incidents, each.nested, *_range(each.killed), *_range(each.wounded), TALLY_NAME,
              each.unreviewed)
             for each in listed]  # fmt: skip
    return Rows((by, *TALLY_COLUMNS), cells, [tally_value(each) for each in listed], whole=frozenset({by}))


def _range(told: Range) -> tuple[int, int, str]:
    """Low, best and high; a high that somebody left open ends with a plus."""
    return told.low, told.best, f"{told.high}{'+' if told.open else ''}"


def _cells(listed: Listed) -> tuple[object, ...]:
    fused = listed.fused
    counted = any(figure.outcome in ("killed", "wounded") for figure in fused.figures)
    return (
        phrases.days(fused.when), kind(fused), statuses(fused), place(fused.where), sides(fused),
        shown(fused, "killed"), shown(fused, "wounded"), listed.reports, fused.independent_sources,
        listed.part_of.whole if listed.part_of else "", RULE if counted else "", listed.id,
        _standing(listed),
    )  # fmt: skip


def _standing(listed: Listed) -> str:
    """How its reports stand with reviewers, and how many of them wait where others were let out."""
    if 0 < listed.waiting < listed.reports:
        return f"{listed.waiting} of {listed.reports} unreviewed"
    return review_words(listed.review)


def kind(fused: Fused) -> str:
    """The type with its mode."""
    return f"{fused.type}/{fused.mode}" if fused.mode else fused.type


def statuses(fused: Fused) -> str:
    """The statuses in their order; in brackets what is only recalled."""
    told = " → ".join(change.status for change in fused.statuses)
    return f"({told})" if fused.only_recalled else told


def place(where: Where | None) -> str:
    """The place's name with its country."""
    if where is None:
        return ""
    name = f"{where.note} {where.name}" if where.note else where.name
    return f"{name}, {where.country}" if where.country and where.precision != "country" else name


def sides(fused: Fused) -> str:
    """Who → whom, the most told first."""
    doers, sufferers = _named(fused, _DOERS), _named(fused, _SUFFERERS)
    return f"{doers} → {sufferers}" if sufferers else doers


def _named(fused: Fused, roles: tuple[str, ...]) -> str:
    return ", ".join([name for role, name, _ in fused.parties if role in roles][:_PARTIES])


def shown(fused: Fused, outcome: str) -> str:
    """The figure of an outcome as a row shows it; empty where nobody tells of any."""
    return next((figure_words(one) for one in fused.figures if one.outcome == outcome), "")


def figure_words(figure: Figure) -> str:
    """The best, and from where to where the sides go: 5 (4 to 7), 5 (5 or more)."""
    low, best, high = figure.low, figure.best, figure.high
    if best is None:
        return f"{low} or more" if high is None else f"up to {high}" if low is None else f"{low} to {high}"
    if low == best == high:
        return str(best)
    if high is None:
        return f"{best} ({low} or more)"
    return f"{best} ({low} to {high})" if low is not None else f"{best} (up to {high})"


def account_lines(account: Account, *, why: bool) -> Iterator[str]:
    """An incident as lines of text; with ``why`` every reason and every figure ever told."""
    fused = account.incident.fused
    yield _line("incident", account.incident.id)
    if account.asked != account.incident.id:
        yield _line("", f"{account.asked} leads here")
    cells = (kind(fused), phrases.days(fused.when), place(fused.where), sides(fused))
    yield _line("what", " · ".join(cell for cell in cells if cell))
    history = [f"{change.status} ({change.published or 'undated'})" for change in fused.statuses]
    yield _line("status", " → ".join(history) + (", only recalled" if fused.only_recalled else ""))
    yield _line("sources", f"{fused.independent_sources} independent: {', '.join(fused.vouchers) or 'none'}")
    yield _line("origins", f"{fused.origins} of {len(fused.documents)} stories")
    if account.part_of:
        yield _line("part of", f"{account.part_of.whole}: {account.part_of.reason}")
    yield from (_line("holds", part) for part in account.parts)
    for figure in fused.figures:
        yield from _figure(figure, why=why)
    for other, probability in account.duplicates:
        yield _line("may be", f"{other} too ({probability:.2f})")
    for course, told in account.judgements if why else ():
        yield _line("judged", f"{course}: {told.left} and {told.right} {told.verdict}, by {told.by} {told.at}")
        yield _line("", told.reason)
    yield ""
    for linked in account.linked:
        yield from _report(linked, account.origins, why=why)


def _line(name: str, words: str) -> str:
    return f"{name:<{_NAMES}} {one_line(words)}"


def _figure(figure: Figure, *, why: bool) -> Iterator[str]:
    disputed = ", disputed" if figure.disputed else ""
    yield _line(figure.outcome, f"{figure_words(figure)}{disputed}; rule: {figure.rule}")
    for side in figure.sides if why or figure.disputed else ():
        said = next(n for n in (side.best, side.low, side.high) if n is not None)
        yield _line("", f"{said} say {side.side} ({side.kind}, {side.published or 'undated'})")
    yield from (_line("", f"· {_told(one)}") for one in (figure.history if why else ()))


def _told(one: Reported) -> str:
    who = one.voice.name or "the paper"
    where = f"{one.outlet or 'outlet unknown'}, {one.published or 'undated'}"
    return f"{phrases.amount(one.count)} {one.standing}: {who} ({one.voice.kind}), {where}, {one.item}"


def _report(linked: Linked, origins: dict[str, str], *, why: bool) -> Iterator[str]:
    report = linked.report
    facts = report.document
    status = phrases.status(report.event)
    yield one_line(f"{facts.outlet or 'outlet unknown'}, {facts.published or 'undated'}, {status}, {report.event.id}")
    quote = report.event.anchor.text
    yield f"    “{one_line(quote if len(quote) <= _LONGEST else quote[: _LONGEST - 1] + '…')}”"
    if not why:
        return
    yield f"    {facts.id}, {origins.get(facts.id, '')}"
    if linked.verdict is None:
        yield "    no other report is like it"
        return
    yield f"    {linked.verdict.probability:.2f} likely one with {linked.likest}, the likest:"
    for reason in linked.verdict.reasons:
        yield f"        {reason.pull:+.2f}  {one_line(reason.words)}"
