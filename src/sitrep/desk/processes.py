"""What a person can ask about peace efforts, and what they can say of them."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from sitrep.codebook.peace_efforts import peace_efforts
from sitrep.desk.reconcile import Signed
from sitrep.errors import BadJudgement, UnknownId
from sitrep.ledger.efforts import became, decisions, keep, mark, reports_of, seated, talking
from sitrep.ledger.gate import Gate
from sitrep.ledger.opening import Book, Ledger
from sitrep.ledger.portions import some
from sitrep.processes.decisions import NEW, NOWHERE, Decision, Kind, own_process_id
from sitrep.processes.gathering import process_id
from sitrep.processes.process import Efforts, Process, efforts
from sitrep.processes.story import Story, story_of

#: How many ids an error message lists.
_LISTED = 12
#: So many stories are read at once before anybody asks for them.
_AT_ONCE = 10
#: How the ids of events and incidents begin, by which a meeting may be named.
_OF_MEETINGS = ("incident-", "event-")
#: Stories by the numbers of their readings; None for one that tells nothing of efforts.
Known = dict[int, Story | None]


def gathered(book: Book, known: Known | None = None) -> Efforts:
    """Every effort of the ledger, as its reports and people's word make it now.

    ``known`` are stories by the numbers of their readings; those that it lacks are read into it.
    """
    types = peace_efforts().types
    held: Known = {} if known is None else known
    numbers = talking(book, types)
    _read(book, numbers, held)
    stories = [story for number in numbers if (story := held[number]) is not None]
    return efforts(stories, seated(book, types), decisions(book), became(book))


def _read(book: Book, numbers: Sequence[int], known: Known) -> None:
    """The stories of these readings are known; None stands for one that tells nothing of efforts."""
    for number, report, text in reports_of(book, [each for each in numbers if each not in known]):
        story = story_of(report, text)
        known[number] = None if story.is_silent else story


@dataclass
class Remembered:
    """The efforts of a ledger, gathered again only when what they are made of has grown, of stories read once.

    A server holds one and hands it to many threads; of two that find it old at once, one gathers.
    """

    _made: tuple[tuple[int, ...], Efforts] | None = None
    _stories: Known = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def efforts(self, book: Book) -> Efforts:
        """Every effort of this ledger, as it stands in this transaction."""
        now = mark(book)
        with self._lock:
            if self._made is None or self._made[0] != now:
                self._made = now, gathered(book, self._stories)
            return self._made[1]

    def prepare(self, ledger: Ledger, stop: threading.Event) -> None:
        """The efforts are gathered before anybody asks for them, or some of their stories read before the stop.

        It rests as long as it works, so that it takes the half of a processor, and whoever asks meanwhile waits little.
        """
        with ledger.reading() as book:
            numbers = talking(book, peace_efforts().types)
        for wanted in some(numbers, _AT_ONCE):
            begun = time.monotonic()
            with ledger.reading() as book, self._lock:
                _read(book, wanted, self._stories)
            if stop.wait(time.monotonic() - begun):
                return
        with ledger.reading() as book:
            self.efforts(book)


def listed(book: Book, *, gate: Gate = "all", every: bool = False) -> list[Process]:
    """The efforts of several meetings and those that a person spoke of; ``every`` adds those of one meeting."""
    return shown(gathered(book), gate=gate, every=every)


def shown(held: Efforts, *, gate: Gate = "all", every: bool = False) -> list[Process]:
    """Of these efforts those that a list shows; through the gate come those that a person confirmed."""
    told = [one for one in held.processes if every or len(one.meetings) > 1 or one.decisions]
    return [one for one in told if _passes(one, gate)]


def found(book: Book, reference: str, *, gate: Gate = "all") -> Process:
    """The effort meant by the beginning of an id, by its name, or by a meeting of it."""
    return let_out(gathered(book), reference, gate)


def let_out(held: Efforts, reference: str, gate: Gate) -> Process:
    """Of these efforts the one meant; refused where the gate does not let it out."""
    meant = among(held, reference)
    if not _passes(meant, gate):
        raise UnknownId(f"{meant.id} is proposed, nobody confirmed it.", check="Ask for it by name: gate=all")
    return meant


def _passes(process: Process, gate: Gate) -> bool:
    return gate == "all" or process.standing == "confirmed"


def confirm(ledger: Ledger, reference: str, signed: Signed) -> str:
    """The effort holds its present meetings from now on; its id."""
    with ledger.transaction() as book:
        process = among(gathered(book), reference)
        meetings = tuple(one.id for one in process.meetings)
        keep(book, [_said("confirm", process.id, meetings, None, signed)])
    return process.id


def rename(ledger: Ledger, reference: str, name: str, signed: Signed) -> str:
    """The effort bears this name from now on; its id."""
    if not name.strip():
        raise BadJudgement("An effort needs a name.", check="sitrep process rename ID NAME --by … --reason …")
    with ledger.transaction() as book:
        process = among(gathered(book), reference)
        keep(book, [_said("rename", process.id, (), " ".join(name.split()), signed)])
    return process.id


def move(ledger: Ledger, meeting: str, target: str, signed: Signed) -> str:
    """The meeting is in another effort from now on, in one of its own (``new``) or in none (``nowhere``); where."""
    with ledger.transaction() as book:
        held = gathered(book)
        id_ = _meeting(held, meeting)
        goal = target if target in (NEW, NOWHERE) else among(held, target).id
        home = next((one.id for one in held.processes if id_ in {each.id for each in one.meetings}), process_id(id_))
        if home == goal:
            raise BadJudgement(f"{id_} is in {goal} already.", check=f"See: sitrep process {goal}")
        keep(book, [_said("move", home, (id_,), goal, signed)])
    return own_process_id(id_) if goal == NEW else goal


def _said(kind: Kind, process: str, meetings: tuple[str, ...], value: str | None, signed: Signed) -> Decision:
    return Decision(kind, process, meetings, value, signed.by, signed.reason, signed.at)


def among(held: Efforts, reference: str) -> Process:
    """Of these efforts the one meant; an unknown or ambiguous reference is refused."""
    start = reference.strip()
    if start.startswith(_OF_MEETINGS):
        meeting = _meeting(held, start)
        inside = [one for one in held.processes if meeting in {each.id for each in one.meetings}]
    else:
        ids = {held.leads.get(id_, id_) for id_ in (*held.leads, *(one.id for one in held.processes))
               if start and id_.startswith(start)}  # fmt: skip
        inside = [one for one in held.processes if one.id in ids or one.name.lower() == start.lower()]
    return _one(inside, start)


def _one(inside: list[Process], start: str) -> Process:
    if len(inside) == 1:
        return inside[0]
    if not inside:
        raise UnknownId(
            f"No effort in the ledger has the id or name {start!r}.", check="List them: sitrep process --all"
        )
    told = ", ".join(one.id for one in inside[:_LISTED])
    raise UnknownId(f"{start!r} means more than one effort.", check=f"Say which: {told}")


def _meeting(held: Efforts, reference: str) -> str:
    """The meeting meant by the beginning of its incident's id or of one of its events'."""
    start = reference.strip()
    inside = sorted(
        id_ for id_, events in held.meetings.items() if start and any(one.startswith(start) for one in (id_, *events))
    )
    if len(inside) == 1:
        return inside[0]
    if not inside:
        raise UnknownId(f"No meeting in the ledger has the id {start!r}.", check="List them: sitrep process ID")
    raise UnknownId(f"{start!r} begins more than one id.", check=f"Say which: {', '.join(inside[:_LISTED])}")
