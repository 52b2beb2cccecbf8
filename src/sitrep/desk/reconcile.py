"""The reports of a ledger brought together: what is not linked yet is, and what a person decides is put into effect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol

from sitrep.desk.attempts import attempt
from sitrep.errors import BadJudgement
from sitrep.incidents.judgement import ENGINE, Judgement, merge, split
from sitrep.ledger.incident_queries import items_of_events, resolve
from sitrep.ledger.incident_views import is_current, refresh_views
from sitrep.ledger.linkage import HEIR, Linkage
from sitrep.ledger.linker import Linkable, Linker, Unlinked, unlinked, weighed_otherwise
from sitrep.ledger.opening import Book, Ledger
from sitrep.records.report import Report


class Waiting(Protocol):
    """What gives the readings that wait for something, in the order of their numbers."""

    def __call__(self, connection: Book, /, *, after: int, limit: int) -> list[Unlinked]:
        """So many of them after this number."""
        ...


#: So many readings are linked in one transaction.
AT_ONCE = 50
#: So many incidents are told anew in one transaction.
ANEW_AT_ONCE = 500
#: Names that no person may sign with: they are the engine's own.
ENGINES = frozenset({ENGINE, HEIR, ""})


def link_rest(ledger: Ledger, linker: Linker, *, now: Callable[[], datetime]) -> int:
    """Every newest reading is linked, as those of a ledger are not that an older Sitrep wrote; how many were not.

    A report that cannot be linked keeps no other from it, and is tried again the next time.
    """

    def take(book: Book, engine: str, story: Linkable) -> int:
        return int(linker.take(book, story, engine=engine, at=now().isoformat()))

    return _each(ledger, unlinked, take)


def link_again(ledger: Ledger, linker: Linker, *, now: Callable[[], datetime]) -> int:
    """Every event that was weighed by other weights than today's is weighed anew; how many were.

    Incidents keep their ids, and what people decided binds as before. What was interrupted is simply run again.
    """

    def again(book: Book, _: str, story: Linkable) -> int:
        return linker.again(book, story, at=now().isoformat())

    return _each(ledger, weighed_otherwise, again)


def _each(ledger: Ledger, waiting_for: Waiting, do: Callable[[Book, str, Linkable], int]) -> int:
    """What is waiting is done, so many readings in one transaction; the sum of what each did."""
    done, last = 0, 0
    while True:
        with ledger.reading() as book:
            waiting = waiting_for(book, after=last, limit=AT_ONCE)
        if not waiting:
            retell(ledger)
            return done
        last = waiting[-1].number
        stories = [(each.engine, attempt(partial(_linkable, each))) for each in waiting]
        with ledger.transaction() as book:
            for engine, story in stories:
                if isinstance(story, Linkable):
                    done += do(book, engine, story)


def retell(ledger: Ledger) -> None:
    """What lists say of incidents is what their reports say now."""
    while True:
        with ledger.reading() as book:
            if is_current(book):
                return
        with ledger.transaction() as book:
            refresh_views(book, most=ANEW_AT_ONCE)


def _linkable(waiting: Unlinked) -> Linkable:
    return Linkable.of(Report.model_validate_json(waiting.report), waiting.text)


@dataclass(frozen=True, slots=True)
class Signed:
    """Who decides, why and when."""

    by: str
    reason: str
    at: str

    def __post_init__(self) -> None:
        if self.by.strip().lower() in ENGINES:
            raise BadJudgement(f"{self.by!r} is no name of a person.", check="Say who decides: --by NAME")
        if not self.reason.strip():
            raise BadJudgement("A judgement needs a reason.", check="Say why: --reason WORDS")


def merge_incidents(ledger: Ledger, left: str, right: str, signed: Signed) -> str:
    """The two incidents are one from now on, by the id that came first; that id."""
    linker = Linker()
    with ledger.transaction() as book, linker.linkage(book) as linkage:
        (_, first), (_, second) = resolve(book, left), resolve(book, right)
        if first == second:
            raise BadJudgement(f"{left} and {right} are one already: {first}.", check=f"See: sitrep incident {first}")
        ours, theirs = _told(linkage, first), _told(linkage, second)
        bonds = linkage.bonds([*ours, *theirs])
        told = merge(ours, theirs, bonds, by=signed.by, reason=signed.reason, at=signed.at)
        linker.settle(linkage, told, kind="merge")
        refresh_views(book)
        return linkage.seats([ours[0]])[ours[0]].incident


def split_incident(ledger: Ledger, incident: str, events: Sequence[str], signed: Signed) -> tuple[str, str]:
    """These events are another happening than the rest of the incident; the ids of the rest and of theirs."""
    linker = Linker()
    with ledger.transaction() as book, linker.linkage(book) as linkage:
        _, id_ = resolve(book, incident)
        members, named = _told(linkage, id_), items_of_events(book, events)
        strange = sorted(event for event, item in named.items() if item not in members)
        apart = [item for item in members if item in named.values()]
        kept = [item for item in members if item not in apart]
        if strange:
            raise BadJudgement(f"{', '.join(strange)} is not of {id_}.", check=f"See its events: sitrep incident {id_}")
        if not kept:
            raise BadJudgement(f"Nothing would be left of {id_}.", check="Name fewer of its events.")
        bonds = linkage.bonds(members)
        linker.settle(linkage, _heirs(linkage, id_, apart, kept[0], signed), kind=HEIR)
        told = split(apart, kept, bonds, by=signed.by, reason=signed.reason, at=signed.at)
        linker.settle(linkage, told, kind="split")
        refresh_views(book)
        where = linkage.seats([kept[0], apart[0]])
        return where[kept[0]].incident, where[apart[0]].incident


def keep_apart(ledger: Ledger, left: str, right: str, signed: Signed) -> None:
    """The two incidents are different happenings: the engine never links them, and warns of them no more."""
    linker = Linker()
    with ledger.transaction() as book, linker.linkage(book) as linkage:
        (_, first), (_, second) = resolve(book, left), resolve(book, right)
        if first == second:
            raise BadJudgement(f"{left} and {right} are one incident: {first}.", check="Split it instead.")
        ours, theirs = _told(linkage, first), _told(linkage, second)
        bonds = linkage.bonds([*ours, *theirs])
        told = split(ours, theirs, bonds, by=signed.by, reason=signed.reason, at=signed.at)
        linker.settle(linkage, told, kind="apart")
        refresh_views(book)


def _told(linkage: Linkage, incident: str) -> list[str]:
    """The items of an incident that are still told, in the order in which they came."""
    told = [one for one, item in linkage.items(linkage.members([incident])).items() if item is not None]
    if not told:
        raise BadJudgement(f"Nothing is told of {incident} any more.", check="List what is: sitrep incidents")
    where = linkage.seats(told)
    return sorted(told, key=lambda one: where[one].arrival)


def _heirs(linkage: Linkage, incident: str, apart: Sequence[str], heir: str, signed: Signed) -> list[Judgement]:
    """What is no longer told stays with what is kept, so that the incident keeps its id."""
    silent = [one for one, item in linkage.items(linkage.members([incident])).items() if item is None]
    tied = [pair for pair in sorted(linkage.bonds(silent).same) if {*pair} & {*apart}]
    reason = "what it was kept by is another happening"
    found = [Judgement(*pair, "retired", ENGINE, reason, signed.at) for pair in tied]
    return found + [
        Judgement(one, heir, "same", ENGINE, reason, signed.at) for pair in tied for one in pair if one in silent
    ]
